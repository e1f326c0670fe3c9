/*
 * test_inventory_exports - outputs of the AWS CLI: recognised, joined, bound, complete or not.
 */
#include "inventory_fixture.h"

static void canonical(struct bench *b)
{
	add(b, "x/" EAST "/describe-trails.json", TRAILS(ROW(T1, "t", "us-east-1", "true")));
	add(b, "x/" EAST "/get-event-selectors.t.json", SELECTORS(T1));
	add(b, "x/" EAST "/get-trail-status.t.json", LOGGING("true"));
	add(b, "x/" EAST "/list-functions.json", FUNCTIONS(FUNCTION("us-east-1", "f")));
}

static void joins_on_the_key(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	canonical(b);
	build(b);
	const struct collection *trails = in_region(b, EAST, &trail_type);
	assert_null(trails->why_incomplete);
	assert_int_equal(trails->n, 1);
	assert_true(str_is(cursor_text(trails->at),
		json_from(b->arena, "[" ROW(T1, "t", "us-east-1", "true") "]")));
	const struct resource *t = item(trails, T1);
	assert_bool(field(t, "IsLogging"), true);
	assert_true(field(t, "IsLogging")->written);
	assert_true(str_is(field(t, "IsLogging")->source_name, "IsLogging"));
	assert_bool(field(t, "IsOrganizationTrail"), false);
	assert_false(field(t, "IsOrganizationTrail")->written);
	assert_null(field(t, "LatestDeliveryError"));
	assert_null(field(t, "KMSKeyId"));
	assert_null(field(t, "HasCustomEventSelectors"));
	assert_text(field(t, "Arn"), T1);
	assert_unknown(field(t, "TemplateOnly"), REASON_NOT_IN_SOURCE, "TemplateOnly");
	const struct node *selectors = field(t, "EventSelectors");
	assert_int_equal(selectors->kind, NODE_LIST);
	assert_int_equal(selectors->n, 1);
	const struct node *data = node_get(selectors->items[0], STR("DataResources"));
	const struct node *values = node_get(data->items[0], STR("Values"));
	assert_text(values->items[0], "arn:aws:lambda");
	assert_null(field(t, "AdvancedEventSelectors"));
	assert_true(str_is(t->home->key, EAST));
	assert_true(str_is(t->owner->id, "123456789012"));
	assert_int_equal(t->n_listed_in, 1);
	assert_int_equal(in_region(b, EAST, &function_type)->n, 1);
	assert_null(in_region(b, EAST, &function_type)->why_incomplete);
	assert_null(remark(b, REMARK_ERROR, ""));
	bench_free(b);
}

/* rows 12 and 13 */
static void names_what_is_missing(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json", TRAILS(ROW(T1, "t", "us-east-1", "true")));
	build(b);
	const struct resource *t = item(in_account(b, "123456789012", &trail_type), T1);
	assert_unknown(field(t, "IsLogging"), REASON_NOT_EXPORTED,
		"aws cloudtrail get-trail-status --name " T1
		" --region us-east-1 --output json > " EAST "/get-trail-status.t.json");
	assert_unknown(field(t, "EventSelectors"), REASON_NOT_EXPORTED,
		"EventSelectors of trail " T1 " was not exported");
	assert_true(misses(b,
		"aws cloudtrail get-event-selectors --trail-name " T1
		" --region us-east-1 --output json > " EAST "/get-event-selectors.t.json"));
	assert_true(misses(b, "aws lambda list-functions --region us-east-1 --output json > " EAST
			      "/list-functions.json"));
	assert_false(
		misses(b, "aws cloudtrail describe-trails --region us-east-1 --output json > " EAST
			  "/describe-trails.json"));
	assert_true(has_reason(in_region(b, EAST, &function_type)->why_incomplete,
		REASON_NOT_EXPORTED, "the functions of " EAST " were not listed"));
	bench_free(b);
}

/* row 17 */
static void folds_shadow_trails(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	canonical(b);
	add(b, "x/" WEST "/describe-trails.json", TRAILS(ROW(T1, "t", "us-east-1", "true")));
	add(b, "x/" WEST "/get-trail-status.t.json", LOGGING("false"));
	build(b);
	const struct collection *all = in_account(b, "123456789012", &trail_type);
	assert_int_equal(all->n, 1);
	assert_int_equal(all->items[0]->n_listed_in, 2);
	/* another Region's status shows no value, but contradicts that of the home Region */
	assert_unknown(field(all->items[0], "IsLogging"), REASON_CONFLICT, "differs between");
	assert_int_equal(in_region(b, WEST, &trail_type)->n, 1);
	bench_free(b);
}

static void only_another_regions_status(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json", TRAILS(ROW(T1, "t", "us-east-1", "true")));
	add(b, WEST "/describe-trails.json", TRAILS(ROW(T1, "t", "us-east-1", "true")));
	add(b, WEST "/get-trail-status.t.json", LOGGING("true"));
	build(b);
	const struct resource *t = item(in_region(b, WEST, &trail_type), T1);
	assert_unknown(field(t, "IsLogging"), REASON_NOT_EXPORTED, "from its home Region");
	bench_free(b);
}

/* row 18 */
static void same_name_in_two_regions(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json", TRAILS(ROW(T1, "t", "us-east-1", "false")));
	add(b, WEST "/describe-trails.json", TRAILS(ROW(T2, "t", "us-west-2", "false")));
	add(b, EAST "/get-trail-status.t.json", LOGGING("true"));
	add(b, WEST "/get-trail-status.t.json", LOGGING("false"));
	add(b, WEST "/get-event-selectors.t.json", SELECTORS(T2));
	build(b);
	const struct collection *all = in_account(b, "123456789012", &trail_type);
	assert_bool(field(item(all, T1), "IsLogging"), true);
	assert_bool(field(item(all, T2), "IsLogging"), false);
	assert_unknown(field(item(all, T1), "EventSelectors"), REASON_NOT_EXPORTED, "");
	assert_int_equal(field(item(all, T2), "EventSelectors")->n, 1);
	assert_int_equal(in_region(b, EAST, &trail_type)->n, 1);
	bench_free(b);
}

#define ENVELOPE(command, account, region, rest)                                                   \
	"{'assay':{'format':1,'command':'" command "','account':'" account "','region':'" region   \
	"','parameters':{'name':'" ORG "'}}," rest "}"
#define DENIED "'error':{'code':'TrailNotFoundException','message':'Unknown trail'}"

/* row 20 */
static void organisation_trail_in_a_member(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json", TRAILS(ROW(ORG, "org", "us-east-1", "true")));
	add(b, "e1.json",
		ENVELOPE("cloudtrail get-event-selectors", "123456789012", "us-east-1", DENIED));
	add(b, "e2.json",
		ENVELOPE("aws cloudtrail get-trail-status", "123456789012", "us-east-1", DENIED));
	build(b);
	const struct resource *t = item(in_account(b, "123456789012", &trail_type), ORG);
	assert_unknown(field(t, "EventSelectors"), REASON_EXPORT_FAILED,
		"TrailNotFoundException: Unknown trail");
	assert_unknown(field(t, "IsLogging"), REASON_EXPORT_FAILED,
		"> 999999999999/us-east-1/get-trail-status.org.json");
	/* the owner's home Region is a subject, of which nothing was listed */
	assert_true(has_reason(in_region(b, "999999999999/us-east-1", &trail_type)->why_incomplete,
		REASON_NOT_EXPORTED, "999999999999/us-east-1"));
	assert_true(str_is(t->owner->id, "999999999999"));
	assert_int_equal(t->n_listed_in, 1);
	assert_true(str_is(t->listed_in[0]->key, EAST));
	bench_free(b);
}

/* row 21 */
static void organisation_trail_joined(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json", TRAILS(ROW(ORG, "org", "us-east-1", "true")));
	add(b, "999999999999/us-east-1/get-event-selectors.org.json", SELECTORS(ORG));
	add(b, "999999999999/us-east-1/get-trail-status.org.json", LOGGING("true"));
	add(b, "denied.json",
		ENVELOPE("cloudtrail get-trail-status", "123456789012", "us-east-1", DENIED));
	build(b);
	const struct resource *t = item(in_account(b, "123456789012", &trail_type), ORG);
	assert_bool(field(t, "IsLogging"), true);
	assert_int_equal(field(t, "EventSelectors")->n, 1);
	assert_null(in_region(b, EAST, &trail_type)->why_incomplete);
	bench_free(b);
}

/* row 69 */
static void qualified_functions(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "f.json",
		FUNCTIONS(FUNCTION("us-east-1", "f:$LATEST") "," FUNCTION("us-east-1", "f:1")));
	build(b);
	const struct collection *c = in_region(b, EAST, &function_type);
	assert_null(c->why_incomplete);
	assert_int_equal(c->n, 2);
	assert_true(str_ends(c->items[0]->key, STR(":function:f:$LATEST")));
	bench_free(b);
}

/* row 71 */
static void contradictions_are_unknown(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	canonical(b);
	add(b, "x/" EAST "/old.json", "{'TrailARN':'" T1 "','EventSelectors':[]}");
	build(b);
	const struct resource *t = item(in_region(b, EAST, &trail_type), T1);
	assert_unknown(field(t, "EventSelectors"), REASON_CONFLICT, "old.json");
	assert_non_null(field(t, "EventSelectors")->why->next);
	assert_non_null(field(t, "EventSelectors")->why->at.doc);
	assert_null(field(t, "AdvancedEventSelectors"));
	assert_bool(field(t, "IsLogging"), true);
	bench_free(b);
}

/* order in sets, empty lists and key order are no contradiction */
static void same_content_agrees(void **state)
{
	(void)state;
	static const char first[] =
		"{'TrailARN':'" T1 "','AdvancedEventSelectors':[{'Name':'','FieldSelectors':[{'"
		"Field':'a','Equals':['1'],'NotEquals':[]},{'Field':'b'}]}]}";
	static const char second[] =
		"{'advancedEventSelectors':[{'fieldSelectors':[{'field':'b'},{'equals':['1'],"
		"'field':'a'}]}],'TrailARN':'" T1 "','EventSelectors':[]}";
	struct bench *b = bench_new();
	add(b, "1.json", first);
	add(b, "2.json", second);
	build(b);
	const struct resource *t = item(in_account(b, "123456789012", &trail_type), T1);
	const struct node *n = field(t, "AdvancedEventSelectors");
	assert_int_equal(n->kind, NODE_LIST);
	assert_int_equal(n->n, 1);
	assert_unknown(field(t, "TrailName"), REASON_NOT_EXPORTED, "describe-trails");
	assert_true(str_is(t->label, "t"));
	bench_free(b);
}

/* rows 75 and 76 */
static void truncated_lists_are_open(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "a/list-functions.json",
		"{'NextToken':'x','Functions':[" FUNCTION("us-east-1", "f") "]}");
	build(b);
	assert_true(has_reason(in_region(b, EAST, &function_type)->why_incomplete, REASON_TRUNCATED,
		"a/list-functions.json"));
	assert_true(misses(b, "aws lambda list-functions --region us-east-1 --output json > " EAST
			      "/list-functions.json"));
	bench_free(b);

	/* a last page alone does not make good what lies between */
	b = bench_new();
	add(b, EAST "/1.json", "{'NextMarker':'x','Functions':[" FUNCTION("us-east-1", "f") "]}");
	add(b, EAST "/3.json", FUNCTIONS(FUNCTION("us-east-1", "h")));
	build(b);
	assert_non_null(in_region(b, EAST, &function_type)->why_incomplete);
	bench_free(b);

	/* a whole answer that holds all of the cut one does */
	b = bench_new();
	add(b, EAST "/1.json", "{'NextMarker':'x','Functions':[" FUNCTION("us-east-1", "f") "]}");
	add(b, EAST "/all.json",
		FUNCTIONS(FUNCTION("us-east-1", "f") "," FUNCTION("us-east-1", "h")));
	build(b);
	assert_null(in_region(b, EAST, &function_type)->why_incomplete);
	assert_int_equal(in_region(b, EAST, &function_type)->n, 2);
	bench_free(b);
}

/* row 77 */
static void a_missing_region_opens_only_itself(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	canonical(b);
	add(b, "x/" WEST "/describe-trails.json", TRAILS(""));
	build(b);
	assert_null(in_region(b, EAST, &function_type)->why_incomplete);
	assert_non_null(in_region(b, WEST, &function_type)->why_incomplete);
	assert_non_null(in_account(b, "123456789012", &function_type)->why_incomplete);
	assert_null(in_account(b, "123456789012", &trail_type)->why_incomplete);
	bench_free(b);
}

/* row 79 */
static void broken_files_keep_their_place(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json", "");
	add(b, EAST "/list-functions.json", FUNCTIONS(FUNCTION("us-east-1", "f")));
	add(b, EAST "/get-event-selectors.t.json", SELECTORS(T1));
	add(b, EAST "/get-trail-status.t.json", "{'IsLogging':");
	build(b);
	assert_non_null(remark(b, REMARK_ERROR, ""));
	const struct collection *c = in_region(b, EAST, &trail_type);
	assert_true(has_reason(c->why_incomplete, REASON_EXPORT_FAILED, "describe-trails failed"));
	assert_int_equal(c->n, 1);
	assert_unknown(field(c->items[0], "IsLogging"), REASON_EXPORT_FAILED, "get-trail-status");
	assert_null(in_region(b, EAST, &function_type)->why_incomplete);
	bench_free(b);
}

/* row 81 */
static void list_trails_closes_the_account(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	canonical(b);
	add(b, "x/" EAST "/list-trails.json",
		"{'Trails':[{'TrailARN':'" T1
		"','Name':'t','HomeRegion':'us-east-1'},{'TrailARN':'" T2
		"','Name':'t','HomeRegion':'us-west-2'}]}");
	build(b);
	const struct collection *all = in_account(b, "123456789012", &trail_type);
	assert_null(all->why_incomplete);
	assert_int_equal(all->n, 2);
	assert_unknown(field(item(all, T2), "IsMultiRegionTrail"), REASON_NOT_EXPORTED,
		"aws cloudtrail describe-trails --region us-west-2");
	assert_int_equal(item(all, T2)->n_listed_in, 0);
	/* whether the west lists the trail of the east is not told */
	assert_non_null(in_region(b, WEST, &trail_type)->why_incomplete);
	bench_free(b);

	b = bench_new();
	add(b, EAST "/list-trails.json", "{'Trails':[]}");
	add(b, WEST "/list-functions.json", FUNCTIONS(""));
	build(b);
	assert_null(in_region(b, WEST, &trail_type)->why_incomplete);
	assert_null(in_account(b, "123456789012", &trail_type)->why_incomplete);
	bench_free(b);
}

/* row 82 */
static void two_spellings_at_once(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "s.json",
		"{'TrailARN':'" T1 "','AdvancedEventSelectors':[],'advancedEventSelectors':[]}");
	build(b);
	const struct resource *t = item(in_account(b, "123456789012", &trail_type), T1);
	assert_unknown(field(t, "AdvancedEventSelectors"), REASON_CONFLICT, "has both");
	bench_free(b);
}

static void wrong_kinds_are_not_coerced(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json",
		TRAILS("{'TrailARN':'" T1 "','Name':'t','IsMultiRegionTrail':'true','KmsKeyId':'','"
		       "S3BucketName':null}"));
	add(b, EAST "/get-trail-status.json", "{'IsLogging':'true'}");
	build(b);
	const struct resource *t = item(in_region(b, EAST, &trail_type), T1);
	assert_unknown(
		field(t, "IsMultiRegionTrail"), REASON_CONFLICT, "is a string, not a boolean");
	assert_unknown(field(t, "IsLogging"), REASON_CONFLICT, "is a string, not a boolean");
	assert_null(field(t, "KMSKeyId"));
	assert_null(field(t, "S3BucketName"));
	bench_free(b);
}

static void items_without_a_key(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json", TRAILS("{'Name':'t'},3,{'TrailARN':7}"));
	build(b);
	assert_non_null(remark(b, REMARK_ERROR, "3 of 3 trails"));
	assert_non_null(in_region(b, EAST, &trail_type)->why_incomplete);
	bench_free(b);
}

static void secrets_are_marked(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "f.json",
		"{'Functions':[{'FunctionArn':'arn:aws:lambda:us-east-1:123456789012:function:f',"
		"'Environment':{'Variables':{'B':'2','A':'1'},'Error':{}}}]}");
	build(b);
	const struct node *e = field(in_region(b, EAST, &function_type)->items[0], "Environment");
	const struct node *v = node_get(e, STR("Variables"));
	assert_true(e->secret && v->secret && v->members[0].node->secret);
	assert_true(str_is(v->members[0].key, "A"));
	assert_text(v->members[0].node, "1");
	bench_free(b);
}

/* a key that a reader would find twice is no resource with the first of them */
static void duplicate_keys_break_the_input(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json",
		TRAILS("{'TrailARN':'" T1 "','Trail\\u0041RN':'" T2 "'}"));
	add(b, EAST "/list-functions.json",
		"{'Functions':[],'Functions':[" FUNCTION("us-east-1", "f") "]}");
	build(b);
	size_t n;
	const struct input *const *inputs = inventory_inputs(b->inventory, &n);
	assert_int_equal(inputs[0]->state, INPUT_BROKEN);
	assert_int_equal(inputs[1]->state, INPUT_BROKEN);
	assert_true(inputs[0]->error->line > 0);
	assert_true(has_reason(in_region(b, EAST, &trail_type)->why_incomplete,
		REASON_EXPORT_FAILED, "second time"));
	assert_true(has_reason(in_region(b, EAST, &function_type)->why_incomplete,
		REASON_EXPORT_FAILED, "second time"));
	bench_free(b);
}

static void recognition(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "query.json", "['" T1 "']");
	add(b, "extra.json", "{'trailList':[],'Extra':1}");
	add(b, "state.json", "{'format_version':'1.0'}");
	add(b, "schemas.json", "{'format_version':'1.0','provider_schemas':{}}");
	add(b, "raw.tfstate", "{'version':4,'serial':1,'lineage':'x','resources':[]}");
	add_as(b, "dir/package.json", json_from(b->arena, "{'name':'x'}"), false);
	add_as(b, "dir/other.json", "{}", false);
	build(b);
	assert_non_null(remark(b, REMARK_ERROR, "neither a Terraform"));
	assert_non_null(remark(b, REMARK_ERROR, "terraform plan -out"));
	assert_non_null(remark(b, REMARK_ERROR, "Nothing was recognised"));
	assert_non_null(remark(b, REMARK_NOTE, "2 files were not recognised and skipped"));
	size_t n;
	const struct input *const *inputs = inventory_inputs(b->inventory, &n);
	assert_int_equal(n, 7);
	/* in the order of their names */
	assert_true(str_is(inputs[4]->name, "raw.tfstate"));
	assert_true(str_is(inputs[4]->kind, "raw Terraform state"));
	assert_null(inputs[5]->kind.ptr);
	assert_true(str_is(inputs[6]->kind, "Terraform state"));
	inventory_accounts(b->inventory, &n);
	assert_int_equal(n, 0);
	bench_free(b);
}

static void bad_envelopes(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"{'assay':{'format':2,'command':'cloudtrail describe-trails'},'output':{}}",
		"{'assay':{'command':'cloudtrail describe-trails'},'output':{'Trails':[]}}",
		"{'assay':{'command':'cloudtrail describe-trails'}}",
		"{'assay':{},'output':{'trailList':[]}}",
		"{'assay':3,'output':{'trailList':[]}}",
		"{'assay':{'command':'cloudtrail describe-trails','account':'12'},'output':{"
		"'trailList':[]}}",
		"{'assay':{'command':'cloudtrail describe-trails'},'output':{'trailList':[]},"
		"'error':{}}",
	};
	for (size_t i = 0; i < LENGTH_OF(bad); i++) {
		struct bench *b = bench_new();
		size_t n;
		add(b, "e.json", bad[i]);
		build(b);
		assert_int_equal(inventory_inputs(b->inventory, &n)[0]->state, INPUT_BROKEN);
		assert_non_null(remark(b, REMARK_ERROR, ""));
		bench_free(b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joins_on_the_key),
		cmocka_unit_test(names_what_is_missing),
		cmocka_unit_test(folds_shadow_trails),
		cmocka_unit_test(only_another_regions_status),
		cmocka_unit_test(same_name_in_two_regions),
		cmocka_unit_test(organisation_trail_in_a_member),
		cmocka_unit_test(organisation_trail_joined),
		cmocka_unit_test(qualified_functions),
		cmocka_unit_test(contradictions_are_unknown),
		cmocka_unit_test(same_content_agrees),
		cmocka_unit_test(truncated_lists_are_open),
		cmocka_unit_test(a_missing_region_opens_only_itself),
		cmocka_unit_test(broken_files_keep_their_place),
		cmocka_unit_test(list_trails_closes_the_account),
		cmocka_unit_test(two_spellings_at_once),
		cmocka_unit_test(wrong_kinds_are_not_coerced),
		cmocka_unit_test(items_without_a_key),
		cmocka_unit_test(secrets_are_marked),
		cmocka_unit_test(duplicate_keys_break_the_input),
		cmocka_unit_test(recognition),
		cmocka_unit_test(bad_envelopes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
