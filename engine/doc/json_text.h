/*
 * json_text.h - the text of JSON strings that json_scan has accepted.
 *
 * raw is always the text between a string's quotes, as written, inside the document's text.
 */
#ifndef ASSAY_DOC_JSON_TEXT_H
#define ASSAY_DOC_JSON_TEXT_H

#include "base/base.h"

/* Decode raw, which contains no \u0000, into the arena. */
struct str json_decode(struct arena *a, struct str raw);

/* Take one character from the front of *raw, decoded into out; returns its bytes. No allocation. */
size_t json_take(char out[4], struct str *raw);

enum json_match {
	JSON_DIFFERENT,
	JSON_SAME,
	JSON_CUT, /* the same only for a reader that stops at \u0000 */
};

/* Compare raw, decoded, with text. No allocation: a look-up can't run out of memory. */
enum json_match json_match(struct str raw, const char *text);

/* The offset of the first \u0000 in a run of checked JSON text, or its length. */
size_t json_find_nul(struct str text);

#endif
