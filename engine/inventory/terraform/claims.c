/*
 * claims - one resource in several plans of an account.
 *
 * Two plans that manage a resource of one name and Region contradict each other: which of them is
 * applied last is unknown. Such a resource is in no list, and its list may be incomplete. Knows
 * names and Regions; must not know other fields of a resource.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/source.h"

/* One plan's change of a resource with a name. */
struct claim {
	struct str who, plan;
	struct str region; /* ptr NULL: unknown */
	const struct resource *resource;
	const struct claim *next; /* of the same type and name */
};

/* STR_NONE: unknown. */
static struct str read_name(struct plan *p, const struct change *c, struct cursor values)
{
	struct str label = field_name_of(
			   p->w->wanted[c->t]->label, &terraform_notation, c->tf_type),
		   name;
	struct lookup key[] = {{label.ptr, NOWHERE}};
	struct assay_error ignored;
	if (!label.ptr || !values.doc || cursor_find(values, key, 1, &ignored) != ASSAY_OK ||
		plan_read_text(p, key[0].value, &name, &ignored) != ASSAY_OK)
		return STR_NONE;
	return name;
}

static struct str region_of(const struct change *c)
{
	if (c->region.len)
		return c->region;
	return c->arn.region.len ? c->arn.region : STR_NONE;
}

static void drop(struct plan *p, struct account_state *h, const struct resource *resource)
{
	struct str key = {(const char *)&resource, sizeof resource};
	if (resource && !map_get(&h->dropped, key))
		map_set(p->w->run, &h->dropped, str_copy(p->w->run, key), p);
}

static bool may_be_same(const struct claim *a, const struct claim *b)
{
	return a->plan.ptr != b->plan.ptr &&
	       (!a->region.len || !b->region.len || str_eq(a->region, b->region));
}

static void contradict(struct plan *p, const struct change *c, struct str name,
	const struct claim *mine, const struct claim *other)
{
	struct list_state *list = &c->group->account_state->lists[c->t];
	if (list->n_contradictions++ < CONTRADICTIONS_MAX)
		reasons_make(p->w->run, &list->why_incomplete, WHY_IN_TWO_PLANS, c->at,
			REASON_ARGS(other->who, mine->who, text_cut(p->w->run, name, 100)));
}

/* A change that does not show which resource it affects may affect each of another plan. */
static void contradict_all(struct plan *p, const struct change *c)
{
	struct account_state *h = c->group->account_state;
	if (c->action == ACTION_CREATE || c->action == ACTION_NO_OP || c->action == ACTION_READ)
		return;
	reasons_make(p->w->run, &h->affected[c->t], WHY_CHANGES_SOME, c->at,
		REASON_ARGS(text_cut(p->w->run, c->address, SUBJECT_MAX), p->key,
			p->w->wanted[c->t]->nouns));
}

static void claim(struct plan *p, const struct change *c, struct str name)
{
	struct arena *a = p->w->run;
	struct account_state *h = c->group->account_state;
	struct str key = str_printf(a, "%zu/%.*s", c->t, STR_ARGS(name));
	struct claim *mine = arena_alloc(a, sizeof *mine);
	*mine = (struct claim){.plan = p->key, .region = region_of(c), .resource = c->resource};
	mine->who = str_printf(a, "%.*s in %.*s", STR_ARGS(text_cut(a, c->address, SUBJECT_MAX)),
		STR_ARGS(p->key));
	mine->next = map_get(&h->claims, key);
	const struct claim *last = NULL; /* of the plan before: one reason for each claim */
	for (const struct claim *other = mine->next; other; other = other->next) {
		if (!may_be_same(mine, other))
			continue;
		last = last ? last : other;
		drop(p, h, other->resource);
	}
	if (last) {
		drop(p, h, mine->resource);
		contradict(p, c, name, mine, last);
	}
	map_set(a, &h->claims, key, mine);
}

void plan_compare_shared(struct plan *p)
{
	if (p->w->plans.n < 2)
		return;
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		if (!c->group->account_state->shared || c->carrier || c->part)
			continue;
		struct str before = read_name(p, c, c->before), after = read_name(p, c, c->values);
		if (p->w->wanted[c->t]->singleton)
			before = after = p->w->wanted[c->t]->noun;
		if (!before.len && !after.len)
			contradict_all(p, c);
		if (before.len)
			claim(p, c, before);
		if (after.len && !str_eq(before, after))
			claim(p, c, after);
	}
}
