/*
 * handle.h - objects of the inventory as values of Lua: light userdata with one metatable.
 *
 * Every light userdata of a rule points at a struct that begins with its kind. Only C makes
 * them, so none can be forged, and wrong use is an error.
 */
#ifndef ASSAY_RULE_HANDLE_H
#define ASSAY_RULE_HANDLE_H

#include "inventory/desired.h"
#include "rule/box/box.h"

/* Kinds in addition to enum object_kind. */
enum { HANDLE_NULL = OBJECT_ACCOUNT + 1, HANDLE_REASONS, HANDLE_DESIRED };

/* A list of reasons as a value of a library. */
struct reasons_handle {
	enum object_kind object; /* HANDLE_REASONS */
	const struct reason *first;
};

/* What want() returned. */
struct desired_handle {
	enum object_kind object; /* HANDLE_DESIRED */
	struct desired desired;
	bool secret; /* the value contains a secret */
};

/* The kind of the handle at an index, or -1 for any other value. */
int handle_kind(lua_State *L, int index);

/* The object at an index. Raises an argument error if its kind is another. */
const void *handle_check(lua_State *L, int index, enum object_kind kind);

/* Push an object. */
void handle_push(lua_State *L, const void *object);
void handle_push_null(lua_State *L);

/* Give all light userdata their metatable. */
void handle_set_methods(lua_State *L);

/* The name of a kind in messages: "a Region". Static memory. */
const char *handle_kind_name(int kind);

#endif
