/*
 * nodes - the resource of a change, with its values as nodes.
 *
 * Builds the declared attributes of one resource at a time, in a scratch arena. marks.c reads
 * the marks of unknown and sensitive values.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/planned.h"
#include "inventory/terraform/source.h"

static size_t count_names(const struct field *fields, size_t n_fields)
{
	size_t n = n_fields;
	for (size_t i = 0; i < n_fields; i++)
		n += fields[i].n_fields;
	return n;
}

/* The attributes that a field is read from: "." are those of its own fields. */
static size_t add_names(const struct field *f, struct str tf_type, struct lookup *names, size_t n)
{
	struct str name = field_name_of(f, &terraform_notation, tf_type);
	if (f->n_made)
		return n;
	for (size_t i = 0; str_is(name, ".") && i < f->n_fields; i++)
		n = add_names(&f->fields[i], tf_type, names, n);
	if (name.len && !str_is(name, "."))
		names[n++].key = name.ptr;
	return n;
}

/* Fields that a resource type of the source specifies. */
struct declared {
	const struct field *fields;
	size_t n;
	struct str tf_type;
	bool block; /* of a resource that is a block of another */
};

/* Those of the resource, or those of the element that a part is. */
static struct declared declared_of(const struct plan *p, const struct change *c)
{
	const struct field *list = c->part ? part_list(c->part) : NULL;
	const struct type *type = p->w->wanted[c->t];
	if (list && list->of->kind == FIELD_OBJECT)
		return (struct declared){list->of->fields, list->of->n_fields, c->tf_type, false};
	if (list)
		return (struct declared){list->of, 1, c->tf_type, false};
	return (struct declared){type->fields, type->n_fields, c->tf_type, c->around != NULL};
}

/* A text that is made of attributes; NULL: one is missing. Of marks: true if one is marked. */
static struct value *make_value(const struct declared *d, const struct field *f,
	const struct value *object, bool marks, struct arena *a)
{
	struct value *v = arena_alloc(a, sizeof *v);
	struct str text = STR("");
	bool marked = false;
	for (size_t i = 0; i < f->n_made; i++) {
		const struct field *from = f->made[i].field;
		struct str name = d->block && from->around
					  ? from->name
					  : field_name_of(from, &terraform_notation, d->tf_type);
		const struct value *part = name.len ? value_get_str(object, name) : NULL;
		bool is_text = part && part->kind == DOC_STRING && part->text.len;
		if (marks && part && part->kind != DOC_NULL)
			marked = marked || part->kind != DOC_BOOL || part->truth;
		if (!marks && !is_text)
			return NULL;
		if (marks)
			continue;
		text = str_printf(a, "%.*s%.*s%.*s", STR_ARGS(text), STR_ARGS(f->made[i].before),
			STR_ARGS(part->text));
		v->at = part->at;
	}
	v->kind = marks ? DOC_BOOL : DOC_STRING;
	v->truth = marked;
	v->text = text;
	if (marks)
		v->at = object->at;
	return !marks || marked ? v : NULL;
}

static int add_attributes(struct value *object, const struct lookup *names, const struct field *f,
	size_t n, struct arena *a, struct assay_error *err)
{
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < n; i++) {
		const struct value *v;
		if (!names[i].value.doc)
			continue;
		status = value_build(&v, names[i].value, a, err);
		/* Values are only read. */
		object->members[object->n++] = (struct member){
			f ? f->name : str_of(names[i].key), (struct value *)(uintptr_t)v};
	}
	return status;
}

/* Attributes of the resource around a block, by the names of their fields: the block may have an
 * attribute of the same name. */
static int add_around(struct value *object, const struct declared *d, struct cursor around,
	struct arena *a, struct assay_error *err)
{
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < d->n; i++) {
		struct lookup name[1];
		if (!d->fields[i].around || !add_names(&d->fields[i], d->tf_type, name, 0))
			continue;
		status = cursor_find(around, name, 1, err);
		if (status == ASSAY_OK)
			status = add_attributes(object, name, &d->fields[i], 1, a, err);
	}
	return status;
}

/*
 * An object of the declared attributes only; a value of another kind stays unmodified. around: of a
 * block, the same of the resource around it.
 */
static int pick(const struct value **out, const struct declared *d, struct cursor from,
	struct cursor around, bool marks, struct arena *a, struct assay_error *err)
{
	size_t n = 0, most = count_names(d->fields, d->n);
	bool whole = around.doc && cursor_kind(around) == DOC_OBJECT;
	*out = NULL;
	if (!from.doc && !whole)
		return ASSAY_OK;
	if (from.doc && cursor_kind(from) != DOC_OBJECT)
		return value_build(out, from, a, err);
	struct lookup *names = arena_array(a, most, sizeof *names);
	struct value *object = arena_alloc(a, sizeof *object);
	struct member *members = arena_array(a, most, sizeof *members);
	for (size_t i = 0; from.doc && i < d->n; i++)
		if (!d->block || !d->fields[i].around)
			n = add_names(&d->fields[i], d->tf_type, names, n);
	int status = n ? cursor_find(from, names, n, err) : ASSAY_OK;
	*object = (struct value){
		.kind = DOC_OBJECT, .at = from.doc ? from : around, .members = members};
	if (status == ASSAY_OK)
		status = add_attributes(object, names, NULL, n, a, err);
	if (status == ASSAY_OK && whole)
		status = add_around(object, d, around, a, err);
	for (size_t i = 0; status == ASSAY_OK && i < d->n; i++) {
		struct value *v = NULL;
		if (d->fields[i].n_made)
			v = make_value(d, &d->fields[i], object, marks, a);
		if (v)
			members[object->n++] = (struct member){d->fields[i].name, v};
	}
	*out = object;
	return status;
}

int config_build(struct plan *p, struct config *config, struct assay_error *err)
{
	if (config->built || !config->expressions.doc)
		return ASSAY_OK;
	return value_build(&config->built, config->expressions, p->scratch, err);
}

/* All instances of a resource share its expressions. */
static int find_configured(struct plan *p, struct configured **out, struct change *c,
	const struct planned *planned, struct arena *a, struct assay_error *err)
{
	*out = NULL;
	if (!c->config)
		return ASSAY_OK;
	int status = config_build(p, c->config, err);
	if (status != ASSAY_OK)
		return status;
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
	if (c->named_by)
		return WHY_NAMED_ONLY;
	if (c->action == ACTION_UNKNOWN && changes)
		return WHY_ACTION_UNKNOWN;
	if (!values || values->kind != DOC_OBJECT)
		return WHY_VALUES_MISSING;
	return plan_defers(p, c->address) ? WHY_CHANGE_DEFERRED : WHY_NOTHING;
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

/* The part that gives a field which the resource itself does not specify; NULL: none. */
static const struct part *find_part(
	const struct type *type, const struct field *f, struct str tf_type)
{
	const struct type_names *names = planned_type_names(type);
	if (field_name_of(f, &terraform_notation, tf_type).ptr)
		return NULL;
	for (size_t i = 0; i < names->n_parts; i++)
		for (size_t k = 0; k < names->parts[i].n_gives; k++)
			if (names->parts[i].gives[k] == f)
				return &names->parts[i];
	return NULL;
}

/* A field that only parts specify: a new resource has none but those of the plan. */
static const struct node *without_part(const struct plan *p, const struct change *c,
	const struct reader *r, const struct field *f, const struct part *part, struct cursor at)
{
	bool created = c->action == ACTION_CREATE || c->action == ACTION_REPLACE;
	const struct node *n;
	struct origin o = {.field = f, .name = f->name, .at = at, .secret = f->secret};
	if (created && !p->incomplete && !p->deferred_list.n)
		node_absent(r, &n, &o);
	else
		node_unknown(r, &n, &o, WHY_PART_NOT_IN_PLAN,
			REASON_ARGS(f->name, r->subject, part->source_type));
	return n;
}

/* What a part that refers to its resource shows of it: its key or its usual name; NULL: nothing. */
static const struct node *referred(
	const struct change *c, const struct reader *r, const struct field *f, struct cursor at)
{
	const struct type *type = r->resource->type;
	const struct part *part = c->named_by->part;
	struct str attribute = field_name_of(f, &terraform_notation, c->tf_type);
	bool whole = f == type->key && type->key_is_arn;
	struct arn arn;
	if ((f != type->key && f != type->label) || f->kind != FIELD_STRING || !c->completes.len ||
		!part_may_be_set_to(part, attribute) || (whole && !arn_parse(&arn, c->completes)))
		return NULL;
	struct origin o = {.field = f, .name = part->refers, .at = at, .secret = f->secret};
	struct node *n = node_new(r, NODE_STRING, &o);
	n->text = whole ? c->completes : c->name;
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
		const struct part *part =
			c->part || c->named_by ? NULL : find_part(type, f, c->tf_type);
		const struct node *n = c->named_by ? referred(c, r, f, o.at) : NULL;
		if (!n && part)
			n = without_part(p, c, r, f, part, o.at);
		else if (!n && (!c->part || part_gives(c->part, f)))
			n = read_field(r, f, planned, why, o.at);
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

struct str change_index(const struct change *c)
{
	struct str s = c->address;
	size_t head = c->module_address.len + (c->module_address.len != 0) + c->tf_type.len + 1 +
		      c->name.len;
	return head < s.len ? (struct str){s.ptr + head, s.len - head} : STR("");
}

/* The values after the change, with their marks and configuration. */
static int plan_after(struct plan *p, struct change *c, struct arena *keep, struct arena *scratch,
	struct reader *r, struct planned *planned, struct assay_error *err)
{
	const struct declared d = declared_of(p, c);
	*planned = (struct planned){.near = c->values.doc ? c->values : c->at};
	r->arena = keep;
	r->source = &terraform_plan;
	r->source_type = c->tf_type;
	r->index = change_index(c);
	r->block = c->block_path;
	r->subject = text_cut(p->w->run, change_key(p->w->run, c), SUBJECT_MAX);
	r->absent_is_unknown =
		p->redacted || (!p->changes.doc && !p->refresh_only) || !marks_unknown(c);
	const struct change *in = c->around;
	int status = pick(
		&planned->after, &d, c->values, in ? in->values : NOWHERE, false, scratch, err);
	if (status == ASSAY_OK)
		status = pick(&planned->unknown, &d, c->unknown, in ? in->unknown : NOWHERE, true,
			scratch, err);
	if (status == ASSAY_OK)
		status = pick(&planned->sensitive, &d, c->sensitive, in ? in->sensitive : NOWHERE,
			true, scratch, err);
	return status == ASSAY_OK ? find_configured(p, &r->configured, c, planned, scratch, err)
				  : status;
}

/* The values before it; planned->after is NULL if there are none. */
static int plan_before(struct plan *p, struct change *c, struct arena *keep, struct arena *scratch,
	struct reader *r, struct planned *planned, struct assay_error *err)
{
	const struct declared d = declared_of(p, c);
	*planned = (struct planned){.near = c->before};
	r->arena = keep;
	r->source = &terraform_plan;
	r->source_type = c->tf_type;
	r->subject = c->address;
	if (!c->before.doc || cursor_kind(c->before) != DOC_OBJECT)
		return ASSAY_OK;
	const struct change *in = c->around;
	int status = pick(
		&planned->after, &d, c->before, in ? in->before : NOWHERE, false, scratch, err);
	return status == ASSAY_OK ? pick(&planned->sensitive, &d, c->before_sensitive,
					    in ? in->before_sensitive : NOWHERE, true, scratch, err)
				  : status;
}

int change_nodes_after(struct plan *p, struct change *c, const struct resource *resource,
	struct arena *keep, struct arena *scratch, const struct node **out, struct assay_error *err)
{
	struct reader r = {.resource = resource};
	struct planned planned;
	int status = plan_after(p, c, keep, scratch, &r, &planned, err);
	if (status == ASSAY_OK)
		*out = read_root(p, c, &r, &planned, hidden(p, c, planned.after));
	return status;
}

int change_nodes_before(struct plan *p, struct change *c, const struct resource *resource,
	struct arena *scratch, const struct node **out, struct assay_error *err)
{
	struct reader r = {.resource = resource};
	struct planned planned;
	int status = plan_before(p, c, scratch, scratch, &r, &planned, err);
	*out = NULL;
	if (status == ASSAY_OK && planned.after)
		*out = read_root(p, c, &r, &planned, WHY_NOTHING);
	return status;
}

/* The resource of Terraform that an element is: messages name its address. */
static struct resource *part_resource(
	struct plan *p, const struct change *c, const struct resource *of)
{
	struct resource *r = arena_alloc(p->w->run, sizeof *r);
	*r = *of;
	r->address = c->address;
	r->root = NULL;
	r->absent_at = NULL;
	return r;
}

/* The version in the name of the resource, where the attribute for it is unset. */
static void set_version(const struct plan *p, const struct change *c, struct planned *planned)
{
	struct str name = p->w->wanted[c->t]->version_attribute;
	const struct value *object = planned->after;
	bool whole = c->version.len && object && object->kind == DOC_OBJECT;
	for (size_t i = 0; whole && i < object->n; i++) {
		struct value *v = object->members[i].value;
		bool empty = v->kind == DOC_NULL || (v->kind == DOC_STRING && !v->text.len);
		if (!str_eq(object->members[i].key, name) || !empty)
			continue;
		v->kind = DOC_STRING;
		v->text = c->version;
	}
}

int change_element(struct plan *p, struct change *c, bool before, const struct resource *of,
	struct arena *keep, struct arena *scratch, const struct node **out, struct assay_error *err)
{
	const struct field *list = part_list(c->part);
	struct resource *resource = part_resource(p, c, of);
	struct reader r = {.resource = resource};
	struct planned planned;
	*out = NULL;
	int status = (before ? plan_before : plan_after)(p, c, keep, scratch, &r, &planned, err);
	if (status != ASSAY_OK || (before && !planned.after))
		return status;
	set_version(p, c, &planned);
	enum reason_text why = before ? WHY_NOTHING : hidden(p, c, planned.after);
	struct origin o = {.field = list->of, .name = STR(""), .at = planned.near};
	o.secret = list->secret || list->of->secret;
	if (why == WHY_NOTHING)
		*out = node_plan_element(&r, list, &planned);
	else
		node_unknown(&r, out, &o, why, REASON_ARGS(r.subject));
	resource->root = *out;
	return ASSAY_OK;
}
