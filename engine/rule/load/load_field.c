/*
 * load_field - the declared fields of a type, in the order of their names.
 *
 * Knows docs/writing-types.md. Must not know how a source spells a field: load_names.c.
 */
#include <lauxlib.h>

#include "rule/box/stack.h"
#include "rule/load/load.h"

#define NESTED_MAX 16

static const char *const kind_names[] = {
	[FIELD_BOOL] = "bool",
	[FIELD_INT] = "int",
	[FIELD_STRING] = "string",
	[FIELD_LIST] = "list",
	[FIELD_SET] = "set",
	[FIELD_MAP] = "map",
	[FIELD_OBJECT] = "object",
};

static void load_field(struct loader *ld, int table, const struct field *list, struct str name,
	bool secret, size_t depth, struct field *f);

static enum field_kind load_kind(struct loader *ld, int table, bool *document)
{
	struct str kind = load_required(ld, table, "kind");
	*document = str_is(kind, "json");
	if (*document)
		return FIELD_OBJECT;
	for (size_t i = 0; i < LENGTH_OF(kind_names); i++) {
		if (str_is(kind, kind_names[i]))
			return (enum field_kind)i;
	}
	load_error(ld, "kind",
		"'%.*s' is not a kind: bool, int, string, list, set, map, object or json expected",
		STR_ARGS(kind));
}

static void load_default(struct loader *ld, int table, struct field *f)
{
	lua_State *L = ld->L;
	int type = lua_getfield(L, table, "default");
	f->has_default = type != LUA_TNIL;
	if (f->has_default) {
		if (f->kind == FIELD_BOOL && type == LUA_TBOOLEAN)
			f->default_bool = lua_toboolean(L, -1);
		else if (f->kind == FIELD_INT && lua_isinteger(L, -1))
			f->default_int = lua_tointeger(L, -1);
		else if (f->kind == FIELD_STRING && type == LUA_TSTRING)
			f->default_string = load_text(ld, "default");
		else
			load_error(ld, "default", "the default of a field of kind %s can't be a %s",
				kind_names[f->kind], stack_type_name(L, -1));
	}
	lua_pop(L, 1);
}

static bool holds_others(enum field_kind kind)
{
	return kind == FIELD_LIST || kind == FIELD_SET || kind == FIELD_MAP;
}

/* Load the element of a list, set or map, or the fields of an object. Other kinds have neither. */
static void load_inside(struct loader *ld, int table, size_t depth, struct field *f)
{
	if (depth > NESTED_MAX)
		load_error(ld, NULL, "fields are nested deeper than the limit of %d", NESTED_MAX);
	bool has_of = load_push_table(ld, table, "of");
	if (has_of != holds_others(f->kind))
		load_error(ld, has_of ? "of" : NULL, "a field of kind %s %s", kind_names[f->kind],
			has_of ? "has no 'of'" : "needs 'of', what it holds");
	if (has_of) {
		struct field *of = box_alloc(ld->L, ld->arena, sizeof *of);
		size_t before = load_enter(ld, STR("of"));
		load_field(ld, lua_gettop(ld->L), f, f->name, f->secret, depth + 1, of);
		load_leave(ld, before);
		f->of = of;
		lua_pop(ld->L, 1);
	}
	bool has_fields = load_push_table(ld, table, "fields");
	if (has_fields != (f->kind == FIELD_OBJECT))
		load_error(ld, has_fields ? "fields" : NULL, "a field of kind %s %s",
			kind_names[f->kind], has_fields ? "has no 'fields'" : "needs 'fields'");
	if (has_fields) {
		size_t before = load_enter(ld, STR("fields"));
		f->fields = load_fields(ld, lua_gettop(ld->L), f->secret, depth + 1, &f->n_fields);
		load_leave(ld, before);
		lua_pop(ld->L, 1);
	}
}

/* A text that is made of other fields, or a field of the object around the item: at the top only.
 */
static void load_made_of(struct loader *ld, int table, size_t depth, struct field *f)
{
	f->made_of = load_string(ld, table, "made_of");
	f->around = load_bool(ld, table, "around", false);
	if (f->made_of.ptr && (f->kind != FIELD_STRING || depth > 1))
		load_error(ld, "made_of", "only a string of the resource is made of others");
	if (f->around && (depth > 1 || f->made_of.ptr))
		load_error(ld, "around", "only a field of the resource is outside its item");
}

/* list: that it is an element of; NULL: none */
static void load_field(struct loader *ld, int table, const struct field *list, struct str name,
	bool secret, size_t depth, struct field *f)
{
	static const char *const keys[] = {"kind", "of", "fields", "default", "secret", "closed",
		"always", "by_region", "single", "text", "scalars", "made_of", "around"};
	luaL_checkstack(ld->L, LUA_MINSTACK, "fields");
	load_check_field_keys(ld, table, keys, LENGTH_OF(keys));
	f->name = name;
	f->kind = load_kind(ld, table, &f->document);
	/* everything inside a secret is secret */
	f->secret = load_bool(ld, table, "secret", false) || secret;
	/* what a document contains and no field declares may mean anything */
	f->closed = load_bool(
		ld, table, "closed", f->kind == FIELD_OBJECT && (f->document || ld->in_document));
	f->single = load_bool(ld, table, "single", false);
	f->always = load_bool(ld, table, "always", false);
	f->scalars = load_bool(ld, table, "scalars", false);
	if (f->scalars && (f->kind != FIELD_STRING || !ld->in_document))
		load_error(ld, "scalars",
			"only a string in a document may be written as a boolean or number");
	f->by_region = load_bool(ld, table, "by_region", false);
	if (f->single && f->kind != FIELD_LIST && f->kind != FIELD_SET)
		load_error(ld, "single", "only a list or set may be written as one value");
	if (f->closed && f->kind != FIELD_OBJECT)
		load_error(ld, "closed", "only a field of kind object has members");
	load_made_of(ld, table, depth, f);
	load_spellings(ld, table, list != NULL, f);
	load_default(ld, table, f);
	bool outer = ld->in_document;
	ld->in_document = outer || f->document;
	load_inside(ld, table, depth, f);
	ld->in_document = outer;
	struct str text = load_string(ld, table, "text");
	f->text = text.ptr ? field_find(f->fields, f->n_fields, text) : NULL;
	if (text.ptr && !f->text)
		load_error(ld, "text", "'%.*s' is not one of its fields", STR_ARGS(text));
}

struct field *load_fields(struct loader *ld, int table, bool secret, size_t depth, size_t *n)
{
	lua_State *L = ld->L;
	luaL_checkstack(L, LUA_MINSTACK, "fields");
	stack_push_sorted_keys(L, table);
	int keys = lua_gettop(L);
	*n = (size_t)lua_rawlen(L, keys);
	struct field *fields = box_alloc(L, ld->arena, *n * sizeof *fields);
	for (size_t i = 0; i < *n; i++) {
		lua_rawgeti(L, keys, (lua_Integer)i + 1);
		struct str name = load_text(ld, NULL);
		lua_rawget(L, table);
		size_t before = load_enter(ld, name);
		if (!lua_istable(L, -1))
			load_error(ld, NULL, "a declaration expected, got a %s",
				stack_type_name(L, -1));
		load_field(ld, lua_gettop(L), NULL, name, secret, depth, &fields[i]);
		load_leave(ld, before);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	return fields;
}
