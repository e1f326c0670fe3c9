/*
 * json_text.h - the text of JSON strings as json_scan has passed it: decode, compare.
 *
 * raw is always what stands between a string's quotes, as written. Nothing here checks it again.
 */
#ifndef ASSAY_DOC_JSON_TEXT_H
#define ASSAY_DOC_JSON_TEXT_H

#include "base/base.h"

/* Decode raw into out, which has room for raw.len bytes; returns the decoded length. */
size_t json_decode(char *out, struct str raw);

/* Decode raw into the arena; ptr is NULL when there is no memory. */
struct str json_decode_copy(struct arena *a, struct str raw);

enum json_match {
	JSON_DIFFERENT,
	JSON_SAME,
	JSON_CUT, /* the same only to a reader that stops at \u0000 */
};

/* Compare raw, decoded, with text. No allocation. */
enum json_match json_match(struct str raw, const char *text);

/* The offset of the first \u0000 in a run of checked JSON text, or its length. */
size_t json_find_nul(struct str text);

#endif
