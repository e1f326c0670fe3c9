/*
 * doc_inside.h - the parts of a document, for the files of doc/ only.
 */
#ifndef ASSAY_DOC_INSIDE_H
#define ASSAY_DOC_INSIDE_H

#include "doc/doc.h"
#include "doc/json_scan.h"
#include "doc/skip.h"
#include "doc/source_map.h"

/* how many steps of the last JSON pointer are kept */
#define MEMO_DEPTH 8

/*
 * Where the last search for a place ended. The next search continues there if it can, so that
 * places in the order of the text cost one walk in all. This is the only part of an open document
 * that changes: a document belongs to one thread.
 */
struct place_memo {
	size_t at, line, column; /* line 0: no search yet */
	struct {
		struct walk walk; /* at the member that contains the place */
		size_t index;     /* of that member */
	} steps[MEMO_DEPTH];
};

struct doc {
	const char *name;  /* borrowed */
	struct str bytes;  /* as given, borrowed */
	struct str source; /* the same as UTF-8 without a byte order mark; places count in it */
	struct str text;   /* JSON text: what offsets count in; the source itself where it is one */
	bool yaml;         /* the source is YAML */
	bool authored;     /* written for assay: no guess what else it may be */
	bool may_have_pages;   /* several texts in the source are allowed */
	bool pages;            /* the source has several texts */
	bool mapped;           /* the text was made from the source: of YAML, or of several texts */
	size_t refused_at;     /* then: the offset in the source where one JSON text must end */
	size_t second_at;      /* of several texts: the offset in the source of the second */
	struct buf json;       /* of a mapped document: the text */
	struct source_map map; /* of a mapped document: from the text to the source */
	struct cursor outer;   /* of a document inside a string: the string; doc NULL: none */
	struct doc_limits limits;
	struct skip_index index;
	struct arena *arena; /* holds the document itself */
	struct place_memo *memo;
};

/* The offset behind the current value of a walk. */
static inline size_t walk_end(struct walk *w)
{
	const struct doc *d = w->container.doc;
	if (!w->next)
		w->next = skip_value(d->text, &d->index, w->value.at);
	return w->next;
}

/* The offset in the source that an offset of the text comes from. */
size_t source_of(const struct doc *d, size_t at);

/* Move a line and column from an offset of text to a later one. */
void advance_place(struct str text, size_t from, size_t to, size_t *line, size_t *column);

/* The line and column of an offset of the source. */
void source_place(const struct doc *d, size_t at, size_t *line, size_t *column);

/* The line and column of an offset of the text: both from 1, the column in UTF-16 units. */
void place_of(const struct doc *d, size_t at, size_t *line, size_t *column);

/* Set an error at an offset of the text. Returns status. */
int doc_error_at(struct assay_error *err, enum assay_status status, const struct doc *d, size_t at,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Set the error that explains why the scan refused the text. Returns its status. */
int fault_error(struct assay_error *err, const struct doc *d, const struct json_fault *fault);

enum encoding { ENCODING_UTF8, ENCODING_UTF16_LITTLE, ENCODING_UTF16_BIG, ENCODING_UTF32 };

/* The encoding that a byte order mark names, UTF-8 without one; *mark is the mark's length. */
enum encoding find_encoding(struct str bytes, size_t *mark);

/*
 * Convert UTF-16 without its byte order mark, in the arena. False: a lone surrogate or half a unit;
 * *out is then the text before it.
 */
bool utf16_to_utf8(struct str *out, struct str in, bool big_endian, struct arena *a);

#endif
