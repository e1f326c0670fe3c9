/*
 * presence - is_set: whether an attribute has a value, whichever; refers: where it comes from.
 *
 * A value that is known only after apply counts as set if its expression refers to exactly one
 * attribute, and that attribute always has a value. The plan does not contain the expression,
 * so a note reports the assumption. Any other unknown ends the check.
 */
#include <lauxlib.h>

#include "inventory/inventory.h"
#include "rule/box/secrets.h"
#include "rule/box/stack.h"
#include "rule/host/evidence.h"
#include "rule/host/handle.h"
#include "rule/host/push.h"
#include "rule/host/read.h"
#include "rule/host/trace.h"
#include "rule/host/unknown.h"
#include "rule/stdlib/lib.h"
#include "rule/stdlib/outcome.h"

/* True if the same note exists already. */
static bool is_noted(lua_State *L, const struct list *notes, const struct evidence *e)
{
	for (size_t i = 0; i < notes->n; i++) {
		const struct evidence *known = notes->items[i];
		charge(L, 1);
		if (known->at.doc == e->at.doc && known->at.at == e->at.at &&
			str_eq(known->name, e->name) &&
			str_eq(known->message.template, e->message.template))
			return true;
	}
	return false;
}

static void note_pending(
	lua_State *L, const struct node *node, struct str from, struct str template)
{
	struct check *check = box_of(L)->check;
	struct argument *args = box_alloc(L, check->arena, 2 * sizeof *args);
	struct evidence *e = box_alloc(L, check->arena, sizeof *e);
	args[0] = (struct argument){STR("from"), redact(&check->secrets, from)};
	args[1] = (struct argument){STR("name"), node->source_name};
	evidence_place(L, e, 1, 2);
	e->message = (struct message){
		.template = template,
		.args = args,
		.n_args = 2,
	};
	if (is_noted(L, &check->result->notes, e))
		return;
	size_t before = arena_used(check->arena);
	message_fill(check->arena, &e->message);
	box_charge_arena(L, check->arena, before);
	outcome_keep_note(L, e);
}

static int lib_is_set(lua_State *L)
{
	struct check *check = box_of(L)->check;
	if (!check || !check->result)
		rule_error(L, "is_set can only be called while a check runs");
	lua_settop(L, 2);
	const struct node *object = read_object(L, 1);
	luaL_argcheck(L, object, 1, "a resource or an object expected");
	const struct field *field = read_field(L, object, stack_check_str(L, 2));
	const struct node *node = read_member(object, field);
	if (node && node->kind == NODE_UNKNOWN && node->set_from.len) {
		trace_node(L, node, object);
		note_pending(L, node, node->set_from,
			STR("{name} counts as set: its value is known after apply, from {from}, "
			    "and the expression itself is not in the plan"));
		lua_pushboolean(L, true);
		return 1;
	}
	push_field(L, object, field);
	bool set = !lua_isnil(L, -1);
	/* an absent list is an empty one */
	if (node && (node->kind == NODE_LIST || node->kind == NODE_MAP) && node->n == 0) {
		if (node->why)
			unknown_raise(L, unknown_why(L, node->why, node->at));
		set = false;
	}
	lua_pushboolean(L, set && node);
	return 1;
}

/* The resources of an account that the control reads, by their addresses: each a struct list. */
static struct map *addresses_of(lua_State *L, struct check *check, const struct account *owner)
{
	struct map *all = map_get(&check->by_address, owner->key);
	if (all)
		return all;
	size_t before = arena_used(check->arena);
	all = arena_alloc(check->arena, sizeof *all);
	for (size_t t = 0; t < check->n_reads; t++) {
		const struct collection *of =
			account_all(check->inventory, owner, check->reads[t], 0);
		charge(L, of ? 1 + of->n : 1);
		for (size_t i = 0; of && i < of->n; i++) {
			const struct resource *r = of->items[i];
			struct list *same = r->address.len ? map_get(all, r->address) : NULL;
			if (!r->address.len || !r->root)
				continue;
			if (!same)
				same = arena_alloc(check->arena, sizeof *same);
			list_add(check->arena, same, (void *)(uintptr_t)r);
			map_set(check->arena, all, r->address, same);
		}
	}
	map_set(check->arena, &check->by_address, owner->key, all);
	box_charge_arena(L, check->arena, before);
	return all;
}

/* The resource of an address in the plan that contains the node; NULL: no rule reads it. */
static const struct resource *find_resource(
	lua_State *L, struct check *check, const struct node *node)
{
	const struct account *owner = node->resource ? node->resource->owner : NULL;
	const struct list *same = owner && check->inventory
					  ? map_get(addresses_of(L, check, owner), node->refers_to)
					  : NULL;
	charge(L, same ? 1 + same->n : 1);
	for (size_t i = 0; same && i < same->n; i++) {
		const struct resource *r = same->items[i];
		if (r->root->at.doc == node->at.doc)
			return r;
	}
	return NULL;
}

/* The option of refers: false if no note reports the assumption, because another one does. */
static bool option_note(lua_State *L, int index)
{
	if (lua_isnoneornil(L, index))
		return true;
	luaL_checktype(L, index, LUA_TTABLE);
	lua_getfield(L, index, "note");
	return lua_isnil(L, -1) || lua_toboolean(L, -1);
}

static int lib_refers(lua_State *L)
{
	struct check *check = box_of(L)->check;
	if (!check || !check->result)
		rule_error(L, "refers can only be called while a check runs");
	bool notes = option_note(L, 3);
	lua_settop(L, 2);
	const struct node *object = read_object(L, 1);
	luaL_argcheck(L, object, 1, "a resource or an object expected");
	const struct field *field = read_field(L, object, stack_check_str(L, 2));
	const struct node *node = read_member(object, field);
	const struct resource *r = node && node->kind == NODE_UNKNOWN && node->refers_to.len
					   ? find_resource(L, check, node)
					   : NULL;
	if (r) {
		trace_node(L, node, object);
		if (notes)
			note_pending(L, node, node->refers_to,
				STR("{name} counts as that of {from}: its value is known after "
				    "apply, and the expression itself is not in the plan"));
		handle_push(L, r);
		return 1;
	}
	/* a known value comes from nowhere; any other unknown ends the check */
	push_field(L, object, field);
	lua_pushnil(L);
	return 1;
}

const struct function lib_presence[] = {
	{"refers", lib_refers, NULL},
	{"is_set", lib_is_set, NULL},
	{NULL, NULL, NULL},
};
