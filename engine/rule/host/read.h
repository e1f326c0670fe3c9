/* read.h - fields of a resource or an object. */
#ifndef ASSAY_RULE_READ_H
#define ASSAY_RULE_READ_H

#include "inventory/model/object.h"
#include "rule/box/box.h"

/* The object whose fields a handle has, or NULL if it has none. */
const struct node *read_object(lua_State *L, int index);

/*
 * The declared field of a name. Raises an error with the type and the nearest field if there is
 * none.
 */
const struct field *read_field(lua_State *L, const struct node *object, struct str name);

/* The node of a field, or NULL where it is absent. */
const struct node *read_member(const struct node *object, const struct field *field);

/* True if a node, or its container (NULL: none), is secret: neither may be shown. */
bool read_is_secret(const struct node *node, const struct node *container);

#endif
