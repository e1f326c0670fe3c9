/*
 * push.h - pushes what a rule gets for a node.
 */
#ifndef ASSAY_RULE_PUSH_H
#define ASSAY_RULE_PUSH_H

#include "inventory/model/object.h"
#include "rule/box/box.h"

/* Push the value of a node in its container (NULL: none). Ends the check when it is unknown. */
void push_node(lua_State *L, const struct node *node, const struct node *container);

/* Push an object's field, a map's entry: nil where absent. Ends the check when it is unknown. */
void push_field(lua_State *L, const struct node *object, const struct field *field);
void push_entry(lua_State *L, const struct node *map, struct str key);

#endif
