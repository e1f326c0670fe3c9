/*
 * kleene - any, all, none, at_least and at_most in three values.
 *
 * An unknown element does not stop the evaluation of the others. The answer is the one that
 * every completion of the input has; without one the check ends with all reasons. A list that
 * may be incomplete may have any number of further elements. Predicates must have no effects:
 * they could hide an unknown.
 */
#include <lauxlib.h>

#include "rule/host/unknown.h"
#include "rule/stdlib/kleene.h"
#include "rule/stdlib/lib.h"

/* the answers so far */
struct count {
	size_t yes, no, unknown;
	bool open;
	const struct reason *reasons;
};

/* The answer if it is decided (0 or 1), else -1. */
typedef int decide_fn(const struct count *c, size_t limit, bool at_end);

enum asked kleene_ask(lua_State *L, const struct walked *w, size_t i, int predicate, int handler,
	const struct reason **why)
{
	struct box *box = box_of(L);
	*why = each_unknown(L, w, i);
	if (*why)
		return ASKED_UNKNOWN;
	lua_pushvalue(L, predicate);
	int n_arguments = each_push(L, w, i);
	box->predicates++;
	enum ending ending = box_try(L, n_arguments, 1, handler);
	box->predicates--;
	*why = box->pending;
	if (ending != END_RETURNED)
		return ASKED_UNKNOWN;
	bool yes = lua_toboolean(L, -1);
	lua_pop(L, 1);
	return yes ? ASKED_YES : ASKED_NO;
}

static void ask_one(
	lua_State *L, const struct walked *w, size_t i, int predicate, int handler, struct count *c)
{
	const struct reason *why;
	switch (kleene_ask(L, w, i, predicate, handler, &why)) {
	case ASKED_YES:
		c->yes++;
		return;
	case ASKED_NO:
		c->no++;
		return;
	case ASKED_UNKNOWN:
		c->unknown++;
		unknown_add(L, &c->reasons, why);
	}
}

static int ask(lua_State *L, int list, size_t limit, decide_fn *decide, int by_elements)
{
	luaL_checktype(L, list + 1, LUA_TFUNCTION);
	struct walked w = each_check(L, list);
	struct count c = {0};
	box_push_handler(L);
	int handler = lua_gettop(L);
	int answer = decide(&c, limit, false);
	for (size_t i = 0; i < w.n && answer < 0; i++) {
		charge(L, 2);
		ask_one(L, &w, i, list + 1, handler, &c);
		answer = decide(&c, limit, false);
	}
	if (answer < 0) {
		c.open = w.why_incomplete != NULL;
		answer = decide(&c, limit, true);
	}
	if (answer < 0) {
		if (w.why_incomplete)
			unknown_add(L, &c.reasons, w.why_incomplete);
		unknown_raise(L, c.reasons);
	}
	if (answer == by_elements)
		each_note_scattered(L, &w);
	lua_pushboolean(L, answer);
	return 1;
}

static int at_least(const struct count *c, size_t limit, bool at_end)
{
	if (c->yes >= limit)
		return 1;
	return at_end && !c->open && c->unknown < limit - c->yes ? 0 : -1;
}

static int at_most(const struct count *c, size_t limit, bool at_end)
{
	if (c->yes > limit)
		return 0;
	return at_end && !c->open && c->unknown <= limit - c->yes ? 1 : -1;
}

static int all_yes(const struct count *c, size_t limit, bool at_end)
{
	(void)limit;
	if (c->no > 0)
		return 0;
	return at_end && !c->open && c->unknown == 0 ? 1 : -1;
}

/* a bound: an integer from 0 on */
static size_t check_bound(lua_State *L)
{
	luaL_argcheck(L, lua_isinteger(L, 1) && lua_tointeger(L, 1) >= 0, 1,
		"a number of elements expected");
	return (size_t)lua_tointeger(L, 1);
}

static int lib_any(lua_State *L)
{
	return ask(L, 1, 1, at_least, 1);
}

static int lib_none(lua_State *L)
{
	return ask(L, 1, 0, at_most, 0);
}

static int lib_all(lua_State *L)
{
	return ask(L, 1, 0, all_yes, 0);
}

static int lib_at_least(lua_State *L)
{
	return ask(L, 2, check_bound(L), at_least, 1);
}

static int lib_at_most(lua_State *L)
{
	return ask(L, 2, check_bound(L), at_most, 0);
}

const struct function lib_kleene[] = {
	{"all", lib_all, NULL},
	{"any", lib_any, NULL},
	{"at_least", lib_at_least, NULL},
	{"at_most", lib_at_most, NULL},
	{"none", lib_none, NULL},
	{NULL, NULL, NULL},
};
