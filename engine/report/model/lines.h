/*
 * lines.h - a control's own texts, as their authors indent them in Lua, line by line.
 */
#ifndef ASSAY_REPORT_LINES_H
#define ASSAY_REPORT_LINES_H

#include "base/out.h"

/* Steps through lines without the common indentation, blanks at ends, empty lines at both ends. */
struct lines {
	struct str rest;
	size_t indent; /* that all lines share */
	bool first;    /* the next line is the text's first, which stood behind a quote */
};

void lines_begin(struct lines *l, struct str text);
bool lines_next(struct lines *l, struct str *line);

/* Not one character that shows. */
bool is_blank_text(struct str text);

/* The text up to its first empty line. */
struct str first_paragraph(struct str text);

/* Does the paragraph's layout mean something (a list, a table, code)? */
bool is_laid_out(struct str paragraph);

#endif
