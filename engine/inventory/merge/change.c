/*
 * change - one planned change applied to the exported resources of its account.
 *
 * Finds the resources that the change is about, by ARN or by name and Region. A change that does
 * not identify its resource may affect every exported resource of the type: all become unknown.
 */
#include "inventory/merge/merge.h"

static int read_text(struct plan *p, struct cursor object, struct str name, struct str *out,
	struct assay_error *err)
{
	struct lookup key[] = {{name.ptr, NOWHERE}};
	*out = STR_NONE;
	if (!name.ptr || !object.doc)
		return ASSAY_OK;
	int status = cursor_find(object, key, 1, err);
	return status == ASSAY_OK ? plan_read_text(p, key[0].value, out, err) : status;
}

/* what an object of the plan says of who it is */
static int identify(struct plan *p, const struct change *c, struct cursor object,
	struct identity *id, struct assay_error *err)
{
	const struct type *type = p->w->wanted[c->t];
	struct arn arn;
	int status = read_text(p, object, type->key->tf, &id->arn, err);
	if (status == ASSAY_OK)
		status = read_text(p, object, type->label->tf, &id->name, err);
	bool known = arn_parse(&arn, id->arn) && id->arn.len <= KEY_MAX;
	if (!known)
		id->arn = STR_NONE;
	id->region = known && is_region_name(arn.region) ? arn.region : c->region;
	return status;
}

/* the change takes away or alters something live, and does not say what */
static int doubt_all(struct plan *p, const struct change *c)
{
	struct inventory *w = p->w;
	const struct type_state *type_state = w->type_states.items[c->t];
	const struct reason *why = reason_new(w->run, REASON_CONFLICT,
		str_printf(w->run, "%.*s may be what %.*s in %.*s changes or deletes",
			STR_ARGS(type_state->type->nouns), STR_ARGS(c->address),
			STR_ARGS(p->source->input.uri)),
		RESOLVE_ONE_WAY, c->at);
	if (c->group->all_unknown[c->t])
		return ASSAY_OK;
	c->group->all_unknown[c->t] = true;
	for (size_t i = 0; i < type_state->entities.n; i++) {
		struct entity *e = type_state->entities.items[i];
		/* what a plan alone makes was not there to be changed */
		bool made = e->changed_by && !e->live;
		if (!made && e->owner == c->group->account_state &&
			entity_set_unknown(w, e, why, c->action != ACTION_UPDATE) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

/* the plan takes something to be there that whole lists don't show */
static int tell_unseen(struct plan *p, const struct change *c, const struct entity *e)
{
	const struct list_state *region = e->home ? &e->home->lists[c->t] : NULL;
	if (!c->group->account_state->lists[c->t].closed && !(region && region->closed))
		return ASSAY_OK;
	if (++p->w->n_drifts > DRIFTS_MAX)
		return ASSAY_OK;
	return (remark_add(p->w, REMARK_WARNING, p->source, c->at,
			str_printf(p->w->run,
				"Drift: the plan takes %.*s to be there, and the exports list all "
				"%.*s "
				"without it: what the plan leaves as it is is not known.",
				STR_ARGS(c->address), STR_ARGS(p->w->wanted[c->t]->nouns))),
		ASSAY_OK);
}

static int merge_over(struct plan *p, struct change *c, struct entity *e, struct edit *l,
	struct arena *scratch, struct assay_error *err)
{
	/* of what stays as it is, nothing is kept */
	struct arena *keep = l->mode == EDIT_NOTHING ? scratch : p->w->run;
	int status = change_nodes_after(p, c, &e->resource, keep, scratch, &l->after, err);
	if (status == ASSAY_OK && l->mode != EDIT_ALL)
		status = change_nodes_before(p, c, &e->resource, scratch, &l->before, err);
	if (status != ASSAY_OK)
		return status;
	return entity_edit(p->w, e, l, scratch) == ASSAY_OK ? ASSAY_OK : error_nomem(err);
}

static int merge_each(struct plan *p, struct change *c, const struct list *found, struct edit *l,
	struct arena *scratch, struct assay_error *err)
{
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < found->n; i++)
		status = merge_over(p, c, found->items[i], l, scratch, err);
	return status;
}

/* is there a live one of its name, in whatever Region? */
static bool has_namesake(struct plan *p, const struct change *c, const struct identity *id)
{
	const struct type_state *type_state = p->w->type_states.items[c->t];
	const struct list *same = id->name.len ? map_get(&type_state->by_name, id->name) : NULL;
	for (size_t i = 0; same && i < same->n; i++)
		if (((const struct entity *)same->items[i])->owner == c->group->account_state)
			return true;
	return false;
}

/* what is made where nobody knows may be this one */
static int doubt_beside(struct inventory *w, struct entity *e, struct str who, struct cursor at)
{
	return entity_set_unknown(w, e,
		reason_new(w->run, REASON_UNRESOLVED,
			str_printf(w->run, "%.*s may be what %.*s makes: its Region is not known",
				STR_ARGS(e->subject), STR_ARGS(who)),
			RESOLVE_REGION, at),
		false);
}

static int open_beside(struct plan *p, const struct change *c, struct str who, struct cursor at)
{
	struct arena *a = p->w->run;
	return (reasons_put(a, &c->group->account_state->lists[c->t].planned, REASON_UNRESOLVED,
			str_printf(a,
				"%.*s may be one that is there already or one more: its Region is "
				"not "
				"known",
				STR_ARGS(who)),
			RESOLVE_REGION, at),
		ASSAY_OK);
}

static bool is_placed(const struct entity *e)
{
	return e->home && !e->home->unresolved.ptr;
}

/* its Region is not known: it is one of its name that is there, or one beside it */
static int merge_beside(
	struct plan *p, const struct change *c, const struct edit *l, const struct identity *id)
{
	const struct type_state *type_state = p->w->type_states.items[c->t];
	const struct list *same = map_get(&type_state->by_name, id->name);
	const struct identity named = {.name = id->name};
	struct entity *e;
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < same->n; i++) {
		e = same->items[i];
		if (e->owner == c->group->account_state && (is_placed(e) || !e->gone))
			status = doubt_beside(p->w, e, l->who, c->at);
	}
	if (status == ASSAY_OK)
		status = open_beside(p, c, l->who, c->at);
	/* what another plan puts beside it later finds it */
	if (status == ASSAY_OK)
		status = entity_add(
			p->w, &e, c->t, c->group->account_state, c->region_state, &named, l);
	if (status != ASSAY_OK)
		return status;
	e->gone = true;
	e->touched_by = l->who;
	return ASSAY_OK;
}

/* one of this name was made before, where nobody knows: as if it came after this one */
static int find_beside(struct plan *p, const struct change *c, struct entity *e)
{
	const struct type_state *type_state = p->w->type_states.items[c->t];
	const struct list *same = map_get(&type_state->by_name, e->name);
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && same && i < same->n; i++) {
		struct entity *other = same->items[i];
		if (other == e || other->owner != e->owner || is_placed(other) ||
			other->unknown_whole)
			continue;
		other->gone = true;
		status = doubt_beside(p->w, e, other->touched_by, other->key_at);
		if (status == ASSAY_OK)
			status = open_beside(p, c, other->touched_by, other->key_at);
	}
	return status;
}

/* something new: what bears its name already is it */
static int merge_new(struct plan *p, struct change *c, struct edit *l, const struct list *will_be,
	const struct identity *id, struct arena *scratch, struct assay_error *err)
{
	struct entity *e;
	struct identity named = {.name = id->name};
	if (will_be->n)
		return merge_each(p, c, will_be, l, scratch, err);
	if (!id->region.len && has_namesake(p, c, id))
		return merge_beside(p, c, l, id) == ASSAY_OK ? ASSAY_OK : error_nomem(err);
	if (entity_add(p->w, &e, c->t, c->group->account_state, c->region_state, &named, l) !=
		ASSAY_OK)
		return error_nomem(err);
	int status = merge_over(p, c, e, l, scratch, err);
	if (status == ASSAY_OK)
		resource_set_label(&e->resource);
	if (status == ASSAY_OK && id->region.len && find_beside(p, c, e) != ASSAY_OK)
		status = error_nomem(err);
	return status;
}

/* something that is there, or was */
static int merge_old(struct plan *p, struct change *c, struct edit *l, const struct list *was,
	const struct identity *id, struct arena *scratch, struct assay_error *err)
{
	struct entity *e;
	if (was->n)
		return merge_each(p, c, was, l, scratch, err);
	if (l->mode != EDIT_NOTHING && !identity_is_known(id) && doubt_all(p, c) != ASSAY_OK)
		return error_nomem(err);
	if (entity_add(p->w, &e, c->t, c->group->account_state, c->region_state, id, l) !=
			ASSAY_OK ||
		(identity_is_known(id) && tell_unseen(p, c, e) != ASSAY_OK))
		return error_nomem(err);
	int status = merge_over(p, c, e, l, scratch, err);
	if (status == ASSAY_OK && identity_is_known(id) && find_beside(p, c, e) != ASSAY_OK)
		status = error_nomem(err);
	return status;
}

static bool holds(const struct list *list, const void *item)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i] == item)
			return true;
	return false;
}

static int remove_all(struct plan *p, struct change *c, const struct edit *l,
	const struct list *was, const struct list *will_be, const struct identity *id)
{
	int status = identity_is_known(id) ? ASSAY_OK : doubt_all(p, c);
	for (size_t i = 0; status == ASSAY_OK && i < was->n; i++)
		if (!holds(will_be, was->items[i]))
			status = entity_delete(p->w, was->items[i], l);
	return status;
}

static bool same_identity(const struct identity *a, const struct identity *b)
{
	return str_eq(a->name, b->name) && str_eq(a->region, b->region);
}

/* what it deletes no export shows: another plan that makes or changes it contradicts this one,
 * whichever is read first */
static int add_deleted(struct plan *p, struct change *c, const struct edit *l,
	const struct identity *was, const struct identity *will_be)
{
	struct entity *e;
	if (!identity_is_known(was) || same_identity(was, will_be))
		return ASSAY_OK;
	int status = entity_add(p->w, &e, c->t, c->group->account_state, c->region_state, was, l);
	if (status != ASSAY_OK)
		return status;
	e->gone = true;
	e->touched_by = l->who;
	return find_beside(p, c, e);
}

static enum edit_mode mode_of(enum plan_action action)
{
	switch (action) {
	case ACTION_NO_OP:
	case ACTION_READ:
	case ACTION_FORGET:
	case ACTION_NONE:
	case ACTION_DELETE:
		return EDIT_NOTHING;
	case ACTION_UPDATE:
		return EDIT_CHANGED;
	case ACTION_CREATE:
	case ACTION_REPLACE:
	case ACTION_UNKNOWN:
		return EDIT_ALL;
	}
	return EDIT_ALL;
}

int merge_change(struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err)
{
	struct edit l = {.mode = mode_of(c->action), .action = c->action, .address = c->address};
	struct identity was = {0}, will_be = {0};
	struct list old = {0}, new = {0};
	struct account_state *h = c->group->account_state;
	bool creates = c->action == ACTION_CREATE || c->action == ACTION_REPLACE;
	bool removes = c->gone || (c->action == ACTION_REPLACE && !c->leaves);
	l.at = c->at;
	l.plan = p->source->input.uri;
	struct str shown = text_cut(p->w->run, c->address, 300);
	l.who = str_printf(p->w->run, "%.*s in %.*s", STR_ARGS(shown), STR_ARGS(l.plan));
	int status = identify(p, c, c->before, &was, err);
	if (status == ASSAY_OK && !identity_is_known(&was) && !creates && !removes)
		status = identify(p, c, c->values, &was, err);
	if (status == ASSAY_OK && creates)
		status = identify(p, c, c->values, &will_be, err);
	if (status != ASSAY_OK)
		return status;
	if (!l.who.ptr || entities_find(p->w, &old, c->t, h, &was) != ASSAY_OK ||
		(creates && entities_find(p->w, &new, c->t, h, &will_be) != ASSAY_OK) ||
		(removes && remove_all(p, c, &l, &old, &new, &was) != ASSAY_OK) ||
		(removes && !old.n && add_deleted(p, c, &l, &was, &will_be) != ASSAY_OK))
		return error_nomem(err);
	if (old.n > NAMESAKES_MAX || new.n > NAMESAKES_MAX)
		return cursor_error(err, ASSAY_ELIMIT, c->at,
			"more than %zu live resources bear the name of this one", NAMESAKES_MAX);
	if (c->gone)
		return ASSAY_OK;
	return creates ? merge_new(p, c, &l, &new, &will_be, scratch, err)
		       : merge_old(p, c, &l, &old, &was, scratch, err);
}
