/*
 * load_names - how sources name a type and its fields.
 *
 * The keys come from the notations of the sources. Knows docs/writing-types.md. Must not know any
 * source.
 */
#include "inventory/source_kinds.h"
#include "rule/box/stack.h"
#include "rule/load/load.h"

/* keys that notations add to those of a table */
#define KEYS_MAX 40

struct keys {
	const char *names[KEYS_MAX];
	size_t n;
	char text[KEYS_MAX][32]; /* names with an ending */
	size_t n_text;
};

static void add_key(struct keys *keys, const char *name)
{
	if (name && keys->n < KEYS_MAX)
		keys->names[keys->n++] = name;
}

/* "tf_block" */
static const char *join_key(char text[static 32], const struct notation *n, const char *ending)
{
	snprintf(text, 32, "%s_%s", n->key, ending);
	return text;
}

void load_check_field_keys(struct loader *ld, int table, const char *const *names, size_t n_names)
{
	static const char *const endings[] = {"block", "computed", "newer", "set_by", "true"};
	struct keys keys = {.n = 0};
	for (size_t i = 0; i < n_names; i++)
		add_key(&keys, names[i]);
	const struct notation *n;
	for (size_t i = 0; (n = source_notation(i)); i++) {
		add_key(&keys, n->key);
		for (size_t k = 0; n->plans && k < LENGTH_OF(endings); k++)
			add_key(&keys, join_key(keys.text[keys.n_text++], n, endings[k]));
	}
	load_check_keys(ld, table, keys.names, keys.n);
}

void load_check_type_keys(struct loader *ld, int table, const char *const *names, size_t n_names)
{
	struct keys keys = {.n = 0};
	for (size_t i = 0; i < n_names; i++)
		add_key(&keys, names[i]);
	const struct notation *n;
	for (size_t i = 0; (n = source_notation(i)); i++)
		add_key(&keys, n->table);
	load_check_keys(ld, table, keys.names, keys.n);
}

static size_t count_notations(void)
{
	size_t n = 0;
	while (source_notation(n))
		n++;
	return n;
}

static void set_name(struct loader *ld, struct spelling *s, struct str name)
{
	struct str *names = box_alloc(ld->L, ld->arena, sizeof *names);
	names[0] = name;
	s->names = names;
	s->n = 1;
}

/* { aws_lb = "name", aws_alb = false }: the name in each resource type of the source; false: it
 * cannot set the field */
static void load_names_by_type(struct loader *ld, int table, struct spelling *s)
{
	lua_State *L = ld->L;
	stack_push_sorted_keys(L, table);
	int keys = lua_gettop(L);
	s->n_by_type = (size_t)lua_rawlen(L, keys);
	struct str *types = box_alloc(L, ld->arena, s->n_by_type * sizeof *types);
	struct str *names = box_alloc(L, ld->arena, s->n_by_type * sizeof *names);
	size_t usual = 0;
	for (size_t i = 0; i < s->n_by_type; i++) {
		lua_rawgeti(L, keys, (lua_Integer)i + 1);
		types[i] = load_text(ld, s->notation->key);
		lua_rawget(L, table);
		bool none = lua_isboolean(L, -1) && !lua_toboolean(L, -1);
		names[i] = none ? STR("") : load_text(ld, s->notation->key);
		usual = names[i].len && !names[usual].len ? i : usual;
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	if (!s->n_by_type)
		load_error(ld, s->notation->key, "the name in each resource type is missing");
	s->by_type_types = types;
	s->by_type_names = names;
	s->names = &names[usual];
	s->n = names[usual].len > 0;
}

/* A string, a list, or false for none. Without the key, the name of the field, or none. */
static void load_spelling_names(
	struct loader *ld, int table, const struct field *f, bool is_element, struct spelling *s)
{
	const struct notation *n = s->notation;
	int type = lua_getfield(ld->L, table, n->key);
	bool none = type == LUA_TBOOLEAN && !lua_toboolean(ld->L, -1);
	if (type != LUA_TNIL && f->made_of.ptr)
		load_error(ld, n->key, "no source has a field that is made of others");
	if (type == LUA_TNIL && !is_element && (n->own_name || f->made_of.ptr))
		set_name(ld, s, f->name);
	else if (type == LUA_TTABLE && n->plans)
		load_names_by_type(ld, lua_gettop(ld->L), s);
	else if (type == LUA_TSTRING || (type != LUA_TNIL && !n->several))
		set_name(ld, s, load_text(ld, n->key));
	lua_pop(ld->L, 1);
	if (n->several && !none && type != LUA_TSTRING && type != LUA_TNIL)
		s->names = load_strings(ld, table, n->key, &s->n);
}

static void load_pending(struct loader *ld, int table, const struct field *f, struct spelling *s)
{
	char key[32];
	const struct notation *n = s->notation;
	s->block = load_bool(ld, table, join_key(key, n, "block"), false);
	if (s->block && f->kind != FIELD_OBJECT)
		load_error(ld, key, "only a field of kind object can be a block");
	join_key(key, n, "computed");
	if (lua_getfield(ld->L, table, key) == LUA_TSTRING) {
		if (!str_is(load_text(ld, key), "blocks"))
			load_error(ld, key, "true, false or \"blocks\" expected");
		s->computed = s->computed_blocks = true;
	}
	lua_pop(ld->L, 1);
	s->computed = s->computed_blocks || load_bool(ld, table, key, false);
	s->newer = load_bool(ld, table, join_key(key, n, "newer"), false);
	s->text_of_true = load_string(ld, table, join_key(key, n, "true"));
	if (s->text_of_true.ptr && f->kind != FIELD_STRING)
		load_error(ld, key, "only a field of kind string can have a value for true");
	s->set_by = load_strings(ld, table, join_key(key, n, "set_by"), &s->n_set_by);
}

void load_spellings(struct loader *ld, int table, bool is_element, struct field *f)
{
	f->n_spellings = count_notations();
	struct spelling *spellings =
		box_alloc(ld->L, ld->arena, f->n_spellings * sizeof *spellings);
	for (size_t i = 0; i < f->n_spellings; i++) {
		struct spelling *s = &spellings[i];
		s->notation = source_notation(i);
		load_spelling_names(ld, table, f, is_element, s);
		if (s->notation->plans)
			load_pending(ld, table, f, s);
	}
	f->spellings = spellings;
}

static void load_carrier(struct loader *ld, int table, struct carrier *c)
{
	static const char *const keys[] = {"type", "attribute", "values", "blocks", "anywhere"};
	load_check_keys(ld, table, keys, LENGTH_OF(keys));
	c->source_type = load_required(ld, table, "type");
	c->attribute = load_string(ld, table, "attribute");
	c->values = load_strings(ld, table, "values", &c->n_values);
	c->blocks = load_bool(ld, table, "blocks", false);
	c->anywhere = load_bool(ld, table, "anywhere", false);
	if (c->blocks && (!c->attribute.ptr || c->n_values))
		load_error(ld, "blocks", "needs 'attribute', without 'values'");
	if (!c->attribute.ptr && c->n_values)
		load_error(ld, "values", "'attribute' is missing: the one with the values");
}

static void load_carriers(struct loader *ld, int table, struct type_names *t)
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
			carriers[i].source_type = load_text(ld, NULL);
		lua_pop(ld->L, 1);
	}
	load_leave(ld, before);
	t->carriers = carriers;
	t->n_carriers = n;
	lua_pop(ld->L, 1);
}

/* The key of a block is made of a field of the resource around it and one of its own. */
static void check_blocks(struct loader *ld, const struct type *type, const struct type_names *t)
{
	for (size_t i = 0; i < t->n_carriers; i++)
		if (t->carriers[i].blocks && (!type->key || !type->key->n_made))
			load_error(ld, "carriers",
				"'blocks' needs a type whose key is made of several fields");
}

static void load_names(struct loader *ld, int table, struct type_names *t)
{
	static const char *const keys[] = {"types", "provider", "region", "carriers"};
	bool plans = t->notation->plans;
	load_check_keys(ld, table, keys, plans ? LENGTH_OF(keys) : 1);
	t->types = load_strings(ld, table, "types", &t->n_types);
	if (t->n_types == 0)
		load_error(ld, NULL, "'types' is missing: the names of the resource type there");
	if (!plans)
		return;
	t->provider = load_required(ld, table, "provider");
	t->region = load_string(ld, table, "region");
	load_carriers(ld, table, t);
}

void load_type_names(struct loader *ld, int table, struct type *t)
{
	const struct notation *n;
	struct type_names *sources =
		box_alloc(ld->L, ld->arena, count_notations() * sizeof *sources);
	for (size_t i = 0; (n = source_notation(i)); i++) {
		if (!n->table || !load_push_table(ld, table, n->table))
			continue;
		struct type_names *names = &sources[t->n_sources++];
		size_t before = load_enter(ld, str_of(n->table));
		names->notation = n;
		load_names(ld, lua_gettop(ld->L), names);
		check_blocks(ld, t, names);
		load_leave(ld, before);
		lua_pop(ld->L, 1);
		if (n->plans)
			load_parts(ld, table, n, t, names);
	}
	t->sources = sources;
}
