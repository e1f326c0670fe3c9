/*
 * lib_require - require: a library by its name, loaded once for each state.
 *
 * Finds only files that were added to the run. A library sees the names for libraries,
 * whichever file requires it.
 */
#include <lauxlib.h>

#include "rule/box/stack.h"
#include "rule/host/handle.h"
#include "rule/host/redact.h"
#include "rule/stdlib/lib.h"

/* The file of the calling code: its folder is searched first. */
static const struct lua_file *caller(lua_State *L)
{
	struct box *box = box_of(L);
	lua_Debug ar;
	if (!lua_getstack(L, 1, &ar) || !lua_getinfo(L, "S", &ar))
		return box->source;
	const struct lua_file *source = lua_file_of_chunk(box->sources, ar.source);
	return source ? source : box->source;
}

static const struct lua_file *find(lua_State *L, struct str name)
{
	struct box *box = box_of(L);
	bool twice;
	charge(L, 1 + box->sources->list.n);
	const struct lua_file *from = caller(L);
	const struct lua_file *source = lua_file_library(box->sources, from, name, &twice);
	name = redact_name(L, name);
	if (twice)
		rule_error(L, "more than one library is named '%.*s'", STR_ARGS(name));
	if (!source)
		rule_error(L, "there is no library '%.*s': a library is a file NAME.lua below lib/",
			STR_ARGS(name));
	return source;
}

static int lib_require_(lua_State *L)
{
	const struct lua_file *source = find(L, stack_check_str(L, 1));
	lua_settop(L, 0);
	lua_rawgeti(L, LUA_REGISTRYINDEX, SLOT_REQUIRED);
	int was = lua_getfield(L, 1, source->chunk);
	if (was == LUA_TLIGHTUSERDATA)
		rule_error(L, "the library '%.*s' requires itself", STR_ARGS(source->base));
	if (was != LUA_TNIL)
		return 1;
	/* null marks a library that is being loaded */
	handle_push_null(L);
	lua_setfield(L, 1, source->chunk);
	box_load(L, source);
	lua_call(L, 0, LUA_MULTRET);
	if (lua_gettop(L) != 3 || lua_type(L, 3) != LUA_TTABLE)
		rule_error(
			L, "the library '%.*s' doesn't return one table", STR_ARGS(source->base));
	lua_pushvalue(L, 3);
	lua_setfield(L, 1, source->chunk);
	return 1;
}

const struct function lib_require[] = {
	{"require", lib_require_, NULL},
	{NULL, NULL, NULL},
};
