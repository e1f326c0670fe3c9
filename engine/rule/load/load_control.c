/*
 * load_control - a table of a control as a struct control.
 *
 * Knows docs/writing-rules.md. `check` must be a function; check.c loads it again for a run.
 * rules.c checks that the types in `reads` are declared.
 */
#include <lauxlib.h>

#include "rule/box/stack.h"
#include "rule/load/load.h"
#include "verdict/result.h"

bool load_is_name(struct str s, const char *also)
{
	if (s.len == 0 || s.len > 128 || strchr(also, s.ptr[0]))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr(also, c)))
			return false;
	}
	return true;
}

static enum assay_severity load_severity(struct loader *ld, int table)
{
	struct str severity = load_required(ld, table, "severity");
	for (int i = ASSAY_INFO; i <= ASSAY_CRITICAL; i++) {
		if (str_is(severity, severity_name((enum assay_severity)i)))
			return (enum assay_severity)i;
	}
	load_error(ld, "severity", "'%.*s' is not a severity: info, low, medium, high or critical",
		STR_ARGS(severity));
}

static bool reads_type(const struct control *c, struct str type)
{
	for (size_t i = 0; i < c->n_reads; i++)
		if (str_eq(c->reads[i], type))
			return true;
	return false;
}

/* { TYPE, TYPE }: each resource of these types is a subject */
static void load_subject_types(struct loader *ld, int table, struct control *c)
{
	c->subject = SUBJECT_RESOURCE;
	c->subject_types = load_strings(ld, table, "subject", &c->n_subject_types);
	if (c->n_subject_types == 0)
		load_error(ld, "subject", "the list of types is empty");
	for (size_t i = 0; i < c->n_subject_types; i++) {
		if (!reads_type(c, c->subject_types[i]))
			load_error(ld, "subject", "'%.*s' is not a type in reads",
				STR_ARGS(c->subject_types[i]));
		for (size_t k = 0; k < i; k++)
			if (str_eq(c->subject_types[k], c->subject_types[i]))
				load_error(ld, "subject", "'%.*s' is named twice",
					STR_ARGS(c->subject_types[i]));
	}
}

static void load_subject(struct loader *ld, int table, struct control *c)
{
	c->reads = load_strings(ld, table, "reads", &c->n_reads);
	if (c->n_reads == 0)
		load_error(ld, NULL, "'reads' is missing: the types that the control looks at");
	bool several = lua_getfield(ld->L, table, "subject") == LUA_TTABLE;
	lua_pop(ld->L, 1);
	if (several) {
		load_subject_types(ld, table, c);
		return;
	}
	struct str subject = load_required(ld, table, "subject");
	if (str_is(subject, "account")) {
		c->subject = SUBJECT_ACCOUNT;
		return;
	}
	if (str_is(subject, "region")) {
		c->subject = SUBJECT_REGION;
		return;
	}
	c->subject = SUBJECT_RESOURCE;
	if (!reads_type(c, subject))
		load_error(ld, "subject",
			"'%.*s' is neither account nor region nor a type in reads",
			STR_ARGS(subject));
	struct str *types = box_alloc(ld->L, ld->arena, sizeof *types);
	types[0] = subject;
	c->subject_types = types;
	c->n_subject_types = 1;
}

static void load_default(struct loader *ld, int table, struct param *p)
{
	lua_State *L = ld->L;
	int type = lua_getfield(L, table, "default");
	if (type == LUA_TBOOLEAN) {
		p->kind = PARAM_BOOL;
		p->truth = p->default_truth = lua_toboolean(L, -1);
	} else if (lua_isinteger(L, -1)) {
		p->kind = PARAM_INT;
		p->integer = p->default_integer = lua_tointeger(L, -1);
	} else if (type == LUA_TSTRING) {
		p->kind = PARAM_STRING;
		p->text = p->default_text = load_text(ld, "default");
	} else {
		load_error(ld, NULL, "'default' must be a boolean, an integer or a string");
	}
	lua_pop(L, 1);
}

static void load_param(struct loader *ld, int table, struct param *p)
{
	static const char *const keys[] = {"default", "choices", "about"};
	load_check_keys(ld, table, keys, LENGTH_OF(keys));
	if (!load_is_name(p->name, "_"))
		load_error(ld, NULL, "the name of a parameter contains only a-z, 0-9 and _");
	load_default(ld, table, p);
	p->about = load_required(ld, table, "about");
	p->choices = load_strings(ld, table, "choices", &p->n_choices);
	if (p->n_choices && p->kind != PARAM_STRING)
		load_error(ld, NULL, "'choices' are for a parameter whose default is a string");
	bool chosen = p->n_choices == 0;
	for (size_t i = 0; i < p->n_choices; i++)
		chosen |= str_eq(p->choices[i], p->default_text);
	if (!chosen)
		load_error(ld, NULL, "the default '%.*s' is not among the choices",
			STR_ARGS(p->default_text));
}

static void load_params(struct loader *ld, int table, struct control *c)
{
	lua_State *L = ld->L;
	if (!load_push_table(ld, table, "params"))
		return;
	int params = lua_gettop(L);
	stack_push_sorted_keys(L, params);
	c->n_params = (size_t)lua_rawlen(L, -1);
	c->params = box_alloc(L, ld->arena, c->n_params * sizeof *c->params);
	size_t before = load_enter(ld, STR("params"));
	for (size_t i = 0; i < c->n_params; i++) {
		struct param *p = &c->params[i];
		lua_rawgeti(L, params + 1, (lua_Integer)i + 1);
		p->name = load_text(ld, NULL);
		lua_rawget(L, params);
		size_t inner = load_enter(ld, p->name);
		if (!lua_istable(L, -1))
			load_error(ld, NULL, "a table expected: { default = ..., about = ... }");
		load_param(ld, lua_gettop(L), p);
		load_leave(ld, inner);
		lua_pop(L, 1);
	}
	load_leave(ld, before);
	lua_settop(L, params - 1);
}

/* push the table that is the list's next element */
static int push_element(struct loader *ld, int list, size_t i)
{
	if (lua_rawgeti(ld->L, list, (lua_Integer)i + 1) != LUA_TTABLE)
		load_error(ld, NULL, "a list of tables expected, got a %s",
			stack_type_name(ld->L, -1));
	return lua_gettop(ld->L);
}

static void load_prerequisites(struct loader *ld, int table, struct control *c)
{
	static const char *const keys[] = {"export", "permission"};
	if (!load_push_table(ld, table, "prerequisites"))
		return;
	int list = lua_gettop(ld->L);
	c->n_prerequisites = load_count(ld, list, "prerequisites");
	struct prerequisite *all = box_alloc(ld->L, ld->arena, c->n_prerequisites * sizeof *all);
	size_t before = load_enter(ld, STR("prerequisites"));
	for (size_t i = 0; i < c->n_prerequisites; i++) {
		int one = push_element(ld, list, i);
		load_check_keys(ld, one, keys, LENGTH_OF(keys));
		all[i].export_command = load_required(ld, one, "export");
		all[i].permission = load_required(ld, one, "permission");
		lua_pop(ld->L, 1);
	}
	load_leave(ld, before);
	c->prerequisites = all;
	lua_pop(ld->L, 1);
}

static void load_frameworks(struct loader *ld, int table, struct control *c)
{
	static const char *const keys[] = {"name", "ids", "by_analogy"};
	if (!load_push_table(ld, table, "frameworks"))
		return;
	int list = lua_gettop(ld->L);
	c->n_frameworks = load_count(ld, list, "frameworks");
	struct framework *all = box_alloc(ld->L, ld->arena, c->n_frameworks * sizeof *all);
	size_t before = load_enter(ld, STR("frameworks"));
	for (size_t i = 0; i < c->n_frameworks; i++) {
		int one = push_element(ld, list, i);
		load_check_keys(ld, one, keys, LENGTH_OF(keys));
		all[i].name = load_required(ld, one, "name");
		all[i].ids = load_strings(ld, one, "ids", &all[i].n_ids);
		if (all[i].n_ids == 0)
			load_error(ld, NULL, "'ids' is missing");
		all[i].by_analogy = load_bool(ld, one, "by_analogy", false);
		lua_pop(ld->L, 1);
	}
	load_leave(ld, before);
	c->frameworks = all;
	lua_pop(ld->L, 1);
}

/* the texts for 'assay explain' */
static void load_page(struct loader *ld, int table, struct control *c)
{
	c->description = load_string(ld, table, "description");
	c->rationale = load_string(ld, table, "rationale");
	c->impact = load_string(ld, table, "impact");
	c->default_value = load_string(ld, table, "default_value");
	c->test_plan = load_string(ld, table, "test_plan");
	c->remediation = load_string(ld, table, "remediation");
	c->backout = load_string(ld, table, "backout");
	c->references = load_strings(ld, table, "references", &c->n_references);
	load_prerequisites(ld, table, c);
	load_frameworks(ld, table, c);
}

static int load_level(struct loader *ld, int table)
{
	int type = lua_getfield(ld->L, table, "profile_level");
	lua_Integer level = lua_isinteger(ld->L, -1) ? lua_tointeger(ld->L, -1) : -1;
	if (type != LUA_TNIL && (level < 1 || level > 9))
		load_error(ld, "profile_level", "an integer from 1 to 9 expected");
	lua_pop(ld->L, 1);
	return type == LUA_TNIL ? 0 : (int)level;
}

int load_control(lua_State *L)
{
	static const char *const keys[] = {"id", "title", "severity", "profile_level", "subject",
		"reads", "params", "description", "rationale", "impact", "default_value",
		"prerequisites", "test_plan", "remediation", "backout", "references", "frameworks",
		"check", "remedy"};
	struct load_call *call = box_payload(L);
	struct loader ld = {.L = L, .arena = call->arena, .source = call->source};
	load_push_made(&ld);
	int table = lua_gettop(L);
	struct control *c = call->control;
	load_check_keys(&ld, table, keys, LENGTH_OF(keys));
	c->source_name = call->source->name.ptr;
	c->source = call->source->text;
	c->is_bundled = call->source->bundled;
	c->id = load_required(&ld, table, "id");
	if (!load_is_name(c->id, "-"))
		load_error(
			&ld, "id", "'%.*s' is not a valid id: use a-z, 0-9 and -", STR_ARGS(c->id));
	c->title = load_required(&ld, table, "title");
	c->severity = load_severity(&ld, table);
	c->profile_level = load_level(&ld, table);
	load_subject(&ld, table, c);
	load_params(&ld, table, c);
	load_page(&ld, table, c);
	if (lua_getfield(L, table, "check") != LUA_TFUNCTION)
		load_error(&ld, NULL, "'check' is missing: a function of the subject");
	int remedy = lua_getfield(L, table, "remedy");
	if (remedy != LUA_TNIL && remedy != LUA_TFUNCTION)
		load_error(&ld, "remedy", "a function of the subject expected");
	c->has_remedy = remedy == LUA_TFUNCTION;
	return 0;
}
