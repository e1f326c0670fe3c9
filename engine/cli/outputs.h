/*
 * outputs.h - reports on their way to files: under another name until they are whole.
 *
 * A command adds its targets while it reads its arguments. child_run opens them before the
 * lock, closes them in the child and renames them in the parent.
 */
#ifndef ASSAY_CLI_OUTPUTS_H
#define ASSAY_CLI_OUTPUTS_H

#include "base/base.h"

#include <sys/stat.h>

enum { OUTPUTS_MAX = 16 };

struct output {
	const char *path; /* as given */
	FILE *stream;     /* where the bytes go; NULL: not open */
	int folder;       /* of the target; -1: written directly (a pipe, a device) */
	char part[64];    /* the temporary file in that folder; empty: there is none (any more) */
	const char *name; /* the target in that folder */
	struct stat was;  /* the target as it was found */
	struct stat is;   /* the temporary file */
	bool existed;
};

/* Zero-initialised is none. */
struct outputs {
	struct output items[OUTPUTS_MAX];
	size_t n;
};

/* Note a target; path is borrowed. *index is where it will be in items. */
int outputs_add(struct outputs *outputs, const char *path, size_t *index, struct assay_error *err);

/*
 * Open all of them. A regular file, or none yet: a new file beside it that nobody else made;
 * a pipe or a device: itself; /dev/stdout and its like: the stream that it names.
 */
int outputs_open(struct outputs *outputs, struct assay_error *err);

/*
 * In the child: close the streams and leave the files to the parent. A disk that is full is
 * known now, and told.
 */
int outputs_close(struct outputs *outputs, struct assay_error *err);

/* Give each file its name. */
int outputs_publish(struct outputs *outputs, struct assay_error *err);

/* Remove what was not published, and close everything. */
void outputs_free(struct outputs *outputs);

/* Is this path one of the targets, or the file that will become one? outputs may be NULL. */
bool outputs_own(const struct outputs *outputs, const char *path);

#endif
