/*
 * test_inventory_merge - plans merged with exports: live, changed and drifted values.
 */
#include "inventory/model/source_kind.h"
#include "inventory_fixture.h"

#define ACCOUNT "'allowed_account_ids':{'constant_value':['123456789012']}"
#define CONFIGURATION(region, account)                                                             \
	"'configuration':{'provider_config':{'aws':{'name':'aws','expressions':{" region account   \
	"}}},'root_module':{'resources':[{'mode':'managed','type':'aws_cloudtrail','name':'t',"    \
	"'provider_config_key':'aws'},{'mode':'managed','type':'aws_lambda_function','name':'f',"  \
	"'provider_config_key':'aws'}]}}"
#define US_EAST "'region':{'constant_value':'us-east-1'},"
#define PLAN_OF(changes, region, account, rest)                                                    \
	"{'format_version':'1.2','resource_changes':[" changes "]," rest CONFIGURATION(            \
		region, account) "}"
#define PLAN(changes) PLAN_OF(changes, US_EAST, ACCOUNT, "")
#define CHANGE(actions, before, after, rest)                                                       \
	"{'address':'aws_cloudtrail.t','type':'aws_cloudtrail','name':'t','mode':'managed',"       \
	"'change':{'actions':[" actions "],'before':" before ",'after':" after rest "}}"
#define SELECTED                                                                                   \
	",'event_selector':[{'read_write_type':'All','include_management_events':true,"            \
	"'data_resource':[{'type':'AWS::Lambda::Function','values':['arn:aws:lambda']}]}]"
#define IS(logging, rest) IS_BARE(logging, SELECTED rest)
#define IS_BARE(logging, rest)                                                                     \
	"{'arn':'" T1 "','name':'t','home_region':'us-east-1','s3_bucket_name':'b','is_multi_"     \
	"region_trail':true,"                                                                      \
	"'enable_logging':" logging rest "}"
#define NONE(logging) IS_BARE(logging, ",'event_selector':[],'advanced_event_selector':[]")
#define NEW(logging, rest)                                                                         \
	"{'name':'t','is_multi_region_trail':true,'enable_logging':" logging rest "}"
#define NOT_YET ",'after_unknown':{'arn':true}"

#define STATUS EAST "/get-trail-status.t.json"

static struct bench *live(const char *status)
{
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json", TRAILS(ROW(T1, "t", "us-east-1", "true")));
	add(b, EAST "/get-event-selectors.t.json", SELECTORS(T1));
	add(b, EAST "/list-functions.json", FUNCTIONS(FUNCTION("us-east-1", "f")));
	if (status)
		add(b, STATUS, status);
	return b;
}

/* a live trail that is logging (yes), is not (no), or whose status was not exported (unknown); that
 * is deleted (gone), or is or is not (open: in no list, and the list says why) */
enum state { NO, YES, UNKNOWN, GONE, OPEN };

struct lay_case {
	const char *what;
	enum state live;
	const char *change;
	enum state want;  /* of IsLogging */
	const char *says; /* a warning, or NULL: none */
	const char *why;  /* UNKNOWN, OPEN: a part of a reason */
};

static const struct lay_case lay_cases[] = {
	{"a no-op keeps what is live", YES, CHANGE("'no-op'", IS("true", ""), IS("true", ""), ""),
		YES, NULL, NULL},
	{"stopped by hand", NO, CHANGE("'no-op'", IS("true", ""), IS("true", ""), ""), NO,
		"Drift: IsLogging", NULL},
	{"started by hand", YES, CHANGE("'no-op'", IS("false", ""), IS("false", ""), ""), YES,
		"Drift: IsLogging", NULL},
	{"what was not exported stays unknown", UNKNOWN,
		CHANGE("'no-op'", IS("true", ""), IS("true", ""), ""), UNKNOWN, NULL,
		"aws cloudtrail get-trail-status"},
	{"forgotten", NO, CHANGE("'forget'", IS("true", ""), "null", ""), NO, "Drift: IsLogging",
		NULL},
	{"an update of another field", NO,
		CHANGE("'update'", IS("true", ""), IS("true", ",'kms_key_id':'k'"), ""), NO,
		"Drift: IsLogging", NULL},
	{"an update", NO, CHANGE("'update'", IS("false", ""), IS("true", ""), ""), YES, NULL, NULL},
	{"an update of what was changed by hand", NO,
		CHANGE("'update'", IS("true", ""), IS("false", ""), ""), NO, NULL, NULL},
	{"an update of what was not exported", UNKNOWN,
		CHANGE("'update'", IS("false", ""), IS("true", ""), ""), YES, NULL, NULL},
	{"known after apply", YES,
		CHANGE("'update'", IS("true", ""),
			"{'arn':'" T1
			"','name':'t','s3_bucket_name':'b','is_multi_region_trail':true}",
			",'after_unknown':{'enable_logging':true}"),
		UNKNOWN, NULL, "known only after apply"},
	{"an update without what was before", YES, CHANGE("'update'", "null", IS("false", ""), ""),
		NO, NULL, NULL},
	{"an update of nobody knows what", YES,
		CHANGE("'update'", "null", "{'enable_logging':false}", ""), UNKNOWN, NULL,
		"changes or deletes one of the trails"},
	{"replaced", NO, CHANGE("'delete','create'", IS("true", ""), NEW("true", ""), NOT_YET), YES,
		NULL, NULL},
	{"created over what is live", NO, CHANGE("'create'", "null", NEW("true", ""), NOT_YET), YES,
		NULL, NULL},
	{"deleted", YES, CHANGE("'delete'", IS("true", ""), "null", ""), GONE, NULL, NULL},
	{"deleted by name", YES,
		CHANGE("'delete'", "{'name':'t','enable_logging':true}", "null", ""), GONE, NULL,
		NULL},
	{"deleted, and nobody knows what", YES, CHANGE("'delete'", "{}", "null", ""), OPEN, NULL,
		"aws_cloudtrail.t in plan.json changes or deletes one of the trails"},
	{"an action that we don't know", YES,
		CHANGE("'transmute'", IS("true", ""), IS("true", ""), ""), UNKNOWN, NULL,
		"does not know"},
	{"deleted and made again elsewhere in the plan", YES,
		CHANGE("'delete'", IS("true", ""), "null", "") ",{'address':'aws_cloudtrail.u',"
							       "'type':'aws_cloudtrail',"
							       "'name':'t','change':{'actions':["
							       "'create'],'after':" NEW(
								       "true", "") "}}",
		OPEN, NULL, "one change deletes"},
	{"changed, and deleted by another", YES,
		CHANGE("'update'", IS("false", ""), IS("true", ""),
			"") ",{'address':'aws_cloudtrail.u','type':'aws_cloudtrail','name':'t',"
			    "'change':{'actions':['delete'],'before':" IS(
				    "true", "") ",'after':null}}",
		OPEN, NULL, "one change deletes"},
	{"changed in two ways", YES,
		CHANGE("'update'", IS("false", ""), IS("true", ""),
			"") ",{'address':'aws_cloudtrail.u','type':'aws_cloudtrail','name':'t',"
			    "'change':{'actions':['update'],'before':" IS(
				    "true", "") ",'after':" IS("false", "") "}}",
		UNKNOWN, NULL, "to different values"},
	{"a deposed object of the same ARN", YES,
		"{'address':'aws_cloudtrail.t','type':'aws_cloudtrail','name':'t','deposed':'0a',"
		"'change':{'actions':['delete'],'before':" IS("true", "") ",'after':null}}",
		GONE, NULL, NULL},
	{"another trail", YES,
		"{'address':'aws_cloudtrail.u','type':'aws_cloudtrail','name':'u','change':{"
		"'actions':['delete'],'before':{'arn':'" T1 "x','name':'tx'},'after':null}}",
		YES, NULL, NULL},
};

static void merge_step(void **state)
{
	static const char *const statuses[] = {[NO] = LOGGING("false"), [YES] = LOGGING("true")};
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(lay_cases); i++) {
		const struct lay_case *c = &lay_cases[i];
		char text[6000];
		print_message("%s\n", c->what);
		snprintf(text, sizeof text, PLAN("%s"), c->change);
		struct bench *b = live(c->live == UNKNOWN ? NULL : statuses[c->live]);
		add(b, "plan.json", text);
		build(b);
		const struct collection *trails = in_account(b, "123456789012", &trail_type);
		assert_true(account(b, "123456789012")->planned);
		assert_true(!trails->why_incomplete == (c->want != OPEN));
		assert_null(account(b, "plan.json"));
		assert_null(remark(b, REMARK_ERROR, ""));
		assert_null(remark(b, REMARK_NOTE, "separately"));
		const struct remark *said = remark(b, REMARK_WARNING, "");
		if (said && !c->says)
			fail_msg("%.*s", STR_ARGS(said->text));
		if (c->says)
			assert_non_null(remark(b, REMARK_WARNING, c->says));
		const struct resource *t = item(trails, T1);
		if (c->want == GONE)
			/* and the plan is the place that shows it */
			assert_true(!t && str_is(str_of(doc_name(trails->at.doc)), "plan.json"));
		else if (c->want == OPEN)
			assert_true(!t && has_reason(trails->why_incomplete,
						  trails->why_incomplete->code, c->why));
		else if (c->want == UNKNOWN)
			assert_true(has_reason(field(t, "IsLogging")->why,
					    field(t, "IsLogging")->why->code, c->why) ||
				    field(t, "IsLogging")->why->code == REASON_PLAN_INCOMPLETE);
		else
			assert_bool(field(t, "IsLogging"), c->want == YES);
		bench_free(b);
	}
}

/* a service spells out the selector that stands for none: that is no drift, and another one is */
static void spelt_out(void **state)
{
	(void)state;
	static const char *const kinds[] = {"All", "ReadOnly"};
	for (size_t i = 0; i < LENGTH_OF(kinds); i++) {
		char text[900];
		struct bench *b = bench_new();
		snprintf(text, sizeof text,
			"{'TrailARN':'" T1 "','EventSelectors':[{'ReadWriteType':'%s','"
			"IncludeManagementEvents':true,'DataResources':[]}]}",
			kinds[i]);
		add(b, EAST "/describe-trails.json", TRAILS(ROW(T1, "t", "us-east-1", "true")));
		add(b, EAST "/get-event-selectors.t.json", text);
		add(b, STATUS, LOGGING("true"));
		add(b, "plan.json", PLAN(CHANGE("'no-op'", NONE("true"), NONE("true"), "")));
		build(b);
		assert_int_equal(
			remark(b, REMARK_WARNING, "Drift: EventSelectors") != NULL, i == 1);
		bench_free(b);
	}
}

/* what is deleted in a Region of its own is not the live one of that name */
static void deleted_elsewhere(void **state)
{
	(void)state;
	struct bench *b = live(LOGGING("true"));
	add(b, "plan.json",
		PLAN(CHANGE("'delete'", "{'name':'t','region':'us-west-2'}", "null", "")));
	build(b);
	assert_bool(field(item(in_account(b, "123456789012", &trail_type), T1), "IsLogging"), true);
	bench_free(b);
}

/* a name that may lie in any Region names nothing: each of them may be the one */
static void deleted_somewhere(void **state)
{
	(void)state;
	struct bench *b = live(LOGGING("true"));
	add(b, "plan.json",
		PLAN_OF(CHANGE("'delete'", "{'name':'t'}", "null", ""), "", ACCOUNT, ""));
	build(b);
	const struct collection *trails = in_account(b, "123456789012", &trail_type);
	assert_null(item(trails, T1));
	assert_true(has_reason(trails->why_incomplete, REASON_CONFLICT, "changes or deletes"));
	bench_free(b);
}

/* the selectors stay live, and so does what a plan has no word for */
static void the_rest_stays(void **state)
{
	(void)state;
	struct bench *b = live("{'IsLogging':true,'LatestDeliveryError':'NoSuchBucket'}");
	add(b, "plan.json",
		PLAN(CHANGE("'update'", NONE("false"), NONE("true"), ",'after_unknown':{}")));
	build(b);
	const struct resource *t = item(in_account(b, "123456789012", &trail_type), T1);
	assert_text(field(t, "LatestDeliveryError"), "NoSuchBucket");
	assert_int_equal(field(t, "EventSelectors")->n, 1);
	assert_non_null(remark(b, REMARK_WARNING, "Drift: EventSelectors"));
	assert_int_equal(t->action, ACTION_UPDATE);
	assert_true(str_is(t->address, "aws_cloudtrail.t"));
	assert_string_equal(field(t, "EventSelectors")->source->name, "AWS CLI export");
	assert_string_equal(field(t, "IsLogging")->source->name, "Terraform plan");
	assert_ptr_equal(field(t, "IsLogging")->resource, t);
	bench_free(b);
}

static void created(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json", TRAILS(""));
	add(b, WEST "/describe-trails.json", TRAILS(""));
	add(b, "plan.json", PLAN(CHANGE("'create'", "null", NEW("true", ""), NOT_YET)));
	build(b);
	const struct collection *trails = in_account(b, "123456789012", &trail_type);
	assert_int_equal(trails->n, 1);
	assert_null(trails->why_incomplete);
	assert_true(str_is(trails->items[0]->key, "aws_cloudtrail.t"));
	assert_unknown(field(trails->items[0], "LatestDeliveryError"), REASON_NOT_IN_SOURCE, "");
	assert_int_equal(in_region(b, EAST, &trail_type)->n, 1);
	assert_null(in_region(b, EAST, &trail_type)->why_incomplete);
	/* it may be listed there, too */
	assert_true(has_reason(
		in_region(b, WEST, &trail_type)->why_incomplete, REASON_NOT_IN_SOURCE, ""));
	/* the functions are still to be exported, and the new trail is not */
	assert_true(misses(b, "aws lambda list-functions --region us-east-1 --output json > "
			      "123456789012/us-east-1/list-functions.json"));
	assert_false(misses(b, "aws cloudtrail describe-trails --region us-east-1 --output json > "
			       "123456789012/us-east-1/describe-trails.json"));
	bench_free(b);
}

/* in the exports' Regions nothing shows it: there, with unknown fields, and said */
static void unseen(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/describe-trails.json", TRAILS(""));
	add(b, "plan.json", PLAN(CHANGE("'no-op'", IS("true", ""), IS("true", ""), "")));
	build(b);
	const struct resource *t = item(in_account(b, "123456789012", &trail_type), T1);
	assert_unknown(field(t, "IsLogging"), REASON_CONFLICT, "make the plan again");
	assert_non_null(remark(b, REMARK_WARNING, "the exports list all trails without it"));
	bench_free(b);

	b = bench_new();
	add(b, EAST "/list-functions.json", FUNCTIONS(FUNCTION("us-east-1", "f")));
	add(b, "plan.json", PLAN(CHANGE("'update'", IS("false", ""), IS("true", ""), "")));
	build(b);
	t = item(in_account(b, "123456789012", &trail_type), T1);
	assert_bool(field(t, "IsLogging"), true);
	assert_unknown(field(t, "IsMultiRegionTrail"), REASON_NOT_EXPORTED, "describe-trails");
	assert_null(remark(b, REMARK_WARNING, ""));
	assert_non_null(in_account(b, "123456789012", &trail_type)->why_incomplete);
	bench_free(b);
}

struct open_case {
	const char *rest;
	enum reason_code code;
};

static void a_plan_that_is_not_whole(void **state)
{
	static const struct open_case cases[] = {
		{"'complete':false,", REASON_PLAN_INCOMPLETE},
		{"'deferred_changes':[{'resource_change':{'type':'aws_cloudtrail'}}],",
			REASON_PLAN_INCOMPLETE},
		{"'errored':true,", REASON_PLAN_ERRORED},
	};
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		char text[3000];
		snprintf(text, sizeof text, PLAN_OF("", US_EAST, ACCOUNT, "%s"), cases[i].rest);
		struct bench *b = live(LOGGING("true"));
		add(b, "plan.json", text);
		build(b);
		assert_true(has_reason(in_account(b, "123456789012", &trail_type)->why_incomplete,
			cases[i].code, ""));
		assert_true(has_reason(
			in_region(b, EAST, &trail_type)->why_incomplete, cases[i].code, ""));
		assert_int_equal(account(b, "123456789012")->undecided != NULL, i == 2);
		bench_free(b);
	}
}

#define MADE_FUNCTION(name)                                                                        \
	"{'address':'aws_lambda_function.f','type':'aws_lambda_function','name':'f','change':{"    \
	"'actions':['create'],'before':null,'after':{'function_name':'" name                       \
	"'},'after_unknown':{'arn':true}}}"

/* a function that may lie in any Region opens them all; two plans share no such Region */
static void a_region_that_is_not_told(void **state)
{
	(void)state;
	struct bench *b = live(LOGGING("true"));
	add(b, "a.json", PLAN_OF(MADE_FUNCTION("g"), "", ACCOUNT, ""));
	add(b, "b.json", PLAN_OF(MADE_FUNCTION("h"), "", ACCOUNT, ""));
	build(b);
	assert_int_equal(account(b, "123456789012")->n_regions, 3);
	assert_int_equal(in_region(b, "a.json", &function_type)->n, 1);
	assert_int_equal(in_region(b, "b.json", &function_type)->n, 1);
	assert_true(has_reason(
		in_region(b, "a.json", &function_type)->why_incomplete, REASON_UNRESOLVED, ""));
	assert_true(has_reason(
		in_region(b, EAST, &function_type)->why_incomplete, REASON_UNRESOLVED, ""));
	assert_int_equal(in_account(b, "123456789012", &function_type)->n, 3);
	/* it may be one that no export was asked of */
	assert_true(has_reason(in_account(b, "123456789012", &function_type)->why_incomplete,
		REASON_UNRESOLVED, ""));
	assert_true(has_reason(
		in_account(b, "123456789012", &trail_type)->why_incomplete, REASON_UNRESOLVED, ""));
	assert_null(in_region(b, EAST, &trail_type)->why_incomplete);
	bench_free(b);
}

/* it is the live one of its name, or one more: nobody can tell */
static void a_namesake_in_a_region_that_is_not_told(void **state)
{
	(void)state;
	struct bench *b = live(LOGGING("true"));
	add(b, "plan.json", PLAN_OF(MADE_FUNCTION("f"), "", ACCOUNT, ""));
	build(b);
	const struct collection *all = in_account(b, "123456789012", &function_type);
	assert_int_equal(all->n, 1);
	assert_int_equal(node_get(all->items[0]->root, STR("Runtime"))->kind, NODE_UNKNOWN);
	assert_true(has_reason(all->why_incomplete, REASON_UNRESOLVED,
		"may be an existing resource or a new one"));
	bench_free(b);
}

struct whose_case {
	const char *what;
	const char *account; /* given for plans, or NULL */
	const char *provider;
	const char *other; /* one more export's path, or NULL */
	const char *note;
	bool is_merged, broken;
};

static const struct whose_case whose_cases[] = {
	{"told", NULL, ACCOUNT, NULL, NULL, true, false},
	{"told, among others", NULL, ACCOUNT, "999999999999/us-east-1/d.json", NULL, true, false},
	{"not specified, one exported", NULL, "'profile':{}", NULL, "does not specify its account",
		false, false},
	{"not specified, two exported", NULL, "'profile':{}", "999999999999/us-east-1/d.json",
		"does not specify its account", false, false},
	{"not specified, an export of an unknown account", NULL, "'profile':{}", "somewhere/d.json",
		"does not specify its account", false, false},
	{"given", "123456789012", "'profile':{}", "999999999999/us-east-1/d.json", NULL, true,
		false},
	{"given, and told", "123456789012", ACCOUNT, NULL, NULL, true, false},
	{"given otherwise than told", "999999999999", ACCOUNT, NULL, NULL, false, true},
	{"of no exports", "111111111111", "'profile':{}", NULL, "no export of account 111111111111",
		false, false},
};

static void whose(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(whose_cases); i++) {
		const struct whose_case *c = &whose_cases[i];
		char text[3000];
		print_message("%s\n", c->what);
		snprintf(text, sizeof text, PLAN_OF("", US_EAST, "%s", ""), c->provider);
		struct bench *b = live(LOGGING("true"));
		add(b, "plan.json", text);
		const struct plan_setting given = {.account = str_of(c->account)};
		inventory_set_plan(b->inventory, &given);
		if (c->other)
			add(b, c->other, TRAILS(""));
		build(b);
		assert_int_equal(account(b, "123456789012")->planned, c->is_merged);
		assert_int_equal(account(b, "plan.json") == NULL, c->is_merged);
		assert_int_equal(
			remark(b, REMARK_ERROR, "not of the given account") != NULL, c->broken);
		assert_int_equal(
			remark(b, REMARK_NOTE, "separately") != NULL, !c->is_merged && !c->broken);
		if (c->note)
			assert_non_null(remark(b, REMARK_NOTE, c->note));
		bench_free(b);
	}
}

/* ARNs and a provider block that name several accounts for one name none */
static void several_for_one(void **state)
{
	(void)state;
	struct bench *b = live(LOGGING("true"));
	add(b, "plan.json",
		PLAN("{'address':'aws_cloudtrail.t','type':'aws_cloudtrail','name':'t','change':{"
		     "'actions':['no-op'],'before':{'arn':'" ORG "'},'after':{'arn':'" ORG "'}}}"));
	build(b);
	assert_false(account(b, "123456789012")->planned);
	assert_true(str_is(account(b, "plan.json#aws")->id, ""));
	assert_non_null(remark(b, REMARK_NOTE, "specify different accounts for one"));
	bench_free(b);
}

#define OTHER "999999999999/us-east-1"

/* each plan over its own account, and neither sees the other's */
static void two_accounts(void **state)
{
	(void)state;
	struct bench *b = live(LOGGING("true"));
	add(b, OTHER "/describe-trails.json", TRAILS(""));
	add(b, "a.json", PLAN(CHANGE("'delete'", IS("true", ""), "null", "")));
	add(b, "b.json",
		PLAN_OF(CHANGE("'create'", "null", NEW("true", ""), NOT_YET), US_EAST,
			"'allowed_account_ids':{'constant_value':['999999999999']}", ""));
	build(b);
	assert_int_equal(in_account(b, "123456789012", &trail_type)->n, 0);
	const struct collection *trails = in_account(b, "999999999999", &trail_type);
	assert_int_equal(trails->n, 1);
	assert_true(str_is(trails->items[0]->label, "t"));
	assert_true(str_is(trails->items[0]->home->key, OTHER));
	assert_null(remark(b, REMARK_NOTE, "separately"));
	assert_null(remark(b, REMARK_WARNING, ""));
	bench_free(b);
}

#define THEIRS "arn:aws:cloudtrail:us-east-1:999999999999:trail/o"
#define UNIDENTIFIED(name)                                                                         \
	"{'address':'aws_cloudtrail." name "','type':'aws_cloudtrail','name':'" name "',"          \
	"'change':{'actions':['update'],'before':null,'after':{'enable_logging':false}}}"
#define PROVIDED(name, provider)                                                                   \
	"{'mode':'managed','type':'aws_cloudtrail','name':'" name                                  \
	"','provider_config_key':'" provider "'}"

/* a change that does not identify its resource makes those of its own account unknown */
static void unidentified_in_two_accounts(void **state)
{
	(void)state;
	struct bench *b = live(LOGGING("true"));
	add(b, OTHER "/describe-trails.json", TRAILS(ROW(THEIRS, "o", "us-east-1", "true")));
	add(b, "plan.json",
		"{'format_version':'1.2','resource_changes':[" UNIDENTIFIED("t") "," UNIDENTIFIED(
			"o") "],'configuration':{'provider_config':{"
			     "'aws':{'name':'aws','expressions':{" US_EAST ACCOUNT "}},"
			     "'aws.o':{'name':'aws','alias':'o','expressions':{" US_EAST
			     "'allowed_account_ids':{'constant_value':['999999999999']}}}},"
			     "'root_module':{'resources':[" PROVIDED("t", "aws") "," PROVIDED(
				     "o", "aws.o") "]}}}");
	build(b);
	assert_unknown(field(item(in_account(b, "123456789012", &trail_type), T1), "IsLogging"),
		REASON_CONFLICT, "aws_cloudtrail.t in plan.json");
	assert_unknown(field(item(in_account(b, "999999999999", &trail_type), THEIRS), "IsLogging"),
		REASON_CONFLICT, "aws_cloudtrail.o in plan.json");
	bench_free(b);
}

/* one plan twice says nothing more than once */
static void the_same_plan_twice(void **state)
{
	(void)state;
	struct bench *b = live(LOGGING("true"));
	static const char text[] = PLAN(
		CHANGE("'update'", IS("true", ""), IS("false", ""), "") "," MADE_FUNCTION("g"));
	add(b, "a.json", text);
	add(b, "b.json", text);
	build(b);
	assert_bool(
		field(item(in_account(b, "123456789012", &trail_type), T1), "IsLogging"), false);
	assert_int_equal(in_account(b, "123456789012", &function_type)->n, 2);
	assert_int_equal(in_region(b, EAST, &function_type)->n, 2);
	assert_null(in_region(b, EAST, &function_type)->why_incomplete);
	bench_free(b);
}

/* planned values tell nothing of what will be deleted */
static void planned_values_stay_apart(void **state)
{
	(void)state;
	struct bench *b = live(LOGGING("true"));
	add(b, "plan.json",
		"{'format_version':'1.2','planned_values':{'root_module':{'resources':[{"
		"'address':'aws_lambda_function.f','mode':'managed','type':'aws_lambda_function',"
		"'name':'f','values':{'function_name':'f'}}]}}," CONFIGURATION(
			US_EAST, ACCOUNT) "}");
	build(b);
	assert_false(account(b, "123456789012")->planned);
	assert_non_null(remark(b, REMARK_NOTE, "does not show all its changes"));
	bench_free(b);
}

/* what the plan marks as sensitive is no less so where the export prints it */
static void sensitive(void **state)
{
	(void)state;
	struct bench *b = live(LOGGING("true"));
	add(b, "plan.json",
		PLAN(CHANGE("'no-op'", IS("true", ""), IS("true", ""),
			",'after_sensitive':{'s3_bucket_name':true,'event_selector':true},"
			"'before_sensitive':{'home_region':true}")));
	build(b);
	const struct resource *t = item(in_account(b, "123456789012", &trail_type), T1);
	assert_text(field(t, "S3BucketName"), "b");
	assert_true(field(t, "S3BucketName")->secret);
	assert_true(field(t, "HomeRegion")->secret);
	assert_true(field(t, "EventSelectors")->items[0]->members[0].node->secret);
	assert_false(field(t, "IsLogging")->secret);
	bench_free(b);
}

/* the versions of a function are one thing to a plan */
static void several_keys(void **state)
{
	(void)state;
	struct bench *b = bench_new();
	add(b, EAST "/list-functions.json",
		FUNCTIONS(FUNCTION("us-east-1", "f:$LATEST") "," FUNCTION("us-east-1", "f:1")));
	add(b, "plan.json",
		PLAN("{'address':'aws_lambda_function.f','type':'aws_lambda_function','name':'f',"
		     "'change':{'actions':['delete'],'before':{'function_name':'f:1',"
		     "'arn':'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST'},"
		     "'after':null}}"));
	build(b);
	assert_int_equal(in_account(b, "123456789012", &function_type)->n, 0);
	assert_int_equal(in_region(b, EAST, &function_type)->n, 0);
	assert_null(in_region(b, EAST, &function_type)->why_incomplete);
	bench_free(b);
}

/* more namesakes than anything has: given up with an error, and nothing is decided */
static void too_many_keys(void **state)
{
	static char text[300000];
	(void)state;
	size_t n = (size_t)snprintf(text, sizeof text, "{'Functions':[");
	for (int i = 0; i < 1001; i++)
		n += (size_t)snprintf(text + n, sizeof text - n,
			"%s{'FunctionArn':'arn:aws:lambda:us-east-1:123456789012:function:f:%d',"
			"'FunctionName':'f'}",
			i ? "," : "", i);
	snprintf(text + n, sizeof text - n, "]}");
	struct bench *b = bench_new();
	add(b, EAST "/list-functions.json", text);
	add(b, "plan.json",
		PLAN("{'address':'aws_lambda_function.f','type':'aws_lambda_function','name':'f',"
		     "'change':{'actions':['delete'],'before':{'function_name':'f',"
		     "'arn':'arn:aws:lambda:us-east-1:123456789012:function:f'},'after':null}}"));
	build(b);
	assert_non_null(remark(b, REMARK_ERROR, "More than 1000 exported resources"));
	assert_non_null(account(b, "123456789012")->undecided);
	bench_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(merge_step),
		cmocka_unit_test(spelt_out),
		cmocka_unit_test(deleted_elsewhere),
		cmocka_unit_test(deleted_somewhere),
		cmocka_unit_test(the_rest_stays),
		cmocka_unit_test(created),
		cmocka_unit_test(unseen),
		cmocka_unit_test(a_plan_that_is_not_whole),
		cmocka_unit_test(a_region_that_is_not_told),
		cmocka_unit_test(a_namesake_in_a_region_that_is_not_told),
		cmocka_unit_test(whose),
		cmocka_unit_test(several_for_one),
		cmocka_unit_test(two_accounts),
		cmocka_unit_test(unidentified_in_two_accounts),
		cmocka_unit_test(the_same_plan_twice),
		cmocka_unit_test(planned_values_stay_apart),
		cmocka_unit_test(sensitive),
		cmocka_unit_test(several_keys),
		cmocka_unit_test(too_many_keys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
