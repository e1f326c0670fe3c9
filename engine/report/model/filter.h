/*
 * filter.h - a stream that another format's text is written through: escaped, without blank lines
 * at its ends.
 */
#ifndef ASSAY_REPORT_FILTER_H
#define ASSAY_REPORT_FILTER_H

#include "base/out.h"

/* What stands for a byte; NULL: the byte itself. */
typedef const char *escape_fn(char c);

struct filter {
	struct out *out;
	escape_fn *escape;
	size_t outdent; /* blanks that are taken from the beginning of each line; set behind begin
			 */
	size_t column;  /* blanks of this line that were taken; SIZE_MAX: something else came */
	size_t breaks;  /* line breaks held back: they are written before the next other byte */
	bool any;       /* something was written */
};

/* The stream; what it was written through goes to o. */
struct out filter_begin(struct filter *f, struct out *o, escape_fn *escape);
void filter_end(struct filter *f, const struct out *inner);

/* Text of an input or a rule, safe to show (out_safe), escaped; on one line: line breaks and the
 * blanks around them become one blank. */
void out_escaped(struct out *o, struct str s, escape_fn *escape);
void out_escaped_line(struct out *o, struct str s, escape_fn *escape);

escape_fn escape_xml; /* also HTML */
escape_fn escape_nothing;

#endif
