/*
 * lines.h - the text of a control line by line, without the indentation of its Lua source.
 */
#ifndef ASSAY_REPORT_LINES_H
#define ASSAY_REPORT_LINES_H

#include "base/out.h"

/* Iterates over lines without common indentation, trailing blanks, and empty lines at both ends. */
struct lines {
	struct str rest;
	size_t indent; /* common to all lines but the first */
	bool first;    /* the next line is the first, which follows the quote in Lua */
};

void lines_begin(struct lines *l, struct str text);
bool lines_next(struct lines *l, struct str *line);

/* True if the text has only blanks and line breaks. */
bool is_blank_text(struct str text);

/* The text up to its first empty line. */
struct str first_paragraph(struct str text);

/* True if the paragraph is a list, a table or code, whose line breaks matter. */
bool is_laid_out(struct str paragraph);

#endif
