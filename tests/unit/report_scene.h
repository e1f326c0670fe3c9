/*
 * report_scene.h - a run built by hand, over two small documents: what the tests of reports show.
 */
#ifndef TESTS_REPORT_SCENE_H
#define TESTS_REPORT_SCENE_H

#include "report/model/report.h"

#include "helpers.h"
#include "verdict/setting.h"

/* a string in a static table */
#define TEXT(literal)                                                                              \
	{                                                                                          \
		literal, sizeof(literal) - 1                                                       \
	}

static const char trail_text[] =
	"{\n"
	"  \"Trail\": {\n"
	"    \"Name\": \"management-events\",\n"
	"    \"TrailARN\": \"arn:aws:cloudtrail:us-east-1:123456789012:trail/management-events\",\n"
	"    \"IsMultiRegionTrail\": false\n"
	"  },\n"
	"  \"Selectors\": [\n"
	"    {\"Name\": \"\xC3\xA9\xF0\x9F\x98\x80\", \"ReadWriteType\": \"WriteOnly\"}\n"
	"  ]\n"
	"}\n";
static const char plan_text[] =
	"{\"format_version\":\"1.2\",\"resource_changes\":[{\"address\":"
	"\"aws_cloudtrail.a[\\\"x\\\"]\",\"after\":{\"enable_logging\":false}}]}";

static const char long_text[] =
	"\n    Turn on data events for all functions, so that each invocation is recorded whoever "
	"calls it and whatever it is.\n    This wraps at the width of a page.\n\n"
	"    ```\n    aws cloudtrail put-event-selectors \\\n      --trail-name NAME\n    ```\n  ";

/* A run and all that it points at. */
struct scene {
	struct arena *arena;
	struct options options;
	struct control controls[2];
	const struct control *chosen[2];
	struct doc *docs[3]; /* two inputs and the waivers */
	struct input inputs[4];
	const struct input *input_list[4];
	struct account account;
	struct region regions[2];
	const struct region *region_list[2];
	const struct account *accounts[1];
	struct type type;
	struct resource trail, planned;
	struct run run;
};

static inline struct doc *open_doc(const char *name, const char *text)
{
	const struct doc_limits limits = {1 << 20, 64, 1 << 20, 1 << 20};
	struct assay_error err;
	struct doc *doc;
	assert_int_equal(doc_open(&doc, name, text, strlen(text), &limits, &err), ASSAY_OK);
	return doc;
}

/* the value at a path of keys; a key "0" of an array is its first element */
static inline struct cursor at(const struct doc *doc, const char *const *keys)
{
	struct cursor c = doc_root(doc);
	for (; *keys; keys++) {
		struct lookup lookup = {.key = *keys};
		struct walk w;
		if (cursor_kind(c) == DOC_ARRAY) {
			walk_begin(&w, c);
			assert_true(walk_next(&w));
			c = w.value;
			continue;
		}
		assert_int_equal(cursor_find(c, &lookup, 1, NULL), ASSAY_OK);
		assert_non_null(lookup.value.doc);
		c = lookup.value;
	}
	return c;
}
#define AT(doc, ...) at((doc), (const char *const[]){__VA_ARGS__, NULL})

static inline void make_controls(struct scene *s)
{
	static const struct str coverage[] = {TEXT("all"), TEXT("current")};
	static const struct str reads[] = {TEXT("AWS::CloudTrail::Trail")};
	static const struct str nist[] = {TEXT("AU-2"), TEXT("AU-12")}, iso[] = {TEXT("A.8.15")};
	static const struct framework frameworks[] = {{TEXT("ISO/IEC 27001:2022"), iso, 1, false},
		{TEXT("NIST SP 800-53 r5"), nist, 2, true}};
	static const struct prerequisite needs[] = {
		{TEXT("cloudtrail describe-trails"), TEXT("cloudtrail:DescribeTrails")}};
	static const struct str references[] = {
		TEXT("not an address"), TEXT("https://docs.aws.amazon.com/cloudtrail/")};
	static struct param params[] = {
		{.name = TEXT("closed_world"), .about = TEXT("a | b"), .kind = PARAM_BOOL},
		{.name = TEXT("coverage"),
			.about = TEXT("which functions\n      must be covered"),
			.kind = PARAM_STRING,
			.text = TEXT("current"),
			.default_text = TEXT("all"),
			.choices = coverage,
			.n_choices = 2,
			.set = true},
		{.name = TEXT("days"), .kind = PARAM_INT, .integer = 9, .default_integer = -1}};
	s->controls[0] = (struct control){.id = STR("aws-cloudtrail-lambda"),
		.title = STR("CloudTrail records every Lambda function invocation"),
		.severity = ASSAY_MEDIUM,
		.profile_level = 1,
		.subject = SUBJECT_REGION,
		.reads = reads,
		.n_reads = 1,
		.description = STR("Data events record who invoked a function {0}.\n  And more."),
		.rationale = STR("\n  Without them nobody knows.\n    - indented\n"),
		.remediation = str_of(long_text),
		.test_plan = STR("Look."),
		.prerequisites = needs,
		.n_prerequisites = 1,
		.references = references,
		.n_references = 2,
		.frameworks = frameworks,
		.n_frameworks = 2,
		.params = params,
		.n_params = 3};
	s->controls[1] = (struct control){.id = STR("CT1"),
		.title = STR("Trails are multi-Region"),
		.severity = ASSAY_INFO,
		.subject = SUBJECT_RESOURCE,
		.subject_types = reads,
		.n_subject_types = 1,
		.remediation = STR("- a list\n- of two")};
}

static inline void make_inputs(struct scene *s)
{
	s->docs[0] = open_doc("exports/123456789012/us-east-1/get-trail.json", trail_text);
	s->docs[1] = open_doc("/tmp/my plan \xC3\xA9.json", plan_text);
	s->docs[2] = open_doc(".assay-waivers.yaml", "[]");
	s->inputs[0] = (struct input){.uri = STR("exports/123456789012/us-east-1/get-trail.json"),
		.doc = s->docs[0],
		.kind = STR("cloudtrail get-trail"),
		.account = &s->account,
		.region = &s->regions[0],
		.told_by = STR("path"),
		.n_resources = 1};
	s->inputs[1] = (struct input){.uri = STR("my plan \xC3\xA9.json"),
		.doc = s->docs[1],
		.kind = STR("Terraform plan"),
		.n_resources = 2};
	s->inputs[2] =
		(struct input){.uri = STR("exports/notes.json"), .state = INPUT_NOT_RECOGNISED};
	for (size_t i = 0; i < 2; i++)
		s->inputs[i].bytes = doc_bytes(s->docs[i]);
	for (size_t i = 0; i < 4; i++)
		s->input_list[i] = &s->inputs[i];
}

static inline void make_inventory(struct scene *s)
{
	s->account = (struct account){.object = OBJECT_ACCOUNT,
		.id = STR("123456789012"),
		.key = STR("123456789012"),
		.regions = s->region_list,
		.n_regions = 2};
	s->regions[0] = (struct region){.object = OBJECT_REGION,
		.account = &s->account,
		.name = STR("eu-west-1"),
		.key = STR("123456789012/eu-west-1")};
	s->regions[1] = (struct region){.object = OBJECT_REGION,
		.account = &s->account,
		.name = STR("us-east-1"),
		.key = STR("123456789012/us-east-1")};

	s->region_list[0] = &s->regions[0];
	s->region_list[1] = &s->regions[1];
	s->accounts[0] = &s->account;
	s->type = (struct type){.name = STR("AWS::CloudTrail::Trail"),
		.noun = STR("trail"),
		.nouns = STR("trails")};
	s->trail = (struct resource){.object = OBJECT_RESOURCE,
		.type = &s->type,
		.key = STR("arn:aws:cloudtrail:us-east-1:123456789012:trail/management-events"),
		.label = STR("management-events"),
		.owner = &s->account,
		.home = &s->regions[1]};
	s->planned = (struct resource){.object = OBJECT_RESOURCE,
		.type = &s->type,
		.key = STR("aws_cloudtrail.a[\"x\"]"),
		.address = STR("aws_cloudtrail.a[\"x\"]")};
}

static inline void scene_open(struct scene *s)
{
	*s = (struct scene){0};
	options_init(&s->options);
	assert_int_equal(arena_new(&s->arena, 0), ASSAY_OK);
	make_controls(s);
	make_inventory(s);
	make_inputs(s);
	s->chosen[0] = &s->controls[0];
	s->chosen[1] = &s->controls[1];
	s->run = (struct run){.controls = s->chosen,
		.n_controls = 2,
		.inputs = s->input_list,
		.n_inputs = 3,
		.accounts = s->accounts,
		.n_accounts = 1,
		.options = &s->options,
		.arena = s->arena};
}

static inline void scene_close(struct scene *s)
{
	doc_free(s->docs[0]);
	doc_free(s->docs[1]);
	doc_free(s->docs[2]);
	arena_free(s->arena);
}

static inline struct result *add_result(
	struct scene *s, size_t control, size_t region, enum assay_verdict verdict)
{
	struct result *r = arena_alloc(s->arena, sizeof *r);
	assert_non_null(r);
	r->control = &s->controls[control];
	r->subject = control ? s->trail.key : s->regions[region].key;
	r->account = &s->account;
	r->region = control ? NULL : &s->regions[region];
	r->resource = control ? &s->trail : NULL;
	r->verdict = verdict;
	result_fingerprint(r);
	assert_int_equal(list_add(s->arena, &s->run.results, r), ASSAY_OK);
	return r;
}

static inline struct evidence *add_evidence(struct scene *s, struct list *list,
	const struct resource *resource, struct cursor place, const char *name, const char *value,
	const char *text)
{
	struct evidence *e = arena_alloc(s->arena, sizeof *e);
	assert_non_null(e);
	e->message.text = str_of(text);
	e->resource = resource;
	e->at = place;
	e->name = e->path = str_of(name);
	e->value = str_of(value);
	e->absent = name && !value;
	assert_int_equal(list_add(s->arena, list, e), ASSAY_OK);
	return e;
}

static inline struct reason *add_reason(struct scene *s, struct result *r, enum reason_code code,
	const char *what, const char *resolve, struct cursor place)
{
	struct reason *reason = arena_alloc(s->arena, sizeof *reason);
	assert_non_null(reason);
	*reason = (struct reason){.code = code,
		.what = str_of(what),
		.resolve = str_of(resolve),
		.at = place,
		.next = r->reasons};
	r->reasons = reason;
	return reason;
}

static inline void add_remark(struct scene *s, enum remark_level level, const char *text,
	struct cursor place, const struct input *input)
{
	struct remark *remark = arena_alloc(s->arena, sizeof *remark);
	assert_non_null(remark);
	*remark = (struct remark){level, str_of(text), place, input, false, false};
	assert_int_equal(list_add(s->arena, &s->run.remarks, remark), ASSAY_OK);
}

static inline void add_fail(struct scene *s)
{
	static const struct fact facts[] = {
		{TEXT("eventCategory"), FACT_STRING, TEXT("Data"), 0, 0},
		{TEXT("readOnly"), FACT_BOOL, {0}, false, 0},
		{TEXT("count"), FACT_INT, {0}, false, 12},
		{TEXT("userIdentity.arn"), FACT_NULL, {0}, false, 0}};
	struct result *r = add_result(s, 0, 1, ASSAY_FAIL);
	add_evidence(s, &r->evidence, &s->trail, AT(s->docs[0], "Trail", "IsMultiRegionTrail"),
		"IsMultiRegionTrail", "false",
		"trail management-events records its own Region only");
	add_evidence(s, &r->evidence, &s->trail, AT(s->docs[0], "Selectors", "0", "ReadWriteType"),
		"ReadWriteType", "\"WriteOnly\"", "selector \xC3\xA9 leaves out what reads");
	add_evidence(s, &r->evidence, &s->planned, AT(s->docs[1], "resource_changes", "0", "after"),
		"kms_key_id", NULL, "trail {0} of aws_cloudtrail.a[\"x\"](1) has no key");
	r->counterexample = facts;
	r->n_counterexample = LENGTH_OF(facts);
	add_evidence(s, &r->notes, &s->trail, AT(s->docs[0], "Trail"), NULL, NULL,
		"recorded, but not delivered");
}

static inline void add_unknown(struct scene *s, size_t region)
{
	struct result *r = add_result(s, 0, region, ASSAY_UNKNOWN);
	const char *command = "aws lambda list-functions --region eu-west-1 --output json > "
			      "123456789012/eu-west-1/list-functions.json";
	add_reason(s, r, REASON_NOT_EXPORTED, "MemorySize of the functions was not exported",
		command, (struct cursor){0});
	add_reason(s, r, REASON_NOT_EXPORTED,
		"the functions of 123456789012/eu-west-1 were not listed", command,
		(struct cursor){0});
	add_reason(s, r, REASON_AFTER_APPLY, "kms_key_id is known after apply",
		"apply the plan, or give the exports of its account",
		AT(s->docs[1], "resource_changes"));
	add_reason(s, r, REASON_TRUNCATED, "the list of trails goes on", NULL,
		AT(s->docs[0], "Selectors"));
}

/* a waiver of the file .assay-waivers.yaml, which covers nothing yet */
static inline struct waiver *add_waiver(
	struct scene *s, const char *subject, const char *expires, bool expired)
{
	struct waiver *w = arena_alloc(s->arena, sizeof *w);
	assert_non_null(w);
	*w = (struct waiver){.control = STR("aws-cloudtrail-lambda"),
		.subject = str_of(subject),
		.reason = STR("the trail of the organisation\nrecords them <soon> | `2` @team"),
		.owner = STR("net & co"),
		.ticket = STR("SEC-7"),
		.expires = str_of(expires),
		.expired = expired,
		.at = doc_root(s->docs[2])};
	assert_int_equal(list_add(s->arena, &s->run.waivers, w), ASSAY_OK);
	return w;
}

#define SHA_OF_ONES "1111111111111111111111111111111111111111111111111111111111111111"

static inline void add_policy_files(struct scene *s)
{
	static struct policy_file files[] = {
		{POLICY_CONFIG, TEXT(".assay.yaml"),
			"1111111111111111111111111111111111111111111111111111111111111111"},
		{POLICY_WAIVERS, TEXT(".assay-waivers.yaml"),
			"2222222222222222222222222222222222222222222222222222222222222222"},
		{POLICY_BASELINE, TEXT("old run.sarif"),
			"3333333333333333333333333333333333333333333333333333333333333333"}};
	for (size_t i = 0; i < LENGTH_OF(files); i++)
		assert_int_equal(list_add(s->arena, &s->run.policy, &files[i]), ASSAY_OK);
}

static inline void add_absent(struct scene *s, const char *subject, const char *message)
{
	struct baseline_result *b = arena_alloc(s->arena, sizeof *b);
	assert_non_null(b);
	*b = (struct baseline_result){.control = STR("CT1"),
		.subject = str_of(subject),
		.fingerprint = STR(SHA_OF_ONES),
		.verdict = ASSAY_FAIL,
		.message = str_of(message),
		.uri = STR("old plan.json"),
		.place = {3, 4, 3, 9}};
	assert_int_equal(list_add(s->arena, &s->run.absent, b), ASSAY_OK);
}

#endif
