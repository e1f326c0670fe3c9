/*
 * push - what a rule gets for a node: a scalar as a plain value, a container as a handle.
 *
 * An unknown is never a value: reading it ends the check. All readings of an absent list push the
 * same empty handle. Must not know what is done with what was read.
 */
#include "rule/host/push.h"

#include "rule/host/check_state.h"
#include "rule/host/handle.h"
#include "rule/host/read.h"
#include "rule/host/redact.h"
#include "rule/host/trace.h"
#include "rule/host/unknown.h"

/* also the digits of the number, so that the rule can't print them */
static void remember_integer(lua_State *L, int64_t integer)
{
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%lld", (long long)integer);
	redact_remember(L, box_str(L, box_of(L)->check->arena, (struct str){digits, (size_t)n}));
}

static void push_string(lua_State *L, struct str text)
{
	if (text.len > BUDGET_STRING)
		budget_raise(L, LIMIT_STRING);
	charge_bytes(L, text.len);
	lua_pushlstring(L, text.ptr ? text.ptr : "", text.len);
}

void push_node(lua_State *L, const struct node *node, const struct node *container)
{
	bool secret = read_is_secret(node, container);
	trace_node(L, node, container);
	switch (node->kind) {
	case NODE_BOOL:
		lua_pushboolean(L, node->truth);
		return;
	case NODE_INT:
		if (secret)
			remember_integer(L, node->integer);
		lua_pushinteger(L, node->integer);
		return;
	case NODE_STRING:
		if (secret)
			redact_remember(L, node->text);
		push_string(L, node->text);
		return;
	case NODE_LIST:
	case NODE_MAP:
	case NODE_OBJECT:
		handle_push(L, node);
		return;
	case NODE_UNKNOWN:
		break;
	}
	unknown_raise(L, unknown_why(L, node->why, node->at));
}

/* The empty list or map for an absent one: the same handle for each reading. */
static const struct node *empty(lua_State *L, const struct node *object, const struct field *field)
{
	struct check *check = box_of(L)->check;
	const void *names[] = {object, field};
	struct str key = {(const char *)names, sizeof names};
	const struct node *known = map_get(&check->empties, key);
	if (known)
		return known;
	struct node *node = box_alloc(L, check->arena, sizeof *node);
	*node = (struct node){
		.object = OBJECT_NODE,
		.kind = field->kind == FIELD_MAP ? NODE_MAP : NODE_LIST,
		.field = field,
		.resource = object->resource,
		.at = object->at,
	};
	(void)map_set(check->arena, &check->empties, box_str(L, check->arena, key), node);
	return node;
}

void push_field(lua_State *L, const struct node *object, const struct field *field)
{
	const struct node *node = read_member(object, field);
	if (!node)
		trace_absent(L, object, field);
	if (node)
		push_node(L, node, object);
	else if (field->kind == FIELD_LIST || field->kind == FIELD_SET || field->kind == FIELD_MAP)
		handle_push(L, empty(L, object, field));
	else
		lua_pushnil(L);
}

void push_entry(lua_State *L, const struct node *map, struct str key)
{
	charge(L, 1 + map->n / 8);
	for (size_t i = 0; i < map->n; i++) {
		if (str_eq(map->members[i].key, key)) {
			push_node(L, map->members[i].node, map);
			return;
		}
	}
	trace_absent_entry(L, map, key);
	/* an incomplete map may contain the key */
	if (map->why)
		unknown_raise(L, unknown_why(L, map->why, map->at));
	lua_pushnil(L);
}
