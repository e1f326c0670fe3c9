/*
 * shape.h - the top level of a document, by which its kind is recognised. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_SHAPE_H
#define ASSAY_INVENTORY_SHAPE_H

#include "base/map.h"
#include "doc/doc.h"

struct shape {
	struct cursor root;
	struct str name;  /* the file's; ptr NULL: part of a file */
	struct map found; /* struct cursor: the members whose keys are known, by key */
	size_t n_members; /* all of them */
};

/*
 * Read the top level of root; what is no object has no members. keys: those that any source kind
 * knows. A known key that appears twice is ASSAY_EINPUT. The shape lives in scratch.
 */
int shape_read(struct shape *out, const struct map *keys, struct cursor root, struct arena *scratch,
	struct assay_error *err);

bool shape_has(const struct shape *shape, const char *key);
bool shape_has_kind(const struct shape *shape, struct str key, enum doc_kind kind);

/* How many of the keys the object has. */
size_t shape_count(const struct shape *shape, const struct str *keys, size_t n);

#endif
