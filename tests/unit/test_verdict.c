/*
 * test_verdict - templates, fingerprints, order, counts and the exit status.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "verdict/result.h"
#include "verdict/setting.h"

static struct arena *new_arena(void)
{
	struct arena *a;
	assert_int_equal(arena_new(&a, 0), ASSAY_OK);
	return a;
}

static void assert_str(struct str s, const char *text)
{
	assert_int_equal(s.len, strlen(text));
	assert_memory_equal(s.ptr, text, s.len);
}

static void fill(struct arena *a, const char *template, const char *expected)
{
	const struct argument args[] = {{STR("name"), STR("main")}, {STR("loop"), STR("{name}")},
		{STR("none"), STR_NONE}, {STR("a b"), STR("x")}, {STR("Name_2"), STR("y")}};
	struct message m = {.template = str_of(template), .args = args, .n_args = LENGTH_OF(args)};
	message_fill(a, &m);
	assert_str(m.text, expected);
}

static void message_fills_names(void **state)
{
	struct arena *a = new_arena();
	(void)state;
	fill(a, "trail {name} is not logging", "trail main is not logging");
	fill(a, "{name}{name}", "mainmain");
	fill(a, "[{none}]", "[]");
	fill(a, "{Name_2}", "y");
	fill(a, "", "");
	arena_free(a);
}

static void message_leaves_what_it_does_not_know(void **state)
{
	struct arena *a = new_arena();
	(void)state;
	fill(a, "a {missing} b", "a {missing} b");
	fill(a, "{", "{");
	fill(a, "}{}", "}{}");
	fill(a, "{{name}}", "{main}");
	fill(a, "{ name}", "{ name}");
	fill(a, "{a b} {1} {n-}", "{a b} {1} {n-}");
	fill(a, "{x{name}}{name", "{xmain}{name");
	fill(a, "x {name", "x {name");
	arena_free(a);
}

static void message_reads_no_value_again(void **state)
{
	struct arena *a = new_arena();
	(void)state;
	fill(a, "{loop}", "{name}");
	arena_free(a);
}

static void message_is_bounded(void **state)
{
	struct arena *a = new_arena();
	char *big = arena_alloc(a, 9001);
	(void)state;
	/* a character of two bytes at every odd offset: no cut may split it */
	big[0] = 'x';
	for (size_t i = 1; i < 9001; i += 2)
		memcpy(big + i, "\xC3\xA9", 2);
	const struct argument args[] = {{STR("v"), {big, 9001}}};
	for (size_t shift = 0; shift < 2; shift++) {
		struct message m = {
			.template = shift ? STR("{v}") : STR("-{v}"), .args = args, .n_args = 1};
		message_fill(a, &m);
		assert_in_range(m.text.len, 2040, 2048);
		assert_int_equal(utf8_check(m.text.ptr, m.text.len), m.text.len);
		assert_true(str_ends(m.text, STR("...")));
	}
	arena_free(a);
}

static void digest_is_sha256(void **state)
{
	char hex[65];
	(void)state;
	digest_hex(hex, STR_NONE);
	assert_string_equal(
		hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	digest_hex(hex, STR("abc"));
	assert_string_equal(
		hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void fingerprint(char out[65], struct arena *a, const char *id, const char *subject,
	const char *detail, const char *text)
{
	struct control control = {.id = str_of(id)};
	struct evidence e = {.detail = str_of(detail), .message = {.text = str_of(text)}};
	struct result r = {.control = &control, .subject = str_of(subject)};
	if (detail)
		assert_int_equal(list_add(a, &r.evidence, &e), ASSAY_OK);
	result_fingerprint(&r);
	memcpy(out, r.fingerprint, 65);
}

static void fingerprint_holds_what_it_is_about(void **state)
{
	struct arena *a = new_arena();
	char first[65], other[65];
	(void)state;
	fingerprint(first, a, "id", "subject", "detail", "one text");
	/* printf of the four parts, each behind its length in 8 bytes, through sha256sum */
	assert_string_equal(
		first, "962e85182fc837c6d6705224a53eafb23f0d80b4678d849f832e7715b452ce3a");
	fingerprint(other, a, "id", "subject", "detail", "another text");
	assert_string_equal(first, other);
	fingerprint(other, a, "ids", "ubject", "detail", "one text");
	assert_string_not_equal(first, other);
	fingerprint(other, a, "id", "subject", NULL, NULL);
	assert_string_not_equal(first, other);
	arena_free(a);
}

/* a run with one control, one read input and the verdicts given */
struct small {
	struct options options;
	struct control controls[2];
	const struct control *chosen[2];
	struct input input;
	const struct input *inputs[1];
	struct result results[4];
	struct run run;
};

static void small_run(
	struct small *s, struct arena *a, const enum assay_verdict *verdicts, size_t n)
{
	*s = (struct small){0};
	options_init(&s->options);
	s->controls[0] = (struct control){.id = STR("b"), .severity = ASSAY_MEDIUM};
	s->chosen[0] = &s->controls[0];
	s->input.state = INPUT_READ;
	s->inputs[0] = &s->input;
	s->run = (struct run){.controls = s->chosen,
		.n_controls = 1,
		.inputs = s->inputs,
		.n_inputs = 1,
		.options = &s->options,
		.arena = a};
	for (size_t i = 0; i < n; i++) {
		s->results[i] = (struct result){
			.control = &s->controls[0], .subject = STR("s"), .verdict = verdicts[i]};
		assert_int_equal(list_add(a, &s->run.results, &s->results[i]), ASSAY_OK);
	}
}

static void exit_status_of_verdicts(void **state)
{
	static const struct {
		enum assay_verdict verdicts[3];
		size_t n;
		enum assay_severity fail_on;
		bool accept;
		int expected;
	} rows[] = {
		{{ASSAY_PASS, ASSAY_NOT_APPLICABLE}, 2, ASSAY_INFO, false, 0},
		{{ASSAY_PASS, ASSAY_UNKNOWN}, 2, ASSAY_INFO, false, 3},
		{{ASSAY_PASS, ASSAY_UNKNOWN}, 2, ASSAY_INFO, true, 0},
		{{ASSAY_UNKNOWN, ASSAY_FAIL}, 2, ASSAY_INFO, false, 1},
		{{ASSAY_UNKNOWN, ASSAY_FAIL}, 2, ASSAY_MEDIUM, true, 1},
		{{ASSAY_UNKNOWN, ASSAY_FAIL}, 2, ASSAY_HIGH, false, 0},
		{{ASSAY_ERROR, ASSAY_FAIL}, 2, ASSAY_CRITICAL, true, 2},
		{{ASSAY_ERROR}, 1, ASSAY_CRITICAL, true, 2},
		/* a control that judged nothing is no pass */
		{{ASSAY_PASS}, 0, ASSAY_INFO, false, 2},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(rows); i++) {
		struct arena *a = new_arena();
		struct small s;
		small_run(&s, a, rows[i].verdicts, rows[i].n);
		s.options.fail_on = rows[i].fail_on;
		s.options.accept_unknown = rows[i].accept;
		assert_int_equal(run_exit_status(&s.run), rows[i].expected);
		arena_free(a);
	}
}

static void exit_status_of_an_incomplete_run(void **state)
{
	struct arena *a = new_arena();
	struct small s;
	struct remark remark = {.level = REMARK_WARNING};
	const enum assay_verdict pass = ASSAY_PASS;
	(void)state;
	small_run(&s, a, &pass, 1);
	assert_int_equal(list_add(a, &s.run.remarks, &remark), ASSAY_OK);
	assert_int_equal(run_exit_status(&s.run), 0);
	remark.level = REMARK_ERROR;
	assert_int_equal(run_exit_status(&s.run), 2);
	remark.level = REMARK_NOTE;
	s.run.n_controls = 0;
	assert_int_equal(run_exit_status(&s.run), 2);
	s.run.n_controls = 1;
	s.run.n_inputs = 0;
	assert_int_equal(run_exit_status(&s.run), 2);
	s.run.n_inputs = 1;
	s.input.state = INPUT_NOT_RECOGNISED;
	assert_int_equal(run_exit_status(&s.run), 2);
	arena_free(a);
}

static void exit_status_of_lost_inputs(void **state)
{
	struct arena *a = new_arena();
	struct small s;
	struct input lost = {.state = INPUT_BROKEN};
	const enum assay_verdict pass = ASSAY_PASS;
	(void)state;
	small_run(&s, a, &pass, 1);
	const struct input *inputs[] = {&s.input, &lost};
	s.run.inputs = inputs;
	s.run.n_inputs = 2;
	assert_int_equal(run_exit_status(&s.run), 2);
	lost.state = INPUT_NOT_RECOGNISED;
	assert_int_equal(run_exit_status(&s.run), 0);
	lost.named = true;
	assert_int_equal(run_exit_status(&s.run), 2);
	arena_free(a);
}

static void results_are_sorted_and_counted(void **state)
{
	struct arena *a = new_arena();
	struct small s;
	const enum assay_verdict verdicts[] = {ASSAY_FAIL, ASSAY_PASS, ASSAY_FAIL};
	(void)state;
	small_run(&s, a, verdicts, 3);
	s.controls[1] = (struct control){.id = STR("a")};
	s.results[0].subject = STR("z");
	s.results[1].subject = STR("zz");
	s.results[2].control = &s.controls[1];
	s.results[2].subject = STR("y");
	run_sort(&s.run);
	assert_ptr_equal(s.run.results.items[0], &s.results[2]);
	assert_ptr_equal(s.run.results.items[1], &s.results[0]);
	assert_ptr_equal(s.run.results.items[2], &s.results[1]);
	assert_int_equal(strlen(s.results[0].fingerprint), 64);
	assert_int_equal(run_count(&s.run, ASSAY_FAIL), 2);
	assert_int_equal(run_count(&s.run, ASSAY_PASS), 1);
	assert_int_equal(run_count(&s.run, ASSAY_UNKNOWN), 0);
	arena_free(a);
}

static void names(void **state)
{
	(void)state;
	assert_string_equal(verdict_name(ASSAY_FAIL), "fail");
	assert_string_equal(verdict_name(ASSAY_NOT_APPLICABLE), "not-applicable");
	assert_string_equal(severity_name(ASSAY_INFO), "info");
	assert_string_equal(severity_name(ASSAY_CRITICAL), "critical");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(message_fills_names),
		cmocka_unit_test(message_leaves_what_it_does_not_know),
		cmocka_unit_test(message_reads_no_value_again),
		cmocka_unit_test(message_is_bounded),
		cmocka_unit_test(digest_is_sha256),
		cmocka_unit_test(fingerprint_holds_what_it_is_about),
		cmocka_unit_test(exit_status_of_verdicts),
		cmocka_unit_test(exit_status_of_an_incomplete_run),
		cmocka_unit_test(exit_status_of_lost_inputs),
		cmocka_unit_test(results_are_sorted_and_counted),
		cmocka_unit_test(names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
