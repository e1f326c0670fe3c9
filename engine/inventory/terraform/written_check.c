/*
 * written_check - whether a block of the sources is the one that the plan was made from.
 *
 * A plan shows the names of arguments, the constants, and how many nested blocks of a type are not
 * dynamic. What it does not show is not compared.
 */
#include "inventory/terraform/written_inside.h"

#include "base/base.h"

/* what a resource block may have beside the arguments of its type */
static const char *const meta[] = {"count", "for_each", "provider", "depends_on", "lifecycle",
	"provisioner", "connection", "//"};

static bool is_meta(struct str name)
{
	for (size_t i = 0; i < LENGTH_OF(meta); i++)
		if (str_is(name, meta[i]))
			return true;
	return false;
}

/* ptr NULL: the argument is the same as far as the plan shows it */
static struct str check_attribute(struct arena *a, const struct hcl_attribute *attribute,
	const struct value *expressions, size_t *budget)
{
	const struct value *e = value_get_str(expressions, attribute->name);
	const struct value *constant = value_get(e, "constant_value");
	const struct hcl_value *v = attribute->value;

	if (v->kind == HCL_NULL)
		return STR_NONE;
	if (!e)
		return str_printf(
			a, "the plan's configuration has no %.*s", STR_ARGS(attribute->name));
	if (e->kind != DOC_OBJECT || v->kind == HCL_EXPRESSION || hcl_is_blocks(v))
		return STR_NONE;
	bool scalar = v->kind != HCL_LIST && v->kind != HCL_OBJECT;
	if ((constant && !constant_matches(v, constant, budget)) ||
		(scalar && value_get(e, "references")))
		return str_printf(a, "%.*s has another value in the plan's configuration",
			STR_ARGS(attribute->name));
	return STR_NONE;
}

static struct str check_attributes(struct arena *a, const struct hcl_body *body,
	const struct value *expressions, struct spot *at, size_t *budget)
{
	for (size_t i = 0; i < body->attributes.n; i++) {
		const struct hcl_attribute *attribute = body->attributes.items[i];
		struct str what = is_meta(attribute->name)
					  ? STR_NONE
					  : check_attribute(a, attribute, expressions, budget);

		if (!what.ptr)
			continue;
		*at = (struct spot){attribute->file, attribute->range};
		return what;
	}
	return STR_NONE;
}

static struct str check_body(struct arena *a, const struct hcl_body *body,
	const struct value *expressions, struct spot *at, size_t *budget);

/* the nested blocks of a type that are not dynamic are in the order of the text in both */
static struct str check_nested(struct arena *a, const struct hcl_body *body, struct str type,
	const struct value *e, struct spot *at, size_t *budget)
{
	struct nested_set set;
	struct str what = STR_NONE;

	nested_find(&set, a, body, type);
	if (e->kind != DOC_ARRAY)
		return STR_NONE;
	if (set.fixed.n != e->n)
		return str_printf(
			a, "the plan's configuration has %zu of %.*s", e->n, STR_ARGS(type));
	for (size_t i = 0; !what.ptr && i < e->n; i++) {
		const struct nested *nested = set.fixed.items[i];

		what = check_body(a, &nested->body, e->items[i], at, budget);
	}
	return what;
}

static struct str check_members(struct arena *a, const struct hcl_body *body,
	const struct value *expressions, struct spot *at, size_t *budget)
{
	struct str what = STR_NONE;

	for (size_t i = 0; !what.ptr && i < expressions->n; i++) {
		struct str name = expressions->members[i].key;
		const struct value *e = expressions->members[i].value;
		const struct hcl_attribute *attribute = hcl_attribute(&body->attributes, name);
		const struct value *constant = value_get(e, "constant_value");
		bool has_blocks = false;

		for (size_t b = 0; b < body->blocks.n; b++)
			has_blocks = has_blocks ||
				     str_eq(((const struct hcl_block *)body->blocks.items[b])->type,
					     name);
		if (!attribute && !has_blocks && !(constant && constant->kind == DOC_NULL))
			return str_printf(
				a, "the plan's configuration has %.*s, too", STR_ARGS(name));
		if (has_blocks || (attribute && hcl_is_blocks(attribute->value)))
			what = check_nested(a, body, name, e, at, budget);
	}
	return what;
}

static struct str check_blocks(
	struct arena *a, const struct hcl_body *body, const struct value *expressions)
{
	for (size_t i = 0; i < body->blocks.n; i++) {
		const struct hcl_block *block = body->blocks.items[i];

		if (!block->is_dynamic && !is_meta(block->type) &&
			!value_get_str(expressions, block->type))
			return str_printf(
				a, "the plan's configuration has no %.*s", STR_ARGS(block->type));
	}
	return STR_NONE;
}

/* recursion is bounded by the depth of the sources */
static struct str check_body(struct arena *a, const struct hcl_body *body,
	const struct value *expressions, struct spot *at, size_t *budget)
{
	struct value none = {.kind = DOC_OBJECT};
	struct str what;

	if (!expressions || expressions->kind != DOC_OBJECT)
		expressions = &none;
	what = check_attributes(a, body, expressions, at, budget);
	if (!what.ptr)
		what = check_members(a, body, expressions, at, budget);
	return what.ptr ? what : check_blocks(a, body, expressions);
}

/* Terraform omits an expression that is neither a constant nor has references: toset(["a"]) */
static bool differs(
	const struct hcl_body *body, const char *name, const struct value *config, const char *key)
{
	const struct hcl_attribute *attribute = hcl_attribute(&body->attributes, str_of(name));
	bool configured = value_get(config, key) != NULL;

	if (attribute && !configured)
		return attribute->value->kind != HCL_EXPRESSION;
	return !attribute && configured;
}

struct str check_block(
	struct arena *a, const struct hcl_body *body, const struct value *config, struct spot *at)
{
	size_t budget = WRITTEN_BUDGET;

	if (differs(body, "count", config, "count_expression") ||
		differs(body, "for_each", config, "for_each_expression"))
		return STR("count or for_each differs from the plan's configuration");
	return check_body(a, body, value_get(config, "expressions"), at, &budget);
}
