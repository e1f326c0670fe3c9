/*
 * test_sarif - what the two SARIF profiles make of waivers, a baseline, secrets and too much of
 * everything.
 *
 * The expected bytes are tests/data/report/audit.*; see test_report.c. tests/sarif_lint.py reads
 * them, too.
 */
#include "report_scene.h"

#define SARIF_LOG_MAX 10000000

static struct str write_log(struct scene *s, struct buf *b, bool audit)
{
	struct out out = {append, b, ASSAY_OK};
	buf_init(b, (size_t)64 << 20);
	run_sort(&s->run);
	assert_int_equal(
		audit ? report_sarif_audit(&out, &s->run) : report_sarif(&out, &s->run), ASSAY_OK);
	assert_int_equal(b->status, ASSAY_OK);
	return (struct str){b->ptr, b->len};
}

static size_t count(struct str text, const char *part)
{
	size_t n = 0, len = strlen(part);
	for (size_t i = 0; i + len <= text.len; i++)
		n += memcmp(text.ptr + i, part, len) == 0;
	return n;
}

static bool has(struct str text, const char *part)
{
	return str_contains(text, str_of(part));
}

static void check_json(struct str text)
{
	const struct doc_limits limits = {(size_t)64 << 20, 64, 1 << 20, 1 << 20};
	struct assay_error err;
	struct doc *doc;
	assert_int_equal(doc_open(&doc, "log", text.ptr, text.len, &limits, &err), ASSAY_OK);
	doc_free(doc);
}

static void add_gone(struct scene *s, const char *control, const char *uri, size_t line)
{
	add_absent(s, "123456789012/sa-east-1", "What was there before.");
	struct baseline_result *b = s->run.absent.items[s->run.absent.n - 1];
	b->control = str_of(control);
	b->uri = str_of(uri);
	b->place = (struct place){line, 1, line, 9};
	b->verdict = s->run.absent.n % 2 ? ASSAY_FAIL : ASSAY_UNKNOWN;
}

static void add_history(struct scene *s)
{
	static const enum baseline_state states[] = {
		BASELINE_UNCHANGED, BASELINE_UPDATED, BASELINE_NEW, BASELINE_UNCHANGED};
	s->run.has_baseline = true;
	for (size_t i = 0; i < s->run.results.n; i++)
		((struct result *)s->run.results.items[i])->baseline = states[i % 4];
	add_gone(s, "aws-cloudtrail-lambda", "exports/old%20one.json", 7);
	add_gone(s, "gone-control", "/etc/passwd", 0);
	add_gone(s, "CT1", "https://example.com/x{}.json", 2);
	add_policy_files(s);
	add_remark(
		s, REMARK_WARNING, "This waiver is used by no result.", doc_root(s->docs[2]), NULL);
	static struct rule_file files[] = {{TEXT("controls/aws/x.lua"), TEXT("return 1\n"), true},
		{TEXT("pack/lib/y.lua"), TEXT("return 2\n"), false},
		{TEXT("pack/lib/y.lua"), TEXT("return 2\n"), false}};
	for (size_t i = 0; i < LENGTH_OF(files); i++)
		assert_int_equal(list_add(s->arena, &s->run.rule_files, &files[i]), ASSAY_OK);
	s->run.guarded = (struct guarded){.asked = true,
		.filesystem = true,
		.syscalls = true,
		.lacks = STR("no rlimits here")};
	s->run.now = 1764028800;
}

static void waivers_and_a_baseline(void **state)
{
	struct scene s;
	struct buf b;
	(void)state;
	scene_open(&s);
	add_fail(&s);
	add_unknown(&s, 0);
	add_result(&s, 1, 0, ASSAY_PASS);
	add_result(&s, 0, 0, ASSAY_NOT_APPLICABLE);
	struct result *accepted = s.run.results.items[0], *lapsed = s.run.results.items[1];
	accepted->waiver = add_waiver(&s, "*", "2026-12-31", false);
	lapsed->lapsed = add_waiver(&s, "*", "2026-01-31", true);
	add_history(&s);
	struct str audit = write_log(&s, &b, true);
	check_golden("tests/data/report/audit.sarif-audit", audit.ptr, audit.len);
	buf_free(&b);
	struct str plain = write_log(&s, &b, false);
	check_golden("tests/data/report/audit.sarif", plain.ptr, plain.len);
	assert_false(has(plain, "records its own Region only"));
	assert_true(has(plain, "Omitted from this log: results that a waiver accepts (1)."));
	assert_false(has(plain, "absent"));
	buf_free(&b);
	scene_close(&s);
}

/* an error is never accepted, and a waiver that is over accepts nothing */
static void only_what_may_be_is_accepted(void **state)
{
	struct scene s;
	struct buf b;
	(void)state;
	scene_open(&s);
	struct result *fail = add_result(&s, 0, 0, ASSAY_FAIL);
	struct result *error = add_result(&s, 0, 1, ASSAY_ERROR);
	struct result *pass = add_result(&s, 1, 0, ASSAY_PASS);
	fail->waiver = add_waiver(&s, "*", "2026-01-31", true);
	error->waiver = pass->waiver = add_waiver(&s, "*", "2026-12-31", false);
	struct str text = write_log(&s, &b, true);
	assert_int_equal(count(text, "\"suppressions\": []"), 2);
	assert_int_equal(count(text, "\"justification\""), 0);
	assert_true(has(text, "\"waived\": 0"));
	buf_free(&b);
	text = write_log(&s, &b, false);
	assert_int_equal(count(text, "\"kind\": \"fail\""), 1);
	assert_true(has(text, "\"assay-control-broke\",\n                \"index\": 0"));
	buf_free(&b);
	scene_close(&s);
}

static void an_excerpt_is_what_may_be_shown(void **state)
{
	struct scene s;
	struct buf b;
	(void)state;
	scene_open(&s);
	struct result *r = add_result(&s, 0, 0, ASSAY_FAIL);
	struct cursor trail = AT(s.docs[0], "Trail"), name = AT(s.docs[0], "Trail", "Name");
	struct cursor arn = AT(s.docs[0], "Trail", "TrailARN");
	add_evidence(&s, &r->evidence, &s.trail, name, "Name", "[redacted]", "a secret");
	add_evidence(&s, &r->evidence, &s.trail, arn, "TrailARN", "\"arn:aws:cloudt...", "cut");
	add_evidence(&s, &r->evidence, &s.trail, trail, "KmsKeyId", NULL, "absent");
	struct str text = write_log(&s, &b, true);
	assert_int_equal(count(text, "\"snippet\""), 2);
	assert_true(has(text, "\"text\": \"[redacted]\""));
	assert_true(has(text, "\"text\": \"    \\\"Name\\\": [redacted]\""));
	assert_false(has(text, "\"TrailARN\\\": "));
	buf_free(&b);
	scene_close(&s);
}

static void more_than_consumers_take(void **state)
{
	struct scene s;
	struct buf b;
	(void)state;
	scene_open(&s);
	for (size_t i = 0; i < 12000; i++) {
		enum assay_verdict verdict = i < 4000 ? ASSAY_FAIL : ASSAY_UNKNOWN;
		struct result *r = add_result(&s, i % 2, 0, verdict);
		r->subject = str_printf(s.arena, "123456789012/%zu", i);
		result_fingerprint(r);
		add_evidence(&s, &r->notes, &s.trail, AT(s.docs[0], "Trail"), NULL, NULL, "noted");
	}
	struct str text = write_log(&s, &b, false);
	check_json(text);
	assert_in_range(text.len, 8000000, SARIF_LOG_MAX);
	assert_int_equal(count(text, "\"kind\":\"fail\""), 4000);
	size_t open = count(text, "\"kind\":\"open\"");
	assert_in_range(open, 1, 7999);
	struct str left = str_printf(s.arena,
		"Omitted from this log: the least severe of 12000 results (%zu)", 8000 - open);
	assert_true(has(text, left.ptr));
	buf_free(&b);
	text = write_log(&s, &b, true);
	assert_int_equal(count(text, "\"kind\": \"open\""), 8000);
	assert_false(has(text, "Omitted from"));
	buf_free(&b);
	scene_close(&s);
}

static void huge_and_hostile_texts(void **state)
{
	struct scene s;
	struct buf b;
	(void)state;
	scene_open(&s);
	size_t size = (size_t)1 << 20;
	char *text = arena_alloc(s.arena, size + 1);
	assert_non_null(text);
	for (size_t i = 0; i < size; i++)
		text[i] = "{}[](1)\x1b\xff\xe2\x80\xae\x01 \"\\"[i % 14];
	struct str huge = {text, size};
	struct result *r = add_result(&s, 0, 0, ASSAY_UNKNOWN);
	r->subject = huge;
	result_fingerprint(r);
	for (size_t i = 0; i < 300; i++)
		add_reason(&s, r, REASON_AFTER_APPLY, text, text, AT(s.docs[0], "Trail"));
	r = add_result(&s, 0, 1, ASSAY_FAIL);
	for (size_t i = 0; i < 300; i++)
		add_evidence(&s, &r->evidence, NULL, AT(s.docs[0], "Trail"), text, NULL, text);
	add_remark(&s, REMARK_ERROR, text, (struct cursor){0}, NULL);
	struct waiver *w = add_waiver(&s, "*", "2026-12-31", false);
	w->reason = w->owner = w->ticket = huge;
	r->waiver = w;
	s.controls[1].title = s.controls[1].description = huge;
	for (int audit = 0; audit < 2; audit++) {
		struct str log = write_log(&s, &b, audit);
		check_json(log);
		assert_true(log.len < SARIF_LOG_MAX);
		assert_true(has(log, "Cut to the length that consumers accept: texts ("));
		buf_free(&b);
	}
	scene_close(&s);
}

static void days_are_told(void **state)
{
	static const struct {
		int64_t now;
		const char *text;
	} days[] = {{0, "1970-01-01T00:00:00Z"}, {951868799, "2000-02-29T23:59:59Z"},
		{4102444800, "2100-01-01T00:00:00Z"}, {253402300799, "9999-12-31T23:59:59Z"}};
	struct scene s;
	struct buf b;
	(void)state;
	scene_open(&s);
	for (size_t i = 0; i < LENGTH_OF(days); i++) {
		s.run.now = days[i].now;
		assert_true(has(write_log(&s, &b, true), days[i].text));
		buf_free(&b);
	}
	s.run.now = -1;
	assert_false(has(write_log(&s, &b, true), "expiryJudgedUtc"));
	buf_free(&b);
	s.run.now = INT64_MAX;
	assert_false(has(write_log(&s, &b, true), "expiryJudgedUtc"));
	buf_free(&b);
	scene_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waivers_and_a_baseline),
		cmocka_unit_test(only_what_may_be_is_accepted),
		cmocka_unit_test(an_excerpt_is_what_may_be_shown),
		cmocka_unit_test(more_than_consumers_take),
		cmocka_unit_test(huge_and_hostile_texts),
		cmocka_unit_test(days_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
