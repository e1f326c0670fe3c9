/*
 * shown - which types the inputs are about.
 *
 * Plans note their types while they are read (terraform/plan.c). Must not know any type.
 */
#include "inventory/export/export.h"
#include "inventory/inventory.h"

bool inventory_shows(const struct inventory *w, struct str type)
{
	for (size_t i = 0; i < w->exports.n; i++) {
		const struct export *x = w->exports.items[i];
		if (x->type && str_eq(x->type->name, type))
			return true;
	}
	return map_get(&w->planned, type) != NULL;
}
