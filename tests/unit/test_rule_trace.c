/*
 * What a check read, in order: each thing once, with what decided marked, and no secret in it.
 */
#include "test_rule_bench.h"

/* the trace, a line for each reading: "* thing name = value" */
static const char *trace_text(struct bench *b, const struct result *r)
{
	struct str s = STR("");
	for (size_t i = 0; i < r->trace.n; i++) {
		const struct reading *one = r->trace.items[i];
		s = str_printf(b->arena, "%.*s%s%.*s %.*s", STR_ARGS(s), one->decided ? "* " : "",
			STR_ARGS(one->object), STR_ARGS(one->name));
		if (one->kind == READING_VALUE)
			s = str_printf(b->arena, "%.*s = %.*s", STR_ARGS(s), STR_ARGS(one->value));
		else if (one->kind == READING_ABSENT)
			s = str_printf(
				b->arena, "%.*s absent %.*s", STR_ARGS(s), STR_ARGS(one->assumed));
		else if (one->kind == READING_LIST)
			s = str_printf(b->arena, "%.*s: %zu", STR_ARGS(s), one->n);
		s = str_printf(b->arena, "%.*s%s%s\n", STR_ARGS(s), one->why ? " unknown: " : "",
			one->why ? bench_reasons(b, one->why) : "");
	}
	return str_printf(b->arena, "%.*s%s", STR_ARGS(s), r->trace_cut ? "cut\n" : "").ptr;
}

static void check_trace(const char *subject, const char *body, const char *inventory,
	enum assay_verdict verdict, const char *expected)
{
	struct bench b;
	bench_start(&b, NULL);
	b.options.trace = true;
	bench_control(&b, subject, body);
	bench_inventory(&b, inventory);
	const struct result *r = bench_run(&b);
	assert_int_equal(r->verdict, verdict);
	assert_string_equal(trace_text(&b, r), json_from(b.arena, expected));
	bench_end(&b);
}

#define ONE(fields) "[{'id':'1','things':[{'Id':'a'," fields "}]}]"

static void test_fail(void **state)
{
	(void)state;
	check_trace(THING,
		"local n = it.Name\n"
		"if it.Name == 'x' and not it.On then fail(it, 'On', 'off') end pass()",
		ONE("'Name':'x','On':false"), ASSAY_FAIL,
		"a Name = 'x'\n"
		"* a On = false\n");
	/* what is absent is named as its source would call it, with what it counts as */
	check_trace(THING,
		"if not it.On and not it.Name then fail(it, 'Name', 'no name') end pass()",
		ONE("'On':{'$default':false}"), ASSAY_FAIL,
		"a On absent false\n"
		"* a NameCli absent \n");
	/* an evidence that is a whole list */
	check_trace("account",
		"for t in each(it:all('" THING "')) do local x = t.Id end\n"
		"fail(it:all('" THING "'), nil, 'none is right') pass()",
		ONE("'On':true"), ASSAY_FAIL,
		"* 1 things: 1\n"
		"a Id = 'a'\n");
}

/* an evidence that is more than one value */
static void test_whole(void **state)
{
	(void)state;
	check_trace("account",
		"for t in each(it:all('" THING "')) do\n"
		"  if not t.On and t.Count ~= 3 and t.Id == 'b' then fail(t, nil, 'x') end end "
		"pass()",
		"[{'id':'1','things':[{'Id':'a','On':true},{'Id':'b','On':false}]}]", ASSAY_FAIL,
		"1 things: 2\n"
		"a On = true\n"
		"* b On = false\n"
		"* b Count absent \n"
		"* b Id = 'b'\n");
	check_trace(THING,
		"for p in each(it.Parts) do if p.Part == 'y' and not p.Good then fail(p, nil, 'x') "
		"end end local n = it.Name pass()",
		ONE("'Parts':[{'Part':'x'},{'Part':'y'}]"), ASSAY_FAIL,
		"a Parts: 2\n"
		"a Part = 'x'\n"
		"* a Part = 'y'\n"
		"* a Good absent \n"
		"a NameCli absent \n");
}

static void test_unknown(void **state)
{
	(void)state;
	check_trace(THING, "local x, y = it.Id, it.On pass()", ONE("'On':{'$unknown':'not told'}"),
		ASSAY_UNKNOWN,
		"a Id = 'a'\n"
		"* a On unknown: not told\n");
	/* an unknown that decides nothing is read all the same */
	check_trace(THING,
		"if any(it.Words, function(w) return w == 'y' end) then pass() end fail(it, nil, "
		"'x')",
		ONE("'Words':[{'$unknown':'w'},'y','z']"), ASSAY_PASS,
		"a Words: 3\n"
		"a Words unknown: w\n"
		"a Words = 'y'\n");
	/* what only has to be set, and will be */
	check_trace(THING, "if is_set(it, 'Name') then pass() end",
		ONE("'Name':{'$pending':'k.arn'}"), ASSAY_PASS, "a Name unknown: k.arn\n");
	/* the end of a list */
	check_trace("account", "for t in each(it:all('" THING "')) do local x = t.On end pass()",
		"[{'id':'1','things':[{'Id':'a','On':true}],'open':'more'}]", ASSAY_UNKNOWN,
		"* 1 things: 1 unknown: more\n"
		"a On = true\n");
	check_trace(THING, "local x = it.Tags.k pass()", ONE("'Tags':{'j':'1'}"), ASSAY_PASS,
		"a Tags: 1\n"
		"a k absent \n");
	check_trace("region", "local x = it.account.id, it.name pass()",
		"[{'key':'p','why':'no account','regions':['r']}]", ASSAY_UNKNOWN,
		"* p account unknown: no account\n");
}

/* no secret, whether it was read before or after what contains it */
static void test_secrets(void **state)
{
	(void)state;
	check_trace(THING,
		"local a, b, c = it.Name, it.Token, it.Pin\n"
		"for k, v in each(it.Vault.Keys) do local x = v end\n"
		"local d, e = it.Vault.Keys.other, it.Tags[it.Token]\n"
		"fail(it, 'Token', 'x') pass()",
		ONE("'Name':'is CANARY too','Token':'CANARY','Pin':4711,'Tags':{'j':'1'},"
		    "'Vault':{'Keys':{'CANARYKEY':'CANARYVALUE'}}"),
		ASSAY_FAIL,
		"a Name = [redacted]\n"
		"* a Token = [redacted]\n"
		"a Pin = [redacted]\n"
		"a Keys: 1\n"
		"a [redacted] = [redacted]\n"
		"a [redacted] absent \n"
		"a Tags: 1\n"
		"a [redacted] absent \n");
	/* that it is the default is a secret, too */
	check_trace(THING, "local x = it.Token pass()", ONE("'Token':{'$default':'CANARY'}"),
		ASSAY_PASS, "a Token absent \n");
}

static void test_bounds(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	b.options.trace = true;
	b.options.max_trace = 3;
	bench_control(&b, THING,
		"for i = 1, 1000 do local a, x = it.Id, it.On end local n = it.Name pass()");
	bench_inventory(&b, "[{'id':'1','things':[{'Id':'a','On':true},{'Id':'b','On':true}]}]");
	(void)bench_run(&b);
	assert_int_equal(b.run.results.n, 2);
	assert_string_equal(trace_text(&b, b.run.results.items[0]),
		"a Id = \"a\"\na On = true\na NameCli absent \n");
	assert_string_equal(trace_text(&b, b.run.results.items[1]), "cut\n");
	bench_end(&b);
}

/* a long value is cut between characters */
static void test_cut(void **state)
{
	(void)state;
	struct bench b;
	char text[512] = "[{'id':'1','things':[{'Id':'";
	size_t len = strlen(text);
	for (size_t i = 0; i < 150; i++, len += 2)
		memcpy(text + len, "\xc3\xa9", 2);
	memcpy(text + len, "'}]}]", sizeof "'}]}]");
	bench_start(&b, NULL);
	b.options.trace = true;
	bench_control(&b, THING, "local x = it.Id pass()");
	bench_inventory(&b, text);
	const struct result *r = bench_run(&b);
	const struct reading *one = r->trace.items[0];
	assert_int_equal(one->value.len, 199 + 3);
	assert_int_equal(utf8_check(one->value.ptr, one->value.len), one->value.len);
	bench_end(&b);
}

static void test_off(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	bench_control(&b, THING, "local x = it.Id pass()");
	bench_inventory(&b, ONE("'On':true"));
	assert_int_equal(bench_run(&b)->trace.n, 0);
	bench_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fail),
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_secrets),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
