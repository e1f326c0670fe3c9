/*
 * lib_want - want: the value that a field should have, as a remedy function proposes it.
 *
 * Copies the value out of Lua by the declaration of the field. Only a remedy function can call it.
 * Must not know what becomes of a proposal.
 */
#include <lauxlib.h>

#include "rule/box/secrets.h"
#include "rule/box/stack.h"
#include "rule/host/check_state.h"
#include "rule/host/handle.h"
#include "rule/host/read.h"
#include "rule/host/redact.h"
#include "rule/stdlib/lib.h"

/* bytes of a path */
#define PATH_MAX_BYTES ((size_t)2048)

/* a value on its way out of Lua */
struct copy {
	lua_State *L;
	struct arena *arena;
	const struct list *secrets;
	bool secret; /* one was found */
};

static struct value *copy_value(struct copy *c, int index, const struct field *field);

static struct value *new_value(struct copy *c, enum doc_kind kind)
{
	struct value *v = box_alloc(c->L, c->arena, sizeof *v);
	v->kind = kind;
	return v;
}

_Noreturn static void refuse(struct copy *c, int index, const struct field *field, const char *want)
{
	rule_error(c->L, "want: %.*s is a %s: %s expected", STR_ARGS(field->name),
		stack_type_name(c->L, index), want);
}

static struct value *copy_list(struct copy *c, int index, const struct field *field)
{
	lua_State *L = c->L;
	if (!lua_istable(L, index))
		refuse(c, index, field, "a list");
	struct value *v = new_value(c, DOC_ARRAY);
	v->n = (size_t)lua_rawlen(L, index);
	v->items = box_alloc(L, c->arena, v->n * sizeof *v->items);
	luaL_checkstack(L, 4, "want: the value is nested too deep");
	for (size_t i = 0; i < v->n; i++) {
		charge_walk(L);
		lua_rawgeti(L, index, (lua_Integer)i + 1);
		v->items[i] = copy_value(c, lua_gettop(L), field->of);
		lua_pop(L, 1);
	}
	return v;
}

/* of a map, every member has the same declaration */
static const struct field *member_field(struct copy *c, const struct field *field, struct str key)
{
	if (field->kind == FIELD_MAP)
		return field->of;
	const struct field *f = field_find(field->fields, field->n_fields, key);
	if (!f)
		rule_error(c->L, "want: %.*s declares no field '%.*s'", STR_ARGS(field->name),
			STR_ARGS(redact_name(c->L, key)));
	return f;
}

static struct value *copy_object(struct copy *c, int index, const struct field *field)
{
	lua_State *L = c->L;
	if (!lua_istable(L, index))
		refuse(c, index, field, "a table");
	luaL_checkstack(L, 8, "want: the value is nested too deep");
	stack_push_sorted_keys(L, index);
	int keys = lua_gettop(L);
	struct value *v = new_value(c, DOC_OBJECT);
	v->n = (size_t)lua_rawlen(L, keys);
	v->members = box_alloc(L, c->arena, v->n * sizeof *v->members);
	for (size_t i = 0; i < v->n; i++) {
		lua_rawgeti(L, keys, (lua_Integer)i + 1);
		struct str key = stack_check_str(L, -1);
		v->members[i].key = box_str(L, c->arena, key);
		lua_pushvalue(L, -1);
		lua_rawget(L, index);
		v->members[i].value = copy_value(c, lua_gettop(L), member_field(c, field, key));
		lua_pop(L, 2);
	}
	lua_settop(L, keys - 1);
	return v;
}

static struct value *copy_string(struct copy *c, int index, const struct field *field)
{
	if (lua_type(c->L, index) != LUA_TSTRING)
		refuse(c, index, field, "a string");
	struct str text = stack_check_str(c->L, index);
	charge_bytes(c->L, text.len * (1 + c->secrets->n));
	if (utf8_check(text.ptr, text.len) != text.len)
		rule_error(c->L, "want: %.*s is not valid UTF-8", STR_ARGS(field->name));
	struct value *v = new_value(c, DOC_STRING);
	v->text = box_str(c->L, c->arena, text);
	c->secret = c->secret || str_is(redact(c->secrets, v->text), REDACTED);
	return v;
}

static struct value *copy_integer(struct copy *c, int index, const struct field *field)
{
	if (!lua_isinteger(c->L, index))
		refuse(c, index, field, "an integer");
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%lld", (long long)lua_tointeger(c->L, index));
	struct value *v = new_value(c, DOC_NUMBER);
	v->text = box_str(c->L, c->arena, (struct str){digits, (size_t)n});
	c->secret = c->secret || str_is(redact(c->secrets, v->text), REDACTED);
	return v;
}

static struct value *copy_value(struct copy *c, int index, const struct field *field)
{
	struct value *v;
	if (lua_isnil(c->L, index) || handle_kind(c->L, index) == HANDLE_NULL)
		return new_value(c, DOC_NULL);
	switch (field->kind) {
	case FIELD_BOOL:
		if (!lua_isboolean(c->L, index))
			refuse(c, index, field, "a boolean");
		v = new_value(c, DOC_BOOL);
		v->truth = lua_toboolean(c->L, index);
		return v;
	case FIELD_INT:
		return copy_integer(c, index, field);
	case FIELD_STRING:
		return copy_string(c, index, field);
	case FIELD_LIST:
	case FIELD_SET:
		return copy_list(c, index, field);
	case FIELD_MAP:
	case FIELD_OBJECT:
		return copy_object(c, index, field);
	}
	return new_value(c, DOC_NULL);
}

/* the declaration that a path leads to; an index or key leads to what a list or map holds */
static const struct field *find_field(lua_State *L, const struct type *type, struct str path)
{
	const struct field *field = NULL;
	while (path.len > 0) {
		const char *slash = memchr(path.ptr, '/', path.len);
		struct str part = {path.ptr, slash ? (size_t)(slash - path.ptr) : path.len};
		size_t used = part.len + (slash != NULL);
		path = (struct str){path.ptr + used, path.len - used};
		const struct field *all = field ? field->fields : type->fields;
		size_t n = field ? field->n_fields : type->n_fields;
		if (field && field->of)
			field = field->of;
		else
			field = field_find(all, n, part);
		if (!field)
			rule_error(L, "want: the type %.*s declares no field '%.*s'",
				STR_ARGS(type->name), STR_ARGS(redact_name(L, part)));
	}
	return field;
}

/* append the path from a node to one inside it; false: it is not inside */
static bool add_path(lua_State *L, struct buf *path, const struct node *from, const struct node *to)
{
	size_t before = path->len;
	charge(L, 1 + from->n);
	if (from == to)
		return true;
	for (size_t i = 0; i < from->n; i++) {
		const struct node *next = NULL;
		path->len = before;
		if (from->kind == NODE_LIST) {
			next = from->items[i];
			buf_printf(path, "%zu/", i);
		} else if (from->kind == NODE_OBJECT) {
			next = from->members[i].node;
			buf_printf(path, "%.*s/", STR_ARGS(from->members[i].field->name));
		}
		if (next && add_path(L, path, next, to))
			return true;
	}
	path->len = before;
	return false;
}

/* the path of a field: of a resource its name, of an object inside it what leads there, too */
static struct str path_of(lua_State *L, const struct resource *resource, struct str field)
{
	struct arena *arena = box_of(L)->check->arena;
	struct buf path;
	bool inside = handle_kind(L, 1) == OBJECT_RESOURCE;
	buf_init_for(&path, PATH_MAX_BYTES, arena);
	if (!inside)
		inside = add_path(L, &path, resource->root, lua_touserdata(L, 1));
	buf_str(&path, field);
	if (!inside || path.status)
		rule_error(L, "want: the object is not a part of its resource");
	return box_str(L, arena, (struct str){path.ptr, path.len});
}

/* want(HANDLE, FIELD, VALUE): the field of a resource, or of an object inside it, should be VALUE
 */
static int want(lua_State *L)
{
	struct check *check = box_of(L)->check;
	if (!check || !check->proposes)
		rule_error(L, "want can only be called while a remedy is sought");
	int kind = handle_kind(L, 1);
	luaL_argcheck(L, kind == OBJECT_RESOURCE || kind == OBJECT_NODE, 1,
		"a resource, or an object inside one, expected");
	lua_settop(L, 3);
	const struct resource *resource =
		kind == OBJECT_RESOURCE ? lua_touserdata(L, 1)
					: ((const struct node *)lua_touserdata(L, 1))->resource;
	struct desired_handle *handle = box_alloc(L, check->arena, sizeof *handle);
	struct copy copy = {L, check->arena, &check->secrets, false};
	struct str path = path_of(L, resource, stack_check_str(L, 2));
	const struct field *field = find_field(L, resource->type, path);
	luaL_argcheck(L, field != NULL, 2, "the name of a field expected");
	handle->object = (enum object_kind)HANDLE_DESIRED;
	handle->desired = (struct desired){resource, path, copy_value(&copy, 3, field)};
	handle->secret = copy.secret;
	handle_push(L, handle);
	return 1;
}

const struct function lib_want[] = {
	{"want", want, NULL},
	{NULL, NULL, NULL},
};
