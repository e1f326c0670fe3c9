/*
 * lib_string - string functions as a rule has them: bytes only, no patterns, no locale.
 *
 * Each charges for what it reads and makes; no result is longer than BUDGET_STRING. Positions
 * count as Lua's do: from 1, negative ones from the end.
 */
#include <lauxlib.h>

#include "rule/box/stack.h"
#include "rule/stdlib/lib.h"

/* a start position, at least 1 */
static size_t start_of(lua_Integer i, size_t len)
{
	if (i > 0)
		return (size_t)i;
	if (i == 0 || i < -(lua_Integer)len)
		return 1;
	return (size_t)((lua_Integer)len + i + 1);
}

/* an end position, at most len */
static size_t end_of(lua_Integer i, size_t len)
{
	if (i > (lua_Integer)len)
		return len;
	if (i >= 0)
		return (size_t)i;
	return i < -(lua_Integer)len ? 0 : (size_t)((lua_Integer)len + i + 1);
}

static void push(lua_State *L, const char *bytes, size_t len)
{
	charge_bytes(L, len);
	lua_pushlstring(L, bytes, len);
}

static int lib_byte(lua_State *L)
{
	struct str s = stack_check_str(L, 1);
	lua_Integer from = stack_opt_integer(L, 2, 1);
	size_t start = start_of(from, s.len);
	size_t end = end_of(stack_opt_integer(L, 3, from), s.len);
	if (start > end)
		return 0;
	size_t n = end - start + 1;
	charge(L, n);
	if (n > 10000)
		rule_error(L, "string.byte: %zu results are too many", n);
	luaL_checkstack(L, (int)n, "string.byte");
	for (size_t i = 0; i < n; i++)
		lua_pushinteger(L, (unsigned char)s.ptr[start - 1 + i]);
	return (int)n;
}

static int lib_char(lua_State *L)
{
	int n = lua_gettop(L);
	char *bytes = stack_scratch(L, (size_t)n);
	for (int i = 1; i <= n; i++) {
		lua_Integer c = stack_check_integer(L, i);
		luaL_argcheck(L, c >= 1 && c <= 255, i, "a byte from 1 to 255 expected");
		bytes[i - 1] = (char)(unsigned char)c;
	}
	push(L, bytes, (size_t)n);
	return 1;
}

/* always plain: a pattern can cost more than any budget */
static int lib_find(lua_State *L)
{
	struct str s = stack_check_str(L, 1), part = stack_check_str(L, 2);
	size_t start = start_of(stack_opt_integer(L, 3, 1), s.len);
	if (start > s.len + 1) {
		lua_pushnil(L);
		return 1;
	}
	charge_bytes(L, s.len - start + 1);
	for (size_t at = start - 1; at + part.len <= s.len; at++) {
		if (part.len > 0) {
			const char *hit =
				memchr(s.ptr + at, part.ptr[0], s.len - at - part.len + 1);
			if (!hit)
				break;
			at = (size_t)(hit - s.ptr);
			/* the first byte may match everywhere, and the rest nearly so */
			charge_bytes(L, part.len);
			if (memcmp(hit, part.ptr, part.len) != 0)
				continue;
		}
		lua_pushinteger(L, (lua_Integer)at + 1);
		lua_pushinteger(L, (lua_Integer)(at + part.len));
		return 2;
	}
	lua_pushnil(L);
	return 1;
}

static int lib_len_(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)stack_check_str(L, 1).len);
	return 1;
}

/* ASCII only: no locale changes what a rule sees */
static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

static int turn(lua_State *L, char (*letter)(char))
{
	struct str s = stack_check_str(L, 1);
	charge_bytes(L, s.len);
	char *bytes = stack_scratch(L, s.len);
	for (size_t i = 0; i < s.len; i++)
		bytes[i] = letter(s.ptr[i]);
	push(L, bytes, s.len);
	return 1;
}

static int lib_lower(lua_State *L)
{
	return turn(L, lower);
}

static int lib_upper(lua_State *L)
{
	return turn(L, upper);
}

static int lib_reverse(lua_State *L)
{
	struct str s = stack_check_str(L, 1);
	charge_bytes(L, s.len);
	char *bytes = stack_scratch(L, s.len);
	for (size_t i = 0; i < s.len; i++)
		bytes[i] = s.ptr[s.len - 1 - i];
	push(L, bytes, s.len);
	return 1;
}

static int lib_rep(lua_State *L)
{
	struct str s = stack_check_str(L, 1);
	lua_Integer wanted = stack_check_integer(L, 2);
	struct str between = lua_isnoneornil(L, 3) ? STR("") : stack_check_str(L, 3);
	size_t unit = s.len + between.len;
	if (wanted <= 0 || unit == 0) {
		lua_pushliteral(L, "");
		return 1;
	}
	if ((lua_Unsigned)wanted > BUDGET_STRING / unit + 1 ||
		(size_t)wanted * unit - between.len > BUDGET_STRING)
		budget_raise(L, LIMIT_STRING);
	size_t n = (size_t)wanted, len = n * unit - between.len;
	charge(L, n);
	char *bytes = stack_scratch(L, n * unit);
	for (size_t i = 0; i < n; i++) {
		memcpy(bytes + i * unit, s.ptr, s.len);
		memcpy(bytes + i * unit + s.len, between.ptr, between.len);
	}
	push(L, bytes, len);
	return 1;
}

static int lib_sub(lua_State *L)
{
	struct str s = stack_check_str(L, 1);
	size_t start = start_of(stack_check_integer(L, 2), s.len);
	size_t end = end_of(stack_opt_integer(L, 3, -1), s.len);
	if (start > end)
		lua_pushliteral(L, "");
	else
		push(L, s.ptr + start - 1, end - start + 1);
	return 1;
}

/* methods of strings are those of the filtered table: ("x"):rep(9) */
void lib_string_prepare(lua_State *L)
{
	lua_pushliteral(L, "");
	lua_createtable(L, 0, 1);
	lua_rawgeti(L, LUA_REGISTRYINDEX, SLOT_CONTROLS);
	lua_getfield(L, -1, "string");
	lua_setfield(L, -3, "__index");
	lua_pop(L, 1);
	lua_setmetatable(L, -2);
	lua_pop(L, 1);
}

const struct function lib_string[] = {
	{"byte", lib_byte, NULL},
	{"char", lib_char, NULL},
	{"find", lib_find, NULL},
	{"format", lib_string_format, NULL},
	{"len", lib_len_, NULL},
	{"lower", lib_lower, NULL},
	{"rep", lib_rep, NULL},
	{"reverse", lib_reverse, NULL},
	{"sub", lib_sub, NULL},
	{"upper", lib_upper, NULL},
	{NULL, NULL, NULL},
};
