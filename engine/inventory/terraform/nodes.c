/*
 * plan_nodes - planned resources: the nodes of each change.
 *
 * Builds the declared attributes of one resource at a time, in a scratch arena that is
 * freed before the next. Knows changes; node_plan.c knows the marks.
 */
#include "inventory/model/node.h"
#include "inventory/terraform/plan.h"
#include "inventory/terraform/source.h"

/* the declared attributes of an object, as an object of their own; what is none stays itself */
static int pick(const struct value **out, const struct type *type, struct cursor from,
	struct arena *a, struct assay_error *err)
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
	if (!names || !object || !members)
		return error_nomem(err);
	for (size_t i = 0; i < type->n_fields; i++)
		if (type->fields[i].tf.ptr)
			names[n++].key = type->fields[i].tf.ptr;
	int status = cursor_find(from, names, n, err);
	*object = (struct value){.kind = DOC_OBJECT, .at = from, .members = members};
	for (size_t i = 0; status == ASSAY_OK && i < n; i++) {
		const struct value *v;
		if (!names[i].value.doc)
			continue;
		status = value_build(&v, names[i].value, a, err);
		/* value_get reads it only */
		members[object->n++] =
			(struct member){str_of(names[i].key), (struct value *)(uintptr_t)v};
	}
	*out = object;
	return status;
}

/* the expressions are the same for all instances */
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
	struct scope scope = {a, c->config->module, c->module_address, c->config->for_each};
	return configured_new(out, &scope, c->config->built, planned) == ASSAY_OK
		       ? ASSAY_OK
		       : error_nomem(err);
}

/* why nothing of the resource can be told; NULL: it can */
static const char *hidden(const struct plan *p, const struct change *c, const struct value *values)
{
	bool changes = p->changes.doc != NULL;
	if (c->action == ACTION_UNKNOWN && changes)
		return "the plan does with %.*s what this assay does not know";
	if (!values || values->kind != DOC_OBJECT)
		return "the plan does not hold the values of %.*s";
	if (plan_defers(p, c->address))
		return "the plan defers a change of %.*s";
	return NULL;
}

/* the label is plain text or nothing: an unknown name leaves the address */
void resource_set_label(struct resource *r)
{
	const struct node *n = node_get(r->root, r->type->label->name);
	bool plain = n && n->kind == NODE_STRING && n->text.len && !n->secret;
	r->label = plain ? n->text : r->address;
}

static int read_field(const struct reader *r, const struct node **out, const struct field *f,
	const struct planned *planned, const char *why, struct cursor at)
{
	if (!why)
		return node_plan(r, out, f, planned);
	struct origin o = {.field = f, .at = at, .secret = f->secret};
	o.name = f->tf.ptr ? f->tf : f->name;
	struct str what = str_of(why);
	const char *blank = strstr(why, "%.*s");
	struct str head = {what.ptr, (size_t)(blank - why)};
	struct str tail = {blank + 4, what.len - head.len - 4};
	return (node_unknown(r, out, &o, REASON_PLAN_INCOMPLETE,
			str_printf(r->arena, "%.*s%.*s%.*s", STR_ARGS(head), STR_ARGS(r->subject),
				STR_ARGS(tail)),
			STR("the plan as terraform show -json prints it")),
		ASSAY_OK);
}

static int read_root(struct plan *p, const struct change *c, const struct reader *r,
	const struct planned *planned, const char *why, const struct node **out)
{
	const struct type *type = p->w->wanted[c->t];
	struct origin o = {.at = planned->near, .written = true, .name = c->tf_type};
	struct node *root = node_new(r, NODE_OBJECT, &o);
	struct node_member *members = arena_array(r->arena, type->n_fields, sizeof *members);
	*out = root;
	if (!root || !members)
		return ASSAY_ENOMEM;
	root->members = members;
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct node *n;
		if (read_field(r, &n, &type->fields[i], planned, why, o.at) != ASSAY_OK)
			return ASSAY_ENOMEM;
		if (n)
			members[root->n++] = (struct node_member){STR_NONE, &type->fields[i], n};
	}
	return ASSAY_OK;
}

/* does it say what is not known yet? of what is left as it is, all is */
static bool tells_unknown(const struct change *c)
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
	r.subject = text_cut(p->w->run, c->address, 300);
	r.absent_is_unknown =
		p->redacted || (!p->changes.doc && !p->refresh_only) || !tells_unknown(c);
	int status = pick(&planned.after, type, c->values, scratch, err);
	if (status == ASSAY_OK)
		status = pick(&planned.unknown, type, c->unknown, scratch, err);
	if (status == ASSAY_OK)
		status = pick(&planned.sensitive, type, c->sensitive, scratch, err);
	if (status == ASSAY_OK)
		status = find_configured(p, &r.configured, c, &planned, scratch, err);
	if (status != ASSAY_OK)
		return status;
	const char *why = hidden(p, c, planned.after);
	return read_root(p, c, &r, &planned, why, out) == ASSAY_OK ? ASSAY_OK : error_nomem(err);
}

int change_nodes_before(struct plan *p, struct change *c, const struct resource *resource,
	struct arena *scratch, const struct node **out, struct assay_error *err)
{
	struct planned planned = {.near = c->before};
	const struct type *type = p->w->wanted[c->t];
	struct reader r = {.arena = scratch, .resource = resource, .source = &terraform_plan};
	r.subject = c->address;
	*out = NULL;
	if (!c->before.doc || cursor_kind(c->before) != DOC_OBJECT)
		return ASSAY_OK;
	int status = pick(&planned.after, type, c->before, scratch, err);
	if (status == ASSAY_OK)
		status = pick(&planned.sensitive, type, c->before_sensitive, scratch, err);
	if (status != ASSAY_OK)
		return status;
	return read_root(p, c, &r, &planned, NULL, out) == ASSAY_OK ? ASSAY_OK : error_nomem(err);
}

static int new_resource(struct plan *p, struct change *c)
{
	struct arena *a = p->w->run;
	struct resource *r = arena_alloc(a, sizeof *r);
	const struct region **listed = arena_array(a, 1, sizeof *listed);
	if (!r || !listed)
		return ASSAY_ENOMEM;
	*r = (struct resource){.object = OBJECT_RESOURCE, .type = p->w->wanted[c->t]};
	r->key = r->address = c->left_behind
				      ? str_printf(a, "%.*s (left behind)", STR_ARGS(c->address))
				      : c->address;
	r->owner = &c->group->account_state->account;
	r->action = c->action;
	r->listed_in = listed;
	if (!r->key.ptr)
		return ASSAY_ENOMEM;
	if (c->region_state) {
		r->home = listed[0] = &c->region_state->region;
		r->n_listed_in = 1;
	}
	c->resource = r;
	return ASSAY_OK;
}

int plan_make_resource(
	struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err)
{
	if (new_resource(p, c) != ASSAY_OK)
		return error_nomem(err);
	int status =
		change_nodes_after(p, c, c->resource, p->w->run, scratch, &c->resource->root, err);
	if (status == ASSAY_OK)
		resource_set_label(c->resource);
	return status;
}
