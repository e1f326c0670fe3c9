/*
 * load_declared - parts of a type: fields that exclude each other, and its Terraform resources.
 *
 * Knows docs/writing-types.md.
 */
#include "rule/box/stack.h"
#include "rule/load/load.h"

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

void load_exclusive(struct loader *ld, int table, struct field *fields, size_t n)
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

static void load_carrier(struct loader *ld, int table, struct carrier *c)
{
	static const char *const keys[] = {"type", "attribute", "values", "anywhere"};
	load_check_keys(ld, table, keys, LENGTH_OF(keys));
	c->tf_type = load_required(ld, table, "type");
	c->attribute = load_string(ld, table, "attribute");
	c->values = load_strings(ld, table, "values", &c->n_values);
	c->anywhere = load_bool(ld, table, "anywhere", false);
	if (!c->attribute.ptr != !c->n_values)
		load_error(ld, "attribute", "'attribute' and 'values' need each other");
}

static void load_carriers(struct loader *ld, int table, struct type *t)
{
	if (!load_push_table(ld, table, "carriers"))
		return;
	int list = lua_gettop(ld->L);
	size_t n = load_count(ld, list, "carriers");
	struct carrier *carriers = box_alloc(ld->L, ld->arena, n * sizeof *carriers);
	size_t before = load_enter(ld, STR("carriers"));
	for (size_t i = 0; i < n; i++) {
		if (lua_rawgeti(ld->L, list, (lua_Integer)i + 1) == LUA_TTABLE)
			load_carrier(ld, lua_gettop(ld->L), &carriers[i]);
		else
			carriers[i].tf_type = load_text(ld, NULL);
		lua_pop(ld->L, 1);
	}
	load_leave(ld, before);
	t->carriers = carriers;
	t->n_carriers = n;
	lua_pop(ld->L, 1);
}

void load_terraform(struct loader *ld, int table, struct type *t)
{
	static const char *const keys[] = {"types", "provider", "region", "carriers"};
	if (!load_push_table(ld, table, "terraform"))
		return;
	int inner = lua_gettop(ld->L);
	size_t before = load_enter(ld, STR("terraform"));
	load_check_keys(ld, inner, keys, LENGTH_OF(keys));
	t->tf_types = load_strings(ld, inner, "types", &t->n_tf_types);
	if (t->n_tf_types == 0)
		load_error(ld, NULL, "'types' is missing: the resource types in Terraform");
	t->tf_provider = load_required(ld, inner, "provider");
	t->tf_region = load_string(ld, inner, "region");
	load_carriers(ld, inner, t);
	load_leave(ld, before);
	lua_pop(ld->L, 1);
}
