/*
 * handle.h - things in Lua's hands: light userdata with one metatable.
 *
 * Every light userdata that a rule can hold points at something that begins with its kind,
 * and only C makes them: so none can be forged, and a wrong use is an error.
 */
#ifndef ASSAY_RULE_HANDLE_H
#define ASSAY_RULE_HANDLE_H

#include "inventory/model/object.h"
#include "rule/box/box.h"

/* Kinds beside enum thing_kind. */
enum { HANDLE_NULL = OBJECT_ACCOUNT + 1, HANDLE_REASONS };

/* Reasons in a library's hands. */
struct reasons_handle {
	enum object_kind object; /* HANDLE_REASONS */
	const struct reason *first;
};

/* What a handle is, or -1 for any other value. */
int handle_kind(lua_State *L, int index);

/* The thing at an index; raises an error that says what was expected unless it is of the kind. */
const void *handle_check(lua_State *L, int index, enum object_kind kind);

/* Push a thing. */
void handle_push(lua_State *L, const void *object);
void handle_push_null(lua_State *L);

/* Give all light userdata their metatable. */
void handle_set_methods(lua_State *L);

/* How messages call a thing: "a list", "the trail arn:..." */
const char *handle_kind_name(int kind);

#endif
