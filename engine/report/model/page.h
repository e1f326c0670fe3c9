/*
 * page.h - sections of a control's page, as Markdown.
 */
#ifndef ASSAY_REPORT_PAGE_H
#define ASSAY_REPORT_PAGE_H

#include "report/model/lines.h"
#include "report/model/report.h"

/* Write "## Heading", and the text below it. A blank text writes nothing. */
void page_heading(struct out *o, const char *heading);
void page_section(struct out *o, const char *heading, struct str text);

/* Write the framework ids as a list; ids of a related control are marked "by analogy". */
void page_frameworks(struct out *o, const struct control *control);

void page_references(struct out *o, const struct control *control);

/* Write the cell of a table: on one line, bars escaped. */
void page_cell(struct out *o, struct str text);

/* Write a parameter's value as --param takes it; an empty string is `""`. */
void out_param_value(struct out *o, const struct param *param, bool is_default);

#endif
