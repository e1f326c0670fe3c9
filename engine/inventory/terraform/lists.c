/*
 * plan_lists - what a plan's accounts and Regions will hold, and whether that is all.
 *
 * A type whose resources lie in Regions is complete in a plan that is whole; of another type
 * the plan must hold one at all, since it may live in another state. Knows changes and lists.
 */
#include "inventory/terraform/plan.h"

static int add_changes(struct plan *p)
{
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		struct account_state *h = c->group->account_state;
		if (!c->resource)
			continue;
		if (list_add(p->w->run, &h->lists[c->t].items, c->resource) != ASSAY_OK)
			return ASSAY_ENOMEM;
		if (c->region_state && list_add(p->w->run, &c->region_state->lists[c->t].items,
					       c->resource) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

static int put(struct plan *p, struct list_state *list, enum reason_code code, struct str what,
	struct str resolve)
{
	return (reasons_put(p->w->run, &list->open, code, what, resolve, p->root), ASSAY_OK);
}

/* what another account holds may count here: it is the same account, or reaches into this one */
static int put_other(struct plan *p, const struct group *g, const struct group *other,
	const struct type *type, struct list_state *all)
{
	struct str theirs = other->account_state->account.key, mine = g->account_state->account.key;
	bool differ = g->id.ptr && other->id.ptr;
	return put(p, all, REASON_UNRESOLVED,
		str_printf(p->w->run,
			"the %.*s of %.*s may count here too: whether %s %.*s is not known",
			STR_ARGS(type->nouns), STR_ARGS(theirs),
			differ ? "they reach into" : "it is the same account as", STR_ARGS(mine)),
		differ ? RESOLVE_EXPORTS : STR("allowed_account_ids in both provider blocks"));
}

/* of a type that lies in no Region: one of the plan's, and none in its other accounts */
static int open_account(struct plan *p, const struct group *g, size_t t, struct list_state *all)
{
	const struct type *type = p->w->wanted[t];
	struct arena *a = p->w->run;
	int status = ASSAY_OK;
	if (!g->any[t])
		status = put(p, all, REASON_ELSEWHERE,
			str_printf(a, "%.*s has no %.*s: one may live elsewhere",
				STR_ARGS(g->account_state->account.key), STR_ARGS(type->noun)),
			RESOLVE_EXPORTS);
	const struct group *other = NULL;
	for (size_t i = 0; !other && i < p->groups.n; i++) {
		const struct group *o = p->groups.items[i];
		if (o != g && o->account_state->lists[t].items.n)
			other = o;
	}
	/* one of them is reason enough */
	if (status == ASSAY_OK && other)
		status = put_other(p, g, other, type, all);
	return status;
}

/* a regional resource whose Region is not known may lie in any */
static int open_unresolved(struct plan *p, const struct region_state *region_state, size_t t)
{
	const struct account_state *h = region_state->account_state;
	const struct type *type = p->w->wanted[t];
	struct list_state *list = (struct list_state *)&region_state->lists[t];
	size_t unlisted = h->lists[t].items.n - list->items.n, unresolved = 0;
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		const struct region_state *other = h->region_state_list.items[i];
		if (other != region_state && other->unresolved.ptr)
			unresolved += other->lists[t].items.n;
	}
	/* what no Region's object holds is nowhere else either: too many Regions */
	if (h->overflown || unresolved || (region_state->unresolved.ptr && unlisted))
		return put(p, list, REASON_UNRESOLVED,
			str_printf(p->w->run, "the plan has %.*s whose Region is not known",
				STR_ARGS(type->nouns)),
			RESOLVE_REGION);
	return ASSAY_OK;
}

/* where a type is not regional, a plan shows where each was made and not where it is listed */
static int open_region(struct plan *p, const struct region_state *region_state, size_t t)
{
	const struct list_state *all = &region_state->account_state->lists[t];
	struct list_state *list = &region_state->lists[t];
	const struct type *type = p->w->wanted[t];
	if (type->regional)
		return open_unresolved(p, region_state, t);
	if (all->items.n == list->items.n)
		return ASSAY_OK;
	return put(p, list, REASON_NOT_IN_SOURCE,
		str_printf(p->w->run, "a plan does not say in which Regions %.*s are listed",
			STR_ARGS(type->nouns)),
		STR_NONE);
}

static int finish_group(struct plan *p, const struct group *g, size_t t)
{
	struct account_state *h = g->account_state;
	struct list_state *all = &h->lists[t];
	int status = (reasons_add(p->w->run, &all->open, p->open[t]), ASSAY_OK);
	if (status == ASSAY_OK && !p->w->wanted[t]->regional)
		status = open_account(p, g, t, all);
	all->closed = !all->open;
	all->at = p->root;
	for (size_t i = 0; status == ASSAY_OK && i < h->region_state_list.n; i++) {
		struct region_state *region_state = h->region_state_list.items[i];
		struct list_state *list = &region_state->lists[t];
		status = (reasons_add(p->w->run, &list->open, all->open), ASSAY_OK);
		if (status == ASSAY_OK)
			status = open_region(p, region_state, t);
		list->closed = !list->open;
	}
	return status;
}

int plan_finish_lists(struct plan *p, struct assay_error *err)
{
	int status = add_changes(p);
	for (size_t i = 0; status == ASSAY_OK && i < p->groups.n; i++) {
		const struct group *g = p->groups.items[i];
		for (size_t t = 0; status == ASSAY_OK && !g->is_merged && t < p->w->n_wanted; t++)
			status = finish_group(p, g, t);
	}
	return status == ASSAY_OK ? ASSAY_OK : error_nomem(err);
}
