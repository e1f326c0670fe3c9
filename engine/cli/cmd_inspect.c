/*
 * cmd_inspect - `assay inspect`: what was recognised, and what is missing.
 */
#include "cli/cli.h"

static int run(int argc, char **argv);

static const struct option options[] = {
	{"--account", "ID", "the account that the plans are for, where they don't tell it"},
	{"--rules", "DIR", "also load the rules of a folder (types/, controls/, lib/)"},
};

const struct command command_inspect = {
	.name = "inspect",
	.arguments = "PATH...",
	.about = "show what inputs hold, what is missing and which commands export it",
	.details =
		"The commands are meant to be run in the folder that holds the exports, where the\n"
		"AWS CLI and credentials are; assay itself never uses the network. In an empty\n"
		"folder, inspect prints the commands to begin with.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.run = run,
};

static int load(struct args *args, struct files *files, struct assay *a, bool *help,
	struct assay_error *err)
{
	const struct option *option;
	const char *value;
	size_t n_paths = 0;

	for (;;) {
		int status = ASSAY_OK;

		switch (args_next(args, &option, &value, err)) {
		case ARG_END:
			if (n_paths)
				return assay_add_builtin_rules(a, err);
			return error_set(
				err, ASSAY_EUSAGE, "inspect needs a PATH: try 'assay inspect .'");
		case ARG_HELP:
			args_help(args->command, stdout);
			*help = true;
			return ASSAY_OK;
		case ARG_ERROR:
			return ASSAY_EUSAGE;
		case ARG_OPTION:
			status = strcmp(option->name, "--account") == 0
					 ? assay_set_account(a, value, err)
					 : files_add_rules(files, a, value, err);
			break;
		case ARG_PATH:
			n_paths++;
			status = files_add_path(files, a, value, err);
			break;
		}
		if (status)
			return status;
	}
}

static int run(int argc, char **argv)
{
	struct args args = {&command_inspect, argc, argv, 1, false};
	struct assay_options defaults = ASSAY_OPTIONS_INIT;
	struct files files = {.max_input = defaults.max_input};
	struct assay_error err = {0};
	struct assay_result *result = NULL;
	struct assay *a = NULL;
	bool help = false;
	int status = assay_new(&a, &defaults, &err);

	if (!status)
		status = load(&args, &files, a, &help, &err);
	if (!status && !help)
		status = assay_run(&result, a, -1, &err);
	if (!status && !help)
		status = assay_inspect_write(result, write_stream, stdout, &err);
	if (!status && fflush(stdout))
		status = error_set(&err, ASSAY_EIO, "standard output can't be written");
	assay_result_free(result);
	assay_free(a);
	files_free(&files);
	return status ? complain(&err) : 0;
}
