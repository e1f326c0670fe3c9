/*
 * value.h - a slice of a document as values in an arena.
 *
 * Built by cJSON from a slice that the scanner has passed, compared with the
 * scanner's own reading, and copied at once: no cJSON node leaves doc.
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
	struct cursor at;       /* where it stands */
	bool truth;             /* DOC_BOOL */
	struct str text;        /* DOC_STRING: decoded; DOC_NUMBER: as written */
	size_t n;               /* elements or members */
	struct value **items;   /* DOC_ARRAY */
	struct member *members; /* DOC_OBJECT, in the order of the text */
	struct list by_key;     /* private: the members in the order of their keys, where many */
};

/*
 * Build the slice at c. Inside it a duplicate key or a \u0000 is ASSAY_EINPUT at its place;
 * a slice over the document's limit is ASSAY_ELIMIT.
 */
int value_build(
	const struct value **out, struct cursor c, struct arena *a, struct assay_error *err);

/* The value of a member, or NULL (also for NULL and for what is no object). */
const struct value *value_get(const struct value *object, const char *key);
const struct value *value_get_str(const struct value *object, struct str key);

/* Same kind and content, places aside. Members in any order. */
bool value_equal(const struct value *a, const struct value *b);

/* The exact integer of a DOC_NUMBER whose text is one; false where it is none or out of range. */
bool value_integer(const struct value *v, int64_t *out);

#endif
