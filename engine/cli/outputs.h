/*
 * outputs.h - report files, written under a temporary name until they are complete.
 *
 * A command adds its targets while it parses its arguments. child_run opens them before the child
 * is restricted, closes them in the child and renames them in the parent.
 */
#ifndef ASSAY_CLI_OUTPUTS_H
#define ASSAY_CLI_OUTPUTS_H

#include "base/base.h"

#include <sys/stat.h>

enum { OUTPUTS_MAX = 16 };

struct output {
	const char *path; /* as given */
	FILE *stream;     /* where the bytes go; NULL: not open */
	int folder;       /* descriptor of its folder; -1: written directly (pipe, device) */
	char part[64];    /* the temporary file in that folder; empty: none */
	const char *name; /* the target in that folder */
	struct stat was;  /* the target before the run */
	struct stat is;   /* the temporary file */
	bool existed;
};

/* Zero-initialised: empty. */
struct outputs {
	struct output items[OUTPUTS_MAX];
	size_t n;
};

/* Add a target; path is borrowed. *index is its index in items. */
int outputs_add(struct outputs *outputs, const char *path, size_t *index, struct assay_error *err);

/*
 * Open every target: for a regular or missing file a new temporary file in its folder, for a pipe
 * or device itself, for /dev/stdout and similar paths the stream that they name.
 */
int outputs_open(struct outputs *outputs, struct assay_error *err);

/*
 * In the child: close the streams; the files stay. Reports write errors such as a full disk.
 */
int outputs_close(struct outputs *outputs, struct assay_error *err);

/* Rename each temporary file to its target. */
int outputs_publish(struct outputs *outputs, struct assay_error *err);

/* Remove the files that were not published, and close everything. */
void outputs_free(struct outputs *outputs);

/* True if path is a file that a report will replace. outputs may be NULL. */
bool outputs_replace(const struct outputs *outputs, const char *path);

/* True if path is a target or its temporary file. outputs may be NULL. */
bool outputs_own(const struct outputs *outputs, const char *path);

#endif
