/*
 * value.h - a slice of a document as values in an arena.
 *
 * cJSON parses a slice that the scanner has accepted; its tree is copied at once, each value with
 * its place in the document.
 */
#ifndef ASSAY_DOC_VALUE_H
#define ASSAY_DOC_VALUE_H

#include "doc/doc.h"

struct value;

/* A member of an object. */
struct member {
	struct str key; /* decoded */
	struct value *value;
};

struct value {
	enum doc_kind kind;
	struct cursor at;       /* its place in the document */
	bool truth;             /* DOC_BOOL */
	struct str text;        /* DOC_STRING: decoded; DOC_NUMBER: as written */
	size_t n;               /* elements or members */
	struct value **items;   /* DOC_ARRAY */
	struct member *members; /* DOC_OBJECT, in the order of the text */
	struct list by_key;     /* private: the members in the order of their keys, where many */
};

/*
 * Build the slice at c in the arena, inside a phase of it. A duplicate key or a \u0000 in the slice
 * is ASSAY_EINPUT at its place; a slice over the document's limit is ASSAY_ELIMIT.
 */
int value_build(
	const struct value **out, struct cursor c, struct arena *a, struct assay_error *err);

/* The value of a member, or NULL (also if object is NULL or not an object). */
const struct value *value_get(const struct value *object, const char *key);
const struct value *value_get_str(const struct value *object, struct str key);

/* True if kind and content are the same, with members in any order; places do not count. */
bool value_equal(const struct value *a, const struct value *b);

/* The integer that a DOC_NUMBER is written as; false if it is not one, or out of range. */
bool value_integer(const struct value *v, int64_t *out);

/* The same, also of 12.0: the AWS CLI prints a count so where the API has a double. */
bool value_count(const struct value *v, int64_t *out);

#endif
