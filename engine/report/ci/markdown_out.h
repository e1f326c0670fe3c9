/*
 * markdown_out.h - text of an input or a rule as code: there neither Markdown nor HTML nor a
 * "@name" means anything.
 *
 * https://spec.commonmark.org/0.31.2/#code-spans and #fenced-code-blocks
 */
#ifndef ASSAY_REPORT_MARKDOWN_OUT_H
#define ASSAY_REPORT_MARKDOWN_OUT_H

#include "base/out.h"

/* Bytes of one code span; longer text is cut and says so. */
#define MARKDOWN_CODE_MAX ((size_t)400)

/* On one line, made safe. An empty text gives nothing. */
void markdown_code(struct out *o, struct str text);

/* Lines that are safe already. */
void markdown_block(struct out *o, struct str lines);

#endif
