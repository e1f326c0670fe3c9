/*
 * planned - the resources of exports as a Terraform plan that creates them.
 *
 * One rule, every source: what a control says of exports it must say of a plan. Works from the
 * declaration of a type alone: names no service. An unknown value is known only after apply.
 */
#include "authors/planned_inside.h"
#include "inventory/terraform/source.h"
#include "report/model/where.h"

#define TEXT_MAX  ((size_t)64 << 20)
#define PLAN_NAME "plan.json"

/* a provider configuration: one for each account and Region */
struct provider {
	const struct account *account;
	struct str region;
	char key[32]; /* "aws.r0" */
};

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

/* The address of a resource or of its part: "aws_s3_bucket.r0". */
static void write_head(struct planning *p, const struct resource *r, size_t i)
{
	char name[32];
	struct str address, *key = arena_alloc(p->arena, sizeof *key);

	snprintf(name, sizeof name, "r%zu", i);
	address = str_printf(p->arena, "%.*s.%s", STR_ARGS(p->tf_type), name);
	if (!p->part) {
		*key = str_copy(p->arena, subject_of(p, r));
		(void)map_set(p->arena, &p->made->keys, address, key);
	}
	json_member_str(&p->j, "address", address);
	json_member_text(&p->j, "mode", "managed");
	json_member_str(&p->j, "type", p->tf_type);
	json_member_text(&p->j, "name", name);
}

/* The attributes, or their marks; those of a part begin with the one that names its resource. */
static void write_attributes(struct planning *p, const struct resource *r, bool marks)
{
	const struct type *type = r->type;
	const struct node *key = node_get(r->root, type->key->name);

	json_object(&p->j);
	if (p->part && !marks)
		json_member_str(&p->j, str_copy(p->arena, p->part->refers).ptr, key->text);
	if (marks)
		plan_mark_members(p, r->root, type->fields, type->n_fields, 0);
	else
		plan_write_members(p, r->root, type->fields, type->n_fields, 0);
	json_object_end(&p->j);
}

static void write_change(struct planning *p, const struct resource *r, size_t i)
{
	json_object(&p->j);
	write_head(p, r, i);
	json_key(&p->j, "provider_name");
	json_str(&p->j, str_printf(p->arena, "registry.terraform.io/hashicorp/%.*s",
				STR_ARGS(planned_type_names(r->type)->provider)));
	json_key(&p->j, "change");
	json_object(&p->j);
	json_key(&p->j, "actions");
	json_array(&p->j);
	json_text(&p->j, "create");
	json_array_end(&p->j);
	json_key(&p->j, "before");
	json_null(&p->j);
	json_key(&p->j, "after");
	write_attributes(p, r, false);
	json_key(&p->j, "after_unknown");
	write_attributes(p, r, true);
	json_object_end(&p->j);
	json_object_end(&p->j);
}

/* Without an expression, an unknown value of a computed attribute would be one that is not set. */
static void write_expressions(struct planning *p, const struct resource *r)
{
	const struct type *type = r->type;

	json_key(&p->j, "expressions");
	json_object(&p->j);
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *field = &type->fields[i];

		if (!node_get(r->root, field->name) || field->n_made ||
			!name_in_plan(p, field).len || plan_is_whole(p, field) ||
			!plan_specifies(p, r->root, field, 0) ||
			plan_has_written(p, type->fields, i))
			continue;
		json_key_str(&p->j, name_in_plan(p, field));
		json_object(&p->j);
		json_object_end(&p->j);
	}
	json_object_end(&p->j);
}

static void write_configured(struct planning *p, const struct resource *r, size_t i)
{
	json_object(&p->j);
	write_head(p, r, i);
	json_member_text(&p->j, "provider_config_key", provider_of(p, r)->key);
	write_expressions(p, r);
	json_object_end(&p->j);
}

/* True if a part has something to specify, and its resource a known name. */
static bool has_part(const struct resource *r, const struct part *part)
{
	const struct node *key = node_get(r->root, r->type->key->name);
	bool any = false;

	for (size_t i = 0; i < part->n_gives; i++)
		any = any || (plan_part_of(r->type, part->gives[i]) == part &&
				     node_get(r->root, part->gives[i]->name));
	return any && key && key->kind == NODE_STRING;
}

/* all resources, and behind each its parts */
static void write_resources(
	struct planning *p, void (*write)(struct planning *p, const struct resource *r, size_t i))
{
	json_array(&p->j);
	for (size_t i = 0; i < p->run->resources.n; i++) {
		const struct resource *r = p->run->resources.items[i];
		const struct type_names *names = planned_type_names(r->type);

		(void)provider_of(p, r);
		p->part = NULL;
		p->tf_type = names->types[0];
		write(p, r, i);
		for (size_t k = 0; k < names->n_parts; k++) {
			p->part = &names->parts[k];
			p->tf_type = p->part->source_type;
			if (has_part(r, p->part))
				write(p, r, i);
		}
		p->part = NULL;
	}
	json_array_end(&p->j);
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
	write_resources(p, write_configured);
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
	write_resources(p, write_change);
	write_configuration(p);
	json_object_end(&p->j);
	json_end(&p->j);
}

/* Without an export beside it, the account of a plan is named for the plan. */
static void name_account(struct planning *p)
{
	const struct account *only = NULL;
	struct str *key = arena_alloc(p->arena, sizeof *key);

	for (size_t i = 0; i < p->run->resources.n; i++) {
		const struct resource *r = p->run->resources.items[i];

		if (only && only != r->owner)
			return;
		only = r->owner;
	}
	*key = str_copy(p->arena, only->id);
	(void)map_set(p->arena, &p->made->keys, STR(PLAN_NAME), key);
}

bool planned_make(struct planned *made, const struct run *run, struct arena *a)
{
	struct planning p = {.arena = a, .run = run, .made = made};
	struct buf text;
	struct out out;

	for (size_t i = 0; i < run->n_inputs; i++)
		if (run->inputs[i]->state != INPUT_READ || !run->inputs[i]->command ||
			!emptied_add(&made->inputs, run->inputs[i], a))
			return false;
	for (size_t i = 0; i < run->resources.n; i++)
		if (!can_plan(run->resources.items[i]))
			return false;
	if (run->resources.n == 0)
		return false;
	name_account(&p);
	buf_init_for(&text, TEXT_MAX, a);
	out = out_to_buf(&text);
	json_begin(&p.j, &out);
	write_plan(&p);
	if (text.status || out.status)
		return false;
	emptied_add_input(&made->inputs, STR(PLAN_NAME), (struct str){text.ptr, text.len}, a);
	return true;
}
