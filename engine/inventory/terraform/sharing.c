/*
 * sharing - planned resources that other accounts will list: an organization's.
 *
 * A plan that creates such a resource, or starts to share one, leaves the lists of all other
 * accounts incomplete. Knows the declared flag of a type; must not know what it means.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/source.h"

enum flag { FLAG_NO, FLAG_YES, FLAG_UNKNOWN };

/* A bool attribute. marks: unknown values after the change; doc NULL: none. */
static enum flag read_flag(const struct change *c, struct cursor values, struct cursor marks,
	const struct field *field)
{
	struct str name = field_name_of(field, &terraform_notation, c->tf_type);
	struct lookup value[] = {{name.ptr, NOWHERE}}, mark[] = {{name.ptr, NOWHERE}};
	struct assay_error ignored;
	if (!name.ptr || !values.doc || cursor_kind(values) != DOC_OBJECT)
		return FLAG_UNKNOWN;
	if (cursor_find(values, value, 1, &ignored) != ASSAY_OK ||
		(marks.doc && cursor_find(marks, mark, 1, &ignored) != ASSAY_OK))
		return FLAG_UNKNOWN;
	if (mark[0].value.doc && !str_is(cursor_text(mark[0].value), "false"))
		return FLAG_UNKNOWN;
	if (marks.doc && str_is(cursor_text(marks), "true"))
		return FLAG_UNKNOWN;
	/* cut out of the plan */
	if (!value[0].value.doc)
		return FLAG_UNKNOWN;
	if (cursor_kind(value[0].value) == DOC_NULL)
		return field->has_default && field->default_bool ? FLAG_YES : FLAG_NO;
	if (cursor_kind(value[0].value) != DOC_BOOL)
		return FLAG_UNKNOWN;
	return str_is(cursor_text(value[0].value), "true") ? FLAG_YES : FLAG_NO;
}

static bool is_unchanged(const struct change *c)
{
	return c->gone || c->action == ACTION_NO_OP || c->action == ACTION_READ ||
	       c->action == ACTION_FORGET || c->action == ACTION_NONE || c->action == ACTION_DELETE;
}

/* True if other accounts may list a resource after the change that they do not list now. */
static bool shares_more(const struct plan *p, const struct change *c)
{
	const struct field *flag = p->w->wanted[c->t]->in_accounts;
	bool creates = c->action == ACTION_CREATE || c->action == ACTION_REPLACE;
	if (is_unchanged(c) || c->deposed || c->part)
		return false;
	if (c->carrier)
		return c->carrier->anywhere;
	if (!flag || read_flag(c, c->values, c->unknown, flag) == FLAG_NO)
		return false;
	return creates || read_flag(c, c->before, NOWHERE, flag) != FLAG_YES;
}

static const struct reason *explain(const struct plan *p, const struct change *c)
{
	struct arena *a = p->w->run;
	if (c->carrier)
		return carrier_reason(p, c);
	return reason_make(a, WHY_WILL_BE_SHARED, c->at,
		REASON_ARGS(text_cut(a, c->address, SUBJECT_MAX), p->key,
			field_name_of(
				p->w->wanted[c->t]->in_accounts, &terraform_notation, c->tf_type)));
}

void plan_note_shared(struct plan *p)
{
	struct arena *a = p->w->run;
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		if (!shares_more(p, c))
			continue;
		struct shared *s = arena_alloc(a, sizeof *s);
		*s = (struct shared){c->t, c->group->account_state, explain(p, c)};
		list_add(a, &p->w->shared, s);
	}
}

static void open_account(struct inventory *w, const struct shared *s, struct account_state *h)
{
	const struct account *owner = &s->owner->account;
	struct list_state *all = &h->lists[s->t];
	bool same = h == s->owner || (owner->id.len && str_eq(h->account.id, owner->id));
	if (same || all->n_shared++ >= SHARED_MAX)
		return;
	reasons_add(w->run, h->live ? &all->planned : &all->why_incomplete, s->why);
}

void plans_share(struct inventory *w)
{
	for (size_t i = 0; i < w->shared.n; i++)
		for (size_t j = 0; j < w->account_states.n; j++)
			open_account(w, w->shared.items[i], w->account_states.items[j]);
}
