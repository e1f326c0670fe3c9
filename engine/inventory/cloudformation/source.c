/*
 * source - how templates of CloudFormation and SAM are recognised. They are not read yet.
 *
 * Knows the top level of templates, and the form of a resource type's name.
 */
#include "inventory/cloudformation/source.h"

#include "inventory/model/build.h"

static const char *const keys[] = {"AWSTemplateFormatVersion", "Transform", "Resources", NULL};

/* true of an object whose members have types like "AWS::Lambda::Function" */
static bool has_resources(const struct shape *shape)
{
	const struct cursor *resources = map_get(&shape->found, STR("Resources"));
	struct lookup type = {"Type", NOWHERE};
	struct assay_error why = {0};
	struct walk walk;
	if (!resources || cursor_kind(*resources) != DOC_OBJECT)
		return false;
	walk_begin(&walk, *resources);
	return walk_next(&walk) && cursor_find(walk.value, &type, 1, &why) == ASSAY_OK &&
	       type.value.doc && cursor_kind(type.value) == DOC_STRING &&
	       str_contains(cursor_text(type.value), STR("::"));
}

static bool is_template(const struct inventory *w, const struct shape *shape)
{
	(void)w;
	return shape_has_kind(shape, STR("AWSTemplateFormatVersion"), DOC_STRING) ||
	       has_resources(shape);
}

/* No default: a field without a name here may have another shape, or be omitted although it is set.
 */
const struct notation cloudformation_notation = {.key = "cfn"};

const struct source_kind cloudformation_template = {.name = "CloudFormation template",
	.remedy = "CloudFormation and SAM templates are not supported yet. Deploy the template, "
		  "then export the account: assay inspect PATH prints the commands.",
	.keys = keys,
	.recognise = is_template,
	.notation = &cloudformation_notation};
