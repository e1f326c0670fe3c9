/*
 * node_json - fields as a source writes them in JSON: its own documents, and those inside strings.
 *
 * The text is the service's answer: a field that is missing is absent, unless AWS always prints it.
 * Then the output was trimmed, and the field is unknown. Knows the names of a notation; inside a
 * document (a policy), fields have their own names in every source.
 */
#include "doc/derived.h"
#include "inventory/model/node.h"

/* inside a document, fields have their own names */
static struct spelling names_of(const struct reader *r, const struct field *f)
{
	if (r->in_document)
		return (struct spelling){.names = &f->name, .n = 1};
	return *field_spelling(f, r->source->notation);
}

static void element(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v, size_t depth);

/*
 * The value of a name: a key, a path of keys through objects, or "." for the object itself. If
 * something else stands in the way, that is the value, and *blocked the path to it.
 */
static const struct value *find_path(
	const struct value *object, struct str name, struct str *blocked)
{
	struct str path = name;
	*blocked = STR_NONE;
	if (str_is(path, "."))
		return object;
	while (object && path.len) {
		const char *dot = memchr(path.ptr, '.', path.len);
		size_t len = dot ? (size_t)(dot - path.ptr) : path.len;
		object = value_get_str(object, (struct str){path.ptr, len});
		path.ptr += len + (dot != NULL);
		path.len -= len + (dot != NULL);
		if (object && path.len && object->kind != DOC_OBJECT && object->kind != DOC_NULL) {
			*blocked = (struct str){name.ptr, name.len - path.len - 1};
			return object;
		}
	}
	return object;
}

/* the one of a field's names that the object has; two of them conflict */
static void find_name(const struct reader *r, const struct node **out, struct origin *o,
	const struct value *object, const struct value **found)
{
	const struct spelling names = names_of(r, o->field), *s = &names;
	*found = NULL;
	*out = NULL;
	for (size_t i = 0; i < s->n; i++) {
		struct str blocked;
		const struct value *v = find_path(object, s->names[i], &blocked);
		if (!v)
			continue;
		if (blocked.len) {
			o->at = v->at;
			o->name = blocked;
			node_not_object(r, out, o, v);
			return;
		}
		if (*found) {
			struct str first = o->name;
			o->at = v->at;
			node_unknown(r, out, o, WHY_TWO_SPELLINGS,
				REASON_ARGS(r->subject, first, s->names[i]));
			return;
		}
		*found = v;
		o->name = s->names[i];
	}
}

static bool unset(const struct field *f, const struct value *v)
{
	bool text = f->kind == FIELD_STRING || f->document;
	return !v || v->kind == DOC_NULL || (text && v->kind == DOC_STRING && v->text.len == 0);
}

static void member(const struct reader *r, const struct node **out, const struct field *f,
	const struct value *object, const struct origin *around, size_t depth)
{
	struct origin o = {.field = f, .at = object->at, .secret = around->secret || f->secret};
	const struct value *v;
	*out = NULL;
	o.sealed = around->sealed;
	o.within = around->within;
	const struct spelling names = names_of(r, f), *s = &names;
	if (!s->n) {
		o.name = f->name;
		node_unknown(r, out, &o, WHY_FIELD_IN_NO_EXPORT,
			REASON_ARGS(origin_path(r->arena, &o), r->subject));
		return;
	}
	o.name = s->names[0];
	find_name(r, out, &o, object, &v);
	if (*out)
		return;
	if (unset(f, v)) {
		if (v)
			o.at = v->at;
		if (f->always) {
			node_unknown(r, out, &o, WHY_FIELD_TRIMMED,
				REASON_ARGS(origin_path(r->arena, &o), r->subject, r->again));
			return;
		}
		node_absent(r, out, &o);
		return;
	}
	o.at = v->at;
	o.written = true;
	element(r, out, &o, v, depth);
}

static void of_object(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v, size_t depth)
{
	const struct field *f = o->field;
	const struct member *unknown_member =
		node_undeclared(r->in_document ? NULL : r->source->notation, f, v);
	if (unknown_member) {
		node_unknown_member(r, out, o, unknown_member);
		return;
	}
	struct node *n = node_new(r, NODE_OBJECT, o);
	struct node_member *members = arena_array(r->arena, f->n_fields, sizeof *members);
	*out = n;
	n->members = members;
	struct origin around = *o;
	around.within = n;
	for (size_t i = 0; i < f->n_fields; i++) {
		const struct node *child;
		member(r, &child, &f->fields[i], v, &around, depth);
		if (child)
			members[n->n++] = (struct node_member){STR_NONE, &f->fields[i], child};
	}
}

/* an element of a list or map: within */
static struct origin inside(
	const struct origin *o, const struct value *v, const struct node *within, size_t i)
{
	const struct field *of = o->field->of;
	return (struct origin){.field = of,
		.name = o->name,
		.at = v->at,
		.written = true,
		.secret = o->secret || of->secret,
		.within = within,
		.index = i,
		.sealed = o->sealed};
}

/* an element that is written as an object with one member of interest; NULL: it has none */
static const struct value *unwrap(
	const struct reader *r, const struct field *of, const struct value *v)
{
	const struct spelling *s = field_spelling(of, r->source->notation);
	return s->n && !r->in_document ? value_get_str(v, s->names[0]) : v;
}

static void of_list(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v, size_t depth)
{
	struct node *n = node_new(r, NODE_LIST, o);
	const struct node **items = arena_array(r->arena, v->n, sizeof *items);
	*out = n;
	for (size_t i = 0; i < v->n; i++) {
		const struct value *item = unwrap(r, o->field->of, v->items[i]);
		struct origin in = inside(o, item ? item : v->items[i], n, i);
		if (item)
			element(r, &items[i], &in, item, depth);
		else
			node_wrong_kind(r, &items[i], &in, v->items[i]);
	}
	n->items = items;
	n->n = v->n;
}

/* a value where a list of one is meant */
static void of_single(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v, size_t depth)
{
	struct value *item = (struct value *)(uintptr_t)v;
	const struct value list = {.kind = DOC_ARRAY, .at = v->at, .n = 1, .items = &item};
	of_list(r, out, o, &list, depth);
}

/* a string where an object is meant: one of its fields */
static void of_text(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v, size_t depth)
{
	const struct field *f = o->field->text;
	struct node *n = node_new(r, NODE_OBJECT, o);
	struct node_member *members = arena_array(r->arena, 1, sizeof *members);
	struct origin in = *o;
	*out = n;
	in.field = f;
	in.secret = o->secret || f->secret;
	members[0] = (struct node_member){STR_NONE, f, NULL};
	element(r, &members[0].node, &in, v, depth);
	n->members = members;
	n->n = members[0].node != NULL;
}

static void of_map(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v, size_t depth)
{
	struct node *n = node_new(r, NODE_MAP, o);
	struct node_member *members = arena_array(r->arena, v->n, sizeof *members);
	*out = n;
	for (size_t i = 0; i < v->n; i++) {
		const struct value *item = v->members[i].value;
		struct origin in = inside(o, item, n, 0);
		members[i].key = str_copy(r->arena, v->members[i].key);
		origin_of_element(&in, o, members[i].key);
		element(r, &members[i].node, &in, item, depth);
	}
	n->members = members;
	n->n = v->n;
	node_sort_members(r->arena, members, v->n);
}

/* In a condition of a policy, false stands for "false" and 10 for "10". */
static void of_scalar_text(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v)
{
	struct node *n = node_new(r, NODE_STRING, o);
	*out = n;
	n->text = v->kind == DOC_NUMBER ? str_copy(r->arena, v->text)
		  : v->truth            ? STR("true")
					: STR("false");
}

static void element(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v, size_t depth)
{
	bool scalar = v->kind == DOC_BOOL || v->kind == DOC_NUMBER;
	switch (o->field->kind) {
	case FIELD_STRING:
		if (r->in_document && o->field->scalars && scalar) {
			of_scalar_text(r, out, o, v);
			return;
		}
		node_scalar(r, out, o, v);
		return;
	case FIELD_BOOL:
	case FIELD_INT:
		node_scalar(r, out, o, v);
		return;
	case FIELD_LIST:
	case FIELD_SET:
		if (depth >= NODE_MAX_DEPTH || (v->kind != DOC_ARRAY && !o->field->single))
			break;
		if (v->kind != DOC_ARRAY) {
			of_single(r, out, o, v, depth + 1);
			return;
		}
		of_list(r, out, o, v, depth + 1);
		return;
	case FIELD_MAP:
		if (v->kind != DOC_OBJECT || depth >= NODE_MAX_DEPTH)
			break;
		of_map(r, out, o, v, depth + 1);
		return;
	case FIELD_OBJECT:
		if (o->field->document && !r->in_document) {
			node_document(r, out, o, v);
			return;
		}
		if (v->kind == DOC_STRING && o->field->text && depth < NODE_MAX_DEPTH) {
			of_text(r, out, o, v, depth + 1);
			return;
		}
		if (v->kind != DOC_OBJECT || depth >= NODE_MAX_DEPTH)
			break;
		of_object(r, out, o, v, depth + 1);
		return;
	}
	node_wrong_kind(r, out, o, v);
}

void node_document(const struct reader *r, const struct node **out, const struct origin *o,
	const struct value *v)
{
	struct reader inside = *r;
	struct assay_error why = {0};
	struct json_fault fault;
	struct doc *doc = NULL;
	inside.in_document = true;
	if (v->kind == DOC_OBJECT) {
		element(&inside, out, o, v, 0);
		return;
	}
	if (v->kind != DOC_STRING) {
		node_wrong_kind(r, out, o, v);
		return;
	}
	if (!doc_open_string(&doc, v->at, r->arena, &fault) ||
		value_build(&v, doc_root(doc), r->arena, &why) != ASSAY_OK) {
		node_unknown(
			r, out, o, WHY_NOT_JSON, REASON_ARGS(origin_path(r->arena, o), r->subject));
		return;
	}
	struct origin in = *o;
	in.at = v->at;
	element(&inside, out, &in, v, 0);
}

void node_json(const struct reader *r, const struct node **out, const struct field *field,
	const struct value *object)
{
	const struct origin around = {0};
	member(r, out, field, object, &around, 0);
}
