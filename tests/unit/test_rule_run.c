/*
 * Subjects and results: each subject has one, none vanishes, and nothing of one reaches the next.
 */
#include "test_rule_bench.h"

struct subjects_case {
	const char *what;
	const char *subject;
	const char *inventory;
	const char *body;
	const char *want; /* "subject=verdict ..." */
};

#define PASS "pass()"

static const struct subjects_case subjects_cases[] = {
	{"each account", "account", "[{'id':'1'},{'id':'2'}]", PASS, "1=pass 2=pass"},
	{"no account", "account", "[]", PASS, ""},
	{"each Region of each account", "region",
		"[{'id':'1','regions':['a','b']},{'id':'2','regions':['a']}]",
		"if it.name == 'b' then not_applicable() end assert(it.account.id) pass()",
		"1/a=pass 1/b=not-applicable 2/a=pass"},
	{"an account without Regions", "region", "[{'id':'1'}]", PASS, ""},
	{"an undecided account is not asked", "region",
		"[{'id':'1','undecided':'errored','regions':['a']}]", "error()", "1/a=unknown"},
	{"nor does it vanish", "region", "[{'id':'1','undecided':'errored'}]", "error()",
		"1=unknown"},
	{"an unresolved Region", "region", "[{'key':'p','regions':[{'$unknown':'u'}]}]",
		"return it.name", "p/=unknown"},
	{"an unknown account id", "account", "[{'key':'p','why':'u'}]", "return it.id",
		"p=unknown"},
	{"each resource", THING, "[{'id':'1','things':[{'Id':'x'},{'Id':'y'}]}]",
		"if it.Id == 'x' then fail(it, nil, 'bad') end pass()", "x=fail y=pass"},
	{"an open list of resources is one unknown more", THING,
		"[{'id':'1','open':'u','things':[{'Id':'x'}]}]", PASS, "x=pass 1=unknown"},
	{"an empty list", THING, "[{'id':'1','things':[]}]", PASS, "1=not-applicable"},
	{"an empty and open list", THING, "[{'id':'1','open':'u','things':[]}]", PASS, "1=unknown"},
	{"resources of an undecided account", THING,
		"[{'id':'1','undecided':'u','things':[{'Id':'x'}]}]", PASS, "x=unknown"},
	{"none in an undecided account", THING, "[{'id':'1','undecided':'u'}]", PASS, "1=unknown"},
	{"a resource of a plan judged apart", THING,
		"[{'key':'plan.json#aws.x','things':[{'address':'t.x','values':{}}]}]",
		"assert(action(it) == 'create') pass()", "plan.json#t.x=pass"},
	{"closed_world ignores other states", "account",
		"[{'id':'1','other_state':'u'},{'id':'2','open':'u'}]",
		"if len(it:all('" THING "', { closed_world = true })) == 0 then pass() end",
		"1=pass 2=unknown"},
	{"closed_world = false ignores nothing", "account", "[{'id':'1','other_state':'u'}]",
		"if len(it:all('" THING "', { closed_world = false })) == 0 then pass() end",
		"1=unknown"},
	{"what one check leaves in a library stays while checks end by themselves", "account",
		"[{'id':'1'},{'id':'2'}]",
		"local m = require 'memory' if it.id == '2' then assert(m.last == '1') end\n"
		"m.last = it.id pass()",
		"1=pass 2=pass"},
	{"not what one left that was cut short", "account",
		"[{'id':'1','open':'u'},{'id':'2'},{'id':'3'}]",
		"local m = require 'memory' assert(not m.half) m.half = true\n"
		"if it.id == '2' then error() end len(it:all('" THING "')) m.half = nil pass()",
		"1=unknown 2=error 3=pass"},
	{"an error is that of one subject", "account", "[{'id':'1'},{'id':'2'}]",
		"if it.id == '1' then while true do end end pass()", "1=error 2=pass"},
	{"parameters can't be handed on", "account", "[{'id':'1'},{'id':'2'}]",
		"assert(params.n == 7) params.n = 8 pass()", "1=pass 2=pass"},
};

static const char *all_results(struct bench *b)
{
	struct str text = STR("");
	for (size_t i = 0; i < b->run.results.n; i++) {
		const struct result *r = b->run.results.items[i];
		text = str_printf(b->arena, "%.*s%s%.*s=%s", STR_ARGS(text), i ? " " : "",
			STR_ARGS(r->subject), verdict_name(r->verdict));
		assert_int_equal(strlen(r->fingerprint), 64);
		assert_int_equal(r->verdict == ASSAY_UNKNOWN, r->reasons != NULL);
		/* a fail may have been followed by an error */
		if (r->verdict != ASSAY_FAIL)
			assert_int_equal(r->verdict == ASSAY_ERROR, r->error.status != ASSAY_OK);
	}
	return text.ptr;
}

static void test_subjects(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(subjects_cases); i++) {
		const struct subjects_case *c = &subjects_cases[i];
		struct rule_budget budget = {2000000, 16 << 20, 256 << 20};
		struct bench b;
		bench_start(&b, &budget);
		bench_add(&b, "lib/memory.lua", "return {}");
		bench_control(&b, c->subject, c->body);
		bench_inventory(&b, c->inventory);
		(void)bench_run(&b);
		const char *got = all_results(&b);
		if (strcmp(got, c->want) != 0)
			fail_msg("%s: got %s, want %s", c->what, got, c->want);
		bench_end(&b);
	}
}

/* the budget is that of one check, not of all */
static void test_budget_for_each_check(void **state)
{
	(void)state;
	struct rule_budget budget = {1000000, 16 << 20, 64 << 20};
	struct bench b;
	bench_start(&b, &budget);
	bench_control(&b, "region", "for i = 1, 400000 do end pass()");
	bench_inventory(&b, "[{'id':'1','regions':['a','b','c','d','e','f']}]");
	(void)bench_run(&b);
	assert_int_equal(b.run.results.n, 6);
	assert_int_equal(run_count(&b.run, ASSAY_PASS), 6);
	bench_end(&b);
}

static void test_findings_limit(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	b.options.max_findings = 3;
	bench_control(&b, "region", "fail(it, nil, 'a') fail(it, nil, 'b')");
	bench_inventory(&b, "[{'id':'1','regions':['a','b','c']}]");
	(void)bench_run(&b);
	assert_string_equal(all_results(&b), "1/a=fail 1/b=fail 1/c=error");
	const struct result *last = b.run.results.items[2];
	assert_string_equal(last->error.message,
		"the limit max_findings of 3 was reached (--max-findings raises it)");
	/* the second fail of b is lost, and the run says so */
	assert_int_equal(b.run.remarks.n, 1);
	bench_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_subjects),
		cmocka_unit_test(test_budget_for_each_check),
		cmocka_unit_test(test_findings_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
