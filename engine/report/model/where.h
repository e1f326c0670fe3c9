/*
 * where.h - places in files, ready to be shown.
 */
#ifndef ASSAY_REPORT_WHERE_H
#define ASSAY_REPORT_WHERE_H

#include "report/model/report.h"

/* A place in an input or a policy file. */
struct where {
	const struct input *input; /* NULL: not an input of the run */
	struct str given;          /* the path of the file as the user gave it */
	struct str uri;            /* the normalised path; empty: no place */
	struct place place;        /* line 0: the whole file */
	bool is_source;            /* in a Terraform source, not in an input */
	bool is_generated;         /* in a source that a program wrote */
	bool is_foreign;           /* in a source of a third-party module */
};

/* The place of a cursor; its uri is empty if at.doc is NULL. */
struct where where_cursor(const struct run *run, struct cursor at);

/*
 * The place in Terraform sources of a place in a plan: of the attribute, else of its block. In a
 * module of somebody else (below .terraform) it is the module call that leads there, and *foreign
 * is the place in the module. False: there is none.
 */
bool where_source(
	const struct run *run, struct cursor at, struct where *out, struct where *foreign);

/* The place of a waiver: in its file, or of its comment in a Terraform source. */
struct where where_waiver(const struct run *run, const struct waiver *w);

/* The place of a remark: its cursor's, else its input (for a broken one, the place of the error).
 */
struct where where_remark(const struct run *run, const struct remark *remark);

/* The index of the cursor's input among the run's; n_inputs if it is not one of them. */
size_t where_index(const struct run *run, struct cursor at);

/* Write a path as an RFC 3986 relative reference. */
void out_uri(struct out *o, struct str path);

/* True if --show lists the result. An error is always listed. */
bool is_listed(const struct run *run, const struct result *r);

/* "after-apply", "not-exported", ... */
const char *reason_name(enum reason_code code);

/* "new", "unchanged", "updated", "absent"; NULL without a baseline */
const char *baseline_name(enum baseline_state state);

#endif
