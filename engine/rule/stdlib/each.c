/*
 * each - iterates over lists, maps and collections in order.
 *
 * At the end of a list that may be incomplete the check ends as unknown: "not found" never
 * counts as "not there". Each element is charged.
 */
#include "rule/stdlib/each.h"
#include "rule/box/stack.h"
#include "rule/host/push.h"

#include <lauxlib.h>

#include "rule/host/check_state.h"
#include "rule/host/handle.h"
#include "rule/host/read.h"
#include "rule/host/redact.h"
#include "rule/host/trace.h"
#include "rule/host/unknown.h"
#include "rule/stdlib/lib.h"

static struct cursor place_of(const struct walked *w)
{
	return w->node ? w->node->at : w->collection->at;
}

struct walked each_check(lua_State *L, int index)
{
	int kind = handle_kind(L, index);
	if (kind == OBJECT_COLLECTION) {
		const struct collection *c = lua_touserdata(L, index);
		return (struct walked){
			.collection = c, .n = c->n, .why_incomplete = c->why_incomplete};
	}
	const struct node *node = kind == OBJECT_NODE ? lua_touserdata(L, index) : NULL;
	if (node && (node->kind == NODE_LIST || node->kind == NODE_MAP))
		return (struct walked){.node = node, .n = node->n, .why_incomplete = node->why};
	char message[96];
	snprintf(message, sizeof message, "a list or map of the input expected, got %s%s",
		node        ? "an object"
		: kind >= 0 ? handle_kind_name(kind)
			    : stack_type_name(L, index),
		lua_type(L, index) == LUA_TTABLE ? ": use ipairs" : "");
	(void)luaL_argerror(L, index, message);
	return (struct walked){0};
}

const struct reason *each_unknown(lua_State *L, const struct walked *w, size_t i)
{
	if (!w->node)
		return NULL;
	const struct node *item =
		w->node->kind == NODE_MAP ? w->node->members[i].node : w->node->items[i];
	if (item->kind != NODE_UNKNOWN)
		return NULL;
	trace_node(L, item, w->node);
	return unknown_why(L, item->why, item->at);
}

int each_push(lua_State *L, const struct walked *w, size_t i)
{
	if (!w->node) {
		handle_push(L, w->collection->items[i]);
		return 1;
	}
	if (w->node->kind == NODE_LIST) {
		push_node(L, w->node->items[i], w->node);
		return 1;
	}
	const struct node_member *member = &w->node->members[i];
	/* keys inside a secret are secret, too */
	if (read_is_secret(w->node, NULL))
		redact_remember(L, member->key);
	charge_bytes(L, member->key.len);
	lua_pushlstring(L, member->key.ptr, member->key.len);
	push_node(L, member->node, w->node);
	return 2;
}

void each_note_scattered(lua_State *L, const struct walked *w)
{
	struct check *check = box_of(L)->check;
	if (check && w->collection && w->collection->why_scattered)
		check->why_scattered = w->collection->why_scattered;
}

/* one step of each(): upvalues are the list and the number of the next element */
static int step(lua_State *L)
{
	struct walked w = each_check(L, lua_upvalueindex(1));
	size_t i = (size_t)lua_tointeger(L, lua_upvalueindex(2));
	charge(L, 1);
	if (i < w.n) {
		lua_pushinteger(L, (lua_Integer)i + 1);
		lua_replace(L, lua_upvalueindex(2));
		each_note_scattered(L, &w);
		return each_push(L, &w, i);
	}
	if (w.why_incomplete)
		unknown_raise(L, unknown_why(L, w.why_incomplete, place_of(&w)));
	lua_pushnil(L);
	return 1;
}

static int lib_each_(lua_State *L)
{
	(void)each_check(L, 1);
	lua_settop(L, 1);
	lua_pushinteger(L, 0);
	lua_pushcclosure(L, step, 2);
	return 1;
}

static int lib_len(lua_State *L)
{
	struct walked w = each_check(L, 1);
	if (w.why_incomplete)
		unknown_raise(L, unknown_why(L, w.why_incomplete, place_of(&w)));
	each_note_scattered(L, &w);
	lua_pushinteger(L, (lua_Integer)w.n);
	return 1;
}

const struct function lib_each[] = {
	{"each", lib_each_, NULL},
	{"len", lib_len, NULL},
	{NULL, NULL, NULL},
};
