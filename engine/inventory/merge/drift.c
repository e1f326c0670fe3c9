/*
 * drift - notes where exports differ from what a plan starts from.
 *
 * A plan knows only its own state. Values that it does not change stay as exported.
 */
#include "inventory/merge/merge.h"
#include "inventory/model/node.h"
#include "inventory/terraform/source.h"

/* True if the value means the same as its absence: services print their defaults. */
static bool is_default(const struct node *n)
{
	const struct field *f = n ? n->field : NULL;
	if (!n)
		return true;
	bool all = n->kind != NODE_UNKNOWN;
	if (n->kind == NODE_BOOL)
		return f->has_default && n->truth == f->default_bool;
	if (n->kind == NODE_INT)
		return f->has_default && n->integer == f->default_int;
	if (n->kind == NODE_STRING)
		return f->has_default && str_eq(n->text, f->default_string);
	for (size_t i = 0; all && i < n->n; i++)
		all = is_default(n->kind == NODE_LIST ? n->items[i] : n->members[i].node);
	return all;
}

void drift_note_field(struct inventory *w, struct entity *e, const struct edit *edit,
	const struct field *f, struct arena *scratch)
{
	struct str name = planned_name(f);
	const struct node *live = node_get(e->live, f->name);
	const struct node *before = edit->before ? node_get(edit->before, f->name) : NULL;
	if (!edit->before || !name.ptr || f == e->resource.type->key || node_has_unknown(live) ||
		node_has_unknown(before) || (is_default(live) && is_default(before)) ||
		node_same(scratch, live, before))
		return;
	e->resource.has_drift = true;
	if (++w->n_drifts > DRIFTS_MAX)
		return;
	struct place place = cursor_place(before ? before->at : edit->before->at);
	struct str address = text_cut(w->run, edit->address, 300);
	remark_add(w, REMARK_WARNING, NULL, live ? live->at : e->live->at,
		str_printf(w->run,
			"Drift: %.*s of %.*s differs from %.*s of %.*s (%.*s:%zu:%zu). The plan "
			"does not change it, so controls judge the exported value.",
			STR_ARGS(f->name), STR_ARGS(e->subject), STR_ARGS(name), STR_ARGS(address),
			STR_ARGS(edit->plan), place.line, place.column));
}

void drift_note_missing(struct plan *p, const struct change *c, const struct entity *e)
{
	const struct list_state *in_region = e->home ? &e->home->lists[c->t] : NULL;
	bool all_listed =
		c->group->account_state->lists[c->t].complete || (in_region && in_region->complete);
	if (!all_listed || ++p->w->n_drifts > DRIFTS_MAX)
		return;
	remark_add(p->w, REMARK_WARNING, p->source, c->at,
		str_printf(p->w->run,
			"Drift: the plan expects %.*s, but the exports list all %.*s without it. "
			"Values that the plan does not change are unknown.",
			STR_ARGS(c->address), STR_ARGS(p->w->wanted[c->t]->nouns)));
}

void merge_note_drifts(struct inventory *w)
{
	if (w->n_drifts > DRIFTS_MAX)
		remark_add(w, REMARK_WARNING, NULL, NOWHERE,
			str_printf(w->run, "Drift: %zu more exported values differ from the plans.",
				w->n_drifts - DRIFTS_MAX));
}
