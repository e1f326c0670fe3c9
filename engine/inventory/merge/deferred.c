/*
 * deferred - what a plan leaves open: deferred changes and incomplete lists, for exports.
 *
 * A resource that a deferred change names will not stay as it is. A deferred change that names
 * nothing may affect any resource of its type.
 */
#include "inventory/merge/merge.h"

static int doubt(struct plan *p, const struct deferred *d, struct entity *e)
{
	struct arena *a = p->w->run;
	return entity_set_unknown(p->w, e,
		reason_new(a, REASON_PLAN_INCOMPLETE,
			str_printf(a, "%.*s may be changed or deleted by %.*s, which %.*s defers",
				STR_ARGS(e->subject), STR_ARGS(text_cut(a, d->address, 300)),
				STR_ARGS(p->source->input.uri)),
			STR("a plan that defers none, after this one is applied"), d->at),
		!d->creates);
}

/* which Region it lies in does not matter: a name is enough to be in doubt */
static int doubt_named(struct plan *p, const struct deferred *d, const struct account_state *h)
{
	const struct type_state *type_state = p->w->type_states.items[d->t];
	struct entity *exact = d->arn.len ? map_get(&type_state->by_key, d->arn) : NULL;
	const struct list *same = d->name.len ? map_get(&type_state->by_name, d->name) : NULL;
	if (exact)
		return exact->owner == h ? doubt(p, d, exact) : ASSAY_OK;
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && same && i < same->n; i++) {
		struct entity *e = same->items[i];
		if (e->owner == h)
			status = doubt(p, d, e);
	}
	return status;
}

static int doubt_all(struct plan *p, const struct deferred *d, const struct account_state *h)
{
	const struct type_state *type_state = p->w->type_states.items[d->t];
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < type_state->entities.n; i++) {
		struct entity *e = type_state->entities.items[i];
		if (e->owner == h)
			status = doubt(p, d, e);
	}
	return status;
}

int merge_deferred_changes(struct plan *p, struct assay_error *err)
{
	int status = ASSAY_OK;
	bool *all = arena_array(p->scratch, p->w->n_wanted, sizeof *all);
	if (!all)
		return error_nomem(err);
	for (size_t i = 0; status == ASSAY_OK && i < p->deferred_list.n; i++) {
		const struct deferred *d = p->deferred_list.items[i];
		bool named = d->arn.len || d->name.len;
		if (all[d->t] || (!named && d->creates))
			continue;
		all[d->t] = !named;
		for (size_t j = 0; status == ASSAY_OK && j < p->groups.n; j++) {
			const struct group *g = p->groups.items[j];
			if (!g->is_merged)
				continue;
			status = named ? doubt_named(p, d, g->account_state)
				       : doubt_all(p, d, g->account_state);
		}
	}
	return status == ASSAY_OK ? ASSAY_OK : error_nomem(err);
}

int merge_open_lists(struct plan *p, struct assay_error *err)
{
	int status = ASSAY_OK;
	bool any = false;
	for (size_t i = 0; i < p->groups.n; i++) {
		const struct group *g = p->groups.items[i];
		any = any || g->is_merged;
		for (size_t t = 0; status == ASSAY_OK && g->is_merged && t < p->w->n_wanted; t++)
			status = (reasons_add(p->w->run, &g->account_state->lists[t].planned,
					  p->open[t]),
				ASSAY_OK);
	}
	if (status == ASSAY_OK && any && p->incomplete)
		status = (remark_add(p->w, REMARK_NOTE, p->source, p->incomplete_at,
				  STR("This plan is not complete (made with -target, or with "
				      "changes "
				      "deferred): what it leaves out is judged as the exports show "
				      "it, after "
				      "this plan and before the next.")),
			ASSAY_OK);
	return status == ASSAY_OK ? ASSAY_OK : error_nomem(err);
}
