/*
 * unknown - reasons on their way to the verdict.
 *
 * A list of reasons is never changed once anybody else holds it.
 */
#include "rule/host/unknown.h"

#include "rule/host/check_state.h"
#include "rule/host/handle.h"

const struct reason *unknown_make(
	lua_State *L, enum reason_code code, struct cursor at, const char *format, ...)
{
	char text[4096];
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
	return unknown_make(L, REASON_NOT_IN_SOURCE, at, "a value that the input does not specify");
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
	reasons_add(arena, list, more);
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
