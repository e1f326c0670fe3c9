/*
 * lib_table - table functions as a rule has them: each charges for the elements it touches.
 *
 * The length of a hostile table can be 2^45 with 46 entries: what is charged is what would be
 * walked. sort is a stable merge sort, so that its result depends on nothing but its input.
 */
#include <lauxlib.h>

#include "rule/box/stack.h"
#include "rule/stdlib/lib.h"

static lua_Integer check_list(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	return (lua_Integer)lua_rawlen(L, 1);
}

static void charge_elements(lua_State *L, lua_Integer n)
{
	if (n > 0)
		charge(L, (uint64_t)n);
}

static int lib_insert(lua_State *L)
{
	lua_Integer n = check_list(L), at = n + 1;
	if (lua_gettop(L) == 3) {
		at = stack_check_integer(L, 2);
		luaL_argcheck(L, at >= 1 && at <= n + 1, 2, "position out of bounds");
		charge_elements(L, n + 1 - at);
		for (lua_Integer i = n; i >= at; i--) {
			lua_rawgeti(L, 1, i);
			lua_rawseti(L, 1, i + 1);
		}
	} else if (lua_gettop(L) != 2) {
		rule_error(L, "wrong number of arguments to 'insert'");
	}
	lua_rawseti(L, 1, at);
	return 0;
}

static int lib_remove(lua_State *L)
{
	lua_Integer n = check_list(L), at = stack_opt_integer(L, 2, n);
	if (!lua_isnoneornil(L, 2) && n + 1 != at)
		luaL_argcheck(L, (n == 0 && at == 0) || (at >= 1 && at <= n + 1), 2,
			"position out of bounds");
	charge_elements(L, n - at);
	lua_rawgeti(L, 1, at);
	for (; at < n; at++) {
		lua_rawgeti(L, 1, at + 1);
		lua_rawseti(L, 1, at);
	}
	lua_pushnil(L);
	lua_rawseti(L, 1, at);
	return 1;
}

/* one element of concat, at the top of the stack */
static struct str check_piece(lua_State *L, lua_Integer i)
{
	int type = lua_type(L, -1);
	if (type == LUA_TNUMBER)
		return stack_number_text(L);
	if (type != LUA_TSTRING)
		rule_error(L, "table.concat: element %lld is a %s", i, stack_type_name(L, -1));
	return stack_check_str(L, -1);
}

static size_t concat_length(lua_State *L, struct str between, lua_Integer from, lua_Integer to)
{
	size_t len = 0;
	for (lua_Integer i = from; i <= to; i++) {
		lua_rawgeti(L, 1, i);
		len += check_piece(L, i).len + (i < to ? between.len : 0);
		lua_pop(L, 1);
		if (len > BUDGET_STRING)
			budget_raise(L, LIMIT_STRING);
	}
	return len;
}

/* reading an element twice and copying it */
#define PIECE_INSTRUCTIONS 3

static int lib_concat(lua_State *L)
{
	lua_Integer n = check_list(L);
	struct str between = lua_isnoneornil(L, 2) ? STR("") : stack_check_str(L, 2);
	lua_Integer from = stack_opt_integer(L, 3, 1), to = stack_opt_integer(L, 4, n);
	if (from > to) {
		lua_pushliteral(L, "");
		return 1;
	}
	/* neither sum overflows where it is small */
	uint64_t elements = (uint64_t)to - (uint64_t)from + 1;
	charge(L, elements <= UINT64_MAX / PIECE_INSTRUCTIONS && elements
			  ? elements * PIECE_INSTRUCTIONS
			  : UINT64_MAX);
	size_t len = concat_length(L, between, from, to), at = 0;
	char *bytes = stack_scratch(L, len);
	for (lua_Integer i = from;; i++) {
		lua_rawgeti(L, 1, i);
		struct str piece = check_piece(L, i);
		memcpy(bytes + at, piece.ptr, piece.len);
		at += piece.len;
		lua_pop(L, 1);
		if (i == to)
			break;
		memcpy(bytes + at, between.ptr, between.len);
		at += between.len;
	}
	charge_bytes(L, len);
	lua_pushlstring(L, bytes, len);
	return 1;
}

static int lib_unpack(lua_State *L)
{
	lua_Integer n = check_list(L);
	lua_Integer from = stack_opt_integer(L, 2, 1), to = stack_opt_integer(L, 3, n);
	if (from > to)
		return 0;
	uint64_t elements = (uint64_t)to - (uint64_t)from + 1;
	charge(L, elements ? elements : UINT64_MAX);
	if (elements > 10000 || !lua_checkstack(L, (int)elements))
		rule_error(L, "table.unpack: too many results");
	for (uint64_t i = 0; i < elements; i++)
		lua_rawgeti(L, 1, (lua_Integer)((uint64_t)from + i));
	return (int)elements;
}

/* a < b in one C call, which no hook sees: charge for it */
static bool is_less(lua_State *L)
{
	if (lua_type(L, -1) == LUA_TSTRING && lua_type(L, -2) == LUA_TSTRING) {
		size_t a = (size_t)lua_rawlen(L, -2), b = (size_t)lua_rawlen(L, -1);
		charge_bytes(L, a < b ? a : b);
	}
	return lua_compare(L, -2, -1, LUA_OPLT);
}

/* True if the element at a comes before the element at b. */
static bool before(lua_State *L, int list, lua_Integer a, lua_Integer b)
{
	bool result;
	charge(L, 2);
	if (lua_isnil(L, 2)) {
		lua_rawgeti(L, list, a);
		lua_rawgeti(L, list, b);
		result = is_less(L);
		lua_pop(L, 2);
		return result;
	}
	lua_pushvalue(L, 2);
	lua_rawgeti(L, list, a);
	lua_rawgeti(L, list, b);
	lua_call(L, 2, 1);
	result = lua_toboolean(L, -1);
	lua_pop(L, 1);
	return result;
}

/* merge the runs [from, middle) and [middle, to) of one list into the other */
static void merge(
	lua_State *L, int in, int out, lua_Integer from, lua_Integer middle, lua_Integer to)
{
	lua_Integer left = from, right = middle;
	for (lua_Integer i = from; i < to; i++) {
		bool take_right = left == middle || (right < to && before(L, in, right, left));
		lua_rawgeti(L, in, take_right ? right++ : left++);
		lua_rawseti(L, out, i);
	}
}

static void copy(lua_State *L, int from, int to, lua_Integer n)
{
	for (lua_Integer i = 1; i <= n; i++) {
		if (lua_rawgeti(L, from, i) == LUA_TNIL)
			rule_error(L, "table.sort: the list has a hole at %lld", i);
		lua_rawseti(L, to, i);
	}
}

static int lib_sort(lua_State *L)
{
	lua_Integer n = check_list(L);
	lua_settop(L, 2);
	if (!lua_isnil(L, 2))
		luaL_checktype(L, 2, LUA_TFUNCTION);
	if (n < 2)
		return 0;
	charge(L, (uint64_t)n);
	/* sorted in copies, so that the comparison function sees the list unchanged */
	int size = n < INT_MAX ? (int)n : 0;
	lua_createtable(L, size, 0);
	lua_createtable(L, size, 0);
	int in = 3, out = 4;
	copy(L, 1, in, n);
	for (lua_Integer run = 1; run < n; run *= 2) {
		charge(L, (uint64_t)n);
		for (lua_Integer from = 1; from <= n; from += 2 * run) {
			lua_Integer middle = from + run <= n ? from + run : n + 1;
			lua_Integer to = middle + run <= n ? middle + run : n + 1;
			merge(L, in, out, from, middle, to);
		}
		in = 7 - in;
		out = 7 - out;
	}
	copy(L, in, 1, n);
	return 0;
}

const struct function lib_table[] = {
	{"concat", lib_concat, NULL},
	{"insert", lib_insert, NULL},
	{"remove", lib_remove, NULL},
	{"sort", lib_sort, NULL},
	{"unpack", lib_unpack, NULL},
	{NULL, NULL, NULL},
};
