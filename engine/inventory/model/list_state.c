/*
 * list_state - the resources of one type in a Region or account, and whether they are complete.
 *
 * Knows lists and reasons; must not know any source.
 */
#include "inventory/model/build.h"

void list_state_add_reason(struct arena *a, struct list_state *list, const struct reason *why)
{
	if (why && list->complete)
		list->why_incomplete = NULL;
	list->complete = list->complete && !why;
	reasons_add(a, &list->why_incomplete, why);
}

void list_state_note_deleted(struct list_state *list, struct str address, struct cursor at)
{
	if (list->deleted.ptr)
		return;
	list->deleted = address;
	list->deleted_at = at;
}

/* True if the reader of the list ignores the reason. */
static bool is_ignored(const struct reason *r, unsigned reading)
{
	return (r->code == REASON_OTHER_STATE && (reading & IGNORE_OTHER_STATES)) ||
	       (r->code == REASON_NOT_IN_SOURCE && (reading & IGNORE_UNKNOWN_REGIONS));
}

/* The reasons of a list without those that its reader ignores. */
static const struct reason *not_ignored(struct arena *a, const struct reason *why, unsigned reading)
{
	const struct reason *first = NULL, **end = &first;
	if (!reading)
		return why;
	for (; why; why = why->next) {
		if (is_ignored(why, reading))
			continue;
		struct reason *copy = arena_alloc(a, sizeof *copy);
		*copy = *why;
		copy->next = NULL;
		*end = copy;
		end = &copy->next;
	}
	return first;
}

/* An empty list is blamed on what a plan deletes from it, or from the list of its account. */
static void set_deleted(struct collection *c, const struct list_state *list)
{
	if (c->n > 0 || c->deleted.len || !list->deleted.len)
		return;
	c->deleted = list->deleted;
	c->at = list->deleted_at;
}

static struct collection *collect(struct inventory *w, const struct list_state *list,
	const struct type *type, struct cursor at, unsigned reading)
{
	struct collection *c = arena_alloc(w->run, sizeof *c);
	const struct reason *why = list->complete ? NULL : list->why_incomplete;
	if ((reading & ASK_OTHER_STATES) && (type->regional || (reading & ASK_FOR_ANY_TYPE)))
		reasons_add(w->run, &why, list->elsewhere);
	const struct resource **items = arena_array(w->run, list->items.n, sizeof *items);
	for (size_t i = 0; i < list->items.n; i++)
		items[i] = list->items.items[i];
	*c = (struct collection){.object = OBJECT_COLLECTION,
		.type = type,
		.items = items,
		.n = list->items.n,
		.why_incomplete = not_ignored(w->run, why, reading),
		.at = list->at.doc ? list->at : at};
	return c;
}

const struct collection *region_all(
	struct inventory *w, const struct region *region, const struct type *type, unsigned reading)
{
	const struct region_state *region_state = (const struct region_state *)region;
	int t = inventory_wanted(w, type);
	if (t < 0)
		return NULL;
	struct collection *c = collect(w, &region_state->lists[t], type, region->at, reading);
	c->why_scattered = region->scattered ? region->why : NULL;
	set_deleted(c, &region_state->lists[t]);
	if (!type->regional)
		set_deleted(c, &region_state->account_state->lists[t]);
	return c;
}

const struct collection *account_all(struct inventory *w, const struct account *account,
	const struct type *type, unsigned reading)
{
	const struct account_state *h = (const struct account_state *)account;
	int t = inventory_wanted(w, type);
	return t < 0 ? NULL : collect(w, &h->lists[t], type, account->at, reading);
}

const struct collection *account_named(
	struct inventory *w, const struct account *account, const struct type *type)
{
	const struct account_state *h = (const struct account_state *)account;
	int t = inventory_wanted(w, type);
	struct list_state named = {.complete = true};
	if (t >= 0)
		named.items = h->lists[t].named;
	return collect(w, &named, type, account->at, 0);
}
