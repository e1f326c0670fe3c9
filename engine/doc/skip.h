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

#if defined(__SSE2__) && !defined(ASSAY_NO_SSE2)
#include <emmintrin.h>
#define SKIP_SSE2 1
#else
#define SKIP_SSE2 0
#endif

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

#if SKIP_SSE2
/* a bit for each quote and backslash of 16 bytes */
static inline unsigned skip_stops(const char *p)
{
	__m128i c = _mm_loadu_si128((const __m128i *)(const void *)p);
	return (unsigned)_mm_movemask_epi8(_mm_or_si128(
		_mm_cmpeq_epi8(c, _mm_set1_epi8('"')), _mm_cmpeq_epi8(c, _mm_set1_epi8('\\'))));
}
#endif

size_t skip_long_string(struct str text, size_t at);

/* The offset behind the string whose opening quote is at at. Most end in the first 16 bytes. */
static inline size_t skip_string(struct str text, size_t at)
{
#if SKIP_SSE2
	unsigned stops = text.len - at > 16 ? skip_stops(text.ptr + at + 1) : 0;
	size_t end = at + 2 + (stops ? (size_t)__builtin_ctz(stops) : 0);
	if (stops && text.ptr[end - 1] == '"')
		return end;
#endif
	return skip_long_string(text, at);
}

size_t skip_container(struct str text, const struct skip_index *index, size_t at);
size_t skip_number(struct str text, size_t at);

/* The offset behind the value that begins at at. */
static inline size_t skip_value(struct str text, const struct skip_index *index, size_t at)
{
	switch (text.ptr[at]) {
	case '"':
		return skip_string(text, at);
	case '{':
	case '[':
		return skip_container(text, index, at);
	case 't':
	case 'n':
		return at + 4;
	case 'f':
		return at + 5;
	default:
		return skip_number(text, at);
	}
}

#endif
