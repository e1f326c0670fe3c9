/* each.h - iterates over lists, maps and collections, which may be incomplete. */
#ifndef ASSAY_RULE_EACH_H
#define ASSAY_RULE_EACH_H

#include "inventory/model/object.h"
#include "rule/box/box.h"

/* A list, map or collection. */
struct walked {
	const struct node *node;             /* a list or a map; else NULL */
	const struct collection *collection; /* else this */
	size_t n;
	const struct reason *why_incomplete; /* NULL: complete */
};

/* The list, map or collection at an index. Raises an argument error for anything else. */
struct walked each_check(lua_State *L, int index);

/*
 * Push an element: an item (returns 1), or a key and a value (returns 2). Ends the check if it
 * is unknown.
 */
int each_push(lua_State *L, const struct walked *w, size_t i);

/* Why an element is unknown, or NULL: it is not. */
const struct reason *each_unknown(lua_State *L, const struct walked *w, size_t i);

/*
 * Remember that the check knows elements of a list whose resources may be in several Regions: what
 * one of them shows holds for its own Region only, so the check cannot pass any more.
 */
void each_note_scattered(lua_State *L, const struct walked *w);

#endif
