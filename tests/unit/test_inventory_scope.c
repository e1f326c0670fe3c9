/*
 * test_inventory_scope - which account and Region was asked, what an anonymous export is bound
 * to, how inputs and ARNs are named.
 */
#include "inventory_fixture.h"

static void arns(void **state)
{
	(void)state;
	struct arn a;
	assert_true(arn_parse(
		&a, STR("arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f:1")));
	assert_true(str_is(a.partition, "aws-us-gov"));
	assert_true(str_is(a.region, "us-gov-west-1"));
	assert_true(str_is(a.account, "123456789012"));
	assert_true(str_is(a.resource, "function:f:1"));
	assert_true(arn_parse(&a, STR("arn:aws:s3:::bucket")));
	assert_int_equal(a.account.len, 0);
	static const char *const none[] = {"", "arn", "arn:aws:lambda",
		"arn:aws:lambda:r:a:", "arn::lambda:r:a:x", "urn:aws:lambda:r:a:x",
		"arn:aws::r:a:x", "arn:aws:l:r:a"};
	for (size_t i = 0; i < LENGTH_OF(none); i++)
		assert_false(arn_parse(&a, str_of(none[i])));
	assert_false(arn_parse(&a, STR_NONE));
}

static void reasons_have_no_repeats(void **state)
{
	(void)state;
	struct arena *a;
	assert_int_equal(arena_new(&a, 0), ASSAY_OK);
	struct reason two = {.code = REASON_CONFLICT, .what = STR("two")};
	struct reason one = {.code = REASON_CONFLICT, .what = STR("one"), .next = &two};
	struct reason again = {.code = REASON_CONFLICT, .what = STR("two")};
	struct reason other = {.code = REASON_LIMIT, .what = STR("two"), .next = &again};
	const struct reason *list = NULL;
	reasons_add(a, &list, &one);
	reasons_add(a, &list, &other);
	assert_true(str_is(list->what, "one") && str_is(list->next->what, "two"));
	assert_int_equal(list->next->next->code, REASON_LIMIT);
	assert_null(list->next->next->next);
	assert_null(two.next);
	arena_free(a);
}

static const struct input *input_named(const struct bench *b, const char *name)
{
	size_t n;
	const struct input *const *all = inventory_inputs(b->inventory, &n);
	for (size_t i = 0; i < n; i++)
		if (str_is(all[i]->name, name))
			return all[i];
	fail_msg("no input %s", name);
	return NULL;
}

static const struct input *input_of(const struct bench *b, size_t i)
{
	size_t n;
	const struct input *const *all = inventory_inputs(b->inventory, &n);
	assert_true(i < n);
	return all[i];
}

static void uris(void **state)
{
	(void)state;
	static const struct {
		const char *name, *uri;
	} cases[] = {
		{"./a/b.json", "a/b.json"},
		{"/home/me/one/x/plan.json", "one/x/plan.json"},
		{"/home/me/two/x/plan.json", "two/x/plan.json"},
		{"../up/other.json", "other.json"},
		{"/srv/c/d.json", "d.json"},
		{"a/../b.json", "b.json"},
		{"-", "stdin.json"},
	};
	struct bench *b = bench_new();
	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		add(b, cases[i].name, TRAILS(""));
	build(b);
	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		assert_true(str_is(input_named(b, cases[i].name)->uri, cases[i].uri));
	bench_free(b);
}

static void told_by_the_path(void **state)
{
	(void)state;
	static const struct {
		const char *name, *key;
	} cases[] = {
		{"/x/123456789012/us-east-1/t.json", EAST},
		{"123456789012/eu-central-1/deep/t.json", "123456789012/eu-central-1"},
		{"us-gov-east-1/123456789012/t.json", "123456789012/us-gov-east-1"},
		/* a date and a name that have the shapes */
		{"202611231200/x/prod-web-1/" EAST "/t.json", EAST},
		{"202611231200/prod-web-1/" EAST "/t.json", NULL},
		/* another Region below the pair */
		{EAST "/old/us-west-2/t.json", NULL},
		{EAST "/old/us-east-1/t.json", EAST},
		{"202611231200/123456789012/x/us-east-1/t.json", NULL},
		{"1234567890123/us-east-1/t.json", NULL},
		{"123456789012/us-east-1a/t.json", NULL},
		{"123456789012/us-east/t.json", NULL},
		{"123456789012/US-EAST-1/t.json", EAST},
		{"123456789012/us_east_1/t.json", EAST},
		{"1234-5678-9012/us-east-1/t.json", EAST},
		{"123456789012\\us-east-1\\t.json", EAST},
		{EAST "/old/US-EAST-1/t.json", EAST},
		{EAST "/old/US-WEST-2/t.json", NULL},
		{"1234-56789-012/us-east-1/t.json", NULL},
		{"123456789012/PROD-WEB-1/t.json", NULL},
		{"123456789012/u-east-1/t.json", NULL},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct bench *b = bench_new();
		add(b, cases[i].name, TRAILS(""));
		build(b);
		const struct input *in = input_of(b, 0);
		if (cases[i].key) {
			assert_true(str_is(in->region->key, cases[i].key));
			assert_true(str_is(in->told_by, "path"));
			assert_null(in_region(b, cases[i].key, &trail_type)->why_incomplete);
		} else {
			assert_null(in->region);
			assert_non_null(remark(b, REMARK_ERROR, "it completes no list"));
		}
		bench_free(b);
	}
}

static void told_by_the_envelope(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, WEST "/e.json",
		"{'assay':{'command':'cloudtrail describe-trails','region':'us-east-1'},"
		"'output':{'trailList':[]}}");
	build(b);
	/* the Region from the envelope, the account from the path */
	assert_true(str_is(input_of(b, 0)->region->key, EAST));
	assert_true(str_is(input_of(b, 0)->told_by, "envelope"));
	bench_free(b);
}

static void told_by_what_is_listed_and_by_the_folder(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "dir/describe-trails.json", TRAILS(""));
	add(b, "dir/list-functions.json", FUNCTIONS(FUNCTION("us-east-1", "f")));
	add(b, "other/describe-trails.json", TRAILS(ROW(T2, "t", "us-west-2", "false")));
	build(b);
	assert_true(str_is(input_of(b, 1)->told_by, "what it lists"));
	assert_true(str_is(input_of(b, 0)->told_by, "its folder"));
	assert_true(str_is(input_of(b, 0)->region->key, EAST));
	const struct remark *said = remark(b, REMARK_NOTE, "like the other exports in its folder");
	assert_true(said && said->input == input_of(b, 0));
	assert_null(in_region(b, EAST, &trail_type)->why_incomplete);
	/* a trail's ARN does not say which Region was asked */
	assert_null(input_of(b, 2)->region);
	assert_non_null(in_region(b, WEST, &trail_type)->why_incomplete);
	assert_int_equal(in_region(b, WEST, &trail_type)->n, 1);
	bench_free(b);
}

static void listed_elsewhere(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/list-functions.json",
		FUNCTIONS(FUNCTION("us-west-2", "f") "," FUNCTION("us-east-1", "g")));
	build(b);
	assert_true(has_reason(in_region(b, EAST, &function_type)->why_incomplete, REASON_CONFLICT,
		"which cannot be listed there"));
	assert_int_equal(in_region(b, EAST, &function_type)->n, 1);
	assert_int_equal(in_region(b, WEST, &function_type)->n, 1);
	assert_non_null(in_region(b, WEST, &function_type)->why_incomplete);
	bench_free(b);
}

#define STATUS_OF(value, rest)                                                                     \
	"{'assay':{'command':'cloudtrail "                                                         \
	"get-trail-status','parameters':{'--name':'" value "'}" rest                               \
	"},'output':" LOGGING("true") "}"

static void bound_by_the_envelope(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "d.json",
		TRAILS(ROW(T1, "t", "us-east-1", "false") "," ROW(ORG, "u", "us-east-1", "true")));
	add(b, "1.json", STATUS_OF(T1, ",'region':'us-east-1'"));
	add(b, "2.json", STATUS_OF("u", ",'region':'us-east-1'"));
	add(b, "other/3.json", STATUS_OF(T2, ",'account':'123456789012','region':'us-west-2'"));
	build(b);
	assert_bool(field(item(in_account(b, "123456789012", &trail_type), T1), "IsLogging"), true);
	assert_bool(
		field(item(in_account(b, "999999999999", &trail_type), ORG), "IsLogging"), true);
	/* an ARN that nobody listed is a resource all the same */
	assert_bool(field(item(in_account(b, "123456789012", &trail_type), T2), "IsLogging"), true);
	assert_null(remark(b, REMARK_WARNING, "tied"));
	bench_free(b);
}

static void an_envelope_that_names_another(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "x/d.json", TRAILS(ROW(T1, "t", "us-east-1", "false")));
	add(b, "x/get-trail-status.t.json", STATUS_OF("v", ""));
	build(b);
	const struct resource *t = item(in_account(b, "123456789012", &trail_type), T1);
	assert_unknown(field(t, "IsLogging"), REASON_UNBOUND, "1 get-trail-status export");
	assert_non_null(remark(b, REMARK_WARNING, "get-trail-status.NAME.json"));
	bench_free(b);
}

static void bound_by_the_file_name(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "us-east-1/d.json",
		TRAILS(ROW(T1, "t", "us-east-1", "false") "," ROW(ORG, "u", "us-east-1", "true")));
	add(b, "us-east-1/get-trail-status.u.json", LOGGING("true"));
	/* its folder holds one trail and one status, but it names another */
	add(b, "y/d.json", TRAILS(ROW(T2, "w", "us-west-2", "false")));
	add(b, "y/get-trail-status.v.json", LOGGING("true"));
	build(b);
	assert_bool(
		field(item(in_account(b, "999999999999", &trail_type), ORG), "IsLogging"), true);
	const struct collection *all = in_account(b, "123456789012", &trail_type);
	assert_unknown(field(item(all, T1), "IsLogging"), REASON_NOT_EXPORTED, "");
	assert_unknown(field(item(all, T2), "IsLogging"), REASON_UNBOUND, "get-trail-status.NAME");
	bench_free(b);
}

/* what only an error record names has a name for the files beside it, in whatever order they come
 */
static void bound_by_the_name_of_what_was_asked(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/get-trail-status.t.json", LOGGING("true"));
	add(b, EAST "/selectors.json",
		"{'assay':{'command':'cloudtrail get-event-selectors','parameters':{"
		"'trail-name':'" T1 "'}},'error':{'code':'AccessDenied'}}");
	build(b);
	assert_bool(field(item(in_account(b, "123456789012", &trail_type), T1), "IsLogging"), true);
	assert_null(remark(b, REMARK_WARNING, "tied"));
	bench_free(b);
}

/* the same name twice and no scope: not bound */
static void an_ambiguous_name(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/d.json", TRAILS(ROW(T1, "t", "us-east-1", "false")));
	add(b, WEST "/d.json", TRAILS(ROW(T2, "t", "us-west-2", "false")));
	add(b, "get-trail-status.t.json", LOGGING("true"));
	build(b);
	const struct collection *all = in_account(b, "123456789012", &trail_type);
	assert_unknown(field(item(all, T1), "IsLogging"), REASON_UNBOUND, "");
	assert_unknown(field(item(all, T2), "IsLogging"), REASON_UNBOUND, "");
	bench_free(b);
}

static void bound_by_the_folder(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "us-east-1/trails.json", TRAILS(ROW(T1, "t", "us-east-1", "false")));
	add(b, "us-east-1/status.json", LOGGING("false"));
	build(b);
	assert_bool(
		field(item(in_account(b, "123456789012", &trail_type), T1), "IsLogging"), false);
	bench_free(b);
}

/* a status counts in the home Region only: one of an unknown Region does not */
static void a_status_of_an_unknown_region(void **state)
{
	(void)state;
	static const char *const names[] = {
		"get-trail-status.t.json", "x/status.json", EAST "/get-trail-status.t.json"};
	for (size_t i = 0; i < LENGTH_OF(names); i++) {
		struct bench *b = bench_new();
		bool known = i == 2;
		add(b, known ? EAST "/d.json" : "x/d.json",
			TRAILS(ROW(T1, "t", "us-east-1", "true")));
		add(b, names[i], known ? LOGGING("true") : STATUS_OF(T1, ""));
		build(b);
		const struct resource *t = item(in_account(b, "123456789012", &trail_type), T1);
		if (known)
			assert_bool(field(t, "IsLogging"), true);
		else
			assert_unknown(field(t, "IsLogging"), REASON_NOT_EXPORTED,
				"was not exported from its home Region");
		bench_free(b);
	}
}

/* a key that is no ARN names nothing: its list may be incomplete, and the run is */
static void a_key_that_is_no_arn(void **state)
{
	(void)state;
	static const char *const keys[] = {"t", "trail/t", "arn", "arn:aws:cloudtrail", ""};
	for (size_t i = 0; i < LENGTH_OF(keys); i++) {
		char text[500];
		struct bench *b = bench_new();
		snprintf(text, sizeof text,
			"{'trailList':[{'TrailARN':'%s','Name':'t','HomeRegion':'us-east-1',"
			"'IsMultiRegionTrail':true}]}",
			keys[i]);
		add(b, EAST "/describe-trails.json", text);
		build(b);
		assert_int_equal(in_region(b, EAST, &trail_type)->n, 0);
		assert_true(has_reason(in_region(b, EAST, &trail_type)->why_incomplete,
			REASON_EXPORT_FAILED, "an entry has no key"));
		assert_non_null(remark(b, REMARK_ERROR, "no TrailARN that is an ARN"));
		bench_free(b);
	}
}

/* row 80, and two statuses for one trail */
static void a_folder_with_two(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/d.json",
		TRAILS(ROW(T1, "t", "us-east-1", "false") "," ROW(ORG, "u", "us-east-1", "true")));
	add(b, EAST "/get-trail-status.json", LOGGING("true"));
	build(b);
	const struct collection *all = in_region(b, EAST, &trail_type);
	assert_unknown(field(item(all, T1), "IsLogging"), REASON_UNBOUND,
		"cannot be matched with a trail");
	assert_unknown(field(item(all, T1), "IsLogging"), REASON_NOT_EXPORTED, "");
	bench_free(b);

	b = bench_new();
	add(b, EAST "/d.json", TRAILS(ROW(T1, "t", "us-east-1", "false")));
	add(b, EAST "/a.json", LOGGING("true"));
	add(b, EAST "/b.json", LOGGING("true"));
	build(b);
	assert_unknown(field(item(in_region(b, EAST, &trail_type), T1), "IsLogging"),
		REASON_UNBOUND, "2 get-trail-status exports");
	bench_free(b);
}

static void odd_names_are_quoted(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/d.json",
		TRAILS(ROW(T1, "it\\u0027s $(x)", "us-east-1", "false") "," ROW(
			"arn:aws:cloudtrail:us-east-1:123456789012:trail/a;b", "\\n", "us-east-1",
			"false")));
	build(b);
	assert_true(misses(b, "aws cloudtrail get-trail-status --name " T1
			      " --region us-east-1 --output json > '" EAST
			      "/get-trail-status.it'\\''s $(x).json'"));
	/* a name that no shell line should hold */
	assert_true(misses(b, "aws cloudtrail get-trail-status"));
	bench_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arns),
		cmocka_unit_test(reasons_have_no_repeats),
		cmocka_unit_test(uris),
		cmocka_unit_test(told_by_the_path),
		cmocka_unit_test(told_by_the_envelope),
		cmocka_unit_test(told_by_what_is_listed_and_by_the_folder),
		cmocka_unit_test(listed_elsewhere),
		cmocka_unit_test(bound_by_the_envelope),
		cmocka_unit_test(an_envelope_that_names_another),
		cmocka_unit_test(bound_by_the_file_name),
		cmocka_unit_test(an_ambiguous_name),
		cmocka_unit_test(bound_by_the_name_of_what_was_asked),
		cmocka_unit_test(bound_by_the_folder),
		cmocka_unit_test(a_status_of_an_unknown_region),
		cmocka_unit_test(a_key_that_is_no_arn),
		cmocka_unit_test(a_folder_with_two),
		cmocka_unit_test(odd_names_are_quoted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
