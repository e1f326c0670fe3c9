/*
 * text_out.h - colours, places, paragraphs and counts of the pages for people.
 */
#ifndef ASSAY_REPORT_TEXT_OUT_H
#define ASSAY_REPORT_TEXT_OUT_H

#include "report/model/group.h"
#include "report/model/lines.h"
#include "report/model/parts.h"

struct text {
	struct out *out;
	const struct run *run;
	bool color;
	bool relative; /* write paths as URIs: the report is read on another machine */
};

enum style { STYLE_PLAIN, STYLE_BAD, STYLE_OPEN, STYLE_GOOD, STYLE_DIM, STYLE_PLACE, STYLE_STRONG };

/* Style everything until style_end. */
void style_begin(const struct text *t, enum style style);
void style_end(const struct text *t, enum style style);
void out_styled(const struct text *t, enum style style, const char *words);

/* "path:line:column" */
void out_where(const struct text *t, const struct where *where);

/* "path:line:column" on its own line, so that a terminal links it. Without a path: no line. */
void out_place(const struct text *t, size_t indent, const struct where *where);

/* The same for a place in an input, after its place in Terraform sources. */
void out_places(const struct text *t, size_t indent, struct cursor at);

/* A control's text: wrapped, or line by line if it is a list, a table or code. */
void out_paragraph(struct out *o, size_t indent, struct str text);

/* Append a control's text to a paragraph. */
void wrap_lines(struct wrap *w, struct str text);

/* The table of controls and verdicts; nothing if no subject was judged. */
void text_summary(const struct text *t);

/* grid.c: the table of accounts and Regions, of several accounts */
void text_grid(const struct text *t);

/* "1 resource", "2 resources" */
void out_count(struct out *o, size_t n, const char *noun);

/* Append "123456789012 us-east-1, eu-west-1; plan.json us-east-1". */
void wrap_accounts(struct wrap *w, const struct run *run);

/* The same in a summary: of many accounts and plans only their number. */
#define JUDGED_MAX ((size_t)12)
void wrap_judged(struct wrap *w, const struct run *run);
struct str judged_count(const struct run *run);

/* "error: ..." and its place. */
void text_remark(const struct text *t, const struct remark *remark);

/*
 * Results with one cause as a block. first_fail: the block contains the control's remediation;
 * later blocks refer to it.
 */
void text_group(const struct text *t, const struct group *g, bool first_fail);

/* The block without its first line (verdict, control, subject); indented by TEXT_INDENT. */
#define TEXT_INDENT ((size_t)2)
void text_group_body(const struct text *t, const struct group *g, bool first_fail);

/* "FAIL", "UNKNOWN", "NOT APPLICABLE", ... and its style */
const char *verdict_word(enum assay_verdict verdict);
enum style verdict_style(enum assay_verdict verdict);

/* A waived result that is not listed: its verdict, control and subject, and the waiver. */
void text_waived(const struct text *t, const struct result *r);

/* "note: ..." and its place. */
void text_note(
	const struct text *t, size_t indent, const struct result *r, const struct evidence *note);

/* The only input that was read, if a shell takes its name unchanged and others may read it; else
 * "PATH...". */
void out_path_argument(const struct text *t);

/* remedy.c: the remedies of a run, and the fails without one unless they are shown elsewhere. */
void text_remedies(const struct text *t);

/* The number of the remedy of a result, from 1; 0: none, and *why there is none. */
size_t text_remedy_of(const struct run *run, const struct result *r, struct str *why);

#endif
