/*
 * overlay - live resources as they will be after the plans: field by field.
 *
 * What a plan doesn't change keeps the live value, for a plan knows only what its state knew; where
 * the two differ, that is told as drift. Two changes that contradict each other leave
 * unknowns. Knows entities and nodes; must not know what a plan looks like.
 */
#include "inventory/merge/merge.h"

#include "inventory/model/node.h"
#include "inventory/terraform/source.h"

bool identity_is_known(const struct identity *id)
{
	return id->arn.len || (id->name.len && id->region.len);
}

static bool lies_in(const struct entity *e, struct str region)
{
	if (e->home)
		return str_eq(e->home->region.name, region);
	for (size_t i = 0; i < e->region_states.n; i++)
		if (str_eq(((const struct region_state *)e->region_states.items[i])->region.name,
			    region))
			return true;
	return false;
}

int entities_find(struct inventory *w, struct list *found, size_t t, const struct account_state *h,
	const struct identity *id)
{
	const struct type_state *type_state = w->type_states.items[t];
	struct entity *exact = id->arn.len ? map_get(&type_state->by_key, id->arn) : NULL;
	const struct list *same = id->name.len ? map_get(&type_state->by_name, id->name) : NULL;
	if (exact && exact->owner == h && list_add(w->run, found, exact) != ASSAY_OK)
		return ASSAY_ENOMEM;
	/* an export may list one thing under several keys (versions of a function) */
	for (size_t i = 0; id->region.len && same && i < same->n; i++) {
		struct entity *e = same->items[i];
		if (e == exact || e->owner != h || !lies_in(e, id->region))
			continue;
		if (list_add(w->run, found, e) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

static int add_keyed(struct inventory *w, struct entity **out, struct type_state *type_state,
	const struct identity *id, struct cursor at)
{
	int status = (type_state_entity(w, out, type_state, id->arn, at, type_state->type->key->tf),
		ASSAY_OK);
	if (status == ASSAY_OK && id->name.len)
		(*out)->name = id->name;
	return status == ASSAY_OK ? (entity_finish(w, type_state, *out), ASSAY_OK) : status;
}

int entity_add(struct inventory *w, struct entity **out, size_t t, struct account_state *h,
	struct region_state *region_state, const struct identity *id, const struct edit *l)
{
	struct type_state *type_state = w->type_states.items[t];
	int status = ASSAY_OK;
	if (id->arn.len && !map_get(&type_state->by_key, id->arn)) {
		status = add_keyed(w, out, type_state, id, l->at);
	} else {
		struct entity *e = arena_alloc(w->run, sizeof *e);
		const struct region **listed = arena_array(w->run, 1, sizeof *listed);
		struct str shown = text_cut(w->run, l->address, 300);
		*out = e;
		if (!e || !listed)
			return ASSAY_ENOMEM;
		e->resource =
			(struct resource){.object = OBJECT_RESOURCE, .type = type_state->type};
		e->resource.key = e->resource.label = l->address;
		e->resource.owner = &h->account;
		e->resource.listed_in = listed;
		e->key_at = l->at;
		e->subject = str_printf(
			w->run, "%.*s %.*s", STR_ARGS(type_state->type->noun), STR_ARGS(shown));
		e->name = id->name.len ? id->name : l->address;
		e->owner = h;
		e->home = region_state;
		if (region_state) {
			e->resource.home = listed[0] = &region_state->region;
			e->resource.n_listed_in = 1;
		}
		status = e->subject.ptr ? list_add(w->run, &type_state->entities, e) : ASSAY_ENOMEM;
	}
	if (status != ASSAY_OK)
		return status;
	struct entity *e = *out;
	e->resource.address = l->address;
	e->loose = type_state->type->regional ? e->home && e->home->unresolved.ptr : true;
	return (type_state_add_name(w, type_state, e), ASSAY_OK);
}

/* every field is unknown for one reason; what names the thing stays */
static int blank(struct inventory *w, struct entity *e, const struct reason *why)
{
	const struct type *type = e->resource.type;
	struct reader r = {.arena = w->run, .resource = &e->resource, .subject = e->subject};
	r.source = e->resource.root ? e->resource.root->source : &terraform_plan;
	struct origin o = {
		.at = e->resource.root ? e->resource.root->at : why->at, .written = true};
	struct node *root = node_new(&r, NODE_OBJECT, &o);
	struct node_member *members = arena_array(w->run, type->n_fields, sizeof *members);
	if (!root || !members)
		return ASSAY_ENOMEM;
	root->members = members;
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *f = &type->fields[i];
		const struct node *n = f == type->key ? node_get(e->resource.root, f->name) : NULL;
		struct origin of = {
			.field = f, .name = f->name, .at = why->at, .secret = f->secret};
		if (!n && (node_unknown(&r, &n, &of, why->code, why->what, why->resolve),
				  ASSAY_OK) != ASSAY_OK)
			return ASSAY_ENOMEM;
		members[root->n++] = (struct node_member){STR_NONE, f, n};
	}
	e->resource.root = root;
	return ASSAY_OK;
}

int entity_set_unknown(
	struct inventory *w, struct entity *e, const struct reason *why, bool maybe_deleted)
{
	if (!why)
		return ASSAY_ENOMEM;
	e->maybe_deleted = e->maybe_deleted || e->gone || maybe_deleted;
	e->gone = false;
	if (e->unknown_whole)
		return ASSAY_OK;
	e->unknown_whole = why;
	return blank(w, e, why);
}

/* one change makes or alters what another one takes away */
static int contradict(struct inventory *w, struct entity *e, const struct edit *l)
{
	return entity_set_unknown(w, e,
		reason_new(w->run, REASON_CONFLICT,
			str_printf(w->run,
				"%.*s is removed by one and made or changed by another: %.*s and "
				"%.*s",
				STR_ARGS(e->subject), STR_ARGS(e->touched_by), STR_ARGS(l->who)),
			RESOLVE_ONE_WAY, l->at),
		true);
}

int entity_delete(struct inventory *w, struct entity *e, const struct edit *l)
{
	e->maybe_deleted = e->unknown_whole != NULL;
	if (e->unknown_whole || e->gone)
		return ASSAY_OK;
	if (e->touched_by.ptr)
		return contradict(w, e, l);
	e->gone = true;
	e->touched_by = l->who;
	/* that a list lacks it, the plan proves and not the export */
	size_t t = (size_t)inventory_wanted(w, e->resource.type);
	for (size_t i = 0; i < e->region_states.n; i++)
		((struct region_state *)e->region_states.items[i])->lists[t].at = l->at;
	if (e->home)
		e->home->lists[t].at = l->at;
	if (e->owner)
		e->owner->lists[t].at = l->at;
	return ASSAY_OK;
}

/* two values as they are compared; NULL: absent */
static int same(struct arena *scratch, const struct node *a, const struct node *b, bool *out)
{
	struct str x, y;
	int status = (node_canonical(scratch, a, &x), ASSAY_OK);
	if (status == ASSAY_OK)
		status = (node_canonical(scratch, b, &y), ASSAY_OK);
	*out = status == ASSAY_OK && str_eq(x, y);
	return status;
}

static bool has_unknown(const struct node *n, size_t depth)
{
	bool found = n && (n->kind == NODE_UNKNOWN || n->why || depth > NODE_MAX_DEPTH);
	for (size_t i = 0; n && !found && i < n->n; i++)
		found = has_unknown(
			n->kind == NODE_LIST ? n->items[i] : n->members[i].node, depth + 1);
	return found;
}

/* does it say no more than its absence would? a service spells out its defaults */
static bool says_nothing(const struct node *n)
{
	const struct field *f = n ? n->field : NULL;
	if (!n)
		return true;
	bool nothing = n->kind != NODE_UNKNOWN;
	if (n->kind == NODE_BOOL)
		return f->has_default && n->truth == f->default_bool;
	if (n->kind == NODE_INT)
		return f->has_default && n->integer == f->default_int;
	if (n->kind == NODE_STRING)
		return f->has_default && str_eq(n->text, f->default_string);
	for (size_t i = 0; nothing && i < n->n; i++)
		nothing = says_nothing(n->kind == NODE_LIST ? n->items[i] : n->members[i].node);
	return nothing;
}

/* the live value that stays is not the one that the plan starts from */
static int tell_drift(struct inventory *w, const struct entity *e, const struct edit *l,
	const struct field *f, struct arena *scratch)
{
	const struct node *live = node_get(e->live, f->name), *before;
	bool equal;
	before = l->before ? node_get(l->before, f->name) : NULL;
	if (!l->before || !terraform_plan.spelling(f).ptr || f == e->resource.type->key ||
		has_unknown(live, 0) || has_unknown(before, 0) ||
		(says_nothing(live) && says_nothing(before)))
		return ASSAY_OK;
	if (same(scratch, live, before, &equal) != ASSAY_OK)
		return ASSAY_ENOMEM;
	if (equal || ++w->n_drifts > DRIFTS_MAX)
		return ASSAY_OK;
	struct cursor at = before ? before->at : l->before->at;
	struct place place = cursor_place(at);
	struct str address = text_cut(w->run, l->address, 300);
	return (remark_add(w, REMARK_WARNING, NULL, live ? live->at : e->live->at,
			str_printf(w->run,
				"Drift: %.*s of %.*s is not what the plan takes it to be (%.*s of "
				"%.*s, "
				"%.*s:%zu:%zu), and the plan leaves it as it is: the live value is "
				"judged.",
				STR_ARGS(f->name), STR_ARGS(e->subject),
				STR_ARGS(terraform_plan.spelling(f)), STR_ARGS(address),
				STR_ARGS(l->plan), place.line, place.column)),
		ASSAY_OK);
}

int merge_note_drifts(struct inventory *w)
{
	if (w->n_drifts <= DRIFTS_MAX)
		return ASSAY_OK;
	return (remark_add(w, REMARK_WARNING, NULL, NOWHERE,
			str_printf(w->run,
				"Drift: %zu more live values are not what the plans take them to "
				"be.",
				w->n_drifts - DRIFTS_MAX)),
		ASSAY_OK);
}

static const struct node *hide(struct arena *a, const struct node *n);

static bool hide_parts(struct arena *a, struct node *copy, const struct node *n)
{
	const struct node **items = arena_array(a, n->n, sizeof *items);
	struct node_member *members = arena_array(a, n->n, sizeof *members);
	if (!items || !members)
		return false;
	for (size_t i = 0; i < n->n; i++) {
		if (n->kind == NODE_LIST) {
			items[i] = hide(a, n->items[i]);
		} else {
			members[i] = n->members[i];
			items[i] = members[i].node = hide(a, n->members[i].node);
		}
		if (!items[i])
			return false;
	}
	copy->items = n->kind == NODE_LIST ? items : NULL;
	copy->members = n->kind == NODE_LIST ? NULL : members;
	return true;
}

/* the same value as a secret: a plan marks what the export of it prints in clear */
static const struct node *hide(struct arena *a, const struct node *n)
{
	struct node *copy = arena_alloc(a, sizeof *copy);
	if (!copy)
		return NULL;
	*copy = *n;
	copy->secret = true;
	return n->n && !hide_parts(a, copy, n) ? NULL : copy;
}

static bool is_hidden(const struct node *n, size_t depth)
{
	bool found = n && (n->secret || depth > NODE_MAX_DEPTH);
	for (size_t i = 0; n && !found && i < n->n; i++)
		found = is_hidden(
			n->kind == NODE_LIST ? n->items[i] : n->members[i].node, depth + 1);
	return found;
}

static int keep_field(struct inventory *w, struct entity *e, const struct edit *l, size_t i,
	const struct node **out, struct arena *scratch)
{
	const struct field *f = &e->resource.type->fields[i];
	const struct node *kept = node_get(e->resource.root, f->name);
	*out = kept;
	if (kept && !f->secret &&
		(is_hidden(node_get(l->after, f->name), 0) ||
			is_hidden(node_get(l->before, f->name), 0)))
		*out = hide(w->run, kept);
	if (kept && !*out)
		return ASSAY_ENOMEM;
	return e->changed_by[i].ptr ? ASSAY_OK : tell_drift(w, e, l, f, scratch);
}

static int take_field(struct inventory *w, struct entity *e, const struct edit *l, size_t i,
	const struct node **out, struct arena *scratch)
{
	const struct field *f = &e->resource.type->fields[i];
	const struct node *earlier = node_get(e->resource.root, f->name);
	bool equal = true;
	*out = node_get(l->after, f->name);
	if (e->changed_by[i].ptr && same(scratch, earlier, *out, &equal) != ASSAY_OK)
		return ASSAY_ENOMEM;
	struct str other = e->changed_by[i];
	e->changed_by[i] = l->who;
	if (equal)
		return ASSAY_OK;
	struct reader r = {.arena = w->run, .resource = &e->resource, .source = &terraform_plan};
	struct origin o = {.field = f, .name = f->name, .at = l->at, .secret = f->secret};
	return (node_unknown(&r, out, &o, REASON_CONFLICT,
			str_printf(w->run,
				"%.*s of %.*s is changed in two ways, by %.*s and by %.*s",
				STR_ARGS(f->name), STR_ARGS(e->subject), STR_ARGS(other),
				STR_ARGS(l->who)),
			STR("one plan that changes it")),
		ASSAY_OK);
}

static int takes(const struct edit *l, const struct field *f, struct arena *scratch, bool *out)
{
	bool equal;
	*out = l->mode == EDIT_ALL;
	if (l->mode != EDIT_CHANGED || !terraform_plan.spelling(f).ptr)
		return ASSAY_OK;
	*out = true;
	/* without what was, nothing shows what stays */
	if (!l->before)
		return ASSAY_OK;
	int status =
		same(scratch, node_get(l->before, f->name), node_get(l->after, f->name), &equal);
	*out = !equal;
	return status;
}

static int merge_fields(struct inventory *w, struct entity *e, const struct edit *l,
	struct node *root, struct arena *scratch)
{
	const struct type *type = e->resource.type;
	struct node_member *members = arena_array(w->run, type->n_fields, sizeof *members);
	if (!members)
		return ASSAY_ENOMEM;
	root->n = 0;
	root->members = members;
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct node *n;
		bool changes;
		int status = takes(l, &type->fields[i], scratch, &changes);
		if (status == ASSAY_OK && changes)
			status = take_field(w, e, l, i, &n, scratch);
		else if (status == ASSAY_OK)
			status = keep_field(w, e, l, i, &n, scratch);
		if (status != ASSAY_OK)
			return status;
		if (changes)
			e->touched_by = l->who;
		if (n)
			members[root->n++] = (struct node_member){STR_NONE, &type->fields[i], n};
	}
	return ASSAY_OK;
}

static int unseen(struct inventory *w, struct entity *e, const struct edit *l)
{
	const struct reason *why = reason_new(w->run, REASON_NOT_EXPORTED,
		str_printf(w->run, "no export shows %.*s", STR_ARGS(e->subject)), RESOLVE_EXPORTS,
		l->at);
	return why ? blank(w, e, why) : ASSAY_ENOMEM;
}

/* does the change make or alter anything that a rule could read? */
static int alters_any(
	const struct type *type, const struct edit *l, struct arena *scratch, bool *out)
{
	int status = ASSAY_OK;
	*out = false;
	for (size_t i = 0; status == ASSAY_OK && !*out && i < type->n_fields; i++)
		status = takes(l, &type->fields[i], scratch, out);
	return status;
}

int entity_edit(struct inventory *w, struct entity *e, const struct edit *l, struct arena *scratch)
{
	const struct type *type = e->resource.type;
	bool alters;
	if (e->unknown_whole)
		return ASSAY_OK;
	if (e->gone && alters_any(type, l, scratch, &alters) != ASSAY_OK)
		return ASSAY_ENOMEM;
	if (e->gone)
		return alters ? contradict(w, e, l) : ASSAY_OK;
	if (!e->resource.root && l->mode != EDIT_ALL && unseen(w, e, l) != ASSAY_OK)
		return ASSAY_ENOMEM;
	if (!e->changed_by) {
		e->live = e->resource.root;
		e->changed_by = arena_array(w->run, type->n_fields, sizeof *e->changed_by);
	}
	struct node *root = arena_alloc(w->run, sizeof *root);
	if (!root || !e->changed_by)
		return ASSAY_ENOMEM;
	/* what is made will be there, whatever is there now */
	e->conflicting = e->conflicting && l->mode != EDIT_ALL;
	*root = l->mode == EDIT_ALL ? *l->after : *e->resource.root;
	int status = merge_fields(w, e, l, root, scratch);
	e->resource.root = root;
	e->loose = e->loose || (!type->regional && e->touched_by.ptr);
	if (e->resource.action == ACTION_NONE || l->mode != EDIT_NOTHING) {
		e->resource.action = l->action;
		e->resource.address = l->address;
	}
	return status;
}
