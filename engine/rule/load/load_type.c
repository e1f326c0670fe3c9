/*
 * load_type - a table of a type as a struct type.
 *
 * Knows docs/writing-types.md. rules.c compares types with each other.
 */
#include "rule/box/stack.h"
#include "rule/load/load.h"

static const struct field *load_named_field(
	struct loader *ld, int table, const char *key, const struct type *t)
{
	struct str name = load_required(ld, table, key);
	const struct field *f = load_find_field(ld, key, t, name);
	if (f->kind != FIELD_STRING)
		load_error(ld, key, "the field '%.*s' is not of kind string", STR_ARGS(name));
	return f;
}

/* A field of kind bool; NULL: not declared. */
static const struct field *load_flag(
	struct loader *ld, int table, const char *key, const struct type *t)
{
	struct str name = load_string(ld, table, key);
	const struct field *f = name.ptr ? load_find_field(ld, key, t, name) : NULL;
	if (f && f->kind != FIELD_BOOL)
		load_error(ld, key, "the field '%.*s' is not of kind bool", STR_ARGS(name));
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

static enum key_scope load_scope(struct loader *ld, const char *key, struct str text, bool global)
{
	if (str_is(text, "account"))
		return SCOPE_ACCOUNT;
	if (str_is(text, "region"))
		return SCOPE_REGION;
	if (!global || !str_is(text, "global"))
		load_error(ld, key, "'%.*s' is not supported: \"account\"%s \"region\"%s expected",
			STR_ARGS(text), global ? "," : " or", global ? " or \"global\"" : "");
	return SCOPE_GLOBAL;
}

/* "{RoleArn}:{PolicyName}": constants, and other fields of kind string. The last one ends it. */
static void load_made(struct loader *ld, const struct type *t, struct field *f)
{
	struct str rest = f->made_of;
	struct made_part *made = box_alloc(ld->L, ld->arena, rest.len * sizeof *made);
	size_t before = load_enter(ld, f->name);
	f->made = made;
	while (rest.len) {
		const char *open = memchr(rest.ptr, '{', rest.len);
		const char *close = memchr(rest.ptr, '}', rest.len);
		if (!open || !close || close < open)
			load_error(ld, "made_of", "'%.*s' does not end with a {Field}",
				STR_ARGS(f->made_of));
		struct str name = {open + 1, (size_t)(close - open) - 1};
		const struct field *part = load_find_field(ld, "made_of", t, name);
		if (part->kind != FIELD_STRING || part->made_of.ptr)
			load_error(ld, "made_of", "the field '%.*s' is not a string of a source",
				STR_ARGS(name));
		made[f->n_made++] = (struct made_part){{rest.ptr, (size_t)(open - rest.ptr)}, part};
		f->secret = f->secret || part->secret;
		rest.len -= (size_t)(close + 1 - rest.ptr);
		rest.ptr = close + 1;
	}
	load_leave(ld, before);
}

/* True if its text begins with an ARN. */
static bool has_arn_name(const struct field *f)
{
	if (f->n_made)
		return !f->made[0].before.len && is_arn_name(f->made[0].field->name);
	return is_arn_name(f->name);
}

/* A key that is unique only in an account or Region must not merge resources of several. */
static void load_key(struct loader *ld, int table, struct type *t)
{
	t->key = load_named_field(ld, table, "key", t);
	t->label = load_named_field(ld, table, "label", t);
	t->key_is_arn = has_arn_name(t->key);
	struct str scope = load_string(ld, table, "scope");
	if (scope.ptr)
		t->scope = load_scope(ld, "scope", scope, true);
	if (t->key_is_arn && t->scope != SCOPE_GLOBAL)
		load_error(ld, "scope", "an ARN is unique in all accounts and Regions");
	if (!scope.ptr && !t->key_is_arn)
		load_error(ld, "key",
			"'%.*s' is not named like an ARN. Add where it is unique: "
			"scope = \"region\", \"account\" or \"global\"",
			STR_ARGS(t->key->name));
}

/* Each account, or each Region, has one: it needs no key. */
static void load_singleton(struct loader *ld, int table, struct type *t, struct str scope)
{
	static const char *const names[] = {"key", "scope", "label", "shared", "regional"};
	static const struct field none = {.name = {"", 0}, .kind = FIELD_STRING};
	for (size_t i = 0; i < LENGTH_OF(names); i++) {
		if (lua_getfield(ld->L, table, names[i]) != LUA_TNIL)
			load_error(ld, names[i], "a singleton has no '%s'", names[i]);
		lua_pop(ld->L, 1);
	}
	t->singleton = true;
	t->scope = load_scope(ld, "singleton", scope, false);
	t->key = t->label = &none;
}

/* Which version of a resource is the resource itself. */
static void load_versions(struct loader *ld, int table, struct type *t)
{
	static const char *const keys[] = {"attribute", "current", "option", "word"};
	if (!load_push_table(ld, table, "versions"))
		return;
	if (!t->key_is_arn)
		load_error(ld, "versions", "the key of the type is not an ARN");
	int inner = lua_gettop(ld->L);
	size_t before = load_enter(ld, STR("versions"));
	load_check_keys(ld, inner, keys, LENGTH_OF(keys));
	t->version = load_required(ld, inner, "current");
	t->version_option = load_string(ld, inner, "option");
	t->version_attribute = load_string(ld, inner, "attribute");
	t->version_word = load_string(ld, inner, "word");
	load_leave(ld, before);
	lua_pop(ld->L, 1);
}

/* What identifies a resource, and whether it is in one Region. */
static void load_identity(struct loader *ld, int table, struct type *t)
{
	struct str singleton = load_string(ld, table, "singleton");
	if (singleton.ptr)
		load_singleton(ld, table, t, singleton);
	else
		load_key(ld, table, t);
	t->regional = load_bool(ld, table, "regional", t->scope == SCOPE_REGION);
	if (t->scope != SCOPE_GLOBAL && t->regional != (t->scope == SCOPE_REGION))
		load_error(ld, "regional", "the scope of the key shows whether it is regional");
}

static void join_group(
	struct loader *ld, struct field *fields, size_t n, struct str name, size_t group)
{
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(fields[i].name, name))
			continue;
		if (fields[i].exclusive)
			load_error(ld, "exclusive", "'%.*s' is named twice", STR_ARGS(name));
		fields[i].exclusive = group;
		return;
	}
	load_error(ld, "exclusive", "'%.*s' is no declared field", STR_ARGS(name));
}

static void load_exclusive(struct loader *ld, int table, struct field *fields, size_t n)
{
	if (!load_push_table(ld, table, "exclusive"))
		return;
	int groups = lua_gettop(ld->L);
	size_t n_groups = load_count(ld, groups, "exclusive");
	for (size_t g = 1; g <= n_groups; g++) {
		size_t n_names = 0;
		if (lua_rawgeti(ld->L, groups, (lua_Integer)g) != LUA_TTABLE)
			load_error(ld, "exclusive", "a list of fields expected, got a %s",
				stack_type_name(ld->L, -1));
		const struct str *names = load_list(ld, lua_gettop(ld->L), "exclusive", &n_names);
		if (n_names < 2)
			load_error(ld, "exclusive", "one field alone excludes no other");
		for (size_t i = 0; i < n_names; i++)
			join_group(ld, fields, n, names[i], g);
		lua_pop(ld->L, 1);
	}
	lua_pop(ld->L, 1);
}

/* Which files declare it. */
static void load_files(struct loader *ld, const struct load_call *call, struct type *t)
{
	const char **names = box_alloc(ld->L, ld->arena, (call->n_parents + 1) * sizeof *names);
	for (size_t i = 0; i < call->n_parents; i++)
		names[i] = call->parents[i]->name.ptr;
	names[call->n_parents] = call->source->name.ptr;
	t->source_name = names[0];
	t->added_by = names + 1;
	t->n_added_by = call->n_parents;
}

int load_type(lua_State *L)
{
	static const char *const keys[] = {"name", "noun", "nouns", "key", "scope", "label",
		"singleton", "regional", "shared", "versions", "fields", "exclusive", "commands",
		"writes", "parts"};
	struct load_call *call = box_payload(L);
	struct loader ld = {.L = L, .arena = call->arena, .source = call->source};
	if (!load_push_type(&ld, call))
		return 0;
	int table = lua_gettop(L);
	struct type *t = box_alloc(L, ld.arena, sizeof *t);
	load_check_type_keys(&ld, table, keys, LENGTH_OF(keys));
	load_files(&ld, call, t);
	t->name = load_required(&ld, table, "name");
	t->noun = load_required(&ld, table, "noun");
	t->nouns = load_required(&ld, table, "nouns");
	if (!load_push_table(&ld, table, "fields"))
		load_error(&ld, NULL, "'fields' is missing");
	size_t before = load_enter(&ld, STR("fields"));
	struct field *fields = load_fields(&ld, lua_gettop(L), false, 1, &t->n_fields);
	load_leave(&ld, before);
	lua_pop(L, 1);
	load_exclusive(&ld, table, fields, t->n_fields);
	t->fields = fields;
	for (size_t i = 0; i < t->n_fields; i++)
		load_made(&ld, t, &fields[i]);
	load_identity(&ld, table, t);
	load_shared(&ld, table, t);
	load_versions(&ld, table, t);
	load_commands(&ld, table, t);
	load_writes(&ld, table, t);
	load_type_names(&ld, table, t);
	call->type = t;
	return 0;
}
