/*
 * carriers - planned resources that may contain exported resources.
 *
 * Exports show what a carrier contains now. A change of a carrier may create, change or delete
 * such resources, except those that the plan manages itself.
 */
#include "inventory/merge/merge.h"

/* True if the change leaves what the carrier contains as it is. */
static bool changes_nothing(const struct change *c)
{
	return c->action == ACTION_NO_OP || c->action == ACTION_READ ||
	       c->action == ACTION_FORGET || c->action == ACTION_NONE;
}

static void open_list(struct plan *p, const struct change *c)
{
	struct arena *a = p->w->run;
	struct list_state *all = &c->group->account_state->lists[c->t];
	const struct reason *why = carrier_reason(p, c);
	if (!carrier_has_region(p, c)) {
		reasons_add(a, &all->planned, why);
		return;
	}
	reasons_add(a, &c->region_state->lists[c->t].perhaps, why);
	reasons_add(a, &all->perhaps, why);
}

/* True if the carrier may contain the resource. */
static bool may_contain(const struct change *c, const struct entity *e)
{
	bool managed = e->changed_by != NULL;
	bool elsewhere = e->home && c->region_state && !c->region_state->unresolved.ptr &&
			 e->home != c->region_state && !c->carrier->anywhere;
	return e->owner == c->group->account_state && !managed && !elsewhere;
}

static void set_unknown(struct plan *p, const struct change *c)
{
	struct arena *a = p->w->run;
	const struct type_state *type_state = p->w->type_states.items[c->t];
	struct str address = text_cut(a, c->address, SUBJECT_MAX);
	for (size_t i = 0; i < type_state->entities.n; i++) {
		struct entity *e = type_state->entities.items[i];
		if (may_contain(c, e) && !e->unknown_whole)
			entity_set_unknown(p->w, e,
				reason_make(a, WHY_MAY_BE_CONTAINED, c->at,
					REASON_ARGS(address, p->source->input.uri, e->subject)),
				true);
	}
}

void merge_carriers(struct plan *p)
{
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		if (!c->carrier || !c->group->is_merged || changes_nothing(c) || c->stays)
			continue;
		if (!c->gone)
			open_list(p, c);
		if (c->action != ACTION_CREATE)
			set_unknown(p, c);
	}
}
