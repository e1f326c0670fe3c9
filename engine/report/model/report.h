/*
 * report.h - a run as bytes, one file for each format.
 *
 * Reads verdicts and places. Must not know Lua or files. Functions return the status of the stream;
 * on lack of memory control leaves to the phase
 * (base/mem.h).
 */
#ifndef ASSAY_REPORT_H
#define ASSAY_REPORT_H

#include "base/out.h"
#include "verdict/diff.h"
#include "verdict/profile.h"
#include "verdict/result.h"

/* An output format, as --format names it. */
struct format {
	const char *name;
	const char *about; /* one line for --help */
	int (*write)(struct out *out, const struct run *run);
};

/* The i-th format in the order of --help; NULL after the last. */
const struct format *format_at(size_t i);
const struct format *format_named(struct str name); /* NULL: no such format */

/* Set the error for an unknown name: ASSAY_EUSAGE, with all names and the nearest one. */
int format_unknown(struct str name, struct assay_error *err);

int report_text(struct out *out, const struct run *run, bool color);
int report_json(struct out *out, const struct run *run);
int report_sarif(struct out *out, const struct run *run);
int report_sarif_audit(struct out *out, const struct run *run);
int report_oscal(struct out *out, const struct run *run);
int report_junit(struct out *out, const struct run *run);
int report_lines(struct out *out, const struct run *run);
int report_github(struct out *out, const struct run *run);
int report_gitlab(struct out *out, const struct run *run);
int report_markdown(struct out *out, const struct run *run);
int report_html(struct out *out, const struct run *run);

/* `assay inspect`, `assay rules`, `assay explain`, `assay diff` */
int report_inspect(struct out *out, const struct run *run, const struct missing *const *missing,
	size_t n_missing, const struct missing *const *starter, size_t n_starter);
/* The same with each file and resource. */
int report_inspect_list(struct out *out, const struct run *run,
	const struct missing *const *missing, size_t n_missing,
	const struct missing *const *starter, size_t n_starter);
int report_json_inspect(struct out *out, const struct run *run,
	const struct missing *const *missing, size_t n_missing,
	const struct missing *const *starter, size_t n_starter);
/* Resources (const struct resource) as a rule sees them. */
int report_resources(struct out *out, const struct run *run, const struct list *resources);
int report_json_resources(struct out *out, const struct run *run, const struct list *resources);
/* The commands alone, as a script for sh. */
int report_script(struct out *out, const struct run *run, const struct missing *const *missing,
	size_t n_missing, const struct missing *const *starter, size_t n_starter);
/* `assay remedy`: the page, and the commands alone as scripts for sh. */
int report_remedy(struct out *out, const struct run *run);
int report_remedy_script(struct out *out, const struct run *run);
int report_remedy_patch(struct out *out, const struct run *run);
int report_remedy_backout(struct out *out, const struct run *run);
int report_rules(struct out *out, const struct control *const *controls, size_t n);
int report_profiles(struct out *out, const struct profile *const *profiles, size_t n);
int report_explain(struct out *out, const struct control *control);
int report_diff_text(struct out *out, const struct diff *diff);
int report_diff_json(struct out *out, const struct diff *diff);

#endif
