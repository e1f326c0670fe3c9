/*
 * parts.h - pieces of a result that the JSON report and SARIF's properties share.
 */
#ifndef ASSAY_REPORT_PARTS_H
#define ASSAY_REPORT_PARTS_H

#include "doc/json_out.h"
#include "report/model/where.h"

/* The value of a key "counterexample": an object, its values as JSON's own kinds. */
void json_counterexample(struct json_out *j, const struct result *r);

/* A parameter's value, in its kind. */
void json_param_value(struct json_out *j, const struct param *param);

/* A string, or null where it is empty. */
void json_member_or_null(struct json_out *j, const char *key, struct str s);

/* A path as a member "uri"; a place as members of an open object. */
void json_uri(struct json_out *j, struct str path);
void json_range(struct json_out *j, const struct place *place); /* line 0: nothing */
void json_position(struct json_out *j, const struct where *where);

/* The value of a key "guard": how the process was held, or null where nobody asked for it. */
void json_guard(struct json_out *j, const struct guarded *guarded);

/* One text for the whole result, in the arena: what failed, or why it is undecided, or that it
 * passed. */
struct str result_message(struct arena *a, const struct result *r);

/* "until 2026-12-31, by NAME (TICKET): REASON", in the arena. */
struct str waiver_words(struct arena *a, const struct waiver *waiver);

/* A JSON pointer in the arena; empty where there is no place, or it is too long to name. */
struct str pointer_of(struct arena *a, struct cursor at);

/* Pointers longer than this are left out. */
#define POINTER_MAX ((size_t)64 << 10)

/* The text of an unknown's message; reasons beyond it are counted. */
#define REASONS_MAX ((size_t)1400)

#endif
