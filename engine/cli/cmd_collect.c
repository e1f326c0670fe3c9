/*
 * cmd_collect - `assay collect`: a script that exports what controls need.
 */
#include "cli/command.h"
#include "cli/streams.h"

enum { COLLECTED_REGIONS_MAX = 256 };

/* call->state */
struct collect {
	const char *regions[COLLECTED_REGIONS_MAX];
	size_t n_regions;
	const char *accounts, *organization, *logs_from, *logs_until;
	bool policy;
};

static int take_region(struct invocation *call, const char *value, struct assay_error *err)
{
	struct collect *collect = call->state;

	if (collect->n_regions == COLLECTED_REGIONS_MAX)
		return error_set(err, ASSAY_EUSAGE, "--region was given more than %d times.",
			COLLECTED_REGIONS_MAX);
	collect->regions[collect->n_regions++] = value;
	return ASSAY_OK;
}

static int take_accounts(struct invocation *call, const char *value, struct assay_error *err)
{
	((struct collect *)call->state)->accounts = value;
	return child_may_read(&call->child, value, err);
}

static int take_policy(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	((struct collect *)call->state)->policy = true;
	return ASSAY_OK;
}

static const struct option options[] = {
	{"--region", "REGION",
		"export this Region only; repeatable (default: all that are enabled)", take_region,
		0, NULL},
	{"--accounts", "FILE",
		"accounts, one on a line: ID PROFILE or ID ROLE-ARN (default: the account of the "
		"credentials)",
		take_accounts, 0, NULL},
	{"--organization", "ROLE",
		"all active accounts of the organization, through the role of this name in each",
		NULL, offsetof(struct collect, organization), NULL},
	{"--logs-from", "TIME",
		"ask for metrics from this time on: that of the log files that are judged with the "
		"evidence (2026-11-20T00:00:00Z)",
		NULL, offsetof(struct collect, logs_from), NULL},
	{"--logs-until", "TIME", "... and until this time; without both, no metric is asked", NULL,
		offsetof(struct collect, logs_until), NULL},
	{"--policy", NULL, "print the IAM policy that the script needs, as JSON", take_policy, 0,
		NULL},
};

static int prepare(struct invocation *call, struct assay_error *err)
{
	const struct collect *collect = call->state;

	if (collect->accounts && collect->organization)
		return error_set(err, ASSAY_EUSAGE,
			"Use either --accounts FILE or --organization ROLE, not both.");
	return ASSAY_OK;
}

static int work(struct invocation *call, struct assay_error *err)
{
	const struct collect *collect = call->state;
	struct assay_collect asked = {collect->regions, collect->n_regions, NULL, 0,
		collect->accounts, collect->organization, collect->policy, collect->logs_from,
		collect->logs_until};
	struct assay_result *result = NULL;
	int status = assay_set_guard(call->assay, &call->child.guard, err);

	assay_allow_no_input(call->assay);
	if (!status)
		status = invocation_load_rules(call, err);
	call->files.max_input = assay_get(call->assay, "max-input");
	if (!status && collect->accounts)
		status = files_read(
			&call->files, collect->accounts, &asked.accounts, &asked.accounts_len, err);
	if (!status)
		status = assay_run(&result, call->assay, -1, err);
	if (!status)
		status = assay_collect_write(result, &asked, write_stream, stdout, err);
	assay_result_free(result);
	return status ? EXIT_INCOMPLETE : 0;
}

const struct command command_collect = {
	.name = "collect",
	.arguments = "",
	.about = "print a script that exports what controls need",
	.details = "Run the script where the AWS CLI and credentials are. It asks each\n"
		   "account and Region, keeps AWS's errors, can be run again, and ends with\n"
		   "one archive. assay itself never uses the network.\n"
		   "\n"
		   "  assay collect --profile all > collect.sh\n"
		   "  sh collect.sh evidence\n"
		   "  assay check --profile all evidence.tar.gz\n"
		   "\n"
		   "Exit status: 0 the script was printed; 2 the call is wrong.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_RULES | SHARES_GUARD,
	.takes = TAKES_CHOICE,
	.usage = "'assay collect' takes no arguments, only options.",
	.state_size = sizeof(struct collect),
	.prepare = prepare,
	.work = work,
};
