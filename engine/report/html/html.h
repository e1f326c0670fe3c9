/*
 * html.h - the page for auditors: one self-contained file. Private to report/html.
 *
 * Everything that an input or a rule contains is written by html_line or html_keep. Numbers, not
 * names, connect parts of the page: no text of an input becomes an id, a class or an address.
 */
#ifndef ASSAY_REPORT_HTML_H
#define ASSAY_REPORT_HTML_H

#include "base/map.h"
#include "report/model/group.h"
#include "report/model/hashes.h"
#include "report/model/scope.h"

/* Made from html.css and html.js by the build. */
extern const char html_style[];
extern const char html_script[];

/* Choices of a filter that work without a script; with more of them only the script filters. */
#define HTML_CHOICES_MAX ((size_t)400)

struct html {
	struct out *out;
	const struct run *run;
	struct scope scope;
	struct summary summary;
	struct hashes hashes;
	struct map ids;      /* of findings that were written */
	struct map controls; /* struct summary_row, by id */
};

/* html_out.c: text of this page, unmodified */
void html_raw(const struct html *h, const char *text);
void html_size(const struct html *h, size_t n);
/* Text of an input or a rule, escaped, on one line. */
void html_line(const struct html *h, struct str text);
/* The same with each blank kept and line breaks as \x0a: a command. */
void html_keep(const struct html *h, struct str text);
/* "<code>TEXT</code>" on one line */
void html_code(const struct html *h, struct str text);
/* "1 result", "2 results" */
void html_count(const struct html *h, size_t n, const char *noun);
/* A control's text: paragraphs, and lines as they are where they matter. */
void html_prose(const struct html *h, struct str text);
/* A link if it is a plain https address, else the text. */
void html_link(const struct html *h, struct str address);

/* html_head.c: up to the findings */
void html_begin(const struct html *h);
void html_facts(const struct html *h);

/* html_scope.c */
void html_scope(const struct html *h);
void html_summary(const struct html *h);

/* html_filter.c: the form, and the rules of style by which it works without a script */
void html_filter(const struct html *h);
void html_filter_style(const struct html *h, struct buf *style);

/* html_control.c: the findings of all controls */
void html_findings(struct html *h);

/* html_result.c: one cause */
void html_group(struct html *h, const struct group *g);
/* " a1 r2": the classes of a result's account and Region */
void html_result_classes(const struct html *h, const struct result *r);

/* html_place.c */
void html_places(const struct html *h, struct cursor at);
void html_where(const struct html *h, const struct where *where);
void html_evidence(const struct html *h, const struct result *r, const struct evidence *e);

/* html_event.c: the event of a counterexample and the conditions that exclude it */
void html_event(const struct html *h, const struct result *r);

/* html_trace.c */
void html_trace(const struct html *h, const struct result *r);

/* html_files.c: after the findings */
void html_remarks(const struct html *h);
void html_remedies(const struct html *h);
void html_waivers(const struct html *h);
void html_baseline(const struct html *h);
void html_inputs(const struct html *h);
void html_rules(const struct html *h);
void html_sign(const struct html *h);

/* "fail", "waived", ...: class and filter of a result */
const char *html_verdict_class(const struct result *r);
/* "Fail", "Not applicable", "Waived", ...: column i of a summary */
const char *html_verdict_words(size_t column);
size_t html_column_of(const struct result *r);
/* The number of a control in the page. */
size_t html_control_number(const struct html *h, const struct control *control);

#endif
