/*
 * desired.h - changes of single fields: what if a resource had another value?
 *
 * For --what-if and for the proof of remedies. A change names a field of a resource that is in a
 * built inventory; after it, rules read the new value. Values have the declared names of a type.
 * Must not know who wants the change, nor any source's spelling.
 */
#ifndef ASSAY_INVENTORY_DESIRED_H
#define ASSAY_INVENTORY_DESIRED_H

#include "doc/value.h"
#include "inventory/inventory.h"

/* A field of a resource and the value that it is to have. */
struct desired {
	const struct resource *resource;
	struct str path; /* "IsLogging", "EventSelectors/0/ReadWriteType": fields, indices, keys */
	const struct value *value; /* NULL or DOC_NULL: absent */
};

/* What restores the inventory as it was. */
struct undo;

/*
 * Apply changes, in their order. A field that writing another one resets (exclusive) becomes
 * absent, unless a change sets it, too. Then rules see an update of the resource, as a write by the
 * API is. Nodes live in the inventory's arena, or in a if it is not NULL; *undo may be NULL.
 * ASSAY_EUSAGE: no such field, a value of another kind, the key of a resource, a field that decides
 * which accounts list it, or a part of an unknown value. Then nothing is changed.
 */
int inventory_apply(struct inventory *w, const struct desired *changes, size_t n, struct arena *a,
	struct undo **undo, struct assay_error *err);

/* Restore what inventory_apply changed. Undo the last one first. */
void inventory_undo(struct undo *undo);

/* desired_node.c: the node of a field with a new value; NULL: absent. at: the place that reports
 * show.
 */
struct new_value {
	struct arena *arena;
	const struct resource *resource;
	struct cursor at;
};
int node_desired(const struct new_value *r, const struct field *field, const struct value *value,
	const struct node **out, struct assay_error *err);

#endif
