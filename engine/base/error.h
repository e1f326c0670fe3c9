/*
 * error.h - filling a struct assay_error.
 *
 * The innermost function that knows the place sets it, once; all others return its status.
 * err may be NULL.
 */
#ifndef ASSAY_BASE_ERROR_H
#define ASSAY_BASE_ERROR_H

#include "assay.h"

/* Set *err to status and a message, with no place; returns status. */
int error_set(struct assay_error *err, enum assay_status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same with a place: path may be NULL; line and column are 1-based, 0 for none. */
int error_at(struct assay_error *err, enum assay_status status, const char *path, size_t line,
	size_t column, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* "out of memory"; returns ASSAY_ENOMEM. */
int error_nomem(struct assay_error *err);

#endif
