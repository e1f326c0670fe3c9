/*
 * cmd_version - `assay version`: the version, and what the guard can do on this kernel.
 */
#include "cli/command.h"

static int work(struct invocation *call, struct assay_error *err)
{
	struct assay_guard guard;

	(void)call, (void)err;
	printf("assay %s\n", ASSAY_VERSION);
	if (assay_lock_probe(&guard))
		printf("guard: complete (Landlock, seccomp, limits)\n");
	else
		printf("guard: incomplete. %s\n", guard.lacks);
	return 0;
}

const struct command command_version = {
	.name = "version",
	.arguments = "",
	.about = "print the version, and what the guard can do on this kernel",
	.usage = "'assay version' takes no argument.",
	.work = work,
};
