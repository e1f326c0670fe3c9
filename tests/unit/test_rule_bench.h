/*
 * test_rule_bench.h - a small inventory made from JSON, for the tests of rule/.
 *
 * It stands in for the inventory: this file defines the three functions of inventory.h that rule/
 * calls, so the linker takes no other. Values are those of one test type; beside plain ones there
 * are
 *   {"$unknown": "why"}               an unknown
 *   {"$pending": "from"}              an unknown that will have a value
 *   {"$open": "why", "items": [...]}  a list that may hold more
 *   {"$sensitive": value}             marked by the source
 *   {"$default": value}               not written: a default
 */
#ifndef TEST_RULE_BENCH_H
#define TEST_RULE_BENCH_H

#include "doc/value.h"
#include "inventory/export/source.h"
#include "inventory/terraform/source.h"
#include "rule/rule.h"

#include "helpers.h"
#include "verdict/setting.h"

#define THING "Test::Thing"

static const char type_text[] =
	"local function text(more)\n"
	"  local f = more or {}\n"
	"  f.kind = 'string'\n"
	"  return f\n"
	"end\n"
	"return type {\n"
	"  name = 'Test::Thing', noun = 'thing', nouns = 'things', key = 'Id', scope = 'global', "
	"label = 'Name',\n"
	"  fields = {\n"
	"    Id = text(), Name = text { cli = { 'NameCli', 'n' }, tf = 'name_tf' },\n"
	"    On = { kind = 'bool', default = false, cli = 'is_on', tf = 'on' },\n"
	"    Count = { kind = 'int' }, Token = text { secret = true },\n"
	"    Pin = { kind = 'int', secret = true },\n"
	"    Words = { kind = 'set', of = text() }, Tags = { kind = 'map', of = text() },\n"
	"    Vault = { kind = 'object', secret = true, fields = {\n"
	"      Key = text(), Keys = { kind = 'map', of = text() } } },\n"
	"    Parts = { kind = 'list', of = { kind = 'object', fields = {\n"
	"      Part = text(), Good = { kind = 'bool' }, Values = { kind = 'list', of = text() } } "
	"} },\n"
	"  },\n"
	"  commands = { { name = 'test list-things', at = 'Things', many = true, lists = "
	"'region',\n"
	"    keys = { 'Things' }, gives = { 'Id' }, permission = 'test:ListThings' } },\n"
	"}\n";

struct test_account {
	struct account account; /* first: a handle to it is one to this */
	struct collection things;
};

struct inventory {
	const struct account **accounts;
	size_t n;
};

const struct account *const *inventory_accounts(const struct inventory *w, size_t *n)
{
	*n = w->n;
	return w->accounts;
}

const struct collection *account_all(struct inventory *w, const struct account *account,
	const struct type *type, unsigned ignored)
{
	(void)w;
	(void)type;
	const struct test_account *a = (const struct test_account *)(const void *)account;
	static struct collection complete;
	if (!(ignored & IGNORE_OTHER_STATES) || !a->things.why_incomplete ||
		a->things.why_incomplete->code != REASON_OTHER_STATE)
		return &a->things;
	complete = a->things;
	complete.why_incomplete = NULL;
	return &complete;
}

const struct collection *region_all(
	struct inventory *w, const struct region *region, const struct type *type, unsigned ignored)
{
	return account_all(w, region->account, type, ignored);
}

const struct collection *account_named(
	struct inventory *w, const struct account *account, const struct type *type)
{
	(void)w;
	(void)account;
	(void)type;
	static const struct collection none;
	return &none;
}

struct bench {
	struct arena *arena;
	struct rules *rules;
	struct options options;
	struct rule_budget budget;
	struct run run;
	struct inventory inventory;
	struct doc *doc;
	struct assay_error err;
};

static inline void *need(void *p)
{
	assert_non_null(p);
	return p;
}

static inline void bench_start(struct bench *b, const struct rule_budget *budget)
{
	*b = (struct bench){0};
	options_init(&b->options);
	b->budget = budget ? *budget
			   : (struct rule_budget){b->options.rule_instructions,
				     b->options.rule_live, b->options.rule_allocated};
	assert_int_equal(arena_new(&b->arena, 0), ASSAY_OK);
	assert_int_equal(rules_new(&b->rules, b->arena, &b->budget, &b->err), ASSAY_OK);
	b->run.arena = b->arena;
	b->run.options = &b->options;
	assert_int_equal(
		rules_add(b->rules, "types/thing.lua", type_text, sizeof type_text - 1, &b->err),
		ASSAY_OK);
}

static inline void bench_end(struct bench *b)
{
	rules_free(b->rules);
	doc_free(b->doc);
	arena_free(b->arena);
}

/* text must outlive the bench */
static inline int bench_add(struct bench *b, const char *name, const char *text)
{
	return rules_add(b->rules, name, text, strlen(text), &b->err);
}

/* a control of the test type from the body of its check */
static inline void bench_control(struct bench *b, const char *subject, const char *body)
{
	struct str text = str_printf(b->arena,
		"return control { id = 'test', title = 'a test', severity = 'low',\n"
		"  subject = '%s', reads = { '" THING "' },\n"
		"  params = { flag = { default = true, about = 'x' }, n = { default = 7, about = "
		"'x' },\n"
		"    way = { default = 'a', choices = { 'a', 'b' }, about = 'x' } },"
		"  check = function(it, params)\n%s\nend }\n",
		subject, body);
	assert_non_null(text.ptr);
	int status = rules_add(b->rules, "controls/test.lua", text.ptr, text.len, &b->err);
	if (status == ASSAY_OK)
		status = rules_load(b->rules, &b->err);
	if (status)
		print_message("%s:%zu: %s\n", b->err.path, b->err.line, b->err.message);
	assert_int_equal(status, ASSAY_OK);
}

static inline const struct reason *bench_reason(
	struct bench *b, enum reason_code code, const struct value *v, struct cursor at)
{
	if (!v)
		return NULL;
	struct reason *reason = need(arena_alloc(b->arena, sizeof *reason));
	*reason = (struct reason){.code = code, .what = v->text, .at = at};
	return reason;
}

static inline const struct node *bench_node(struct bench *b, const struct resource *resource,
	const struct field *field, struct str name, const struct value *v);

static inline void bench_fill(struct bench *b, struct node *node, const struct value *v)
{
	const struct field *fields =
		node->field ? node->field->fields : node->resource->type->fields;
	size_t n = node->field ? node->field->n_fields : node->resource->type->n_fields;
	struct node_member *members = need(arena_array(b->arena, v->n, sizeof *members));
	for (size_t i = 0; i < v->n; i++) {
		struct node_member *m = &members[node->n++];
		m->key = v->members[i].key;
		const struct field *of = NULL;
		if (node->kind == NODE_OBJECT)
			of = m->field = need((void *)(uintptr_t)field_find(fields, n, m->key));
		else
			of = node->field->of;
		m->node = bench_node(b, node->resource, of, m->key, v->members[i].value);
	}
	node->members = members;
}

static inline void bench_items(struct bench *b, struct node *node, const struct value *v)
{
	const struct node **items = need(arena_array(b->arena, v->n, sizeof(void *)));
	for (size_t i = 0; i < v->n; i++)
		items[i] = bench_node(
			b, node->resource, node->field->of, node->source_name, v->items[i]);
	node->items = items;
	node->n = v->n;
}

static inline const struct node *bench_node(struct bench *b, const struct resource *resource,
	const struct field *field, struct str name, const struct value *v)
{
	struct node *node = need(arena_alloc(b->arena, sizeof *node));
	*node = (struct node){.object = OBJECT_NODE,
		.field = field,
		.resource = resource,
		.at = v->at,
		.source = resource->action == ACTION_NONE ? &aws_cli_export : &terraform_plan,
		.written = true,
		.source_name = name};
	const struct value *inner = value_get(v, "$unknown");
	if (inner) {
		node->kind = NODE_UNKNOWN;
		node->written = false;
		node->why = bench_reason(b, REASON_NOT_EXPORTED, inner, v->at);
		return node;
	}
	if ((inner = value_get(v, "$pending"))) {
		node->kind = NODE_UNKNOWN;
		node->written = false;
		node->set_from = inner->text;
		node->why = bench_reason(b, REASON_AFTER_APPLY, inner, v->at);
		return node;
	}
	if ((inner = value_get(v, "$open"))) {
		node->why = bench_reason(b, REASON_TRUNCATED, inner, v->at);
		v = value_get(v, "items");
	} else if ((inner = value_get(v, "$sensitive"))) {
		node->secret = true;
		node->at = inner->at;
		v = inner;
	} else if ((inner = value_get(v, "$default"))) {
		node->written = false;
		v = inner;
	}
	switch (v->kind) {
	case DOC_BOOL:
		node->kind = NODE_BOOL;
		node->truth = v->truth;
		break;
	case DOC_NUMBER:
		node->kind = NODE_INT;
		assert_true(value_integer(v, &node->integer));
		break;
	case DOC_STRING:
		node->kind = NODE_STRING;
		node->text = v->text;
		break;
	case DOC_ARRAY:
		node->kind = NODE_LIST;
		bench_items(b, node, v);
		break;
	case DOC_OBJECT:
		node->kind = field && field->kind == FIELD_MAP ? NODE_MAP : NODE_OBJECT;
		bench_fill(b, node, v);
		break;
	case DOC_NULL:
		fail_msg("null in a test world");
	}
	return node;
}

static inline struct str bench_text(const struct value *v, const char *key)
{
	const struct value *text = value_get(v, key);
	return text ? text->text : STR_NONE;
}

static inline const struct resource *bench_object(
	struct bench *b, const struct account *account, const struct value *v)
{
	struct resource *r = need(arena_alloc(b->arena, sizeof *r));
	*r = (struct resource){.object = OBJECT_RESOURCE, .owner = account};
	r->type = rules_type(b->rules, STR(THING));
	assert_non_null(r->type);
	const struct value *address = value_get(v, "address");
	if (address) {
		r->address = address->text;
		r->action = ACTION_CREATE;
		v = value_get(v, "values");
	}
	r->root = bench_node(b, r, NULL, STR_NONE, v);
	r->key = address ? address->text : bench_text(v, "Id");
	const struct value *hidden = value_get(value_get(v, "Name"), "$sensitive");
	r->label = hidden ? hidden->text : bench_text(v, "Name");
	r->home = account->n_regions ? account->regions[0] : NULL;
	return r;
}

static inline void bench_regions(struct bench *b, struct account *account, const struct value *v)
{
	const struct value *names = value_get(v, "regions");
	if (!names)
		return;
	const struct region **regions = need(arena_array(b->arena, names->n, sizeof(void *)));
	for (size_t i = 0; i < names->n; i++) {
		struct region *region = need(arena_alloc(b->arena, sizeof *region));
		const struct value *name = names->items[i];
		*region = (struct region){
			.object = OBJECT_REGION, .account = account, .at = name->at};
		if (name->kind == DOC_STRING)
			region->name = name->text;
		region->key = str_printf(
			b->arena, "%.*s/%.*s", STR_ARGS(account->key), STR_ARGS(region->name));
		region->why =
			bench_reason(b, REASON_UNRESOLVED, value_get(name, "$unknown"), name->at);
		regions[i] = region;
	}
	account->regions = regions;
	account->n_regions = names->n;
}

static inline const struct account *bench_account(struct bench *b, const struct value *v)
{
	struct test_account *a = need(arena_alloc(b->arena, sizeof *a));
	struct account *account = &a->account;
	account->object = OBJECT_ACCOUNT;
	account->id = bench_text(v, "id");
	account->key = account->id.len ? account->id : bench_text(v, "key");
	account->planned = value_get(v, "planned") != NULL;
	account->at = v->at;
	account->undecided = bench_reason(b, REASON_PLAN_ERRORED, value_get(v, "undecided"), v->at);
	account->why = bench_reason(b, REASON_UNRESOLVED, value_get(v, "why"), v->at);
	bench_regions(b, account, v);
	const struct value *things = value_get(v, "things");
	size_t n = things ? things->n : 0;
	const struct resource **items = need(arena_array(b->arena, n, sizeof(void *)));
	for (size_t i = 0; i < n; i++)
		items[i] = bench_object(b, account, things->items[i]);
	a->things = (struct collection){.object = OBJECT_COLLECTION,
		.type = rules_type(b->rules, STR(THING)),
		.items = items,
		.n = n,
		.at = things ? things->at : v->at};
	a->things.why_incomplete =
		bench_reason(b, REASON_NOT_EXPORTED, value_get(v, "open"), v->at);
	if (value_get(v, "other_state"))
		a->things.why_incomplete =
			bench_reason(b, REASON_OTHER_STATE, value_get(v, "other_state"), v->at);
	return account;
}

/* Call this after the rules were loaded. text is a list of accounts, as JSON with ' for ". */
static inline void bench_inventory(struct bench *b, const char *text)
{
	const char *json = json_from(b->arena, text);
	struct doc_limits limits = {b->options.max_input, b->options.max_depth,
		b->options.max_slice, b->options.max_yaml_expansion};
	int status = doc_open(&b->doc, "world.json", json, strlen(json), &limits, &b->err);
	if (status)
		print_message("%s in %s\n", b->err.message, json);
	assert_int_equal(status, ASSAY_OK);
	const struct value *v;
	assert_int_equal(value_build(&v, doc_root(b->doc), b->arena, &b->err), ASSAY_OK);
	b->inventory.accounts = need(arena_array(b->arena, v->n, sizeof(void *)));
	b->inventory.n = v->n;
	for (size_t i = 0; i < v->n; i++)
		b->inventory.accounts[i] = bench_account(b, v->items[i]);
}

/* run the control and give its first result */
static inline const struct result *bench_run(struct bench *b)
{
	const struct control *control = rules_control(b->rules, STR("test"));
	assert_non_null(control);
	assert_int_equal(rules_run(b->rules, control, &b->inventory, &b->run, &b->err), ASSAY_OK);
	return b->run.results.n ? b->run.results.items[0] : NULL;
}

/* what the reasons say, joined */
static inline const char *bench_reasons(struct bench *b, const struct reason *reasons)
{
	struct str text = STR("");
	for (; reasons; reasons = reasons->next)
		text = str_printf(b->arena, "%.*s%s%.*s", STR_ARGS(text), text.len ? "; " : "",
			STR_ARGS(reasons->what));
	return text.ptr;
}

#endif
