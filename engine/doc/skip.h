/*
 * skip.h - stepping over values of a text that json_scan has accepted.
 *
 * The scan notes where long containers begin and end; skipping jumps over them and reads only
 * short values. A container is noted when skipping it without a note would read SKIP_WORTH bytes;
 * jumping over a noted container inside it counts as SKIP_JUMP bytes. So there is at most one note
 * for each SKIP_WORTH - SKIP_JUMP bytes of text, however the text is nested.
 */
#ifndef ASSAY_DOC_SKIP_H
#define ASSAY_DOC_SKIP_H

#include "base/base.h"

#define SKIP_WORTH ((size_t)512)
#define SKIP_JUMP  ((size_t)64)

/* The most notes that a text of this length can have. */
#define SKIP_NOTES_MAX(text_len) ((text_len) / (SKIP_WORTH - SKIP_JUMP))

/* The deepest nesting that any limit may allow: cJSON accepts no more. */
#define JSON_MAX_DEPTH ((size_t)1000)

/* A container as the scan closes it: inner ones come before the ones around them. */
struct skip_note {
	size_t start, end;
	size_t before; /* how many noted containers were closed when it was opened */
};

struct skip_notes {
	struct buf notes; /* struct skip_note each */
	size_t n;
};

void skip_notes_init(struct skip_notes *notes, size_t text_len, struct arena *a);
void skip_notes_free(struct skip_notes *notes);
void skip_notes_add(struct skip_notes *notes, struct skip_note note);

struct skip_span {
	size_t start, end;
};

/* The noted containers in the order of their start. */
struct skip_index {
	struct skip_span *spans;
	size_t n;
	size_t *first; /* for each page of the text: the first span that starts in it or later */
};

/* Put the notes in order, in the arena. */
void skip_index_build(
	struct skip_index *out, const struct skip_notes *notes, size_t text_len, struct arena *a);

/* The offset behind any white space at at. */
static inline size_t skip_space(struct str text, size_t at)
{
	while (at < text.len && (unsigned char)text.ptr[at] <= ' ')
		at++;
	return at;
}

/* The offset behind the string whose opening quote is at at. */
size_t skip_string(struct str text, size_t at);

/* The offset behind the value that begins at at. */
size_t skip_value(struct str text, const struct skip_index *index, size_t at);

#endif
