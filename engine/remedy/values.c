/*
 * values - the fields of a resource's root, compared and examined.
 */
#include "remedy/remedy.h"

#include "inventory/model/node.h"

const struct node *field_of(const struct node *root, const struct field *field)
{
	for (size_t i = 0; root && i < root->n; i++)
		if (root->members[i].field == field)
			return root->members[i].node;
	return NULL;
}

bool node_is_plain(const struct node *node)
{
	if (!node)
		return true;
	if (node->kind == NODE_UNKNOWN || node->secret || node->why)
		return false;
	for (size_t i = 0; i < node->n; i++)
		if (!node_is_plain(
			    node->kind == NODE_LIST ? node->items[i] : node->members[i].node))
			return false;
	return true;
}

bool field_differs(struct arena *a, const struct field *field, const struct node *before,
	const struct node *after)
{
	struct str x, y;

	node_canonical(a, field_of(before, field), &x);
	node_canonical(a, field_of(after, field), &y);
	return !str_eq(x, y);
}
