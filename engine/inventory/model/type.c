/*
 * type - looking up declared fields, and members of nodes by them.
 *
 * Knows the declarations of type.h and the nodes of object.h; must not know any source.
 */
#include "inventory/model/object.h"

const struct field *field_find(const struct field *fields, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(fields[i].name, name))
			return &fields[i];
	return NULL;
}

const struct node *node_get(const struct node *object, struct str field_name)
{
	if (!object || object->kind != NODE_OBJECT)
		return NULL;
	for (size_t i = 0; i < object->n; i++)
		if (str_eq(object->members[i].field->name, field_name))
			return object->members[i].node;
	return NULL;
}
