/*
 * deferred - what a plan leaves open: deferred changes and incomplete lists, for exports.
 *
 * A resource that a deferred change names will not stay as it is. A deferred change that names
 * nothing may affect any resource of its type.
 */
#include "inventory/merge/merge.h"

static void set_unknown(struct plan *p, const struct deferred *d, struct entity *e)
{
	struct arena *a = p->w->run;
	entity_set_unknown(p->w, e,
		reason_make(a, WHY_MAY_BE_DEFERRED, d->at,
			REASON_ARGS(
				text_cut(a, d->address, 300), p->source->input.uri, e->subject)),
		!d->creates);
}

static void set_each_unknown(struct plan *p, const struct deferred *d,
	const struct account_state *h, const struct list *entities)
{
	for (size_t i = 0; entities && i < entities->n; i++) {
		struct entity *e = entities->items[i];
		if (e->owner == h)
			set_unknown(p, d, e);
	}
}

/* By a key that is unique everywhere, else by name in any Region, else all of the type. */
static void find_affected(struct plan *p, const struct deferred *d, const struct account_state *h)
{
	const struct type_state *type_state = p->w->type_states.items[d->t];
	bool unique = type_state->type->scope == SCOPE_GLOBAL;
	struct entity *exact = unique && d->arn.len ? map_get(&type_state->by_key, d->arn) : NULL;
	if (!(unique && d->arn.len) && !d->name.len)
		set_each_unknown(p, d, h, &type_state->entities);
	else if (!exact && d->name.len)
		set_each_unknown(p, d, h, map_get(&type_state->by_name, d->name));
	else if (exact && exact->owner == h)
		set_unknown(p, d, exact);
}

void merge_deferred_changes(struct plan *p)
{
	bool *all = arena_array(p->scratch, p->w->n_wanted, sizeof *all);
	for (size_t i = 0; i < p->deferred_list.n; i++) {
		const struct deferred *d = p->deferred_list.items[i];
		bool named = d->arn.len || d->name.len;
		if (all[d->t] || (!named && d->creates))
			continue;
		all[d->t] = !named;
		for (size_t j = 0; j < p->groups.n; j++) {
			const struct group *g = p->groups.items[j];
			if (g->is_merged)
				find_affected(p, d, g->account_state);
		}
	}
}

void merge_open_lists(struct plan *p)
{
	bool any = false;
	for (size_t i = 0; i < p->groups.n; i++) {
		const struct group *g = p->groups.items[i];
		any = any || g->is_merged;
		for (size_t t = 0; g->is_merged && t < p->w->n_wanted; t++)
			reasons_add(p->w->run, &g->account_state->lists[t].planned,
				p->why_incomplete[t]);
	}
	if (any && p->incomplete)
		remark_add(p->w, REMARK_NOTE, p->source, p->incomplete_at,
			STR("This plan is not complete (made with -target, or with changes "
			    "deferred). Controls judge the resources that it omits as exported."));
}
