/*
 * json_out.h - JSON text, written as it comes: nothing is built in memory.
 *
 * Indented by two blanks, or all on one line. The writer counts on its caller to open and close in
 * turn.
 */
#ifndef ASSAY_REPORT_JSON_OUT_H
#define ASSAY_REPORT_JSON_OUT_H

#include "report/out.h"

/* deeper than any report nests */
#define JSON_OUT_DEPTH 32

struct json_out {
	struct out *out;
	unsigned depth;
	bool any[JSON_OUT_DEPTH]; /* something stands in the container of this depth */
	bool keyed;               /* a key was written, its value not yet */
	bool compact; /* no line breaks and no blanks: half the bytes; set behind begin */
};

void json_begin(struct json_out *j, struct out *o);
void json_end(struct json_out *j); /* the newline at the text's end */

void json_object(struct json_out *j);
void json_object_end(struct json_out *j);
void json_array(struct json_out *j);
void json_array_end(struct json_out *j);

void json_key(struct json_out *j, const char *key);
void json_key_str(struct json_out *j, struct str key);

void json_str(struct json_out *j, struct str s);
void json_text(struct json_out *j, const char *text);
void json_size(struct json_out *j, size_t n);
void json_int(struct json_out *j, int64_t n);
void json_bool(struct json_out *j, bool truth);
void json_null(struct json_out *j);

/* A string in pieces: everything that is written to the stream given is its text. */
struct out json_string(struct json_out *j);
void json_string_end(struct json_out *j, const struct out *inner);

/* A key and its value. */
void json_member_str(struct json_out *j, const char *key, struct str s);
void json_member_text(struct json_out *j, const char *key, const char *text);
void json_member_size(struct json_out *j, const char *key, size_t n);

#endif
