/*
 * nodes - the resource of a change, with its values as nodes.
 *
 * Builds the declared attributes of one resource at a time, in a scratch arena. marks.c reads
 * the marks of unknown and sensitive values.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/planned.h"
#include "inventory/terraform/source.h"

/* An object of the declared attributes only; a value of another kind stays unmodified. */
static int pick(const struct value **out, const struct type *type, struct str tf_type,
	struct cursor from, struct arena *a, struct assay_error *err)
{
	*out = NULL;
	if (!from.doc)
		return ASSAY_OK;
	if (cursor_kind(from) != DOC_OBJECT)
		return value_build(out, from, a, err);
	struct lookup *names = arena_array(a, type->n_fields, sizeof *names);
	struct value *object = arena_alloc(a, sizeof *object);
	struct member *members = arena_array(a, type->n_fields, sizeof *members);
	size_t n = 0;
	for (size_t i = 0; i < type->n_fields; i++)
		if (planned_name(&type->fields[i]).ptr)
			names[n++].key =
				field_name_of(&type->fields[i], &terraform_notation, tf_type).ptr;
	int status = cursor_find(from, names, n, err);
	*object = (struct value){.kind = DOC_OBJECT, .at = from, .members = members};
	for (size_t i = 0; status == ASSAY_OK && i < n; i++) {
		const struct value *v;
		if (!names[i].value.doc)
			continue;
		status = value_build(&v, names[i].value, a, err);
		/* Values are only read. */
		members[object->n++] =
			(struct member){str_of(names[i].key), (struct value *)(uintptr_t)v};
	}
	*out = object;
	return status;
}

/* All instances of a resource share its expressions. */
static int find_configured(struct plan *p, struct configured **out, struct change *c,
	const struct planned *planned, struct arena *a, struct assay_error *err)
{
	*out = NULL;
	if (!c->config)
		return ASSAY_OK;
	if (!c->config->built && c->config->expressions.doc) {
		int status =
			value_build(&c->config->built, c->config->expressions, p->scratch, err);
		if (status != ASSAY_OK)
			return status;
	}
	struct scope scope = {
		a, c->config->module, c->module_address, c->config->for_each, c->tf_type};
	*out = configured_new(&scope, c->config->built, planned);
	return ASSAY_OK;
}

/* Why all values of a resource are unknown; WHY_NOTHING: they are not. */
static enum reason_text hidden(
	const struct plan *p, const struct change *c, const struct value *values)
{
	bool changes = p->changes.doc != NULL;
	if (c->action == ACTION_UNKNOWN && changes)
		return WHY_ACTION_UNKNOWN;
	if (!values || values->kind != DOC_OBJECT)
		return WHY_VALUES_MISSING;
	return plan_defers(p, c->address) ? WHY_CHANGE_DEFERRED : WHY_NOTHING;
}

void resource_set_label(struct resource *r)
{
	const struct node *n = node_get(r->root, r->type->label->name);
	bool plain = n && n->kind == NODE_STRING && n->text.len && !n->secret;
	r->label = plain ? n->text : r->address;
}

static const struct node *read_field(const struct reader *r, const struct field *f,
	const struct planned *planned, enum reason_text why, struct cursor at)
{
	if (why == WHY_NOTHING)
		return node_plan(r, f, planned);
	const struct node *n;
	struct origin o = {.field = f, .at = at, .secret = f->secret};
	struct str name = field_name_of(f, &terraform_notation, r->source_type);
	o.name = name.ptr ? name : f->name;
	node_unknown(r, &n, &o, why, REASON_ARGS(r->subject));
	return n;
}

static const struct node *read_root(struct plan *p, const struct change *c, const struct reader *r,
	const struct planned *planned, enum reason_text why)
{
	const struct type *type = p->w->wanted[c->t];
	struct origin o = {.at = planned->near, .written = true, .name = c->tf_type};
	struct node *root = node_new(r, NODE_OBJECT, &o);
	struct node_member *members = arena_array(r->arena, type->n_fields, sizeof *members);
	root->members = members;
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *f = &type->fields[i];
		const struct node *n = read_field(r, f, planned, why, o.at);
		if (n)
			members[root->n++] = (struct node_member){STR_NONE, f, n};
	}
	return root;
}

/* True if a missing attribute is absent: after_unknown marks unknown ones, or all are known. */
static bool marks_unknown(const struct change *c)
{
	bool makes = c->action == ACTION_CREATE || c->action == ACTION_UPDATE ||
		     c->action == ACTION_REPLACE;
	return !makes || (c->unknown.doc && cursor_kind(c->unknown) != DOC_NULL);
}

int change_nodes_after(struct plan *p, struct change *c, const struct resource *resource,
	struct arena *keep, struct arena *scratch, const struct node **out, struct assay_error *err)
{
	struct planned planned = {.near = c->values.doc ? c->values : c->at};
	const struct type *type = p->w->wanted[c->t];
	struct reader r = {.arena = keep, .resource = resource, .source = &terraform_plan};
	r.source_type = c->tf_type;
	r.subject = text_cut(p->w->run, c->address, SUBJECT_MAX);
	r.absent_is_unknown =
		p->redacted || (!p->changes.doc && !p->refresh_only) || !marks_unknown(c);
	int status = pick(&planned.after, type, c->tf_type, c->values, scratch, err);
	if (status == ASSAY_OK)
		status = pick(&planned.unknown, type, c->tf_type, c->unknown, scratch, err);
	if (status == ASSAY_OK)
		status = pick(&planned.sensitive, type, c->tf_type, c->sensitive, scratch, err);
	if (status == ASSAY_OK)
		status = find_configured(p, &r.configured, c, &planned, scratch, err);
	if (status != ASSAY_OK)
		return status;
	*out = read_root(p, c, &r, &planned, hidden(p, c, planned.after));
	return ASSAY_OK;
}

int change_nodes_before(struct plan *p, struct change *c, const struct resource *resource,
	struct arena *scratch, const struct node **out, struct assay_error *err)
{
	struct planned planned = {.near = c->before};
	const struct type *type = p->w->wanted[c->t];
	struct reader r = {.arena = scratch, .resource = resource, .source = &terraform_plan};
	r.source_type = c->tf_type;
	r.subject = c->address;
	*out = NULL;
	if (!c->before.doc || cursor_kind(c->before) != DOC_OBJECT)
		return ASSAY_OK;
	int status = pick(&planned.after, type, c->tf_type, c->before, scratch, err);
	if (status == ASSAY_OK)
		status = pick(
			&planned.sensitive, type, c->tf_type, c->before_sensitive, scratch, err);
	if (status != ASSAY_OK)
		return status;
	*out = read_root(p, c, &r, &planned, WHY_NOTHING);
	return ASSAY_OK;
}

static struct resource *new_resource(struct plan *p, const struct change *c)
{
	struct arena *a = p->w->run;
	struct resource *r = arena_alloc(a, sizeof *r);
	const struct region **listed = arena_array(a, 1, sizeof *listed);
	*r = (struct resource){.object = OBJECT_RESOURCE, .type = p->w->wanted[c->t]};
	r->key = r->address = c->left_behind
				      ? str_printf(a, "%.*s (left behind)", STR_ARGS(c->address))
				      : c->address;
	r->owner = &c->group->account_state->account;
	r->action = c->action;
	r->listed_in = listed;
	if (c->region_state) {
		r->home = listed[0] = &c->region_state->region;
		r->n_listed_in = 1;
	}
	if (c->home)
		r->home = &c->home->region;
	return r;
}

int plan_make_resource(
	struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err)
{
	c->resource = new_resource(p, c);
	int status =
		change_nodes_after(p, c, c->resource, p->w->run, scratch, &c->resource->root, err);
	if (status == ASSAY_OK)
		resource_set_label(c->resource);
	return status;
}
