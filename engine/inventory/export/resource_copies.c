/*
 * resource_copies - copies of resources that AWS Config keeps: snapshots, histories and queries.
 * Recognised, and not read.
 *
 * AWS Config spells the fields of most types as their Describe calls do, in camel case, those of
 * newer types as CloudFormation does, and a copy is as old as its last change. No list of copies is
 * known to be complete. The remedy names the exports that are read.
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

static const char *const config_keys[] = {
	"configurationItems", "baseConfigurationItems", "Results", "QueryInfo", NULL};
const struct source_kind aws_config_items = {.name = "AWS Config items",
	.remedy =
		"Not read: AWS Config's copies of resources (a snapshot, history or query) may be "
		"older than the resources and omit fields." READ_INSTEAD,
	.warns = true,
	.keys = config_keys,
	.recognise = is_config,
	.notation = &aws_cli_notation};
