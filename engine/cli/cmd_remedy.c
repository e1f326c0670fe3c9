/*
 * cmd_remedy - `assay remedy`: changes that let controls pass, proved, with their backout.
 */
#include "cli/command.h"
#include "cli/streams.h"

/* call->state */
struct remedy {
	const char *format; /* of assay_result_write; NULL: "remedy" */
};

static int take_script(struct invocation *call, const char *value, struct assay_error *err)
{
	struct remedy *remedy = call->state;

	(void)value, (void)err;
	remedy->format = "remedy-script";
	return ASSAY_OK;
}

static int take_backout(struct invocation *call, const char *value, struct assay_error *err)
{
	struct remedy *remedy = call->state;

	(void)value, (void)err;
	remedy->format = "remedy-backout";
	return ASSAY_OK;
}

static int take_patch(struct invocation *call, const char *value, struct assay_error *err)
{
	struct remedy *remedy = call->state;

	(void)value, (void)err;
	remedy->format = "remedy-patch";
	return ASSAY_OK;
}

static const struct option options[] = {
	{"--script", NULL, "print only the AWS CLI commands, as a script for sh", take_script, 0,
		NULL},
	{"--backout", NULL, "print only the commands that undo them, as a script for sh",
		take_backout, 0, NULL},
	{"--patch", NULL,
		"print only the changes of Terraform sources, as a diff for patch -p1 or git apply",
		take_patch, 0, NULL},
};

static int load(struct invocation *call, struct assay_error *err)
{
	int status = invocation_load_rules(call, err);

	if (!status)
		status = policy_read_accepted(&call->policy, &call->files, call->assay, err);
	for (size_t i = 0; !status && i < call->arguments.n; i++)
		status = files_add_path(&call->files, call->assay, call->arguments.items[i], err);
	if (!status)
		status = assay_set(call->assay, "remedies", NULL, err);
	return status;
}

static int exit_status_of(const struct assay_result *result)
{
	if (assay_result_exit_status(result) == EXIT_INCOMPLETE)
		return EXIT_INCOMPLETE;
	return assay_result_unremedied(result) > 0 ? 1 : 0;
}

static int work(struct invocation *call, struct assay_error *err)
{
	const struct remedy *remedy = call->state;
	struct assay_result *result = NULL;
	int exit_status = EXIT_INCOMPLETE;
	int64_t now;
	int status = assay_set_guard(call->assay, &call->child.guard, err);

	if (!status)
		status = load(call, err);
	if (!status)
		status = policy_now(&now, err);
	if (!status)
		status = assay_run(&result, call->assay, now, err);
	if (!status)
		status = assay_result_write(result, remedy->format ? remedy->format : "remedy",
			write_stream, stdout, err);
	if (!status)
		exit_status = exit_status_of(result);
	assay_result_free(result);
	return exit_status;
}

const struct command command_remedy = {
	.name = "remedy",
	.arguments = "PATH...",
	.about = "print changes that let controls pass, and how to undo them",
	.details =
		"A remedy is shown only if it was proved: the changes were applied to what the\n"
		"inputs show, and every control was judged again. The results that it names\n"
		"pass, and no other one gets worse. Exports get AWS CLI commands, plans get the\n"
		"attributes and blocks of Terraform. assay runs none of them.\n"
		"\n"
		"  assay remedy exports/\n"
		"  assay remedy --script exports/ > remedy.sh\n"
		"  assay remedy --backout exports/ > backout.sh    # before remedy.sh runs\n"
		"\n"
		"Exit status: 0 each fail has a remedy, 1 a fail has none, 2 the evaluation is\n"
		"incomplete.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_CONFIG | SHARES_ACCEPTED | SHARES_RULES | SHARES_WHAT_IF | SHARES_SOURCES |
		  SHARES_GUARD,
	.takes = TAKES_ALL_SETTINGS,
	.min_arguments = 1,
	.max_arguments = SIZE_MAX,
	.usage = "'assay remedy' needs a PATH: a file, a folder, or - for standard input.",
	.reads_arguments = true,
	.state_size = sizeof(struct remedy),
	.work = work,
};
