/*
 * line.h - stepping through a text line by line.
 */
#ifndef ASSAY_DOC_LINE_H
#define ASSAY_DOC_LINE_H

#include "base/base.h"

/* Take the next line, without its end, from the front of *rest; false if there is none. */
bool take_line(struct str *rest, struct str *line);

/* Blanks, tabs and carriage returns are blank, and so are line ends. */
bool is_blank(char c);

/* The text from its first character that is not blank. */
struct str skip_blanks(struct str text);

#endif
