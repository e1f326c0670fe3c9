/*
 * handle - light userdata that refers to an object of the inventory: its kind, checked before use.
 *
 * Knows every kind of object. Must not know what can be read from one.
 */
#include "rule/host/handle.h"

#include <lauxlib.h>

#include "rule/box/stack.h"

static const enum object_kind null_object = (enum object_kind)HANDLE_NULL;

int handle_kind(lua_State *L, int index)
{
	if (lua_type(L, index) != LUA_TLIGHTUSERDATA)
		return -1;
	return (int)*(const enum object_kind *)lua_touserdata(L, index);
}

const char *handle_kind_name(int kind)
{
	switch (kind) {
	case OBJECT_NODE:
		return "an object, list or map";
	case OBJECT_RESOURCE:
		return "a resource";
	case OBJECT_COLLECTION:
		return "a list of resources";
	case OBJECT_REGION:
		return "a Region";
	case OBJECT_ACCOUNT:
		return "an account";
	case HANDLE_NULL:
		return "null";
	case HANDLE_REASONS:
		return "reasons";
	case HANDLE_DESIRED:
		return "a desired value";
	default:
		return "no handle";
	}
}

const void *handle_check(lua_State *L, int index, enum object_kind kind)
{
	int is = handle_kind(L, index);
	if (is == (int)kind)
		return lua_touserdata(L, index);
	char message[96];
	snprintf(message, sizeof message, "%s expected, got %s", handle_kind_name((int)kind),
		is >= 0 ? handle_kind_name(is) : stack_type_name(L, index));
	(void)luaL_argerror(L, index, message);
	return NULL;
}

void handle_push(lua_State *L, const void *object)
{
	lua_pushlightuserdata(L, (void *)(uintptr_t)object);
}

void handle_push_null(lua_State *L)
{
	handle_push(L, &null_object);
}
