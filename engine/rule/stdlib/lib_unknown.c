/*
 * lib_unknown - what libraries can do with unknowns.
 *
 * Only files below lib/ get these functions: a control that sees an unknown and goes on could
 * pass on it.
 */
#include <lauxlib.h>

#include "rule/box/secrets.h"
#include "rule/box/stack.h"
#include "rule/host/check_state.h"
#include "rule/host/evidence.h"
#include "rule/host/handle.h"
#include "rule/host/unknown.h"
#include "rule/stdlib/each.h"
#include "rule/stdlib/lib.h"
#include "rule/stdlib/outcome.h"

#define TEXT_MAX 200

static void need_check(lua_State *L)
{
	if (!box_of(L)->check)
		rule_error(L, "this can only be called while a check runs");
}

/* handle[field], as a function that can be tried */
static int index_handle(lua_State *L)
{
	lua_gettable(L, 1);
	return 1;
}

/* The results of a call: its value, or nil and the reasons if it read an unknown. */
static int value_or_reasons(lua_State *L, enum ending ending)
{
	if (ending == END_RETURNED)
		return 1;
	lua_pushnil(L);
	unknown_push(L, box_of(L)->pending);
	return 2;
}

static int lib_try(lua_State *L)
{
	need_check(L);
	luaL_checktype(L, 1, LUA_TFUNCTION);
	box_push_handler(L);
	lua_insert(L, 1);
	return value_or_reasons(L, box_try(L, lua_gettop(L) - 2, 1, 1));
}

static int lib_read(lua_State *L)
{
	need_check(L);
	luaL_argcheck(L, handle_kind(L, 1) >= 0, 1, "a handle expected");
	lua_settop(L, 2);
	box_push_handler(L);
	lua_insert(L, 1);
	lua_pushcfunction(L, index_handle);
	lua_insert(L, 2);
	return value_or_reasons(L, box_try(L, 2, 1, 1));
}

static int lib_collect(lua_State *L)
{
	need_check(L);
	struct walked w = each_check(L, 1);
	const struct reason *reasons = NULL;
	lua_Integer kept = 0;
	lua_createtable(L, w.n < 1024 ? (int)w.n : 1024, 0);
	for (size_t i = 0; i < w.n; i++) {
		charge(L, 1);
		const struct reason *why = each_unknown(L, &w, i);
		if (why) {
			unknown_add(L, &reasons, why);
		} else if (each_push(L, &w, i) == 2) {
			lua_rawset(L, -3);
		} else {
			lua_rawseti(L, -2, ++kept);
		}
	}
	if (w.why_incomplete)
		unknown_add(L, &reasons, w.why_incomplete);
	unknown_push(L, reasons);
	return 2;
}

static const struct reason *check_reasons(lua_State *L, int index)
{
	const struct reasons_handle *handle =
		handle_check(L, index, (enum object_kind)HANDLE_REASONS);
	return handle->first;
}

static int lib_reasons(lua_State *L)
{
	need_check(L);
	const struct reason *all = NULL;
	int n = lua_gettop(L), given = 0;
	for (int i = 1; i <= n; i++) {
		if (lua_isnil(L, i))
			continue;
		given = given ? -1 : i;
		unknown_add(L, &all, check_reasons(L, i));
	}
	/* one alone is returned unchanged */
	if (given > 0)
		lua_pushvalue(L, given);
	else
		unknown_push(L, all);
	return 1;
}

static int lib_bound(lua_State *L)
{
	need_check(L);
	struct str text = stack_check_str(L, 1);
	luaL_argcheck(L, lua_isinteger(L, 2), 2, "the bound expected, an integer");
	luaL_argcheck(L,
		text.len > 0 && text.len <= TEXT_MAX && utf8_check(text.ptr, text.len) == text.len,
		1, "a text of 1 to 200 bytes expected");
	text = redact(&box_of(L)->check->secrets, text);
	const struct reason *reason = unknown_make(L, REASON_LIMIT, (struct cursor){0},
		"%.*s (bound: %lld)", STR_ARGS(text), lua_tointeger(L, 2));
	unknown_push(L, reason);
	return 1;
}

/* A reason from the rule: the place of a field, a template and its arguments. */
static int lib_ambiguous(lua_State *L)
{
	need_check(L);
	struct evidence e = {0};
	evidence_place(L, &e, 1, 2);
	e.message = outcome_message(L, 3, 4);
	struct str address = e.resource ? resource_address(e.resource) : STR_NONE;
	const struct reason *reason = unknown_make(L, REASON_AMBIGUOUS, e.at, "%.*s%s%.*s%s%.*s",
		STR_ARGS(address), e.path.len ? " " : "", STR_ARGS(e.path), address.len ? ": " : "",
		STR_ARGS(e.message.text));
	reasons_set_subject(box_of(L)->check->arena, &reason, e.resource, e.path);
	unknown_push(L, reason);
	return 1;
}

static int lib_undecided(lua_State *L)
{
	need_check(L);
	unknown_raise(L, check_reasons(L, 1));
}

const struct function lib_unknown[] = {
	{"bound", lib_bound, NULL},
	{"collect", lib_collect, NULL},
	{"ambiguous", lib_ambiguous, NULL},
	{"read", lib_read, NULL},
	{"reasons", lib_reasons, NULL},
	{"try", lib_try, NULL},
	{"undecided", lib_undecided, NULL},
	{NULL, NULL, NULL},
};
