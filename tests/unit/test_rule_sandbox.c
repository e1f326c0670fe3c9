/*
 * tests/sandbox: each script is a control that tries to get out or to go on for ever. Its first
 * line says what stops it: a limit, an error, one that stops it while it is loaded ("load: ..."),
 * or nothing ("pass"). A state never loses a byte.
 */
#include "base/io.h"
#include "rule/box.h"
#include "rule/rules.h"
#include "test_rule_bench.h"

#define FOLDER "tests/sandbox"
#define HEAD   "-- stopped by: "

static const struct rule_budget budget = {2000000, (size_t)4 << 20, (uint64_t)64 << 20};
static const char world[] =
	"[{\"id\":\"1\",\"things\":[{\"Id\":\"a\",\"On\":true},{\"Id\":\"b\",\"On\":false}]}]";

static struct str first_line(struct str text)
{
	const char *end = memchr(text.ptr, '\n', text.len);
	return (struct str){text.ptr, end ? (size_t)(end - text.ptr) : text.len};
}

/* what stops it; load: whether before it runs */
static struct str expected(const char *path, struct str text, bool *load)
{
	struct str line = first_line(text);
	if (!str_starts(line, STR(HEAD)))
		fail_msg("%s doesn't begin with '%s'", path, HEAD);
	struct str want = {line.ptr + sizeof HEAD - 1, line.len - (sizeof HEAD - 1)};
	*load = str_starts(want, STR("load: "));
	size_t skip = *load ? 6 : str_starts(want, STR("error: ")) ? 7 : 0;
	return (struct str){want.ptr + skip, want.len - skip};
}

static void check_script(struct bench *b, const char *path, struct str want)
{
	bench_world(b, world);
	const struct rule *rule = b->rules->controls.items[0];
	assert_int_equal(
		rules_run(b->rules, &rule->control, &b->world, &b->run, &b->err), ASSAY_OK);
	const struct result *r = b->run.results.items[0];
	const char *message = r->error.message;
	/* an error after findings: the fail stands, and the remark says what stopped it */
	if (str_is(want, "pass") ? r->verdict != ASSAY_PASS
				 : (r->verdict != ASSAY_ERROR && r->verdict != ASSAY_FAIL) ||
					   !str_contains(str_of(message), want))
		fail_msg("%s: %s: %s", path, verdict_name(r->verdict), message);
}

static int run_script(void *payload, const char *path, enum io_kind kind)
{
	struct bench b;
	char *text;
	size_t len;
	bool load;
	if (kind != IO_FILE)
		return 0;
	bench_start(&b, &budget);
	assert_int_equal(io_read_file(&text, &len, path, 1 << 20, &b.err), ASSAY_OK);
	struct str want = expected(path, (struct str){text, len}, &load);
	bench_add(&b, "lib/ouroboros.lua", "return { require 'ouroboros' }");
	int status = rules_add(b.rules, "controls/probe.lua", text, len, &b.err);
	if (status == ASSAY_OK)
		status = rules_load(b.rules, &b.err);
	if (load ? status == ASSAY_OK || !str_contains(str_of(b.err.message), want) : status)
		fail_msg("%s: %s", path, status ? b.err.message : "it loads");
	if (!load)
		check_script(&b, path, want);
	bench_end(&b);
	free(text);
	++*(size_t *)payload;
	return 0;
}

static void test_scripts(void **state)
{
	(void)state;
	struct assay_error err;
	size_t n = 0;
	assert_int_equal(io_walk(FOLDER, 1, run_script, &n, &err), ASSAY_OK);
	assert_true(n >= 28);
}

static int nothing(lua_State *L)
{
	(void)L;
	return 0;
}

/* however little a state may have, it is made and closed without a loss, or not made */
static void test_small_states(void **state)
{
	(void)state;
	struct sources sources = {0};
	struct source source = {.name = STR("controls/x.lua"), .kind = SOURCE_CONTROL};
	struct assay_error err;
	size_t made = 0;
	for (size_t live = 0; live < 40000; live += 97) {
		struct rule_budget small = {1000000, live, UINT64_MAX};
		struct box box;
		int status = box_open(&box, &sources, &source, &small, &err);
		assert_true(status == ASSAY_OK || status == ASSAY_ELIMIT);
		if (status == ASSAY_OK) {
			made++;
			assert_int_equal(box_call(&box, nothing, NULL), END_RETURNED);
		}
		assert_int_equal(box_close(&box), 0);
	}
	assert_true(made > 0);
}

/* the same with any allocation refused: a limit is an error, never a crash */
static void test_refused_allocations(void **state)
{
	(void)state;
	for (uint64_t allocated = 1000; allocated < 120000; allocated += 1009) {
		struct rule_budget small = {1000000, (size_t)16 << 20, allocated};
		struct bench b;
		bench_start(&b, &small);
		bench_add(&b, "controls/test.lua",
			"return control { id = 'test', title = 't', severity = 'low', subject = "
			"'account',\n"
			" reads = { '" THING "' }, check = function(it)\n"
			"  if any(it:all('" THING
			"'), function(t) return string.upper(t.Id) == 'B' end) then\n"
			"    fail(it, nil, '{x}', { x = 'y' }, { counterexample = { z = true } }) "
			"end\n"
			"  pass() end }");
		int status = rules_load(b.rules, &b.err);
		assert_true(status == ASSAY_OK || status == ASSAY_ELIMIT);
		if (status == ASSAY_OK) {
			bench_world(&b, world);
			enum assay_verdict v = bench_run(&b)->verdict;
			assert_true(v == ASSAY_FAIL || v == ASSAY_ERROR);
		}
		bench_end(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scripts),
		cmocka_unit_test(test_small_states),
		cmocka_unit_test(test_refused_allocations),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
