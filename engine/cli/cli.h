/*
 * cli.h - what the commands share: loading files, complaining, writing reports.
 */
#ifndef ASSAY_CLI_H
#define ASSAY_CLI_H

#include "cli/args.h"

struct outputs;

/* Exit status of a command that could not do its work. */
enum { EXIT_INCOMPLETE = 2 };

extern const struct command command_check, command_rules, command_explain, command_inspect,
	command_config, command_waive, command_diff, command_version;

/* Files that were read and stay in memory until the run ends. */
struct files {
	char **items;
	size_t n;
	size_t capacity;
	size_t max_input; /* bytes of one input */
	size_t n_links;   /* links and hidden entries that a walk passed by */
	size_t n_hidden;
	const struct outputs *outputs; /* what is written is not judged; may be NULL */
};

void files_free(struct files *files);

/*
 * Add a PATH argument to a run: a file, a folder that is walked in sorted order, or "-".
 * A file that can't be read is reported by the run; no memory is an error.
 */
int files_add_path(struct files *files, struct assay *a, const char *path, struct assay_error *err);

/* Read a file that stays in memory with the rest. "-" is standard input. */
int files_read(struct files *files, const char *path, const char **bytes, size_t *len,
	struct assay_error *err);

/* Add the rule files of a folder (types/, controls/, lib/). */
int files_add_rules(
	struct files *files, struct assay *a, const char *folder, struct assay_error *err);

/* "assay: ..." with its place on standard error; returns EXIT_INCOMPLETE. */
int complain(const struct assay_error *err);

/* An assay_write_fn for a FILE *. */
int write_stream(void *payload, const char *bytes, size_t len);

#endif
