/*
 * named_again - resources that parts of several plans of an account change, and those that another
 * plan of it manages or the exports of another account show.
 *
 * Nothing shows which of the plans is applied last: what they specify differently is unknown. Knows
 * the names of resources; must not know what a plan contains.
 */
#include "inventory/model/elements.h"
#include "inventory/terraform/parts.h"
#include "inventory/terraform/plan_source.h"
#include "inventory/terraform/source.h"

bool named_gives(const struct resource *resource, const struct field *f)
{
	for (size_t i = 0; i < resource->n_given; i++)
		if (resource->given[i] == f)
			return true;
	return false;
}

struct resource *named_earlier(const struct plan *p, const struct change *c)
{
	const struct list *named = &c->group->account_state->lists[c->t].named;
	const struct region *home = c->region_state ? &c->region_state->region : NULL;
	for (size_t i = 0; c->completes.len && i < named->n; i++) {
		struct resource *r = named->items[i];
		if (str_eq(r->key, c->address) &&
			(r->home == home || !p->w->wanted[c->t]->regional))
			return r;
	}
	return NULL;
}

/* The part that adds elements to a list inside the field; NULL: none. */
static const struct part *list_part(const struct type *type, const struct field *f)
{
	const struct type_names *names = planned_type_names(type);
	for (size_t i = 0; i < names->n_parts; i++)
		if (names->parts[i].n_path && names->parts[i].path[0] == f)
			return &names->parts[i];
	return NULL;
}

static void replace(
	struct inventory *w, struct resource *r, const struct field *f, const struct node *n)
{
	struct node *root = arena_alloc(w->run, sizeof *root);
	struct node_member *members = arena_array(w->run, r->type->n_fields, sizeof *members);
	*root = *r->root;
	root->n = 0;
	root->members = members;
	for (size_t i = 0; i < r->type->n_fields; i++) {
		const struct field *of = &r->type->fields[i];
		const struct node *member = of == f ? n : node_get(r->root, of->name);
		if (member)
			members[root->n++] = (struct node_member){STR_NONE, of, member};
	}
	r->root = root;
}

static void make_unknown(
	struct inventory *w, struct resource *r, const struct field *f, struct cursor at)
{
	struct reader reader = {.arena = w->run, .resource = r, .source = &terraform_plan};
	struct origin o = {.field = f, .name = f->name, .at = at, .secret = f->secret};
	const struct node *n;
	node_unknown(&reader, &n, &o, WHY_IN_PARTS_OF_PLANS, REASON_ARGS(f->name, r->label));
	replace(w, r, f, n);
}

void named_mix(struct inventory *w, struct resource *both, const struct resource *earlier,
	struct arena *scratch)
{
	for (size_t i = 0; i < earlier->n_given; i++) {
		const struct field *f = earlier->given[i];
		const struct node *n = node_get(both->root, f->name);
		const struct node *was = node_get(earlier->root, f->name);
		/* elements of both are in the list */
		if (!list_part(both->type, f) && !node_same(scratch, n, was))
			make_unknown(w, both, f, both->root->at);
	}
}

/* The list may have elements that the other plan adds, or lose those that it deletes. */
static void open_list(struct inventory *w, struct resource *r, const struct part *part,
	struct cursor at, struct arena *scratch)
{
	const struct field *f = part->path[0];
	struct reader reader = {.arena = w->run,
		.resource = r,
		.source = &terraform_plan,
		.subject = text_cut(w->run, r->label, SUBJECT_MAX)};
	struct elements list = {.r = &reader, .scratch = scratch, .at = at, .part = part};
	struct reason *why = reason_make(
		w->run, WHY_IN_PARTS_OF_PLANS, at, REASON_ARGS(f->name, reader.subject));
	why->resource = r;
	why->path = f->name;
	elements_read(&list, node_get(r->root, f->name));
	elements_open(&list, why);
	replace(w, r, f, elements_write(&list));
}

/* True if no part of its own plan sets the field, as far as that plan shows. */
static bool has_no_part(const struct resource *managed, const struct node *n)
{
	if (!n)
		return managed->action == ACTION_CREATE;
	return n->kind == NODE_UNKNOWN && n->why && n->why->code == REASON_OTHER_STATE;
}

static void compare(struct inventory *w, struct resource *managed, struct resource *named,
	struct arena *scratch)
{
	for (size_t i = 0; i < named->n_given; i++) {
		const struct field *f = named->given[i];
		const struct part *part = list_part(named->type, f);
		const struct node *n = node_get(managed->root, f->name);
		if (part) {
			open_list(w, managed, part, named->root->at, scratch);
			continue;
		}
		if (node_same(scratch, n, node_get(named->root, f->name)))
			continue;
		bool alone = has_no_part(managed, n);
		make_unknown(w, managed, f, named->root->at);
		if (!alone)
			make_unknown(w, named, f, managed->root->at);
	}
}

static struct str name_of(const struct resource *r)
{
	const struct node *n = node_get(r->root, r->type->label->name);
	return n && n->kind == NODE_STRING ? n->text : STR_NONE;
}

static void compare_all(struct inventory *w, const struct list_state *list, struct arena *scratch)
{
	struct map by_name = {0}; /* struct list of struct resource */
	for (size_t i = 0; i < list->items.n; i++) {
		struct resource *r = list->items.items[i];
		struct str name = name_of(r);
		struct list *same = map_get(&by_name, name);
		if (!same && name.len) {
			same = arena_alloc(scratch, sizeof *same);
			map_set(scratch, &by_name, name, same);
		}
		if (name.len)
			list_add(scratch, same, r);
	}
	for (size_t i = 0; i < list->named.n; i++) {
		struct resource *named = list->named.items[i];
		const struct list *same = map_get(&by_name, named->key);
		for (size_t k = 0; same && k < same->n; k++) {
			struct resource *managed = same->items[k];
			if (!named->type->regional || !named->home || !managed->home ||
				named->home == managed->home)
				compare(w, managed, named, scratch);
		}
	}
}

/* A part of one account's plan that names a resource of another account by its ARN. */
static void compare_others(
	struct inventory *w, const struct account_state *own, size_t t, struct arena *scratch)
{
	const struct list *named = &own->lists[t].named;
	for (size_t n = 0; n < named->n; n++) {
		struct resource *r = named->items[n];
		struct arn arn;
		for (size_t i = 0; arn_parse(&arn, r->key) && i < w->account_states.n; i++) {
			const struct account_state *h = w->account_states.items[i];
			const struct list *items = &h->lists[t].items;
			for (size_t k = 0; h != own && k < items->n; k++) {
				struct resource *other = items->items[k];
				if (str_eq(other->key, r->key))
					compare(w, other, r, scratch);
			}
		}
	}
}

void plans_compare_named(struct inventory *w)
{
	struct arena *scratch;
	arena_new_below(&scratch, w->run);
	for (size_t i = 0; i < w->account_states.n; i++) {
		const struct account_state *h = w->account_states.items[i];
		for (size_t t = 0; t < w->n_wanted; t++)
			if (w->wanted[t]->label && h->lists[t].named.n)
				compare_all(w, &h->lists[t], scratch);
		for (size_t t = 0; t < w->n_wanted; t++)
			compare_others(w, h, t, scratch);
	}
	arena_free(scratch);
}
