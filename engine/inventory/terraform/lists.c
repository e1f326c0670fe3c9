/*
 * lists - which resources the accounts and Regions of plans will have, and whether that is all.
 *
 * For accounts that are not merged with exports. A complete plan has all resources of a regional
 * type in its Regions that are judged; only to a rule that asks for others, other states may have
 * more. Of another type, the plans of an account must have at least one: others may
 * be in another state. Plans of one account are finished together.
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

static void put(struct inventory *w, struct list_state *list, enum reason_text why,
	struct cursor at, const struct str *args)
{
	reasons_make(w->run, &list->why_incomplete, why, at, args);
}

/* Resources of another account of the plan may count: it may be the same, or reach into this. */
static void open_for_other(struct plan *p, const struct group *g, const struct group *other,
	const struct type *type, struct list_state *all)
{
	struct str theirs = other->account_state->account.key, mine = g->account_state->account.key;
	bool differ = g->id.ptr && other->id.ptr;
	put(p->w, all, differ ? WHY_OTHER_ACCOUNT : WHY_SAME_ACCOUNT, p->root,
		REASON_ARGS(type->nouns, theirs, mine));
}

/* The first two groups with a resource of a type; NULL: none. */
static void find_two(const struct plan *p, size_t t, const struct group *two[2])
{
	two[0] = two[1] = NULL;
	for (size_t i = 0; i < p->found.n && !two[1]; i++) {
		const struct change *c = p->found.items[i];
		if (c->t != t || !c->resource)
			continue;
		if (!two[0])
			two[0] = c->group;
		else if (c->group != two[0])
			two[1] = c->group;
	}
}

/* A type that is not regional: another account of the plan may have more. One is reason enough. */
static void open_for_others(struct plan *p, size_t t)
{
	const struct group *two[2];
	find_two(p, t, two);
	for (size_t i = 0; i < p->groups.n; i++) {
		const struct group *g = p->groups.items[i];
		const struct group *other = two[0] == g ? two[1] : two[0];
		if (other && !g->is_merged)
			open_for_other(p, g, other, p->w->wanted[t], &g->account_state->lists[t]);
	}
}

/* Carriers in one Region leave the lists of other Regions as they are. */
static void open_carried(struct plan *p, const struct group *g, size_t t)
{
	struct list_state *all = &g->account_state->lists[t];
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		if (!c->carrier || c->t != t || c->group != g || !carrier_counts(c))
			continue;
		const struct reason *why = carrier_reason(p, c);
		if (!carrier_has_region(p, c)) {
			reasons_add(p->w->run, &all->why_incomplete, why);
			continue;
		}
		reasons_add(p->w->run, &all->perhaps, why);
		reasons_add(p->w->run, &c->region_state->lists[t].perhaps, why);
	}
}

static void open_group(struct plan *p, const struct group *g, size_t t)
{
	struct account_state *h = g->account_state;
	h->any[t] = h->any[t] || g->any[t];
	reasons_add(p->w->run, &h->lists[t].why_incomplete, p->why_incomplete[t]);
	open_carried(p, g, t);
}

void plan_open_lists(struct plan *p)
{
	add_changes(p);
	for (size_t t = 0; t < p->w->n_wanted; t++) {
		for (size_t i = 0; i < p->groups.n; i++) {
			const struct group *g = p->groups.items[i];
			if (!g->is_merged)
				open_group(p, g, t);
		}
		if (!p->w->wanted[t]->regional)
			open_for_others(p, t);
	}
}

/* A regional resource in an unknown Region may be in this one. */
static void open_unresolved(struct inventory *w, struct region_state *region_state, size_t t)
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
		put(w, list, WHY_REGION_OF_SOME_UNKNOWN, h->account.at,
			REASON_ARGS(w->wanted[t]->nouns));
}

/* Other states may have more than those that are judged. */
static void mind_other_states(struct inventory *w, const struct account_state *h,
	const struct type *type, struct str key, struct list_state *list)
{
	reasons_make(w->run, &list->elsewhere,
		list->items.n ? WHY_MORE_IN_OTHER_STATE : WHY_NONE_IN_PLAN, h->account.at,
		REASON_ARGS(key, list->items.n ? type->nouns : type->noun));
}

/* A plan shows where a resource that is not regional is created, not where it is listed. */
static void open_region(struct inventory *w, struct region_state *region_state, size_t t)
{
	const struct account_state *h = region_state->account_state;
	struct list_state *list = &region_state->lists[t];
	const struct type *type = w->wanted[t];
	if (type->regional)
		open_unresolved(w, region_state, t);
	if (type->singleton && type->regional && !list->items.n)
		put(w, list, WHY_NONE_IN_PLAN, h->account.at,
			REASON_ARGS(region_state->region.key, type->noun));
	if (!type->regional && h->lists[t].items.n != list->items.n)
		put(w, list, WHY_LISTED_REGIONS_UNKNOWN, h->account.at, REASON_ARGS(type->nouns));
}

static int by_key(const void *a, const void *b)
{
	const struct resource *x = a, *y = b;
	return str_cmp(x->key, y->key);
}

/* Remove what two plans contradict each other about, and sort the rest. */
static void join_plans(
	struct inventory *w, const struct account_state *h, size_t t, struct list_state *list)
{
	size_t n = 0;
	if (h->n_plans < 2)
		return;
	reasons_add(w->run, &list->why_incomplete, h->affected[t]);
	for (size_t i = 0; i < list->items.n && !h->affected[t]; i++) {
		void *resource = list->items.items[i];
		struct str key = {(const char *)&resource, sizeof resource};
		if (!map_get(&h->dropped, key))
			list->items.items[n++] = resource;
	}
	list->items.n = n;
	list_sort(w->run, &list->items, by_key);
}

static void finish_account(struct inventory *w, struct account_state *h, size_t t)
{
	struct list_state *all = &h->lists[t];
	const struct type *type = w->wanted[t];
	if ((!type->regional && !h->any[t]) || (type->singleton && !all->items.n))
		put(w, all, WHY_NONE_IN_PLAN, h->account.at,
			REASON_ARGS(h->account.key, type->noun));
	join_plans(w, h, t, all);
	for (size_t i = 0; i < h->region_state_list.n; i++)
		join_plans(
			w, h, t, &((struct region_state *)h->region_state_list.items[i])->lists[t]);
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		struct region_state *region_state = h->region_state_list.items[i];
		struct list_state *list = &region_state->lists[t];
		reasons_add(w->run, &list->why_incomplete, all->why_incomplete);
		open_region(w, region_state, t);
		reasons_add(w->run, &list->why_incomplete, list->perhaps);
		list->complete = !list->why_incomplete;
		mind_other_states(w, h, type, region_state->region.key, list);
	}
	mind_other_states(w, h, type, h->account.key, all);
	reasons_add(w->run, &all->why_incomplete, all->perhaps);
	all->complete = !all->why_incomplete;
	all->at = h->account.at;
}

void plans_finish_lists(struct inventory *w)
{
	for (size_t i = 0; i < w->account_states.n; i++) {
		struct account_state *h = w->account_states.items[i];
		for (size_t t = 0; h->any && t < w->n_wanted; t++)
			finish_account(w, h, t);
	}
}
