/*
 * node_plan - fields of a planned resource: `after`, with the marks beside it.
 *
 * after_unknown and after_sensitive have the shape of `after`, with true where a value is
 * not known yet or must not be shown. A naive reader of `after` alone passes what it can't see.
 * Knows the names that a field has in Terraform. Must not know exports.
 */
#include "inventory/model/node.h"

/* where we are: the value with its marks, and the way from the top */
struct step {
	const struct reader *r;
	struct planned at;
	struct origin o;
	const struct field *path[NODE_MAX_DEPTH];
	size_t n_path;
	size_t depth;
	bool element; /* of a list or map: "" is a value there */
};

static int read_step(const struct node **out, const struct step *s);

static bool is_container(const struct value *v)
{
	return v && (v->kind == DOC_ARRAY || v->kind == DOC_OBJECT);
}

/* does a mark say of anything inside that it is unknown or secret? what is no mark may say so */
static bool marks_any(const struct value *mark, size_t depth)
{
	if (!mark || mark->kind == DOC_NULL)
		return false;
	if (!is_container(mark))
		return mark->kind != DOC_BOOL || mark->truth;
	bool any = depth >= NODE_MAX_DEPTH;
	for (size_t i = 0; !any && i < mark->n; i++)
		any = marks_any(mark->kind == DOC_ARRAY ? mark->items[i] : mark->members[i].value,
			depth + 1);
	return any;
}

/* is the whole marked, or what of it can't be told? */
static bool marks_whole(const struct value *mark, const struct value *after)
{
	if (is_container(mark) && is_container(after) && mark->kind == after->kind)
		return false;
	return marks_any(mark, 0);
}

static size_t length(const struct value *v)
{
	return v && v->kind == DOC_ARRAY ? v->n : 0;
}

static const struct value *item(const struct value *v, size_t i)
{
	return i < length(v) ? v->items[i] : NULL;
}

/* a mark of a whole holds for its parts */
static const struct value *part(
	const struct value *mark, const struct value *whole, const struct value *inside)
{
	return marks_whole(mark, whole) ? mark : inside;
}

/* does the reference name what always has a value? */
static bool is_set_by(const struct field *f, struct str sole)
{
	for (size_t i = 0; sole.len && i < f->n_tf_set_by; i++)
		if (str_eq(f->tf_set_by[i], sole))
			return true;
	return false;
}

static int after_apply(const struct node **out, const struct step *s, const struct references *from)
{
	const struct reader *r = s->r;
	struct str what, resolve, set_from = STR_NONE;
	if (from->text.len) {
		what = str_printf(r->arena, "%.*s of %.*s is known after apply, from %.*s",
			STR_ARGS(s->o.name), STR_ARGS(r->subject), STR_ARGS(from->text));
		struct str waits = from->waits.len ? from->waits : from->text;
		bool many = str_contains(waits, STR(", "));
		resolve = str_printf(r->arena, "a plan made when %.*s %s known", STR_ARGS(waits),
			many ? "are" : "is");
	} else {
		what = str_printf(r->arena, "%.*s of %.*s is known after apply",
			STR_ARGS(s->o.name), STR_ARGS(r->subject));
		resolve = STR("a plan made when it is known");
	}
	if (is_set_by(s->o.field, from->sole))
		set_from = str_copy(r->arena, from->text);
	int status = (node_unknown(r, out, &s->o, REASON_AFTER_APPLY, what, resolve), ASSAY_OK);
	if (status == ASSAY_OK)
		((struct node *)(uintptr_t)*out)->set_from = set_from;
	return status;
}

/* marked as unknown: unless it is computed and nobody wrote it */
static int unknown(const struct node **out, const struct step *s)
{
	enum configured_answer answer;
	struct references from;
	int status = configured_find(s->r->configured, s->path, s->n_path, &answer, &from);
	if (status != ASSAY_OK)
		return status;
	/* a dynamic block leaves no trace in the configuration, so a block stays unknown */
	const struct field *f = s->o.field;
	bool computed = f->tf_computed && s->at.unknown->kind == DOC_BOOL;
	bool block = f->kind == FIELD_OBJECT || (f->of && f->of->kind == FIELD_OBJECT);
	if (computed && !block && answer == CONFIGURED_NO)
		return (node_absent(s->r, out, &s->o), ASSAY_OK);
	return after_apply(out, s, &from);
}

/* nothing written: known to be absent, or not */
static int missing(const struct node **out, const struct step *s, bool empty_text)
{
	if (s->r->absent_is_unknown && !empty_text)
		return (node_unknown(s->r, out, &s->o, REASON_AFTER_APPLY,
				str_printf(s->r->arena,
					"%.*s of %.*s is not in the planned values, which leave "
					"out what "
					"is "
					"known after apply",
					STR_ARGS(s->o.name), STR_ARGS(s->r->subject)),
				STR("the plan with its resource_changes: terraform show -json "
				    "PLAN")),
			ASSAY_OK);
	return (node_absent(s->r, out, &s->o), ASSAY_OK);
}

static int member(const struct node **out, const struct step *around, const struct field *f)
{
	struct step s = *around;
	*out = NULL;
	s.o = (struct origin){.field = f, .secret = around->o.secret || f->secret};
	s.o.sealed = around->o.sealed;
	s.o.at = around->at.near;
	s.o.name = f->tf.ptr ? f->tf : f->name;
	if (!f->tf.ptr)
		return (node_unknown(s.r, out, &s.o, REASON_NOT_IN_SOURCE,
				str_printf(s.r->arena, "%.*s of %.*s is in no plan",
					STR_ARGS(f->name), STR_ARGS(s.r->subject)),
				STR_NONE),
			ASSAY_OK);
	s.element = false;
	s.at.after = value_get_str(around->at.after, f->tf);
	s.at.unknown = part(
		around->at.unknown, around->at.after, value_get_str(around->at.unknown, f->tf));
	s.at.sensitive = part(
		around->at.sensitive, around->at.after, value_get_str(around->at.sensitive, f->tf));
	if (s.n_path < NODE_MAX_DEPTH)
		s.path[s.n_path++] = f;
	return read_step(out, &s);
}

static int of_object(const struct node **out, const struct step *s)
{
	const struct field *f = s->o.field;
	const struct member *unknown_member = node_undeclared(s->r->source, f, s->at.after);
	if (!unknown_member)
		unknown_member = node_undeclared(s->r->source, f, s->at.unknown);
	if (unknown_member)
		return (node_unknown_member(s->r, out, &s->o, unknown_member), ASSAY_OK);
	struct node *n = node_new(s->r, NODE_OBJECT, &s->o);
	struct node_member *members = arena_array(s->r->arena, f->n_fields, sizeof *members);
	*out = n;
	if (!n || !members)
		return ASSAY_ENOMEM;
	n->members = members;
	for (size_t i = 0; i < f->n_fields; i++) {
		const struct node *child;
		if (member(&child, s, &f->fields[i]) != ASSAY_OK)
			return ASSAY_ENOMEM;
		if (child)
			members[n->n++] = (struct node_member){STR_NONE, &f->fields[i], child};
	}
	return ASSAY_OK;
}

/* the i-th of a list's elements, under its own declaration or that of a block */
static struct step element(const struct step *around, const struct field *of, size_t i)
{
	struct step s = *around;
	s.at.after = item(around->at.after, i);
	s.at.unknown = part(around->at.unknown, around->at.after, item(around->at.unknown, i));
	s.at.sensitive =
		part(around->at.sensitive, around->at.after, item(around->at.sensitive, i));
	s.o.field = of;
	s.o.secret = around->o.secret || of->secret;
	s.o.at = around->at.near;
	s.o.written = false;
	s.element = true;
	return s;
}

static size_t count(const struct planned *at)
{
	size_t after = length(at->after), marks = length(at->unknown);
	return after > marks ? after : marks;
}

static int of_list(const struct node **out, const struct step *s)
{
	size_t n = count(&s->at);
	struct node *list = node_new(s->r, NODE_LIST, &s->o);
	const struct node **items = arena_array(s->r->arena, n, sizeof *items);
	*out = list;
	if (!list || !items)
		return ASSAY_ENOMEM;
	for (size_t i = 0; i < n; i++) {
		struct step in = element(s, s->o.field->of, i);
		int status = read_step(&items[i], &in);
		/* an element can't be absent */
		if (status == ASSAY_OK && !items[i])
			status = (node_wrong_kind(s->r, &items[i], &in.o, in.at.after), ASSAY_OK);
		if (status != ASSAY_OK)
			return status;
	}
	list->items = items;
	list->n = n;
	return ASSAY_OK;
}

/* the members of a map and of its marks, each key once */
static int add_keys(struct arena *a, struct map *keys, struct list *order, const struct value *v)
{
	for (size_t i = 0; v && v->kind == DOC_OBJECT && i < v->n; i++) {
		struct member *m = &v->members[i];
		if (map_get(keys, m->key))
			continue;
		if (map_set(a, keys, m->key, m) != ASSAY_OK || list_add(a, order, m) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

static const struct value *value_of(const struct map *index, struct str key)
{
	const struct member *m = map_get(index, key);
	return m ? m->value : NULL;
}

static int of_map(const struct node **out, const struct step *s)
{
	struct arena *a = s->r->arena;
	struct map after = {0}, unknown_keys = {0}, sensitive = {0}, seen = {0};
	struct list order = {0}, unused = {0};
	const struct planned *at = &s->at;
	struct node *map = node_new(s->r, NODE_MAP, &s->o);
	*out = map;
	if (!map || add_keys(a, &after, &unused, at->after) != ASSAY_OK ||
		add_keys(a, &unknown_keys, &unused, at->unknown) != ASSAY_OK ||
		add_keys(a, &sensitive, &unused, at->sensitive) != ASSAY_OK ||
		add_keys(a, &seen, &order, at->after) != ASSAY_OK ||
		add_keys(a, &seen, &order, at->unknown) != ASSAY_OK)
		return ASSAY_ENOMEM;
	struct node_member *members = arena_array(a, order.n, sizeof *members);
	if (!members)
		return ASSAY_ENOMEM;
	for (size_t i = 0; i < order.n; i++) {
		const struct member *m = order.items[i];
		struct step in = element(s, s->o.field->of, 0);
		in.at.after = value_of(&after, m->key);
		in.at.unknown = part(at->unknown, at->after, value_of(&unknown_keys, m->key));
		in.at.sensitive = part(at->sensitive, at->after, value_of(&sensitive, m->key));
		struct node_member *next = &members[map->n];
		next->key = str_copy(a, m->key);
		origin_of_element(&in.o, &s->o, next->key);
		if (!next->key.ptr || read_step(&next->node, &in) != ASSAY_OK)
			return ASSAY_ENOMEM;
		map->n += next->node != NULL;
	}
	map->members = members;
	return (node_sort_members(a, members, map->n), ASSAY_OK);
}

/* a block list of at most one element is the element */
static int of_block(const struct node **out, const struct step *s)
{
	size_t n = count(&s->at);
	if (n > 1)
		return (node_wrong_kind(s->r, out, &s->o, s->at.after), ASSAY_OK);
	if (n == 0)
		return missing(out, s, s->at.after != NULL);
	struct step in = element(s, s->o.field, 0);
	return read_step(out, &in);
}

static int of_container(const struct node **out, const struct step *s)
{
	const struct value *v = s->at.after;
	bool array = v->kind == DOC_ARRAY;
	switch (s->o.field->kind) {
	case FIELD_LIST:
	case FIELD_SET:
		if (array)
			return of_list(out, s);
		break;
	case FIELD_MAP:
		if (!array)
			return of_map(out, s);
		break;
	case FIELD_OBJECT:
		if (array && s->o.field->tf_block)
			return of_block(out, s);
		if (!array)
			return of_object(out, s);
		break;
	case FIELD_BOOL:
	case FIELD_INT:
	case FIELD_STRING:
		break;
	}
	return (node_wrong_kind(s->r, out, &s->o, v), ASSAY_OK);
}

static int read_step(const struct node **out, const struct step *here)
{
	struct step s = *here;
	const struct value *v = s.at.after;
	*out = NULL;
	s.depth++;
	s.o.secret = s.o.secret || marks_whole(s.at.sensitive, v);
	if (s.depth >= NODE_MAX_DEPTH)
		return (node_wrong_kind(s.r, out, &s.o, v), ASSAY_OK);
	if (marks_whole(s.at.unknown, v))
		return unknown(out, &s);
	if (!v || v->kind == DOC_NULL)
		return missing(out, &s, false);
	s.o.at = v->at;
	s.o.written = true;
	if (s.o.field->kind == FIELD_STRING && !s.element && v->kind == DOC_STRING && !v->text.len)
		return missing(out, &s, true);
	if (is_container(v)) {
		s.at.near = v->at;
		return of_container(out, &s);
	}
	if (s.o.field->kind > FIELD_STRING)
		return (node_wrong_kind(s.r, out, &s.o, v), ASSAY_OK);
	return (node_scalar(s.r, out, &s.o, v), ASSAY_OK);
}

int node_plan(const struct reader *r, const struct node **out, const struct field *field,
	const struct planned *object)
{
	struct step s = {.r = r, .at = *object};
	return member(out, &s, field);
}
