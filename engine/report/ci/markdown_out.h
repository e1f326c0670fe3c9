/*
 * markdown_out.h - text of an input or a rule as Markdown code, where Markdown, HTML and "@name"
 * have no effect.
 *
 * https://spec.commonmark.org/0.31.2/#code-spans and #fenced-code-blocks
 */
#ifndef ASSAY_REPORT_MARKDOWN_OUT_H
#define ASSAY_REPORT_MARKDOWN_OUT_H

#include "base/out.h"

/* Bytes of one code span; a longer text is cut and ends in "...". */
#define MARKDOWN_CODE_MAX ((size_t)400)

/* Write a code span on one line, with out_safe. An empty text writes nothing. */
void markdown_code(struct out *o, struct str text);

/* Write a code block of lines that out_safe has escaped. */
void markdown_block(struct out *o, struct str lines);

#endif
