/*
 * check - runs the check of one control for one subject and sets the verdict.
 *
 * A recorded fail wins. An error is never a pass. A check that ends without a result is an
 * error. run.c chooses the subjects.
 */
#include "rule/check.h"

#include <lauxlib.h>

#include "base/nearest.h"
#include "rule/box/stack.h"
#include "rule/host/handle.h"
#include "rule/host/redact.h"
#include "rule/host/trace.h"
#include "rule/libraries.h"
#include "rule/load/load.h"

struct fetch {
	const struct lua_file *file;
	bool proposes;
};

/* Load the file of the control in the box that will run its check, or its remedy. */
static int fetch_check(lua_State *L)
{
	const struct fetch *source = box_payload(L);
	struct loader ld = {.L = L, .source = source->file};
	load_push_made(&ld);
	const char *name = source->proposes ? "remedy" : "check";
	if (lua_getfield(L, -1, name) != LUA_TFUNCTION)
		load_error(&ld, NULL, "'%s' is missing: a function of the subject", name);
	lua_rawseti(L, LUA_REGISTRYINDEX, SLOT_CHECK);
	return 0;
}

int check_open(struct check *check, struct box *box, const struct lua_files *sources,
	const struct lua_file *source, const struct rule_budget *budget, struct assay_error *err)
{
	int status = box_open(box, check->arena, rule_libraries, sources, source, budget, err);
	if (status)
		return status;
	box->budget.max_findings = check->max_findings;
	struct fetch fetch = {source, check->proposes};
	if (box_call(box, fetch_check, &fetch) != END_RETURNED)
		return box_error(box, err);
	budget_loaded(&box->budget);
	box->budget.kept = check->kept;
	box->check = check;
	box->secrets = &check->secrets;
	return ASSAY_OK;
}

void check_close(struct check *check, struct box *box)
{
	if (box->check)
		check->kept = box->budget.kept;
	(void)box_close(box);
}

/* The table of parameters lacks a name: an error, because nil would look like a switch that is off.
 */
static int refuse_param(lua_State *L)
{
	const struct control *control = box_of(L)->check->control;
	struct nearest nearest = {.word = redact_name(L, stack_check_str(L, 2))};
	for (size_t i = 0; i < control->n_params; i++)
		nearest_offer(&nearest, control->params[i].name);
	bool near = nearest.name.ptr != NULL;
	rule_error(L, "the control declares no parameter '%.*s'%s%.*s%s", STR_ARGS(nearest.word),
		near ? ". Did you mean '" : "", STR_ARGS(nearest.name), near ? "'?" : "");
}

void check_push_params(lua_State *L, const struct control *control)
{
	lua_createtable(L, 0, (int)control->n_params);
	lua_createtable(L, 0, 1);
	lua_pushcfunction(L, refuse_param);
	lua_setfield(L, -2, "__index");
	lua_setmetatable(L, -2);
	for (size_t i = 0; i < control->n_params; i++) {
		const struct param *p = &control->params[i];
		lua_pushlstring(L, p->name.ptr, p->name.len);
		switch (p->kind) {
		case PARAM_BOOL:
			lua_pushboolean(L, p->truth);
			break;
		case PARAM_INT:
			lua_pushinteger(L, p->integer);
			break;
		case PARAM_STRING:
			lua_pushlstring(L, p->text.ptr ? p->text.ptr : "", p->text.len);
			break;
		}
		lua_rawset(L, -3);
	}
}

static int run_check(lua_State *L)
{
	const void *subject = box_payload(L);
	lua_rawgeti(L, LUA_REGISTRYINDEX, SLOT_CHECK);
	handle_push(L, subject);
	check_push_params(L, box_of(L)->check->control);
	lua_call(L, 2, 0);
	return 0;
}

static void set_verdict(struct check *check, struct box *box, enum ending ending)
{
	struct result *result = check->result;
	if (ending == END_ERROR)
		box_error(box, &result->error);
	if (result->evidence.n > 0) {
		result->verdict = ASSAY_FAIL;
		return;
	}
	result->verdict = ASSAY_ERROR;
	if (ending == END_ERROR)
		return;
	if (ending == END_UNKNOWN) {
		result->verdict = ASSAY_UNKNOWN;
		result->reasons = box->pending;
	} else if (check->outcome == OUTCOME_PASS) {
		result->verdict = ASSAY_PASS;
	} else if (check->outcome == OUTCOME_NOT_APPLICABLE) {
		result->verdict = ASSAY_NOT_APPLICABLE;
	} else {
		error_at(&result->error, ASSAY_ERULE, box->source->name.ptr, 0, 0,
			"check returned without a result: call fail(), pass() or not_applicable()");
	}
}

int check_subject(struct check *check, struct box *box, const void *subject, struct result *result,
	bool *reusable)
{
	budget_reset(&box->budget);
	check->result = result;
	check->outcome = OUTCOME_NONE;
	check->why_scattered = NULL;
	check->secrets.n = 0;
	enum ending ending = box_call(box, run_check, (void *)(uintptr_t)subject);
	set_verdict(check, box, ending);
	check->result = NULL;
	if (check->trace)
		trace_finish(check, result);
	/*
	 * An interrupted check may leave the tables of its libraries incomplete. Secrets that
	 * it read must stay known as long as the state has them. And no subject pays for the
	 * long strings of another.
	 */
	*reusable = ending != END_ERROR && ending != END_UNKNOWN && check->secrets.n == 0 &&
		    budget_is_light(&box->budget);
	return box->budget.hit == LIMIT_MEMORY ? ASSAY_ENOMEM : ASSAY_OK;
}
