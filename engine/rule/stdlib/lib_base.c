/*
 * lib_base - Lua's basic functions as a rule has them: no metatables, no pcall, nothing that loads.
 *
 * pairs goes in the order of the keys; no address is shown; error() keeps its text to itself. Knows
 * Lua values. Must not know what a handle holds.
 */
#include <lauxlib.h>
#include <math.h>

#include "rule/host/handle.h"
#include "rule/stdlib/lib.h"

const char *lib_type_name(lua_State *L, int index)
{
	return lua_islightuserdata(L, index) ? "handle" : luaL_typename(L, index);
}

static void check_type(lua_State *L, int index, int type)
{
	char message[64];
	if (lua_type(L, index) == type)
		return;
	snprintf(message, sizeof message, "%s expected, got %s", lua_typename(L, type),
		lua_isnone(L, index) ? "no value" : lib_type_name(L, index));
	(void)luaL_argerror(L, index, message);
}

lua_Number lib_check_number(lua_State *L, int index)
{
	/* luaL_checknumber would read a long string, too, for nothing */
	check_type(L, index, LUA_TNUMBER);
	return lua_tonumber(L, index);
}

lua_Integer lib_check_integer(lua_State *L, int index)
{
	check_type(L, index, LUA_TNUMBER);
	return luaL_checkinteger(L, index);
}

lua_Integer lib_opt_integer(lua_State *L, int index, lua_Integer fallback)
{
	return lua_isnoneornil(L, index) ? fallback : lib_check_integer(L, index);
}

struct str lib_check_str(lua_State *L, int index)
{
	/* luaL_checklstring would turn a number into a string, in place */
	check_type(L, index, LUA_TSTRING);
	struct str s;
	s.ptr = lua_tolstring(L, index, &s.len);
	return s;
}

/* libc needs the time of so many instructions for the digits of a number */
#define NUMBER_TEXT 64

struct str lib_number_text(lua_State *L)
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

void *lib_scratch(lua_State *L, size_t n)
{
	return lua_newuserdatauv(L, n ? n : 1, 0);
}

static int lib_assert(lua_State *L)
{
	luaL_checkany(L, 1);
	if (!lua_toboolean(L, 1))
		rule_raise(L, 1);
	return lua_gettop(L);
}

static int lib_error(lua_State *L)
{
	rule_raise(L, (int)lib_opt_integer(L, 2, 1));
}

static void check_table(lua_State *L, const char *instead)
{
	char message[96];
	if (lua_type(L, 1) == LUA_TTABLE)
		return;
	snprintf(message, sizeof message, "table expected, got %s%s", lib_type_name(L, 1),
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

/* an integer with a number that isn't equal to any integer */
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
			lib_type_name(L, index));
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

void lib_push_sorted_keys(lua_State *L, int table)
{
	size_t n = 0;
	charge_walk(L);
	for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
		n++;
	charge(L, n * bits_of(n));
	struct sort_key *keys = lib_scratch(L, n * sizeof *keys);
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

/* upvalues: the table, its keys in order, the number of the last one */
static int pairs_step(lua_State *L)
{
	lua_Integer i = lua_tointeger(L, lua_upvalueindex(3));
	for (;;) {
		charge(L, 1);
		if (lua_rawgeti(L, lua_upvalueindex(2), ++i) == LUA_TNIL)
			return 1;
		lua_pushvalue(L, -1);
		/* one that was taken out meanwhile is passed over */
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
	lib_push_sorted_keys(L, 1);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, pairs_step, 3);
	return 1;
}

static int lib_select(lua_State *L)
{
	int n = lua_gettop(L);
	if (lua_type(L, 1) == LUA_TSTRING && str_is(lib_check_str(L, 1), "#")) {
		lua_pushinteger(L, n - 1);
		return 1;
	}
	lua_Integer i = lib_check_integer(L, 1);
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
		lua_Integer base = lib_check_integer(L, 2), n;
		luaL_argcheck(L, base >= 2 && base <= 36, 2, "base out of range");
		struct str s = lib_check_str(L, 1);
		charge_bytes(L, s.len);
		if (parse_digits(s, (lua_Unsigned)base, &n))
			lua_pushinteger(L, n);
		else
			lua_pushnil(L);
		return 1;
	}
	if (lua_type(L, 1) == LUA_TSTRING) {
		struct str s = lib_check_str(L, 1);
		charge_bytes(L, s.len);
		if (lua_stringtonumber(L, s.ptr) != s.len + 1)
			lua_pushnil(L);
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
		(void)lib_number_text(L);
		break;
	case LUA_TBOOLEAN:
		lua_pushstring(L, lua_toboolean(L, 1) ? "true" : "false");
		break;
	default:
		/* never an address */
		lua_pushstring(L, lib_type_name(L, 1));
	}
	return 1;
}

static int lib_type(lua_State *L)
{
	luaL_checkany(L, 1);
	lua_pushstring(L, lib_type_name(L, 1));
	return 1;
}

const struct function lib_base[] = {
	{"assert", lib_assert},
	{"error", lib_error},
	{"ipairs", lib_ipairs},
	{"pairs", lib_pairs},
	{"select", lib_select},
	{"tonumber", lib_tonumber},
	{"tostring", lib_tostring},
	{"type", lib_type},
	{NULL, NULL},
};
