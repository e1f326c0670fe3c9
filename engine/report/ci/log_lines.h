/*
 * log_lines.h - a stream for lines that may stand in the log of a CI job, where runners look for
 * commands.
 */
#ifndef ASSAY_REPORT_LOG_LINES_H
#define ASSAY_REPORT_LOG_LINES_H

#include "report/out.h"

struct log_lines {
	struct out *out;
	bool inside;   /* something but blanks came in this line */
	size_t hashes; /* "#"s held back until it is known what follows them */
};

/* The stream; what it was written, disarmed, goes to o. */
struct out log_begin(struct log_lines *l, struct out *o);
void log_end(struct log_lines *l, const struct out *inner);

#endif
