/*
 * tests/sandbox: each script is a control that tries to escape or to run for ever. Its first line
 * says what stops it: a limit, an error, an error while it is loaded ("load: ..."), or nothing
 * ("pass"). Its second line bounds what it uses until then: thousands of instructions, KiB held,
 * KiB allocated. "@{N:TEXT}@" in a script means N times TEXT. A state never loses a byte.
 *
 * ASSAY_SANDBOX_COSTS names a file to write the second lines to: tests/sandbox-costs.sh.
 */
/* for memmem */
#define _GNU_SOURCE

#include "base/io.h"
#include "rule/box/box.h"
#include "rule/libraries.h"
#include "rule/rules.h"
#include "test_rule_bench.h"

#define FOLDER "tests/sandbox"
#define HEAD   "-- stopped by: "
#define COSTS  "-- at most: "

static const struct rule_budget budget = {2000000, (size_t)4 << 20, (uint64_t)64 << 20};
static const char inventory[] =
	"[{\"id\":\"1\",\"things\":[{\"Id\":\"a\",\"On\":true},{\"Id\":\"b\",\"On\":false}]}]";

static bool complain(const char *path, const char *what, const char *more)
{
	print_error("%s: %s: %s\n", path, what, more);
	return false;
}

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

/* put each "@{N:TEXT}@" out at length; the caller frees it */
static struct str expand(struct str text)
{
	struct buf out;
	buf_init(&out, (size_t)1 << 20);
	while (text.len) {
		const char *open = memmem(text.ptr, text.len, "@{", 2);
		size_t before = open ? (size_t)(open - text.ptr) : text.len;
		buf_add(&out, text.ptr, before);
		if (!open)
			break;
		text = (struct str){open + 2, text.len - before - 2};
		char *part;
		unsigned long n = strtoul(text.ptr, &part, 10);
		const char *close = memmem(text.ptr, text.len, "}@", 2);
		assert_true(n > 0 && *part == ':' && close && close > part);
		for (; n > 0; n--)
			buf_add(&out, part + 1, (size_t)(close - part) - 1);
		text = (struct str){close + 2, text.len - (size_t)(close + 2 - text.ptr)};
	}
	/* what is scanned ends */
	buf_add(&out, "", 1);
	assert_int_equal(out.status, ASSAY_OK);
	return (struct str){out.ptr, out.len - 1};
}

/* a power of two with a quarter to spare: what another release of Lua needs is not much more */
static uint64_t bound_of(uint64_t n)
{
	uint64_t bound = 32;
	while (bound < n + n / 4)
		bound *= 2;
	return bound;
}

static struct rule_cost cost_in_thousands(const struct rules *rules)
{
	struct rule_cost c = rules_cost(rules);
	return (struct rule_cost){c.instructions / 1000, c.live >> 10, c.allocated >> 10};
}

/* the second line of a script against what it took */
static bool check_costs(const struct rules *rules, const char *path, struct str text)
{
	struct rule_cost is = cost_in_thousands(rules);
	unsigned long long instructions = 0, live = 0, allocated = 0;
	size_t head = first_line(text).len + 1;
	struct str line = first_line((struct str){text.ptr + head, text.len - head});
	const char *file = getenv("ASSAY_SANDBOX_COSTS");
	if (file) {
		FILE *out = fopen(file, "a");
		assert_non_null(out);
		fprintf(out,
			"%s\t" COSTS "%llu k instructions, %llu KiB held, %llu KiB allocated\n",
			path, (unsigned long long)bound_of(is.instructions),
			(unsigned long long)bound_of(is.live),
			(unsigned long long)bound_of(is.allocated));
		assert_int_equal(fclose(out), 0);
		return true;
	}
	if (!str_starts(line, STR(COSTS)) ||
		sscanf(line.ptr, COSTS "%llu k instructions, %llu KiB held, %llu KiB allocated",
			&instructions, &live, &allocated) != 3)
		return complain(path, "has no bounds", "sh tests/sandbox-costs.sh writes them");
	if (is.instructions > instructions || is.live > live || is.allocated > allocated) {
		char took[160];
		snprintf(took, sizeof took, "%llu k instructions, %zu KiB held, %llu KiB allocated",
			(unsigned long long)is.instructions, is.live,
			(unsigned long long)is.allocated);
		return complain(path, "costs more than its bounds", took);
	}
	return true;
}

/* whether it was stopped by what it says */
static bool check_script(struct bench *b, const char *path, struct str want)
{
	bench_inventory(b, inventory);
	const struct rule *rule = b->rules->controls.items[0];
	assert_int_equal(
		rules_run(b->rules, &rule->control, &b->inventory, &b->run, &b->err), ASSAY_OK);
	const struct result *r = b->run.results.items[0];
	const char *message = r->error.message;
	/* an error after findings: the fail stands, and the remark says what stopped it */
	if (str_is(want, "pass") ? r->verdict != ASSAY_PASS
				 : (r->verdict != ASSAY_ERROR && r->verdict != ASSAY_FAIL) ||
					   !str_contains(str_of(message), want))
		return complain(path, verdict_name(r->verdict), message);
	return true;
}

struct scripts {
	size_t n, bad;
};

static int run_script(void *payload, const char *path, enum io_kind kind)
{
	struct bench b;
	char *written;
	size_t len;
	bool load;
	if (kind != IO_FILE)
		return 0;
	bench_start(&b, &budget);
	assert_int_equal(io_read_file(&written, &len, path, 1 << 20, &b.err), ASSAY_OK);
	struct str text = expand((struct str){written, len});
	struct str want = expected(path, text, &load);
	bench_add(&b, "lib/empty.lua", "return {}");
	bench_add(&b, "lib/ouroboros.lua", "return { require 'ouroboros' }");
	int status = rules_add(b.rules, "controls/probe.lua", text.ptr, text.len, &b.err);
	if (status == ASSAY_OK)
		status = rules_load(b.rules, &b.err);
	bool good = load ? status != ASSAY_OK && str_contains(str_of(b.err.message), want)
			 : status == ASSAY_OK;
	if (!good)
		complain(path, "loading", status ? b.err.message : "nothing stops it");
	else if (!load)
		good = check_script(&b, path, want);
	struct scripts *scripts = payload;
	scripts->n++;
	scripts->bad += !check_costs(b.rules, path, text) || !good;
	bench_end(&b);
	free(written);
	free((char *)(uintptr_t)text.ptr);
	return 0;
}

static void test_scripts(void **state)
{
	(void)state;
	struct assay_error err;
	struct scripts scripts = {0};
	assert_int_equal(io_walk(FOLDER, 1, run_script, &scripts, &err), ASSAY_OK);
	print_message("%zu scripts, %zu not as they say\n", scripts.n, scripts.bad);
	assert_true(scripts.n >= 230);
	assert_int_equal(scripts.bad, 0);
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
	struct lua_files sources = {0};
	struct lua_file source = {.name = STR("controls/x.lua"), .kind = SOURCE_CONTROL};
	struct assay_error err;
	struct arena *arena;
	size_t made = 0;
	assert_int_equal(arena_new(&arena, 0), ASSAY_OK);
	for (size_t live = 0; live < 40000; live += 97) {
		struct rule_budget small = {1000000, live, UINT64_MAX};
		struct box box;
		int status = box_open(&box, arena, rule_libraries, &sources, &source, &small, &err);
		assert_true(status == ASSAY_OK || status == ASSAY_ELIMIT);
		if (status == ASSAY_OK) {
			made++;
			assert_int_equal(box_call(&box, nothing, NULL), END_RETURNED);
		}
		assert_int_equal(box_close(&box), 0);
	}
	arena_free(arena);
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
			bench_inventory(&b, inventory);
			enum assay_verdict v = bench_run(&b)->verdict;
			assert_true(v == ASSAY_FAIL || v == ASSAY_ERROR);
		}
		bench_end(&b);
	}
}

/* what one subject's check left in the state would make comparing cheap for the next one */
static void test_long_strings_end_a_state(void **state)
{
	(void)state;
	struct bench b;
	bench_start(&b, &budget);
	bench_add(&b, "controls/test.lua",
		"local kept\n"
		"return control { id = 'test', title = 't', severity = 'low', subject = '" THING
		"',\n"
		" reads = { '" THING "' }, check = function(it)\n"
		"  if kept then fail(it, nil, 'the state was kept') end\n"
		"  kept = ('x'):rep(500000)\n"
		"  pass() end }");
	assert_int_equal(rules_load(b.rules, &b.err), ASSAY_OK);
	bench_inventory(&b, inventory);
	assert_int_equal(bench_run(&b)->verdict, ASSAY_PASS);
	assert_int_equal(b.run.results.n, 2);
	assert_int_equal(((const struct result *)b.run.results.items[1])->verdict, ASSAY_PASS);
	bench_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scripts),
		cmocka_unit_test(test_small_states),
		cmocka_unit_test(test_refused_allocations),
		cmocka_unit_test(test_long_strings_end_a_state),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
