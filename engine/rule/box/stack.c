/*
 * stack - values on Lua's stack as C values, checked and charged.
 *
 * Lua's own checks convert between numbers and strings; these do not. Knows Lua values. Must not
 * know what a handle refers to.
 */
#include "rule/box/stack.h"

#include <lauxlib.h>
#include <limits.h>
#include <math.h>

const char *stack_type_name(lua_State *L, int index)
{
	return lua_islightuserdata(L, index) ? "handle" : luaL_typename(L, index);
}

static void check_type(lua_State *L, int index, int type)
{
	char message[64];
	if (lua_type(L, index) == type)
		return;
	snprintf(message, sizeof message, "%s expected, got %s", lua_typename(L, type),
		lua_isnone(L, index) ? "no value" : stack_type_name(L, index));
	(void)luaL_argerror(L, index, message);
}

lua_Number stack_check_number(lua_State *L, int index)
{
	/* luaL_checknumber would read a long string, too, for nothing */
	check_type(L, index, LUA_TNUMBER);
	return lua_tonumber(L, index);
}

lua_Integer stack_check_integer(lua_State *L, int index)
{
	check_type(L, index, LUA_TNUMBER);
	return luaL_checkinteger(L, index);
}

lua_Integer stack_opt_integer(lua_State *L, int index, lua_Integer fallback)
{
	return lua_isnoneornil(L, index) ? fallback : stack_check_integer(L, index);
}

struct str stack_check_str(lua_State *L, int index)
{
	/* luaL_checklstring would turn a number into a string, in place */
	check_type(L, index, LUA_TSTRING);
	struct str s;
	s.ptr = lua_tolstring(L, index, &s.len);
	return s;
}

/* libc needs as long as so many instructions for the digits of a number */
#define NUMBER_TEXT 64

struct str stack_number_text(lua_State *L)
{
	struct str s;
	charge(L, NUMBER_TEXT);
	/* the sign of 0/0 is the processor's */
	if (!lua_isinteger(L, -1) && isnan(lua_tonumber(L, -1))) {
		lua_pop(L, 1);
		lua_pushliteral(L, "nan");
	}
	s.ptr = lua_tolstring(L, -1, &s.len);
	return s;
}

void *stack_scratch(lua_State *L, size_t n)
{
	return lua_newuserdatauv(L, n ? n : 1, 0);
}

/* comparing two keys takes as long */
#define SORT_INSTRUCTIONS 5

/* a key of a table, to sort by */
struct sort_key {
	int type;
	bool integral;
	lua_Integer integer;
	lua_Number number;
	struct str text;
};

/* numbers, then strings, then booleans */
static int rank(const struct sort_key *k)
{
	return k->type == LUA_TNUMBER ? 0 : k->type == LUA_TSTRING ? 1 : 2;
}

/* Compare an integer with a float that is not equal to any integer. */
static int compare_mixed(lua_Integer i, lua_Number f)
{
	if (f >= 9223372036854775808.0)
		return -1;
	if (f < -9223372036854775808.0)
		return 1;
	lua_Integer whole = (lua_Integer)f;
	if (i != whole)
		return i < whole ? -1 : 1;
	return f > (lua_Number)whole ? -1 : 1;
}

static int compare_keys(const void *left, const void *right)
{
	const struct sort_key *a = left, *b = right;
	if (rank(a) != rank(b))
		return rank(a) - rank(b);
	if (a->type == LUA_TSTRING)
		return str_cmp(a->text, b->text);
	if (a->integral && b->integral)
		return (a->integer > b->integer) - (a->integer < b->integer);
	if (a->integral)
		return compare_mixed(a->integer, b->number);
	if (b->integral)
		return -compare_mixed(b->integer, a->number);
	return (a->number > b->number) - (a->number < b->number);
}

static void take_key(lua_State *L, int index, struct sort_key *k)
{
	*k = (struct sort_key){.type = lua_type(L, index)};
	switch (k->type) {
	case LUA_TNUMBER:
		k->integral = lua_isinteger(L, index);
		k->integer = k->integral ? lua_tointeger(L, index) : 0;
		k->number = k->integral ? 0 : lua_tonumber(L, index);
		return;
	case LUA_TSTRING:
		/* the table keeps it */
		k->text.ptr = lua_tolstring(L, index, &k->text.len);
		charge_bytes(L, k->text.len);
		return;
	case LUA_TBOOLEAN:
		k->integral = true;
		k->integer = lua_toboolean(L, index);
		return;
	default:
		rule_error(L,
			"pairs: a key is a %s, which has no order: keep a list beside the table",
			stack_type_name(L, index));
	}
}

static void push_key(lua_State *L, const struct sort_key *k)
{
	if (k->type == LUA_TSTRING)
		lua_pushlstring(L, k->text.ptr, k->text.len);
	else if (k->type == LUA_TBOOLEAN)
		lua_pushboolean(L, (int)k->integer);
	else if (k->integral)
		lua_pushinteger(L, k->integer);
	else
		lua_pushnumber(L, k->number);
}

static size_t bits_of(size_t n)
{
	size_t bits = 1;
	while (n >>= 1)
		bits++;
	return bits;
}

void stack_push_sorted_keys(lua_State *L, int table)
{
	size_t n = 0;
	charge_walk(L);
	for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
		n++;
	charge(L, n * bits_of(n) * SORT_INSTRUCTIONS);
	struct sort_key *keys = stack_scratch(L, n * sizeof *keys);
	size_t i = 0;
	for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
		take_key(L, -2, &keys[i++]);
	qsort(keys, n, sizeof *keys, compare_keys);
	lua_createtable(L, n < INT_MAX ? (int)n : 0, 0);
	for (i = 0; i < n; i++) {
		push_key(L, &keys[i]);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	lua_remove(L, -2);
}
