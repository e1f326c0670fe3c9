/*
 * outcome - fail, note, pass and not_applicable.
 *
 * The text of a finding is a template by the author of the rule. Its arguments come from
 * inputs: they are cut, made valid UTF-8 and cleared of secrets here. Must not know how results
 * are shown.
 */
#include "rule/stdlib/outcome.h"
#include "rule/box/secrets.h"
#include "rule/box/stack.h"

#include <lauxlib.h>

#include "rule/box/text.h"
#include "rule/host/check_state.h"
#include "rule/host/evidence.h"
#include "rule/host/handle.h"
#include "rule/host/redact.h"
#include "rule/host/unknown.h"
#include "rule/stdlib/lib.h"

#define TEMPLATE_MAX  ((size_t)2 << 10)
#define ARGUMENT_MAX  ((size_t)1 << 10)
#define ARGUMENTS_MAX 32
#define FACTS_MAX     64

static struct check *running(lua_State *L, const char *name)
{
	struct box *box = box_of(L);
	if (!box->check || !box->check->result)
		rule_error(L, "%s can only be called while a check runs", name);
	if (box->predicates > 0)
		rule_error(L, "%s is called in a predicate, which must have no effects", name);
	return box->check;
}

/* A text from an input, or made from one: without secrets, cut, valid UTF-8. */
static struct str safe_text(lua_State *L, struct str s)
{
	const struct check *check = box_of(L)->check;
	charge_bytes(L, s.len * (1 + check->secrets.n));
	struct str safe = redact(&check->secrets, s);
	size_t fits = text_fit(safe, ARGUMENT_MAX);
	char *text = box_alloc(L, check->arena, fits + 4);
	if (fits)
		memcpy(text, safe.ptr, fits);
	size_t len = fits;
	if (fits < safe.len) {
		memcpy(text + fits, "...", 3);
		len += 3;
	}
	text_make_valid(text, len);
	return (struct str){text, len};
}

/* an argument's value at the top of the stack */
static struct str value_text(lua_State *L, struct str name)
{
	switch (lua_type(L, -1)) {
	case LUA_TSTRING:
		return safe_text(L, stack_check_str(L, -1));
	case LUA_TBOOLEAN:
		return lua_toboolean(L, -1) ? STR("true") : STR("false");
	case LUA_TNUMBER:
		/* of a copy: the table keeps its number */
		return safe_text(L, stack_number_text(L));
	default:
		rule_error(L, "the argument '%.*s' is a %s: a string, number or boolean expected",
			STR_ARGS(name), stack_type_name(L, -1));
	}
}

/* the sorted keys of a table at an index, all of them strings, above it; returns how many */
static size_t push_names(lua_State *L, int table, const char *what, size_t max)
{
	stack_push_sorted_keys(L, table);
	size_t n = (size_t)lua_rawlen(L, -1);
	if (n > max)
		rule_error(L, "%zu %s exceed the limit of %zu", n, what, max);
	for (size_t i = 1; i <= n; i++) {
		if (lua_rawgeti(L, -1, (lua_Integer)i) != LUA_TSTRING)
			rule_error(L, "the %s have names: a key is a %s", what,
				stack_type_name(L, -1));
		lua_pop(L, 1);
	}
	return n;
}

/* push name and value of the next one; keys is the index of what push_names left */
static struct str push_named(lua_State *L, int table, int keys, size_t i)
{
	lua_rawgeti(L, keys, (lua_Integer)i + 1);
	struct str name = stack_check_str(L, -1);
	lua_pushvalue(L, -1);
	lua_rawget(L, table);
	return name;
}

static void take_arguments(lua_State *L, int table, struct message *m)
{
	if (lua_isnoneornil(L, table))
		return;
	luaL_checktype(L, table, LUA_TTABLE);
	struct arena *arena = box_of(L)->check->arena;
	size_t n = push_names(L, table, "arguments", ARGUMENTS_MAX);
	int keys = lua_gettop(L);
	struct argument *args = box_alloc(L, arena, n * sizeof *args);
	for (size_t i = 0; i < n; i++) {
		args[i].name = safe_text(L, push_named(L, table, keys, i));
		args[i].value = value_text(L, args[i].name);
		lua_pop(L, 2);
	}
	lua_settop(L, keys - 1);
	m->args = args;
	m->n_args = n;
}

struct message outcome_message(lua_State *L, int text, int args)
{
	const struct check *check = box_of(L)->check;
	struct str template = stack_check_str(L, text);
	if (template.len == 0 || template.len > TEMPLATE_MAX)
		rule_error(L, "the text of a finding has %zu bytes: 1 to %zu expected",
			template.len, TEMPLATE_MAX);
	luaL_argcheck(L, utf8_check(template.ptr, template.len) == template.len, text,
		"the text is not valid UTF-8");
	charge_bytes(L, template.len * (1 + check->secrets.n));
	struct message m = {
		.template = box_str(L, check->arena, redact_template(&check->secrets, template))};
	take_arguments(L, args, &m);
	size_t before = arena_used(check->arena);
	message_fill(check->arena, &m);
	box_charge_arena(L, check->arena, before);
	return m;
}

/* a fact's value at the top of the stack */
static void take_fact(lua_State *L, struct fact *f)
{
	switch (lua_type(L, -1)) {
	case LUA_TSTRING:
		f->kind = FACT_STRING;
		f->text = safe_text(L, stack_check_str(L, -1));
		return;
	case LUA_TBOOLEAN:
		f->kind = FACT_BOOL;
		f->truth = lua_toboolean(L, -1);
		return;
	case LUA_TNUMBER:
		if (!lua_isinteger(L, -1))
			break;
		f->kind = FACT_INT;
		f->integer = lua_tointeger(L, -1);
		return;
	case LUA_TLIGHTUSERDATA:
		if (handle_kind(L, -1) != HANDLE_NULL)
			break;
		f->kind = FACT_NULL;
		return;
	default:
		break;
	}
	rule_error(L, "'%.*s' of a counterexample must be a string, an integer, a boolean or null",
		STR_ARGS(f->name));
}

/* an integer that was secret where it was read */
static void redact_integer(const struct check *check, struct fact *f)
{
	char digits[24];
	int n = f->kind == FACT_INT ? snprintf(digits, sizeof digits, "%lld", (long long)f->integer)
				    : 0;
	if (n <= 0 || !str_is(redact(&check->secrets, (struct str){digits, (size_t)n}), REDACTED))
		return;
	f->kind = FACT_STRING;
	f->text = STR(REDACTED);
	f->integer = 0;
}

static void take_counterexample(lua_State *L, int table, struct result *result)
{
	if (lua_type(L, table) != LUA_TTABLE)
		rule_error(
			L, "a counterexample is a %s: a table expected", stack_type_name(L, table));
	const struct check *check = box_of(L)->check;
	size_t n = push_names(L, table, "facts of a counterexample", FACTS_MAX);
	int keys = lua_gettop(L);
	struct fact *facts = box_alloc(L, check->arena, n * sizeof *facts);
	for (size_t i = 0; i < n; i++) {
		facts[i].name = safe_text(L, push_named(L, table, keys, i));
		take_fact(L, &facts[i]);
		redact_integer(check, &facts[i]);
		lua_pop(L, 2);
	}
	lua_settop(L, keys - 1);
	/* the first one shows the result */
	if (n > 0 && result->n_counterexample == 0) {
		result->counterexample = facts;
		result->n_counterexample = n;
	}
}

_Noreturn static void refuse_extra(lua_State *L, struct str name)
{
	name = redact_name(L, name);
	rule_error(L, "'%.*s' is not an extra of fail(): the extras are counterexample and detail",
		STR_ARGS(name));
}

/* counterexample and detail, on top of the stack one by one */
static void take_extra(lua_State *L, int extra, struct evidence *e, struct result *result)
{
	if (lua_isnoneornil(L, extra))
		return;
	luaL_checktype(L, extra, LUA_TTABLE);
	size_t n = push_names(L, extra, "extras", 2);
	int keys = lua_gettop(L);
	for (size_t i = 0; i < n; i++) {
		struct str name = push_named(L, extra, keys, i);
		if (str_is(name, "counterexample"))
			take_counterexample(L, lua_gettop(L), result);
		else if (str_is(name, "detail"))
			e->detail = safe_text(L, stack_check_str(L, -1));
		else
			refuse_extra(L, name);
		lua_pop(L, 2);
	}
	lua_settop(L, keys - 1);
}

static void need_room(lua_State *L, const struct check *check)
{
	if (check->n_findings >= check->max_findings)
		budget_raise(L, LIMIT_FINDINGS);
}

static struct evidence *take_evidence(lua_State *L, struct check *check)
{
	need_room(L, check);
	struct evidence *e = box_alloc(L, check->arena, sizeof *e);
	evidence_place(L, e, 1, 2);
	e->message = outcome_message(L, 3, 4);
	return e;
}

static void keep(struct check *check, struct list *list, struct evidence *e)
{
	check->n_findings++;
	(void)list_add(check->arena, list, e);
}

void outcome_keep_note(lua_State *L, struct evidence *e)
{
	struct check *check = box_of(L)->check;
	need_room(L, check);
	keep(check, &check->result->notes, e);
}

static int lib_fail(lua_State *L)
{
	struct check *check = running(L, "fail");
	lua_settop(L, 5);
	struct evidence *e = take_evidence(L, check);
	take_extra(L, 5, e, check->result);
	keep(check, &check->result->evidence, e);
	return 0;
}

static int lib_note(lua_State *L)
{
	struct check *check = running(L, "note");
	lua_settop(L, 4);
	keep(check, &check->result->notes, take_evidence(L, check));
	return 0;
}

/* A Region that stands for several: what some resources show is not known of each Region. */
static void check_scattered(lua_State *L, const struct check *check)
{
	if (check->why_scattered)
		unknown_raise(L, unknown_why(L, check->why_scattered, check->why_scattered->at));
}

static int lib_pass(lua_State *L)
{
	struct check *check = running(L, "pass");
	check_scattered(L, check);
	check->outcome = OUTCOME_PASS;
	check_leave(L);
}

static int lib_not_applicable(lua_State *L)
{
	struct check *check = running(L, "not_applicable");
	check_scattered(L, check);
	check->outcome = OUTCOME_NOT_APPLICABLE;
	check_leave(L);
}

const struct function lib_outcome[] = {
	{"fail", lib_fail, NULL},
	{"not_applicable", lib_not_applicable, NULL},
	{"note", lib_note, NULL},
	{"pass", lib_pass, NULL},
	{NULL, NULL, NULL},
};
