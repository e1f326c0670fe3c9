/*
 * io.h - files for the command line.
 *
 * The only file of base that opens anything. The library itself never calls it.
 */
#ifndef ASSAY_BASE_IO_H
#define ASSAY_BASE_IO_H

#include "base/base.h"

/*
 * Read a file, or standard input where path is "-", into private memory; at most
 * max bytes (more is ASSAY_ELIMIT). The caller frees *out with free().
 */
int io_read_file(char **out, size_t *len, const char *path, size_t max, struct assay_error *err);

/* What a walk of a folder finds. */
enum io_kind { IO_FILE, IO_LINK, IO_HIDDEN, IO_OTHER, IO_FOLDER };

/* What visit returns for a folder that is not to be entered. */
enum { IO_SKIP = 1 };

/*
 * Walk a folder and everything below it in the byte order of the names. Hidden
 * entries (a leading dot) and links are passed to visit and not followed; a
 * folder below the first is passed to visit before its entries.
 * visit returns 0, IO_SKIP for a folder, or another value to stop.
 */
int io_walk(const char *path, size_t max_depth,
	int (*visit)(void *payload, const char *path, enum io_kind kind), void *payload,
	struct assay_error *err);

/* 1: a folder, 0: something else, negative: an error (err says which). */
int io_is_folder(const char *path, struct assay_error *err);

/* True if something is at the path, or at the end of its links. */
bool io_exists(const char *path);

/* True if the path itself is a link. */
bool io_is_link(const char *path);

/* True if the path is the file that standard output or standard error goes to. */
bool io_is_own_output(const char *path);

/* Write all bytes to a stdio stream; ASSAY_OK or ASSAY_EIO. */
int io_write_all(FILE *stream, const char *bytes, size_t len, struct assay_error *err);

#endif
