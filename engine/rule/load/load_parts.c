/*
 * load_parts - the resource types of a source that complete resources of a type.
 *
 * A part specifies fields, or is an element of a list. Knows docs/writing-types.md. Must not know
 * any source.
 */
#include "rule/box/stack.h"
#include "rule/load/load.h"

static bool is_list(const struct field *f)
{
	return f->kind == FIELD_LIST || f->kind == FIELD_SET;
}

/* Names of fields as declared fields. */
static const struct field *const *load_fields_named(
	struct loader *ld, int table, const char *key, const struct field *object, size_t *n)
{
	const struct str *names = load_strings(ld, table, key, n);
	const struct field **fields = box_alloc(ld->L, ld->arena, *n * sizeof *fields);
	for (size_t i = 0; i < *n; i++) {
		fields[i] = field_find(object->fields, object->n_fields, names[i]);
		if (!fields[i])
			load_error(
				ld, key, "the elements have no field '%.*s'", STR_ARGS(names[i]));
	}
	return fields;
}

static void check_named(struct loader *ld, const char *key, const struct notation *n,
	struct part *p, const struct field *f)
{
	if (!field_name_of(f, n, p->source_type).len)
		load_error(ld, key, "'%.*s' has no '%s' in %.*s, so it would stay unknown",
			STR_ARGS(f->name), n->key, STR_ARGS(p->source_type));
}

/* Every member of the element must be named, or declared as never set: an unknown one would leave
 * each element undecided without a sign of it. */
static void check_element(
	struct loader *ld, const struct notation *n, struct part *p, const struct field *of)
{
	for (size_t i = 0; i < of->n_fields; i++) {
		if (!field_name_of(&of->fields[i], n, p->source_type).ptr)
			load_error(ld, "adds",
				"'%.*s' has no '%s' in %.*s. Name the attribute, or false if it is "
				"never set there",
				STR_ARGS(of->fields[i].name), n->key, STR_ARGS(p->source_type));
	}
	if (of->kind != FIELD_OBJECT)
		check_named(ld, "adds", n, p, of);
	for (size_t i = 0; i < p->n_key; i++)
		check_named(ld, "key", n, p, p->key[i]);
	for (size_t i = 0; i < p->n_shares; i++)
		if (!is_list(p->shares[i]))
			load_error(ld, "shares", "'%.*s' is not a list or set",
				STR_ARGS(p->shares[i]->name));
	if ((of->kind == FIELD_OBJECT) != (p->n_key > 0))
		load_error(ld, p->n_key ? "key" : NULL, "%s",
			p->n_key ? "only elements of kind object have a key"
				 : "'key' is missing: fields that show which element it is");
}

/* "Policy.Statement": fields from the top to a list */
static void load_path(struct loader *ld, struct str text, const struct type *t, struct part *p)
{
	const struct field **path = box_alloc(ld->L, ld->arena, 16 * sizeof *path);
	const struct field *fields = t->fields;
	size_t n_fields = t->n_fields;
	for (struct str rest = text; rest.len;) {
		const char *dot = memchr(rest.ptr, '.', rest.len);
		size_t len = dot ? (size_t)(dot - rest.ptr) : rest.len;
		struct str name = {rest.ptr, len};
		const struct field *f = field_find(fields, n_fields, name);
		if (!f || p->n_path == 16)
			load_error(ld, "adds", "the field '%.*s' is not declared", STR_ARGS(name));
		path[p->n_path++] = f;
		fields = f->fields;
		n_fields = f->n_fields;
		rest = (struct str){rest.ptr + len + (dot != NULL), rest.len - len - (dot != NULL)};
	}
	if (!p->n_path || !is_list(path[p->n_path - 1]))
		load_error(ld, "adds", "'%.*s' is not a list or set", STR_ARGS(text));
	p->path = path;
	p->gives = path;
	p->n_gives = 1;
}

/* { type = "ingress" }, { qualifier = false }: an attribute and its value */
static void load_when(struct loader *ld, int table, struct part *p)
{
	if (!load_push_table(ld, table, "when"))
		return;
	lua_State *L = ld->L;
	int when = lua_gettop(L);
	stack_push_sorted_keys(L, when);
	if (lua_rawlen(L, -1) != 1)
		load_error(ld, "when", "one attribute with its value expected");
	lua_rawgeti(L, -1, 1);
	p->when = load_text(ld, "when");
	lua_rawget(L, when);
	if (!lua_isboolean(L, -1) || lua_toboolean(L, -1))
		p->when_value = load_text(ld, "when");
	lua_settop(L, when - 1);
}

static void load_elements(struct loader *ld, int table, const struct notation *n,
	const struct type *t, struct part *p)
{
	load_path(ld, load_required(ld, table, "adds"), t, p);
	const struct field *of = part_list(p)->of;
	p->key = load_fields_named(ld, table, "key", of, &p->n_key);
	p->shares = load_fields_named(ld, table, "shares", of, &p->n_shares);
	load_when(ld, table, p);
	check_element(ld, n, p, of);
}

static void load_given(struct loader *ld, int table, const struct notation *n, const struct type *t,
	struct part *p)
{
	const struct str *names = load_strings(ld, table, "fields", &p->n_gives);
	if (!p->n_gives)
		load_error(ld, NULL, "'fields' is missing: the fields that it specifies");
	const struct field **gives = box_alloc(ld->L, ld->arena, p->n_gives * sizeof *gives);
	for (size_t i = 0; i < p->n_gives; i++) {
		gives[i] = load_find_field(ld, "fields", t, names[i]);
		check_named(ld, "fields", n, p, gives[i]);
	}
	p->gives = gives;
}

static void load_part(struct loader *ld, int table, const struct notation *n, const struct type *t,
	struct part *p)
{
	const char *const keys[] = {
		n->key, "refers", "to", "fields", "adds", "key", "shares", "when"};
	bool adds = lua_getfield(ld->L, table, "adds") != LUA_TNIL;
	lua_pop(ld->L, 1);
	load_check_keys(ld, table, keys, adds ? LENGTH_OF(keys) : 4);
	p->source_type = load_required(ld, table, n->key);
	p->refers = load_required(ld, table, "refers");
	p->to = load_strings(ld, table, "to", &p->n_to);
	if (!p->n_to)
		load_error(ld, NULL, "'to' is missing: the attributes that '%.*s' may be set to",
			STR_ARGS(p->refers));
	if (adds && load_strings(ld, table, "fields", &p->n_gives))
		load_error(
			ld, "fields", "a part specifies 'fields' or 'adds' an element to a list");
	(adds ? load_elements : load_given)(ld, table, n, t, p);
}

void load_parts(struct loader *ld, int table, const struct notation *n, const struct type *t,
	struct type_names *names)
{
	if (!load_push_table(ld, table, "parts"))
		return;
	int list = lua_gettop(ld->L);
	names->n_parts = load_count(ld, list, "parts");
	struct part *parts = box_alloc(ld->L, ld->arena, names->n_parts * sizeof *parts);
	size_t before = load_enter(ld, STR("parts"));
	for (size_t i = 0; i < names->n_parts; i++) {
		if (lua_rawgeti(ld->L, list, (lua_Integer)i + 1) != LUA_TTABLE)
			load_error(
				ld, NULL, "a part expected, got a %s", stack_type_name(ld->L, -1));
		load_part(ld, lua_gettop(ld->L), n, t, &parts[i]);
		lua_pop(ld->L, 1);
	}
	load_leave(ld, before);
	names->parts = parts;
	lua_pop(ld->L, 1);
}
