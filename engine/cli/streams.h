/*
 * streams.h - standard output and standard error.
 */
#ifndef ASSAY_CLI_STREAMS_H
#define ASSAY_CLI_STREAMS_H

#include "base/base.h"

/* Exit status of a command that could not do its work. */
enum { EXIT_INCOMPLETE = 2 };

/* Print "assay: PLACE: MESSAGE" to standard error; returns EXIT_INCOMPLETE. */
int print_error(const struct assay_error *err);

/* Print "assay: note: ..." to standard error. */
void print_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* An assay_write_fn; payload is a FILE *. A failure of standard output is in stream_fault. */
int write_stream(void *payload, const char *bytes, size_t len);

/* errno of the first failed write of write_stream to standard output; 0: none failed. */
int stream_fault(void);

#endif
