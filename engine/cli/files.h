/*
 * files.h - PATH arguments as inputs, --rules folders as rule files.
 */
#ifndef ASSAY_CLI_FILES_H
#define ASSAY_CLI_FILES_H

#include "base/base.h"
#include "cli/outputs.h"

/* Files that were read and stay in memory until the run ends. */
struct files {
	char **items;
	size_t n;
	size_t capacity;
	size_t max_input;           /* bytes of one input */
	size_t n_logs, n_logs_read; /* log files of trails, which are read while the run is made */
	size_t n_log_bytes;         /* of those that were read */
	char *log;                  /* the one that was read last */
	const struct outputs *outputs; /* reports of this run are not inputs; may be NULL */
};

void files_free(struct files *files);

/* Name the working directory to a run: as the kernel knows it, and as $PWD spells it. */
int files_add_folder(struct assay *a, struct assay_error *err);

/*
 * Add a PATH argument to a run: a file, a folder that is walked in sorted order, or "-".
 * A file that can't be read is reported by the run; lack of memory is an error.
 */
int files_add_path(struct files *files, struct assay *a, const char *path, struct assay_error *err);

/* logs.c: an assay_log_fn; payload is a struct files. */
int files_read_log(
	void *payload, const char *name, const char **bytes, size_t *len, struct assay_error *err);

/* Read a file that stays in memory with the rest. "-" is standard input. */
int files_read(struct files *files, const char *path, const char **bytes, size_t *len,
	struct assay_error *err);

/* Add the rule files of a folder (types/, controls/, lib/). A folder without one is an error,
 * unless it may be empty. */
int files_add_rules(struct files *files, struct assay *a, const char *folder, bool may_be_empty,
	struct assay_error *err);

#endif
