/*
 * propose - runs the remedy function of a control for a subject that fails.
 *
 * The function returns a list of changes, or a list of such lists in order of preference, or nil
 * and a sentence why there is none. Knows the box. Must not know if a proposal works.
 */
#include <lauxlib.h>

#include "rule/box/stack.h"
#include "rule/box/text.h"
#include "rule/check.h"
#include "rule/host/handle.h"
#include "rule/host/redact.h"
#include "rule/rules.h"

/* bytes of the sentence why there is no proposal */
#define NONE_MAX ((size_t)1000)

/* one call */
struct propose {
	const void *subject;
	struct proposal *out;
};

static bool is_desired(lua_State *L, int index)
{
	return handle_kind(L, index) == HANDLE_DESIRED;
}

/* the changes of the list on top of the stack */
static void take_candidate(lua_State *L, struct candidate *c)
{
	struct arena *arena = box_of(L)->check->arena;
	int list = lua_gettop(L);
	if (!lua_istable(L, list))
		rule_error(L, "a candidate of a remedy is a %s: a list of want() expected",
			stack_type_name(L, list));
	c->n = (size_t)lua_rawlen(L, list);
	if (c->n == 0 || c->n > CHANGES_MAX)
		rule_error(L, "a candidate of a remedy has %zu changes: 1 to %zu expected", c->n,
			CHANGES_MAX);
	struct desired *changes = box_alloc(L, arena, c->n * sizeof *changes);
	for (size_t i = 0; i < c->n; i++) {
		lua_rawgeti(L, list, (lua_Integer)i + 1);
		if (!is_desired(L, -1))
			rule_error(L, "a change of a remedy is a %s: want() expected",
				stack_type_name(L, -1));
		const struct desired_handle *handle = lua_touserdata(L, -1);
		changes[i] = handle->desired;
		c->secret = c->secret || handle->secret;
		lua_pop(L, 1);
	}
	c->changes = changes;
}

static void take_candidates(lua_State *L, int list, struct proposal *out)
{
	size_t n = (size_t)lua_rawlen(L, list);
	lua_rawgeti(L, list, 1);
	bool one = is_desired(L, -1);
	lua_pop(L, 1);
	out->n = one ? 1 : n;
	if (out->n > CANDIDATES_MAX)
		rule_error(
			L, "a remedy has %zu candidates: the limit is %zu", out->n, CANDIDATES_MAX);
	struct candidate *all = box_alloc(L, box_of(L)->check->arena, out->n * sizeof *all);
	for (size_t i = 0; i < out->n; i++) {
		if (one)
			lua_pushvalue(L, list);
		else
			lua_rawgeti(L, list, (lua_Integer)i + 1);
		take_candidate(L, &all[i]);
		lua_pop(L, 1);
	}
	out->candidates = all;
}

static void take_none(lua_State *L, int index, struct proposal *out)
{
	if (lua_type(L, index) != LUA_TSTRING)
		return;
	struct check *check = box_of(L)->check;
	struct str text = redact(&check->secrets, stack_check_str(L, index));
	text.len = text_fit(text, NONE_MAX);
	char *copy = box_alloc(L, check->arena, text.len + 1);
	memcpy(copy, text.ptr, text.len);
	text_make_valid(copy, text.len);
	out->none = (struct str){copy, text.len};
}

static int run_remedy(lua_State *L)
{
	struct propose *p = box_payload(L);
	lua_rawgeti(L, LUA_REGISTRYINDEX, SLOT_CHECK);
	handle_push(L, p->subject);
	check_push_params(L, box_of(L)->check->control);
	lua_call(L, 2, 2);
	if (lua_istable(L, -2))
		take_candidates(L, lua_gettop(L) - 1, p->out);
	else if (!lua_isnil(L, -2))
		rule_error(L, "remedy returned a %s: a list expected", stack_type_name(L, -2));
	take_none(L, lua_gettop(L), p->out);
	return 0;
}

/* why there is no proposal */
static void take_ending(struct arena *a, struct box *box, enum ending ending, struct proposal *out)
{
	struct assay_error why = {0};
	if (ending == END_RETURNED)
		return;
	*out = (struct proposal){0};
	if (ending == END_UNKNOWN) {
		out->none = str_printf(
			a, "It depends on an unknown value: %.*s.", STR_ARGS(box->pending->what));
		return;
	}
	(void)box_error(box, &why);
	out->none = str_printf(a, "The remedy function ended with an error (%s:%zu): %s.", why.path,
		why.line, why.message);
}

struct session {
	struct check check;
	struct box box;
};

static void close_session(void *payload)
{
	struct session *s = payload;
	check_close(&s->check, &s->box);
}

static const void *subject_of(const struct result *r)
{
	if (r->control->subject == SUBJECT_RESOURCE)
		return r->resource;
	if (r->control->subject == SUBJECT_REGION)
		return r->region;
	return r->account;
}

int rules_propose(struct rules *rules, const struct control *control, struct inventory *inventory,
	const struct run *run, const struct result *failed, struct proposal *out,
	struct assay_error *err)
{
	struct session s = {.check = check_of(rules, control, inventory, run)};
	struct propose p = {subject_of(failed), out};
	struct arena_cleanup cleanup;
	*out = (struct proposal){0};
	if (!control->has_remedy || !p.subject)
		return ASSAY_OK;
	s.check.proposes = true;
	arena_defer(run->arena, &cleanup, close_session, &s);
	struct assay_error why = {0};
	int status = check_open(&s.check, &s.box, &rules->sources,
		rules_find(rules, control->id)->source, &rules->budget, &why);
	if (status == ASSAY_ENOMEM) {
		status = error_nomem(err);
	} else if (status) {
		out->none = str_printf(run->arena, "%s.", why.message);
		status = ASSAY_OK;
	} else {
		budget_reset(&s.box.budget);
		take_ending(run->arena, &s.box, box_call(&s.box, run_remedy, &p), out);
		rules_count(rules, &s.box.budget);
		if (s.box.budget.hit == LIMIT_MEMORY)
			status = error_nomem(err);
	}
	arena_release(run->arena, &cleanup);
	return status;
}
