/*
 * filter.h - a stream that escapes text for a format and drops blank lines at both ends.
 */
#ifndef ASSAY_REPORT_FILTER_H
#define ASSAY_REPORT_FILTER_H

#include "base/out.h"

/* The replacement of a byte; NULL: the byte stays. */
typedef const char *escape_fn(char c);

struct filter {
	struct out *out;
	escape_fn *escape;
	size_t outdent; /* blanks to drop at the start of each line; set it after filter_begin */
	size_t column;  /* blanks dropped from this line; SIZE_MAX: another character came */
	size_t breaks;  /* line breaks held back until the next other byte */
	bool any;       /* something was written */
};

/* Begin a stream that writes to o. End it with filter_end. */
struct out filter_begin(struct filter *f, struct out *o, escape_fn *escape);
void filter_end(struct filter *f, const struct out *inner);

/* Write text of an input or a rule with out_safe or out_safe_line, and escape it. */
void out_escaped(struct out *o, struct str s, escape_fn *escape);
void out_escaped_line(struct out *o, struct str s, escape_fn *escape);

escape_fn escape_xml; /* XML and HTML */
escape_fn escape_nothing;

#endif
