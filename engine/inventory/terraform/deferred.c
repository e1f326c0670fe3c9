/*
 * plan_deferred - what a plan puts off: changes that will be made, and not by this plan.
 *
 * A list that such a change may add to is open. What it names is in doubt, since the plan itself
 * says that it will not stay as it is; what names nothing may be about anything of its type. Knows
 * the entries of deferred_changes; must not know what a resource's values mean.
 */
#include "inventory/merge/merge.h"
#include "inventory/terraform/plan.h"

/* something that the plan will change, some other time */
struct deferred {
	size_t t;
	struct str address, arn, name; /* empty: not told */
	bool makes;                    /* nothing that is there */
	struct cursor at;
};

static int open_list(struct plan *p, size_t t, struct cursor at)
{
	/* one reason, however many are deferred */
	bool told = t < p->w->n_wanted ? p->open[t] != NULL : p->n_deferred++ > 0;
	if (told)
		return ASSAY_OK;
	return plan_open(p, t, REASON_PLAN_INCOMPLETE, STR("the plan defers changes"),
		STR("a plan that defers none, after this one is applied"), at);
}

static int read_text(struct plan *p, struct cursor c, struct str *out, struct assay_error *err)
{
	if (!c.doc || cursor_kind(c) != DOC_STRING)
		return ASSAY_OK;
	return cursor_string(c, p->w->run, out, err);
}

static int read_names(
	struct plan *p, struct deferred *d, struct cursor object, struct assay_error *err)
{
	const struct type *type = p->w->wanted[d->t];
	struct lookup keys[2];
	size_t n = 0;
	if (!object.doc || cursor_kind(object) != DOC_OBJECT || !type->key->tf.ptr)
		return ASSAY_OK;
	keys[n++] = (struct lookup){type->key->tf.ptr, NOWHERE};
	if (type->label->tf.ptr && !str_eq(type->label->tf, type->key->tf))
		keys[n++] = (struct lookup){type->label->tf.ptr, NOWHERE};
	int status = cursor_find(object, keys, n, err);
	if (status == ASSAY_OK && !d->arn.len)
		status = read_text(p, keys[0].value, &d->arn, err);
	if (status == ASSAY_OK && !d->name.len && n > 1)
		status = read_text(p, keys[1].value, &d->name, err);
	return status;
}

/* only what is plainly made says nothing of what is there */
static bool is_create(struct cursor actions)
{
	struct walk walk;
	if (!actions.doc || cursor_kind(actions) != DOC_ARRAY)
		return false;
	walk_begin(&walk, actions);
	return walk_next(&walk) && cursor_is(walk.value, "create") && !walk_next(&walk);
}

static int keep(struct plan *p, size_t t, struct cursor at, const struct lookup *said,
	struct assay_error *err)
{
	struct lookup keys[] = {{"actions", NOWHERE}, {"before", NOWHERE}, {"after", NOWHERE}};
	struct deferred *d = arena_alloc(p->scratch, sizeof *d);
	if (!d || list_add(p->scratch, &p->put_off, d) != ASSAY_OK)
		return error_nomem(err);
	d->t = t;
	d->at = at;
	int status = read_text(p, said[0].value, &d->address, err);
	if (status == ASSAY_OK && said[1].value.doc && cursor_kind(said[1].value) == DOC_OBJECT)
		status = cursor_find(said[1].value, keys, LENGTH_OF(keys), err);
	if (status == ASSAY_OK)
		status = read_names(p, d, keys[1].value, err);
	if (status == ASSAY_OK)
		status = read_names(p, d, keys[2].value, err);
	d->makes = is_create(keys[0].value);
	if (status == ASSAY_OK && d->address.len &&
		map_set(p->scratch, &p->put_off_by_address, d->address, d) != ASSAY_OK)
		status = error_nomem(err);
	return status;
}

int plan_read_deferred(struct plan *p, const struct walk *walk, struct assay_error *err)
{
	struct lookup outer[] = {{"resource_change", NOWHERE}};
	struct lookup keys[] = {
		{"address", NOWHERE}, {"change", NOWHERE}, {"type", NOWHERE}, {"mode", NOWHERE}};
	int status = cursor_find(walk->value, outer, LENGTH_OF(outer), err);
	if (status == ASSAY_OK)
		status = cursor_find(outer[0].value, keys, LENGTH_OF(keys), err);
	if (status != ASSAY_OK)
		return status;
	size_t t = p->w->n_wanted;
	if (keys[2].value.doc && cursor_kind(keys[2].value) == DOC_STRING) {
		int wanted = plan_wanted_type(p, keys[2].value);
		if (wanted < 0 || cursor_is(keys[3].value, "data"))
			return ASSAY_OK;
		t = (size_t)wanted;
		status = keep(p, t, walk->value, keys, err);
	}
	if (status == ASSAY_OK && open_list(p, t, walk->value) != ASSAY_OK)
		status = error_nomem(err);
	return status;
}

bool plan_defers(const struct plan *p, struct str address)
{
	return map_get(&p->put_off_by_address, address) != NULL;
}

static int doubt(struct plan *p, const struct deferred *d, struct entity *e)
{
	struct arena *a = p->w->run;
	return merge_unknown(p->w, e,
		reason_new(a, REASON_PLAN_INCOMPLETE,
			str_printf(a, "%.*s may be changed or deleted by %.*s, which %.*s defers",
				STR_ARGS(e->subject), STR_ARGS(text_cut(a, d->address, 300)),
				STR_ARGS(p->source->input.uri)),
			STR("a plan that defers none, after this one is applied"), d->at),
		!d->makes);
}

/* which Region it lies in does not matter: a name is enough to be in doubt */
static int doubt_names(struct plan *p, const struct deferred *d, const struct account_state *h)
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

int plan_doubt_deferred(struct plan *p)
{
	int status = ASSAY_OK;
	bool *all = arena_array(p->scratch, p->w->n_wanted, sizeof *all);
	if (!all)
		return ASSAY_ENOMEM;
	for (size_t i = 0; status == ASSAY_OK && i < p->put_off.n; i++) {
		const struct deferred *d = p->put_off.items[i];
		bool named = d->arn.len || d->name.len;
		if (all[d->t] || (!named && d->makes))
			continue;
		all[d->t] = !named;
		for (size_t j = 0; status == ASSAY_OK && j < p->groups.n; j++) {
			const struct group *g = p->groups.items[j];
			if (!g->is_merged || g->merged)
				continue;
			status = named ? doubt_names(p, d, g->account_state)
				       : doubt_all(p, d, g->account_state);
		}
	}
	return status;
}
