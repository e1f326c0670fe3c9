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

/* How much the child has to be locked. */
enum child_guard {
	GUARD_ON,       /* as far as the kernel can, and what it can't is told */
	GUARD_REQUIRED, /* all of it, or nothing is judged */
	GUARD_OFF,      /* not at all, for debuggers and the like; that is told, too */
};

struct child {
	struct outputs outputs;
	const char **reads; /* set by child_may_read */
	size_t n_reads;
	enum child_guard mode;
	struct assay_guard guard; /* when work begins: how it is held, for assay_set_guard */
	/* The exit status; where it fails it sets err, and the child says so. */
	int (*work)(void *payload, struct assay_error *err);
	void *payload;
};

/* For the option table of a command that has a child. */
#define CHILD_OPTIONS                                                                              \
	{"--require-guard", NULL,                                                                  \
		"judge nothing unless the kernel holds the process to its inputs in full"},        \
	{                                                                                          \
		"--no-guard", NULL, "do not lock the process (for debuggers)"                      \
	}

/* The work may read what is at or beneath this path, which is borrowed; "-" needs no leave. */
int child_may_read(struct child *child, const char *path, struct assay_error *err);

void child_free(struct child *child);

/* Take one of them; false: the option is another. */
bool child_take_option(struct child *child, const char *name);

/*
 * Do the work in a child. Returns the exit status of the command, in the parent and in the
 * child alike: both free what they hold and end. Standard input may always be read.
 */
int child_run(struct child *child);

#endif
