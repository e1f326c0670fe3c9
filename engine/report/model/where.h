/*
 * where.h - the places that reports name: which input, which lines.
 */
#ifndef ASSAY_REPORT_WHERE_H
#define ASSAY_REPORT_WHERE_H

#include "report/report.h"

/* A place in an input or in a file of policy, ready to be shown. */
struct where {
	const struct input *input; /* NULL: none of the run's */
	struct str given;          /* the path of a file that is no input, as it was given */
	struct str uri;            /* its path as reports write it; empty: no place */
	struct place place;        /* line 0: the file as a whole */
};

/* A cursor's place; where it has none, one with an empty uri. */
struct where where_cursor(const struct run *run, struct cursor at);

/* A remark's: its cursor's, else its input's and, of a broken one, where it broke. */
struct where where_remark(const struct run *run, const struct remark *remark);

/* The place that a result is shown at: its evidence's, its reason's, else its subject's. */
struct cursor where_result(const struct result *r);

/* The same for formats in which every result has a place: in the worst case its first input. */
struct cursor where_primary(const struct run *run, const struct result *r);

/* Is the cursor's input one of the run's? n_inputs where it is none. */
size_t where_index(const struct run *run, struct cursor at);

/* A path as an RFC 3986 relative reference. */
void out_uri(struct out *o, struct str path);

/* What a report lists: asked for by --show. */
bool is_listed(const struct run *run, const struct result *r);

/* The word of a reason: "after-apply", "not-exported", ... */
const char *reason_name(enum reason_code code);

/* "new", "unchanged", "updated", "absent"; NULL where there is no baseline */
const char *baseline_name(enum baseline_state state);

#endif
