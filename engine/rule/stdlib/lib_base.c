/*
 * lib_base - Lua's basic functions as a rule has them: no metatables, no pcall, nothing that loads.
 *
 * pairs goes in the order of the keys; no address is shown; error() keeps its text to itself. Knows
 * Lua values. Must not know what a handle holds.
 */
#include <lauxlib.h>
#include <math.h>

#include "rule/box/stack.h"
#include "rule/host/handle.h"
#include "rule/stdlib/lib.h"

static int lib_assert(lua_State *L)
{
	luaL_checkany(L, 1);
	charge(L, (uint64_t)lua_gettop(L));
	if (!lua_toboolean(L, 1))
		rule_raise(L, 1);
	return lua_gettop(L);
}

static int lib_error(lua_State *L)
{
	rule_raise(L, (int)stack_opt_integer(L, 2, 1));
}

static void check_table(lua_State *L, const char *instead)
{
	char message[96];
	if (lua_type(L, 1) == LUA_TTABLE)
		return;
	snprintf(message, sizeof message, "table expected, got %s%s", stack_type_name(L, 1),
		lua_islightuserdata(L, 1) ? instead : "");
	(void)luaL_argerror(L, 1, message);
}

static int ipairs_step(lua_State *L)
{
	lua_Integer i = lua_tointeger(L, 2) + 1;
	lua_pushinteger(L, i);
	return lua_rawgeti(L, 1, i) == LUA_TNIL ? 1 : 2;
}

static int lib_ipairs(lua_State *L)
{
	check_table(L, ": walk it with each(list)");
	lua_settop(L, 1);
	lua_pushcfunction(L, ipairs_step);
	lua_insert(L, 1);
	lua_pushinteger(L, 0);
	return 3;
}

/* upvalues: the table, its keys in order, the number of the last one */
static int pairs_step(lua_State *L)
{
	lua_Integer i = lua_tointeger(L, lua_upvalueindex(3));
	for (;;) {
		charge(L, 1);
		if (lua_rawgeti(L, lua_upvalueindex(2), ++i) == LUA_TNIL)
			return 1;
		lua_pushvalue(L, -1);
		/* skip a key that was removed since */
		if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
			break;
		lua_pop(L, 2);
	}
	lua_pushinteger(L, i);
	lua_replace(L, lua_upvalueindex(3));
	return 2;
}

static int lib_pairs(lua_State *L)
{
	check_table(L, ": walk it with each(map)");
	lua_settop(L, 1);
	stack_push_sorted_keys(L, 1);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, pairs_step, 3);
	return 1;
}

static int lib_select(lua_State *L)
{
	int n = lua_gettop(L);
	charge(L, (uint64_t)n);
	if (lua_type(L, 1) == LUA_TSTRING && str_is(stack_check_str(L, 1), "#")) {
		lua_pushinteger(L, n - 1);
		return 1;
	}
	lua_Integer i = stack_check_integer(L, 1);
	if (i < 0)
		i = n + i;
	else if (i > n)
		i = n;
	luaL_argcheck(L, i >= 1, 1, "index out of range");
	return n - (int)i;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static unsigned digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a') + 10;
	if (c >= 'A' && c <= 'Z')
		return (unsigned)(c - 'A') + 10;
	return 99;
}

/* digits of a base as an integer that wraps around, like Lua's */
static bool parse_digits(struct str s, lua_Unsigned base, lua_Integer *out)
{
	size_t i = 0, end = s.len;
	while (i < end && is_space(s.ptr[i]))
		i++;
	while (end > i && is_space(s.ptr[end - 1]))
		end--;
	bool negative = i < end && s.ptr[i] == '-';
	i += negative;
	lua_Unsigned n = 0;
	if (i == end)
		return false;
	for (; i < end; i++) {
		if (digit_of(s.ptr[i]) >= base)
			return false;
		n = n * base + digit_of(s.ptr[i]);
	}
	*out = (lua_Integer)(negative ? 0 - n : n);
	return true;
}

static int lib_tonumber(lua_State *L)
{
	luaL_checkany(L, 1);
	if (!lua_isnoneornil(L, 2)) {
		lua_Integer base = stack_check_integer(L, 2), n;
		luaL_argcheck(L, base >= 2 && base <= 36, 2, "base out of range");
		struct str s = stack_check_str(L, 1);
		charge_bytes(L, s.len);
		if (parse_digits(s, (lua_Unsigned)base, &n))
			lua_pushinteger(L, n);
		else
			lua_pushnil(L);
		return 1;
	}
	if (lua_type(L, 1) == LUA_TSTRING) {
		struct str s = stack_check_str(L, 1);
		if (lua_stringtonumber(L, s.ptr) != s.len + 1)
			lua_pushnil(L);
		/* reading it was counted (box/metered.c) */
		charge(L, 1);
		return 1;
	}
	lua_settop(L, 1);
	if (lua_type(L, 1) != LUA_TNUMBER)
		lua_pushnil(L);
	return 1;
}

static int lib_tostring(lua_State *L)
{
	luaL_checkany(L, 1);
	lua_settop(L, 1);
	switch (lua_type(L, 1)) {
	case LUA_TSTRING:
		break;
	case LUA_TNUMBER:
		(void)stack_number_text(L);
		break;
	case LUA_TBOOLEAN:
		lua_pushstring(L, lua_toboolean(L, 1) ? "true" : "false");
		break;
	default:
		/* never an address */
		lua_pushstring(L, stack_type_name(L, 1));
	}
	return 1;
}

static int lib_type(lua_State *L)
{
	luaL_checkany(L, 1);
	lua_pushstring(L, stack_type_name(L, 1));
	return 1;
}

const struct function lib_base[] = {
	{"assert", lib_assert, NULL},
	{"error", lib_error, NULL},
	{"ipairs", lib_ipairs, NULL},
	{"pairs", lib_pairs, NULL},
	{"select", lib_select, NULL},
	{"tonumber", lib_tonumber, NULL},
	{"tostring", lib_tostring, NULL},
	{"type", lib_type, NULL},
	{NULL, NULL, NULL},
};
