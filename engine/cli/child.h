/*
 * child.h - the work of a command, done by a child that can't leave its inputs.
 *
 * The parent opens the outputs and forks, and touches no input. The child reads, judges and
 * writes. When it ended properly the parent gives the outputs their names; else nothing of
 * them is left, and the exit status is 2.
 */
#ifndef ASSAY_CLI_CHILD_H
#define ASSAY_CLI_CHILD_H

#include "cli/outputs.h"

struct child {
	struct outputs outputs;
	/* The exit status; where it fails it sets err, and the child says so. */
	int (*work)(void *payload, struct assay_error *err);
	void *payload;
};

/*
 * Do the work in a child. Returns the exit status of the command, in the parent and in the
 * child alike: both free what they hold and end.
 */
int child_run(struct child *child);

#endif
