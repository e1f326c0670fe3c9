/*
 * marks - fields of a planned resource: `after`, with the marks of unknown and sensitive values.
 *
 * after_unknown and after_sensitive have the shape of `after`, with true where a value is unknown
 * or must not be shown. `after` alone does not show unknown values: it omits them.
 */
#include "inventory/terraform/planned.h"
#include "inventory/terraform/source.h"

/* a value with its marks, and the path to it */
struct step {
	const struct reader *r;
	struct planned at;
	struct origin o;
	const struct field *path[NODE_MAX_DEPTH];
	size_t n_path;
	size_t depth;
	bool element;  /* of a list or map: "" is a value there */
	bool excluded; /* another field is set that it can't be set beside */
};

static const struct node *read_step(const struct step *s);

static bool is_container(const struct value *v)
{
	return v && (v->kind == DOC_ARRAY || v->kind == DOC_OBJECT);
}

/* True if a mark is true for anything inside. A malformed mark counts as true. */
static bool marks_any(const struct value *mark, size_t depth)
{
	if (!mark || mark->kind == DOC_NULL)
		return false;
	if (!is_container(mark))
		return mark->kind != DOC_BOOL || mark->truth;
	bool any = depth >= NODE_MAX_DEPTH, array = mark->kind == DOC_ARRAY;
	for (size_t i = 0; !any && i < mark->n; i++)
		any = marks_any(array ? mark->items[i] : mark->members[i].value, depth + 1);
	return any;
}

static bool has_shape(const struct value *mark, const struct value *after)
{
	return is_container(mark) && after && mark->kind == after->kind;
}

/*
 * True if the whole value is sensitive, or a mark does not have the shape of the value. Terraform
 * writes an empty mark for an unknown list.
 */
static bool marks_sensitive(const struct value *mark, const struct value *after)
{
	return !has_shape(mark, after) && marks_any(mark, 0);
}

/* The same for an unknown value. Terraform writes a list or object only for one that is known. */
static bool marks_unknown(const struct value *mark, const struct value *after)
{
	if (!mark || has_shape(mark, after))
		return false;
	return mark->kind != DOC_BOOL || mark->truth;
}

static size_t length(const struct value *v)
{
	return v && v->kind == DOC_ARRAY ? v->n : 0;
}

static const struct value *item(const struct value *v, size_t i)
{
	return i < length(v) ? v->items[i] : NULL;
}

/* A mark of the whole value applies to its parts. */
static const struct value *unknown_part(const struct planned *whole, const struct value *inside)
{
	return marks_unknown(whole->unknown, whole->after) ? whole->unknown : inside;
}

static const struct value *sensitive_part(const struct planned *whole, const struct value *inside)
{
	return marks_sensitive(whole->sensitive, whole->after) ? whole->sensitive : inside;
}

/* True if the only reference of a field is an attribute that always has a value. */
static bool is_set_by(const struct field *f, struct str sole)
{
	const struct spelling *s = field_spelling(f, &terraform_notation);
	for (size_t i = 0; sole.len && i < s->n_set_by; i++)
		if (str_eq(s->set_by[i], sole))
			return true;
	return false;
}

/* The address of the only resource that a pending value can come from; empty: unknown. */
static struct str source_of(const struct step *s, const struct referred *to)
{
	const struct spelling *names = field_spelling(s->o.field, &terraform_notation);
	for (size_t i = 0; to->type.len && i < names->n_set_by; i++) {
		struct str text = names->set_by[i];
		struct str rest = {text.ptr + to->type.len + 1, text.len - to->type.len - 1};
		if (text.len <= to->type.len + 1 || !str_starts(text, to->type) ||
			text.ptr[to->type.len] != '.' ||
			(to->attribute.len && !str_eq(to->attribute, rest)))
			continue;
		return str_printf(s->r->arena, "%.*s%s%.*s.%.*s%.*s", STR_ARGS(to->module),
			to->module.len ? "." : "", STR_ARGS(to->type), STR_ARGS(to->name),
			STR_ARGS(to->same_key ? s->r->index : to->index));
	}
	return STR_NONE;
}

static const struct node *after_apply(const struct step *s, const struct references *from)
{
	const struct reader *r = s->r;
	const struct node *n;
	struct str waits = from->waits.len ? from->waits : from->text;
	enum reason_text why = !from->text.len                  ? WHY_AFTER_APPLY
			       : str_contains(waits, STR(", ")) ? WHY_AFTER_APPLY_OF_SEVERAL
								: WHY_AFTER_APPLY_OF;
	node_unknown(r, &n, &s->o, why,
		REASON_ARGS(origin_path(r->arena, &s->o), r->subject, from->text, waits));
	struct node *made = (struct node *)(uintptr_t)n;
	made->refers_to = source_of(s, &from->to);
	if (is_set_by(s->o.field, from->sole))
		made->set_from = str_copy(r->arena, from->text);
	return n;
}

static const struct node *absent(const struct step *s)
{
	const struct node *n = NULL;
	node_absent(s->r, &n, &s->o);
	return n;
}

static const struct node *wrong_kind(const struct step *s, const struct value *v)
{
	const struct node *n;
	node_wrong_kind(s->r, &n, &s->o, v);
	return n;
}

/* A value marked as unknown is absent if it is computed and not configured. */
static const struct node *unknown(const struct step *s)
{
	struct references from;
	enum configured_answer answer =
		configured_find(s->r->configured, s->path, s->n_path, &from);
	/* A block stays unknown, unless declared otherwise: dynamic blocks do not show in the
	 * configuration. */
	const struct field *f = s->o.field;
	const struct spelling *spelling = field_spelling(f, &terraform_notation);
	bool computed = spelling->computed && s->at.unknown->kind == DOC_BOOL;
	bool object = f->kind == FIELD_OBJECT && !f->document;
	bool block = object || (f->of && f->of->kind == FIELD_OBJECT);
	bool unset = computed && (!block || spelling->computed_blocks) && answer == CONFIGURED_NO;
	return unset ? absent(s) : after_apply(s, &from);
}

static const struct node *unknown_because(const struct step *s, enum reason_text why)
{
	const struct node *n;
	node_unknown(
		s->r, &n, &s->o, why, REASON_ARGS(origin_path(s->r->arena, &s->o), s->r->subject));
	return n;
}

/* A value that the plan omits: absent, or unknown. */
static const struct node *missing(const struct step *s, bool empty_text)
{
	if (!s->r->absent_is_unknown || empty_text)
		return absent(s);
	return unknown_because(s, WHY_NOT_IN_PLANNED_VALUES);
}

/*
 * True if the attribute was cut out of the plan: Terraform writes every attribute of a resource, as
 * null if it is unset, or marks it as unknown.
 */
static bool is_cut(const struct step *s)
{
	return !s->at.after && !s->element && !s->excluded && !s->r->absent_is_unknown &&
	       !field_spelling(s->o.field, &terraform_notation)->newer;
}

/* True if the resource sets another field of its group: AWS and the provider accept one of them. */
static bool is_excluded(const struct step *parent, const struct field *f)
{
	const struct type *type = parent->r->resource->type;
	for (size_t i = 0; f->exclusive && i < type->n_fields; i++) {
		const struct field *other = &type->fields[i];
		struct str name = field_name_of(other, &terraform_notation, parent->r->source_type);
		if (other != f && other->exclusive == f->exclusive && name.len &&
			length(value_get_str(parent->at.after, name)))
			return true;
	}
	return false;
}

/* within: the object; NULL: the resource */
static const struct node *member(
	const struct step *parent, const struct field *f, const struct node *within)
{
	struct step s = *parent;
	s.o = (struct origin){.field = f, .within = within, .at = parent->at.near};
	s.o.secret = parent->o.secret || f->secret;
	s.o.sealed = parent->o.sealed;
	struct str name = field_name_of(f, &terraform_notation, parent->r->source_type);
	bool top = parent->r->block.ptr && !within;
	struct str key = top && f->around ? f->name : name;
	s.o.name = name.len ? name : f->name;
	if (top && !f->around && !f->n_made)
		s.o.name = str_printf(parent->r->arena, "%.*s.%.*s", STR_ARGS(parent->r->block),
			STR_ARGS(s.o.name));
	if (!name.ptr)
		return unknown_because(&s, WHY_FIELD_IN_NO_PLAN);
	if (!name.len)
		return absent(&s);
	s.element = false;
	s.excluded = !within && is_excluded(parent, f);
	if (str_is(name, ".")) {
		s.at = parent->at;
		s.o.name = f->name;
		return read_step(&s);
	}
	s.at.after = value_get_str(parent->at.after, key);
	s.at.unknown = unknown_part(&parent->at, value_get_str(parent->at.unknown, key));
	s.at.sensitive = sensitive_part(&parent->at, value_get_str(parent->at.sensitive, key));
	if (s.n_path < NODE_MAX_DEPTH)
		s.path[s.n_path++] = f;
	return read_step(&s);
}

static const struct node *of_object(const struct step *s)
{
	const struct field *f = s->o.field;
	const struct node *unclear;
	const struct member *unknown_member = node_undeclared(&terraform_notation, f, s->at.after);
	if (!unknown_member)
		unknown_member = node_undeclared(&terraform_notation, f, s->at.unknown);
	if (unknown_member) {
		node_unknown_member(s->r, &unclear, &s->o, unknown_member);
		return unclear;
	}
	struct node *n = node_new(s->r, NODE_OBJECT, &s->o);
	struct node_member *members = arena_array(s->r->arena, f->n_fields, sizeof *members);
	n->members = members;
	for (size_t i = 0; i < f->n_fields; i++) {
		const struct node *child = member(s, &f->fields[i], n);
		if (child)
			members[n->n++] = (struct node_member){STR_NONE, &f->fields[i], child};
	}
	return n;
}

/* Element i of a list, declared by `of`; within: the list or map. */
static struct step element(
	const struct step *parent, const struct field *of, const struct node *within, size_t i)
{
	struct step s = *parent;
	s.at.after = item(parent->at.after, i);
	s.at.unknown = unknown_part(&parent->at, item(parent->at.unknown, i));
	s.at.sensitive = sensitive_part(&parent->at, item(parent->at.sensitive, i));
	/* an element that is written as an object with one member of interest */
	struct str name = of == parent->o.field
				  ? STR_NONE
				  : field_name_of(of, &terraform_notation, parent->r->source_type);
	if (name.len && is_container(s.at.after)) {
		const struct planned whole = s.at;
		s.at.after = value_get_str(whole.after, name);
		s.at.unknown = unknown_part(&whole, value_get_str(whole.unknown, name));
		s.at.sensitive = sensitive_part(&whole, value_get_str(whole.sensitive, name));
	}
	s.o.field = of;
	s.o.secret = parent->o.secret || of->secret;
	s.o.at = parent->at.near;
	s.o.written = false;
	s.o.within = within;
	s.o.index = i;
	s.o.block = false;
	s.element = true;
	return s;
}

static size_t count(const struct planned *at)
{
	size_t after = length(at->after), marks = length(at->unknown);
	return after > marks ? after : marks;
}

static const struct node *of_list(const struct step *s)
{
	size_t n = count(&s->at);
	struct node *list = node_new(s->r, NODE_LIST, &s->o);
	const struct node **items = arena_array(s->r->arena, n, sizeof *items);
	for (size_t i = 0; i < n; i++) {
		struct step in = element(s, s->o.field->of, list, i);
		items[i] = read_step(&in);
		/* An element can't be absent. */
		if (!items[i])
			items[i] = wrong_kind(&in, in.at.after);
	}
	list->items = items;
	list->n = n;
	return list;
}

/* Add the members of an object by key; the keys that are new also to order. */
static void add_keys(struct arena *a, struct map *keys, struct list *order, const struct value *v)
{
	for (size_t i = 0; v && v->kind == DOC_OBJECT && i < v->n; i++) {
		struct member *m = &v->members[i];
		if (map_get(keys, m->key))
			continue;
		map_set(a, keys, m->key, m);
		list_add(a, order, m);
	}
}

static const struct value *value_of(const struct map *index, struct str key)
{
	const struct member *m = map_get(index, key);
	return m ? m->value : NULL;
}

static const struct node *of_map(const struct step *s)
{
	struct arena *a = s->r->arena;
	struct map after = {0}, unknown_keys = {0}, sensitive = {0}, seen = {0};
	struct list order = {0}, unused = {0};
	const struct planned *at = &s->at;
	struct node *map = node_new(s->r, NODE_MAP, &s->o);
	add_keys(a, &after, &unused, at->after);
	add_keys(a, &unknown_keys, &unused, at->unknown);
	add_keys(a, &sensitive, &unused, at->sensitive);
	add_keys(a, &seen, &order, at->after);
	add_keys(a, &seen, &order, at->unknown);
	struct node_member *members = arena_array(a, order.n, sizeof *members);
	for (size_t i = 0; i < order.n; i++) {
		const struct member *m = order.items[i];
		struct step in = element(s, s->o.field->of, map, 0);
		in.at.after = value_of(&after, m->key);
		in.at.unknown = unknown_part(at, value_of(&unknown_keys, m->key));
		in.at.sensitive = sensitive_part(at, value_of(&sensitive, m->key));
		struct node_member *next = &members[map->n];
		next->key = str_copy(a, m->key);
		origin_of_element(&in.o, &s->o, next->key);
		next->node = read_step(&in);
		map->n += next->node != NULL;
	}
	map->members = members;
	node_sort_members(a, members, map->n);
	return map;
}

/* A block list of at most one element stands for the element. */
static const struct node *of_block(const struct step *s)
{
	size_t n = count(&s->at);
	if (n > 1)
		return wrong_kind(s, s->at.after);
	if (n == 0)
		return missing(s, s->at.after != NULL);
	struct step in = element(s, s->o.field, s->o.within, 0);
	in.o.index = s->o.index;
	in.o.block = true;
	return read_step(&in);
}

/* a value where a list of one is meant */
static const struct node *of_single(const struct step *s)
{
	struct node *list = node_new(s->r, NODE_LIST, &s->o);
	const struct node **items = arena_array(s->r->arena, 1, sizeof *items);
	struct step in = *s;
	in.o.field = s->o.field->of;
	in.o.secret = s->o.secret || in.o.field->secret;
	in.o.within = list;
	in.element = true;
	items[0] = read_step(&in);
	if (!items[0])
		items[0] = wrong_kind(&in, in.at.after);
	list->items = items;
	list->n = 1;
	return list;
}

/* a string where an object is meant: one of its fields */
static const struct node *of_text(const struct step *s)
{
	const struct field *f = s->o.field->text;
	struct node *n = node_new(s->r, NODE_OBJECT, &s->o);
	struct node_member *members = arena_array(s->r->arena, 1, sizeof *members);
	struct step in = *s;
	in.o.field = f;
	in.o.secret = s->o.secret || f->secret;
	members[0] = (struct node_member){STR_NONE, f, read_step(&in)};
	n->members = members;
	n->n = members[0].node != NULL;
	return n;
}

static const struct node *of_container(const struct step *s)
{
	const struct value *v = s->at.after;
	bool array = v->kind == DOC_ARRAY;
	switch (s->o.field->kind) {
	case FIELD_LIST:
	case FIELD_SET:
		if (array)
			return of_list(s);
		break;
	case FIELD_MAP:
		if (!array)
			return of_map(s);
		break;
	case FIELD_OBJECT:
		if (array && field_spelling(s->o.field, &terraform_notation)->block)
			return of_block(s);
		if (!array)
			return of_object(s);
		break;
	case FIELD_BOOL:
	case FIELD_INT:
	case FIELD_STRING:
		break;
	}
	return wrong_kind(s, v);
}

/* A boolean that stands for a string: versioning { enabled = true } for "Enabled". */
static const struct node *of_truth(const struct step *s, bool truth)
{
	if (!truth)
		return absent(s);
	struct node *n = node_new(s->r, NODE_STRING, &s->o);
	n->text = field_spelling(s->o.field, &terraform_notation)->text_of_true;
	return n;
}

static const struct node *read_step(const struct step *here)
{
	struct step s = *here;
	const struct value *v = s.at.after;
	const struct node *scalar = NULL;
	s.depth++;
	s.o.secret = s.o.secret || marks_sensitive(s.at.sensitive, v);
	if (s.depth >= NODE_MAX_DEPTH)
		return wrong_kind(&s, v);
	if (marks_unknown(s.at.unknown, v))
		return unknown(&s);
	if (is_cut(&s))
		return unknown_because(&s, WHY_CUT_FROM_PLAN);
	if (!v || v->kind == DOC_NULL)
		return missing(&s, false);
	s.o.at = v->at;
	s.o.written = true;
	if (s.o.field->document && v->kind == DOC_STRING && v->text.len) {
		node_document(s.r, &scalar, &s.o, v);
		return scalar;
	}
	if ((s.o.field->kind == FIELD_STRING || s.o.field->document) && !s.element &&
		v->kind == DOC_STRING && !v->text.len)
		return missing(&s, true);
	if (is_container(v)) {
		s.at.near = v->at;
		return of_container(&s);
	}
	if (s.o.field->single)
		return v->kind == DOC_STRING && !v->text.len ? missing(&s, true) : of_single(&s);
	if (s.o.field->text && v->kind == DOC_STRING)
		return of_text(&s);
	if (s.o.field->kind > FIELD_STRING)
		return wrong_kind(&s, v);
	if (v->kind == DOC_BOOL && field_spelling(s.o.field, &terraform_notation)->text_of_true.ptr)
		return of_truth(&s, v->truth);
	node_scalar(s.r, &scalar, &s.o, v);
	return scalar;
}

const struct node *node_plan(
	const struct reader *r, const struct field *field, const struct planned *object)
{
	struct step s = {.r = r, .at = *object};
	return member(&s, field, NULL);
}

const struct node *node_plan_element(
	const struct reader *r, const struct field *list, const struct planned *object)
{
	const struct field *of = list->of;
	struct step s = {.r = r, .at = *object};
	s.o = (struct origin){.field = of, .name = STR(""), .at = object->near};
	s.o.secret = list->secret || of->secret;
	if (of->kind == FIELD_OBJECT)
		return read_step(&s);
	const struct node *n = member(&s, of, NULL);
	return n ? n : wrong_kind(&s, NULL);
}
