/*
 * page.h - what a control says of itself, as Markdown.
 */
#ifndef ASSAY_REPORT_PAGE_H
#define ASSAY_REPORT_PAGE_H

#include "report/model/lines.h"
#include "report/report.h"

/* "## Heading", and the text below it. A blank text gives nothing. */
void page_heading(struct out *o, const char *heading);
void page_section(struct out *o, const char *heading, struct str text);

/* Framework ids as a list; those published for a sibling are marked "by analogy". */
void page_frameworks(struct out *o, const struct control *control);

void page_references(struct out *o, const struct control *control);

/* A table's cell: one line, no bar. */
void page_cell(struct out *o, struct str text);

/* A parameter's value as it is written behind --param; STRING "" is `""`. */
void out_param_value(struct out *o, const struct param *param, bool is_default);

#endif
