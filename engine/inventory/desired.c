/*
 * desired - applies changes of fields to a built inventory, and undoes them.
 *
 * Nodes are immutable: the containers on the path of a change are copied, and the resource gets a
 * new root. A resource that other Regions list because of a field (in_regions) moves between their
 * lists.
 */
#include "inventory/desired.h"

#include "base/nearest.h"
#include "inventory/model/node.h"

/* A list before a change. */
struct old_list {
	struct list_state *list;
	struct list items;
	struct old_list *next;
};

/* A resource before the changes. */
struct undo {
	struct resource *resource;
	const struct node *root;
	enum plan_action action;
	struct old_list *lists;
	struct undo *next; /* of the change before it */
};

struct apply {
	struct inventory *w;
	struct arena *arena;
	struct undo *undo; /* the last change first */
	struct assay_error *err;
};

/* what a part of a path leads from */
struct step {
	const struct field *field; /* NULL: the resource's root */
	struct str rest;           /* of the path */
};

static struct str take_part(struct str *rest)
{
	const char *slash = memchr(rest->ptr, '/', rest->len);
	struct str part = {rest->ptr, slash ? (size_t)(slash - rest->ptr) : rest->len};
	size_t used = part.len + (slash != NULL);

	*rest = (struct str){rest->ptr + used, rest->len - used};
	return part;
}

static int set_node(struct apply *a, const struct desired *d, struct step step,
	const struct node *old, const struct node **out);

static int make_new(struct apply *a, const struct desired *d, const struct field *field,
	struct cursor at, const struct node **out)
{
	const struct new_value r = {a->arena, d->resource, at};

	return node_desired(&r, field, d->value, out, a->err);
}

static int refuse_field(
	struct apply *a, const struct field *fields, size_t n, struct str owner, struct str part)
{
	struct nearest nearest = {.word = part};

	for (size_t i = 0; i < n; i++)
		nearest_offer(&nearest, fields[i].name);
	return error_set(a->err, ASSAY_EUSAGE, "%.*s declares no field '%.*s'%s%.*s%s",
		STR_ARGS(owner), STR_ARGS(part), nearest.name.ptr ? ". Did you mean '" : "",
		STR_ARGS(nearest.name), nearest.name.ptr ? "'?" : "");
}

/* copy the members of an object with one of them replaced, added or (node NULL) removed */
static void replace_member(struct apply *a, struct node *object, const struct field *fields,
	size_t n_fields, const struct field *changed, const struct node *node)
{
	struct node_member *members = arena_array(a->arena, n_fields, sizeof *members);
	size_t n = 0;

	for (size_t i = 0; i < n_fields; i++) {
		const struct field *f = &fields[i];
		const struct node *value = node;

		for (size_t k = 0; f != changed && k < object->n; k++)
			if (object->members[k].field == f)
				members[n++] = object->members[k];
		if (f == changed && value)
			members[n++] = (struct node_member){STR_NONE, f, value};
	}
	object->members = members;
	object->n = n;
}

static const struct node *member_of(const struct node *object, const struct field *field)
{
	for (size_t i = 0; i < object->n; i++)
		if (object->members[i].field == field)
			return object->members[i].node;
	return NULL;
}

static int set_in_object(struct apply *a, const struct desired *d, struct step step,
	const struct node *old, const struct node **out)
{
	const struct type *type = d->resource->type;
	const struct field *fields = step.field ? step.field->fields : type->fields;
	size_t n = step.field ? step.field->n_fields : type->n_fields;
	struct str part = take_part(&step.rest);
	const struct field *f = field_find(fields, n, part);
	struct node *copy = arena_alloc(a->arena, sizeof *copy);
	const struct node *node = NULL;
	int status;

	if (!f)
		return refuse_field(a, fields, n, step.field ? step.field->name : type->name, part);
	status = set_node(a, d, (struct step){f, step.rest}, member_of(old, f), &node);
	if (status)
		return status;
	*copy = *old;
	replace_member(a, copy, fields, n, f, node);
	*out = copy;
	return ASSAY_OK;
}

/* an index of the list, or its length, which appends; null removes an element */
static int set_in_list(struct apply *a, const struct desired *d, struct step step,
	const struct node *old, const struct node **out)
{
	struct str part = take_part(&step.rest);
	struct node *copy = arena_alloc(a->arena, sizeof *copy);
	const struct node **items = arena_array(a->arena, old->n + 1, sizeof *items);
	const struct node *node = NULL;
	size_t at = 0, n = 0;
	int status;

	if (!str_to_size(part, &at) || at > old->n)
		return error_set(a->err, ASSAY_EUSAGE,
			"'%.*s' is not an index of %.*s, which has %zu elements", STR_ARGS(part),
			STR_ARGS(step.field->name), old->n);
	status = set_node(a, d, (struct step){step.field->of, step.rest},
		at < old->n ? old->items[at] : NULL, &node);
	if (status)
		return status;
	for (size_t i = 0; i <= old->n; i++) {
		const struct node *item = i == at ? node : i < old->n ? old->items[i] : NULL;

		if (item)
			items[n++] = item;
	}
	*copy = *old;
	copy->items = items;
	copy->n = n;
	copy->written = false;
	copy->assumed = STR("");
	*out = copy;
	return ASSAY_OK;
}

static int set_in_map(struct apply *a, const struct desired *d, struct step step,
	const struct node *old, const struct node **out)
{
	struct str part = take_part(&step.rest);
	struct node *copy = arena_alloc(a->arena, sizeof *copy);
	struct node_member *members = arena_array(a->arena, old->n + 1, sizeof *members);
	const struct node *node = NULL, *was = NULL;
	size_t n = 0;
	int status;

	for (size_t i = 0; i < old->n; i++) {
		if (str_eq(old->members[i].key, part))
			was = old->members[i].node;
		else
			members[n++] = old->members[i];
	}
	status = set_node(a, d, (struct step){step.field->of, step.rest}, was, &node);
	if (status)
		return status;
	if (node)
		members[n++] = (struct node_member){str_copy(a->arena, part), NULL, node};
	node_sort_members(a->arena, members, n);
	*copy = *old;
	copy->members = members;
	copy->n = n;
	copy->written = false;
	copy->assumed = STR("");
	*out = copy;
	return ASSAY_OK;
}

static int set_node(struct apply *a, const struct desired *d, struct step step,
	const struct node *old, const struct node **out)
{
	if (step.rest.len == 0 && step.field)
		return make_new(a, d, step.field, old ? old->at : d->resource->root->at, out);
	if (old && old->kind == NODE_OBJECT)
		return set_in_object(a, d, step, old, out);
	if (old && old->kind == NODE_LIST && !old->why)
		return set_in_list(a, d, step, old, out);
	if (old && old->kind == NODE_MAP && !old->why)
		return set_in_map(a, d, step, old, out);
	return error_set(a->err, ASSAY_EUSAGE, "%.*s is %s: set all of it",
		STR_ARGS(step.field->name),
		!old                                    ? "absent"
		: old->kind == NODE_UNKNOWN || old->why ? "unknown"
							: "a plain value");
}

/* copy of a sorted list of resources with one more, or without one */
static void relist(struct apply *a, struct list_state *list, struct resource *resource, bool listed)
{
	struct old_list *old = arena_alloc(a->arena, sizeof *old);
	struct list items = {0};
	bool added = !listed;

	*old = (struct old_list){list, list->items, a->undo->lists};
	a->undo->lists = old;
	for (size_t i = 0; i < list->items.n; i++) {
		struct resource *other = list->items.items[i];

		if (other == resource)
			continue;
		if (!added && str_cmp(other->key, resource->key) > 0) {
			(void)list_add(a->arena, &items, resource);
			added = true;
		}
		(void)list_add(a->arena, &items, other);
	}
	if (!added)
		(void)list_add(a->arena, &items, resource);
	list->items = items;
}

static bool lists(const struct list *list, const struct resource *resource)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i] == resource)
			return true;
	return false;
}

/* the Regions of each account that lists the resource begin or cease to list it */
static void relist_in_regions(struct apply *a, struct resource *resource, bool listed)
{
	int t = inventory_wanted(a->w, resource->type);

	for (size_t i = 0; t >= 0 && i < a->w->account_states.n; i++) {
		struct account_state *h = a->w->account_states.items[i];

		if (!lists(&h->lists[t].items, resource))
			continue;
		for (size_t k = 0; k < h->region_state_list.n; k++) {
			struct region_state *r = h->region_state_list.items[k];

			if (&r->region != resource->home)
				relist(a, &r->lists[t], resource, listed);
		}
	}
}

static bool is_true(const struct node *root, const struct field *field)
{
	const struct node *node = member_of(root, field);

	return node && node->kind == NODE_BOOL && node->truth;
}

/* writing a field resets the others of its group, unless a change sets them */
static void reset_others(struct apply *a, const struct desired *changes, size_t n,
	const struct desired *d, struct node *root)
{
	const struct type *type = d->resource->type;
	struct str rest = d->path;
	const struct field *f = field_find(type->fields, type->n_fields, take_part(&rest));

	if (!f->exclusive || (rest.len == 0 && (!d->value || d->value->n == 0)))
		return;
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *other = &type->fields[i];
		bool set = other == f || other->exclusive != f->exclusive;

		for (size_t k = 0; !set && k < n; k++) {
			struct str path = changes[k].path;

			set = changes[k].resource == d->resource &&
			      str_eq(take_part(&path), other->name);
		}
		if (!set)
			replace_member(a, root, type->fields, type->n_fields, other, NULL);
	}
}

static int check_field(struct apply *a, const struct desired *d)
{
	const struct type *type = d->resource->type;
	struct str rest = d->path;
	struct str name = take_part(&rest);

	if (str_eq(name, type->key->name))
		return error_set(a->err, ASSAY_EUSAGE,
			"%.*s identifies the %.*s, so another value is another resource",
			STR_ARGS(name), STR_ARGS(type->noun));
	if (type->in_accounts && str_eq(name, type->in_accounts->name))
		return error_set(a->err, ASSAY_EUSAGE,
			"%.*s decides which accounts list the %.*s, and no input shows what they "
			"would list",
			STR_ARGS(name), STR_ARGS(type->noun));
	if (!d->resource->root || d->resource->root->kind != NODE_OBJECT)
		return error_set(a->err, ASSAY_EUSAGE, "the values of %.*s are unknown",
			STR_ARGS(d->resource->key));
	return ASSAY_OK;
}

static void set_root(struct apply *a, const struct desired *d, const struct node *root)
{
	struct resource *resource = (struct resource *)(uintptr_t)d->resource;
	const struct field *many = resource->type->in_regions;
	struct undo *undo = arena_alloc(a->arena, sizeof *undo);

	*undo = (struct undo){resource, resource->root, resource->action, NULL, a->undo};
	a->undo = undo;
	bool moves = many && is_true(resource->root, many) != is_true(root, many);
	if (moves)
		relist_in_regions(a, resource, is_true(root, many));
	resource->root = root;
	/* the API judges what a request writes; an exported resource was accepted as it is, so
	 * where its Regions change, the request is like that of a plan */
	if ((resource->action == ACTION_NONE || resource->action == ACTION_WRITE) && !moves)
		resource->action = ACTION_WRITE;
	else if (resource->action != ACTION_CREATE && resource->action != ACTION_REPLACE)
		resource->action = ACTION_UPDATE;
}

static int apply_one(struct apply *a, const struct desired *changes, size_t n, size_t i)
{
	const struct desired *d = &changes[i];
	const struct node *changed = NULL;
	int status = check_field(a, d);

	if (!status)
		status = set_in_object(
			a, d, (struct step){NULL, d->path}, d->resource->root, &changed);
	if (status)
		return status;
	struct node *root = (struct node *)(uintptr_t)changed;
	reset_others(a, changes, n, d, root);
	set_root(a, d, root);
	return ASSAY_OK;
}

int inventory_apply(struct inventory *w, const struct desired *changes, size_t n, struct arena *a,
	struct undo **undo, struct assay_error *err)
{
	struct apply apply = {.w = w, .arena = a ? a : w->run, .err = err};
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < n; i++)
		status = apply_one(&apply, changes, n, i);
	if (status)
		inventory_undo(apply.undo);
	else if (undo)
		*undo = apply.undo;
	return status;
}

void inventory_undo(struct undo *undo)
{
	for (; undo; undo = undo->next) {
		undo->resource->root = undo->root;
		undo->resource->action = undo->action;
		for (struct old_list *old = undo->lists; old; old = old->next)
			old->list->items = old->items;
	}
}
