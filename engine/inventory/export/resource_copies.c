/*
 * resource_copies - copies of resources that services other than their own keep: AWS Config's
 * snapshots, histories and queries, and Cloud Control's answers. Recognised, and not read.
 *
 * AWS Config spells fields in several ways and is as old as its last change; Cloud Control omits
 * fields that cannot be read back. A default in their place would be a guess, and no list of them
 * is known to be complete. The remedy names the exports that are read.
 */
#include "inventory/export/source.h"

#define READ_INSTEAD                                                                               \
	" Export what the service itself answers: assay inspect PATH prints the commands, and "    \
	"assay collect a script."

static bool is_config(const struct inventory *w, const struct shape *shape)
{
	(void)w;
	return shape_has_kind(shape, STR("configurationItems"), DOC_ARRAY) ||
	       shape_has_kind(shape, STR("baseConfigurationItems"), DOC_ARRAY) ||
	       (shape_has_kind(shape, STR("Results"), DOC_ARRAY) &&
		       shape_has_kind(shape, STR("QueryInfo"), DOC_OBJECT));
}

static bool is_cloud_control(const struct inventory *w, const struct shape *shape)
{
	(void)w;
	return shape_has_kind(shape, STR("TypeName"), DOC_STRING) &&
	       (shape_has_kind(shape, STR("ResourceDescription"), DOC_OBJECT) ||
		       shape_has_kind(shape, STR("ResourceDescriptions"), DOC_ARRAY));
}

static const char *const config_keys[] = {
	"configurationItems", "baseConfigurationItems", "Results", "QueryInfo", NULL};
static const char *const cloud_control_keys[] = {
	"TypeName", "ResourceDescription", "ResourceDescriptions", NULL};

const struct source_kind aws_config_items = {.name = "AWS Config items",
	.remedy =
		"Not read: AWS Config's copies of resources (a snapshot, history or query) may be "
		"older than the resources and omit fields." READ_INSTEAD,
	.warns = true,
	.keys = config_keys,
	.recognise = is_config,
	.notation = &aws_cli_notation};

const struct source_kind aws_cloud_control = {.name = "Cloud Control resources",
	.remedy = "Not read: Cloud Control (get-resource, list-resources) omits fields that "
		  "controls need, and does not show that a list is complete." READ_INSTEAD,
	.warns = true,
	.keys = cloud_control_keys,
	.recognise = is_cloud_control,
	.notation = &aws_cli_notation};
