/*
 * cmd_version - `assay version`: which one it is, and what the guard can do on this kernel.
 */
#include "cli/cli.h"

static int run(int argc, char **argv);

const struct command command_version = {
	.name = "version",
	.arguments = "",
	.about = "print the version, and whether the guard can be complete here",
	.run = run,
};

static int run(int argc, char **argv)
{
	struct args args = {.command = &command_version, .argc = argc, .argv = argv, .at = 1};
	const struct option *option;
	const char *value;
	struct assay_error err = {0};
	struct assay_guard guard;

	switch (args_next(&args, &option, &value, &err)) {
	case ARG_HELP:
		args_help(&command_version, stdout);
		return 0;
	case ARG_ERROR:
		return complain(&err);
	case ARG_PATH:
	case ARG_OPTION:
	case ARG_SETTING:
		error_set(&err, ASSAY_EUSAGE, "version takes no argument: assay version");
		return complain(&err);
	case ARG_END:
		break;
	}
	printf("assay %s\n", ASSAY_VERSION);
	if (assay_lock_probe(&guard))
		printf("guard: complete (Landlock, seccomp, limits)\n");
	else
		printf("guard: not complete. %s\n", guard.lacks);
	return fflush(stdout) ? EXIT_INCOMPLETE : 0;
}
