/*
 * load_command - the commands of a type.
 *
 * Knows docs/writing-types.md. Checks the keys of the output, the fields that it gives, and the
 * names in templates.
 */
#include "inventory/export/file_name.h"
#include "rule/box/stack.h"
#include "rule/load/load.h"

static bool holds(const struct str *list, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(list[i], s))
			return true;
	}
	return false;
}

struct str load_template(struct loader *ld, int table, const char *key, const struct type *t)
{
	struct str s = load_string(ld, table, key);
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] != '{')
			continue;
		const char *close = memchr(s.ptr + i, '}', s.len - i);
		struct str name = {s.ptr + i + 1, close ? (size_t)(close - s.ptr) - i - 1 : 0};
		bool is_account = str_is(name, "account") && !str_is(str_of(key), "file");
		if (!close || (!is_account && !field_find(t->fields, t->n_fields, name)))
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
		gives[i] = load_find_field(ld, "gives", t, names[i]);
	}
	c->gives = gives;
	for (size_t i = 0; i < c->n_gives; i++)
		if (gives[i]->around && !(c->n_inside && c->inside[c->n_inside - 1].list))
			load_error(ld, "gives",
				"'%.*s' is around a list in a list: 'at' names none",
				STR_ARGS(gives[i]->name));
}

static enum listing load_lists(struct loader *ld, int table, const struct type *t)
{
	struct str lists = load_string(ld, table, "lists");
	if (lists.ptr && t->singleton)
		load_error(ld, "lists", "a singleton is one resource: no command lists it");
	if (t->singleton)
		return t->scope == SCOPE_REGION ? LISTS_REGION : LISTS_ACCOUNT;
	if (!lists.ptr)
		return LISTS_NOTHING;
	if (str_is(lists, "region"))
		return LISTS_REGION;
	if (str_is(lists, "account"))
		return LISTS_ACCOUNT;
	load_error(ld, "lists", "'%.*s' is not supported: region or account expected",
		STR_ARGS(lists));
}

/* "DistributionList" of "DistributionList.NextMarker" */
static struct str head_of(struct str path)
{
	const char *dot = memchr(path.ptr, '.', path.len);
	return (struct str){path.ptr, dot ? (size_t)(dot - path.ptr) : path.len};
}

/* "Instances[]" as one step; *rest is what follows its period. */
static struct at_step load_step(struct loader *ld, struct str *rest)
{
	const char *dot = memchr(rest->ptr, '.', rest->len);
	struct str step = {rest->ptr, dot ? (size_t)(dot - rest->ptr) : rest->len};
	*rest = (struct str){
		step.ptr + step.len + (dot != NULL), rest->len - step.len - (dot != NULL)};
	bool list = str_ends(step, STR("[]"));
	step.len -= list ? 2 : 0;
	if (step.len == 0 || memchr(step.ptr, '[', step.len) || (dot && !rest->len))
		load_error(ld, "at", "a path such as \"Reservations[].Instances[]\" expected");
	return (struct at_step){box_str(ld->L, ld->arena, step), list, false};
}

/* A path in place of a key. */
static void load_steps(struct loader *ld, struct command *c)
{
	struct str rest = c->at;
	if (!rest.ptr || !(memchr(rest.ptr, '.', rest.len) || memchr(rest.ptr, '[', rest.len)))
		return;
	struct at_step first = load_step(ld, &rest);
	struct at_step *inside = box_alloc(ld->L, ld->arena, rest.len * sizeof *inside);
	if (c->many)
		load_error(ld, "many", "a path shows itself what is a list: write []");
	c->at = first.key;
	c->many = first.list;
	while (rest.len)
		inside[c->n_inside++] = load_step(ld, &rest);
	c->inside = inside;
}

/* Mark the lists that the output omits if they are empty. */
static void load_omitted(struct loader *ld, int table, struct command *c)
{
	size_t n;
	const struct str *names = load_strings(ld, table, "omitted", &n);
	struct at_step *inside = box_alloc(ld->L, ld->arena, (c->n_inside + 1) * sizeof *inside);
	for (size_t i = 0; i < c->n_inside; i++) {
		inside[i] = c->inside[i];
		inside[i].omitted = inside[i].list && holds(names, n, inside[i].key);
	}
	for (size_t i = 0; i < n; i++) {
		bool found = false;
		for (size_t j = 0; j < c->n_inside; j++)
			found = found || (inside[j].omitted && str_eq(inside[j].key, names[i]));
		if (!found)
			load_error(ld, "omitted", "'%.*s' is not a list inside another in 'at'",
				STR_ARGS(names[i]));
	}
	c->inside = inside;
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
	load_steps(ld, c);
	load_omitted(ld, table, c);
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
	c->never_empty = load_strings(ld, table, "never_empty", &c->n_never_empty);
	for (size_t i = 0; i < c->n_never_empty; i++)
		if (!holds(c->keys, c->n_keys, c->never_empty[i]))
			load_error(ld, "never_empty", "'%.*s' is not among the keys",
				STR_ARGS(c->never_empty[i]));
	for (size_t i = 0; i < c->n_more; i++)
		if (!holds(c->keys, c->n_keys, head_of(c->more[i])))
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

/* "CODE", or "CODE: TEXT" */
static void check_error(struct loader *ld, struct str error)
{
	const char *colon = memchr(error.ptr, ':', error.len);
	size_t left = colon ? (size_t)(error.ptr + error.len - colon) : 0;
	if (colon && (colon == error.ptr || left < 3 || colon[1] != ' '))
		load_error(ld, "errors", "'%.*s' is not supported: CODE or \"CODE: TEXT\" expected",
			STR_ARGS(error));
}

/* Which answers say that nothing is set. */
static void load_absent(struct loader *ld, int table, struct command *c)
{
	static const char *const keys[] = {"errors", "empty"};
	if (!load_push_table(ld, table, "absent"))
		return;
	int inner = lua_gettop(ld->L);
	size_t before = load_enter(ld, STR("absent"));
	load_check_keys(ld, inner, keys, LENGTH_OF(keys));
	c->absent_errors = load_strings(ld, inner, "errors", &c->n_absent_errors);
	for (size_t i = 0; i < c->n_absent_errors; i++)
		check_error(ld, c->absent_errors[i]);
	c->absent_empty = load_bool(ld, inner, "empty", false);
	if (!c->n_absent_errors && !c->absent_empty)
		load_error(ld, NULL,
			"'errors' or 'empty' is missing: the answers where nothing is set");
	load_leave(ld, before);
	lua_pop(ld->L, 1);
}

/* The events of log files, of which each names one resource. */
static void load_log_events(struct loader *ld, int table, struct command *c)
{
	static const char *const keys[] = {"source", "resource", "names"};
	if (!load_push_table(ld, table, "log_events"))
		return;
	int inner = lua_gettop(ld->L);
	size_t before = load_enter(ld, STR("log_events"));
	struct log_events *events = box_alloc(ld->L, ld->arena, sizeof *events);
	load_check_keys(ld, inner, keys, LENGTH_OF(keys));
	events->source = load_required(ld, inner, "source");
	events->resource = load_required(ld, inner, "resource");
	events->names = load_strings(ld, inner, "names", &events->n_names);
	if (!events->n_names)
		load_error(ld, "names", "the names of the events are missing");
	load_leave(ld, before);
	lua_pop(ld->L, 1);
	if (!c->at.ptr || !c->many || c->n_inside || !c->keyed)
		load_error(ld, "log_events", "a keyed command with 'at' and 'many' expected");
	c->log_events = events;
}

static void load_collect(struct loader *ld, int table, struct command *c)
{
	static const char *const keys[] = {"each", "arguments"};
	if (!load_push_table(ld, table, "collect"))
		return;
	int inner = lua_gettop(ld->L);
	size_t before = load_enter(ld, STR("collect"));
	struct call_for_each *call = box_alloc(ld->L, ld->arena, sizeof *call);
	load_check_keys(ld, inner, keys, LENGTH_OF(keys));
	call->type = load_required(ld, inner, "each");
	call->words = load_strings(ld, inner, "arguments", &call->n_words);
	if (!call->n_words)
		load_error(ld, "arguments", "the words after the operation are missing");
	load_leave(ld, before);
	lua_pop(ld->L, 1);
	c->collect = call;
}

static void load_command(struct loader *ld, int table, const struct type *t, struct command *c)
{
	static const char *const keys[] = {"name", "at", "many", "lists", "keys", "any_of", "more",
		"gives", "keyed", "from_home", "optional", "arguments", "file", "permission",
		"whole", "foreign", "absent", "log_events", "never_empty", "omitted", "collect"};
	load_check_keys(ld, table, keys, LENGTH_OF(keys));
	c->name = load_required(ld, table, "name");
	size_t before = load_enter(ld, c->name);
	struct str file = default_file(ld, c->name);
	load_output(ld, table, c);
	c->lists = load_lists(ld, table, t);
	load_gives(ld, table, t, c);
	c->keyed = load_bool(ld, table, "keyed", !t->singleton);
	if (c->keyed && t->singleton)
		load_error(ld, "keyed", "a singleton has no key");
	if (!c->keyed && !t->singleton && c->lists != LISTS_NOTHING)
		load_error(ld, "keyed",
			"a list without keys would count as complete and empty. Remove 'lists', or "
			"give the command the key of each resource");
	c->from_home = load_bool(ld, table, "from_home", false);
	c->optional = load_bool(ld, table, "optional", false);
	load_log_events(ld, table, c);
	load_collect(ld, table, c);
	load_absent(ld, table, c);
	c->foreign = load_strings(ld, table, "foreign", &c->n_foreign);
	c->arguments = load_template(ld, table, "arguments", t);
	c->file = load_template(ld, table, "file", t);
	if (!c->file.ptr)
		c->file = file;
	if (!command_finds_file(c, t))
		load_error(ld, "file",
			"assay does not find a file of this name. Write \"%.*s.{%.*s}.json\", or a "
			"name without a field",
			(int)(file.len - sizeof ".json" + 1), file.ptr, STR_ARGS(t->label->name));
	c->permission = load_required(ld, table, "permission");
	load_leave(ld, before);
}

void load_commands(struct loader *ld, int table, struct type *t)
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
