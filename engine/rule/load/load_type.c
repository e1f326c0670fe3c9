/*
 * load_type - a table of a type as a struct type.
 *
 * Knows docs/writing-types.md. Fields are in the order of their names. Checked are the keys of
 * commands, the fields that they give, and the names in templates; rules.c compares types with
 * each other.
 */
#include <lauxlib.h>

#include "rule/box/stack.h"
#include "rule/load/load.h"

#define NESTED_MAX 16

static const char *const kind_names[] = {
	[FIELD_BOOL] = "bool",
	[FIELD_INT] = "int",
	[FIELD_STRING] = "string",
	[FIELD_LIST] = "list",
	[FIELD_SET] = "set",
	[FIELD_MAP] = "map",
	[FIELD_OBJECT] = "object",
};

static struct field *load_fields(
	struct loader *ld, int table, bool secret, size_t depth, size_t *n);
static void load_field(
	struct loader *ld, int table, struct str name, bool secret, size_t depth, struct field *f);

static enum field_kind load_kind(struct loader *ld, int table)
{
	struct str kind = load_required(ld, table, "kind");
	for (size_t i = 0; i < LENGTH_OF(kind_names); i++) {
		if (str_is(kind, kind_names[i]))
			return (enum field_kind)i;
	}
	load_error(ld, "kind",
		"'%.*s' is not a kind: bool, int, string, list, set, map or object expected",
		STR_ARGS(kind));
}

/* Its names in CLI output: a string, a list, or false for none. Default: the name of the field. */
static void load_cli(struct loader *ld, int table, struct field *f)
{
	int type = lua_getfield(ld->L, table, "cli");
	bool none = type == LUA_TBOOLEAN && !lua_toboolean(ld->L, -1);
	struct str one = type == LUA_TSTRING ? load_text(ld, "cli") : f->name;
	lua_pop(ld->L, 1);
	if (none)
		return;
	if (type != LUA_TSTRING && type != LUA_TNIL) {
		f->cli = load_strings(ld, table, "cli", &f->n_cli);
		return;
	}
	struct str *names = box_alloc(ld->L, ld->arena, sizeof *names);
	names[0] = one;
	f->cli = names;
	f->n_cli = 1;
}

static void load_default(struct loader *ld, int table, struct field *f)
{
	lua_State *L = ld->L;
	int type = lua_getfield(L, table, "default");
	f->has_default = type != LUA_TNIL;
	if (f->has_default) {
		if (f->kind == FIELD_BOOL && type == LUA_TBOOLEAN)
			f->default_bool = lua_toboolean(L, -1);
		else if (f->kind == FIELD_INT && lua_isinteger(L, -1))
			f->default_int = lua_tointeger(L, -1);
		else if (f->kind == FIELD_STRING && type == LUA_TSTRING)
			f->default_string = load_text(ld, "default");
		else
			load_error(ld, "default", "the default of a field of kind %s can't be a %s",
				kind_names[f->kind], stack_type_name(L, -1));
	}
	lua_pop(L, 1);
}

static bool holds_others(enum field_kind kind)
{
	return kind == FIELD_LIST || kind == FIELD_SET || kind == FIELD_MAP;
}

/* Load the element of a list, set or map, or the fields of an object. Other kinds have neither. */
static void load_inside(struct loader *ld, int table, size_t depth, struct field *f)
{
	if (depth > NESTED_MAX)
		load_error(ld, NULL, "fields are nested deeper than the limit of %d", NESTED_MAX);
	bool has_of = load_push_table(ld, table, "of");
	if (has_of != holds_others(f->kind))
		load_error(ld, has_of ? "of" : NULL, "a field of kind %s %s", kind_names[f->kind],
			has_of ? "has no 'of'" : "needs 'of', what it holds");
	if (has_of) {
		struct field *of = box_alloc(ld->L, ld->arena, sizeof *of);
		size_t before = load_enter(ld, STR("of"));
		load_field(ld, lua_gettop(ld->L), f->name, f->secret, depth + 1, of);
		load_leave(ld, before);
		f->of = of;
		lua_pop(ld->L, 1);
	}
	bool has_fields = load_push_table(ld, table, "fields");
	if (has_fields != (f->kind == FIELD_OBJECT))
		load_error(ld, has_fields ? "fields" : NULL, "a field of kind %s %s",
			kind_names[f->kind], has_fields ? "has no 'fields'" : "needs 'fields'");
	if (has_fields) {
		size_t before = load_enter(ld, STR("fields"));
		f->fields = load_fields(ld, lua_gettop(ld->L), f->secret, depth + 1, &f->n_fields);
		load_leave(ld, before);
		lua_pop(ld->L, 1);
	}
}

static void load_field(
	struct loader *ld, int table, struct str name, bool secret, size_t depth, struct field *f)
{
	static const char *const keys[] = {"kind", "of", "fields", "cli", "tf", "tf_block",
		"tf_computed", "tf_set_by", "default", "secret", "closed", "always"};
	luaL_checkstack(ld->L, LUA_MINSTACK, "fields");
	load_check_keys(ld, table, keys, LENGTH_OF(keys));
	f->name = name;
	f->kind = load_kind(ld, table);
	f->tf = load_string(ld, table, "tf");
	f->tf_block = load_bool(ld, table, "tf_block", false);
	f->tf_computed = load_bool(ld, table, "tf_computed", false);
	f->tf_set_by = load_strings(ld, table, "tf_set_by", &f->n_tf_set_by);
	/* everything inside a secret is secret */
	f->secret = load_bool(ld, table, "secret", false) || secret;
	f->closed = load_bool(ld, table, "closed", false);
	f->always = load_bool(ld, table, "always", false);
	if (f->tf_block && f->kind != FIELD_OBJECT)
		load_error(ld, "tf_block", "only a field of kind object can be a block");
	if (f->closed && f->kind != FIELD_OBJECT)
		load_error(ld, "closed", "only a field of kind object has members");
	load_cli(ld, table, f);
	load_default(ld, table, f);
	load_inside(ld, table, depth, f);
}

static struct field *load_fields(struct loader *ld, int table, bool secret, size_t depth, size_t *n)
{
	lua_State *L = ld->L;
	luaL_checkstack(L, LUA_MINSTACK, "fields");
	stack_push_sorted_keys(L, table);
	int keys = lua_gettop(L);
	*n = (size_t)lua_rawlen(L, keys);
	struct field *fields = box_alloc(L, ld->arena, *n * sizeof *fields);
	for (size_t i = 0; i < *n; i++) {
		lua_rawgeti(L, keys, (lua_Integer)i + 1);
		struct str name = load_text(ld, NULL);
		lua_rawget(L, table);
		size_t before = load_enter(ld, name);
		if (!lua_istable(L, -1))
			load_error(ld, NULL, "a declaration expected, got a %s",
				stack_type_name(L, -1));
		load_field(ld, lua_gettop(L), name, secret, depth, &fields[i]);
		load_leave(ld, before);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	return fields;
}

static const struct field *find_field(const struct type *t, struct str name)
{
	for (size_t i = 0; i < t->n_fields; i++) {
		if (str_eq(t->fields[i].name, name))
			return &t->fields[i];
	}
	return NULL;
}

static const struct field *load_named_field(
	struct loader *ld, int table, const char *key, const struct type *t)
{
	struct str name = load_required(ld, table, key);
	const struct field *f = find_field(t, name);
	if (!f || f->kind != FIELD_STRING)
		load_error(
			ld, key, "'%.*s' is not a declared field of kind string", STR_ARGS(name));
	return f;
}

/* A field of kind bool; NULL: not declared. */
static const struct field *load_flag(
	struct loader *ld, int table, const char *key, const struct type *t)
{
	struct str name = load_string(ld, table, key);
	const struct field *f = name.ptr ? find_field(t, name) : NULL;
	if (name.ptr && (!f || f->kind != FIELD_BOOL))
		load_error(ld, key, "'%.*s' is not a declared field of kind bool", STR_ARGS(name));
	return f;
}

/* Which resources are also listed in other accounts and Regions. */
static void load_shared(struct loader *ld, int table, struct type *t)
{
	static const char *const keys[] = {"accounts", "regions"};
	if (!load_push_table(ld, table, "shared"))
		return;
	int inner = lua_gettop(ld->L);
	size_t before = load_enter(ld, STR("shared"));
	load_check_keys(ld, inner, keys, LENGTH_OF(keys));
	t->in_accounts = load_flag(ld, inner, "accounts", t);
	t->in_regions = load_flag(ld, inner, "regions", t);
	load_leave(ld, before);
	lua_pop(ld->L, 1);
}

/* True if the name of a field says that it holds an ARN: Arn, TrailARN. */
static bool is_arn_name(struct str name)
{
	static const char letters[] = "arn";
	size_t n = sizeof letters - 1;
	if (name.len < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if ((name.ptr[name.len - n + i] | 0x20) != letters[i])
			return false;
	}
	return true;
}

/* A key that is unique only in an account or Region would merge resources of several. */
static void load_key(struct loader *ld, int table, struct type *t)
{
	t->key = load_named_field(ld, table, "key", t);
	t->key_is_arn = is_arn_name(t->key->name);
	struct str scope = load_string(ld, table, "scope");
	if (scope.ptr && !str_is(scope, "global"))
		load_error(ld, "scope", "'%.*s' is not supported: the only scope is \"global\"",
			STR_ARGS(scope));
	if (!scope.ptr && !is_arn_name(t->key->name))
		load_error(ld, "key",
			"'%.*s' is not named like an ARN, so it may be unique in one Region only. "
			"Use a field whose name ends in Arn. If '%.*s' is unique in all accounts "
			"and Regions, add scope = \"global\"",
			STR_ARGS(t->key->name), STR_ARGS(t->key->name));
}

static bool holds(const struct str *list, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(list[i], s))
			return true;
	}
	return false;
}

/* "--trail-name {Arn}": each name is a declared field */
static struct str load_template(struct loader *ld, int table, const char *key, const struct type *t)
{
	struct str s = load_string(ld, table, key);
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] != '{')
			continue;
		const char *close = memchr(s.ptr + i, '}', s.len - i);
		struct str name = {s.ptr + i + 1, close ? (size_t)(close - s.ptr) - i - 1 : 0};
		if (!close || !find_field(t, name))
			load_error(ld, key, "'{%.*s}' is not a declared field", STR_ARGS(name));
	}
	return s;
}

static void load_gives(struct loader *ld, int table, const struct type *t, struct command *c)
{
	const struct str *names = load_strings(ld, table, "gives", &c->n_gives);
	if (c->n_gives == 0)
		load_error(ld, NULL, "'gives' is missing: the fields that the command prints");
	const struct field **gives = box_alloc(ld->L, ld->arena, c->n_gives * sizeof *gives);
	for (size_t i = 0; i < c->n_gives; i++) {
		gives[i] = find_field(t, names[i]);
		if (!gives[i])
			load_error(
				ld, "gives", "'%.*s' is not a declared field", STR_ARGS(names[i]));
	}
	c->gives = gives;
}

static enum listing load_lists(struct loader *ld, int table)
{
	struct str lists = load_string(ld, table, "lists");
	if (!lists.ptr)
		return LISTS_NOTHING;
	if (str_is(lists, "region"))
		return LISTS_REGION;
	if (str_is(lists, "account"))
		return LISTS_ACCOUNT;
	load_error(ld, "lists", "'%.*s' is not supported: region or account expected",
		STR_ARGS(lists));
}

/* Load the keys of the output. */
static void load_output(struct loader *ld, int table, struct command *c)
{
	c->keys = load_strings(ld, table, "keys", &c->n_keys);
	c->any_of = load_strings(ld, table, "any_of", &c->n_any_of);
	c->more = load_strings(ld, table, "more", &c->n_more);
	c->whole = load_strings(ld, table, "whole", &c->n_whole);
	c->at = load_string(ld, table, "at");
	c->many = load_bool(ld, table, "many", false);
	if (c->n_keys == 0)
		load_error(ld, NULL, "'keys' is missing: the top-level keys of the output");
	if (c->many && !c->at.ptr)
		load_error(ld, "many", "'at' is missing: the key that contains the list");
	if (c->n_any_of == 0 && !c->at.ptr)
		load_error(
			ld, NULL, "'at' or 'any_of' is missing: the keys that identify the output");
	if (c->n_any_of == 0) {
		c->any_of = &c->at;
		c->n_any_of = 1;
	}
	if (c->at.ptr && !holds(c->keys, c->n_keys, c->at))
		load_error(ld, "at", "'%.*s' is not among the keys", STR_ARGS(c->at));
	for (size_t i = 0; i < c->n_any_of; i++)
		if (!holds(c->keys, c->n_keys, c->any_of[i]))
			load_error(ld, "any_of", "'%.*s' is not among the keys",
				STR_ARGS(c->any_of[i]));
	for (size_t i = 0; i < c->n_more; i++)
		if (!holds(c->keys, c->n_keys, c->more[i]))
			load_error(
				ld, "more", "'%.*s' is not among the keys", STR_ARGS(c->more[i]));
}

/* "describe-trails.json" */
static struct str default_file(struct loader *ld, struct str name)
{
	const char *space = memchr(name.ptr, ' ', name.len);
	if (!space || space == name.ptr || space + 1 == name.ptr + name.len)
		load_error(ld, "name", "'%.*s' is not a service and a command", STR_ARGS(name));
	struct str last = {space + 1, name.len - (size_t)(space + 1 - name.ptr)};
	char *file = box_alloc(ld->L, ld->arena, last.len + sizeof ".json");
	memcpy(file, last.ptr, last.len);
	memcpy(file + last.len, ".json", sizeof ".json");
	return (struct str){file, last.len + sizeof ".json" - 1};
}

static void load_command(struct loader *ld, int table, const struct type *t, struct command *c)
{
	static const char *const keys[] = {"name", "at", "many", "lists", "keys", "any_of", "more",
		"gives", "keyed", "from_home", "optional", "arguments", "file", "permission",
		"whole", "foreign"};
	load_check_keys(ld, table, keys, LENGTH_OF(keys));
	c->name = load_required(ld, table, "name");
	size_t before = load_enter(ld, c->name);
	struct str file = default_file(ld, c->name);
	load_output(ld, table, c);
	c->lists = load_lists(ld, table);
	load_gives(ld, table, t, c);
	c->keyed = load_bool(ld, table, "keyed", true);
	if (!c->keyed && c->lists != LISTS_NOTHING)
		load_error(ld, "keyed",
			"a list without keys would count as complete and empty. Remove 'lists', or "
			"give the command the key of each resource");
	c->from_home = load_bool(ld, table, "from_home", false);
	c->optional = load_bool(ld, table, "optional", false);
	c->foreign = load_strings(ld, table, "foreign", &c->n_foreign);
	c->arguments = load_template(ld, table, "arguments", t);
	c->file = load_template(ld, table, "file", t);
	if (!c->file.ptr)
		c->file = file;
	c->permission = load_required(ld, table, "permission");
	load_leave(ld, before);
}

static void load_commands(struct loader *ld, int table, struct type *t)
{
	if (!load_push_table(ld, table, "commands"))
		return;
	int list = lua_gettop(ld->L);
	t->n_commands = load_count(ld, list, "commands");
	struct command *commands = box_alloc(ld->L, ld->arena, t->n_commands * sizeof *commands);
	size_t before = load_enter(ld, STR("commands"));
	for (size_t i = 0; i < t->n_commands; i++) {
		if (lua_rawgeti(ld->L, list, (lua_Integer)i + 1) != LUA_TTABLE)
			load_error(ld, NULL, "a command expected, got a %s",
				stack_type_name(ld->L, -1));
		load_command(ld, lua_gettop(ld->L), t, &commands[i]);
		lua_pop(ld->L, 1);
	}
	load_leave(ld, before);
	t->commands = commands;
	lua_pop(ld->L, 1);
}

int load_type(lua_State *L)
{
	static const char *const keys[] = {"name", "noun", "nouns", "key", "scope", "label",
		"regional", "shared", "fields", "exclusive", "commands", "terraform"};
	struct load_call *call = box_payload(L);
	struct loader ld = {.L = L, .arena = call->arena, .source = call->source};
	load_push_made(&ld);
	int table = lua_gettop(L);
	struct type *t = box_alloc(L, ld.arena, sizeof *t);
	load_check_keys(&ld, table, keys, LENGTH_OF(keys));
	t->source_name = call->source->name.ptr;
	t->name = load_required(&ld, table, "name");
	t->noun = load_required(&ld, table, "noun");
	t->nouns = load_required(&ld, table, "nouns");
	t->regional = load_bool(&ld, table, "regional", false);
	if (!load_push_table(&ld, table, "fields"))
		load_error(&ld, NULL, "'fields' is missing");
	size_t before = load_enter(&ld, STR("fields"));
	struct field *fields = load_fields(&ld, lua_gettop(L), false, 1, &t->n_fields);
	load_leave(&ld, before);
	lua_pop(L, 1);
	load_exclusive(&ld, table, fields, t->n_fields);
	t->fields = fields;
	load_key(&ld, table, t);
	t->label = load_named_field(&ld, table, "label", t);
	load_shared(&ld, table, t);
	load_commands(&ld, table, t);
	load_terraform(&ld, table, t);
	call->type = t;
	return 0;
}
