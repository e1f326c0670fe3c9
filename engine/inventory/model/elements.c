/*
 * elements - a list inside a field of a resource, changed element by element.
 *
 * Two elements with equal keys are one. Where a service puts several sources of one rule into one
 * element, and Terraform has a resource for each, the lists that they share are compared instead.
 * Knows nodes and declared parts. Must not know any source.
 */
#include "inventory/model/elements.h"

void elements_read(struct elements *x, const struct node *field)
{
	const struct part *part = x->part;
	const struct node *n = field;
	x->field = field;
	x->items = (struct list){0};
	x->why = NULL;
	x->changed = false;
	for (size_t i = 1; i < part->n_path && n && n->kind != NODE_UNKNOWN; i++)
		n = node_get(n, part->path[i]->name);
	if (!n)
		return;
	x->why = n->why;
	for (size_t i = 0; n->kind == NODE_LIST && i < n->n; i++)
		list_add(x->scratch, &x->items, (void *)(uintptr_t)n->items[i]);
}

static enum match match_values(struct arena *scratch, const struct node *a, const struct node *b)
{
	if (node_has_unknown(a) || node_has_unknown(b))
		return MATCH_MAYBE;
	if (node_same(scratch, a, b))
		return MATCH_YES;
	/* one of the sources may omit what the other one writes */
	return a && b ? MATCH_NO : MATCH_MAYBE;
}

enum match elements_match(
	struct arena *scratch, const struct part *part, const struct node *a, const struct node *b)
{
	enum match all = MATCH_YES;
	if (!part->n_key || a->kind != NODE_OBJECT || b->kind != NODE_OBJECT)
		return match_values(scratch, a, b);
	for (size_t i = 0; i < part->n_key && all != MATCH_NO; i++) {
		struct str name = part->key[i]->name;
		enum match one = match_values(scratch, node_get(a, name), node_get(b, name));
		all = one < all ? one : all;
	}
	return all;
}

static bool holds(struct arena *scratch, const struct node *list, const struct node *item)
{
	for (size_t i = 0; list && list->kind == NODE_LIST && i < list->n; i++)
		if (node_same(scratch, list->items[i], item))
			return true;
	return false;
}

/* The items of one list that another one lacks. */
static const struct node *subtract(
	const struct elements *x, const struct node *from, const struct node *what)
{
	if (!from || from->kind != NODE_LIST || !what || what->kind != NODE_LIST)
		return from;
	struct node *rest = arena_alloc(x->r->arena, sizeof *rest);
	const struct node **items = arena_array(x->r->arena, from->n, sizeof *items);
	*rest = *from;
	rest->n = 0;
	rest->items = items;
	for (size_t i = 0; i < from->n; i++)
		if (!holds(x->scratch, what, from->items[i]))
			items[rest->n++] = from->items[i];
	return rest;
}

static const struct node *replace_member(const struct elements *x, const struct node *object,
	const struct field *f, const struct node *value)
{
	struct node *copy = arena_alloc(x->r->arena, sizeof *copy);
	struct node_member *members = arena_array(x->r->arena, object->n, sizeof *members);
	*copy = *object;
	copy->members = members;
	for (size_t i = 0; i < object->n; i++) {
		members[i] = object->members[i];
		if (members[i].field == f)
			members[i].node = value;
	}
	return copy;
}

static bool shares_unknown(const struct part *part, const struct node *a, const struct node *b)
{
	for (size_t i = 0; i < part->n_shares; i++) {
		struct str name = part->shares[i]->name;
		if (node_has_unknown(node_get(a, name)) || node_has_unknown(node_get(b, name)))
			return true;
	}
	return false;
}

/* An element without what another one has of its shared lists; NULL: nothing is left. */
static const struct node *reduce(
	const struct elements *x, const struct node *element, const struct node *what)
{
	const struct part *part = x->part;
	size_t left = 0, removed = 0;
	const struct node *rest = element;
	for (size_t i = 0; i < part->n_shares; i++) {
		struct str name = part->shares[i]->name;
		const struct node *before = node_get(element, name);
		const struct node *after = subtract(x, before, node_get(what, name));
		left += after ? after->n : 0;
		removed += before ? before->n - after->n : 0;
		if (after != before)
			rest = replace_member(x, rest, part->shares[i], after);
	}
	if (!left && (removed || node_same(x->scratch, element, what)))
		return NULL;
	return removed ? rest : element;
}

/* An element that may be another one, or may not exist. */
static const struct node *doubt(
	const struct elements *x, const struct node *element, const struct reason *why)
{
	struct origin o = {.field = element->field,
		.name = element->source_name,
		.at = element->at,
		.secret = element->secret,
		.within = element->within,
		.index = element->index};
	return element->kind == NODE_UNKNOWN ? element : node_unknown_as(x->r, &o, why);
}

static const struct node *remove_from(const struct elements *x, const struct node *item,
	const struct node *element, const struct reason *why)
{
	enum match match = elements_match(x->scratch, x->part, item, element);
	if (match == MATCH_NO)
		return item;
	bool blurred = x->part->n_shares && shares_unknown(x->part, item, element);
	if (match == MATCH_MAYBE || blurred)
		return why ? doubt(x, item, why) : item;
	return x->part->n_shares ? reduce(x, item, element) : NULL;
}

static void remove_all(
	struct elements *x, const struct node *element, const struct reason *why_maybe)
{
	size_t n = 0;
	for (size_t i = 0; i < x->items.n; i++) {
		const struct node *item = x->items.items[i];
		const struct node *rest = remove_from(x, item, element, why_maybe);
		x->changed = x->changed || rest != item;
		if (rest)
			x->items.items[n++] = (void *)(uintptr_t)rest;
	}
	x->items.n = n;
}

/* True if the shared lists of an element contain those of another one. */
static bool contains(const struct elements *x, const struct node *whole, const struct node *part)
{
	for (size_t i = 0; i < x->part->n_shares; i++) {
		struct str name = x->part->shares[i]->name;
		const struct node *all = node_get(whole, name), *some = node_get(part, name);
		for (size_t k = 0; some && k < some->n; k++)
			if (!holds(x->scratch, all, some->items[k]))
				return false;
	}
	return true;
}

bool elements_have(const struct elements *x, const struct node *element)
{
	for (size_t i = 0; i < x->items.n; i++) {
		const struct node *item = x->items.items[i];
		bool known = !node_has_unknown(item) && !node_has_unknown(element);
		if (known && elements_match(x->scratch, x->part, item, element) == MATCH_YES &&
			contains(x, item, element))
			return true;
	}
	return false;
}

void elements_add(struct elements *x, const struct node *element)
{
	remove_all(x, element, NULL);
	list_add(x->scratch, &x->items, (void *)(uintptr_t)element);
	x->changed = true;
}

void elements_remove(struct elements *x, const struct node *element, const struct reason *why_maybe)
{
	remove_all(x, element, why_maybe);
}

void elements_open(struct elements *x, const struct reason *why)
{
	struct arena *a = x->r->arena;
	reasons_add(a, &x->why, why);
	x->changed = true;
}

void elements_doubt(struct elements *x, const struct reason *why)
{
	for (size_t i = 0; i < x->items.n; i++)
		x->items.items[i] = (void *)(uintptr_t)doubt(x, x->items.items[i], why);
	elements_open(x, why);
}

static const struct node *new_list(const struct elements *x, const struct node *old)
{
	const struct field *f = part_list(x->part);
	struct origin o = {.field = f, .name = f->name, .at = x->at, .secret = f->secret};
	if (!x->items.n && x->why)
		return node_unknown_as(x->r, &o, x->why);
	struct node *list = node_new(x->r, NODE_LIST, &o);
	if (old && old->kind == NODE_LIST)
		*list = *old;
	list->why = x->why;
	list->n = x->items.n;
	list->items = (const struct node *const *)arena_array(
		x->r->arena, x->items.n, sizeof *list->items);
	for (size_t i = 0; i < x->items.n; i++)
		((const struct node **)(uintptr_t)list->items)[i] = x->items.items[i];
	return list;
}

/* The object that contains a field of the path: as it was, or a new one. */
static const struct node *wrap(
	const struct elements *x, size_t level, const struct node *old, const struct node *child)
{
	const struct field *f = x->part->path[level], *inside = x->part->path[level + 1];
	struct origin o = {.field = f, .name = f->name, .at = x->at, .secret = f->secret};
	struct node *object = node_new(x->r, NODE_OBJECT, &o);
	struct node_member *members = arena_array(x->r->arena, f->n_fields, sizeof *members);
	if (old && old->kind == NODE_OBJECT)
		*object = *old;
	object->n = 0;
	object->members = members;
	for (size_t i = 0; i < f->n_fields; i++) {
		const struct field *of = &f->fields[i];
		const struct node *n = of == inside ? child : node_get(old, of->name);
		struct origin member = {.field = of, .name = of->name, .at = x->at};
		member.secret = of->secret;
		if (!n && old && old->kind == NODE_UNKNOWN)
			n = node_unknown_as(x->r, &member, old->why);
		if (n)
			members[object->n++] = (struct node_member){STR_NONE, of, n};
	}
	return object;
}

static const struct node *write_level(
	const struct elements *x, size_t level, const struct node *old)
{
	if (level + 1 == x->part->n_path)
		return new_list(x, old);
	const struct node *inside = node_get(old, x->part->path[level + 1]->name);
	return wrap(x, level, old, write_level(x, level + 1, inside));
}

const struct node *elements_write(const struct elements *x)
{
	return x->changed ? write_level(x, 0, x->field) : x->field;
}
