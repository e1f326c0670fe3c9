/*
 * log_lines.h - a stream for lines that may appear in the log of a CI job, in which the runner
 * looks for commands.
 */
#ifndef ASSAY_BASE_LOG_LINES_H
#define ASSAY_BASE_LOG_LINES_H

#include "base/out.h"

struct log_lines {
	struct out *out;
	bool inside;   /* this line has a visible character */
	size_t hashes; /* "#" characters held back until the next character is known */
};

/* Begin a stream that writes to o and escapes what a runner would obey. End it with log_end. */
struct out log_begin(struct log_lines *l, struct out *o);
void log_end(struct log_lines *l, const struct out *inner);

#endif
