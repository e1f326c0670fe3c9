/*
 * What a plan's configuration says an unknown is made from: names through modules, and which of
 * them is enough to know that there will be a value. The rest is tests/cli/references.sh.
 */
#include "inventory_fixture.h"

#define PROVIDERS                                                                                  \
	"'provider_config':{'aws':{'name':'aws','full_name':'registry.terraform.io/hashicorp/"     \
	"aws','expressions':{'region':{'constant_value':'us-east-1'}}}}"
#define TRAIL(expressions)                                                                         \
	"{'mode':'managed','type':'aws_cloudtrail','name':'t','provider_config_key':'aws',"        \
	"'expressions':{" expressions "}}"
#define KMS(references) "'kms_key_id':{'references':[" references "]}"

static struct bench *plan(const char *module, const char *unknown, const char *root)
{
	struct bench *b = bench_new();
	struct arena *a;
	assert_int_equal(arena_new(&a, 0), ASSAY_OK);
	struct str text = str_printf(a,
		"{'format_version':'1.2','resource_changes':[{'address':'%s%saws_cloudtrail.t',"
		"'module_address':'%s','mode':'managed','type':'aws_cloudtrail','name':'t',"
		"'change':{'actions':['create'],'after':{'name':'t','event_selector':[{"
		"'data_resource':[{}]},{'data_resource':[{}]}]},'after_unknown':{%s}}}],"
		"'configuration':{" PROVIDERS ",'root_module':{%s}}}",
		module, module[0] ? "." : "", module, unknown, root);
	assert_non_null(text.ptr);
	add(b, "plan.json", text.ptr);
	build(b);
	arena_free(a);
	return b;
}

static const struct resource *only(const struct bench *b)
{
	const struct collection *c = in_account(b, "plan.json", &trail_type);
	assert_int_equal(c->n, 1);
	return c->items[0];
}

struct names_case {
	const char *module; /* address */
	const char *root;
	const char *from; /* in the reason; "": nothing is named */
	bool set;
};

#define ROOT(references) "'resources':[" TRAIL(KMS(references)) "]"
#define KEY              "'aws_kms_key.k.arn','aws_kms_key.k'"
#define CALL(name, inputs, inside)                                                                 \
	"'module_calls':{'" name "':{'expressions':{" inputs "},'module':{" inside "}}}"
#define INNER(references) "'resources':[" TRAIL(KMS(references)) "]"

static const struct names_case names_cases[] = {
	{"", ROOT(KEY), "from aws_kms_key.k.arn", true},
	{"",
		ROOT("'aws_kms_key.k[\\\"a.b]\\\"].arn','aws_kms_key.k[\\\"a.b]\\\"]',"
		     "'aws_kms_key.k'"),
		"from aws_kms_key.k[\"a.b]\"].arn", true},
	/* not all that Terraform would name: an older one, or not Terraform */
	{"", ROOT("'aws_kms_key.k.arn'"), "from aws_kms_key.k.arn", false},
	{"", ROOT("'aws_kms_key.k[0].arn','aws_kms_key.k[0]'"), "from aws_kms_key.k[0].arn", false},
	/* the key as a whole is named, too */
	{"", ROOT(KEY ",'aws_kms_key.k'"), "from aws_kms_key.k.arn, aws_kms_key.k", false},
	{"", ROOT(KEY "," KEY), "from aws_kms_key.k.arn", false},
	/* a name that only begins like another is no part of it */
	{"", ROOT("'aws_kms_key.kk.arn','aws_kms_key.kk','aws_kms_key.k'"),
		"from aws_kms_key.kk.arn, aws_kms_key.k", false},
	{"", ROOT(KEY ",'var.x'"), "from aws_kms_key.k.arn, var.x", false},
	{"", ROOT("'aws_kms_key.k.arn.x','aws_kms_key.k.arn','aws_kms_key.k'"),
		"from aws_kms_key.k.arn.x", false},
	{"", ROOT("'aws_kms_key.k.policy','aws_kms_key.k'"), "from aws_kms_key.k.policy", false},
	{"", ROOT("'aws_other.k.arn','aws_other.k'"), "from aws_other.k.arn", false},
	{"", ROOT("'var.x'"), "from var.x", false},
	{"", ROOT("'var.a','var.b','var.c','var.d'"), "from var.a, var.b, var.c, ...", false},
	/* a name that is always known hides none that is not */
	{"", ROOT("'var.a','path.module','count.index','terraform.workspace','local.x'"),
		"from local.x, var.a, path.module, ...", false},
	{"", ROOT("'aws_kms_key.k[.arn'"), "from aws_kms_key.k[.arn", false},
	{"", ROOT("'aws_kms_key..arn','aws_kms_key.'"), "from aws_kms_key..arn", false},
	{"", ROOT("''"), "", false},
	{"", ROOT("3," KEY), "", false},
	{"", ROOT(""), "", false},
	{"", "'resources':[" TRAIL("'kms_key_id':{'constant_value':null}") "]", "", false},
	{"", "'resources':[" TRAIL("'kms_key_id':[]") "]", "", false},
	/* a module's variable, and what it can't lead to */
	{"module.m[\\\"x\\\"]", CALL("m", "'key':{'references':[" KEY "]}", INNER("'var.key'")),
		"from aws_kms_key.k.arn", true},
	{"module.m", CALL("m", "'key':{'references':[" KEY ",'var.x']}", INNER("'var.key'")),
		"from aws_kms_key.k.arn, var.x", false},
	{"module.m", CALL("m", "'key':{'references':[" KEY "]}", INNER("'var.key.arn','var.key'")),
		"from module.m.var.key.arn", false},
	{"module.m", CALL("m", "'key':{'constant_value':null}", INNER("'var.key'")),
		"from module.m.var.key", false},
	{"module.m", CALL("m", "", INNER("'var.key'")), "from module.m.var.key", false},
	{"module.m", CALL("m", "'key':{'references':['var.key']}", INNER("'var.key'")),
		"from var.key", false},
	/* a module within a module, and what stands for the instance of either */
	{"module.m",
		CALL("m", "",
			INNER("'module.n[0].key','module.n[0]','module.n'") "," CALL("n", "",
				"'outputs':{'key':{'expression':{'references':[" KEY "]}}}")),
		"from module.m.module.n[0].aws_kms_key.k.arn", true},
	{"module.m[\\\"x\\\"]",
		"'module_calls':{'m':{'for_each_expression':{'references':['local.keys']},"
		"'expressions':{'key':{'references':['each.value.key','each.value']}},'module':"
		"{" INNER("'var.key'") "}}}",
		"from each.value.key of for_each over local.keys", false},
	{"module.m",
		CALL("m", "",
			"'resources':[{'mode':'managed','type':'aws_cloudtrail','name':'t',"
			"'for_each_expression':{'references':['local.keys']},'expressions':{" KMS(
				"'each.key'") "}}]"),
		"from each.key of for_each over module.m.local.keys", false},
	{"module.m", CALL("m", "", INNER("'count.index'")), "from count.index", false},
	{"module.m", CALL("m", "", INNER("'path.module'")), "from path.module", false},
	{"module.m", CALL("m", "", INNER("'terraform.workspace'")), "from terraform.workspace",
		false},
	/* the second of two equal keys could be meant */
	{"module.m",
		CALL("m", "'key':{'references':['var.x']},'key':{'references':[" KEY "]}",
			INNER("'var.key'")),
		"from module.m.var.key", false},
	/* a module's output */
	{"",
		ROOT("'module.m.key','module.m'") "," CALL(
			"m", "", "'outputs':{'key':{'expression':{'references':[" KEY "]}}}"),
		"from module.m.aws_kms_key.k.arn", true},
	{"",
		ROOT("'module.m[0].key','module.m[0]','module.m'") "," CALL(
			"m", "", "'outputs':{'key':{'expression':{'references':[" KEY "]}}}"),
		"from module.m[0].aws_kms_key.k.arn", true},
	{"",
		ROOT("'module.m.key.arn','module.m.key','module.m'") "," CALL(
			"m", "", "'outputs':{'key':{'expression':{'references':[" KEY "]}}}"),
		"from module.m.key.arn", false},
	{"", ROOT("'module.n.key','module.n'") "," CALL("m", "", ""), "from module.n.key", false},
	/* a circle, which Terraform refuses */
	{"",
		ROOT("'module.m.key','module.m'") "," CALL("m",
			"'x':{'references':['module.m.key','module.m']}",
			"'outputs':{'key':{'expression':{'references':['var.x']}}}"),
		"", false},
};

static void names(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH_OF(names_cases); i++) {
		const struct names_case *c = &names_cases[i];
		struct bench *b = plan(c->module, "'kms_key_id':true", c->root);
		const struct node *n = field(only(b), "KMSKeyId");
		assert_unknown(n, REASON_AFTER_APPLY, c->from);
		struct str from = str_of(c->from);
		if (!str_ends(n->why->what, from.len ? from : STR("after apply")) ||
			(n->set_from.len > 0) != c->set)
			fail_msg("%zu: '%.*s', set from '%.*s'", i, STR_ARGS(n->why->what),
				STR_ARGS(n->set_from));
		bench_free(b);
	}
}

/* what is asked for is what is waited for */
static void settled_by(void **state)
{
	(void)state;
	static const struct {
		const char *root, *resolve;
	} cases[] = {
		{ROOT(KEY ",'var.x'"), "a plan made when aws_kms_key.k.arn is known"},
		{ROOT("'local.x','count.index','local.y'"),
			"a plan made when local.x, local.y are known"},
		{ROOT("'var.x'"), "a plan made when var.x is known"},
		{ROOT(""), "a plan made when it is known"},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct bench *b = plan("", "'kms_key_id':true", cases[i].root);
		const struct reason *why = field(only(b), "KMSKeyId")->why;
		if (!str_is(why->resolve, cases[i].resolve))
			fail_msg("%zu: '%.*s'", i, STR_ARGS(why->resolve));
		bench_free(b);
	}
}

#define BLOCK(type)    "{'data_resource':[{'type':" type ",'values':{}}]}"
#define BLOCKS(blocks) "'resources':[" TRAIL("'event_selector':[" blocks "]") "]"
#define CONSTANT       "{'constant_value':'x'}"
#define MADE_OF(name)  "{'references':['" name "']}"

/* an attribute of one of several blocks: any of them may be the one */
static void blocks(void **state)
{
	(void)state;
	static const struct {
		const char *root, *from; /* "": nothing is named */
	} cases[] = {
		{BLOCKS(BLOCK(CONSTANT) "," BLOCK(MADE_OF("var.b"))), "from var.b"},
		{BLOCKS(BLOCK(MADE_OF("var.a")) "," BLOCK(MADE_OF("var.b"))), "from var.a, var.b"},
		{BLOCKS(BLOCK(MADE_OF("var.a")) "," BLOCK(MADE_OF("var.a"))), "from var.a"},
		{BLOCKS(BLOCK(MADE_OF("var.a")) "," BLOCK(MADE_OF("var.b")) "," BLOCK(
			 MADE_OF("var.c")) "," BLOCK(MADE_OF("var.d")) "," BLOCK(MADE_OF("var.e"))),
			"from var.a, var.b, var.c, ..."},
		{BLOCKS(BLOCK(CONSTANT) "," BLOCK(CONSTANT)), ""},
		/* the other one is of a dynamic block, and so may this be */
		{BLOCKS(BLOCK(MADE_OF("var.a"))), ""},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct bench *b = plan("",
			"'event_selector':[{'data_resource':[{}]},{'data_resource':[{"
			"'type':true}]}]",
			cases[i].root);
		const struct node *n = field(only(b), "EventSelectors")->items[1];
		n = node_get(node_get(n, STR("DataResources"))->items[0], STR("Type"));
		assert_unknown(n, REASON_AFTER_APPLY, cases[i].from);
		struct str from = str_of(cases[i].from);
		if (!str_ends(n->why->what, from.len ? from : STR("after apply")))
			fail_msg("%zu: '%.*s'", i, STR_ARGS(n->why->what));
		bench_free(b);
	}
}

/* row T11 at the top: optional and computed, in the root and below modules, with instances */
static void computed(void **state)
{
	(void)state;
	static const struct {
		const char *module, *root;
		bool unknown;
	} cases[] = {
		{"", "'resources':[" TRAIL("") "]", false},
		{"", "'resources':[" TRAIL("'s3_bucket_name':{'references':['var.x']}") "]", true},
		{"", "'resources':[]", true},
		{"module.m[\\\"a.b\\\"]", CALL("m", "", "'resources':[" TRAIL("") "]"), false},
		{"module.m[\\\"a.b\\\"]",
			CALL("m", "",
				"'resources':[" TRAIL(
					"'s3_bucket_name':{'references':['var.x']}") "]"),
			true},
		{"module.other", CALL("m", "", "'resources':[" TRAIL("") "]"), true},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct bench *b = plan(
			cases[i].module, "'s3_bucket_name':true,'kms_key_id':true", cases[i].root);
		const struct node *bucket = field(only(b), "S3BucketName");
		assert_int_equal(bucket && bucket->kind == NODE_UNKNOWN, cases[i].unknown);
		assert_unknown(field(only(b), "KMSKeyId"), REASON_AFTER_APPLY, "");
		bench_free(b);
	}
}

static const struct field block_keys[] = {{.name = S("Key"),
	.kind = FIELD_STRING,
	SPELLED(PLANNED_AS(S("key"), KEYS(set_by, S("aws_kms_key.arn"))))}};
static const struct field block_of = {.kind = FIELD_OBJECT, .fields = block_keys, .n_fields = 1};
static const struct field block_fields[] = {
	{.name = S("Arn"), .kind = FIELD_STRING, SPELLED(PLANNED(S("arn")))},
	{.name = S("Blocks"), .kind = FIELD_LIST, .of = &block_of, SPELLED(PLANNED(S("block")))}};
static const struct type block_type = {.name = S("A::Type"),
	.noun = S("thing"),
	.nouns = S("things"),
	.fields = block_fields,
	.n_fields = 2,
	.key = &block_fields[0],
	.label = &block_fields[0],
	TERRAFORM(S("a_type"))};
static const struct type *const block_types[] = {&block_type};

/* where there are several blocks, which one an expression is of can't be told */
static void several_blocks(void **state)
{
	(void)state;
	static const char text[] =
		"{'format_version':'1.2','resource_changes':[{'address':'a_type.t',"
		"'mode':'managed','type':'a_type','name':'t','change':{'actions':['create'],"
		"'after':{'block':[%s]},'after_unknown':{'block':[%s]}}}],'configuration':{"
		"'root_module':{'resources':[{'mode':'managed','type':'a_type','name':'t',"
		"'expressions':{'block':[%s]}}]}}}";
	static const struct {
		const char *after, *unknown, *written, *from;
		bool set;
	} cases[] = {
		{"{}", "{'key':true}", "{'key':{'references':[" KEY "]}}", "from aws_kms_key.k.arn",
			true},
		/* one more than written: a dynamic block's, and either may be that */
		{"{},{}", "{'key':true},{}", "{'key':{'references':[" KEY "]}}",
			"known only after apply", false},
		{"{}", "{'key':true}", "{'key':{'references':[" KEY "]}},{}",
			"from aws_kms_key.k.arn", false},
	};
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct bench *b = bench_new();
		struct assay_error err = {0};
		char plan_text[1000];
		inventory_free(b->inventory);
		assert_int_equal(
			inventory_new(&b->inventory, block_types, 1, b->arena, NULL), ASSAY_OK);
		snprintf(plan_text, sizeof plan_text, text, cases[i].after, cases[i].unknown,
			cases[i].written);
		add(b, "plan.json", plan_text);
		assert_int_equal(inventory_build(b->inventory, block_types, 1, &err), ASSAY_OK);
		const struct node *key =
			node_get(field(in_account(b, "plan.json", &block_type)->items[0], "Blocks")
					 ->items[0],
				STR("Key"));
		assert_unknown(key, REASON_AFTER_APPLY, cases[i].from);
		assert_true(str_ends(key->why->what, str_of(cases[i].from)));
		assert_int_equal(key->set_from.len > 0, cases[i].set);
		bench_free(b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(settled_by),
		cmocka_unit_test(blocks),
		cmocka_unit_test(computed),
		cmocka_unit_test(several_blocks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
