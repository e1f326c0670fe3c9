/*
 * desired_node - a value in declared names as a node.
 *
 * Knows declarations. Must not know how a source spells a value.
 */
#include "inventory/desired.h"
#include "inventory/model/node.h"

static const char *const kind_names[] = {
	[FIELD_BOOL] = "true or false",
	[FIELD_INT] = "an integer",
	[FIELD_STRING] = "a string",
	[FIELD_LIST] = "a list",
	[FIELD_SET] = "a list",
	[FIELD_MAP] = "an object",
	[FIELD_OBJECT] = "an object",
};

static struct node *new_node(const struct new_value *r, enum node_kind kind,
	const struct field *field, const struct value *value)
{
	const struct source_kind *source = r->resource->root->source;
	struct reader reader = {.arena = r->arena, .resource = r->resource, .source = source};
	struct str spelling = source ? field_name_in(field, source->notation) : STR_NONE;
	struct origin o = {.field = field, .at = r->at};
	struct node *node;

	o.name = spelling.len ? spelling : field->name;
	o.secret = field->secret;
	node = node_new(&reader, kind, &o);
	if (value && value->at.doc && !field->secret)
		node->assumed = cursor_text(value->at);
	return node;
}

static int refuse_kind(const struct field *field, struct assay_error *err)
{
	const char *name =
		field->kind < LENGTH_OF(kind_names) ? kind_names[field->kind] : "a value";
	return error_set(err, ASSAY_EUSAGE, "%.*s takes %s", STR_ARGS(field->name), name);
}

static int make_list(const struct new_value *r, const struct field *field,
	const struct value *value, const struct node **out, struct assay_error *err)
{
	struct node *node = new_node(r, NODE_LIST, field, value);
	const struct node **items = arena_array(r->arena, value->n, sizeof *items);
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < value->n; i++) {
		status = node_desired(r, field->of, value->items[i], &items[i], err);
		if (!status && !items[i])
			status = error_set(err, ASSAY_EUSAGE, "an element of %.*s is null",
				STR_ARGS(field->name));
	}
	node->items = items;
	node->n = value->n;
	*out = node;
	return status;
}

static int make_map(const struct new_value *r, const struct field *field, const struct value *value,
	const struct node **out, struct assay_error *err)
{
	struct node *node = new_node(r, NODE_MAP, field, value);
	struct node_member *members = arena_array(r->arena, value->n, sizeof *members);
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < value->n; i++) {
		struct node_member *m = &members[node->n];

		m->key = str_copy(r->arena, value->members[i].key);
		status = node_desired(r, field->of, value->members[i].value, &m->node, err);
		node->n += m->node != NULL;
	}
	node_sort_members(r->arena, members, node->n);
	node->members = members;
	*out = node;
	return status;
}

static int check_members(
	const struct field *field, const struct value *value, struct assay_error *err)
{
	for (size_t i = 0; i < value->n; i++)
		if (!field_find(field->fields, field->n_fields, value->members[i].key))
			return error_set(err, ASSAY_EUSAGE, "%.*s declares no field '%.*s'",
				STR_ARGS(field->name), STR_ARGS(value->members[i].key));
	return ASSAY_OK;
}

static int make_object(const struct new_value *r, const struct field *field,
	const struct value *value, const struct node **out, struct assay_error *err)
{
	struct node *node = new_node(r, NODE_OBJECT, field, NULL);
	struct node_member *members = arena_array(r->arena, field->n_fields, sizeof *members);
	int status = check_members(field, value, err);

	for (size_t i = 0; !status && i < field->n_fields; i++) {
		const struct field *f = &field->fields[i];
		struct node_member *m = &members[node->n];

		m->field = f;
		status = node_desired(r, f, value_get_str(value, f->name), &m->node, err);
		node->n += m->node != NULL;
	}
	node->members = members;
	*out = node;
	return status;
}

static int make_scalar(const struct new_value *r, const struct field *field,
	const struct value *value, const struct node **out, struct assay_error *err)
{
	static const enum node_kind kinds[] = {
		[FIELD_BOOL] = NODE_BOOL, [FIELD_INT] = NODE_INT, [FIELD_STRING] = NODE_STRING};
	struct node *node = new_node(r, kinds[field->kind], field, value);
	bool fits = false;

	if (field->kind == FIELD_BOOL) {
		fits = value->kind == DOC_BOOL;
		node->truth = value->truth;
	} else if (field->kind == FIELD_INT) {
		fits = value->kind == DOC_NUMBER && value_integer(value, &node->integer);
	} else {
		fits = value->kind == DOC_STRING;
		node->text = str_copy(r->arena, value->text);
	}
	*out = node;
	return fits ? ASSAY_OK : refuse_kind(field, err);
}

/* what absence means: the default, or nothing */
static void make_absent(
	const struct new_value *r, const struct field *field, const struct node **out)
{
	struct reader reader = {
		.arena = r->arena, .resource = r->resource, .source = r->resource->root->source};
	struct origin o = {.field = field, .name = field->name, .at = r->at};

	node_absent(&reader, out, &o);
}

int node_desired(const struct new_value *r, const struct field *field, const struct value *value,
	const struct node **out, struct assay_error *err)
{
	*out = NULL;
	if (!value || value->kind == DOC_NULL) {
		make_absent(r, field, out);
		return ASSAY_OK;
	}
	switch (field->kind) {
	case FIELD_BOOL:
	case FIELD_INT:
	case FIELD_STRING:
		return make_scalar(r, field, value, out, err);
	case FIELD_LIST:
	case FIELD_SET:
		return value->kind == DOC_ARRAY ? make_list(r, field, value, out, err)
						: refuse_kind(field, err);
	case FIELD_MAP:
		return value->kind == DOC_OBJECT ? make_map(r, field, value, out, err)
						 : refuse_kind(field, err);
	case FIELD_OBJECT:
		return value->kind == DOC_OBJECT ? make_object(r, field, value, out, err)
						 : refuse_kind(field, err);
	}
	return refuse_kind(field, err);
}
