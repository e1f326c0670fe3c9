/*
 * doc_inside.h - what the files of doc/ share about a document. Nobody else includes it.
 */
#ifndef ASSAY_DOC_INSIDE_H
#define ASSAY_DOC_INSIDE_H

#include "doc/doc.h"
#include "doc/json_scan.h"
#include "doc/skip.h"

struct doc {
	const char *name; /* borrowed */
	struct str bytes; /* as given, borrowed */
	struct str text;  /* UTF-8 without a byte order mark: what offsets count in */
	struct doc_limits limits;
	struct skip_index index;
	struct arena *arena; /* holds the document itself */
};

/* Where an offset stands: line and column, both from 1, the column in UTF-16 units. */
void place_of(struct str text, size_t at, size_t *line, size_t *column);

/* Set an error at an offset of the text. Returns status. */
int doc_error_at(struct assay_error *err, enum assay_status status, const struct doc *d, size_t at,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Set the error that says, in words, why the scan refused the text. Returns its status. */
int fault_error(struct assay_error *err, const struct doc *d, const struct json_fault *fault);

/*
 * Transcode UTF-16 without its byte order mark into the arena. ASSAY_EINPUT: a lone surrogate or
 * half a unit; *out then holds what stands before it. ASSAY_ENOMEM.
 */
int utf16_to_utf8(struct str *out, struct str in, bool big_endian, struct arena *a);

#endif
