/*
 * parts.h - pieces of a result that several formats share.
 */
#ifndef ASSAY_REPORT_PARTS_H
#define ASSAY_REPORT_PARTS_H

#include "doc/json_out.h"
#include "report/model/places.h"

/* Write the counterexample as a JSON object; each fact keeps its kind. */
void json_counterexample(struct json_out *j, const struct result *r);

/* Write the parameter's value in its kind. */
void json_param_value(struct json_out *j, const struct param *param);

/* Write a member: a string, or null if s is empty. */
void json_member_or_null(struct json_out *j, const char *key, struct str s);

/* Write members of an open object: "uri"; the lines and columns of a place; both. */
void json_uri(struct json_out *j, struct str path);
void json_range(struct json_out *j, const struct place *place); /* nothing if line is 0 */
void json_position(struct json_out *j, const struct where *where);

/* Write the value of a member "guard": what the kernel enforces, or null if nothing was requested.
 */
void json_guard(struct json_out *j, const struct guarded *guarded);

/* Write the values of --what-if as an array of objects. */
void json_what_ifs(struct json_out *j, const struct run *run);

/* One text for the result, in the arena: the first evidence, the reasons, or the verdict. */
struct str result_message(struct arena *a, const struct result *r);

/* "until 2026-12-31, by NAME (TICKET): REASON", in the arena. */
struct str waiver_words(struct arena *a, const struct waiver *waiver);

/* What would show the input of a control: its i-th prerequisite, or the i-th type that it reads if
 * it declares none; ptr NULL: there are no more. */
struct str control_need(const struct control *control, size_t i);

/* "needs cloudtrail describe-trails, kms list-keys", in the arena. */
struct str needs_words(struct arena *a, const struct control *control);

/* The JSON pointer of a place, in the arena; empty without a place and beyond POINTER_MAX. */
struct str pointer_of(struct arena *a, struct cursor at);

/* bytes */
#define POINTER_MAX ((size_t)64 << 10)

/* Bytes of the reasons in an unknown's message; it counts the reasons that do not fit. */
#define REASONS_MAX ((size_t)1400)

/* "note", "warning", "error" */
const char *remark_level_name(enum remark_level level);

/* "2026-12-31T23:59:59Z, ann on build-7, source commit 4f2a... of https://..." */
struct str stamp_words(struct arena *a, const struct stamp *stamp);

#endif
