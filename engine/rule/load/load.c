/*
 * load - reads the table that a rule file returns.
 *
 * An unknown key is an error. A table has no line numbers, so an error gets the line of the key
 * if it occurs once in the file, else the line of the constructor. Knows tables and strings.
 * Must not know what a type or a control contains.
 */
#include "rule/load/load.h"
#include "base/nearest.h"
#include "rule/box/stack.h"

#include <lauxlib.h>

#include "rule/box/text.h"

#define STRING_MAX ((size_t)64 << 10)
#define LIST_MAX   4096

static int load_construct(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	if (lua_gettop(L) != 1)
		rule_error(L, "the constructor takes one table");
	if (box_of(L)->check)
		return 1;
	lua_Debug ar;
	int line = lua_getstack(L, 1, &ar) && lua_getinfo(L, "l", &ar) ? ar.currentline : 0;
	lua_rawgeti(L, LUA_REGISTRYINDEX, SLOT_MADE);
	lua_pushvalue(L, 1);
	lua_pushinteger(L, line > 0 ? line : 0);
	lua_rawset(L, -3);
	lua_settop(L, 1);
	return 1;
}

const struct function load_types[] = {
	{"type", load_construct, NULL},
	{NULL, NULL, NULL},
};

const struct function load_controls[] = {
	{"control", load_construct, NULL},
	{NULL, NULL, NULL},
};

const struct function load_profiles[] = {
	{"profile", load_construct, NULL},
	{NULL, NULL, NULL},
};

void load_push_made(struct loader *ld)
{
	lua_State *L = ld->L;
	int before = lua_gettop(L);
	static const char *const makers[] = {
		[SOURCE_TYPE] = "type", [SOURCE_CONTROL] = "control", [SOURCE_PROFILE] = "profile"};
	const char *maker = makers[ld->source->kind];
	box_load(L, ld->source);
	lua_call(L, 0, LUA_MULTRET);
	if (lua_gettop(L) != before + 1 || !lua_istable(L, -1))
		load_error(ld, NULL, "the file must return one table: return %s { ... }", maker);
	lua_rawgeti(L, LUA_REGISTRYINDEX, SLOT_MADE);
	lua_pushvalue(L, -2);
	if (lua_rawget(L, -2) != LUA_TNUMBER)
		load_error(
			ld, NULL, "the table must be made by %s: return %s { ... }", maker, maker);
	ld->line = (int)lua_tointeger(L, -1);
	lua_settop(L, before + 1);
}

_Noreturn void load_error(struct loader *ld, const char *key, const char *format, ...)
{
	char text[384], message[640];
	va_list args;
	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	const char *dot = ld->where_len && key ? "." : "";
	const char *colon = ld->where_len || key ? ": " : "";
	snprintf(
		message, sizeof message, "%s%s%s%s%s", ld->where, dot, key ? key : "", colon, text);
	size_t line = key ? lua_file_line_of_key(ld->source, str_of(key)) : 0;
	rule_error_at(ld->L, ld->source, line ? line : (size_t)ld->line, message);
}

size_t load_enter(struct loader *ld, struct str name)
{
	size_t before = ld->where_len;
	int n = snprintf(ld->where + before, sizeof ld->where - before, "%s%.*s", before ? "." : "",
		STR_ARGS(name));
	if (n > 0 && before + (size_t)n < sizeof ld->where)
		ld->where_len = before + (size_t)n;
	else
		ld->where[before] = '\0';
	return before;
}

void load_leave(struct loader *ld, size_t before)
{
	ld->where_len = before;
	ld->where[before] = '\0';
}

static const char *nearest_of(struct str word, const char *const *names, size_t n)
{
	struct nearest nearest = {.word = word};
	for (size_t i = 0; i < n; i++)
		nearest_offer(&nearest, str_of(names[i]));
	return nearest.name.ptr;
}

static bool is_one_of(struct str key, const char *const *keys, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_is(key, keys[i]))
			return true;
	}
	return false;
}

static bool has_only(struct loader *ld, int table, const char *const *keys, size_t n)
{
	lua_State *L = ld->L;
	bool only = true;
	charge_walk(L);
	for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
		only = only && lua_type(L, -2) == LUA_TSTRING &&
		       is_one_of(stack_check_str(L, -2), keys, n);
	return only;
}

void load_check_keys(struct loader *ld, int table, const char *const *keys, size_t n)
{
	lua_State *L = ld->L;
	if (has_only(ld, table, keys, n))
		return;
	/* the error is about the first one in order */
	stack_push_sorted_keys(L, table);
	for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
		if (lua_type(L, -1) != LUA_TSTRING)
			load_error(
				ld, NULL, "a key is a %s: names expected", stack_type_name(L, -1));
		struct str key = stack_check_str(L, -1);
		if (!is_one_of(key, keys, n)) {
			const char *near = nearest_of(key, keys, n);
			load_error(ld, key.ptr, "unknown key%s%s%s", near ? ". Did you mean '" : "",
				near ? near : "", near ? "'?" : "");
		}
		lua_pop(L, 1);
	}
	lua_pop(L, 2);
}

struct str load_text(struct loader *ld, const char *key)
{
	if (lua_type(ld->L, -1) != LUA_TSTRING)
		load_error(ld, key, "a string expected, got a %s", stack_type_name(ld->L, -1));
	struct str s = stack_check_str(ld->L, -1);
	if (s.len == 0 || s.len > STRING_MAX)
		load_error(
			ld, key, "the string has %zu bytes: 1 to %zu expected", s.len, STRING_MAX);
	if (utf8_check(s.ptr, s.len) != s.len || memchr(s.ptr, '\0', s.len))
		load_error(ld, key, "the string is not valid UTF-8 text");
	return box_str(ld->L, ld->arena, s);
}

struct str load_string(struct loader *ld, int table, const char *key)
{
	struct str s = STR_NONE;
	if (lua_getfield(ld->L, table, key) != LUA_TNIL)
		s = load_text(ld, key);
	lua_pop(ld->L, 1);
	return s;
}

struct str load_required(struct loader *ld, int table, const char *key)
{
	struct str s = load_string(ld, table, key);
	if (!s.ptr)
		load_error(ld, NULL, "'%s' is missing", key);
	return s;
}

bool load_bool(struct loader *ld, int table, const char *key, bool fallback)
{
	int type = lua_getfield(ld->L, table, key);
	if (type != LUA_TNIL && type != LUA_TBOOLEAN)
		load_error(ld, key, "true or false expected, got a %s", stack_type_name(ld->L, -1));
	bool value = type == LUA_TNIL ? fallback : lua_toboolean(ld->L, -1);
	lua_pop(ld->L, 1);
	return value;
}

bool load_push_table(struct loader *ld, int table, const char *key)
{
	int type = lua_getfield(ld->L, table, key);
	if (type == LUA_TTABLE)
		return true;
	if (type != LUA_TNIL)
		load_error(ld, key, "a table expected, got a %s", stack_type_name(ld->L, -1));
	lua_pop(ld->L, 1);
	return false;
}

size_t load_count(struct loader *ld, int table, const char *key)
{
	lua_State *L = ld->L;
	size_t n = 0, length = (size_t)lua_rawlen(L, table);
	charge_walk(L);
	for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
		n++;
	if (n > LIST_MAX)
		load_error(ld, key, "the list has %zu elements, more than the limit of %d", n,
			LIST_MAX);
	/* as many keys as 1..n: then there are no others */
	for (size_t i = 1; i <= n && n == length; i++) {
		if (lua_rawgeti(L, table, (lua_Integer)i) == LUA_TNIL)
			length = 0;
		lua_pop(L, 1);
	}
	if (n != length)
		load_error(ld, key, "a list expected: { a, b, ... }");
	return n;
}

const struct str *load_list(struct loader *ld, int list, const char *key, size_t *n)
{
	*n = load_count(ld, list, key);
	struct str *strings = box_alloc(ld->L, ld->arena, *n * sizeof *strings);
	for (size_t i = 0; i < *n; i++) {
		lua_rawgeti(ld->L, list, (lua_Integer)i + 1);
		strings[i] = load_text(ld, key);
		lua_pop(ld->L, 1);
	}
	return strings;
}

const struct str *load_strings(struct loader *ld, int table, const char *key, size_t *n)
{
	*n = 0;
	if (!load_push_table(ld, table, key))
		return NULL;
	const struct str *strings = load_list(ld, lua_gettop(ld->L), key, n);
	lua_pop(ld->L, 1);
	return strings;
}
