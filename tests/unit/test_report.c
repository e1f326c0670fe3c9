/*
 * test_report - each format over runs that are built by hand.
 *
 * The expected bytes are tests/data/report/NAME.FORMAT. With ASSAY_WRITE_EXPECTED set the files are
 * written instead of compared: read the difference before it is kept.
 */
#include "report_scene.h"

#define DATA_FOLDER "tests/data/report/"

static void check(const struct buf *actual, const char *name, const char *format)
{
	char path[256];
	snprintf(path, sizeof path, DATA_FOLDER "%s.%s", name, format);
	assert_int_equal(actual->status, ASSAY_OK);
	check_golden(path, actual->ptr, actual->len);
}

/* what a file of the format is called by */
static const char *suffix_of(const char *format)
{
	static const char *const names[][2] = {{"text", "txt"}, {"junit", "xml"},
		{"markdown", "md"}, {"github", "github"}, {"gitlab", "gitlab.json"}};
	for (size_t i = 0; i < LENGTH_OF(names); i++)
		if (strcmp(format, names[i][0]) == 0)
			return names[i][1];
	return format;
}

/* without what changes with every style or script */
static void cut_between(struct buf *b, const char *from, const char *to)
{
	buf_add(b, "", 1);
	char *begin = strstr(b->ptr, from);
	assert_non_null(begin);
	begin += strlen(from);
	char *end = strstr(begin, to);
	assert_non_null(end);
	memmove(begin, end, (size_t)(b->ptr + b->len - end));
	b->len -= (size_t)(end - begin) + 1;
}

static void cut_constants(struct buf *b)
{
	cut_between(b, "<style>", "</style>");
	cut_between(b, "<script>", "</script>");
	cut_between(b, "style-src 'sha256-", "'");
	cut_between(b, "script-src 'sha256-", "'");
}

static void check_format(struct scene *s, const char *name, const struct format *format)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	struct out out = {append, &b, ASSAY_OK};
	assert_int_equal(format->write(&out, &s->run), ASSAY_OK);
	if (strcmp(format->name, "html") == 0)
		cut_constants(&b);
	if (!str_starts(str_of(format->name), STR("sarif")) && strcmp(format->name, "json") != 0)
		check_lines(&b, strcmp(format->name, "text") == 0);
	check(&b, name, suffix_of(format->name));
	buf_free(&b);
}

/* every format of the table but the coloured one, which is the text's */
static void check_all(struct scene *s, const char *name)
{
	const struct format *format;
	run_sort(&s->run);
	for (size_t i = 0; (format = format_at(i)); i++)
		if (strcmp(format->name, "text-color") != 0)
			check_format(s, name, format);
}

static void check_some(struct scene *s, const char *name, const char *const *formats)
{
	run_sort(&s->run);
	for (; *formats; formats++)
		check_format(s, name, format_named(str_of(*formats)));
}

static void mixed(void **state)
{
	struct scene s;
	(void)state;
	scene_open(&s);
	add_fail(&s);
	add_unknown(&s, 0);
	struct result *pass = add_result(&s, 1, 0, ASSAY_PASS);
	add_evidence(&s, &pass->notes, &s.trail, AT(s.docs[0], "Trail"), NULL, NULL,
		"the bucket is not named here");
	add_remark(&s, REMARK_NOTE, "One file was not recognised.", (struct cursor){0}, NULL);
	add_remark(&s, REMARK_WARNING, "This list stops before its end.",
		AT(s.docs[0], "Selectors"), &s.inputs[0]);
	check_all(&s, "mixed");
	scene_close(&s);
}

static void everything_listed(void **state)
{
	struct scene s;
	(void)state;
	scene_open(&s);
	for (size_t v = 0; v < ASSAY_N_VERDICTS; v++)
		s.options.show[v] = true;
	add_result(&s, 0, 0, ASSAY_NOT_APPLICABLE);
	add_result(&s, 0, 1, ASSAY_FAIL);
	add_result(&s, 1, 0, ASSAY_PASS);
	check_all(&s, "everything");
	scene_close(&s);
}

static void quiet(void **state)
{
	struct scene s;
	(void)state;
	scene_open(&s);
	add_result(&s, 0, 0, ASSAY_PASS);
	add_result(&s, 0, 1, ASSAY_NOT_APPLICABLE);
	s.run.n_controls = 1;
	check_all(&s, "quiet");
	scene_close(&s);
}

static void undecided(void **state)
{
	struct scene s;
	(void)state;
	scene_open(&s);
	struct result *r = add_result(&s, 0, 1, ASSAY_UNKNOWN);
	add_reason(&s, r, REASON_NOT_EXPORTED, "no trail was listed", NULL, (struct cursor){0});
	s.run.n_controls = 1;
	check_all(&s, "undecided");
	scene_close(&s);
}

/* nothing was recognised, a control broke, and every text is as bad as it can be */
static void hostile(void **state)
{
	struct scene s;
	(void)state;
	scene_open(&s);
	s.inputs[3] = (struct input){.uri = STR("a:b/\x1b[31m\xE2\x80\xAE%41 \".json"),
		.state = INPUT_BROKEN,
		.error = &(struct input_error){7, 3, STR("expected a \x1b value")}};
	s.run.n_inputs = 4;
	struct result *error = add_result(&s, 0, 0, ASSAY_ERROR);
	error->error = (struct assay_error){
		ASSAY_ERULE, 12, 0, "controls/aws/x.lua", "attempt to index a nil value"};
	struct result *r = add_result(&s, 1, 0, ASSAY_FAIL);
	r->subject = STR("arn:\x1b]0;x\x07:\xC2\x9B\xE2\x80\xAE\xFF{0}[a](1)");
	result_fingerprint(r);
	add_evidence(&s, &r->evidence, NULL, (struct cursor){0}, "na\nme", "{\n\t\"a\":\r\n 1}\x7F",
		"::error::\nFAIL  x  y {0} [see](1) \xF3\xA0\x81\x81\xC3 ]]>\xEF\xBF\xBE "
		"##vso[task.complete] ## \xE3\x80\x80");
	add_remark(&s, REMARK_ERROR, "Expected a \x1b value.", (struct cursor){0}, &s.inputs[3]);
	check_all(&s, "hostile");
	scene_close(&s);
}

/* a baseline; a fail and an unknown that are accepted, and one whose waiver is over */
static void accepted(void **state)
{
	struct scene s;
	(void)state;
	scene_open(&s);
	add_policy_files(&s);
	s.run.has_baseline = true;
	s.run.now = 1795564800;
	add_fail(&s);
	add_unknown(&s, 0);
	struct result *fail = s.run.results.items[0], *unknown = s.run.results.items[1];
	fail->waiver = add_waiver(&s, "123456789012/us-*", "2026-12-31", false);
	unknown->waiver = add_waiver(&s, "123456789012/eu-west-1", "2026-11-25", false);
	fail->baseline = BASELINE_UNCHANGED;
	unknown->baseline = BASELINE_UPDATED;
	struct result *lapsed = add_result(&s, 1, 0, ASSAY_FAIL);
	lapsed->lapsed = add_waiver(&s, "*", "2026-11-24", true);
	lapsed->baseline = BASELINE_NEW;
	struct result *broke = add_result(&s, 1, 1, ASSAY_ERROR);
	broke->error = (struct assay_error){ASSAY_ELIMIT, 0, 0, "", "a limit was reached"};
	/* what broke can't be waived */
	broke->waiver = fail->waiver;
	add_waiver(&s, "nothing", "tomorrow", true);
	add_absent(&s, "arn:gone", "it was so");
	add_absent(&s, "", "it was so `too`");
	check_all(&s, "accepted");
	scene_close(&s);
}

/* --show waived: what is accepted stands in blocks like the rest, and says so */
static void accepted_is_shown(void **state)
{
	struct scene s;
	(void)state;
	scene_open(&s);
	s.options.show_waived = true;
	s.options.show[ASSAY_FAIL] = false;
	s.controls[0].remediation = STR_NONE;
	add_unknown(&s, 0);
	add_fail(&s);
	for (size_t i = 0; i < s.run.results.n; i++)
		((struct result *)s.run.results.items[i])->waiver =
			add_waiver(&s, "*", "2026-12-31", false);
	s.run.n_controls = 1;
	check_some(&s, "accepted_shown", (const char *const[]){"text", NULL});
	assert_int_equal(run_exit_status(&s.run), 0);
	scene_close(&s);
}

static void add_many(struct scene *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct result *r = add_result(s, 1, 0, i % 9 == 0 ? ASSAY_PASS : ASSAY_FAIL);
		r->subject = str_printf(s->arena, "arn:%03zu", i);
		r->control = &s->controls[i % 5 == 0];
		result_fingerprint(r);
		add_evidence(s, &r->evidence, &s->trail, AT(s->docs[0], "Trail"), "Trail", NULL,
			str_printf(s->arena, "this and that is not as it should be: %zu%c", i, 0)
				.ptr);
	}
}

/* GitHub shows ten annotations of a level: the worst come first, and the tenth counts the rest */
static void more_than_a_step_shows(void **state)
{
	struct scene s;
	(void)state;
	scene_open(&s);
	s.options.show[ASSAY_PASS] = true;
	s.controls[0].remediation = s.controls[1].remediation = STR_NONE;
	add_many(&s, 14);
	check_some(&s, "many", (const char *const[]){"github", NULL});
	scene_close(&s);
}

/* a pull request's comment takes 65,536 characters: what is left out is counted */
static void more_than_a_comment_holds(void **state)
{
	struct scene s;
	struct buf b;
	(void)state;
	scene_open(&s);
	add_many(&s, 900);
	for (size_t i = 0; i < 300; i++) {
		struct result *r = add_result(&s, 0, 0, ASSAY_UNKNOWN);
		r->waiver = add_waiver(&s, "*", "2026-12-31", false);
		add_absent(&s, "arn:gone", "it was so");
	}
	s.run.has_baseline = true;
	run_sort(&s.run);
	buf_init(&b, 1 << 20);
	struct out out = {append, &b, ASSAY_OK};
	assert_int_equal(report_markdown(&out, &s.run), ASSAY_OK);
	assert_in_range(b.len, 50000, 64000);
	buf_add(&b, "", 1);
	assert_non_null(strstr(b.ptr, "800 failed, 100 passed, 300 waived"));
	assert_non_null(
		strstr(b.ptr, " more findings are omitted because a comment has a size limit"));
	assert_non_null(strstr(b.ptr, " more waived results are omitted because"));
	assert_non_null(strstr(b.ptr, " more details are omitted because"));
	assert_non_null(strstr(b.ptr, "0 new, 0 unchanged, 0 updated, 300 absent"));
	buf_free(&b);
	scene_close(&s);
}

static void nothing(void **state)
{
	struct scene s;
	(void)state;
	scene_open(&s);
	s.run.n_controls = s.run.n_inputs = s.run.n_accounts = 0;
	check_all(&s, "nothing");
	scene_close(&s);
}

static void inspect(void **state)
{
	struct scene s;
	struct buf b;
	(void)state;
#define MISSING(line, because, needs, whose, where)                                                \
	{                                                                                          \
		.command = STR(line), .why = STR(because), .permission = STR(needs),               \
		.account = whose, .folder = where                                                  \
	}
	const struct missing missing[] = {
		MISSING("aws cloudtrail describe-trails > 1/us-east-1/describe-trails.json",
			"the trails of 1/us-east-1 were not listed", "cloudtrail:DescribeTrails",
			STR("1"), STR("1/us-east-1")),
		MISSING("aws x y --name a > '1/eu-west-1/$(x).json'", "x was not exported", "x:Y",
			STR("1"), STR("1/eu-west-1")),
		MISSING("aws x z", "z is to be exported by hand", "x:Y", STR("1"), STR_NONE),
		MISSING("aws x y > w.json", "x was not exported", "x:Y", STR("2"), STR("."))};
	const struct missing *list[] = {&missing[0], &missing[1], &missing[2], &missing[3]};
	const struct missing starters[] = {
		MISSING("aws i l > \"$ACCOUNT/l.json\"", "l", "i:L", STR_NONE, STR("$ACCOUNT")),
		MISSING("aws x l > \"$ACCOUNT/$REGION/l.json\"", "l", "x:L", STR_NONE,
			STR("$ACCOUNT/$REGION"))};
	const struct missing *starter[] = {&starters[0], &starters[1]};
	scene_open(&s);
	s.inputs[3] = (struct input){.uri = STR("bad.json"),
		.state = INPUT_BROKEN,
		.error = &(struct input_error){7, 3, STR("expected a value")}};
	s.run.n_inputs = 4;
	assert_int_equal(list_add(s.arena, &s.run.resources, &s.trail), ASSAY_OK);
	assert_int_equal(list_add(s.arena, &s.run.resources, &s.planned), ASSAY_OK);
	buf_init(&b, 1 << 20);
	struct out out = {append, &b, ASSAY_OK};
	assert_int_equal(
		report_inspect(&out, &s.run, list, LENGTH_OF(list), starter, LENGTH_OF(starter)),
		ASSAY_OK);
	check_lines(&b, true);
	check(&b, "inspect", "txt");
	buf_free(&b);
	buf_init(&b, 1 << 20);
	assert_int_equal(report_inspect_list(
				 &out, &s.run, list, LENGTH_OF(list), starter, LENGTH_OF(starter)),
		ASSAY_OK);
	check_lines(&b, true);
	check(&b, "inspect-list", "txt");
	buf_free(&b);
	s.run.n_inputs = s.run.n_accounts = s.run.resources.n = s.run.remarks.n = 0;
	buf_init(&b, 1 << 20);
	assert_int_equal(
		report_inspect(&out, &s.run, NULL, 0, starter, LENGTH_OF(starter)), ASSAY_OK);
	check(&b, "inspect-starter", "txt");
	buf_free(&b);
	scene_close(&s);
}

static void pages(void **state)
{
	struct scene s;
	struct buf b;
	(void)state;
	scene_open(&s);
	buf_init(&b, 1 << 20);
	struct out out = {append, &b, ASSAY_OK};
	assert_int_equal(report_rules(&out, s.chosen, 2), ASSAY_OK);
	check_lines(&b, true);
	check(&b, "rules", "txt");
	buf_free(&b);
	buf_init(&b, 1 << 20);
	assert_int_equal(report_explain(&out, s.chosen[0]), ASSAY_OK);
	check_lines(&b, true);
	check(&b, "explain", "md");
	buf_free(&b);
	scene_close(&s);
}

static void color_is_asked_for(void **state)
{
	struct scene s;
	struct buf b;
	(void)state;
	scene_open(&s);
	add_fail(&s);
	buf_init(&b, 1 << 20);
	struct out out = {append, &b, ASSAY_OK};
	assert_int_equal(report_text(&out, &s.run, true), ASSAY_OK);
	assert_true(str_starts((struct str){b.ptr, b.len}, STR("\033[1;31mFAIL\033[0m  ")));
	buf_free(&b);
	scene_close(&s);
}

static int refuse(void *payload, const char *bytes, size_t len)
{
	size_t *calls = payload;
	(void)bytes;
	(void)len;
	return ++*calls > 3;
}

static void a_failed_write_ends_it(void **state)
{
	struct scene s;
	size_t calls = 0;
	(void)state;
	scene_open(&s);
	add_fail(&s);
	struct out out = {refuse, &calls, ASSAY_OK};
	assert_int_equal(report_sarif(&out, &s.run), ASSAY_EIO);
	assert_int_equal(calls, 4);
	scene_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mixed),
		cmocka_unit_test(everything_listed),
		cmocka_unit_test(quiet),
		cmocka_unit_test(undecided),
		cmocka_unit_test(hostile),
		cmocka_unit_test(accepted),
		cmocka_unit_test(accepted_is_shown),
		cmocka_unit_test(more_than_a_step_shows),
		cmocka_unit_test(more_than_a_comment_holds),
		cmocka_unit_test(nothing),
		cmocka_unit_test(inspect),
		cmocka_unit_test(pages),
		cmocka_unit_test(color_is_asked_for),
		cmocka_unit_test(a_failed_write_ends_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
