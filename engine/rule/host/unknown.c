/*
 * unknown - reasons on their way to the verdict, and what libraries may do with them.
 *
 * Only files below lib/ see these functions: a control that looked at an unknown without leaving
 * could pass on it. Lists of reasons are never changed once anybody else holds them.
 */
#include "rule/host/unknown.h"

#include <lauxlib.h>

#include "rule/check.h"
#include "rule/host/evidence.h"
#include "rule/host/handle.h"
#include "rule/host/outcome.h"
#include "rule/host/redact.h"
#include "rule/stdlib/each.h"
#include "rule/stdlib/lib.h"

#define TEXT_MAX 200

const struct reason *unknown_make(
	lua_State *L, enum reason_code code, struct cursor at, const char *format, ...)
{
	char text[512];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	struct str what = {text, n < 0 ? 0 : (size_t)n};
	if (what.len >= sizeof text)
		what.len = sizeof text - 1;
	/* not in the middle of a character */
	what.len = utf8_check(what.ptr, what.len);
	struct arena *arena = box_of(L)->check->arena;
	struct reason *reason = box_alloc(L, arena, sizeof *reason);
	*reason = (struct reason){.code = code, .what = box_str(L, arena, what), .at = at};
	return reason;
}

const struct reason *unknown_why(lua_State *L, const struct reason *why, struct cursor at)
{
	if (why)
		return why;
	return unknown_make(L, REASON_NOT_IN_SOURCE, at, "a value that the input does not tell");
}

static size_t count(const struct reason *list)
{
	size_t n = 0;
	for (; list; list = list->next)
		n++;
	return n;
}

void unknown_add(lua_State *L, const struct reason **list, const struct reason *more)
{
	struct arena *arena = box_of(L)->check->arena;
	/* each new one is compared with all the others */
	charge(L, 1 + (count(*list) + 1) * count(more));
	size_t before = arena_used(arena);
	if (reasons_add(arena, list, more))
		budget_raise(L, LIMIT_MEMORY);
	box_charge_arena(L, arena, before);
}

void unknown_push(lua_State *L, const struct reason *reasons)
{
	if (!reasons) {
		lua_pushnil(L);
		return;
	}
	struct reasons_handle *handle = box_alloc(L, box_of(L)->check->arena, sizeof *handle);
	handle->object = (enum object_kind)HANDLE_REASONS;
	handle->first = reasons;
	handle_push(L, handle);
}

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

/* after the values that a call pushed, or none where it met an unknown: value, or nil and reasons
 */
static int value_or_reasons(lua_State *L, enum ending ending)
{
	if (ending == END_RETURNED)
		return 1;
	lua_pushnil(L);
	unknown_push(L, box_of(L)->pending);
	return 2;
}

static int lib_settle(lua_State *L)
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
	if (w.open)
		unknown_add(L, &reasons, w.open);
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
	/* one alone is itself */
	if (given > 0)
		lua_pushvalue(L, given);
	else
		unknown_push(L, all);
	return 1;
}

static int lib_bound(lua_State *L)
{
	need_check(L);
	struct str text = lib_check_str(L, 1);
	luaL_argcheck(L, lua_isinteger(L, 2), 2, "the bound expected, an integer");
	luaL_argcheck(L,
		text.len > 0 && text.len <= TEXT_MAX && utf8_check(text.ptr, text.len) == text.len,
		1, "a short text expected");
	text = redact(box_of(L)->check, text);
	const struct reason *reason = unknown_make(L, REASON_LIMIT, (struct cursor){0},
		"%.*s (bound: %lld)", STR_ARGS(text), lua_tointeger(L, 2));
	unknown_push(L, reason);
	return 1;
}

/* a reason that the rule itself gives: the place of a handle's field, a template and its arguments
 */
static int lib_doubt(lua_State *L)
{
	need_check(L);
	struct evidence e = {0};
	evidence_place(L, &e, 1, 2);
	struct message m = outcome_message(L, 3, 4);
	unknown_push(L, unknown_make(L, REASON_DOUBT, e.at, "%.*s", STR_ARGS(m.text)));
	return 1;
}

static int lib_undecided(lua_State *L)
{
	need_check(L);
	unknown_raise(L, check_reasons(L, 1));
}

const struct function lib_unknown[] = {
	{"bound", lib_bound},
	{"collect", lib_collect},
	{"doubt", lib_doubt},
	{"read", lib_read},
	{"reasons", lib_reasons},
	{"settle", lib_settle},
	{"undecided", lib_undecided},
	{NULL, NULL},
};
