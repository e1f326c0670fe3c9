/*
 * load_writes - the commands that write fields of a type.
 *
 * Knows docs/writing-types.md. Checks the fields that are written, and the names in templates.
 */
#include "rule/box/stack.h"
#include "rule/load/load.h"

/* the declared field that the key on top of the stack names */
static const struct field *load_key_field(struct loader *ld, const struct type *t)
{
	struct str name = load_text(ld, NULL);
	const struct field *f = field_find(t->fields, t->n_fields, name);
	if (!f)
		load_error(ld, NULL, "'%.*s' is not a declared field", STR_ARGS(name));
	return f;
}

static bool is_option(struct str s)
{
	for (size_t i = 2; i < s.len; i++)
		if (!((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') ||
			    (s.ptr[i] >= '0' && s.ptr[i] <= '9') || s.ptr[i] == '-'))
			return false;
	return s.len > 2 && str_starts(s, STR("--"));
}

/* options = { FIELD = "--option" } */
static void load_options(
	struct loader *ld, int table, const struct type *t, struct write_command *w)
{
	lua_State *L = ld->L;
	if (!load_push_table(ld, table, "options"))
		return;
	int options = lua_gettop(L);
	size_t before = load_enter(ld, STR("options"));
	stack_push_sorted_keys(L, options);
	w->n_options = (size_t)lua_rawlen(L, -1);
	struct write_option *all = box_alloc(L, ld->arena, w->n_options * sizeof *all);
	for (size_t i = 0; i < w->n_options; i++) {
		lua_rawgeti(L, options + 1, (lua_Integer)i + 1);
		all[i].field = load_key_field(ld, t);
		lua_rawget(L, options);
		all[i].option = load_text(ld, NULL);
		if (!is_option(all[i].option))
			load_error(ld, NULL, "'%.*s' is not an option: \"--name\" expected",
				STR_ARGS(all[i].option));
		lua_pop(L, 1);
	}
	w->options = all;
	load_leave(ld, before);
	lua_settop(L, options - 1);
}

/* when = { FIELD = true } */
static void load_when(struct loader *ld, int table, const struct type *t, struct write_command *w)
{
	lua_State *L = ld->L;
	if (!load_push_table(ld, table, "when"))
		return;
	int when = lua_gettop(L);
	stack_push_sorted_keys(L, when);
	if (lua_rawlen(L, -1) != 1)
		load_error(ld, "when", "one field expected");
	lua_rawgeti(L, -1, 1);
	w->when = load_key_field(ld, t);
	lua_rawget(L, when);
	if (w->when->kind != FIELD_BOOL || !lua_isboolean(L, -1))
		load_error(ld, "when", "a field of kind bool and its value expected");
	w->when_true = lua_toboolean(L, -1);
	lua_settop(L, when - 1);
}

static void load_write(struct loader *ld, int table, const struct type *t, struct write_command *w)
{
	static const char *const keys[] = {"command", "arguments", "options", "when", "empty"};
	load_check_keys(ld, table, keys, LENGTH_OF(keys));
	w->command = load_required(ld, table, "command");
	size_t before = load_enter(ld, w->command);
	w->arguments = load_template(ld, table, "arguments", t);
	if (!w->arguments.ptr)
		load_error(ld, NULL, "'arguments' is missing: what names the resource");
	load_options(ld, table, t, w);
	load_when(ld, table, t, w);
	w->empty = load_string(ld, table, "empty");
	if (!w->n_options == !w->when)
		load_error(ld, NULL, "'options' or 'when' expected: what the command writes");
	if (w->empty.ptr && w->n_options != 1)
		load_error(ld, "empty", "'empty' is the value of the only option");
	load_leave(ld, before);
}

void load_writes(struct loader *ld, int table, struct type *t)
{
	if (!load_push_table(ld, table, "writes"))
		return;
	int list = lua_gettop(ld->L);
	t->n_writes = load_count(ld, list, "writes");
	struct write_command *writes = box_alloc(ld->L, ld->arena, t->n_writes * sizeof *writes);
	size_t before = load_enter(ld, STR("writes"));
	for (size_t i = 0; i < t->n_writes; i++) {
		if (lua_rawgeti(ld->L, list, (lua_Integer)i + 1) != LUA_TTABLE)
			load_error(ld, NULL, "a command expected, got a %s",
				stack_type_name(ld->L, -1));
		load_write(ld, lua_gettop(ld->L), t, &writes[i]);
		lua_pop(ld->L, 1);
	}
	load_leave(ld, before);
	t->writes = writes;
	lua_pop(ld->L, 1);
}
