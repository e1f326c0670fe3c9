/*
 * planned - the resources of exports as a Terraform plan that creates them.
 *
 * One rule, every source: what a control says of exports it must say of a plan. Works from the
 * declaration of a type alone: names no service. An unknown value is known only after apply.
 */
#include "authors/planned.h"

#include "doc/json_out.h"
#include "inventory/terraform/source.h"
#include "report/model/where.h"

#define TEXT_MAX ((size_t)64 << 20)
/* nesting of values that json_out can write below a resource change */
#define DEPTH_MAX 20
#define PLAN_NAME "plan.json"

/* a provider configuration: one for each account and Region */
struct provider {
	const struct account *account;
	struct str region;
	char key[32]; /* "aws.r0" */
};

struct planning {
	struct json_out j;
	struct arena *arena;
	const struct run *run;
	struct list providers; /* struct provider */
	struct planned *made;
	struct str tf_type; /* of the resource that is written */
};

/* The attribute or block of a field; ptr NULL: none. */
static struct str name_in_plan(const struct planning *p, const struct field *field)
{
	return field_name_of(field, &terraform_notation, p->tf_type);
}

/* an object that a plan writes as a list of at most one block */
static bool is_block(const struct field *field)
{
	return field->kind == FIELD_OBJECT && field_spelling(field, &terraform_notation)->block;
}

static bool is_list(const struct field *field)
{
	return field->kind == FIELD_LIST || field->kind == FIELD_SET || is_block(field);
}

static void write_value(struct planning *p, const struct node *node, unsigned depth);

/* what is not set, as a plan writes it */
static void write_absent(struct planning *p, const struct field *field)
{
	json_key_str(&p->j, name_in_plan(p, field));
	if (is_list(field)) {
		json_array(&p->j);
		json_array_end(&p->j);
	} else {
		json_null(&p->j);
	}
}

static void note_unwritten(struct planning *p, const struct field *field, const struct node *node)
{
	struct str text = str_printf(p->arena, "%.*s of %.*s", STR_ARGS(field->name),
		STR_ARGS(node->resource->type->name));

	for (size_t i = 0; i < p->made->unwritten.n; i++) {
		const struct str *known = p->made->unwritten.items[i];

		if (str_eq(*known, text))
			return;
	}
	struct str *kept = arena_alloc(p->arena, sizeof *kept);

	*kept = text;
	(void)list_add(p->arena, &p->made->unwritten, kept);
}

/* the declared fields of an object that are known */
static void write_fields(struct planning *p, const struct node *object, const struct field *fields,
	size_t n, unsigned depth)
{
	json_object(&p->j);
	for (size_t i = 0; i < n; i++) {
		const struct node *node = node_get(object, fields[i].name);
		bool unknown = node && node->kind == NODE_UNKNOWN;

		if (!name_in_plan(p, &fields[i]).ptr && node && !unknown)
			note_unwritten(p, &fields[i], node);
		if (!name_in_plan(p, &fields[i]).ptr || unknown)
			continue;
		if (!node) {
			write_absent(p, &fields[i]);
			continue;
		}
		json_key_str(&p->j, name_in_plan(p, &fields[i]));
		if (is_block(&fields[i])) {
			json_array(&p->j);
			write_value(p, node, depth + 1);
			json_array_end(&p->j);
		} else {
			write_value(p, node, depth);
		}
	}
	json_object_end(&p->j);
}

static void write_items(struct planning *p, const struct node *node, unsigned depth)
{
	json_array(&p->j);
	for (size_t i = 0; i < node->n; i++)
		write_value(p, node->items[i], depth + 1);
	json_array_end(&p->j);
}

static void write_map(struct planning *p, const struct node *node, unsigned depth)
{
	json_object(&p->j);
	for (size_t i = 0; i < node->n; i++) {
		if (node->members[i].node->kind == NODE_UNKNOWN)
			continue;
		json_key_str(&p->j, node->members[i].key);
		write_value(p, node->members[i].node, depth + 1);
	}
	json_object_end(&p->j);
}

static void write_value(struct planning *p, const struct node *node, unsigned depth)
{
	if (depth > DEPTH_MAX) {
		json_null(&p->j);
		return;
	}
	if (node->kind == NODE_OBJECT && node->field && node->field->document && node->at.doc) {
		json_str(&p->j, cursor_text(node->at)); /* a plan has the text of a document */
		return;
	}
	switch (node->kind) {
	case NODE_BOOL:
		json_bool(&p->j, node->truth);
		break;
	case NODE_INT:
		json_int(&p->j, node->integer);
		break;
	case NODE_STRING:
		json_str(&p->j, node->text);
		break;
	case NODE_LIST:
		write_items(p, node, depth);
		break;
	case NODE_MAP:
		write_map(p, node, depth);
		break;
	case NODE_OBJECT:
		write_fields(p, node, node->field->fields, node->field->n_fields, depth + 1);
		break;
	case NODE_UNKNOWN:
		json_null(&p->j);
		break;
	}
}

/* ---- after_unknown: true where the value is unknown, and the same containers ---- */

static void mark_value(struct planning *p, const struct node *node, unsigned depth);

static void mark_fields(struct planning *p, const struct node *object, const struct field *fields,
	size_t n, unsigned depth)
{
	json_object(&p->j);
	for (size_t i = 0; i < n; i++) {
		const struct node *node = node_get(object, fields[i].name);
		bool block = is_block(&fields[i]);

		if (!name_in_plan(p, &fields[i]).ptr || !node)
			continue;
		json_key_str(&p->j, name_in_plan(p, &fields[i]));
		if (block && node->kind != NODE_UNKNOWN) {
			json_array(&p->j);
			mark_value(p, node, depth + 1);
			json_array_end(&p->j);
		} else {
			mark_value(p, node, depth);
		}
	}
	json_object_end(&p->j);
}

static void mark_value(struct planning *p, const struct node *node, unsigned depth)
{
	if (node->kind == NODE_UNKNOWN || node->why || depth > DEPTH_MAX) {
		json_bool(&p->j, true);
	} else if (node->field && node->field->document) {
		json_bool(&p->j, false);
	} else if (node->kind == NODE_LIST) {
		json_array(&p->j);
		for (size_t i = 0; i < node->n; i++)
			mark_value(p, node->items[i], depth + 1);
		json_array_end(&p->j);
	} else if (node->kind == NODE_MAP) {
		json_object(&p->j);
		for (size_t i = 0; i < node->n; i++) {
			json_key_str(&p->j, node->members[i].key);
			mark_value(p, node->members[i].node, depth + 1);
		}
		json_object_end(&p->j);
	} else if (node->kind == NODE_OBJECT) {
		mark_fields(p, node, node->field->fields, node->field->n_fields, depth + 1);
	} else {
		json_bool(&p->j, false);
	}
}

/* ---- the plan ---- */

static const struct provider *provider_of(struct planning *p, const struct resource *r)
{
	struct str region = r->home ? r->home->name : STR("us-east-1");
	struct provider *provider;

	for (size_t i = 0; i < p->providers.n; i++) {
		provider = p->providers.items[i];
		if (provider->account == r->owner && str_eq(provider->region, region))
			return provider;
	}
	provider = arena_alloc(p->arena, sizeof *provider);
	*provider = (struct provider){.account = r->owner, .region = region};
	snprintf(provider->key, sizeof provider->key, "aws.r%zu", p->providers.n);
	(void)list_add(p->arena, &p->providers, provider);
	return provider;
}

/* a resource whose account and Region are known, and that Terraform can manage */
static bool can_plan(const struct resource *r)
{
	return planned_type_names(r->type)->n_types > 0 && r->owner && r->owner->id.len > 0 &&
	       (!r->home || r->home->name.len > 0);
}

/* what results of the exports call it */
static struct str subject_of(const struct planning *p, const struct resource *r)
{
	for (size_t i = 0; i < p->run->results.n; i++) {
		const struct result *result = p->run->results.items[i];

		if (result->resource == r)
			return result->subject;
	}
	return r->key;
}

static void write_head(struct planning *p, const struct resource *r, size_t i)
{
	char name[32];
	struct str address, *key = arena_alloc(p->arena, sizeof *key);

	snprintf(name, sizeof name, "r%zu", i);
	address = str_printf(
		p->arena, "%.*s.%s", STR_ARGS(planned_type_names(r->type)->types[0]), name);
	*key = str_copy(p->arena, subject_of(p, r));
	(void)map_set(p->arena, &p->made->keys, address, key);
	json_member_str(&p->j, "address", address);
	json_member_text(&p->j, "mode", "managed");
	json_member_str(&p->j, "type", planned_type_names(r->type)->types[0]);
	json_member_text(&p->j, "name", name);
}

static void write_change(struct planning *p, const struct resource *r, size_t i)
{
	const struct type *type = r->type;

	p->tf_type = planned_type_names(type)->types[0];
	json_object(&p->j);
	write_head(p, r, i);
	json_key(&p->j, "provider_name");
	json_str(&p->j, str_printf(p->arena, "registry.terraform.io/hashicorp/%.*s",
				STR_ARGS(planned_type_names(type)->provider)));
	json_key(&p->j, "change");
	json_object(&p->j);
	json_key(&p->j, "actions");
	json_array(&p->j);
	json_text(&p->j, "create");
	json_array_end(&p->j);
	json_key(&p->j, "before");
	json_null(&p->j);
	json_key(&p->j, "after");
	write_fields(p, r->root, type->fields, type->n_fields, 0);
	json_key(&p->j, "after_unknown");
	mark_fields(p, r->root, type->fields, type->n_fields, 0);
	json_object_end(&p->j);
	json_object_end(&p->j);
}

static void write_constant(struct planning *p, const char *key, struct str value, bool listed)
{
	json_key(&p->j, key);
	json_object(&p->j);
	json_key(&p->j, "constant_value");
	if (listed)
		json_array(&p->j);
	json_str(&p->j, value);
	if (listed)
		json_array_end(&p->j);
	json_object_end(&p->j);
}

static void write_providers(struct planning *p)
{
	json_key(&p->j, "provider_config");
	json_object(&p->j);
	for (size_t i = 0; i < p->providers.n; i++) {
		const struct provider *provider = p->providers.items[i];

		json_key(&p->j, provider->key);
		json_object(&p->j);
		json_member_text(&p->j, "name", "aws");
		json_member_text(&p->j, "full_name", "registry.terraform.io/hashicorp/aws");
		json_member_text(&p->j, "alias", provider->key + strlen("aws."));
		json_key(&p->j, "expressions");
		json_object(&p->j);
		write_constant(p, "region", provider->region, false);
		write_constant(p, "allowed_account_ids", provider->account->id, true);
		json_object_end(&p->j);
		json_object_end(&p->j);
	}
	json_object_end(&p->j);
}

static void write_configuration(struct planning *p)
{
	json_key(&p->j, "configuration");
	json_object(&p->j);
	write_providers(p);
	json_key(&p->j, "root_module");
	json_object(&p->j);
	json_key(&p->j, "resources");
	json_array(&p->j);
	for (size_t i = 0; i < p->run->resources.n; i++) {
		const struct resource *r = p->run->resources.items[i];

		json_object(&p->j);
		write_head(p, r, i);
		json_member_text(&p->j, "provider_config_key", provider_of(p, r)->key);
		json_object_end(&p->j);
	}
	json_array_end(&p->j);
	json_object_end(&p->j);
	json_object_end(&p->j);
}

static void write_plan(struct planning *p)
{
	json_object(&p->j);
	json_member_text(&p->j, "format_version", "1.2");
	json_key(&p->j, "complete");
	json_bool(&p->j, true);
	json_key(&p->j, "resource_changes");
	json_array(&p->j);
	for (size_t i = 0; i < p->run->resources.n; i++) {
		(void)provider_of(p, p->run->resources.items[i]);
		write_change(p, p->run->resources.items[i], i);
	}
	json_array_end(&p->j);
	write_configuration(p);
	json_object_end(&p->j);
	json_end(&p->j);
}

/* ---- the exports, with empty lists ---- */

static void add_input(struct list *inputs, struct str name, struct str bytes, struct arena *a)
{
	struct test_input *input = arena_alloc(a, sizeof *input);

	*input = (struct test_input){.name = name, .bytes = bytes};
	(void)list_add(a, inputs, input);
}

/* the value of a key, without an error: the text was checked when it was judged */
static struct cursor member(struct cursor object, struct str key, struct arena *a)
{
	struct lookup lookup = {.key = str_copy(a, key).ptr};

	return cursor_find(object, &lookup, 1, NULL) ? (struct cursor){NULL, 0} : lookup.value;
}

/* The name of an emptied export: its list no longer shows account and Region, so its path does. */
static struct str name_of(const struct input *input, struct arena *a)
{
	const char *slash = strrchr(input->name.ptr, '/');

	if (!input->account || !input->region || !input->account->id.len)
		return str_copy(a, input->name);
	return str_printf(a, "%.*s/%.*s/%s", STR_ARGS(input->account->id),
		STR_ARGS(input->region->name), slash ? slash + 1 : input->name.ptr);
}

static bool lists_resources(const struct command *command)
{
	bool lists = command->many;

	for (size_t i = 0; i < command->n_inside; i++)
		lists = lists || command->inside[i].list;
	return lists;
}

/* the first list on the way to the items */
static struct cursor outer_list(
	struct cursor output, const struct command *command, struct arena *a)
{
	struct cursor at = {NULL, 0};

	if (output.doc && command->at.ptr)
		at = member(output, command->at, a);
	for (size_t i = 0; i < command->n_inside && at.doc && cursor_kind(at) == DOC_OBJECT; i++)
		at = member(at, command->inside[i].key, a);
	return at;
}

/* False: the form of the output is not one that can be emptied. */
static bool add_emptied(struct list *inputs, const struct input *input, struct arena *a)
{
	struct cursor root, output, list = {NULL, 0};
	struct str text, part;
	size_t before;

	if (!lists_resources(input->command))
		return true; /* it shows a resource: the plan does */
	if (!input->doc)
		return false;
	root = doc_root(input->doc);
	output = member(root, STR("output"), a);
	if (!member(root, STR("assay"), a).doc)
		output = root;
	list = outer_list(output, input->command, a);
	if (!list.doc || cursor_kind(list) != DOC_ARRAY)
		return false;
	text = cursor_text(root);
	part = cursor_text(list);
	before = (size_t)(part.ptr - text.ptr);
	add_input(inputs, name_of(input, a),
		str_printf(a, "%.*s[]%.*s", (int)before, text.ptr,
			(int)(text.len - before - part.len), part.ptr + part.len),
		a);
	return true;
}

bool planned_make(struct planned *made, const struct run *run, struct arena *a)
{
	struct planning p = {.arena = a, .run = run, .made = made};
	struct buf text;
	struct out out;

	for (size_t i = 0; i < run->n_inputs; i++)
		if (run->inputs[i]->state != INPUT_READ || !run->inputs[i]->command ||
			!add_emptied(&made->inputs, run->inputs[i], a))
			return false;
	for (size_t i = 0; i < run->resources.n; i++)
		if (!can_plan(run->resources.items[i]))
			return false;
	if (run->resources.n == 0)
		return false;
	buf_init_for(&text, TEXT_MAX, a);
	out = out_to_buf(&text);
	json_begin(&p.j, &out);
	write_plan(&p);
	if (text.status || out.status)
		return false;
	add_input(&made->inputs, STR(PLAN_NAME), (struct str){text.ptr, text.len}, a);
	return true;
}
