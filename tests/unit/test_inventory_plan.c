/*
 * test_inventory_plan - plans: after with its marks, actions, what makes a list complete.
 */
#include "inventory_fixture.h"

#define CONFIG(resources)                                                                          \
	"'configuration':{'provider_config':{'aws':{'name':'aws','full_name':"                     \
	"'registry.terraform.io/hashicorp/aws','expressions':{'region':{'constant_value':"         \
	"'us-east-1'}}}},'root_module':{'resources':[" resources "]}}"
#define TRAIL_CONFIG(name, expressions)                                                            \
	"{'address':'aws_cloudtrail." name                                                         \
	"','mode':'managed','type':'aws_cloudtrail','name':'" name                                 \
	"','provider_config_key':'aws','expressions':{" expressions "}}"
#define CHANGE(name, actions, rest)                                                                \
	"{'address':'aws_cloudtrail." name                                                         \
	"','mode':'managed','type':'aws_cloudtrail','name':'" name                                 \
	"','change':{'actions':[" actions "]," rest "}}"
#define PLAN_WITH(changes, config, rest)                                                           \
	"{'format_version':'1.2','terraform_version':'1.11.4','resource_changes':[" changes        \
	"]," config rest "}"
#define PLAN(changes) PLAN_WITH(changes, CONFIG(TRAIL_CONFIG("t", "")), "")
#define EASTERN       "plan.json#us-east-1"

static struct bench *plan(const char *text)
{
	struct bench *b = bench_new();
	add(b, "plan.json", text);
	build(b);
	return b;
}

/* the plan tests/data/unit/NAME */
static struct bench *plan_of_file(const char *name)
{
	struct bench *b = bench_new();
	add_as(b, "plan.json", read_data(b->arena, name), true);
	build(b);
	return b;
}

static const struct resource *only(const struct bench *b)
{
	const struct collection *c = in_account(b, "plan.json", &trail_type);
	assert_int_equal(c->n, 1);
	return c->items[0];
}

static void merges_unknown(void **state)
{
	(void)state;
	struct bench *b = plan_of_file("merged-marks.json");
	const struct resource *t = only(b);
	assert_true(str_is(t->key, "aws_cloudtrail.t"));
	assert_true(str_is(t->label, "t"));
	assert_int_equal(t->action, ACTION_CREATE);
	assert_true(str_is(t->home->key, EASTERN));
	assert_bool(field(t, "IsLogging"), true);
	assert_true(str_is(field(t, "IsLogging")->source_name, "enable_logging"));
	assert_null(field(t, "KMSKeyId"));
	assert_null(field(t, "S3BucketName"));
	/* null: known to be absent, so the default holds */
	assert_bool(field(t, "IsOrganizationTrail"), false);
	/* not marked and not there: the plan was cut */
	assert_unknown(field(t, "HomeRegion"), REASON_TRUNCATED,
		"home_region of aws_cloudtrail.t is missing in the plan");
	assert_unknown(field(t, "IsMultiRegionTrail"), REASON_AFTER_APPLY,
		"is_multi_region_trail of aws_cloudtrail.t is known only after apply");
	assert_unknown(field(t, "HasCustomEventSelectors"), REASON_NOT_IN_SOURCE, "");
	const struct node *data =
		node_get(field(t, "EventSelectors")->items[0], STR("DataResources"));
	assert_int_equal(data->n, 2);
	const struct node *values = node_get(data->items[0], STR("Values"));
	assert_unknown(values, REASON_AFTER_APPLY, "from aws_lambda_function.f.arn");
	assert_true(values->secret);
	assert_true(str_is((struct str){cursor_text(values->at).ptr, 8}, "{\"type\":"));
	values = node_get(data->items[1], STR("Values"));
	assert_int_equal(values->n, 2);
	assert_text(values->items[0], "a");
	assert_unknown(values->items[1], REASON_AFTER_APPLY, "");
	assert_null(in_region(b, EASTERN, &trail_type)->why_incomplete);
	assert_null(in_region(b, EASTERN, &function_type)->why_incomplete);
	assert_null(remark(b, REMARK_ERROR, ""));
	bench_free(b);
}

/* row T8: an operator that is left out of after and marked */
static void unknown_operators(void **state)
{
	(void)state;
	struct bench *b = plan(PLAN(CHANGE("t", "'create'",
		"'after':{'advanced_event_selector':[{'field_selector':[{'field':'resources.ARN',"
		"'equals':[],'ends_with':null}]}]},'after_unknown':{'advanced_event_selector':[{'"
		"field_selector':["
		"{'equals':[],'not_equals':true}]}]}")));
	const struct node *n =
		node_get(field(only(b), "AdvancedEventSelectors")->items[0], STR("FieldSelectors"));
	assert_unknown(node_get(n->items[0], STR("NotEquals")), REASON_AFTER_APPLY, "not_equals");
	assert_int_equal(node_get(n->items[0], STR("Equals"))->n, 0);
	assert_null(node_get(n->items[0], STR("EndsWith")));
	bench_free(b);
}

/* lists and marks of different length */
static void uneven_lists(void **state)
{
	(void)state;
	struct bench *b = plan(PLAN(CHANGE("t", "'create'",
		"'after':{'event_selector':[{'read_write_type':null}]},'after_unknown':{"
		"'event_selector':[{},{"
		"'read_write_type':true}],'advanced_event_selector':[{'name':true}]}")));
	const struct node *n = field(only(b), "EventSelectors");
	assert_int_equal(n->n, 2);
	assert_int_equal(n->items[0]->kind, NODE_OBJECT);
	assert_text(node_get(n->items[0], STR("ReadWriteType")), "All");
	assert_unknown(n->items[1], REASON_AFTER_APPLY, "");
	assert_unknown(field(only(b), "AdvancedEventSelectors"), REASON_AFTER_APPLY, "");
	bench_free(b);
}

static void wrong_kinds(void **state)
{
	(void)state;
	struct bench *b = plan(PLAN(CHANGE("t", "'create'",
		"'after':{'enable_logging':'true','is_multi_region_trail':1,'event_selector':{},"
		"'advanced_event_selector':[3],'name':['t'],'kms_key_id':'k'},'after_unknown':{"
		"'kms_key_id':{'x':true}}")));
	const struct resource *t = only(b);
	assert_unknown(field(t, "IsLogging"), REASON_CONFLICT, "is a string, not a boolean");
	assert_unknown(field(t, "IsMultiRegionTrail"), REASON_CONFLICT, "is a number");
	assert_unknown(field(t, "EventSelectors"), REASON_CONFLICT, "an object, not a list");
	assert_unknown(
		field(t, "AdvancedEventSelectors")->items[0], REASON_CONFLICT, "not an object");
	assert_unknown(field(t, "TrailName"), REASON_CONFLICT, "not a string");
	assert_unknown(field(t, "KMSKeyId"), REASON_AFTER_APPLY, "");
	assert_true(str_is(t->label, "aws_cloudtrail.t"));
	bench_free(b);
}

static void blocks_and_maps(void **state)
{
	(void)state;
	struct bench *b =
		plan("{'format_version':'1.2','resource_changes':[{'address':'f',"
		     "'type':'aws_lambda_function','name':'f','change':{'actions':['create'],"
		     "'after':{'function_name':'f','environment':[{'variables':{'B':'2',"
		     "'A':'1'}}]},'after_unknown':{'environment':[{'variables':{'C':true}}]}}},{"
		     "'address':'g','type':'aws_lambda_function','name':'g','change':{'actions':["
		     "'create'],'after':{'environment':[]},'after_unknown':{}}},{'address':'h',"
		     "'type':'aws_lambda_function','name':'h','change':{'actions':['create'],"
		     "'after':{'environment':[{},{}]},'after_unknown':{}}}]}");
	const struct collection *all = in_account(b, "plan.json", &function_type);
	const struct node *v = node_get(field(item(all, "f"), "Environment"), STR("Variables"));
	assert_int_equal(v->n, 3);
	assert_true(str_is(v->members[0].key, "A"));
	assert_text(v->members[1].node, "2");
	assert_unknown(v->members[2].node, REASON_AFTER_APPLY, "");
	assert_true(v->members[2].node->secret);
	assert_null(field(item(all, "g"), "Environment"));
	assert_unknown(field(item(all, "h"), "Environment"), REASON_CONFLICT, "");
	bench_free(b);
}

static void actions(void **state)
{
	(void)state;
	static const struct {
		const char *actions;
		enum plan_action action;
		size_t n;
	} cases[] = {
		{"'no-op'", ACTION_NO_OP, 1},
		{"'create'", ACTION_CREATE, 1},
		{"'read'", ACTION_READ, 1},
		{"'update'", ACTION_UPDATE, 1},
		{"'delete'", ACTION_DELETE, 0},
		{"'delete','create'", ACTION_REPLACE, 1},
		{"'create','delete'", ACTION_REPLACE, 1},
		/* what was there lives on */
		{"'create','forget'", ACTION_REPLACE, 2},
		{"'forget','create'", ACTION_REPLACE, 2},
		{"'forget'", ACTION_FORGET, 1},
		{"'open'", ACTION_UNKNOWN, 1},
		{"", ACTION_UNKNOWN, 1},
		{"'no-op','create'", ACTION_UNKNOWN, 1},
		{"'delete','create','delete'", ACTION_UNKNOWN, 1},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		char text[2000];
		snprintf(text, sizeof text, PLAN(CHANGE("t", "%s", "%s")), cases[i].actions,
			cases[i].action == ACTION_FORGET
				? "'before':{'enable_logging':true},'after':null,'after_unknown':{}"
				: "'before':{'enable_logging':false},'after':{"
				  "'enable_logging':true}");
		struct bench *b = plan(text);
		const struct collection *c = in_region(b, EASTERN, &trail_type);
		assert_int_equal(c->n, cases[i].n);
		/* a trail in any action makes the list of trails a whole one */
		assert_null(c->why_incomplete);
		if (c->n) {
			assert_int_equal(c->items[0]->action, cases[i].action);
			const struct node *logging = field(c->items[0], "IsLogging");
			if (cases[i].action == ACTION_UNKNOWN)
				assert_unknown(logging, REASON_PLAN_INCOMPLETE, "does not know");
			else
				assert_bool(logging, true);
		}
		if (c->n > 1) {
			assert_int_equal(c->items[1]->action, ACTION_FORGET);
			assert_bool(field(c->items[1], "IsLogging"), false);
			assert_false(str_eq(c->items[0]->key, c->items[1]->key));
		}
		bench_free(b);
	}
}

static void values_that_are_not_there(void **state)
{
	(void)state;
	static const char *const changes[] = {"'after':null", "'after':[]", "'before':null"};
	for (size_t i = 0; i < LENGTH_OF(changes); i++) {
		char text[2000];
		snprintf(text, sizeof text, PLAN(CHANGE("t", "'update'", "%s")), changes[i]);
		struct bench *b = plan(text);
		assert_unknown(field(only(b), "IsMultiRegionTrail"), REASON_PLAN_INCOMPLETE,
			"does not contain the values of aws_cloudtrail.t");
		bench_free(b);
	}
}

static const char *const good =
	CHANGE("t", "'create'", "'after':{'enable_logging':true},'after_unknown':{}");

static void whole_marks(void **state)
{
	(void)state;
	struct bench *b = plan(PLAN(CHANGE("t", "'create'",
		"'after':{'name':'t'},'after_unknown':true,'after_sensitive':true")));
	assert_unknown(field(only(b), "TrailName"), REASON_AFTER_APPLY, "");
	assert_true(field(only(b), "TrailName")->secret);
	bench_free(b);
}

/* why the lists of a plan are not whole */
static void incomplete(void **state)
{
	(void)state;
	static const struct {
		const char *changes, *rest;
		enum reason_code code;
		bool functions; /* open too */
	} cases[] = {
		{"", "", REASON_OTHER_STATE, false},
		{CHANGE("t", "'create'", "'after':{}"), ",'complete':false", REASON_PLAN_INCOMPLETE,
			true},
		{CHANGE("t", "'create'", "'after':{}"),
			",'deferred_changes':[{'reason':'x','resource_change':{'mode':'managed',"
			"'type':'aws_cloudtrail'}}]",
			REASON_PLAN_INCOMPLETE, false},
		{CHANGE("t", "'create'", "'after':{}"), ",'deferred_changes':[{'reason':'x'}]",
			REASON_PLAN_INCOMPLETE, true},
		{CHANGE("t", "'create'", "'after':{}") ",{'address':'aws_cloudtrail.u',"
						       "'type':'aws_cloudtrail',"
						       "'index_unknown':true}",
			"", REASON_PLAN_INCOMPLETE, false},
		{CHANGE("t", "'create'", "'after':{}") ",{'address':'x'}", "",
			REASON_PLAN_INCOMPLETE, true},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		char text[3000];
		snprintf(text, sizeof text, PLAN_WITH("%s", CONFIG(TRAIL_CONFIG("t", "")), "%s"),
			cases[i].changes, cases[i].rest);
		struct bench *b = plan(text);
		assert_true(has_reason(
			in_region(b, EASTERN, &trail_type)->why_incomplete, cases[i].code, ""));
		assert_true(has_reason(in_account(b, "plan.json", &trail_type)->why_incomplete,
			cases[i].code, ""));
		assert_int_equal(in_region(b, EASTERN, &function_type)->why_incomplete != NULL,
			cases[i].functions);
		const struct collection *complete =
			region_all(b->inventory, region(b, EASTERN), &trail_type, true);
		assert_int_equal(
			complete->why_incomplete == NULL, cases[i].code == REASON_OTHER_STATE);
		bench_free(b);
	}
	struct bench *b = plan(PLAN_WITH("", CONFIG(""),
		",'deferred_changes':[{'resource_change':{'mode':'managed',"
		"'type':'aws_s3_bucket'}}]"));
	assert_null(in_region(b, EASTERN, &function_type)->why_incomplete);
	bench_free(b);
}

static void errored(void **state)
{
	(void)state;
	char text[3000];
	snprintf(text, sizeof text,
		PLAN_WITH("%s", CONFIG(TRAIL_CONFIG("t", "")), ",'errored':true"), good);
	struct bench *b = plan(text);
	assert_true(has_reason(
		account(b, "plan.json")->undecided, REASON_PLAN_ERRORED, "planning failed"));
	assert_null(remark(b, REMARK_ERROR, ""));
	bench_free(b);
}

static void deposed_and_data(void **state)
{
	(void)state;
	char text[3000];
	snprintf(text, sizeof text,
		PLAN("%s,{'address':'aws_cloudtrail.t','type':'aws_cloudtrail','name':'t',"
		     "'deposed':'12345678','change':{'actions':['delete']}},{'address':'data.x',"
		     "'mode':'data','type':'aws_cloudtrail','name':'x','change':{'actions':["
		     "'read']}}"),
		good);
	struct bench *b = plan(text);
	assert_int_equal(in_region(b, EASTERN, &trail_type)->n, 1);
	assert_non_null(remark(
		b, REMARK_NOTE, "Skipped 1 deposed object: controls judge its replacement."));
	bench_free(b);
}

/* rows T11 and its opposite: computed and not configured is unset, a dynamic block is not */
#define FIELD(name) "{'field':{'constant_value':'" name "'}}"
static void computed(void **state)
{
	(void)state;
	static const char change[] =
		"{'address':'aws_cloudtrail_event_data_store.e',"
		"'type':'aws_cloudtrail_event_data_store','name':'e','change':{'actions':["
		"'create'],'after':{'name':'e','advanced_event_selector':[{'field_selector':[{"
		"'field':'eventCategory','equals':['Data']}]}]},'after_unknown':{"
		"'advanced_event_selector':[{'name':true,'field_selector':[{'ends_with':true,"
		"'not_equals':true,'starts_with':[true]}]}]}}}";
	static const struct {
		const char *expressions;
		bool ends_unknown, not_unknown;
	} cases[] = {
		{"'advanced_event_selector':[{'field_selector':[{'field':{},'equals':{},"
		 "'not_equals':{'references':['var.x']}}]}]",
			false, true},
		{"'advanced_event_selector':[{'field_selector':[{'field':{}}]}]", false, false},
		{"'advanced_event_selector':[{'field_selector':[" FIELD("a") "," FIELD("b") "]}]",
			false, false},
		/* a set that holds one of them only, beside one of a dynamic block, is as long */
		{"'advanced_event_selector':[{'field_selector':[" FIELD("a") "," FIELD("a") "]}]",
			true, true},
		/* the inner block is dynamic: what it writes is not seen */
		{"'advanced_event_selector':[{}]", true, true},
		{"", true, true},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		char text[3000];
		snprintf(text, sizeof text,
			PLAN_WITH("%s",
				CONFIG("{'mode':'managed',"
				       "'type':'aws_cloudtrail_event_data_store','name':'e',"
				       "'provider_config_key':'aws','expressions':{%s}}"),
				""),
			change, cases[i].expressions);
		struct bench *b = plan(text);
		const struct collection *c = in_region(b, EASTERN, &store_type);
		const struct node *n =
			node_get(field(c->items[0], "AdvancedEventSelectors")->items[0],
				STR("FieldSelectors"));
		const struct node *ends = node_get(n->items[0], STR("EndsWith"));
		const struct node *not = node_get(n->items[0], STR("NotEquals"));
		assert_int_equal(ends != NULL, cases[i].ends_unknown);
		assert_int_equal(not != NULL, cases[i].not_unknown);
		/* what is in part unknown somebody wrote */
		assert_non_null(node_get(n->items[0], STR("StartsWith")));
		bench_free(b);
	}
}

/* more blocks than are written: the others come from a dynamic block, which may write anything */
static void computed_beside_dynamic(void **state)
{
	(void)state;
	struct bench *b = plan_of_file("computed-beside-dynamic.json");
	const struct node *n = node_get(
		field(in_region(b, EASTERN, &store_type)->items[0], "AdvancedEventSelectors")
			->items[0],
		STR("FieldSelectors"));
	assert_int_equal(n->n, 2);
	for (size_t i = 0; i < n->n; i++)
		assert_non_null(node_get(n->items[i], STR("NotEquals")));
	bench_free(b);
}

/* without resource_changes */
static void planned_values(void **state)
{
	(void)state;
	struct bench *b = plan_of_file("planned-values.json");
	const struct collection *c = in_account(b, "plan.json", &trail_type);
	assert_int_equal(c->n, 2);
	const struct resource *t = item(c, "aws_cloudtrail.t");
	assert_unknown(field(t, "KMSKeyId"), REASON_AFTER_APPLY, "not in the planned values");
	assert_unknown(field(t, "IsMultiRegionTrail"), REASON_AFTER_APPLY, "");
	assert_null(field(t, "S3BucketName"));
	assert_int_equal(field(t, "EventSelectors")->n, 0);
	assert_true(field(t, "TrailName")->secret);
	bench_free(b);

	/* row T19 */
	b = plan_of_file("refresh-only.json");
	c = in_account(b, "plan.json", &trail_type);
	assert_int_equal(c->n, 3);
	assert_null(field(item(c, "aws_cloudtrail.t"), "KMSKeyId"));
	assert_bool(field(item(c, "aws_cloudtrail.t"), "IsMultiRegionTrail"), false);
	assert_bool(field(item(c, "aws_cloudtrail.p"), "IsLogging"), false);
	bench_free(b);
}

static void versions(void **state)
{
	(void)state;
	static const struct {
		const char *version;
		bool known;
	} cases[] = {{"0.1", true}, {"0.2", true}, {"1.0", true}, {"1.2", true}, {"1.99", true},
		{"2.0", false}, {"0.0", false}, {"1", false}, {"x.1", false}, {"", false}};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		char text[200];
		size_t n;
		snprintf(text, sizeof text, "{'format_version':'%s','resource_changes':[]}",
			cases[i].version);
		struct bench *b = plan(text);
		enum input_state is = inventory_inputs(b->inventory, &n)[0]->state;
		assert_int_equal(is, cases[i].known ? INPUT_READ : INPUT_BROKEN);
		/* a plan that can't be read is an account of which nothing is decided */
		assert_int_equal(account(b, "plan.json")->undecided == NULL, cases[i].known);
		assert_non_null(region(b, "plan.json"));
		assert_int_equal(in_region(b, "plan.json", &function_type)->why_incomplete == NULL,
			cases[i].known);
		bench_free(b);
	}
}

/* evasions: keys that two readers read differently */
static void hidden_resources(void **state)
{
	(void)state;
	static const char *const entries[] = {
		"{'type':'aws_s3_bucket','ty\\u0070e':'aws_cloudtrail'}",
		"{'type':'aws_cloudtrail','change':{'actions':['no-op'],'after':{"
		"'enable_logging':true,'enable_logging':false}}}",
		"{'type':'aws_cloudtrail','change':{'actions':['no-op'],'after':{"
		"'event_selector':[{'read_write_type':'All','read_write_type':'ReadOnly'}]}}}",
		"{'type':'aws_cloudtrail','change':{'actions':['no-op'],'after':{"
		"'event_selector':[{'data_resource':[{'values':['arn:aws:lambda\\u0000x']}]}]}}}",
	};
	for (size_t i = 0; i < LENGTH_OF(entries); i++) {
		char text[1000];
		size_t n;
		snprintf(text, sizeof text, "{'format_version':'1.2','resource_changes':[%s]}",
			entries[i]);
		struct bench *b = plan(text);
		assert_int_equal(inventory_inputs(b->inventory, &n)[0]->state, INPUT_BROKEN);
		assert_non_null(account(b, "plan.json")->undecided);
		assert_non_null(in_account(b, "plan.json", &trail_type)->why_incomplete);
		bench_free(b);
	}
}

static void plans_of_others(void **state)
{
	(void)state;
	struct bench *b =
		plan("{'format_version':'1.2','planned_values':{'root_module':{}},"
		     "'resource_changes':[{'address':'google_x.y','mode':'managed',"
		     "'type':'google_x','name':'y','change':{'actions':['create'],'after':{}}}],"
		     "'configuration':{'provider_config':{'google':{'name':'google'}}}}");
	assert_null(remark(b, REMARK_ERROR, ""));
	assert_null(in_region(b, "plan.json", &function_type)->why_incomplete);
	assert_int_equal(in_region(b, "plan.json", &function_type)->n, 0);
	assert_true(region(b, "plan.json")->name.len == 0 && region(b, "plan.json")->why);
	bench_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(merges_unknown),
		cmocka_unit_test(unknown_operators),
		cmocka_unit_test(uneven_lists),
		cmocka_unit_test(wrong_kinds),
		cmocka_unit_test(blocks_and_maps),
		cmocka_unit_test(actions),
		cmocka_unit_test(values_that_are_not_there),
		cmocka_unit_test(whole_marks),
		cmocka_unit_test(incomplete),
		cmocka_unit_test(errored),
		cmocka_unit_test(deposed_and_data),
		cmocka_unit_test(computed),
		cmocka_unit_test(computed_beside_dynamic),
		cmocka_unit_test(planned_values),
		cmocka_unit_test(versions),
		cmocka_unit_test(hidden_resources),
		cmocka_unit_test(plans_of_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
