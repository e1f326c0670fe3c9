/*
 * child.h - the work of a command, in a child process that can read nothing but its inputs.
 *
 * The parent opens the outputs, forks, and reads no input. The child reads, judges and writes.
 * If the child ends properly the parent gives the outputs their names; otherwise it removes them,
 * and the exit status is 2. The parent also keeps the time limit.
 */
#ifndef ASSAY_CLI_CHILD_H
#define ASSAY_CLI_CHILD_H

#include "cli/outputs.h"

/* How strictly the child is restricted. */
enum child_guard {
	GUARD_ON,       /* as far as the kernel can; a note names the rest */
	GUARD_REQUIRED, /* completely, or nothing is judged */
	GUARD_OFF,      /* not at all, for debuggers; reports say so */
};

struct child {
	struct outputs outputs;
	char **reads; /* set by child_may_read */
	size_t n_reads;
	enum child_guard mode;
	uint64_t timeout;         /* seconds, set by the command line; 0: not set */
	int message_pipe;         /* in the child: to the parent */
	struct assay_guard guard; /* set before work: the restrictions in force */
	/* Returns the exit status; an error in *err is printed by the child. */
	int (*work)(void *payload, struct assay_error *err);
	void *payload;
};

/* Let the child read at and below this path. "-" needs no permission. */
int child_may_read(struct child *child, const char *path, struct assay_error *err);

void child_free(struct child *child);

/*
 * Do the work in a child. Returns the exit status of the command in the parent and in the child:
 * both then free what they own and end. Standard input may always be read.
 */
int child_run(struct child *child);

/* In the child: set the time limit of a configuration, if the command line sets none. */
void child_limit_time(struct child *child, uint64_t seconds);

/*
 * Note what the work does now, for the message of the time limit: "reading", PATH. An
 * assay_step_fn; payload is not used.
 */
void child_note_step(void *payload, const char *doing, const char *what);

#endif
