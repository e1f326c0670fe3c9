/*
 * source - how plans and states of Terraform and OpenTofu are recognised, and how they spell
 * fields.
 *
 * Knows the top level of their documents.
 */
#include "inventory/terraform/source.h"

#include "inventory/model/build.h"
#include "inventory/terraform/plan_source.h"

const struct notation terraform_notation = {.key = "tf", .table = "terraform", .plans = true};

struct str planned_name(const struct field *field)
{
	return field_name_in(field, &terraform_notation);
}

const struct type_names *planned_type_names(const struct type *type)
{
	return type_names_in(type, &terraform_notation);
}

#define STATE_REMEDY                                                                               \
	"Terraform state is not supported yet. Make a plan "                                       \
	"(terraform plan -out PLAN && terraform show -json PLAN > plan.json)."

static const char *const plan_keys[] = {"format_version", "plan_format_version",
	"terraform_version", "resource_changes", "planned_values", "configuration", NULL};
static const char *const state_keys[] = {
	"format_version", "terraform_version", "values", "checks", NULL};
static const char *const raw_state_keys[] = {
	"version", "serial", "lineage", "resources", "modules", NULL};
static const char *const encrypted_keys[] = {
	"encrypted_data", "encryption_version", "serial", "lineage", NULL};

/* The version may be missing or of another kind, which reading reports. */
static bool is_plan(const struct inventory *w, const struct shape *s)
{
	(void)w;
	return shape_has_kind(s, STR("resource_changes"), DOC_ARRAY) ||
	       shape_has_kind(s, STR("planned_values"), DOC_OBJECT) ||
	       (shape_has(s, "format_version") &&
		       (shape_has(s, "resource_changes") || shape_has(s, "planned_values") ||
			       (shape_has(s, "terraform_version") &&
				       shape_has(s, "configuration"))));
}

/* OpenTofu encrypts plans and states; a state has its serial outside */
static bool is_encrypted(const struct inventory *w, const struct shape *s)
{
	(void)w;
	return shape_has_kind(s, STR("encrypted_data"), DOC_STRING) &&
	       shape_has(s, "encryption_version");
}

static int refuse_encrypted(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	(void)w;
	(void)s;
	return cursor_error(err, ASSAY_EINPUT, shape->root,
		"this is an encrypted plan or state of OpenTofu. Create plan JSON where the key is "
		"configured: tofu show -json PLAN > plan.json");
}

/* an empty state has its versions only */
static bool is_state(const struct inventory *w, const struct shape *s)
{
	static const struct str bare[] = {
		{"format_version", 14}, {"terraform_version", 17}, {"checks", 6}};
	(void)w;
	return shape_has(s, "format_version") &&
	       (shape_has_kind(s, STR("values"), DOC_OBJECT) ||
		       shape_count(s, bare, LENGTH_OF(bare)) == s->n_members);
}

static bool is_raw_state(const struct inventory *w, const struct shape *s)
{
	(void)w;
	return shape_has_kind(s, STR("version"), DOC_NUMBER) &&
	       (shape_has(s, "serial") || shape_has(s, "lineage") || shape_has(s, "resources") ||
		       shape_has(s, "modules"));
}

void plan_source_add(
	struct inventory *w, struct source *source, struct cursor root, struct str name)
{
	struct plan_source *plan = arena_alloc(w->run, sizeof *plan);
	*plan = (struct plan_source){source, root, name};
	list_add(w->run, &w->plans, plan);
}

static int add_plan(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	int status = doc_check_single(s->doc, err);
	if (status != ASSAY_OK)
		return status;
	s->input.state = INPUT_READ;
	plan_source_add(w, s, shape->root, STR_NONE);
	return ASSAY_OK;
}

const struct source_kind terraform_plan = {.name = "Terraform plan",
	.keys = plan_keys,
	.recognise = is_plan,
	.read = add_plan,
	.notation = &terraform_notation};

const struct source_kind opentofu_encrypted = {.name = "encrypted OpenTofu plan or state",
	.keys = encrypted_keys,
	.recognise = is_encrypted,
	.read = refuse_encrypted,
	.notation = &terraform_notation};

const struct source_kind terraform_state = {.name = "Terraform state",
	.remedy = STATE_REMEDY,
	.keys = state_keys,
	.recognise = is_state,
	.notation = &terraform_notation};

const struct source_kind terraform_raw_state = {.name = "raw Terraform state",
	.remedy = STATE_REMEDY,
	.keys = raw_state_keys,
	.recognise = is_raw_state,
	.notation = &terraform_notation};
