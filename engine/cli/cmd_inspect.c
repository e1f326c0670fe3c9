/*
 * cmd_inspect - `assay inspect`: what was recognised, and what is missing.
 */
#include "cli/command.h"
#include "cli/streams.h"

static int work(struct invocation *call, struct assay_error *err)
{
	struct assay_result *result = NULL;
	int status = assay_set_guard(call->assay, &call->child.guard, err);

	if (!status)
		status = invocation_load_rules(call, err);
	for (size_t i = 0; !status && i < call->arguments.n; i++)
		status = files_add_path(&call->files, call->assay, call->arguments.items[i], err);
	if (!status)
		status = assay_run(&result, call->assay, -1, err);
	if (!status)
		status = assay_result_write(result, "inspect", write_stream, stdout, err);
	assay_result_free(result);
	return status ? EXIT_INCOMPLETE : 0;
}

const struct command command_inspect = {
	.name = "inspect",
	.arguments = "PATH...",
	.about = "show what inputs contain, and the commands that export the rest",
	.details =
		"Run the printed commands in the folder that holds the exports, where the AWS CLI\n"
		"and credentials are; assay itself never uses the network. In an empty folder,\n"
		"inspect prints the commands to begin with.\n"
		"\n"
		"Exit status: 0 the inputs were read, whether or not something is missing;\n"
		"2 the call is wrong or a file that was named can't be read.\n",
	.shares = SHARES_CONFIG | SHARES_RULES | SHARES_GUARD,
	.takes = TAKES_INPUTS,
	.min_arguments = 1,
	.max_arguments = SIZE_MAX,
	.usage = "inspect needs a PATH. Try 'assay inspect .'",
	.reads_arguments = true,
	.work = work,
};
