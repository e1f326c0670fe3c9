/*
 * test_inventory_hostile - inputs made to be slow, to flood, or to hide what they leave out.
 *
 * Each of these takes minutes where something is quadratic.
 */
#include "inventory_fixture.h"

#define MANY 50000

static char *repeat(struct bench *b, const char *head, const char *part, const char *tail)
{
	struct buf text;
	buf_init(&text, (size_t)64 << 20);
	buf_text(&text, head);
	for (unsigned i = 0; i < MANY; i++) {
		if (i)
			buf_text(&text, ",");
		for (const char *p = part; *p; p++)
			if (*p == '#')
				buf_printf(&text, "%05u", i);
			else if (*p == '@')
				buf_printf(&text, "%c%c%c%c", 'a' + i % 26, 'a' + i / 26 % 26,
					'a' + i / 676 % 26, 'a' + i / 17576);
			else
				buf_add(&text, p, 1);
	}
	buf_text(&text, tail);
	assert_int_equal(text.status, ASSAY_OK);
	struct str copy = str_copy(b->arena, (struct str){text.ptr, text.len});
	buf_free(&text);
	assert_non_null(copy.ptr);
	return (char *)(uintptr_t)copy.ptr;
}

static void many_trails(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/d.json",
		repeat(b, "{'trailList':[",
			"{'TrailARN':'arn:aws:cloudtrail:us-east-1:123456789012:trail/t#',"
			"'Name':'t'}",
			"]}"));
	add(b, EAST "/get-trail-status.t.json", LOGGING("true"));
	build(b);
	assert_int_equal(in_region(b, EAST, &trail_type)->n, MANY);
	assert_non_null(remark(b, REMARK_WARNING, "cannot be matched"));
	const struct missing *const *missing;
	size_t n;
	assert_int_equal(inventory_missing(b->inventory, &missing, &n, NULL), ASSAY_OK);
	assert_true(n > MANY);
	bench_free(b);
}

static void one_trail_many_times(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/d.json",
		repeat(b, "{'trailList':[", "{'TrailARN':'" T1 "','Name':'t','KmsKeyId':'#'}",
			"]}"));
	build(b);
	const struct collection *c = in_region(b, EAST, &trail_type);
	assert_int_equal(c->n, 1);
	assert_unknown(field(c->items[0], "KMSKeyId"), REASON_CONFLICT, "");
	assert_text(field(c->items[0], "TrailName"), "t");
	bench_free(b);
}

static void made_up_regions(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "d.json",
		repeat(b, "{'trailList':[",
			"{'TrailARN':'arn:aws:cloudtrail:us-@-1:123456789012:trail/t'}", "]}"));
	build(b);
	assert_non_null(remark(b, REMARK_ERROR, "more than 256 Regions"));
	const struct collection *c = in_account(b, "123456789012", &trail_type);
	assert_int_equal(c->n, MANY);
	assert_non_null(c->why_incomplete);
	bench_free(b);
}

static void many_entries_that_open(void **state)
{
	(void)state;
	static const char *const entries[] = {"{'address':'x'}", "7",
		"{'address':'t#','type':'aws_cloudtrail','index_unknown':true}"};
	for (size_t i = 0; i < LENGTH_OF(entries); i++) {
		struct bench *b = bench_new();
		add(b, "plan.json",
			repeat(b, "{'format_version':'1.2','resource_changes':[", entries[i],
				"]}"));
		build(b);
		assert_true(has_reason(in_account(b, "plan.json", &trail_type)->why_incomplete,
			REASON_PLAN_INCOMPLETE, ""));
		bench_free(b);
	}
	struct bench *b = bench_new();
	add(b, "plan.json",
		repeat(b, "{'format_version':'1.2','resource_changes':[],'deferred_changes':[",
			"{'reason':'r'}", "]}"));
	build(b);
	assert_non_null(in_account(b, "plan.json", &function_type)->why_incomplete);
	bench_free(b);
}

/* values may be left out of a redacted plan: what is not there is not known to be absent */
static void redacted(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "plan.json",
		"{'plan_format_version':'1.1','resource_drift':[],'resource_changes':[{"
		"'address':'t','type':'aws_cloudtrail','name':'t','change':{'actions':['create'],"
		"'after':{'name':'t','enable_logging':true,'event_selector':null},"
		"'after_unknown':{}}}]}");
	build(b);
	assert_null(remark(b, REMARK_ERROR, ""));
	const struct resource *t = in_account(b, "plan.json", &trail_type)->items[0];
	assert_bool(field(t, "IsLogging"), true);
	assert_unknown(field(t, "IsMultiRegionTrail"), REASON_AFTER_APPLY, "");
	assert_unknown(field(t, "EventSelectors"), REASON_AFTER_APPLY, "");
	bench_free(b);
}

#define ENTRY(rest, marks)                                                                         \
	"{'address':'aws_cloudtrail.t','type':'aws_cloudtrail','name':'t'," rest                   \
	"'change':{'actions':['create'],'after':{'name':'t','enable_logging':true},"               \
	"'after_sensitive':" marks "}}"
#define ENTRIES(entries) "{'format_version':'1.2','resource_changes':[" entries "]}"

/* marks that Terraform never writes hide what they can't tell, and where there are none, what is
 * absent is not told */
static void odd_marks(void **state)
{
	(void)state;
	static const struct {
		const char *unknown, *sensitive;
		bool hidden, secret;
	} cases[] = {
		{"{}", "{}", false, false},
		{"false", "false", false, false},
		{"'true'", "'true'", true, true},
		{"1", "1", true, true},
		{"[true]", "[true]", true, true},
		{"{'enable_logging':'x'}", "{'enable_logging':'x'}", true, true},
		{"{'enable_logging':{'a':1}}", "{'enable_logging':[1]}", true, true},
		{"{'enable_logging':null}", "{'enable_logging':null}", true, false},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		char marks[200], text[1000];
		snprintf(marks, sizeof marks, "%s,'after_unknown':%s", cases[i].sensitive,
			cases[i].unknown);
		snprintf(text, sizeof text, ENTRIES(ENTRY("", "%s")), marks);
		struct bench *b = bench_new();
		add(b, "plan.json", text);
		build(b);
		const struct resource *t = in_account(b, "plan.json", &trail_type)->items[0];
		const struct node *n = field(t, "IsLogging");
		if ((n->kind == NODE_UNKNOWN) != cases[i].hidden || n->secret != cases[i].secret)
			fail_msg("%zu: kind %d, secret %d", i, (int)n->kind, n->secret);
		bench_free(b);
	}
	struct bench *b = bench_new();
	add(b, "plan.json", ENTRIES(ENTRY("", "{}")));
	build(b);
	const struct resource *t = in_account(b, "plan.json", &trail_type)->items[0];
	assert_bool(field(t, "IsLogging"), true);
	assert_unknown(field(t, "EventSelectors"), REASON_AFTER_APPLY, "");
	bench_free(b);
}

/* two entries of one address, or one that nobody knows what to make of */
static void odd_entries(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "plan.json", ENTRIES(ENTRY("", "{}") "," ENTRY("'mode':'managed',", "{}")));
	build(b);
	assert_non_null(remark(b, REMARK_ERROR, "The plan contains aws_cloudtrail.t twice"));
	bench_free(b);
	b = bench_new();
	add(b, "plan.json", ENTRIES(ENTRY("'mode':'list',", "{}")));
	build(b);
	const struct resource *t = in_account(b, "plan.json", &trail_type)->items[0];
	assert_unknown(field(t, "IsLogging"), REASON_PLAN_INCOMPLETE, "does not know");
	bench_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_trails),
		cmocka_unit_test(one_trail_many_times),
		cmocka_unit_test(made_up_regions),
		cmocka_unit_test(many_entries_that_open),
		cmocka_unit_test(redacted),
		cmocka_unit_test(odd_marks),
		cmocka_unit_test(odd_entries),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
