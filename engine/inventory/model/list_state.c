/*
 * list_state - the resources of one type in a Region or account, and whether they are all.
 *
 * Knows lists and reasons; must not know any source.
 */
#include "inventory/model/build.h"

void list_state_reopen(struct arena *a, struct list_state *list, const struct reason *why)
{
	if (why && list->closed)
		list->open = NULL;
	list->closed = list->closed && !why;
	reasons_add(a, &list->open, why);
}

/* has the list's reader answered it already? */
static bool is_answered(const struct reason *r, unsigned closing)
{
	return (r->code == REASON_ELSEWHERE && (closing & CLOSED_WORLD)) ||
	       (r->code == REASON_NOT_IN_SOURCE && (closing & CLOSED_IF_KNOWN));
}

/* what keeps the list open and is not answered yet */
static const struct reason *unanswered(struct arena *a, const struct reason *open, unsigned closing)
{
	const struct reason *first = NULL, **end = &first;
	if (!closing)
		return open;
	for (; open; open = open->next) {
		if (is_answered(open, closing))
			continue;
		struct reason *copy = arena_alloc(a, sizeof *copy);
		*copy = *open;
		copy->next = NULL;
		*end = copy;
		end = &copy->next;
	}
	return first;
}

static const struct collection *collect(struct inventory *w, const struct list_state *list,
	const struct type *type, struct cursor at, unsigned closing)
{
	struct collection *c = arena_alloc(w->run, sizeof *c);
	const struct resource **items = arena_array(w->run, list->items.n, sizeof *items);
	for (size_t i = 0; i < list->items.n; i++)
		items[i] = list->items.items[i];
	*c = (struct collection){.object = OBJECT_COLLECTION,
		.type = type,
		.items = items,
		.n = list->items.n,
		.open = list->closed ? NULL : unanswered(w->run, list->open, closing),
		.at = list->at.doc ? list->at : at};
	return c;
}

const struct collection *region_all(
	struct inventory *w, const struct region *region, const struct type *type, unsigned closing)
{
	const struct region_state *region_state = (const struct region_state *)region;
	int t = inventory_wanted(w, type);
	return t < 0 ? NULL : collect(w, &region_state->lists[t], type, region->at, closing);
}

const struct collection *account_all(struct inventory *w, const struct account *account,
	const struct type *type, unsigned closing)
{
	const struct account_state *h = (const struct account_state *)account;
	int t = inventory_wanted(w, type);
	return t < 0 ? NULL : collect(w, &h->lists[t], type, account->at, closing);
}
