/*
 * load_extends - what a file adds to a type that another file declares.
 *
 * The tables of both files become one before it is read, so that the type is as if one file
 * declared it. Knows docs/writing-types.md. Must not know what a field, command or part contains.
 */
#include "inventory/source_kinds.h"
#include "rule/box/stack.h"
#include "rule/load/load.h"

/* The tables on the stack while the declarations of one file are added. */
struct extension {
	struct loader *ld;
	int from;   /* what the file returned */
	int to;     /* what the type's own file returned; equal to from: this is that file */
	int owners; /* "field Runtime" = the file that declares it */
};

/* Push the name of a declaration among the owners. */
static void push_claim(const struct extension *x, const char *what, struct str name)
{
	lua_pushstring(x->ld->L, what);
	lua_pushstring(x->ld->L, " ");
	lua_pushlstring(x->ld->L, name.ptr, name.len);
	lua_concat(x->ld->L, 3);
}

/* True if a file that was read before declares it. */
static bool is_claimed(const struct extension *x, const char *what, struct str name)
{
	push_claim(x, what, name);
	bool found = lua_rawget(x->ld->L, x->owners) != LUA_TNIL;
	lua_pop(x->ld->L, 1);
	return found;
}

/* Note that this file declares it. Raises if another one does. */
static void claim(const struct extension *x, const char *what, struct str name)
{
	lua_State *L = x->ld->L;
	push_claim(x, what, name);
	if (x->from != x->to && lua_rawget(L, x->owners) != LUA_TNIL)
		load_error(x->ld, NULL, "the type already has the %s '%.*s', which %s declares",
			what, STR_ARGS(name), lua_tostring(L, -1));
	lua_pop(L, 1);
	push_claim(x, what, name);
	lua_pushlstring(L, x->ld->source->name.ptr, x->ld->source->name.len);
	lua_rawset(L, x->owners);
}

/* Push the table of the type under a key, a new one if it has none. */
static int push_target(const struct extension *x, const char *key)
{
	lua_State *L = x->ld->L;
	if (!load_push_table(x->ld, x->to, key)) {
		lua_newtable(L);
		lua_pushvalue(L, -1);
		lua_setfield(L, x->to, key);
	}
	return lua_gettop(L);
}

static void add_fields(const struct extension *x)
{
	lua_State *L = x->ld->L;
	int top = lua_gettop(L);
	if (!load_push_table(x->ld, x->from, "fields"))
		return;
	int fields = top + 1, to = push_target(x, "fields");
	size_t before = load_enter(x->ld, STR("fields"));
	stack_push_sorted_keys(L, fields);
	int keys = lua_gettop(L);
	for (lua_Integer i = 1; lua_rawgeti(L, keys, i) != LUA_TNIL; i++) {
		struct str name = load_text(x->ld, NULL);
		claim(x, "field", name);
		lua_pushvalue(L, -1);
		lua_rawget(L, fields);
		lua_rawset(L, to);
	}
	load_leave(x->ld, before);
	lua_settop(L, top);
}

/* Push the only command of the type that has this name. */
static int push_command(const struct extension *x, int commands, struct str name)
{
	lua_State *L = x->ld->L;
	int found = 0, n = (int)lua_rawlen(L, commands);
	for (int i = 1; i <= n; i++) {
		lua_rawgeti(L, commands, i);
		if (str_eq(load_required(x->ld, lua_gettop(L), "name"), name)) {
			if (found)
				load_error(x->ld, NULL, "the type has several commands '%.*s'",
					STR_ARGS(name));
			found = i;
		}
		lua_pop(L, 1);
	}
	lua_rawgeti(L, commands, found);
	return lua_gettop(L);
}

/* Raise unless this file adds the field: what a rule of another file reads must not change. */
static void check_added(const struct extension *x, const char *key, struct str field)
{
	lua_State *L = x->ld->L;
	int top = lua_gettop(L);
	bool own = load_push_table(x->ld, x->from, "fields");
	lua_pushlstring(L, field.ptr, field.len);
	if (!own || lua_rawget(L, top + 1) == LUA_TNIL)
		load_error(
			x->ld, key, "'%.*s' is not a field that this file adds", STR_ARGS(field));
	lua_settop(L, top);
}

/* A new command or part shows only fields that this file adds, and completes no list of the type:
 * else controls of other files would have other verdicts. The key says which resource it shows. */
static void check_shown(const struct extension *x, int entry)
{
	lua_State *L = x->ld->L;
	int top = lua_gettop(L);
	static const char *const lists[] = {"gives", "fields"};
	struct str id = load_string(x->ld, x->to, "key"), adds = load_string(x->ld, entry, "adds");
	for (size_t k = 0; k < LENGTH_OF(lists); k++) {
		size_t n = 0;
		const struct str *fields = load_strings(x->ld, entry, lists[k], &n);
		for (size_t i = 0; i < n; i++)
			if (!str_eq(fields[i], id))
				check_added(x, lists[k], fields[i]);
	}
	if (adds.ptr) {
		const char *dot = memchr(adds.ptr, '.', adds.len);
		check_added(
			x, "adds", dot ? (struct str){adds.ptr, (size_t)(dot - adds.ptr)} : adds);
	}
	if (lua_getfield(L, entry, "lists") != LUA_TNIL)
		load_error(x->ld, "lists",
			"a command that completes the list of resources belongs in the file that "
			"declares the type");
	lua_settop(L, top);
}

/* { name = …, gives = { … } } of a command that exists: it prints fields that this file adds. Of
 * another field it would say that it is absent where the command lacks it. */
static void add_gives(const struct extension *x, int entry, int commands, struct str name)
{
	static const char *const keys[] = {"name", "gives"};
	lua_State *L = x->ld->L;
	int top = lua_gettop(L);
	size_t n = 0;
	load_check_keys(x->ld, entry, keys, LENGTH_OF(keys));
	const struct str *fields = load_strings(x->ld, entry, "gives", &n);
	int command = push_command(x, commands, name);
	(void)load_push_table(x->ld, command, "gives");
	/* the declaration of several commands may share a table */
	lua_newtable(L);
	int old = lua_gettop(L) - 1, gives = lua_gettop(L);
	lua_Integer n_old = (lua_Integer)lua_rawlen(L, old);
	for (lua_Integer i = 1; i <= n_old; i++) {
		lua_rawgeti(L, old, i);
		lua_rawseti(L, gives, i);
	}
	for (size_t i = 0; i < n; i++) {
		check_added(x, "gives", fields[i]);
		lua_pushlstring(L, fields[i].ptr, fields[i].len);
		lua_rawseti(L, gives, n_old + (lua_Integer)i + 1);
	}
	lua_pushvalue(L, gives);
	lua_setfield(L, command, "gives");
	lua_settop(L, top);
}

/* Add an element of commands or parts; key is its name. */
static void add_element(
	const struct extension *x, int entry, int to, const char *what, const char *key)
{
	lua_State *L = x->ld->L;
	struct str name = load_required(x->ld, entry, key);
	bool is_command = strcmp(what, "command") == 0;
	bool whole = !is_command || lua_getfield(L, entry, "keys") != LUA_TNIL;
	lua_settop(L, entry);
	if (x->from != x->to && !whole && is_claimed(x, what, name)) {
		add_gives(x, entry, to, name);
		return;
	}
	claim(x, what, name);
	if (x->from == x->to)
		return;
	check_shown(x, entry);
	lua_rawseti(L, to, (lua_Integer)lua_rawlen(L, to) + 1);
}

static void add_elements(
	const struct extension *x, const char *list, const char *what, const char *key)
{
	lua_State *L = x->ld->L;
	int top = lua_gettop(L);
	if (!load_push_table(x->ld, x->from, list))
		return;
	int to = push_target(x, list);
	size_t before = load_enter(x->ld, str_of(list));
	size_t n = load_count(x->ld, top + 1, NULL);
	for (size_t i = 0; i < n; i++) {
		if (lua_rawgeti(L, top + 1, (lua_Integer)i + 1) != LUA_TTABLE)
			load_error(x->ld, NULL, "a %s expected, got a %s", what,
				stack_type_name(L, -1));
		add_element(x, lua_gettop(L), to, what, key);
		lua_settop(L, to);
	}
	load_leave(x->ld, before);
	lua_settop(L, top);
}

static void add_file(const struct extension *x)
{
	static const char *const keys[] = {"extends", "fields", "commands", "parts"};
	if (x->from != x->to)
		load_check_keys(x->ld, x->from, keys, LENGTH_OF(keys));
	add_fields(x);
	add_elements(x, "commands", "command", "name");
	const struct notation *n;
	for (size_t i = 0; (n = source_notation(i)); i++)
		if (n->plans)
			add_elements(x, "parts", "part", n->key);
}

bool load_push_type(struct loader *ld, struct load_call *call)
{
	if (!call->n_parents) {
		load_push_made(ld);
		call->extends = load_string(ld, lua_gettop(ld->L), "extends");
		return !call->extends.ptr;
	}
	lua_newtable(ld->L);
	struct extension x = {.ld = ld, .owners = lua_gettop(ld->L)};
	for (size_t i = 0; i <= call->n_parents; i++) {
		ld->source = i < call->n_parents ? call->parents[i] : call->source;
		load_push_made(ld);
		x.from = lua_gettop(ld->L);
		x.to = x.owners + 1;
		add_file(&x);
		lua_settop(ld->L, x.to);
	}
	return true;
}
