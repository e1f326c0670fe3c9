/*
 * read - fields of a resource or an object, found by their declared names.
 *
 * Knows nodes and declarations. Must not know what is done with what was read.
 */
#include "rule/host/read.h"

#include "base/nearest.h"
#include "rule/host/handle.h"
#include "rule/host/redact.h"

const struct node *read_object(lua_State *L, int index)
{
	int kind = handle_kind(L, index);
	if (kind == OBJECT_RESOURCE)
		return ((const struct resource *)lua_touserdata(L, index))->root;
	if (kind != OBJECT_NODE)
		return NULL;
	const struct node *node = lua_touserdata(L, index);
	return node->kind == NODE_OBJECT ? node : NULL;
}

static const struct field *declared(const struct node *object, size_t *n)
{
	if (object->field) {
		*n = object->field->n_fields;
		return object->field->fields;
	}
	*n = object->resource->type->n_fields;
	return object->resource->type->fields;
}

const struct field *read_field(lua_State *L, const struct node *object, struct str name)
{
	size_t n;
	const struct field *fields = declared(object, &n);
	charge(L, 1 + n / 8);
	for (size_t i = 0; i < n; i++) {
		if (fields[i].name.len == name.len &&
			memcmp(fields[i].name.ptr, name.ptr, name.len) == 0)
			return &fields[i];
	}
	const struct str *type = &object->resource->type->name;
	name = redact_name(L, name);
	struct nearest nearest = {.word = name};
	for (size_t i = 0; i < n; i++)
		nearest_offer(&nearest, fields[i].name);
	struct str near = nearest.name;
	const char *hint = near.ptr ? ". Did you mean '" : "", *end = near.ptr ? "'?" : "";
	if (object->field)
		rule_error(L, "%.*s of the type %.*s declares no field '%.*s'%s%.*s%s",
			STR_ARGS(object->field->name), STR_ARGS(*type), STR_ARGS(name), hint,
			STR_ARGS(near), end);
	rule_error(L, "the type %.*s declares no field '%.*s'%s%.*s%s", STR_ARGS(*type),
		STR_ARGS(name), hint, STR_ARGS(near), end);
}

const struct node *read_member(const struct node *object, const struct field *field)
{
	for (size_t i = 0; i < object->n; i++) {
		if (object->members[i].field == field)
			return object->members[i].node;
	}
	return NULL;
}

bool read_is_secret(const struct node *node, const struct node *container)
{
	if (node->secret || (node->field && node->field->secret))
		return true;
	return container && (container->secret || (container->field && container->field->secret));
}
