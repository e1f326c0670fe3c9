/*
 * node_cli - fields as the AWS CLI prints them.
 *
 * Knows the names that a field has in CLI output. Must not know plans.
 */
#include "inventory/export/source.h"
#include "inventory/model/node.h"

const struct notation aws_cli_notation = {.key = "cli", .own_name = true, .several = true};

const struct spelling *printed_names(const struct field *field)
{
	return field_spelling(field, &aws_cli_notation);
}

const struct spelling *names_in_output(const struct command *c, const struct field *field)
{
	return c->printed_as ? field_spelling(field, c->printed_as->notation)
			     : printed_names(field);
}

void node_cli(const struct reader *r, const struct node **out, const struct field *field,
	const struct value *object)
{
	node_json(r, out, field, object);
}
