/*
 * lists - which resources the accounts and Regions of a plan will have, and whether that is all.
 *
 * For groups that are not merged with exports. A complete plan has all resources of a regional
 * type in its Regions. Of another type it must have at least one: others may be in another state.
 */
#include "inventory/terraform/plan.h"

static void add_changes(struct plan *p)
{
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		if (!c->resource)
			continue;
		list_add(p->w->run, &c->group->account_state->lists[c->t].items, c->resource);
		if (c->region_state)
			list_add(p->w->run, &c->region_state->lists[c->t].items, c->resource);
	}
}

static void put(
	struct plan *p, struct list_state *list, enum reason_text why, const struct str *args)
{
	reasons_make(p->w->run, &list->open, why, p->root, args);
}

/* Resources of another account of the plan may count: it may be the same, or reach into this. */
static void open_for_other(struct plan *p, const struct group *g, const struct group *other,
	const struct type *type, struct list_state *all)
{
	struct str theirs = other->account_state->account.key, mine = g->account_state->account.key;
	bool differ = g->id.ptr && other->id.ptr;
	put(p, all, differ ? WHY_OTHER_ACCOUNT : WHY_SAME_ACCOUNT,
		REASON_ARGS(type->nouns, theirs, mine));
}

/* A type that is not regional: complete if this account has one, and no other account does. */
static void open_account(struct plan *p, const struct group *g, size_t t, struct list_state *all)
{
	const struct type *type = p->w->wanted[t];
	if (!g->any[t])
		put(p, all, WHY_NONE_IN_PLAN,
			REASON_ARGS(g->account_state->account.key, type->noun));
	for (size_t i = 0; i < p->groups.n; i++) {
		const struct group *other = p->groups.items[i];
		if (other == g || !other->account_state->lists[t].items.n)
			continue;
		/* One of them is reason enough. */
		open_for_other(p, g, other, type, all);
		return;
	}
}

/* A regional resource in an unknown Region may be in this one. */
static void open_unresolved(struct plan *p, struct region_state *region_state, size_t t)
{
	const struct account_state *h = region_state->account_state;
	struct list_state *list = &region_state->lists[t];
	size_t unlisted = h->lists[t].items.n - list->items.n, unresolved = 0;
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		const struct region_state *other = h->region_state_list.items[i];
		if (other != region_state && other->unresolved.ptr)
			unresolved += other->lists[t].items.n;
	}
	/* After an overflow of Regions, some resources are in no Region's list. */
	if (h->overflown || unresolved || (region_state->unresolved.ptr && unlisted))
		put(p, list, WHY_REGION_OF_SOME_UNKNOWN, REASON_ARGS(p->w->wanted[t]->nouns));
}

/* A plan shows where a resource that is not regional is created, not where it is listed. */
static void open_region(struct plan *p, struct region_state *region_state, size_t t)
{
	const struct list_state *all = &region_state->account_state->lists[t];
	struct list_state *list = &region_state->lists[t];
	const struct type *type = p->w->wanted[t];
	if (type->regional)
		open_unresolved(p, region_state, t);
	else if (all->items.n != list->items.n)
		put(p, list, WHY_LISTED_REGIONS_UNKNOWN, REASON_ARGS(type->nouns));
}

/* Carriers in one Region leave the lists of other Regions as they are. */
static void open_carried(struct plan *p, const struct group *g, size_t t, bool regional)
{
	struct list_state *all = &g->account_state->lists[t];
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		if (!c->carrier || c->gone || c->deposed || c->t != t || c->group != g ||
			carrier_has_region(p, c) != regional)
			continue;
		const struct reason *why = carrier_reason(p, c);
		reasons_add(p->w->run, &all->open, why);
		if (regional)
			reasons_add(p->w->run, &c->region_state->lists[t].open, why);
	}
}

static void finish_group(struct plan *p, const struct group *g, size_t t)
{
	struct account_state *h = g->account_state;
	struct list_state *all = &h->lists[t];
	reasons_add(p->w->run, &all->open, p->open[t]);
	if (!p->w->wanted[t]->regional)
		open_account(p, g, t, all);
	open_carried(p, g, t, false);
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		struct region_state *region_state = h->region_state_list.items[i];
		reasons_add(p->w->run, &region_state->lists[t].open, all->open);
		open_region(p, region_state, t);
	}
	open_carried(p, g, t, true);
	all->closed = !all->open;
	all->at = p->root;
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		struct region_state *region_state = h->region_state_list.items[i];
		region_state->lists[t].closed = !region_state->lists[t].open;
	}
}

void plan_finish_lists(struct plan *p)
{
	add_changes(p);
	for (size_t i = 0; i < p->groups.n; i++) {
		const struct group *g = p->groups.items[i];
		for (size_t t = 0; !g->is_merged && t < p->w->n_wanted; t++)
			finish_group(p, g, t);
	}
}
