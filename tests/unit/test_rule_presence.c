/*
 * is_set: a value, none, one that will come, one that may.
 */
#include "test_rule_bench.h"

struct presence_case {
	const char *what;
	const char *fields; /* of the thing */
	const char *field;
	const char *want; /* "yes", "no", or why it is unknown */
};

static const struct presence_case presence_cases[] = {
	{"a value", "'Name':'x'", "Name", "yes"},
	{"false is a value", "'On':false", "On", "yes"},
	{"a default is what rules read", "'On':{'$default':false}", "On", "yes"},
	{"none", "", "Name", "no"},
	{"unknown", "'Name':{'$unknown':'u'}", "Name", "u"},
	{"pending", "'Name':{'$pending':'k.arn'}", "Name", "yes"},
	{"a secret", "'Token':'s'", "Token", "yes"},
	{"a list", "'Words':['a']", "Words", "yes"},
	{"a list that may hold more", "'Words':{'$open':'o','items':['a']}", "Words", "yes"},
	{"an empty list", "'Words':[]", "Words", "no"},
	{"no list", "", "Words", "no"},
	{"an empty list that may hold more", "'Words':{'$open':'o','items':[]}", "Words", "o"},
	{"a map", "'Tags':{}", "Tags", "no"},
	{"an object", "'Vault':{}", "Vault", "yes"},
	{"no object", "", "Vault", "no"},
};

static const char *said(struct bench *b, const struct result *r)
{
	if (r->verdict == ASSAY_UNKNOWN)
		return bench_reasons(b, r->reasons);
	return r->verdict == ASSAY_PASS             ? "yes"
	       : r->verdict == ASSAY_NOT_APPLICABLE ? "no"
						    : r->error.message;
}

static void test_presence(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(presence_cases); i++) {
		const struct presence_case *c = &presence_cases[i];
		struct bench b;
		bench_start(&b, NULL);
		bench_control(&b, THING,
			str_printf(b.arena, "if is_set(it, '%s') then pass() end not_applicable()",
				c->field)
				.ptr);
		bench_inventory(&b, str_printf(b.arena, "[{'id':'1','things':[{'Id':'a'%s%s}]}]",
					    c->fields[0] ? "," : "", c->fields)
					    .ptr);
		const char *got = said(&b, bench_run(&b));
		if (strcmp(got, c->want) != 0)
			fail_msg("%s: got %s, want %s", c->what, got, c->want);
		bench_end(&b);
	}
}

static const struct result *run(struct bench *b, const char *body, const char *fields)
{
	bench_start(b, NULL);
	bench_control(b, THING, body);
	bench_inventory(
		b, str_printf(b->arena, "[{'id':'1','things':[{'Id':'a',%s}]}]", fields).ptr);
	return bench_run(b);
}

#define PENDING "'Name':{'$pending':'k.arn'}"

/* the verdict says what it takes for granted, once; to read the value is another question */
static void test_note(void **state)
{
	(void)state;
	struct bench b;
	const struct result *r =
		run(&b, "for i = 1, 3 do assert(is_set(it, 'Name')) end pass()", PENDING);
	assert_int_equal(r->verdict, ASSAY_PASS);
	assert_int_equal(r->notes.n, 1);
	const struct evidence *note = r->notes.items[0];
	assert_true(str_contains(note->message.text, STR("known after apply, from k.arn")));
	assert_true(note->resource != NULL);
	bench_end(&b);
	/* and tells no secret, whatever it is made from */
	r = run(&b, "assert(it.Token and is_set(it, 'Name')) pass()", PENDING ",'Token':'k.arn'");
	note = r->notes.items[0];
	assert_false(str_contains(note->message.text, STR("k.arn")));
	bench_end(&b);
	r = run(&b, "if is_set(it, 'Name') and it.Name == 'x' then pass() end fail(it, nil, 'x')",
		PENDING);
	assert_int_equal(r->verdict, ASSAY_UNKNOWN);
	bench_end(&b);
	r = run(&b, "if is_set(it, 'Nam') then pass() end", PENDING);
	assert_int_equal(r->verdict, ASSAY_ERROR);
	bench_end(&b);
	r = run(&b, "if is_set(it.Words, 'x') then pass() end", PENDING);
	assert_int_equal(r->verdict, ASSAY_ERROR);
	bench_end(&b);
}

/* in three values: one that is set decides, one that may be leaves it open */
static void test_kleene(void **state)
{
	(void)state;
	static const char any[] =
		"if any(it:all('" THING "'), function(t) return is_set(t, 'Name') end) then "
		"pass() end not_applicable()";
	static const struct {
		const char *things;
		const char *want;
	} cases[] = {
		{"{'Id':'a','Name':{'$unknown':'u'}},{'Id':'b'," PENDING "}", "yes"},
		{"{'Id':'a','Name':{'$unknown':'u'}},{'Id':'b'}", "u"},
		{"{'Id':'a'},{'Id':'b'}", "no"},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct bench b;
		bench_start(&b, NULL);
		bench_control(&b, "account", any);
		bench_inventory(
			&b, str_printf(b.arena, "[{'id':'1','things':[%s]}]", cases[i].things).ptr);
		assert_string_equal(said(&b, bench_run(&b)), cases[i].want);
		bench_end(&b);
	}
}

/* the law: what holds while it is pending holds for each value that may come */
static void test_law(void **state)
{
	(void)state;
	static const char *const bodies[] = {
		"if is_set(it, 'Name') then pass() end fail(it, 'Name', 'x') pass()",
		"if not is_set(it, 'Name') then pass() end fail(it, 'Name', 'x') pass()",
		"if it.Name then pass() end fail(it, 'Name', 'x') pass()",
		"if is_set(it, 'Name') and it.Name ~= 'x' then pass() end fail(it, nil, 'x') "
		"pass()",
	};
	static const char *const completions[] = {"'Name':'x'", "'Name':'y'"};
	for (size_t i = 0; i < LENGTH_OF(bodies); i++) {
		struct bench b;
		enum assay_verdict pending = run(&b, bodies[i], PENDING)->verdict;
		bench_end(&b);
		for (size_t k = 0; k < LENGTH_OF(completions); k++) {
			enum assay_verdict v = run(&b, bodies[i], completions[k])->verdict;
			assert_true(pending == ASSAY_UNKNOWN || pending == v);
			bench_end(&b);
		}
		enum assay_verdict v = run(&b, bodies[i], "'Name':{'$unknown':'u'}")->verdict;
		assert_int_equal(v, ASSAY_UNKNOWN);
		bench_end(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_presence),
		cmocka_unit_test(test_note),
		cmocka_unit_test(test_kleene),
		cmocka_unit_test(test_law),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
