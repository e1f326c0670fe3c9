/*
 * lib_day - days_since: the only use that a rule can make of the day of the run.
 *
 * The day is a setting, so the same inputs and the same day have the same verdicts. Must not read
 * the clock.
 */
#include <lauxlib.h>

#include "base/day.h"
#include "rule/box/stack.h"
#include "rule/host/check_state.h"
#include "rule/host/handle.h"
#include "rule/host/push.h"
#include "rule/host/read.h"
#include "rule/host/unknown.h"
#include "rule/stdlib/lib.h"

/* "2026-12-31", with or without a time behind it: "2026-12-31T08:00:00.000+0000" */
static bool parse(struct str text, int64_t *day)
{
	enum { DATE = 10 };
	bool time = text.len > DATE && (text.ptr[DATE] == 'T' || text.ptr[DATE] == ' ');
	if (text.len != DATE && !time)
		return false;
	return day_parse((struct str){text.ptr, DATE}, day);
}

/* A value of an input that is no date ends the check; a constant of the rule is its error. */
static int64_t day_of(lua_State *L)
{
	int64_t day;
	if (lua_type(L, 1) == LUA_TSTRING) {
		if (!parse(stack_check_str(L, 1), &day))
			rule_error(L, "days_since takes a date: YYYY-MM-DD");
		return day;
	}
	const struct node *object = read_object(L, 1);
	luaL_argcheck(L, object, 1, "a date, or a resource or an object and a field expected");
	const struct field *field = read_field(L, object, stack_check_str(L, 2));
	push_field(L, object, field);
	const struct node *node = read_member(object, field);
	if (lua_isnil(L, -1))
		return INT64_MIN;
	if (lua_type(L, -1) != LUA_TSTRING || !parse(stack_check_str(L, -1), &day))
		unknown_raise(L, unknown_make(L, REASON_AMBIGUOUS, node->at,
					 "%.*s is not a date (YYYY-MM-DD)", STR_ARGS(field->name)));
	return day;
}

static int days_since(lua_State *L)
{
	struct check *check = box_of(L)->check;
	if (!check || !check->result)
		rule_error(L, "days_since can only be called while a check runs");
	lua_settop(L, 2);
	int64_t day = day_of(L);
	if (day == INT64_MIN) {
		lua_pushnil(L);
		return 1;
	}
	if (!check->reads_day || check->today < 0)
		rule_error(L, "the day of the run is unknown. Give --now YYYY-MM-DD (now: in a "
			      "test file)");
	*check->reads_day = true;
	lua_pushinteger(L, (lua_Integer)(check->today / SECONDS_OF_DAY - day));
	return 1;
}

const struct function lib_day[] = {
	{"days_since", days_since, NULL},
	{NULL, NULL, NULL},
};
