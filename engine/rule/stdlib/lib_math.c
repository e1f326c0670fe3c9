/*
 * lib_math - the few functions of math that a rule has: no random numbers.
 */
#include <lauxlib.h>
#include <math.h>

#include "rule/box/stack.h"
#include "rule/stdlib/lib.h"

static int lib_floor(lua_State *L)
{
	if (!lua_isinteger(L, 1)) {
		lua_Number n = floor(stack_check_number(L, 1));
		lua_Integer i;
		if (lua_numbertointeger(n, &i))
			lua_pushinteger(L, i);
		else
			lua_pushnumber(L, n);
		return 1;
	}
	lua_settop(L, 1);
	return 1;
}

/* the least or the greatest argument */
static int pick(lua_State *L, bool least)
{
	int n = lua_gettop(L), best = 1;
	charge(L, (uint64_t)n);
	(void)stack_check_number(L, 1);
	for (int i = 2; i <= n; i++) {
		(void)stack_check_number(L, i);
		if (least ? lua_compare(L, i, best, LUA_OPLT) : lua_compare(L, best, i, LUA_OPLT))
			best = i;
	}
	lua_pushvalue(L, best);
	return 1;
}

static int lib_max(lua_State *L)
{
	return pick(L, false);
}

static int lib_min(lua_State *L)
{
	return pick(L, true);
}

static int lib_tointeger(lua_State *L)
{
	int exact = 0;
	lua_Integer n = lua_type(L, 1) == LUA_TNUMBER ? lua_tointegerx(L, 1, &exact) : 0;
	if (exact)
		lua_pushinteger(L, n);
	else
		lua_pushnil(L);
	return 1;
}

static void push_huge(lua_State *L)
{
	lua_pushnumber(L, (lua_Number)HUGE_VAL);
}

static void push_max(lua_State *L)
{
	lua_pushinteger(L, LUA_MAXINTEGER);
}

static void push_min(lua_State *L)
{
	lua_pushinteger(L, LUA_MININTEGER);
}

const struct function lib_math[] = {
	{"floor", lib_floor, NULL},
	{"huge", NULL, push_huge},
	{"max", lib_max, NULL},
	{"maxinteger", NULL, push_max},
	{"min", lib_min, NULL},
	{"mininteger", NULL, push_min},
	{"tointeger", lib_tointeger, NULL},
	{NULL, NULL, NULL},
};
