/*
 * What a fail shows: its place, name and value; what it must not show; and what an error says.
 */
#include "test_rule_bench.h"

struct fail_case {
	const char *what;
	const char *object; /* the only thing of the account, or a plan's */
	const char *body;
	const char *at; /* the text that the place points at; NULL: not looked at */
	const char *name, *value;
	bool absent;
	const char *text;
};

static const struct fail_case fail_cases[] = {
	{"a written scalar", "{'Id':'a','On':false}", "fail(it, 'On', 'off')", "false", "On",
		"false", false, "off"},
	{"a string keeps its quotes", "{'Id':'a','Name':'n'}", "fail(it, 'Name', 'x')", "'n'",
		"Name", "'n'", false, "x"},
	{"an absent field is shown by its container", "{'Id':'a'}", "fail(it, 'Name', 'x')",
		"{'Id':'a'}", "NameCli", "", true, "x"},
	{"as the plan would call it", "{'address':'t.x','values':{'Id':'a'}}",
		"fail(it, 'Name', 'x')", "{'Id':'a'}", "name_tf", "", true, "x"},
	{"one that a plan doesn't say keeps its name", "{'address':'t.x','values':{'Id':'a'}}",
		"fail(it, 'Count', 'x')", "{'Id':'a'}", "Count", "", true, "x"},
	{"a default is absent", "{'Id':'a','On':{'$default':false}}", "fail(it, 'On', 'x')",
		"{'$default':false}", "On", "", true, "x"},
	{"an unknown is absent, and reading it isn't needed", "{'Id':'a','On':{'$unknown':'u'}}",
		"fail(it, 'On', 'x')", "{'$unknown':'u'}", "On", "", true, "x"},
	{"the thing itself", "{'Id':'a'}", "fail(it, nil, 'x')", "{'Id':'a'}", "", "", false, "x"},
	{"a list of scalars", "{'Id':'a','Words':['x','y']}", "fail(it, 'Words', 'x')", "['x','y']",
		"Words", "['x','y']", false, "x"},
	{"a list of objects shows no value", "{'Id':'a','Parts':[{}]}", "fail(it, 'Parts', 'x')",
		"[{}]", "Parts", "", false, "x"},
	{"an element", "{'Id':'a','Parts':[{'Part':'p'}]}",
		"for p in each(it.Parts) do fail(p, 'Part', 'x') end", "'p'", "Part", "'p'", false,
		"x"},
	{"an empty list that stands for an absent one", "{'Id':'a'}", "fail(it.Parts, nil, 'x')",
		"{'Id':'a'}", "", "", true, "x"},
	{"an account", "{'Id':'a'}", "fail(owner(it), nil, 'x')", NULL, "", "", false, "x"},
	{"a collection", "{'Id':'a'}", "fail(owner(it):all('" THING "'), nil, 'x')", "[{'Id':'a'}]",
		"", "", false, "x"},
	{"arguments of each kind", "{'Id':'a'}",
		"fail(it, nil, '{s} {i} {b} {f}', { s = 's', i = 7, b = true, f = 1.5 })", NULL, "",
		"", false, "s 7 true 1.5"},
	{"a value isn't a template", "{'Id':'a'}",
		"fail(it, nil, '{a}{b}', { a = '{b}', b = 'x' })", NULL, "", "", false, "{b}x"},
	{"an argument that is no UTF-8", "{'Id':'a'}",
		"fail(it, nil, '{a}', { a = string.char(0xC3) .. 'x' })", NULL, "", "", false,
		"?x"},
	{"a secret by its field", "{'Id':'a','Token':'hunter2'}",
		"fail(it, 'Token', 'is {t}', { t = it.Token })", "'hunter2'", "Token", "[redacted]",
		false, "is [redacted]"},
	{"a secret that was not read", "{'Id':'a','Token':'hunter2'}", "fail(it, 'Token', 'x')",
		"'hunter2'", "Token", "[redacted]", false, "x"},
	{"a secret that holds nothing", "{'Id':'a','Name':'n','Token':''}",
		"fail(it, 'Name', 'is {n}{t}', { n = it.Name, t = it.Token })", "'n'", "Name",
		"'n'", false, "is n"},
	{"a secret within an argument", "{'Id':'a','Token':'hunter2'}",
		"fail(it, nil, '{t}', { t = 'it is ' .. it.Token .. '.' })", NULL, "", "", false,
		"[redacted]"},
	{"a secret that is put into the text", "{'Id':'a','Token':'hunter2'}",
		"fail(it, nil, 'it is ' .. it.Token)", NULL, "", "", false, "[redacted]"},
	{"a secret number", "{'Id':'a','Pin':4711}", "fail(it, 'Pin', '{p}', { p = it.Pin })",
		"4711", "Pin", "[redacted]", false, "[redacted]"},
	{"inside a secret object", "{'Id':'a','Vault':{'Key':'hunter2'}}",
		"fail(it.Vault, 'Key', '{k}', { k = it.Vault.Key })", "'hunter2'", "Key",
		"[redacted]", false, "[redacted]"},
	{"keys of a secret map", "{'Id':'a','Vault':{'Keys':{'hunter':'2'}}}",
		"for k, v in each(it.Vault.Keys) do fail(it, 'Vault', '{k} {v}', { k = k, v = v }) "
		"end",
		"{'Keys':{'hunter':'2'}}", "Vault", "", false, "[redacted] [redacted]"},
	{"marked by the plan", "{'Id':'a','Name':{'$sensitive':'hunter2'}}",
		"fail(it, 'Name', '{n}', { n = it.Name })", "'hunter2'", "Name", "[redacted]",
		false, "[redacted]"},
	{"a list marked by the plan", "{'Id':'a','Words':{'$sensitive':['hunter2']}}",
		"for w in each(it.Words) do fail(it, 'Words', '{w}', { w = w }) end", "['hunter2']",
		"Words", "", false, "[redacted]"},
	{"a list marked by the plan that was not read",
		"{'Id':'a','Words':{'$sensitive':['hunter2']}}", "fail(it, 'Words', 'x')",
		"['hunter2']", "Words", "", false, "x"},
	{"an element marked by the plan that was not read",
		"{'Id':'a','Words':['w',{'$sensitive':'hunter2'}]}", "fail(it, 'Words', 'x')",
		"['w',{'$sensitive':'hunter2'}]", "Words", "", false, "x"},
	{"a secret label", "{'Id':'a','Name':{'$sensitive':'hunter2'}}",
		"fail(it, nil, '{l}', { l = label(it) })", NULL, "", "", false, "a"},
	{"the same value elsewhere", "{'Id':'a','Name':'my-hunter2','Token':'hunter2'}",
		"assert(it.Token) fail(it, 'Name', 'x')", "'my-hunter2'", "Name", "[redacted]",
		false, "x"},
	{"the same value in other letters",
		"{'Id':'a','Name':'my-h\\u0075nter2','Token':'hunter2'}",
		"assert(it.Token) fail(it, 'Name', 'x')", "'my-h\\u0075nter2'", "Name",
		"[redacted]", false, "x"},
	{"the same value in a list, in other letters",
		"{'Id':'a','Words':['w','hunt\\u0065r2'],'Token':'hunter2'}",
		"assert(it.Token) fail(it, 'Words', 'x')", "['w','hunt\\u0065r2']", "Words",
		"[redacted]", false, "x"},
};

static void same(const char *what, const char *part, struct str got, const char *want)
{
	if (!str_is(got, want))
		fail_msg("%s: %s is '%.*s', want '%s'", what, part, STR_ARGS(got), want);
}

static void run_fail(const struct fail_case *c)
{
	struct bench b;
	bench_start(&b, NULL);
	bench_control(&b, THING, c->body);
	bench_inventory(&b, str_printf(b.arena, "[{'id':'1','things':[%s]}]", c->object).ptr);
	const struct result *r = bench_run(&b);
	if (r->verdict != ASSAY_FAIL)
		fail_msg("%s: %s", c->what, r->error.message);
	const struct evidence *e = r->evidence.items[0];
	if (c->at)
		same(c->what, "the place", cursor_text(e->at), json_from(b.arena, c->at));
	same(c->what, "the name", e->name, c->name);
	same(c->what, "the value", e->value, json_from(b.arena, c->value));
	same(c->what, "the text", e->message.text, c->text);
	if (e->absent != c->absent)
		fail_msg("%s: absent is %d", c->what, e->absent);
	bench_end(&b);
}

static void test_fails(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(fail_cases); i++)
		run_fail(&fail_cases[i]);
}

static void test_long_value(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	bench_control(&b, THING, "fail(it, 'Name', '{n}', { n = it.Name })");
	/* 400 characters of two bytes: cut between two of them */
	char name[801];
	for (size_t i = 0; i < 800; i += 2)
		memcpy(name + i, "\xC3\xA4", 2);
	name[800] = '\0';
	bench_inventory(&b,
		str_printf(b.arena, "[{'id':'1','things':[{'Id':'a','Name':'%s'}]}]", name).ptr);
	const struct evidence *e = bench_run(&b)->evidence.items[0];
	assert_true(e->value.len > 190 && e->value.len <= 203);
	assert_true(str_ends(e->value, STR("...")));
	assert_int_equal(utf8_check(e->value.ptr, e->value.len), e->value.len);
	bench_end(&b);
}

static void test_extra(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	bench_control(&b, THING,
		"fail(it, nil, 'first')\n"
		"fail(it, nil, 'second', nil, { detail = 'd', counterexample = {\n"
		"  region = 'r', readOnly = true, n = 7, who = null, token = it.Token, pin = "
		"it.Pin } })\n"
		"fail(it, nil, 'third', {}, { counterexample = { other = 'x' } })\n"
		"note(it, 'Name', 'noted {a}', { a = 1 })");
	bench_inventory(&b, "[{'id':'1','things':[{'Id':'a','Name':'n','Token':'hunter2',"
			    "'Pin':42}]}]");
	const struct result *r = bench_run(&b);
	assert_int_equal(r->verdict, ASSAY_FAIL);
	assert_int_equal(r->evidence.n, 3);
	assert_int_equal(r->notes.n, 1);
	const struct evidence *second = r->evidence.items[1], *note = r->notes.items[0];
	same("extra", "the detail", second->detail, "d");
	same("extra", "the note", note->message.text, "noted 1");
	assert_int_equal(r->n_counterexample, 6);
	const struct fact *f = r->counterexample;
	same("extra", "fact 0", f[0].name, "n");
	assert_true(f[0].kind == FACT_INT && f[0].integer == 7);
	assert_true(str_is(f[1].name, "pin") && str_is(f[1].text, "[redacted]"));
	assert_true(str_is(f[2].name, "readOnly") && f[2].kind == FACT_BOOL && f[2].truth);
	assert_true(str_is(f[3].name, "region") && str_is(f[3].text, "r"));
	assert_true(str_is(f[4].name, "token") && str_is(f[4].text, "[redacted]"));
	assert_true(str_is(f[5].name, "who") && f[5].kind == FACT_NULL);
	bench_end(&b);
}

struct error_case {
	const char *body;
	size_t line;
	const char *message;
};

/* the body begins in line 5 of its file */
static const struct error_case error_cases[] = {
	{"\nerror('secret text')", 6, "the rule raised an error"},
	{"error('secret text', 0)", 5, "the rule raised an error"},
	{"local function f() error('secret text', 2) end\n\nf()", 7, "the rule raised an error"},
	{"assert(false, 'secret text')", 5, "the rule raised an error"},
	{"assert(nil)", 5, "the rule raised an error"},
	{"\n\nlocal x = nil + 1", 7, "attempt to perform arithmetic on a nil value"},
	{"local x = {} < {}", 5, "attempt to compare two table values"},
	{"nothing()", 5, "attempt to call a nil value (global 'nothing')"},
	{"local x = '1' + 1", 5, "attempt to perform arithmetic on a string value (constant '1')"},
	{"any(it.Words, function(w)\n  return w.x.y\nend)", 6,
		"attempt to index a nil value (field 'x')"},
	{"it.Nope()", 5, "the type Test::Thing declares no field 'Nope'"},
	{"return it[it.Token]", 5, "the type Test::Thing declares no field '[redacted]'"},
	{"local x = it.Token hunter2()", 5, "[redacted]"},
	{"return it[('x'):rep(480) .. it.Token]", 5,
		"the type Test::Thing declares no field '[redacted]'"},
	{"return it[('x'):rep(90)]", 5,
		"the type Test::Thing declares no field '"
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"'"},
	{"fail('x', nil, 'y')", 5,
		"bad argument #1 to 'fail' (a handle expected: what the finding is about)"},
	{"fail(it, 'Nope', 'y')", 5, "the type Test::Thing declares no field 'Nope'"},
	{"fail(owner(it), 'On', 'y')", 5, "an account has no field 'On': pass nil"},
	{"fail(it, nil)", 5, "bad argument #3 to 'fail' (string expected, got nil)"},
	{"fail(it, nil, '')", 5, "the text of a finding has 0 bytes: 1 to 2048 expected"},
	{"fail(it, nil, string.char(0xC3))", 5,
		"bad argument #3 to 'fail' (the text is not valid UTF-8)"},
	{"fail(it, nil, 'x', { a = {} })", 5,
		"the argument 'a' is a table: a string, number or boolean expected"},
	{"fail(it, nil, 'x', { a = it })", 5,
		"the argument 'a' is a handle: a string, number or boolean expected"},
	{"fail(it, nil, 'x', { 'a' })", 5, "the arguments have names: a key is a number"},
	{"fail(it, nil, 'x', nil, { more = 1 })", 5,
		"'more' is not an extra of fail(): the extras are counterexample and detail"},
	{"fail(it, nil, 'x', nil, { counterexample = { a = 1.5 } })", 5,
		"'a' of a counterexample must be a string, an integer, a boolean or null"},
	{"fail(it, nil, 'x', nil, { counterexample = { a = it } })", 5,
		"'a' of a counterexample must be a string, an integer, a boolean or null"},
	{"for w in each({}) do end", 5,
		"bad argument #1 to 'each' (a list or map of the input expected, got table: use "
		"ipairs)"},
	{"for w in pairs(it.Words) do end", 5,
		"bad argument #1 to 'pairs' (table expected, got handle: walk it with each(map))"},
	{"return it.Words[1]", 5,
		"an object, list or map is indexed with a number: fields have names, lists are "
		"walked with "
		"each()"},
	{"return it.Words.x", 5, "a list has no fields: walk it with each(list)"},
	{"x = 1", 5, "the global variable 'x' is assigned: declare it local"},
	{"require 'nope'", 5,
		"there is no library 'nope': a library is a file NAME.lua below lib/"},
	{"any(it.Words)", 5, "bad argument #2 to 'any' (function expected, got no value)"},
	{"at_least(-1, it.Words, function() end)", 5,
		"bad argument #1 to 'at_least' (a number of elements expected)"},
	{"owner(it):all('" THING "', { closed = true })", 5,
		"unknown option of all(): the options are closed_world, known and other_states"},
	{"home(it).nope = 1", 5, "a Region can't be changed"},
	{"return home(it).nope", 5, "a Region has name, account and all(), not 'nope'"},
	{"require 'raises'", 2, "the rule raised an error"},
	{"require 'broken'", 1, "unexpected symbol near '='"},
};

static void run_error(const struct error_case *c)
{
	struct bench b;
	bench_start(&b, NULL);
	bench_add(&b, "lib/raises.lua", "\nerror('secret text')\n");
	bench_add(&b, "lib/broken.lua", "= 1\n");
	bench_control(&b, THING, c->body);
	bench_inventory(&b, "[{'id':'1','regions':['r'],'things':[{'Id':'a','Words':['x'],"
			    "'Token':'hunter2'}]}]");
	const struct result *r = bench_run(&b);
	const struct assay_error *e = &r->error;
	if (r->verdict != ASSAY_ERROR || e->line != c->line || strcmp(e->message, c->message) != 0)
		fail_msg("%s: %d, line %zu: %s", c->body, (int)r->verdict, e->line, e->message);
	assert_non_null(strstr(e->path, ".lua"));
	bench_end(&b);
}

static void test_errors(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(error_cases); i++)
		run_error(&error_cases[i]);
}

/* an error after a fail: the fail stands, and the run is not complete */
static void test_error_after_fail(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, NULL);
	bench_control(&b, THING, "fail(it, nil, 'bad')\nerror('x')");
	bench_inventory(&b, "[{'id':'1','things':[{'Id':'a'}]}]");
	const struct result *r = bench_run(&b);
	assert_int_equal(r->verdict, ASSAY_FAIL);
	assert_int_equal(b.run.remarks.n, 1);
	const struct remark *remark = b.run.remarks.items[0];
	assert_int_equal(remark->level, REMARK_ERROR);
	same("a remark", "its text", remark->text,
		"The check of test for a reported a fail, then ended with an error "
		"(controls/test.lua:6): the rule raised "
		"an "
		"error.");
	bench_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fails),
		cmocka_unit_test(test_long_value),
		cmocka_unit_test(test_extra),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_error_after_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
