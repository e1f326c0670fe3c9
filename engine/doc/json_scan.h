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
	FAULT_TRAILING,  /* the value is complete, and text follows it */
	FAULT_DEPTH,     /* the container that begins here is one too deep */
	FAULT_UTF8,      /* no valid UTF-8 */
	FAULT_CONTROL,   /* a control character in a string, as it is */
	FAULT_ESCAPE,    /* no escape of JSON */
	FAULT_HEX,       /* \u without four hexadecimal digits */
	FAULT_SURROGATE, /* one half of a surrogate pair */
	FAULT_ZERO,      /* a number with a leading zero */
};

/* Why a text is refused. */
struct json_fault {
	enum json_fault_kind kind;
	size_t at;            /* the offset it was seen at */
	const char *expected; /* what was expected there; NULL: nothing to say */
	size_t open_at;       /* the innermost string or container that is open there */
	bool open;            /* is there one? */
};

/*
 * Check that text is one JSON text, nested at most max_depth (and JSON_MAX_DEPTH)
 * deep, noting its long containers. false: *fault says why not.
 */
bool json_scan(
	struct str text, size_t max_depth, struct skip_notes *notes, struct json_fault *fault);

#endif
