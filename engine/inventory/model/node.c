/*
 * node - nodes of every kind, from whatever source: scalars, defaults, unknowns.
 *
 * Knows declarations and values. Must not know how a source spells a field, nor what
 * any type means.
 */
#include "inventory/model/node.h"

static const char *const value_names[] = {
	[DOC_NULL] = "null",
	[DOC_BOOL] = "a boolean",
	[DOC_NUMBER] = "a number",
	[DOC_STRING] = "a string",
	[DOC_ARRAY] = "a list",
	[DOC_OBJECT] = "an object",
};

static const char *const field_names[] = {
	[FIELD_BOOL] = "a boolean",
	[FIELD_INT] = "an integer",
	[FIELD_STRING] = "a string",
	[FIELD_LIST] = "a list",
	[FIELD_SET] = "a list",
	[FIELD_MAP] = "an object",
	[FIELD_OBJECT] = "an object",
};

void origin_of_element(struct origin *o, const struct origin *map, struct str key)
{
	o->name = map->secret ? map->name : key;
	if (map->secret && !map->sealed.doc)
		o->sealed = map->at;
}

static struct cursor place_of(const struct origin *o)
{
	return o->sealed.doc ? o->sealed : o->at;
}

struct node *node_new(const struct reader *r, enum node_kind kind, const struct origin *o)
{
	struct node *n = arena_alloc(r->arena, sizeof *n);
	*n = (struct node){
		.object = OBJECT_NODE,
		.kind = kind,
		.field = o->field,
		.resource = r->resource,
		.at = place_of(o),
		.written = o->written,
		.source_name = o->name,
		.source = r->source,
		.within = o->within,
		.index = o->index,
		.block = o->block,
		.secret = o->secret,
	};
	return n;
}

void node_unknown(const struct reader *r, const struct node **out, const struct origin *o,
	enum reason_text why, const struct str *args)
{
	struct node *n = node_new(r, NODE_UNKNOWN, o);
	struct reason *reason = reason_make(r->arena, why, place_of(o), args);
	reason->resource = r->resource;
	reason->path = origin_path(r->arena, o);
	n->why = reason;
	*out = n;
}

const struct node *node_unknown_as(
	const struct reader *r, const struct origin *o, const struct reason *why)
{
	struct node *n = node_new(r, NODE_UNKNOWN, o);
	n->why = why;
	return n;
}

void node_absent(const struct reader *r, const struct node **out, const struct origin *o)
{
	const struct field *f = o->field;
	static const enum node_kind kinds[] = {[FIELD_BOOL] = NODE_BOOL,
		[FIELD_INT] = NODE_INT,
		[FIELD_STRING] = NODE_STRING,
		[FIELD_OBJECT] = NODE_OBJECT};
	*out = NULL;
	if (!f->has_default || f->kind > FIELD_STRING)
		return;
	struct origin unwritten = *o;
	unwritten.written = false;
	struct node *n = node_new(r, kinds[f->kind], &unwritten);
	n->truth = f->kind == FIELD_BOOL && f->default_bool;
	n->integer = f->kind == FIELD_INT ? f->default_int : 0;
	if (f->kind == FIELD_STRING)
		n->text = f->default_string;
	*out = n;
}

void node_wrong_kind(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v)
{
	const char *found = v ? value_names[v->kind] : "missing";
	node_unknown(r, out, o, WHY_WRONG_KIND,
		REASON_ARGS(origin_path(r->arena, o), r->subject, str_of(found),
			str_of(field_names[o->field->kind])));
}

void node_not_object(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v)
{
	node_unknown(r, out, o, WHY_WRONG_KIND,
		REASON_ARGS(origin_path(r->arena, o), r->subject, str_of(value_names[v->kind]),
			str_of(field_names[FIELD_OBJECT])));
}

static bool says_nothing(const struct value *v)
{
	bool container = v->kind == DOC_ARRAY || v->kind == DOC_OBJECT;
	return v->kind == DOC_NULL || (container && v->n == 0) ||
	       (v->kind == DOC_BOOL && !v->truth) || (v->kind == DOC_STRING && !v->text.len);
}

const struct member *node_undeclared(
	const struct notation *notation, const struct field *object, const struct value *v)
{
	for (size_t i = 0; object->closed && v && v->kind == DOC_OBJECT && i < v->n; i++) {
		bool known = says_nothing(v->members[i].value);
		for (size_t k = 0; !known && k < object->n_fields; k++)
			known = notation ? field_is_named(
						   &object->fields[k], notation, v->members[i].key)
					 : str_eq(object->fields[k].name, v->members[i].key);
		if (!known)
			return &v->members[i];
	}
	return NULL;
}

void node_unknown_member(const struct reader *r, const struct node **out, const struct origin *o,
	const struct member *unknown_member)
{
	struct str name =
		o->secret ? STR("a member") : text_cut(r->arena, unknown_member->key, 100);
	node_unknown(r, out, o, WHY_UNKNOWN_MEMBER,
		REASON_ARGS(name, origin_path(r->arena, o), r->subject));
}

void node_scalar(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v)
{
	static const enum doc_kind expected[] = {
		[FIELD_BOOL] = DOC_BOOL, [FIELD_INT] = DOC_NUMBER, [FIELD_STRING] = DOC_STRING};
	static const enum node_kind made[] = {
		[FIELD_BOOL] = NODE_BOOL, [FIELD_INT] = NODE_INT, [FIELD_STRING] = NODE_STRING};
	enum field_kind kind = o->field->kind;
	int64_t integer = 0;
	if (!v || v->kind != expected[kind] || (kind == FIELD_INT && !value_count(v, &integer))) {
		node_wrong_kind(r, out, o, v);
		return;
	}
	struct node *n = node_new(r, made[kind], o);
	*out = n;
	n->truth = kind == FIELD_BOOL && v->truth;
	n->integer = integer;
	if (kind == FIELD_STRING)
		n->text = str_copy(r->arena, v->text);
}

static int by_key(const void *a, const void *b)
{
	const struct node_member *x = a, *y = b;
	return str_cmp(x->key, y->key);
}

void node_sort_members(struct arena *scratch, struct node_member *members, size_t n)
{
	struct node_member *copy = arena_array(scratch, n, sizeof *copy);
	struct list order = {0};
	for (size_t i = 0; i < n; i++) {
		copy[i] = members[i];
		list_add(scratch, &order, &copy[i]);
	}
	list_sort(scratch, &order, by_key);
	for (size_t i = 0; i < n; i++)
		members[i] = *(const struct node_member *)order.items[i];
}
