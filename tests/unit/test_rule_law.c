/*
 * What a check says of unknowns: the tables of three-valued logic, and everything that leaves a
 * check.
 */
#include "test_rule_bench.h"

/* a, b, c: the things' On; u unknown, t true, f false. open: the list may hold more */
struct kleene_case {
	const char *call;
	const char *things; /* one letter for each */
	bool open;
	const char *verdict; /* "yes", "no" or the reasons */
};

static const struct kleene_case kleene_cases[] = {
	{"any", "", false, "no"},
	{"any", "t", false, "yes"},
	{"any", "f", false, "no"},
	{"any", "u", false, "u0"},
	{"any", "ut", false, "yes"},
	{"any", "tu", false, "yes"},
	{"any", "fu", false, "u1"},
	{"any", "ufu", false, "u0; u2"},
	{"any", "", true, "open"},
	{"any", "t", true, "yes"},
	{"any", "fu", true, "u1; open"},
	{"all", "", false, "yes"},
	{"all", "tt", false, "yes"},
	{"all", "tf", false, "no"},
	{"all", "uf", false, "no"},
	{"all", "tu", false, "u1"},
	{"all", "t", true, "open"},
	{"all", "f", true, "no"},
	{"all", "uft", true, "no"},
	{"none", "", false, "yes"},
	{"none", "f", false, "yes"},
	{"none", "t", false, "no"},
	{"none", "ut", false, "no"},
	{"none", "fu", false, "u1"},
	{"none", "f", true, "open"},
	{"none", "t", true, "no"},
	{"at_least 0", "", true, "yes"},
	{"at_least 2", "tt", false, "yes"},
	{"at_least 2", "tf", false, "no"},
	{"at_least 2", "tu", false, "u1"},
	{"at_least 2", "tut", false, "yes"},
	{"at_least 2", "fu", false, "no"},
	{"at_least 2", "f", true, "open"},
	{"at_least 3", "t", true, "open"},
	{"at_least 1", "t", true, "yes"},
	{"at_least 2", "uu", false, "u0; u1"},
	{"at_most 0", "", false, "yes"},
	{"at_most 0", "", true, "open"},
	{"at_most 1", "tt", false, "no"},
	{"at_most 1", "tt", true, "no"},
	{"at_most 1", "tu", false, "u1"},
	{"at_most 1", "fu", false, "yes"},
	{"at_most 2", "tu", false, "yes"},
	{"at_most 5", "t", true, "open"},
	{"at_most 1", "utt", false, "no"},
};

static const char *objects_json(struct bench *b, const struct kleene_case *c)
{
	struct str list = STR("");
	for (size_t i = 0; c->things[i]; i++) {
		const char *on = c->things[i] == 't' ? "true" : "false";
		list = c->things[i] == 'u' ? str_printf(b->arena,
						     "%.*s%s{'Id':'i%zu','On':{'$unknown':'u%zu'}}",
						     STR_ARGS(list), i ? "," : "", i, i)
					   : str_printf(b->arena, "%.*s%s{'Id':'i%zu','On':%s}",
						     STR_ARGS(list), i ? "," : "", i, on);
	}
	return str_printf(b->arena, "[{'id':'1','things':[%.*s]%s}]", STR_ARGS(list),
		c->open ? ",'open':'open'" : "")
		.ptr;
}

static const char *said(struct bench *b, const struct result *r)
{
	switch (r->verdict) {
	case ASSAY_PASS:
		return "yes";
	case ASSAY_NOT_APPLICABLE:
		return "no";
	case ASSAY_UNKNOWN:
		return bench_reasons(b, r->reasons);
	case ASSAY_FAIL:
	case ASSAY_ERROR:
	case ASSAY_N_VERDICTS:
		break;
	}
	return r->error.message;
}

static void run_kleene(const struct kleene_case *c)
{
	struct bench b;
	bench_start(&b, NULL);
	char name[16], number[16] = "";
	assert_true(sscanf(c->call, "%15s %15s", name, number) >= 1);
	bench_control(&b, "account",
		str_printf(b.arena,
			"if %s(%s%s it:all('" THING
			"'), function(t) return t.On end) then pass() end\n"
			"not_applicable()",
			name, number, number[0] ? "," : "")
			.ptr);
	bench_inventory(&b, objects_json(&b, c));
	const char *got = said(&b, bench_run(&b));
	if (strcmp(got, c->verdict) != 0)
		fail_msg("%s(%s%s): got %s, want %s", c->call, c->things, c->open ? "..." : "", got,
			c->verdict);
	bench_end(&b);
}

static void test_kleene(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(kleene_cases); i++)
		run_kleene(&kleene_cases[i]);
}

/* the answers of all completions: bit 0 for no, bit 1 for yes */
static unsigned completions(const char *call, size_t n, char *things, size_t at, size_t more)
{
	if (things[at] == '\0') {
		size_t yes = 0, no = 0;
		for (const char *p = things; *p; p++)
			*p == 't' ? yes++ : no++;
		bool answer = strcmp(call, "any") == 0        ? yes > 0
			      : strcmp(call, "all") == 0      ? no == 0
			      : strcmp(call, "none") == 0     ? yes == 0
			      : strcmp(call, "at_least") == 0 ? yes >= n
							      : yes <= n;
		unsigned answers = answer ? 2 : 1;
		if (more == 0)
			return answers;
		things[at + 1] = '\0';
		things[at] = 't';
		answers |= completions(call, n, things, at + 1, more - 1);
		things[at] = 'f';
		answers |= completions(call, n, things, at + 1, more - 1);
		things[at] = '\0';
		return answers;
	}
	if (things[at] != 'u')
		return completions(call, n, things, at + 1, more);
	things[at] = 't';
	unsigned answers = completions(call, n, things, at + 1, more);
	things[at] = 'f';
	answers |= completions(call, n, things, at + 1, more);
	things[at] = 'u';
	return answers;
}

static void check_law(const char *call, size_t n, const char *things, bool open)
{
	char room[16];
	snprintf(room, sizeof room, "%s", things);
	unsigned answers = completions(call, n, room, 0, open ? 4 : 0);
	struct kleene_case c = {.things = things, .open = open};
	struct bench b;
	bench_start(&b, NULL);
	bool counted = strncmp(call, "at_", 3) == 0;
	bench_control(&b, "account",
		str_printf(b.arena,
			"if %s(%.*s it:all('" THING
			"'), function(t) return t.On end) then pass() end\n"
			"not_applicable()",
			call, counted ? 2 : 0,
			n == 0   ? "0,"
			: n == 1 ? "1,"
			: n == 2 ? "2,"
				 : "3,")
			.ptr);
	bench_inventory(&b, objects_json(&b, &c));
	enum assay_verdict got = bench_run(&b)->verdict;
	enum assay_verdict want = answers == 3   ? ASSAY_UNKNOWN
				  : answers == 2 ? ASSAY_PASS
						 : ASSAY_NOT_APPLICABLE;
	if (got != want)
		fail_msg("%s %zu (%s%s): got %s, want %s", call, n, things, open ? "..." : "",
			verdict_name(got), verdict_name(want));
	bench_end(&b);
}

/* each call over all lists of up to three: the answer is that of all completions, or there are two
 */
static void test_kleene_exhaustively(void **state)
{
	(void)state;
	static const char *const calls[] = {"any", "all", "none", "at_least", "at_most"};
	static const size_t counts[] = {1, 1, 1, 4, 4}, powers[] = {1, 3, 9, 27};
	char things[4];
	for (size_t call = 0; call < LENGTH_OF(calls); call++)
		for (size_t n = 0; n < counts[call]; n++)
			for (size_t len = 0; len <= 3; len++)
				for (size_t i = 0; i < powers[len] * 2; i++) {
					for (size_t k = 0; k < len; k++)
						things[k] = "tfu"[i / 2 / powers[k] % 3];
					things[len] = '\0';
					check_law(calls[call], n, things, i % 2);
				}
}

/* a check of the first thing of a inventory, and what it says */
struct check_case {
	const char *what;
	const char *object;
	const char *body; /* of a control of things */
	const char *want; /* as said() has it; "FAIL" for a fail */
};

#define E10 "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
#define E50 E10 E10 E10 E10 E10

static const struct check_case check_cases[] = {
	{"reading an unknown leaves", "{'Id':'a','On':{'$unknown':'u'}}",
		"local x = it.On == true pass()", "u"},
	{"so does one in an and", "{'Id':'a','On':{'$unknown':'u'}}",
		"if not it.On and false then end pass()", "u"},
	{"an unknown container leaves", "{'Id':'a','Parts':{'$unknown':'u'}}",
		"local x = it.Parts pass()", "u"},
	{"a fail before an unknown stands", "{'Id':'a','On':{'$unknown':'u'}}",
		"fail(it, nil, 'bad') return it.On", "FAIL"},
	{"pass after a fail changes nothing", "{'Id':'a'}", "fail(it, nil, 'bad') pass()", "FAIL"},
	{"not_applicable after a fail neither", "{'Id':'a'}",
		"fail(it, nil, 'bad') not_applicable()", "FAIL"},
	{"an absent scalar is nil", "{'Id':'a'}", "assert(it.Name == nil and it.On == nil) pass()",
		"yes"},
	{"an absent list is an empty one, always the same", "{'Id':'a'}",
		"assert(len(it.Parts) == 0 and it.Parts == it.Parts and it.Words ~= it.Parts)\n"
		"for _ in each(it.Parts) do error() end\n"
		"assert(it.Tags.x == nil) pass()",
		"yes"},
	{"false is false", "{'Id':'a','On':false}", "if it.On then error() end pass()", "yes"},
	{"scalars are plain", "{'Id':'a','Count':7}",
		"assert(it.Count + 1 == 8 and it.Id .. 'x' == 'ax' and type(it.Count) == 'number') "
		"pass()",
		"yes"},
	{"handles are the same each time", "{'Id':'a','Parts':[{'Part':'p'}]}",
		"local t = {} for p in each(it.Parts) do t[p] = 1 end\n"
		"for p in each(it.Parts) do assert(t[p] == 1) end pass()",
		"yes"},
	{"a loop off the end of an open list leaves",
		"{'Id':'a','Words':{'$open':'more','items':['x']}}",
		"local n = 0 for w in each(it.Words) do n = n + 1 end pass()", "more"},
	{"a loop that ends itself doesn't", "{'Id':'a','Words':{'$open':'more','items':['x']}}",
		"for w in each(it.Words) do if w == 'x' then pass() end end error()", "yes"},
	{"len of an open list leaves", "{'Id':'a','Words':{'$open':'more','items':['x']}}",
		"if len(it.Words) >= 1 then pass() end", "more"},
	{"an unknown element leaves where it is reached",
		"{'Id':'a','Words':['x',{'$unknown':'u'},'y']}",
		"local n = 0 for w in each(it.Words) do n = n + 1 if n == 2 then error() end end",
		"u"},
	{"an unknown element is one that any goes past",
		"{'Id':'a','Words':[{'$unknown':'u'},'y']}",
		"if any(it.Words, function(w) return w == 'y' end) then pass() end", "yes"},
	{"a map that may hold more may hold any key",
		"{'Id':'a','Tags':{'$open':'more','items':{'k':'v'}}}",
		"assert(it.Tags.k == 'v') local x = it.Tags.other pass()", "more"},
	{"a map is walked with key and value", "{'Id':'a','Tags':{'k':'v','l':'w'}}",
		"local s = '' for k, v in each(it.Tags) do s = s .. k .. v end\n"
		"assert(s == 'kvlw' and len(it.Tags) == 2)\n"
		"assert(any(it.Tags, function(k, v) return k == 'l' and v == 'w' end)) pass()",
		"yes"},
	{"reasons of nested predicates come together",
		"{'Id':'a','Parts':[{'Good':{'$unknown':'u1'},'Values':['x']},{'Good':false,"
		"'Values':{'$open':'u2','items':[]}}]}",
		"if any(it.Parts, function(p) return p.Good or any(p.Values, function(v) return v "
		"== 'y' end)\n"
		"  end) then pass() end not_applicable()",
		"u1; u2"},
	{"a nested predicate is decided despite an unknown",
		"{'Id':'a','Parts':[{'Good':{'$unknown':'u1'},'Values':['x','y']}]}",
		"if all(it.Parts, function(p) return any(p.Values, function(v)\n"
		"  return v == 'y' or p.Good end) end) then pass() end",
		"yes"},
	{"returning without a result is an error", "{'Id':'a'}", "return true",
		"check returned without a result: call fail(), pass() or not_applicable()"},
	{"an undeclared field is an error", "{'Id':'a'}", "return it.IsOn",
		"the type Test::Thing declares no field 'IsOn'"},
	{"in an object too", "{'Id':'a','Parts':[{}]}",
		"for p in each(it.Parts) do return p.Name end",
		"Parts of the type Test::Thing declares no field 'Name'"},
	{"a rule error passes through any", "{'Id':'a','Words':['x','y']}",
		"if any(it.Words, function(w) return w.x.y end) then end pass()",
		"attempt to index a nil value (field 'x')"},
	{"fail inside a predicate is an error", "{'Id':'a','Words':['x']}",
		"any(it.Words, function(w) fail(it, nil, 'x') end) pass()",
		"fail is called in a predicate, which must have no effects"},
	{"pass inside a predicate is an error", "{'Id':'a','Words':['x']}",
		"any(it.Words, function(w) pass() end)",
		"pass is called in a predicate, which must have no effects"},
	{"note and not_applicable too", "{'Id':'a','Words':['x']}",
		"any(it.Words, function(w) note(it, nil, 'x') end)",
		"note is called in a predicate, which must have no effects"},
	{"after a predicate fail is allowed", "{'Id':'a','Words':['x',{'$unknown':'u'}]}",
		"any(it.Words, function(w) return w == 'x' end) fail(it, nil, 'x')", "FAIL"},
	{"a type that is not read", "{'Id':'a'}", "owner(it):all('Other::Type')",
		"the type 'Other::Type' is not in the control's reads"},
	{"an account's id", "{'Id':'a'}",
		"assert(owner(it).id == '1' and not owner(it).planned and label(it) == 'a') pass()",
		"yes"},
	{"a home Region that can't be told", "{'Id':'a'}", "home(it) pass()",
		"the home Region of the thing a is unknown"},
	{"outside a plan there is no action", "{'Id':'a'}", "assert(action(it) == nil) pass()",
		"yes"},
	{"parameters", "{'Id':'a'}",
		"assert(params.flag == true and params.n == 7 and params.way == 'a') pass()",
		"yes"},
	{"pairs is sorted", "{'Id':'a'}",
		"local s = '' for k, v in pairs({ b = 1, a = 2, [10] = 3, [2] = 4, [2.5] = 5, "
		"[true] = 6,\n"
		"  [-1] = 7, [math.huge] = 8 }) do s = s .. tostring(k) .. '=' .. v .. ' ' end\n"
		"assert(s == '-1=7 2=4 2.5=5 10=3 inf=8 a=2 b=1 true=6 ') pass()",
		"yes"},
	{"sort is stable", "{'Id':'a'}",
		"local t = {} for i = 1, 200 do t[i] = { i % 3, i } end\n"
		"table.sort(t, function(a, b) return a[1] < b[1] end)\n"
		"for i = 2, 200 do assert(t[i - 1][1] < t[i][1] or t[i - 1][2] < t[i][2]) end "
		"pass()",
		"yes"},
	{"library: read", "{'Id':'a','On':{'$unknown':'u'},'Name':'n'}",
		"local l = require 'probe'\n"
		"local v, why = l.read(it, 'On') assert(v == nil and why)\n"
		"local w, none = l.read(it, 'Name') assert(w == 'n' and none == nil)\n"
		"local x, y = l.read(it, 'Count') assert(x == nil and y == nil)\n"
		"l.undecided(why)",
		"u"},
	{"library: try", "{'Id':'a','On':{'$unknown':'u'},'Name':'n'}",
		"local l = require 'probe'\n"
		"local v, why = l.try(function(f) return it[f] end, 'On') assert(v == nil and "
		"why)\n"
		"assert(l.try(function(f) return it[f] end, 'Name') == 'n')\n"
		"l.undecided(why)",
		"u"},
	{"library: try passes errors on", "{'Id':'a'}",
		"require('probe').try(function() return it.Nope end) pass()",
		"the type Test::Thing declares no field 'Nope'"},
	{"library: try lets pass leave", "{'Id':'a'}",
		"require('probe').try(function() pass() end) error()", "yes"},
	{"library: collect",
		"{'Id':'a','Words':{'$open':'more','items':['x',{'$unknown':'u'},'y']}}",
		"local l = require 'probe'\n"
		"local t, why = l.collect(it.Words) assert(#t == 2 and t[1] == 'x' and t[2] == "
		"'y')\n"
		"local p, none = l.collect(it.Parts) assert(#p == 0 and none == nil)\n"
		"l.undecided(why)",
		"u; more"},
	{"library: collect of a map", "{'Id':'a','Tags':{'k':'v','l':{'$unknown':'u'}}}",
		"local t, why = require('probe').collect(it.Tags) assert(t.k == 'v' and t.l == "
		"nil)\n"
		"require('probe').undecided(why)",
		"u"},
	{"library: reasons and bound", "{'Id':'a','On':{'$unknown':'u'}}",
		"local l = require 'probe'\n"
		"local _, why = l.read(it, 'On')\n"
		"assert(l.reasons(nil, nil) == nil and l.reasons(nil, why) == why)\n"
		"l.undecided(l.reasons(why, nil, why, l.bound('the search was given up', 10)))",
		"u; the search was given up (bound: 10)"},
	{"library: ambiguous", "{'Id':'a','On':true}",
		"local l = require 'probe'\n"
		"l.undecided(l.ambiguous(it, 'On', 'what {x} means', { x = 'it' }))",
		"a On: what it means"},
	{"library: a bound tells no secret", "{'Id':'a','Token':'hunter2'}",
		"local l = require 'probe'\n"
		"l.undecided(l.bound('at ' .. it.Token, 10))",
		"[redacted] (bound: 10)"},
	{"library: an ambiguous value is cut between characters", "{'Id':'a','On':true}",
		"local l = require 'probe'\n"
		"l.undecided(l.ambiguous(it, 'On', 'what: {x}', { x = string.rep('\u00e9', 600) "
		"}))",
		"a On: what: " E50 E50 E50 E50 E50 E50 E50 E50 E50 E50 E10 "\u00e9\u00e9..."},
	{"library: loaded once", "{'Id':'a'}", "assert(require 'probe' == require 'probe') pass()",
		"yes"},
};

static const char probe_lib[] = "return { read = read, try = try, collect = collect, reasons "
				"= reasons, bound = bound,\n"
				"  undecided = undecided, ambiguous = ambiguous }\n";

static void run_case(const struct check_case *c)
{
	struct bench b;
	bench_start(&b, NULL);
	assert_int_equal(bench_add(&b, "lib/probe.lua", probe_lib), ASSAY_OK);
	bench_control(&b, THING, c->body);
	bench_inventory(&b, str_printf(b.arena, "[{'id':'1','things':[%s]}]", c->object).ptr);
	const struct result *r = bench_run(&b);
	const char *got = r->verdict == ASSAY_FAIL ? "FAIL" : said(&b, r);
	if (strcmp(got, c->want) != 0)
		fail_msg("%s: got %s, want %s", c->what, got, c->want);
	assert_int_equal(r->verdict == ASSAY_FAIL, r->evidence.n > 0);
	bench_end(&b);
}

static void test_checks(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(check_cases); i++)
		run_case(&check_cases[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kleene),
		cmocka_unit_test(test_kleene_exhaustively),
		cmocka_unit_test(test_checks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
