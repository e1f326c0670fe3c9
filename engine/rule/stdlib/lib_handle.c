/*
 * lib_handle - what a rule can ask a resource, an object, a map, a Region, an account.
 *
 * Holds the metatable of all handles. The value of a field comes from push.c; each.c walks lists.
 * A pointer is dereferenced only after its kind is known. No address is ever shown.
 */
#include <lauxlib.h>

#include "rule/box/stack.h"
#include "rule/host/check_state.h"
#include "rule/host/handle.h"
#include "rule/host/push.h"
#include "rule/host/read.h"
#include "rule/host/redact.h"
#include "rule/host/trace.h"
#include "rule/host/unknown.h"
#include "rule/stdlib/lib.h"

/* The type of a name. Raises if it is not in the control's reads. */
static const struct type *check_type(lua_State *L, const struct check *check, struct str name)
{
	for (size_t i = 0; i < check->n_reads; i++) {
		if (str_eq(check->reads[i]->name, name))
			return check->reads[i];
	}
	name = redact_name(L, name);
	rule_error(L, "the type '%.*s' is not in the control's reads", STR_ARGS(name));
}

/* the options of all(): { closed_world = true, known = true, other_states = true } */
static unsigned reading_of(lua_State *L, int index)
{
	if (lua_isnoneornil(L, index))
		return ASK_OTHER_STATES;
	luaL_checktype(L, index, LUA_TTABLE);
	unsigned reading = ASK_OTHER_STATES;
	charge_walk(L);
	for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
		struct str name =
			lua_type(L, -2) == LUA_TSTRING ? stack_check_str(L, -2) : STR_NONE;
		unsigned option = 0;
		if (str_is(name, "closed_world"))
			option = IGNORE_OTHER_STATES;
		else if (str_is(name, "known"))
			option = IGNORE_UNKNOWN_REGIONS;
		else if (str_is(name, "other_states"))
			option = ASK_FOR_ANY_TYPE;
		else
			rule_error(L, "unknown option of all(): the options are closed_world, "
				      "known and other_states");
		reading |= lua_toboolean(L, -1) ? option : 0;
	}
	return reading;
}

/* region:all(TYPE, options), account:all(TYPE, options) */
static int handle_all(lua_State *L)
{
	const struct check *check = box_of(L)->check;
	int kind = handle_kind(L, 1);
	if (kind != OBJECT_REGION && kind != OBJECT_ACCOUNT)
		return luaL_argerror(L, 1, "call it as region:all(TYPE) or account:all(TYPE)");
	const struct type *type = check_type(L, check, stack_check_str(L, 2));
	unsigned reading = reading_of(L, 3);
	if (!check->inventory)
		rule_error(L, "no inventory is open, so nothing can be listed");
	size_t before = arena_used(check->arena);
	const struct collection *all =
		kind == OBJECT_REGION
			? region_all(check->inventory, lua_touserdata(L, 1), type, reading)
			: account_all(check->inventory, lua_touserdata(L, 1), type, reading);
	if (!all)
		budget_raise(L, LIMIT_MEMORY);
	box_charge_arena(L, check->arena, before);
	trace_collection(L, lua_touserdata(L, 1), all);
	handle_push(L, all);
	return 1;
}

static void push_name(lua_State *L, struct fact_read fact)
{
	trace_fact(L, &fact);
	if (fact.value.len == 0)
		unknown_raise(L, unknown_why(L, fact.why, fact.at));
	lua_pushlstring(L, fact.value.ptr, fact.value.len);
}

_Noreturn static void no_such_name(lua_State *L, const char *there_is, struct str name)
{
	name = redact_name(L, name);
	rule_error(L, "%s, not '%.*s'", there_is, STR_ARGS(name));
}

static void push_of_region(lua_State *L, const struct region *region, struct str name)
{
	if (str_is(name, "name"))
		push_name(L, (struct fact_read){region, region->key, "Region", region->name,
				     region->why, region->at});
	else if (str_is(name, "account"))
		handle_push(L, region->account);
	else if (str_is(name, "all"))
		lua_pushcfunction(L, handle_all);
	else
		no_such_name(L, "a Region has name, account and all()", name);
}

static void push_of_account(lua_State *L, const struct account *account, struct str name)
{
	if (str_is(name, "id"))
		push_name(L, (struct fact_read){account, account->key, "account", account->id,
				     account->why, account->at});
	else if (str_is(name, "partition") && !account->partition.len)
		lua_pushnil(L);
	else if (str_is(name, "partition"))
		push_name(L, (struct fact_read){account, account->key, "partition",
				     account->partition, NULL, account->at});
	else if (str_is(name, "planned"))
		lua_pushboolean(L, account->planned);
	else if (str_is(name, "exported"))
		lua_pushboolean(L, account->exported);
	else if (str_is(name, "all"))
		lua_pushcfunction(L, handle_all);
	else
		no_such_name(L, "an account has id, partition, planned, exported and all()", name);
}

static void push_of_node(lua_State *L, const struct node *node, struct str name)
{
	if (node->kind == NODE_OBJECT)
		push_field(L, node, read_field(L, node, name));
	else if (node->kind == NODE_MAP)
		push_entry(L, node, name);
	else
		rule_error(L, "a list has no fields: walk it with each(list)");
}

/* finding a field, besides the call */
#define INDEX_INSTRUCTIONS 6

static int handle_index(lua_State *L)
{
	charge(L, INDEX_INSTRUCTIONS);
	/* Lua calls this for a light userdata only */
	const void *object = lua_touserdata(L, 1);
	int kind = (int)*(const enum object_kind *)object;
	if (lua_type(L, 2) != LUA_TSTRING)
		rule_error(L,
			"%s is indexed with a %s: fields have names, lists are walked with each()",
			handle_kind_name(kind), stack_type_name(L, 2));
	struct str name = stack_check_str(L, 2);
	switch (kind) {
	case OBJECT_RESOURCE: {
		const struct node *root = ((const struct resource *)object)->root;
		push_field(L, root, read_field(L, root, name));
		break;
	}
	case OBJECT_NODE:
		push_of_node(L, object, name);
		break;
	case OBJECT_REGION:
		push_of_region(L, object, name);
		break;
	case OBJECT_ACCOUNT:
		push_of_account(L, object, name);
		break;
	default:
		rule_error(L, "%s has no fields%s", handle_kind_name(kind),
			kind == OBJECT_COLLECTION ? ": walk it with each(list)" : "");
	}
	return 1;
}

static int handle_len(lua_State *L)
{
	rule_error(L,
		"# does not work on a list of the input, which may be incomplete. Use len(list)");
}

static int handle_newindex(lua_State *L)
{
	rule_error(L, "%s can't be changed", handle_kind_name(handle_kind(L, 1)));
}

/* A secret label is replaced by the key. */
static struct str label_of(const struct resource *r)
{
	const struct node *named = r->type->label ? read_member(r->root, r->type->label) : NULL;
	if (r->label.len == 0 || (named && read_is_secret(named, r->root)))
		return r->key;
	return r->label;
}

static int lib_home(lua_State *L)
{
	const struct resource *r = handle_check(L, 1, OBJECT_RESOURCE);
	if (!r->home)
		unknown_raise(L, unknown_make(L, REASON_UNRESOLVED, r->root->at,
					 "the home Region of the %.*s %.*s is unknown",
					 STR_ARGS(r->type->noun), STR_ARGS(resource_address(r))));
	handle_push(L, r->home);
	return 1;
}

static int lib_owner(lua_State *L)
{
	const struct resource *r = handle_check(L, 1, OBJECT_RESOURCE);
	if (!r->owner)
		unknown_raise(L, unknown_make(L, REASON_UNRESOLVED, r->root->at,
					 "the account that owns the %.*s %.*s is unknown",
					 STR_ARGS(r->type->noun), STR_ARGS(resource_address(r))));
	handle_push(L, r->owner);
	return 1;
}

static int lib_action(lua_State *L)
{
	const struct resource *r = handle_check(L, 1, OBJECT_RESOURCE);
	/* lua_pushstring pushes nil for NULL */
	lua_pushstring(L, action_name(r->action));
	return 1;
}

static int lib_type_of(lua_State *L)
{
	const struct resource *r = handle_check(L, 1, OBJECT_RESOURCE);
	lua_pushlstring(L, r->type->name.ptr, r->type->name.len);
	return 1;
}

static int lib_label(lua_State *L)
{
	const void *object = lua_touserdata(L, 1);
	struct str label = STR_NONE;
	switch (handle_kind(L, 1)) {
	case OBJECT_RESOURCE:
		label = label_of(object);
		break;
	case OBJECT_NODE:
		label = label_of(((const struct node *)object)->resource);
		break;
	case OBJECT_COLLECTION:
		label = ((const struct collection *)object)->type->nouns;
		break;
	case OBJECT_REGION: {
		const struct region *region = object;
		label = region->name.len ? region->name : region->key;
		break;
	}
	case OBJECT_ACCOUNT: {
		const struct account *account = object;
		label = account->id.len ? account->id : account->key;
		break;
	}
	default:
		return luaL_argerror(L, 1, "a handle expected");
	}
	lua_pushlstring(L, label.ptr ? label.ptr : "", label.len);
	return 1;
}

static int lib_address(lua_State *L)
{
	int kind = handle_kind(L, 1);
	const void *object = lua_touserdata(L, 1);
	luaL_argcheck(L, kind == OBJECT_RESOURCE || kind == OBJECT_NODE, 1,
		"a resource or an object expected");
	const struct resource *r =
		kind == OBJECT_NODE ? ((const struct node *)object)->resource : object;
	struct str address = resource_address(r);
	lua_pushlstring(L, address.ptr ? address.ptr : "", address.len);
	return 1;
}

void lib_handle_prepare(lua_State *L)
{
	static const struct function methods[] = {{"__index", handle_index, NULL},
		{"__len", handle_len, NULL}, {"__newindex", handle_newindex, NULL},
		{NULL, NULL, NULL}};
	handle_push_null(L);
	lua_createtable(L, 0, (int)LENGTH_OF(methods));
	for (const struct function *m = methods; m->name; m++) {
		lua_pushcfunction(L, m->call);
		lua_setfield(L, -2, m->name);
	}
	lua_pushliteral(L, "handle");
	lua_setfield(L, -2, "__name");
	lua_setmetatable(L, -2);
	lua_pop(L, 1);
}

const struct function lib_handle[] = {
	{"action", lib_action, NULL},
	{"address", lib_address, NULL},
	{"home", lib_home, NULL},
	{"label", lib_label, NULL},
	{"null", NULL, handle_push_null},
	{"owner", lib_owner, NULL},
	{"type_of", lib_type_of, NULL},
	{NULL, NULL, NULL},
};
