/*
 * parts - Terraform resources that complete another one: a public access block its bucket.
 *
 * A part names its resource by a value, or by a reference where the value is pending. Then the
 * configuration shows the resource, and its instance where the reference has [each.key],
 * [count.index] or a constant index. Knows declared parts; must not know any Terraform type.
 */
#include "inventory/terraform/parts.h"
#include "inventory/terraform/planned.h"
#include "inventory/terraform/source.h"

/* True if it stands for a resource of the type. */
bool part_may_name(const struct change *c)
{
	return !c->part && !c->carrier && !c->deposed && !c->left_behind && !c->uncounted;
}

/* The resources of a plan that parts may name. */
struct index {
	struct plan *p;
	struct map by_address; /* struct list of struct change */
	struct map by_value;   /* the same, by the value of an attribute that parts may be set to */
	struct list blurred;   /* struct change: a configured one of these attributes is pending */
	struct list declared;  /* const struct part: those that a resource of the plan is */
};

static void add_to(struct arena *a, struct map *map, struct str key, struct change *c)
{
	struct list *list = map_get(map, key);
	if (!list) {
		list = arena_alloc(a, sizeof *list);
		map_set(a, map, key, list);
	}
	if (!list->n || list->items[list->n - 1] != (void *)c)
		list_add(a, list, c);
}

/* An attribute that AWS chooses has no value that a part could name before; a configured one may.
 */
static int find_blurred(
	struct index *x, struct change *c, struct str attribute, struct assay_error *err)
{
	bool pending;
	int status = plan_read_mark(c->unknown, attribute, &pending, err);
	if (status == ASSAY_OK && pending && c->config)
		status = config_build(x->p, c->config, err);
	if (status != ASSAY_OK || !pending ||
		(c->config && !value_get_str(c->config->built, attribute)))
		return status;
	list_add(x->p->scratch, &x->blurred, c);
	return ASSAY_OK;
}

static int index_values(
	struct index *x, struct change *c, const struct part *part, struct assay_error *err)
{
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < 2 * part->n_to; i++) {
		bool before = i % 2, known;
		struct str text;
		status = plan_read_attribute(x->p, before ? c->before : c->values,
			before ? c->before_sensitive : c->sensitive, part->to[i / 2], &text, &known,
			err);
		if (status == ASSAY_OK && text.len)
			add_to(x->p->scratch, &x->by_value, text, c);
		if (status == ASSAY_OK && !before)
			status = find_blurred(x, c, part->to[i / 2], err);
	}
	return status;
}

static bool is_declared(const struct index *x, const struct part *part)
{
	for (size_t i = 0; i < x->declared.n; i++)
		if (x->declared.items[i] == part)
			return true;
	return false;
}

static void list_declared(struct index *x)
{
	for (size_t i = 0; i < x->p->found.n; i++) {
		const struct change *c = x->p->found.items[i];
		if (c->part && !is_declared(x, c->part))
			list_add(x->p->scratch, &x->declared, (void *)(uintptr_t)c->part);
	}
}

static int index_parents(struct index *x, struct assay_error *err)
{
	int status = ASSAY_OK;
	list_declared(x);
	for (size_t i = 0; status == ASSAY_OK && i < x->p->found.n; i++) {
		struct change *c = x->p->found.items[i];
		const struct type_names *type = planned_type_names(x->p->w->wanted[c->t]);
		if (!type->n_parts || !part_may_name(c))
			continue;
		add_to(x->p->scratch, &x->by_address, c->address, c);
		for (size_t k = 0; status == ASSAY_OK && k < type->n_parts; k++)
			if (is_declared(x, &type->parts[k]))
				status = index_values(x, c, &type->parts[k], err);
	}
	return status;
}

/* The attribute that names the version which a part is for. Empty: the resource itself, or unknown.
 * Of an element of a list, the version is a field of the element. */
static int read_version(struct plan *p, const struct change *c, bool before, struct str *version,
	struct assay_error *err)
{
	const struct type *type = p->w->wanted[c->t];
	bool known;
	*version = STR_NONE;
	if (!type->version_attribute.len || c->part->n_path)
		return ASSAY_OK;
	int status = plan_read_attribute(p, before ? c->before : c->values,
		before ? c->before_sensitive : c->sensitive, type->version_attribute, version,
		&known, err);
	if (version->len && str_eq(*version, type->version))
		*version = STR_NONE;
	return status;
}

/* What is behind the last colon. */
static struct str last_word(struct str s)
{
	size_t at = s.len;
	while (at && s.ptr[at - 1] != ':')
		at--;
	return (struct str){s.ptr + at, s.len - at};
}

/* The value that names its resource, after the change (before it, if it is deleted). */
static int read_value(struct plan *p, struct change *c, struct assay_error *err)
{
	struct str version;
	bool known, pending = false;
	int status = plan_read_attribute(p, c->gone ? c->before : c->values,
		c->gone ? c->before_sensitive : c->sensitive, c->part->refers, &c->completes,
		&known, err);
	if (status == ASSAY_OK && !c->gone)
		status = plan_read_mark(c->unknown, c->part->refers, &pending, err);
	if (pending)
		c->completes = STR_NONE;
	const struct type *type = p->w->wanted[c->t];
	struct str name = c->completes;
	c->of_version = !type_cut_name(type, &c->completes);
	/* AWS reads "f:prod" as the function f and the version prod */
	if (c->of_version && type->version_attribute.len && part_list(c->part)) {
		c->version = last_word(name);
		c->of_version = false;
	}
	if (status == ASSAY_OK)
		status = read_version(p, c, c->gone, &version, err);
	c->of_version = c->of_version || version.len;
	return status;
}

/* The address that a pending value refers to; empty: unknown. */
static int find_address(
	struct plan *p, struct change *c, struct str *address, struct assay_error *err)
{
	struct arena *a = p->scratch;
	struct referred to;
	*address = STR_NONE;
	if (c->gone || !c->config)
		return ASSAY_OK;
	int status = config_build(p, c->config, err);
	if (status != ASSAY_OK)
		return status;
	struct scope scope = {
		a, c->config->module, c->module_address, c->config->for_each, c->tf_type};
	const struct value *written = value_get_str(c->config->built, c->part->refers);
	if (!written || !references_resource(&scope, written, &to) ||
		(to.attribute.len && !part_may_be_set_to(c->part, to.attribute)))
		return ASSAY_OK;
	struct str index = to.same_key ? change_index(c) : to.index;
	*address = str_printf(a, "%.*s%s%.*s.%.*s%.*s", STR_ARGS(to.module),
		to.module.len ? "." : "", STR_ARGS(to.type), STR_ARGS(to.name), STR_ARGS(index));
	return ASSAY_OK;
}

/* True if a part of one account and Region may complete a resource of another. */
static bool may_complete(const struct plan *p, const struct change *c, const struct change *parent)
{
	bool regional = p->w->wanted[c->t]->regional;
	return parent->t == c->t && parent->group == c->group &&
	       (!regional || !c->region.len || !parent->region.len ||
		       str_eq(c->region, parent->region));
}

static size_t bind(struct plan *p, struct change *c, const struct list *named)
{
	for (size_t i = 0; named && i < named->n; i++) {
		struct change *parent = named->items[i];
		if (!may_complete(p, c, parent))
			continue;
		list_add(p->scratch, &parent->parts, c);
		list_add(p->scratch, &c->completed, parent);
	}
	return c->completed.n;
}

/* One for each account and declared part is enough. */
static void add_unresolved(struct plan *p, struct change *c)
{
	c->unresolved = true;
	for (size_t i = 0; i < p->unresolved_parts.n; i++) {
		const struct change *other = p->unresolved_parts.items[i];
		if (other->group == c->group && other->part == c->part && other->gone == c->gone)
			return;
	}
	list_add(p->scratch, &p->unresolved_parts, c);
}

struct str part_name(const struct change *c)
{
	struct arn arn;
	struct str name = c->completes;
	if (arn_parse(&arn, name) &&
		((arn.account.len && c->group->id.len && !str_eq(arn.account, c->group->id)) ||
			(arn.region.len && c->region.len && !str_eq(arn.region, c->region))))
		return STR_NONE;
	for (size_t i = name.len; i > 0; i--)
		if (name.ptr[i - 1] == ':' || name.ptr[i - 1] == '/')
			return (struct str){name.ptr + i, name.len - i};
	return name;
}

/* True if a resource whose name is pending may be the one that the part names. */
static bool may_be_blurred(const struct index *x, const struct change *c)
{
	for (size_t i = 0; i < x->blurred.n; i++)
		if (may_complete(x->p, c, x->blurred.items[i]))
			return true;
	return false;
}

static int bind_part(struct index *x, struct change *c, struct assay_error *err)
{
	struct plan *p = x->p;
	struct str address;
	int status = read_value(p, c, err);
	bool skipped = c->left_behind || (c->deposed && !c->gone);
	if (status != ASSAY_OK || c->uncounted || skipped) {
		if (c->uncounted)
			add_unresolved(p, c);
		return status;
	}
	if (c->completes.len && bind(p, c, map_get(&x->by_value, c->completes)))
		return ASSAY_OK;
	if (c->completes.len && bind(p, c, map_get(&x->by_value, part_name(c))))
		return ASSAY_OK;
	status = find_address(p, c, &address, err);
	bool bound =
		status == ASSAY_OK && address.len && bind(p, c, map_get(&x->by_address, address));
	if (status == ASSAY_OK && !bound && (!c->completes.len || may_be_blurred(x, c)))
		add_unresolved(p, c);
	return status;
}

/* A part that moves to another resource leaves the first one without it; so may one whose old
 * object is deleted after the new one was created, because both are settings of the same resource.
 */
static int add_moved(struct plan *p, const struct change *c, struct assay_error *err)
{
	struct str before, after, version, next_version;
	bool known, pending = false;
	int status = read_version(p, c, true, &version, err);
	if (status == ASSAY_OK)
		status = read_version(p, c, false, &next_version, err);
	if (status != ASSAY_OK)
		return status;
	status = plan_read_attribute(
		p, c->before, c->before_sensitive, c->part->refers, &before, &known, err);
	if (status == ASSAY_OK)
		status = plan_read_attribute(
			p, c->values, c->sensitive, c->part->refers, &after, &known, err);
	if (status == ASSAY_OK)
		status = plan_read_mark(c->unknown, c->part->refers, &pending, err);
	bool stays = !pending && str_eq(before, after) && str_eq(version, next_version);
	if (status != ASSAY_OK || !before.len || (stays && !c->deletes_last))
		return status;
	struct change *gone = arena_alloc(p->scratch, sizeof *gone);
	*gone = *c;
	gone->gone = true;
	gone->action = ACTION_DELETE;
	gone->deletes_last = stays;
	list_add(p->scratch, &p->found, gone);
	return ASSAY_OK;
}

int plan_bind_parts(struct plan *p, struct assay_error *err)
{
	struct index x = {.p = p};
	size_t n = p->found.n;
	int status = index_parents(&x, err);
	for (size_t i = 0; status == ASSAY_OK && i < n; i++) {
		const struct change *c = p->found.items[i];
		bool moves = c->action == ACTION_UPDATE || c->action == ACTION_REPLACE;
		if (c->part && moves && !c->uncounted && !c->deposed)
			status = add_moved(p, c, err);
	}
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		if (c->part)
			status = bind_part(&x, c, err);
	}
	return status;
}

/* What one field of a resource is by its parts. */
struct completion {
	struct plan *p;
	struct change *c;
	const struct reader *r;
	const struct node **roots; /* of each part; NULL: it will not exist */
};

static const struct change *find_unresolved(const struct completion *x, const struct field *f)
{
	for (size_t i = 0; i < x->p->unresolved_parts.n; i++) {
		const struct change *part = x->p->unresolved_parts.items[i];
		if (part->part->n_path)
			continue;
		if (part->t == x->c->t && part->group == x->c->group && part_gives(part->part, f))
			return part;
	}
	return NULL;
}

static const struct node *unknown(const struct completion *x, const struct field *f,
	enum reason_text why, const struct change *part, const struct change *other)
{
	struct arena *a = x->r->arena;
	const struct node *n;
	struct origin o = {.field = f, .name = f->name, .at = part->at, .secret = f->secret};
	node_unknown(x->r, &n, &o, why,
		REASON_ARGS(f->name, x->r->subject, text_cut(a, part->address, SUBJECT_MAX),
			text_cut(a, other ? other->address : part->part->refers, SUBJECT_MAX)));
	return n;
}

bool part_may_undo(const struct change *gone, const struct change *part)
{
	return gone->deposed || gone->deletes_last || !str_eq(gone->address, part->address);
}

/* True if the plan creates the resource anew and leaves the part as it is: it is deleted with the
 * old one. */
static bool is_lost(const struct change *c, const struct change *part)
{
	bool creates = c->action == ACTION_CREATE || c->action == ACTION_REPLACE;
	return creates && part->action != ACTION_CREATE && part->action != ACTION_REPLACE &&
	       part->action != ACTION_UNKNOWN;
}

/* False: no part specifies it. */
static bool complete_field(
	const struct completion *x, const struct field *f, const struct node **out)
{
	const struct change *first = NULL, *gone = NULL, *differs = NULL;
	const struct node *n = NULL;
	for (size_t i = 0; i < x->c->parts.n; i++) {
		const struct change *part = x->c->parts.items[i];
		/* a version has settings of its own */
		if (part->part->n_path || part->of_version || !part_gives(part->part, f))
			continue;
		gone = part->gone ? part : gone;
		if (!x->roots[i])
			continue;
		const struct node *mine = node_get(x->roots[i], f->name);
		if (first && !node_same(x->p->scratch, n, mine))
			differs = part;
		n = first ? n : mine;
		first = first ? first : part;
	}
	const struct change *maybe = first || gone ? NULL : find_unresolved(x, f);
	struct origin o = {.field = f, .name = f->name, .secret = f->secret};
	*out = n;
	if (first && gone && part_may_undo(gone, first))
		differs = gone;
	if (differs)
		*out = unknown(x, f, WHY_PARTS_DIFFER, first, differs);
	else if (first && is_lost(x->c, first))
		*out = unknown(x, f, WHY_PART_MAY_BE_LOST, first, NULL);
	else if (maybe)
		*out = unknown(x, f, WHY_PART_UNRESOLVED, maybe, NULL);
	if (!first && gone) {
		o.at = gone->at;
		node_absent(x->r, out, &o);
	}
	return first || gone || maybe;
}

static void complete_fields(const struct completion *x, struct resource *resource)
{
	const struct type *type = resource->type;
	struct arena *a = x->r->arena;
	struct node *root = arena_alloc(a, sizeof *root);
	struct node_member *members = arena_array(a, type->n_fields, sizeof *members);
	*root = *resource->root;
	root->n = 0;
	root->members = members;
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *f = &type->fields[i];
		const struct node *n;
		if (!complete_field(x, f, &n))
			n = node_get(resource->root, f->name);
		if (n)
			members[root->n++] = (struct node_member){STR_NONE, f, n};
	}
	resource->root = root;
}

int part_complete(struct plan *p, struct change *c, struct resource *resource,
	struct arena *scratch, struct assay_error *err)
{
	struct reader r = {.arena = p->w->run, .resource = resource, .source = &terraform_plan};
	struct completion x = {.p = p, .c = c, .r = &r};
	if (!planned_type_names(resource->type)->n_parts || c->left_behind)
		return ASSAY_OK;
	int status = ASSAY_OK;
	r.subject = text_cut(p->w->run, c->address, SUBJECT_MAX);
	x.roots = arena_array(p->scratch, c->parts.n, sizeof *x.roots);
	for (size_t i = 0; status == ASSAY_OK && i < c->parts.n; i++) {
		struct change *part = c->parts.items[i];
		if (!part->gone && !part->part->n_path)
			status = change_nodes_after(
				p, part, resource, p->w->run, scratch, &x.roots[i], err);
	}
	if (status == ASSAY_OK)
		complete_fields(&x, resource);
	return status;
}
