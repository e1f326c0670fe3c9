/*
 * json_text.h - the text of JSON strings that json_scan has accepted.
 *
 * raw is always the text between a string's quotes, as written, inside the document's text.
 */
#ifndef ASSAY_DOC_JSON_TEXT_H
#define ASSAY_DOC_JSON_TEXT_H

#include "base/base.h"

/* Decode raw into the arena; with a \u0000 it stays as written. ptr NULL: no memory. */
struct str json_decode(struct arena *a, struct str raw);

enum json_match {
	JSON_DIFFERENT,
	JSON_SAME,
	JSON_CUT, /* the same only for a reader that stops at \u0000 */
};

/* Compare raw, decoded, with text. */
enum json_match json_match(struct str raw, const char *text);

/* The offset of the first \u0000 in a run of checked JSON text, or its length. */
size_t json_find_nul(struct str text);

#endif
