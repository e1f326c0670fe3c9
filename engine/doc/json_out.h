/*
 * json_out.h - JSON text, written to a stream without building a tree.
 *
 * Indented by two blanks, or compact on one line. The caller opens and closes containers in the
 * right order; the writer does not check it.
 */
#ifndef ASSAY_DOC_JSON_OUT_H
#define ASSAY_DOC_JSON_OUT_H

#include "base/out.h"

/* no report nests deeper */
#define JSON_OUT_DEPTH 32

struct json_out {
	struct out *out;
	unsigned depth;
	bool any[JSON_OUT_DEPTH]; /* the container of this depth has a member */
	unsigned hashes;          /* consecutive "#" at the end of the current string's text */
	bool keyed;               /* a key was written, and not yet its value */
	bool compact;             /* no line breaks and no blanks; set it after json_begin */
};

void json_begin(struct json_out *j, struct out *o);
void json_end(struct json_out *j); /* the newline at the end */

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

/* A string in pieces: the returned stream takes its text until json_string_end. */
struct out json_string(struct json_out *j);
void json_string_end(struct json_out *j, const struct out *inner);

/* A key and its value. */
void json_member_str(struct json_out *j, const char *key, struct str s);
void json_member_text(struct json_out *j, const char *key, const char *text);
void json_member_size(struct json_out *j, const char *key, size_t n);

#endif
