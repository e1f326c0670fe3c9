/*
 * text_out.h - what the pages for people share: colours, places, paragraphs, counts.
 */
#ifndef ASSAY_REPORT_TEXT_OUT_H
#define ASSAY_REPORT_TEXT_OUT_H

#include "report/model/lines.h"
#include "report/model/parts.h"

struct text {
	struct out *out;
	const struct run *run;
	bool color;
	bool unlisted; /* it is read on another machine: paths as reports write them */
};

enum style { STYLE_PLAIN, STYLE_BAD, STYLE_OPEN, STYLE_GOOD, STYLE_DIM, STYLE_PLACE, STYLE_STRONG };

/* Everything until the next style_end. */
void style_begin(const struct text *t, enum style style);
void style_end(const struct text *t, enum style style);
void out_styled(const struct text *t, enum style style, const char *words);

/* "path:line:column" */
void out_where(const struct text *t, const struct where *where);

/* "  path:line:column" on a line of its own, so that a terminal links it; nothing: no line. */
void out_place(const struct text *t, size_t indent, const struct where *where);

/* A control's text: flowed, or line by line where its layout means something. */
void out_paragraph(struct out *o, size_t indent, struct str text);

/* "1 resource", "2 resources" */
void out_count(struct out *o, size_t n, const char *noun);

/* "123456789012 us-east-1, eu-west-1; plan.json us-east-1" appended to a wrapped line. */
void wrap_accounts(struct wrap *w, const struct run *run);

/* "error: ..." and its place. */
void text_remark(const struct text *t, const struct remark *remark);

/* One block of the report: a result that is listed. */
void text_result(const struct text *t, const struct result *r, bool first_fail);

/*
 * The same without its first line, which names the verdict, the control and the subject. All
 * lines are indented by TEXT_INDENT.
 */
#define TEXT_INDENT ((size_t)2)
void text_body(const struct text *t, const struct result *r, bool first_fail);

/* "FAIL", "UNKNOWN", "NOT APPLICABLE", ... */
const char *verdict_word(enum assay_verdict verdict);

/* One that a waiver covers and that is not listed: what, until when and why. */
void text_waived(const struct text *t, const struct result *r);

/* "note: ..." and its place. */
void text_note(const struct text *t, size_t indent, const struct evidence *note);

#endif
