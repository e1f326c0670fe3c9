/*
 * test_accept - days, patterns, what a baseline says of a result, and the exit status of it all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/day.h"
#include "verdict/accept.h"
#include "verdict/setting.h"

static void days(void **state)
{
	static const struct {
		const char *text;
		int64_t day; /* -1: it is none */
	} rows[] = {
		{"1970-01-01", 0},
		{"1970-12-31", 364},
		{"1972-02-29", 789},
		{"2000-02-29", 11016},
		{"2100-03-01", 47541},
		{"2026-12-31", 20818},
		{"9999-12-31", 2932896},
		{"1969-12-31", -1},
		{"2100-02-29", -1},
		{"2026-02-29", -1},
		{"2026-00-01", -1},
		{"2026-13-01", -1},
		{"2026-01-00", -1},
		{"2026-04-31", -1},
		{"2026-1-01", -1},
		{"2026-01-1", -1},
		{"2026-01-011", -1},
		{"+026-01-01", -1},
		{"2026/01/01", -1},
		{" 2026-01-01", -1},
		{"", -1},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		int64_t day = -1;
		char text[DAY_SIZE];
		assert_int_equal(day_parse(str_of(rows[i].text), &day), rows[i].day >= 0);
		assert_int_equal(day, rows[i].day);
		if (day < 0)
			continue;
		day_write(text, day * SECONDS_OF_DAY + SECONDS_OF_DAY - 1);
		assert_string_equal(text, rows[i].text);
	}
	/* every day is read as it is written */
	for (int64_t day = 0; day <= 2932896; day += 7) {
		char text[DAY_SIZE];
		int64_t again;
		day_write(text, day * SECONDS_OF_DAY);
		assert_true(day_parse(str_of(text), &again));
		assert_int_equal(again, day);
	}
}

static void times(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds; /* -1: it is none */
	} rows[] = {
		{"1970-01-01", 0},
		{"1970-01-02T00:00:01Z", 86401},
		{"2026-06-30T23:59:59Z", 1782863999},
		{"2026-06-30T24:00:00Z", -1},
		{"2026-06-30T23:60:00Z", -1},
		{"2026-06-30T23:59:60Z", -1},
		{"2026-06-30T23:59:59", -1},
		{"2026-06-30T23:59:59+00:00", -1},
		{"2026-06-30 23:59:59Z", -1},
		{"2026-06-30T", -1},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		int64_t seconds = -1;
		bool ok = time_parse(str_of(rows[i].text), &seconds);
		assert_int_equal(ok, rows[i].seconds >= 0);
		if (ok)
			assert_int_equal(seconds, rows[i].seconds);
	}
}

/* the meaning of a pattern, letter by letter, without a thought for time */
static bool matches(const char *pattern, const char *text)
{
	if (*pattern == '*')
		return matches(pattern + 1, text) || (*text && matches(pattern, text + 1));
	return *pattern == *text && (!*pattern || matches(pattern + 1, text + 1));
}

static void patterns_mean_what_they_say(void **state)
{
	uint32_t seed = 12345;
	size_t n_yes = 0;
	(void)state;
	for (size_t i = 0; i < 200000; i++) {
		char pattern[8] = "", text[10] = "";
		for (size_t k = 0; k < 17; k++) {
			seed = seed * 1664525 + 1013904223;
			unsigned r = seed >> 24;
			if (k < 7)
				pattern[k] = r < 30 ? '\0' : "ab*"[r % 3];
			else if (k < 16)
				text[k - 7] = r < 20 ? '\0' : "ab"[r % 2];
		}
		bool expected = matches(pattern, text);
		n_yes += expected;
		assert_int_equal(pattern_matches(str_of(pattern), str_of(text)), expected);
	}
	assert_true(n_yes > 10000);
}

/* "a*a*a*...b" over many a: a matcher that goes back would not come to an end */
static void patterns_take_linear_time(void **state)
{
	static char pattern[100001], text[100001];
	(void)state;
	for (size_t i = 0; i < 100000; i++) {
		pattern[i] = "a*"[i % 2];
		text[i] = 'a';
	}
	assert_true(pattern_matches(str_of(pattern), str_of(text)));
	pattern[99999] = 'b';
	assert_false(pattern_matches(str_of(pattern), str_of(text)));
}

#define PRINT "4ca39e44c212aa8b7b862572c6a018d8cc06b05299ed61c0dbff14ae7eb7358c"

/* what the baseline has, what there is now, and what that makes of it */
static void states_of_a_baseline(void **state)
{
	static const struct {
		enum assay_verdict was;
		bool was_waived;
		enum assay_verdict is;
		bool is_waived;
		enum baseline_state state;
	} rows[] = {
		{ASSAY_FAIL, false, ASSAY_FAIL, false, BASELINE_UNCHANGED},
		{ASSAY_FAIL, false, ASSAY_UNKNOWN, false, BASELINE_UPDATED},
		{ASSAY_FAIL, false, ASSAY_PASS, false, BASELINE_UPDATED},
		{ASSAY_UNKNOWN, false, ASSAY_FAIL, false, BASELINE_NEW},
		{ASSAY_UNKNOWN, false, ASSAY_UNKNOWN, false, BASELINE_UNCHANGED},
		{ASSAY_PASS, false, ASSAY_FAIL, false, BASELINE_NEW},
		{ASSAY_PASS, false, ASSAY_UNKNOWN, false, BASELINE_NEW},
		{ASSAY_PASS, false, ASSAY_PASS, false, BASELINE_UNCHANGED},
		{ASSAY_PASS, false, ASSAY_NOT_APPLICABLE, false, BASELINE_UPDATED},
		{ASSAY_NOT_APPLICABLE, false, ASSAY_UNKNOWN, false, BASELINE_NEW},
		{ASSAY_FAIL, true, ASSAY_FAIL, false, BASELINE_NEW},
		{ASSAY_FAIL, true, ASSAY_UNKNOWN, false, BASELINE_NEW},
		{ASSAY_FAIL, true, ASSAY_FAIL, true, BASELINE_UNCHANGED},
		{ASSAY_FAIL, true, ASSAY_PASS, false, BASELINE_UPDATED},
		{ASSAY_FAIL, false, ASSAY_FAIL, true, BASELINE_UNCHANGED},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct arena *a;
		struct baseline_result was = {.verdict = rows[i].was, .waived = rows[i].was_waived};
		struct baseline baseline = {0};
		struct list group = {0};
		const struct baseline_result *found;
		assert_int_equal(arena_new(&a, 0), ASSAY_OK);
		assert_int_equal(list_add(a, &group, &was), ASSAY_OK);
		assert_int_equal(map_set(a, &baseline.groups, STR(PRINT), &group), ASSAY_OK);
		assert_int_equal(baseline_match(&baseline, STR(PRINT), rows[i].is,
					 rows[i].is_waived, &found),
			rows[i].state);
		assert_ptr_equal(found, &was);
		/* it is there once */
		assert_int_equal(baseline_match(&baseline, STR(PRINT), ASSAY_FAIL, false, NULL),
			BASELINE_NEW);
		assert_int_equal(baseline_match(&baseline, STR(PRINT), ASSAY_PASS, false, NULL),
			BASELINE_NONE);
		arena_free(a);
	}
}

/* the table of docs/configuration.md: one result, what is asked, the exit status */
static void exit_statuses(void **state)
{
	static const struct {
		enum assay_verdict verdict;
		enum { OPEN, WAIVED, LAPSED } waiver;
		enum baseline_state baseline;
		bool new_only, accept_unknown;
		enum assay_severity fail_on; /* the control is medium */
		int expected;
	} rows[] = {
		{ASSAY_FAIL, OPEN, BASELINE_NONE, false, false, ASSAY_INFO, 1},
		{ASSAY_FAIL, OPEN, BASELINE_NONE, false, true, ASSAY_MEDIUM, 1},
		{ASSAY_FAIL, OPEN, BASELINE_NONE, false, false, ASSAY_HIGH, 0},
		{ASSAY_FAIL, OPEN, BASELINE_NONE, true, false, ASSAY_INFO, 1},
		{ASSAY_FAIL, OPEN, BASELINE_NEW, true, false, ASSAY_INFO, 1},
		{ASSAY_FAIL, OPEN, BASELINE_UNCHANGED, true, false, ASSAY_INFO, 0},
		{ASSAY_FAIL, OPEN, BASELINE_UNCHANGED, false, false, ASSAY_INFO, 1},
		{ASSAY_FAIL, WAIVED, BASELINE_NEW, true, false, ASSAY_INFO, 0},
		{ASSAY_FAIL, WAIVED, BASELINE_NONE, false, false, ASSAY_INFO, 0},
		{ASSAY_FAIL, LAPSED, BASELINE_NONE, false, false, ASSAY_INFO, 1},
		{ASSAY_UNKNOWN, OPEN, BASELINE_NONE, false, false, ASSAY_INFO, 3},
		{ASSAY_UNKNOWN, OPEN, BASELINE_NONE, false, true, ASSAY_INFO, 0},
		{ASSAY_UNKNOWN, OPEN, BASELINE_NONE, false, false, ASSAY_HIGH, 0},
		{ASSAY_UNKNOWN, OPEN, BASELINE_NEW, true, false, ASSAY_INFO, 3},
		{ASSAY_UNKNOWN, OPEN, BASELINE_UPDATED, true, false, ASSAY_INFO, 0},
		{ASSAY_UNKNOWN, OPEN, BASELINE_UPDATED, false, false, ASSAY_INFO, 3},
		{ASSAY_UNKNOWN, WAIVED, BASELINE_NONE, false, false, ASSAY_INFO, 0},
		{ASSAY_UNKNOWN, LAPSED, BASELINE_NONE, false, false, ASSAY_INFO, 3},
		{ASSAY_ERROR, OPEN, BASELINE_NONE, false, true, ASSAY_CRITICAL, 2},
		{ASSAY_ERROR, WAIVED, BASELINE_UNCHANGED, true, true, ASSAY_CRITICAL, 2},
		{ASSAY_PASS, OPEN, BASELINE_NONE, false, false, ASSAY_INFO, 0},
		{ASSAY_PASS, OPEN, BASELINE_NEW, true, false, ASSAY_INFO, 0},
		{ASSAY_NOT_APPLICABLE, OPEN, BASELINE_NONE, false, false, ASSAY_INFO, 0},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct arena *a;
		struct options options;
		options_init(&options);
		struct control control = {.id = STR("c"), .severity = ASSAY_MEDIUM};
		const struct control *controls[] = {&control};
		struct input input = {.state = INPUT_READ};
		const struct input *inputs[] = {&input};
		struct waiver waiver = {.expired = rows[i].waiver == LAPSED};
		struct result r = {.control = &control,
			.verdict = rows[i].verdict,
			.baseline = rows[i].baseline};
		struct run run = {.controls = controls,
			.n_controls = 1,
			.inputs = inputs,
			.n_inputs = 1,
			.options = &options};
		assert_int_equal(arena_new(&a, 0), ASSAY_OK);
		r.waiver = rows[i].waiver == WAIVED ? &waiver : NULL;
		r.lapsed = rows[i].waiver == LAPSED ? &waiver : NULL;
		options.new_only = rows[i].new_only;
		options.accept_unknown = rows[i].accept_unknown;
		options.fail_on = rows[i].fail_on;
		assert_int_equal(list_add(a, &run.results, &r), ASSAY_OK);
		if (run_exit_status(&run) != rows[i].expected)
			fail_msg("row %zu: exit status %d, not %d", i, run_exit_status(&run),
				rows[i].expected);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days),
		cmocka_unit_test(times),
		cmocka_unit_test(patterns_mean_what_they_say),
		cmocka_unit_test(patterns_take_linear_time),
		cmocka_unit_test(states_of_a_baseline),
		cmocka_unit_test(exit_statuses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
