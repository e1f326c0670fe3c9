/*
 * find - find and filter: the elements for which a predicate is true, in three values.
 *
 * Certain elements come first. If others may be some, too, because a value is unknown or the list
 * may be incomplete, the check ends as unknown behind them.
 */
#include <lauxlib.h>

#include "rule/host/check_state.h"
#include "rule/host/unknown.h"
#include "rule/stdlib/kleene.h"
#include "rule/stdlib/lib.h"

/* where an iterator is */
struct filtering {
	size_t next;
	const struct reason *reasons; /* why elements that were skipped may count */
};

/* Push the next certain element; 0: there is none. Ends the check if there may be others. */
static int push_next(lua_State *L, int list, int predicate, struct filtering *f)
{
	struct walked w = each_check(L, list);
	box_push_handler(L);
	int handler = lua_gettop(L);
	while (f->next < w.n) {
		const struct reason *why = NULL;
		size_t i = f->next++;
		charge(L, 2);
		enum asked asked = kleene_ask(L, &w, i, predicate, handler, &why);
		if (asked == ASKED_YES)
			return each_push(L, &w, i);
		if (asked == ASKED_UNKNOWN)
			unknown_add(L, &f->reasons, why);
	}
	if (w.why_incomplete)
		unknown_add(L, &f->reasons, w.why_incomplete);
	if (f->reasons)
		unknown_raise(L, f->reasons);
	return 0;
}

static int lib_find_(lua_State *L)
{
	struct filtering f = {0};
	luaL_checktype(L, 2, LUA_TFUNCTION);
	int n = push_next(L, 1, 2, &f);
	if (n == 0)
		lua_pushnil(L);
	return n ? n : 1;
}

/* one step of filter(): upvalues are the list, the predicate and where it is */
static int step(lua_State *L)
{
	struct filtering *f = lua_touserdata(L, lua_upvalueindex(3));
	lua_settop(L, 0);
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_pushvalue(L, lua_upvalueindex(2));
	int n = push_next(L, 1, 2, f);
	if (n == 0)
		lua_pushnil(L);
	return n ? n : 1;
}

static int lib_filter(lua_State *L)
{
	luaL_checktype(L, 2, LUA_TFUNCTION);
	(void)each_check(L, 1);
	lua_settop(L, 2);
	struct filtering *f = box_alloc(L, box_of(L)->check->arena, sizeof *f);
	*f = (struct filtering){0};
	/* only C reads it: no rule gets an upvalue of this function */
	lua_pushlightuserdata(L, f);
	lua_pushcclosure(L, step, 3);
	return 1;
}

const struct function lib_finding[] = {
	{"filter", lib_filter, NULL},
	{"find", lib_find_, NULL},
	{NULL, NULL, NULL},
};
