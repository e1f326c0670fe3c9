/*
 * each.h - walking lists, maps and collections in order, up to an end that may be open.
 */
#ifndef ASSAY_RULE_EACH_H
#define ASSAY_RULE_EACH_H

#include "inventory/model/object.h"
#include "rule/box/box.h"

/* Something that can be walked: a node or a collection. */
struct walked {
	const struct node *node;             /* a list or a map; else NULL */
	const struct collection *collection; /* else this */
	size_t n;
	const struct reason *open; /* why there may be more; NULL: that is all */
};

/* What stands at an index; raises an error where it can't be walked. */
struct walked each_check(lua_State *L, int index);

/* Push an element: an item, or a map's key and value. Returns how many; leaves when it is unknown.
 */
int each_push(lua_State *L, const struct walked *w, size_t i);

/* Why an element is unknown, or NULL: it is not. */
const struct reason *each_unknown(lua_State *L, const struct walked *w, size_t i);

#endif
