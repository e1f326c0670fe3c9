/*
 * change - one planned change applied to the exported resources of its account.
 *
 * Finds the resources that the change is about, by ARN or by name and Region. A change that does
 * not identify its resource may affect every exported resource of the type: all become unknown.
 */
#include "inventory/merge/merge.h"
#include "inventory/terraform/source.h"

/* One change while it is merged. */
struct merge {
	struct plan *p;
	struct change *c;
	struct account_state *h;
	struct edit edit;
	struct arena *scratch;
};

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

/* The text of an attribute; around: the resource around a block; doc NULL: not a block. */
static int read_attribute(const struct merge *m, struct cursor values, struct cursor around,
	const struct field *f, struct str *out, struct assay_error *err)
{
	return read_text(m->p, around.doc && f->around ? around : values,
		field_name_of(f, &terraform_notation, m->c->tf_type), out, err);
}

/* The text of a field, which may be made of others; empty: unknown. */
static int read_field_text(const struct merge *m, struct cursor values, struct cursor around,
	const struct field *f, struct str *out, struct assay_error *err)
{
	struct str text = STR("");
	if (!f->n_made)
		return read_attribute(m, values, around, f, out, err);
	*out = STR_NONE;
	for (size_t i = 0; i < f->n_made; i++) {
		struct str part;
		int status = read_attribute(m, values, around, f->made[i].field, &part, err);
		if (status != ASSAY_OK || !part.len)
			return status;
		text = str_printf(m->p->w->run, "%.*s%.*s%.*s", STR_ARGS(text),
			STR_ARGS(f->made[i].before), STR_ARGS(part));
	}
	*out = text;
	return ASSAY_OK;
}

/* The identity that the values before or after a change show. */
static int identify(
	const struct merge *m, bool before, struct identity *id, struct assay_error *err)
{
	const struct type *type = m->p->w->wanted[m->c->t];
	const struct change *in = m->c->around;
	struct cursor values = before ? m->c->before : m->c->values;
	struct cursor around = !in ? NOWHERE : before ? in->before : in->values;
	struct arn arn;
	int status = read_field_text(m, values, around, type->key, &id->key, err);
	if (status == ASSAY_OK)
		status = read_field_text(m, values, around, type->label, &id->name, err);
	bool is_arn = arn_parse(&arn, id->key);
	if (id->key.len > KEY_MAX || (type->key_is_arn && !is_arn))
		id->key = STR_NONE;
	bool shows_region = id->key.len && is_arn && is_region_name(arn.region);
	id->region = shows_region ? arn.region : m->c->region;
	id->exact = STR_NONE;
	if (id->key.len || (type->singleton && values.doc))
		id->exact = entity_id(m->p->w, type, m->h, m->c->region_state, id->key);
	return status;
}

static struct entity *add_entity(const struct merge *m, const struct identity *id)
{
	struct entity *e = entity_add(m->p->w, m->c->t, m->h, m->c->region_state, id, &m->edit);
	if (m->c->home && !id->exact.len)
		e->resource.home = &m->c->home->region;
	return e;
}

static const struct list *find_namesakes(const struct merge *m, struct str name)
{
	static const struct list none = {0};
	const struct type_state *type_state = m->p->w->type_states.items[m->c->t];
	const struct list *same = name.len ? map_get(&type_state->by_name, name) : NULL;
	return same ? same : &none;
}

/* The change affects one of the exported resources and does not show which. */
static void set_all_unknown(const struct merge *m)
{
	struct inventory *w = m->p->w;
	const struct change *c = m->c;
	const struct type_state *type_state = w->type_states.items[c->t];
	if (c->group->all_unknown[c->t])
		return;
	c->group->all_unknown[c->t] = true;
	const struct reason *why = reason_make(w->run, WHY_CHANGES_SOME, c->at,
		REASON_ARGS(c->address, m->edit.plan, type_state->type->nouns));
	for (size_t i = 0; i < type_state->entities.n; i++) {
		struct entity *e = type_state->entities.items[i];
		bool created = e->changed_by && !e->live;
		if (!created && e->owner == m->h)
			entity_set_unknown(w, e, why, c->action != ACTION_UPDATE);
	}
}

static int edit_one(struct merge *m, struct entity *e, struct assay_error *err)
{
	/* Nodes that only show drift are not kept. */
	struct arena *keep = m->edit.mode == EDIT_NOTHING ? m->scratch : m->p->w->run;
	list_add(m->p->w->run, &m->c->merged, e);
	int status =
		change_nodes_after(m->p, m->c, &e->resource, keep, m->scratch, &m->edit.after, err);
	if (status == ASSAY_OK && m->edit.mode != EDIT_ALL)
		status = change_nodes_before(
			m->p, m->c, &e->resource, m->scratch, &m->edit.before, err);
	if (status == ASSAY_OK)
		entity_edit(m->p->w, e, &m->edit, m->scratch);
	return status;
}

static int edit_each(struct merge *m, const struct list *found, struct assay_error *err)
{
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < found->n; i++)
		status = edit_one(m, found->items[i], err);
	return status;
}

/* True if the account has a resource of the name in any Region. */
static bool has_namesake(const struct merge *m, struct str name)
{
	const struct list *same = find_namesakes(m, name);
	for (size_t i = 0; i < same->n; i++)
		if (((const struct entity *)same->items[i])->owner == m->h)
			return true;
	return false;
}

static bool has_region(const struct entity *e)
{
	return e->home && !e->home->unresolved.ptr;
}

/* A resource that a change creates in an unknown Region may be e. */
static void set_ambiguous(
	const struct merge *m, struct entity *e, struct str creator, struct cursor at)
{
	struct arena *a = m->p->w->run;
	entity_set_unknown(m->p->w, e,
		reason_make(a, WHY_MAY_BE_CREATED, at, REASON_ARGS(e->subject, creator)), false);
}

/* Or it may be another resource: then the list has one more. */
static void open_list(const struct merge *m, struct str creator, struct cursor at)
{
	struct arena *a = m->p->w->run;
	reasons_make(
		a, &m->h->lists[m->c->t].planned, WHY_MAY_BE_ONE_MORE, at, REASON_ARGS(creator));
}

/* Create a resource in an unknown Region, where others have its name. */
static void create_ambiguous(const struct merge *m, const struct identity *id)
{
	const struct list *same = find_namesakes(m, id->name);
	const struct identity named = {.name = id->name};
	for (size_t i = 0; i < same->n; i++) {
		struct entity *e = same->items[i];
		if (e->owner == m->h && (has_region(e) || !e->gone))
			set_ambiguous(m, e, m->edit.who, m->c->at);
	}
	open_list(m, m->edit.who, m->c->at);
	/* A later plan that creates a resource of the name finds this entity. */
	struct entity *e = add_entity(m, &named);
	e->gone = true;
	e->touched_by = m->edit.who;
}

/* Compare a new entity with resources of its name that plans created in unknown Regions. */
static void find_ambiguous(const struct merge *m, struct entity *e)
{
	static const struct list none = {0};
	const struct list *same = e->resource.type->singleton ? &none : find_namesakes(m, e->name);
	for (size_t i = 0; i < same->n; i++) {
		struct entity *other = same->items[i];
		if (other == e || other->owner != e->owner || has_region(other) ||
			other->unknown_whole)
			continue;
		other->gone = true;
		set_ambiguous(m, e, other->touched_by, other->key_at);
		open_list(m, other->touched_by, other->key_at);
	}
}

/* Create or replace: a resource of the same identity is overwritten. */
static int create(struct merge *m, const struct list *found, const struct identity *id,
	struct assay_error *err)
{
	struct identity named = {.name = id->name};
	if (found->n)
		return edit_each(m, found, err);
	if (!id->region.len && has_namesake(m, id->name)) {
		create_ambiguous(m, id);
		return ASSAY_OK;
	}
	struct entity *e = add_entity(m, &named);
	int status = edit_one(m, e, err);
	if (status != ASSAY_OK)
		return status;
	resource_set_label(&e->resource, m->edit.key);
	if (id->region.len)
		find_ambiguous(m, e);
	return ASSAY_OK;
}

/* Any other action on a resource that exists. */
static int update(struct merge *m, const struct list *found, const struct identity *id,
	struct assay_error *err)
{
	bool known = identity_is_known(id);
	if (found->n)
		return edit_each(m, found, err);
	if (m->edit.mode != EDIT_NOTHING && !known)
		set_all_unknown(m);
	struct entity *e = add_entity(m, id);
	if (known)
		drift_note_missing(m->p, m->c, e);
	int status = edit_one(m, e, err);
	if (status == ASSAY_OK && known)
		find_ambiguous(m, e);
	return status;
}

static bool contains(const struct list *list, const void *item)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i] == item)
			return true;
	return false;
}

static bool same_identity(const struct identity *a, const struct identity *b)
{
	return str_eq(a->name, b->name) && str_eq(a->region, b->region);
}

/* Delete the resources found before the change, except those that it creates again. */
static void delete_found(const struct merge *m, const struct list *before, const struct list *after,
	const struct identity *was, const struct identity *will_be)
{
	bool known = identity_is_known(was);
	if (!known)
		set_all_unknown(m);
	for (size_t i = 0; i < before->n; i++)
		if (!contains(after, before->items[i]))
			entity_delete(m->p->w, before->items[i], &m->edit);
	if (before->n || !known || same_identity(was, will_be))
		return;
	/* An entity for the deleted resource shows a conflict with another plan that changes it. */
	struct entity *e = add_entity(m, was);
	e->gone = true;
	e->touched_by = m->edit.who;
	find_ambiguous(m, e);
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
	case ACTION_WRITE:
		return EDIT_CHANGED;
	case ACTION_CREATE:
	case ACTION_REPLACE:
	case ACTION_UNKNOWN:
		return EDIT_ALL;
	}
	return EDIT_ALL;
}

struct edit edit_of(const struct plan *p, const struct change *c)
{
	struct edit edit = {.mode = mode_of(c->action), .action = c->action, .at = c->at};
	edit.address = c->address;
	edit.key = change_key(p->w->run, c);
	edit.tf_type = c->tf_type;
	edit.part = c->part;
	edit.plan = p->source->input.uri;
	edit.who = str_printf(p->w->run, "%.*s in %.*s",
		STR_ARGS(text_cut(p->w->run, edit.key, SUBJECT_MAX)), STR_ARGS(edit.plan));
	return edit;
}

int merge_change(struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err)
{
	struct merge m = {.p = p, .c = c, .h = c->group->account_state, .scratch = scratch};
	struct identity was = {0}, will_be = {0};
	struct list after = {0};
	bool creates = c->action == ACTION_CREATE || c->action == ACTION_REPLACE;
	bool deletes = c->gone || (c->action == ACTION_REPLACE && !c->leaves);
	m.edit = edit_of(p, c);
	int status = identify(&m, true, &was, err);
	if (status == ASSAY_OK && !identity_is_known(&was) && !creates && !deletes)
		status = identify(&m, false, &was, err);
	if (status == ASSAY_OK && creates)
		status = identify(&m, false, &will_be, err);
	if (status != ASSAY_OK)
		return status;
	/* Of a singleton, nothing shows which Region's it is. */
	if (p->w->wanted[c->t]->singleton && !was.exact.len && !will_be.exact.len) {
		if (m.edit.mode != EDIT_NOTHING || deletes)
			set_all_unknown(&m);
		return ASSAY_OK;
	}
	struct list before = entities_find(p->w, c->t, m.h, &was);
	if (creates)
		after = entities_find(p->w, c->t, m.h, &will_be);
	if (before.n > NAMESAKES_MAX || after.n > NAMESAKES_MAX)
		return cursor_error(err, ASSAY_ELIMIT, c->at,
			"more than %zu exported resources have the name of this one",
			NAMESAKES_MAX);
	if (deletes)
		delete_found(&m, &before, &after, &was, &will_be);
	if (c->gone)
		return ASSAY_OK;
	return creates ? create(&m, &after, &will_be, err) : update(&m, &before, &was, err);
}
