/*
 * item_values.h - what an item of an export contains of a type. Private to inventory/export.
 */
#ifndef ASSAY_INVENTORY_EXPORT_ITEM_VALUES_H
#define ASSAY_INVENTORY_EXPORT_ITEM_VALUES_H

#include "inventory/export/export.h"

/*
 * The fields that a command gives of an item as an object of their own, with those that are made of
 * others. Lives in scratch.
 */
int item_pick(const struct value **out, const struct command *c, const struct item *item,
	struct arena *scratch, struct assay_error *err);

/* Those of the object around the list of items, which they share; NULL: the command gives none. */
int item_pick_around(const struct value **out, const struct command *c, struct cursor at,
	struct arena *run, struct assay_error *err);

/*
 * The text of a field that is made of others, and the place of the last of these; ptr NULL: one of
 * them is missing, or no text. Lives in a.
 */
int item_make(struct str *out, struct cursor *place, const struct field *made,
	const struct item *item, struct arena *a, struct assay_error *err);

/* Set narrowed_by if a list that every account has elements of is empty. */
int export_find_narrowed(struct inventory *w, struct export *x, struct assay_error *err);

#endif
