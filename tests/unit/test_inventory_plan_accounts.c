/*
 * test_inventory_plan_accounts - which accounts and Regions a plan's provider configurations are.
 */
#include "inventory_fixture.h"

#define PROVIDER(key, alias, expressions)                                                          \
	"'" key                                                                                    \
	"':{'name':'aws','full_name':'registry.terraform.io/hashicorp/aws','alias':'" alias        \
	"','expressions':{" expressions "}}"
#define REGION(name) "'region':{'constant_value':'" name "'}"
#define ALLOWED(id)  "'allowed_account_ids':{'constant_value':['" id "']}"
#define OF(type, name, key)                                                                        \
	"{'mode':'managed','type':'" type "','name':'" name "','provider_config_key':'" key "'}"
#define MADE(type, module, name, index, rest)                                                      \
	"{'address':'" module type "." name index "','type':'" type "','name':'" name "'," rest    \
	"'change':{'actions':['create'],'after':{},'after_unknown':{}}}"
#define TRAIL(name)     MADE("aws_cloudtrail", "", name, "", "")
#define FUNCTION_(name) MADE("aws_lambda_function", "", name, "", "")
#define FUNCTION_NAMED(name)                                                                       \
	"{'address':'aws_lambda_function." name "','type':'aws_lambda_function','name':'" name     \
	"','change':{'actions':['create'],'after':{'function_name':'" name                         \
	"'},'after_unknown':{}}}"
#define WHOLE(changes, providers, root, rest)                                                      \
	"{'format_version':'1.2','resource_changes':[" changes "],'configuration':{"               \
	"'provider_config':{" providers "},'root_module':{" root "}}" rest "}"

static struct bench *plan(const char *text)
{
	struct bench *b = bench_new();
	add(b, "plan.json", text);
	build(b);
	assert_null(remark(b, REMARK_ERROR, ""));
	return b;
}

static const struct resource *in(const struct bench *b, const char *key, const struct type *type)
{
	const struct collection *c = in_region(b, key, type);
	assert_int_equal(c->n, 1);
	return c->items[0];
}

/* row T28 */
static void aliases_are_one_account(void **state)
{
	(void)state;
	struct bench *b = plan(WHOLE(TRAIL("t") "," FUNCTION_("f"),
		PROVIDER("aws", "",
			REGION("us-east-1") ",'default_tags':{'references':['local."
					    "t']}") "," PROVIDER("aws.west", "west",
			REGION("us-west-2")),
		"'resources':[" OF("aws_cloudtrail", "t", "aws.west") "," OF(
			"aws_lambda_function", "f", "aws") "]",
		""));
	assert_true(str_is(in(b, "plan.json#us-west-2", &trail_type)->key, "aws_cloudtrail.t"));
	assert_int_equal(in(b, "plan.json#us-east-1", &function_type)->action, ACTION_CREATE);
	assert_int_equal(account(b, "plan.json")->n_regions, 2);
	assert_null(in_account(b, "plan.json", &trail_type)->why_incomplete);
	/* where a trail is listed, a plan doesn't say */
	assert_true(has_reason(in_region(b, "plan.json#us-east-1", &trail_type)->why_incomplete,
		REASON_NOT_IN_SOURCE, ""));
	bench_free(b);
	/* reading the list of the account, too: only the other reasons */
	b = plan(WHOLE(TRAIL("t") ",{'address':'x'}",
		PROVIDER("aws", "", REGION("us-east-1")) "," PROVIDER(
			"aws.west", "west", REGION("us-west-2")),
		"'resources':[" OF("aws_cloudtrail", "t", "aws.west") "]", ""));
	const struct region *east = region(b, "plan.json#us-east-1");
	const struct reason *open = region_all(b->inventory, east, &trail_type, 0)->why_incomplete;
	assert_true(has_reason(open, REASON_NOT_IN_SOURCE, ""));
	open = region_all(b->inventory, east, &trail_type, IGNORE_UNKNOWN_REGIONS)->why_incomplete;
	assert_true(has_reason(open, REASON_PLAN_INCOMPLETE, ""));
	assert_false(has_reason(open, REASON_NOT_IN_SOURCE, ""));
	bench_free(b);
}

static void several_accounts(void **state)
{
	(void)state;
	struct bench *b = plan(WHOLE(TRAIL("t") "," FUNCTION_("f"),
		PROVIDER("aws", "", REGION("us-east-1")) "," PROVIDER("aws.audit", "audit",
			REGION("us-east-1") ",'assume_role':[{'role_arn':{'constant_value':'r'}}]"),
		"'resources':[" OF("aws_cloudtrail", "t", "aws.audit") "," OF(
			"aws_lambda_function", "f", "aws") "]",
		""));
	assert_int_equal(in_region(b, "plan.json#aws.audit/us-east-1", &trail_type)->n, 1);
	assert_int_equal(in_region(b, "plan.json#aws/us-east-1", &function_type)->n, 1);
	const struct collection *c = in_account(b, "plan.json#aws", &trail_type);
	assert_true(has_reason(c->why_incomplete, REASON_UNRESOLVED, "plan.json#aws.audit"));
	assert_true(has_reason(c->why_incomplete, REASON_OTHER_STATE, ""));
	assert_non_null(account_all(b->inventory, account(b, "plan.json#aws"), &trail_type, true)
				->why_incomplete);
	assert_null(in_account(b, "plan.json#aws.audit", &trail_type)->why_incomplete);
	assert_null(in_account(b, "plan.json#aws.audit", &function_type)->why_incomplete);
	bench_free(b);
}

/* a Region that is known already resolves nothing */
static void two_known_accounts(void **state)
{
	(void)state;
	struct bench *b = plan(WHOLE(TRAIL("t") "," FUNCTION_("f"),
		PROVIDER("aws", "", REGION("us-east-1") "," ALLOWED("111111111111")) "," PROVIDER(
			"aws.b", "b", REGION("us-east-1") "," ALLOWED("222222222222")),
		"'resources':[" OF("aws_cloudtrail", "t", "aws") "," OF(
			"aws_lambda_function", "f", "aws.b") "]",
		""));
	const struct collection *c = in_account(b, "plan.json#222222222222", &trail_type);
	assert_true(has_reason(c->why_incomplete, REASON_OTHER_STATE, ""));
	assert_true(has_reason(
		c->why_incomplete, REASON_UNRESOLVED, "may also apply to plan.json#222222222222"));
	assert_false(
		has_reason(c->why_incomplete, REASON_UNRESOLVED, "may be the same account as"));
	bench_free(b);
}

/* the same references may be made into different accounts */
static void references_prove_nothing(void **state)
{
	(void)state;
	static const struct {
		const char *first, *second;
		size_t n;
		const char *id; /* of the only account */
	} cases[] = {
		{"'profile':{'references':['var.env']}", "'profile':{'references':['var.env']}", 2,
			NULL},
		{"'profile':{'constant_value':'a'}", "'profile':{'constant_value':'a'}", 1, ""},
		/* one of two is not told */
		{"'allowed_account_ids':{'constant_value':['123456789012','210987654321']}",
			"'allowed_account_ids':{'constant_value':['123456789012','210987654321']}",
			1, ""},
		{"'profile':{'constant_value':'a'}", "'profile':{'constant_value':'b'}", 2, NULL},
		{"'allowed_account_ids':{'constant_value':['123456789012']},'profile':{"
		 "'references':['x']}",
			"'allowed_account_ids':{'constant_value':['123456789012']}", 1,
			"123456789012"},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		char text[2000];
		size_t n;
		snprintf(text, sizeof text,
			WHOLE("",
				PROVIDER("aws", "", REGION("us-east-1") ",%s") "," PROVIDER(
					"aws.b", "b", REGION("us-west-2") ",%s"),
				"", ""),
			cases[i].first, cases[i].second);
		struct bench *b = plan(text);
		inventory_accounts(b->inventory, &n);
		assert_int_equal(n, cases[i].n);
		if (cases[i].id)
			assert_true(str_is(account(b, "plan.json")->id, cases[i].id));
		bench_free(b);
	}
}

static void known_by_arns(void **state)
{
	(void)state;
	struct bench *b = plan(WHOLE(
		"{'address':'aws_cloudtrail.t','type':'aws_cloudtrail','name':'t','change':{"
		"'actions':['no-op'],'before':{'arn':'" T1 "'},'after':{'arn':'" T1 "'}}},"
		/* forgotten: no configuration is left of it */
		"{'address':'aws_cloudtrail.u','type':'aws_cloudtrail','name':'u','change':{"
		"'actions':['forget'],'before':{'arn':'" T2
		"','enable_logging':true},'after':null}}",
		PROVIDER("aws", "", ""), "'resources':[" OF("aws_cloudtrail", "t", "aws") "]", ""));
	assert_true(str_is(account(b, "plan.json")->id, "123456789012"));
	assert_text(field(in(b, "plan.json#us-east-1", &trail_type), "Arn"), T1);
	const struct resource *u = in(b, "plan.json#us-west-2", &trail_type);
	assert_int_equal(u->action, ACTION_FORGET);
	assert_bool(field(u, "IsLogging"), true);
	bench_free(b);
}

#define LIVES(type, name, arn)                                                                     \
	"{'address':'" type "." name "','type':'" type "','name':'" name                           \
	"','change':{'actions':['no-op'],'after':{'arn':'" arn "'},'after_unknown':{}}}"

/* what one configuration is said to have made in two accounts is not one account's */
static void arns_contradict(void **state)
{
	(void)state;
	struct bench *b = plan(WHOLE(
		LIVES("aws_cloudtrail", "t",
			"arn:aws:cloudtrail:us-east-1:111111111111:trail/t") "," LIVES("aws_lambda_"
										       "function",
			"f",
			"arn:aws:lambda:us-east-1:222222222222:function:f") "," FUNCTION_("new"),
		PROVIDER("aws", "", REGION("us-east-1")),
		"'resources':[" OF("aws_cloudtrail", "t", "aws") "," OF("aws_lambda_function", "f",
			"aws") "," OF("aws_lambda_function", "new", "aws") "]",
		""));
	assert_int_equal(in_account(b, "plan.json#111111111111", &trail_type)->n, 1);
	assert_int_equal(in_region(b, "plan.json#222222222222/us-east-1", &function_type)->n, 1);
	assert_non_null(in_account(b, "plan.json#222222222222", &trail_type)->why_incomplete);
	/* in one of the two, or in a third */
	assert_int_equal(in_region(b, "plan.json#aws/us-east-1", &function_type)->n, 1);
	bench_free(b);
}

static void own_region(void **state)
{
	(void)state;
	/* row T29; and one that is not known yet */
	struct bench *b = plan(WHOLE(
		"{'address':'t','type':'aws_cloudtrail','name':'t','change':{'actions':["
		"'create'],'after':{'region':'eu-west-1'}}},{'address':'f',"
		"'type':'aws_lambda_function','name':'f','change':{'actions':['create'],'after':{"
		"},'after_unknown':{'region':true}}}",
		PROVIDER("aws", "", REGION("us-east-1")),
		"'resources':[" OF("aws_cloudtrail", "t", "aws") "," OF(
			"aws_lambda_function", "f", "aws") "]",
		""));
	assert_int_equal(in_region(b, "plan.json#eu-west-1", &trail_type)->n, 1);
	assert_int_equal(in_region(b, "plan.json", &function_type)->n, 1);
	assert_int_equal(region(b, "plan.json")->why->code, REASON_UNRESOLVED);
	/* the function may lie in any Region */
	assert_true(has_reason(in_region(b, "plan.json#us-east-1", &function_type)->why_incomplete,
		REASON_UNRESOLVED, "in an unknown Region"));
	assert_null(in_region(b, "plan.json", &function_type)->why_incomplete);
	assert_null(in_account(b, "plan.json", &function_type)->why_incomplete);
	bench_free(b);
}

/* the Regions of a trail and of a function may differ: the function's may not list the trail */
static void own_regions_unknown(void **state)
{
	(void)state;
	struct bench *b = plan(WHOLE(
		"{'address':'t','type':'aws_cloudtrail','name':'t','change':{'actions':["
		"'create'],'after':{},'after_unknown':{'region':true}}},{'address':'f',"
		"'type':'aws_lambda_function','name':'f','change':{'actions':['create'],'after':{"
		"},'after_unknown':{'region':true}}}",
		PROVIDER("aws", "", REGION("us-east-1")),
		"'resources':[" OF("aws_cloudtrail", "t", "aws") "," OF(
			"aws_lambda_function", "f", "aws") "]",
		""));
	const struct collection *trails = in_region(b, "plan.json", &trail_type);
	assert_int_equal(trails->n, 0);
	assert_true(has_reason(trails->why_incomplete, REASON_NOT_IN_SOURCE, ""));
	assert_int_equal(in_region(b, "plan.json", &function_type)->n, 1);
	assert_int_equal(in_account(b, "plan.json", &trail_type)->n, 1);
	bench_free(b);
}

/* what lies in a Region that is not told may lie beside what lies in one that is */
static void beside_unresolved(void **state)
{
	(void)state;
	struct bench *b = plan(WHOLE(FUNCTION_("f") "," FUNCTION_("g"),
		PROVIDER("aws", "", REGION("us-east-1")) "," PROVIDER("aws.x", "x", ""),
		"'resources':[" OF("aws_lambda_function", "f", "aws.x") "," OF(
			"aws_lambda_function", "g", "aws") "]",
		""));
	assert_int_equal(in_region(b, "plan.json", &function_type)->n, 1);
	assert_true(has_reason(in_region(b, "plan.json", &function_type)->why_incomplete,
		REASON_UNRESOLVED, "in an unknown Region"));
	bench_free(b);
}

/* an ARN tells the Region of what stays; what is made anew may be made elsewhere */
/* an ARN shows the Region of its resource, and of the provider configuration */
static void region_by_arn(void **state)
{
	(void)state;
	static const struct {
		const char *actions, *region;
	} cases[] = {
		{"'no-op'", "plan.json#us-west-2"},
		{"'update'", "plan.json#us-west-2"},
		{"'delete','create'", "plan.json#us-west-2"},
		{"'transmute'", "plan.json#us-west-2"},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		char text[2000];
		snprintf(text, sizeof text,
			WHOLE("{'address':'aws_cloudtrail.t','type':'aws_cloudtrail','name':'t',"
			      "'change':{'actions':[%s],'before':{'arn':'" T2
			      "'},'after':{'name':'t'}}}",
				PROVIDER("aws", "", ""),
				"'resources':[" OF("aws_cloudtrail", "t", "aws") "]", ""),
			cases[i].actions);
		struct bench *b = plan(text);
		assert_int_equal(in_region(b, cases[i].region, &trail_type)->n, 1);
		bench_free(b);
	}
}

static void region_by_variable(void **state)
{
	(void)state;
	static const struct {
		const char *reference, *value;
		bool known;
	} cases[] = {
		{"'var.region'", "'eu-north-1'", true},
		{"'var.region'", "'prod'", false},
		{"'var.region'", "7", false},
		{"'var.region','var.other'", "'eu-north-1'", false},
		{"'local.region'", "'eu-north-1'", false},
		{"'var.region.name'", "'eu-north-1'", false},
		{"'var.other'", "'eu-north-1'", false},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		char text[2000];
		snprintf(text, sizeof text,
			WHOLE(TRAIL("t"), PROVIDER("aws", "", "'region':{'references':[%s]}"),
				"'resources':[" OF("aws_cloudtrail", "t", "aws") "]",
				",'variables':{'region':{'value':%s}}"),
			cases[i].reference, cases[i].value);
		struct bench *b = plan(text);
		assert_int_equal(in_region(b, cases[i].known ? "plan.json#eu-north-1" : "plan.json",
					 &trail_type)
					 ->n,
			1);
		bench_free(b);
	}
	/* an expression that says nothing */
	struct bench *b = plan(WHOLE(TRAIL("t"), PROVIDER("aws", "", "'region':{}"),
		"'resources':[" OF("aws_cloudtrail", "t", "aws") "]", ",'variables':{}"));
	assert_int_equal(in_region(b, "plan.json", &trail_type)->n, 1);
	bench_free(b);
}

/* provider configurations of modules, and indexes that hold everything */
static void modules(void **state)
{
	(void)state;
	static const char *const addresses[] = {"module.a.", "module.a[0].", "module.a[\\\"x\\\"].",
		"module.a[\\\"x].module.b[0\\\"].", "module.a[\\\"q\\\\\\\"].y\\\"]."};
	for (size_t i = 0; i < LENGTH_OF(addresses); i++) {
		char text[2000];
		snprintf(text, sizeof text,
			WHOLE("{'address':'%saws_cloudtrail.t[\\\"a.b[\\\"]',"
			      "'module_address':'%.*s','type':'aws_cloudtrail','name':'t',"
			      "'change':{'actions':['create'],'after':{}}}",
				PROVIDER("aws", "", REGION("us-east-1")) "," PROVIDER(
					"module.a:aws.w", "w", REGION("us-west-2")),
				"'module_calls':{'a':{'module':{'resources':[" OF(
					"aws_cloudtrail", "t", "module.a:aws.w") "]}}}",
				""),
			addresses[i], (int)strlen(addresses[i]) - 1, addresses[i]);
		struct bench *b = plan(text);
		assert_int_equal(in_region(b, "plan.json#us-west-2", &trail_type)->n, 1);
		bench_free(b);
	}
	static const char *const broken[] = {"module", "module.", "module.a[x]", "module.a[0",
		"module.a[\\\"x]", "modulea", "module.a.b", "module.a.", "module.a[]x"};
	for (size_t i = 0; i < LENGTH_OF(broken); i++) {
		char text[2000];
		snprintf(text, sizeof text,
			WHOLE("{'address':'x','module_address':'%s','type':'aws_cloudtrail',"
			      "'name':'t','change':{'actions':['create'],'after':{}}}",
				PROVIDER("aws", "", REGION("us-east-1")),
				"'module_calls':{'a':{'module':{'resources':[" OF(
					"aws_cloudtrail", "t", "aws") "]}}}",
				""),
			broken[i]);
		struct bench *b = plan(text);
		assert_true(
			str_is(in_account(b, "plan.json", &trail_type)->items[0]->home->name, ""));
		assert_int_equal(in_region(b, "plan.json#us-east-1", &trail_type)->n, 0);
		bench_free(b);
	}
}

/* without a configuration, resources may be in different accounts and Regions */
static void no_configuration(void **state)
{
	(void)state;
	struct bench *b = plan(
		"{'format_version':'1.2','resource_changes':[" TRAIL("t") "," FUNCTION_("f") "]}");
	const struct account *a = account(b, "plan.json");
	assert_int_equal(a->n_regions, 1);
	assert_non_null(a->undecided);
	const struct resource *t = in_account(b, "plan.json", &trail_type)->items[0];
	const struct resource *f = in_region(b, "plan.json", &function_type)->items[0];
	assert_ptr_not_equal(t->home, f->home);
	assert_ptr_not_equal(f->home, region(b, "plan.json"));
	bench_free(b);
}

/* OpenTofu: one configuration, an instance for each Region */
static void providers_for_each(void **state)
{
	(void)state;
	struct bench *b = plan(WHOLE(TRAIL("t") "," FUNCTION_("f"),
		PROVIDER("aws.by", "by", "'region':{'references':['each.value']}"),
		"'resources':[" OF("aws_cloudtrail", "t", "aws.by") "," OF(
			"aws_lambda_function", "f", "aws.by") "]",
		""));
	assert_int_equal(account(b, "plan.json")->n_regions, 1);
	bench_free(b);

	b = plan(WHOLE(TRAIL("t") "," FUNCTION_("f"),
		PROVIDER("aws.by", "by",
			REGION("us-east-1") ",'profile':{'references':['each.key']}"),
		"'resources':[" OF("aws_cloudtrail", "t", "aws.by") "," OF(
			"aws_lambda_function", "f", "aws.by") "]",
		""));
	size_t n;
	const struct account *const *all = inventory_accounts(b->inventory, &n);
	assert_int_equal(n, 1);
	assert_non_null(all[0]->undecided);
	bench_free(b);
}

/* each with an expression of its own: no Region is lost, and no more subjects than AWS has Regions
 */
static void many_providers(void **state)
{
	(void)state;
	static char providers[400000], changes[400000], configs[200000], text[1100000];
	size_t p = 0, c = 0, o = 0;
	for (int i = 0; i < 1200; i++) {
		const char *comma = i ? "," : "";
		p += (size_t)snprintf(providers + p, sizeof providers - p,
			"%s'aws.p%d':{'name':'aws','full_name':'registry.terraform.io/hashicorp/"
			"aws','alias':'p%d','expressions':{'region':{'references':['local.r%d']}}}",
			comma, i, i, i);
		c += (size_t)snprintf(changes + c, sizeof changes - c,
			"%s{'address':'aws_lambda_function.f%d','type':'aws_lambda_function',"
			"'name':'f%d','change':{'actions':['create'],'after':{},'after_unknown':{"
			"}}}",
			comma, i, i);
		o += (size_t)snprintf(configs + o, sizeof configs - o,
			"%s{'mode':'managed','type':'aws_lambda_function','name':'f%d',"
			"'provider_config_key':'aws.p%d'}",
			comma, i, i);
	}
	snprintf(text, sizeof text,
		"{'format_version':'1.2','resource_changes':[%s],'configuration':{"
		"'provider_config':{%s},'root_module':{'resources':[%s]}}}",
		changes, providers, configs);
	struct bench *b = plan(text);
	assert_int_equal(in_account(b, "plan.json", &function_type)->n, 1200);
	assert_int_equal(account(b, "plan.json")->n_regions, 129);
	assert_null(remark(b, REMARK_ERROR, ""));
	bench_free(b);
}

static void two_plans_and_exports(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, "/a/plan.json", WHOLE(TRAIL("t"), PROVIDER("aws", "", REGION("us-east-1")), "", ""));
	add(b, "/b/plan.json",
		WHOLE(FUNCTION_("f"), PROVIDER("aws", "", REGION("us-east-1")), "", ""));
	add(b, "/b/plan.json", WHOLE("", PROVIDER("aws", "", REGION("us-east-1")), "", ""));
	add(b, EAST "/d.json", TRAILS(""));
	build(b);
	assert_int_equal(in_account(b, "b/plan.json", &trail_type)->n, 0);
	assert_int_equal(in_account(b, "a/plan.json", &trail_type)->n, 1);
	assert_non_null(account(b, "b/plan.json (2)"));
	assert_non_null(remark(b, REMARK_NOTE, "judged separately"));
	assert_false(account(b, "123456789012")->planned);
	assert_true(account(b, "a/plan.json")->planned);
	bench_free(b);
}

/* copies of one plan: reasons and memory grow as the plans do, not as their pairs */
static void copies_of_one_plan(void **state)
{
	(void)state;
	size_t used[2], n_plans[2] = {100, 200};
	for (size_t i = 0; i < 2; i++) {
		struct bench *b = bench_new();
		for (size_t n = 0; n < n_plans[i]; n++) {
			char name[40];
			snprintf(name, sizeof name, "plan-%zu.json", n);
			add(b, name,
				WHOLE(FUNCTION_NAMED("f") "," FUNCTION_NAMED("g"),
					PROVIDER("aws", "",
						REGION("us-east-1") "," ALLOWED("111111111111")),
					"'resources':[" OF("aws_lambda_function", "f",
						"aws") "," OF("aws_lambda_function", "g",
						"aws") "]",
					""));
		}
		build(b);
		const struct collection *c = in_account(b, "111111111111", &function_type);
		size_t n = 0;
		for (const struct reason *why = c->why_incomplete; why; why = why->next)
			n += why->code == REASON_CONFLICT;
		assert_int_equal(n, 20);
		assert_int_equal(c->n, 0);
		used[i] = arena_used(b->arena);
		bench_free(b);
	}
	assert_true(used[1] < 3 * used[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aliases_are_one_account),
		cmocka_unit_test(several_accounts),
		cmocka_unit_test(two_known_accounts),
		cmocka_unit_test(references_prove_nothing),
		cmocka_unit_test(known_by_arns),
		cmocka_unit_test(arns_contradict),
		cmocka_unit_test(own_region),
		cmocka_unit_test(own_regions_unknown),
		cmocka_unit_test(beside_unresolved),
		cmocka_unit_test(region_by_arn),
		cmocka_unit_test(region_by_variable),
		cmocka_unit_test(modules),
		cmocka_unit_test(no_configuration),
		cmocka_unit_test(providers_for_each),
		cmocka_unit_test(many_providers),
		cmocka_unit_test(two_plans_and_exports),
		cmocka_unit_test(copies_of_one_plan),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
