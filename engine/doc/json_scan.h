/*
 * json_scan.h - the strict, validating pass over JSON text (RFC 8259).
 */
#ifndef ASSAY_DOC_JSON_SCAN_H
#define ASSAY_DOC_JSON_SCAN_H

#include "base/base.h"
#include "doc/skip.h"

enum json_fault_kind {
	FAULT_EXPECTED,  /* something else was expected here */
	FAULT_END,       /* the text ends where something was expected */
	FAULT_TRAILING,  /* text follows the complete value */
	FAULT_DEPTH,     /* the container that begins here is one too deep */
	FAULT_UTF8,      /* invalid UTF-8 */
	FAULT_CONTROL,   /* a control character in a string, not escaped */
	FAULT_ESCAPE,    /* an escape that JSON does not have */
	FAULT_HEX,       /* \u without four hexadecimal digits */
	FAULT_SURROGATE, /* one half of a surrogate pair */
	FAULT_ZERO,      /* a number with a leading zero */
};

/* Why a text is refused. */
struct json_fault {
	enum json_fault_kind kind;
	size_t at;            /* the offset of the fault */
	const char *expected; /* what was expected there, or NULL */
	size_t open_at;       /* the offset of the innermost string or container open there */
	bool open;            /* true if one is open */
};

/*
 * Check that text is one JSON text, nested at most max_depth (and JSON_MAX_DEPTH)
 * deep, and note its long containers. False: *fault says why not.
 */
bool json_scan(
	struct str text, size_t max_depth, struct skip_notes *notes, struct json_fault *fault);

#endif
