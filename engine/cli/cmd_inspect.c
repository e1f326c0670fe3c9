/*
 * cmd_inspect - `assay inspect`: what was recognised, and what is missing.
 */
#include "cli/command.h"
#include "cli/streams.h"

/* call->state */
struct inspect {
	bool script;
};

static int take_script(struct invocation *call, const char *value, struct assay_error *err)
{
	struct inspect *inspect = call->state;

	(void)value;
	(void)err;
	inspect->script = true;
	return ASSAY_OK;
}

static const struct option options[] = {
	{"--script", NULL, "print only the commands, as a script for sh, bash or zsh", take_script,
		0, NULL},
};

static int work(struct invocation *call, struct assay_error *err)
{
	const struct inspect *inspect = call->state;
	struct assay_result *result = NULL;
	bool read = true;
	int status = assay_set_guard(call->assay, &call->child.guard, err);

	assay_allow_no_input(call->assay);
	if (!status)
		status = invocation_load_rules(call, err);
	for (size_t i = 0; !status && i < call->arguments.n; i++)
		status = files_add_path(&call->files, call->assay, call->arguments.items[i], err);
	if (!status)
		status = assay_run(&result, call->assay, -1, err);
	if (!status)
		status = assay_result_write(result, inspect->script ? "inspect-script" : "inspect",
			write_stream, stdout, err);
	if (!status)
		read = assay_result_inputs_read(result);
	if (!read && inspect->script)
		print_note("Some inputs could not be read. Run assay inspect without --script.");
	assay_result_free(result);
	return status || !read ? EXIT_INCOMPLETE : 0;
}

const struct command command_inspect = {
	.name = "inspect",
	.arguments = "PATH...",
	.about = "show what inputs contain, and the commands that export the rest",
	.details = "Run the printed commands in the folder for the exports, where the AWS CLI and\n"
		   "credentials are; assay itself never uses the network. There is one block for\n"
		   "each account, which ends if the credentials are of another account. In an\n"
		   "empty folder, inspect prints the commands to begin with.\n"
		   "\n"
		   "  assay inspect --script exports > collect.sh\n"
		   "  cd exports && sh ../collect.sh\n"
		   "\n"
		   "Exit status: 0 the inputs were read, whether or not something is missing;\n"
		   "2 the call is wrong, or an input can't be read.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_CONFIG | SHARES_RULES | SHARES_GUARD,
	.takes = TAKES_INPUTS,
	.min_arguments = 1,
	.max_arguments = SIZE_MAX,
	.usage = "inspect needs a PATH. Try 'assay inspect .'",
	.reads_arguments = true,
	.state_size = sizeof(struct inspect),
	.work = work,
};
