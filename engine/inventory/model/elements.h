/*
 * elements.h - a list inside a field of a resource, changed element by element.
 *
 * Parts of a resource add elements to a list and remove them. Nodes are immutable: the result is a
 * new field. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_ELEMENTS_H
#define ASSAY_INVENTORY_ELEMENTS_H

#include "inventory/model/node.h"

struct elements {
	const struct reader *r; /* of new nodes */
	const struct part *part;
	struct arena *scratch;
	struct cursor at;         /* of nodes that no source writes */
	const struct node *field; /* as it was; NULL: absent */
	struct list items;        /* const struct node */
	const struct reason *why; /* why it may have more elements; NULL: it has not */
	bool changed;
};

/* Begin with the list in a field, the first of the part's path. r, part, scratch and at are set. */
void elements_read(struct elements *x, const struct node *field);

/* Whether two elements are the same by the key of the part. */
enum match { MATCH_NO, MATCH_MAYBE, MATCH_YES };
enum match elements_match(
	struct arena *scratch, const struct part *part, const struct node *a, const struct node *b);

/* True if the list certainly has the element as it is. */
bool elements_have(const struct elements *x, const struct node *element);

/* Add an element; what it replaces is removed. */
void elements_add(struct elements *x, const struct node *element);

/* Remove it. Elements that may be it become unknown, for this reason. */
void elements_remove(
	struct elements *x, const struct node *element, const struct reason *why_maybe);

/* The list may have more elements. */
void elements_open(struct elements *x, const struct reason *why);

/* Any of its elements may be removed. */
void elements_doubt(struct elements *x, const struct reason *why);

/* The field with the list as it is now. */
const struct node *elements_write(const struct elements *x);

#endif
