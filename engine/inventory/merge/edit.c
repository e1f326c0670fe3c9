/*
 * edit - an exported resource as it will be after a change: field by field.
 *
 * A field that the change does not set keeps its exported value. Two changes that set different
 * values make the field unknown. Knows entities and nodes. Must not know a plan.
 */
#include "inventory/merge/merge.h"
#include "inventory/model/node.h"
#include "inventory/terraform/parts.h"
#include "inventory/terraform/source.h"

/* Nothing is set after the deletion: every field is absent, or has its default. */
static void reset_fields(struct inventory *w, struct entity *e, const struct edit *edit)
{
	const struct type *type = e->resource.type;
	struct reader r = {.arena = w->run, .resource = &e->resource, .source = &terraform_plan};
	struct origin top = {.at = edit->at, .written = true};
	struct node *root = node_new(&r, NODE_OBJECT, &top);
	struct node_member *members = arena_array(w->run, type->n_fields, sizeof *members);
	e->changed_by = arena_array(w->run, type->n_fields, sizeof *e->changed_by);
	e->set_by_part = arena_array(w->run, type->n_fields, sizeof *e->set_by_part);
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *f = &type->fields[i];
		struct origin o = {.field = f, .at = edit->at, .secret = f->secret};
		struct str name = planned_name(f);
		const struct node *n;
		o.name = name.ptr ? name : f->name;
		node_absent(&r, &n, &o);
		if (n)
			members[root->n++] = (struct node_member){STR_NONE, f, n};
		e->changed_by[i] = edit->who;
	}
	root->members = members;
	e->live = e->resource.root;
	e->resource.root = root;
	e->resource.absent_at = NULL;
	e->resource.action = edit->action;
	e->resource.address = edit->address;
	e->resource.planned_at = edit->at;
}

static void remove_from(struct list_state *list, const struct edit *edit)
{
	list->at = edit->at;
	list_state_note_deleted(list, edit->address, edit->at);
}

void entity_delete(struct inventory *w, struct entity *e, const struct edit *edit)
{
	e->maybe_deleted = e->unknown_whole != NULL;
	if (e->unknown_whole || e->gone)
		return;
	if (e->touched_by.ptr) {
		entity_set_conflicting(w, e, edit);
		return;
	}
	e->touched_by = edit->who;
	if (e->resource.type->singleton) {
		reset_fields(w, e, edit);
		return;
	}
	e->gone = true;
	/* The plan is the evidence that lists lack it. */
	size_t t = (size_t)inventory_wanted(w, e->resource.type);
	for (size_t i = 0; i < e->region_states.n; i++)
		remove_from(&((struct region_state *)e->region_states.items[i])->lists[t], edit);
	if (e->home)
		remove_from(&e->home->lists[t], edit);
	if (e->owner)
		remove_from(&e->owner->lists[t], edit);
}

/* A copy that is secret: the plan marks a value that the export shows. */
static const struct node *copy_as_secret(struct arena *a, const struct node *n)
{
	struct node *copy = arena_alloc(a, sizeof *copy);
	*copy = *n;
	copy->secret = true;
	if (!n->n)
		return copy;
	const struct node **items = arena_array(a, n->n, sizeof *items);
	struct node_member *members = arena_array(a, n->n, sizeof *members);
	bool list = n->kind == NODE_LIST;
	for (size_t i = 0; i < n->n; i++) {
		if (list) {
			items[i] = copy_as_secret(a, n->items[i]);
		} else {
			members[i] = n->members[i];
			members[i].node = copy_as_secret(a, n->members[i].node);
		}
	}
	copy->items = list ? items : NULL;
	copy->members = list ? NULL : members;
	return copy;
}

static bool has_secret(const struct node *n, size_t depth)
{
	bool found = n && (n->secret || depth > NODE_MAX_DEPTH);
	for (size_t i = 0; n && !found && i < n->n; i++)
		found = has_secret(
			n->kind == NODE_LIST ? n->items[i] : n->members[i].node, depth + 1);
	return found;
}

static const struct node *keep_field(struct inventory *w, struct entity *e, const struct edit *edit,
	size_t i, struct arena *scratch)
{
	const struct field *f = &e->resource.type->fields[i];
	const struct node *kept = node_get(e->resource.root, f->name);
	bool secret = has_secret(node_get(edit->after, f->name), 0) ||
		      has_secret(node_get(edit->before, f->name), 0);
	if (!e->changed_by[i].ptr && (!edit->part || part_gives(edit->part, f)))
		drift_note_field(w, e, edit, f, scratch);
	return kept && !f->secret && secret ? copy_as_secret(w->run, kept) : kept;
}

/* The name of a field in the resource type of the change; ptr NULL: it does not specify it. */
static struct str name_of(const struct edit *edit, const struct field *f)
{
	if (edit->part && !part_gives(edit->part, f))
		return STR_NONE;
	return field_name_of(f, &terraform_notation, edit->tf_type);
}

/* The part that specifies the field; NULL: none. */
static const struct part *part_of(const struct type *type, const struct field *f)
{
	const struct type_names *names = planned_type_names(type);
	for (size_t i = 0; i < names->n_parts; i++)
		if (part_gives(&names->parts[i], f))
			return &names->parts[i];
	return NULL;
}

/* A resource that exists, although the plan creates it, may have parts that the plan lacks. */
static const struct node *of_other_state(struct inventory *w, const struct entity *e,
	const struct edit *edit, const struct field *f, const struct node *planned)
{
	const struct part *part = part_of(e->resource.type, f);
	if (edit->part || edit->action != ACTION_CREATE || !part || !e->observations.n ||
		name_of(edit, f).ptr)
		return planned;
	struct reader r = {.arena = w->run, .resource = &e->resource, .source = &terraform_plan};
	struct origin o = {.field = f, .name = f->name, .at = edit->at, .secret = f->secret};
	const struct node *n;
	node_unknown(&r, &n, &o, WHY_PART_NOT_IN_PLAN,
		REASON_ARGS(f->name, e->subject, part->source_type));
	return n;
}

static const struct node *set_field(struct inventory *w, struct entity *e, const struct edit *edit,
	size_t i, struct arena *scratch)
{
	const struct field *f = &e->resource.type->fields[i];
	const struct node *earlier = node_get(e->resource.root, f->name);
	const struct node *n = of_other_state(w, e, edit, f, node_get(edit->after, f->name));
	struct str other = e->changed_by[i];
	/* a part wins over what its resource shows of it */
	if (edit->part && !e->set_by_part[i])
		other = STR_NONE;
	else if (!edit->part && e->set_by_part[i])
		return earlier;
	if (edit->part || name_of(edit, f).ptr || !part_of(e->resource.type, f))
		e->changed_by[i] = edit->who;
	e->set_by_part[i] = edit->part != NULL;
	if (!other.ptr || node_same(scratch, earlier, n))
		return n;
	struct reader r = {.arena = w->run, .resource = &e->resource, .source = &terraform_plan};
	struct origin o = {.field = f, .name = f->name, .at = edit->at, .secret = f->secret};
	node_unknown(
		&r, &n, &o, WHY_CHANGED_TWICE, REASON_ARGS(other, edit->who, f->name, e->subject));
	return n;
}

/* Two unknown values may differ: both were cut out of the plan. */
static bool differs(const struct edit *edit, const struct field *f, struct arena *scratch)
{
	const struct node *before = node_get(edit->before, f->name);
	const struct node *after = node_get(edit->after, f->name);
	return name_of(edit, f).ptr &&
	       (node_has_unknown(before) || !node_same(scratch, before, after));
}

/* A field of the same group that differs: writing one resets the others. One that certainly differs
 * comes before one whose planned value is unknown. NULL: none. */
static const struct field *find_reset(const struct type *type, const struct edit *edit,
	const struct field *f, struct arena *scratch)
{
	const struct field *found = NULL;
	for (size_t i = 0; f->exclusive && i < type->n_fields; i++) {
		const struct field *other = &type->fields[i];
		if (other->exclusive != f->exclusive || !differs(edit, other, scratch))
			continue;
		if (!node_has_unknown(node_get(edit->after, other->name)))
			return other;
		found = found ? found : other;
	}
	return found;
}

/* A field of the group that is pending may keep its value: then this one keeps its own, too. */
static const struct node *may_reset(struct inventory *w, struct entity *e, const struct edit *edit,
	const struct field *f, const struct node *planned, struct arena *scratch)
{
	const struct field *reset;
	const struct node *kept = node_get(e->resource.root, f->name), *n;
	if (edit->mode != EDIT_CHANGED || !edit->before || !f->exclusive ||
		differs(edit, f, scratch) || node_same(scratch, kept, planned))
		return planned;
	reset = find_reset(e->resource.type, edit, f, scratch);
	if (!reset || !node_has_unknown(node_get(edit->after, reset->name)))
		return planned;
	struct reader r = {.arena = w->run, .resource = &e->resource, .source = &terraform_plan};
	struct origin o = {.field = f, .name = f->name, .at = edit->at, .secret = f->secret};
	node_unknown(&r, &n, &o, WHY_MAY_BE_RESET,
		REASON_ARGS(f->name, e->subject, edit->who, reset->name));
	return n;
}

static bool sets_field(const struct type *type, const struct edit *edit, const struct field *f,
	struct arena *scratch)
{
	if (edit->mode != EDIT_CHANGED || !name_of(edit, f).ptr)
		return edit->mode == EDIT_ALL && (!edit->part || part_gives(edit->part, f));
	/* Without the old values, nothing shows which fields stay. */
	return !edit->before || differs(edit, f, scratch) ||
	       find_reset(type, edit, f, scratch) != NULL;
}

static bool sets_any(const struct type *type, const struct edit *edit, struct arena *scratch)
{
	for (size_t i = 0; i < type->n_fields; i++)
		if (sets_field(type, edit, &type->fields[i], scratch))
			return true;
	return false;
}

static void edit_fields(struct inventory *w, struct entity *e, const struct edit *edit,
	struct node *root, struct arena *scratch)
{
	const struct type *type = e->resource.type;
	struct node_member *members = arena_array(w->run, type->n_fields, sizeof *members);
	root->n = 0;
	root->members = members;
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *f = &type->fields[i];
		bool sets = sets_field(type, edit, f, scratch);
		const struct node *n = sets ? set_field(w, e, edit, i, scratch)
					    : keep_field(w, e, edit, i, scratch);
		if (sets) {
			e->touched_by = edit->who;
			n = may_reset(w, e, edit, f, n, scratch);
		}
		if (n)
			members[root->n++] = (struct node_member){STR_NONE, f, n};
	}
}

static void set_not_exported(struct inventory *w, struct entity *e, const struct edit *edit)
{
	entity_clear_fields(
		w, e, reason_make(w->run, WHY_IN_NO_EXPORT, edit->at, REASON_ARGS(e->subject)));
}

/* Whether other accounts list it stays in conflict. */
static void keep_own_lists(struct entity *e)
{
	size_t n = 0;
	for (size_t i = 0; i < e->region_states.n; i++) {
		struct region_state *region_state = e->region_states.items[i];
		if (region_state->account_state == e->owner)
			e->region_states.items[n++] = region_state;
	}
	e->region_states.n = n;
	n = 0;
	for (size_t i = 0; i < e->account_states.n; i++)
		if (e->account_states.items[i] == e->owner)
			e->account_states.items[n++] = e->owner;
	e->account_states.n = n;
}

void entity_touch(struct inventory *w, struct entity *e, const struct edit *edit)
{
	const struct type *type = e->resource.type;
	if (!e->resource.root && (edit->mode != EDIT_ALL || edit->part))
		set_not_exported(w, e, edit);
	if (e->changed_by)
		return;
	e->live = e->resource.root;
	e->changed_by = arena_array(w->run, type->n_fields, sizeof *e->changed_by);
	e->set_by_part = arena_array(w->run, type->n_fields, sizeof *e->set_by_part);
}

void entity_set_field(struct inventory *w, struct entity *e, const struct edit *edit,
	const struct field *f, const struct node *n)
{
	const struct type *type = e->resource.type;
	struct node *root = arena_alloc(w->run, sizeof *root);
	struct node_member *members = arena_array(w->run, type->n_fields, sizeof *members);
	*root = *e->resource.root;
	root->n = 0;
	root->members = members;
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *of = &type->fields[i];
		const struct node *member = of == f ? n : node_get(e->resource.root, of->name);
		if (member)
			members[root->n++] = (struct node_member){STR_NONE, of, member};
	}
	e->resource.root = root;
	e->resource.absent_at = NULL;
	e->changed_by[f - type->fields] = edit->who;
	e->set_by_part[f - type->fields] = true;
	e->touched_by = edit->who;
}

void entity_edit(
	struct inventory *w, struct entity *e, const struct edit *edit, struct arena *scratch)
{
	const struct type *type = e->resource.type;
	if (e->unknown_whole)
		return;
	/* what completes a deleted resource is deleted with it */
	if (e->gone && edit->part)
		return;
	if (e->gone) {
		if (sets_any(type, edit, scratch))
			entity_set_conflicting(w, e, edit);
		return;
	}
	entity_touch(w, e, edit);
	struct node *root = arena_alloc(w->run, sizeof *root);
	/* A created resource will exist, whether or not exports agree that it exists now. */
	if (e->conflicting && edit->mode == EDIT_ALL && !edit->part) {
		keep_own_lists(e);
		e->conflicting = false;
	}
	bool all = edit->mode == EDIT_ALL && !edit->part;
	*root = all ? *edit->after : *e->resource.root;
	edit_fields(w, e, edit, root, scratch);
	e->resource.root = root;
	if (e->touched_by.ptr)
		e->resource.absent_at = NULL;
	if (edit->part)
		return;
	e->loose = e->loose || (!type->regional && e->touched_by.ptr);
	if (e->resource.action == ACTION_NONE || edit->mode != EDIT_NOTHING) {
		e->resource.action = edit->action;
		e->resource.address = edit->address;
		e->resource.planned_at = edit->at;
	}
}
