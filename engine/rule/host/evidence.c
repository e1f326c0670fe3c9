/*
 * evidence - the place, name and value of a finding, from a handle and a field.
 *
 * The place of an absent field is the container that lacks it. A value is the text in the
 * source, for scalars and lists of scalars that are not secret. Must not know verdicts.
 */
#include "rule/host/evidence.h"
#include "rule/box/secrets.h"
#include "rule/box/stack.h"

#include <lauxlib.h>

#include "inventory/model/source_kind.h"
#include "rule/box/text.h"
#include "rule/host/handle.h"
#include "rule/host/read.h"
#include "rule/host/redact.h"

static bool is_scalar(const struct node *node)
{
	return node->kind == NODE_BOOL || node->kind == NODE_INT || node->kind == NODE_STRING;
}

/* True if the text of a list may be shown: all of it is known and not secret. */
static bool is_plain_list(const struct node *node)
{
	if (node->kind != NODE_LIST || node->why)
		return false;
	for (size_t i = 0; i < node->n; i++) {
		if (!is_scalar(node->items[i]) || read_is_secret(node->items[i], node))
			return false;
	}
	return true;
}

/* True if the decoded text contains a secret. */
static bool means_secret(const struct check *check, const struct node *node)
{
	if (node->kind == NODE_STRING)
		return str_is(redact(&check->secrets, node->text), REDACTED);
	for (size_t i = 0; node->kind == NODE_LIST && i < node->n; i++)
		if (means_secret(check, node->items[i]))
			return true;
	return false;
}

struct str evidence_text(
	const struct check *check, const struct node *node, const struct node *container)
{
	if (!node->assumed.ptr && (!node->written || !node->at.doc))
		return STR_NONE;
	if (is_scalar(node) && read_is_secret(node, container))
		return STR(REDACTED);
	if (!is_scalar(node) && (read_is_secret(node, container) || !is_plain_list(node)))
		return STR_NONE;
	if (means_secret(check, node))
		return STR(REDACTED);
	return node->assumed.ptr ? node->assumed : cursor_source(node->at);
}

static struct str value_of(lua_State *L, const struct node *node, const struct node *container)
{
	const struct check *check = box_of(L)->check;
	charge_bytes(L, cursor_text(node->at).len);
	struct str text = evidence_text(check, node, container);
	struct str safe = redact(&check->secrets, text);
	if (!safe.ptr)
		return STR_NONE;
	size_t fits = text_fit(safe, EVIDENCE_VALUE_MAX);
	if (fits == safe.len)
		return box_str(L, check->arena, safe);
	char *cut = box_alloc(L, check->arena, fits + 4);
	memcpy(cut, safe.ptr, fits);
	memcpy(cut + fits, "...", 3);
	return (struct str){cut, fits + 3};
}

/* what the source of an object would call a field that it doesn't write */
struct str evidence_absent_name(const struct node *object, const struct field *field)
{
	struct str name = field_name_in(field, object->source->notation);
	/* ".": the field is what contains it */
	return name.len && !str_is(name, ".") ? name : field->name;
}

struct str evidence_name(const struct node *node, const struct node *container)
{
	if (node->source_name.len == 0 && node->field && container)
		return evidence_absent_name(container, node->field);
	return node->source_name;
}

static struct str path_of(lua_State *L, const struct node *node, struct str name)
{
	struct arena *arena = box_of(L)->check->arena;
	size_t before = arena_used(arena);
	struct str path = redact(&box_of(L)->check->secrets, node_path(arena, node, name));
	box_charge_arena(L, arena, before);
	charge_bytes(L, path.len * (1 + box_of(L)->check->secrets.n));
	return path;
}

static void place_of_node(
	lua_State *L, struct evidence *e, const struct node *node, const struct node *container)
{
	e->at = node->at;
	e->path = path_of(L, node, STR_NONE);
	e->absent = !node->written && !node->assumed.ptr;
	e->name = evidence_name(node, container);
	e->value = value_of(L, node, container);
}

/* What shows that a field is absent: the answer of its command, else what contains it. */
static struct cursor absent_at(const struct node *object, const struct field *field)
{
	const struct resource *r = object->resource;
	if (!r || r->root != object || !r->absent_at)
		return object->at;
	struct cursor at = r->absent_at[field - r->type->fields];
	return at.doc ? at : object->at;
}

static void place_of_field(
	lua_State *L, struct evidence *e, const struct node *object, const struct field *field)
{
	const struct node *node = read_member(object, field);
	if (node) {
		place_of_node(L, e, node, object);
		return;
	}
	e->at = absent_at(object, field);
	e->absent = true;
	e->name = evidence_absent_name(object, field);
	e->path = path_of(L, object, e->name);
}

static void place_of_object(lua_State *L, struct evidence *e, int object)
{
	const void *what = lua_touserdata(L, object);
	switch (handle_kind(L, object)) {
	case OBJECT_RESOURCE:
		e->at = ((const struct resource *)what)->root->at;
		break;
	case OBJECT_NODE:
		place_of_node(L, e, what, NULL);
		break;
	case OBJECT_COLLECTION:
		e->at = ((const struct collection *)what)->at;
		e->deleted = ((const struct collection *)what)->deleted;
		break;
	case OBJECT_REGION:
		e->at = ((const struct region *)what)->at;
		break;
	case OBJECT_ACCOUNT:
		e->at = ((const struct account *)what)->at;
		break;
	default:
		(void)luaL_argerror(L, object, "a handle expected: what the finding is about");
	}
}

void evidence_place(lua_State *L, struct evidence *e, int object, int field)
{
	int kind = handle_kind(L, object);
	if (kind == OBJECT_RESOURCE)
		e->resource = lua_touserdata(L, object);
	else if (kind == OBJECT_NODE)
		e->resource = ((const struct node *)lua_touserdata(L, object))->resource;
	if (lua_isnoneornil(L, field)) {
		place_of_object(L, e, object);
		return;
	}
	struct str name = stack_check_str(L, field);
	const struct node *node = read_object(L, object);
	if (!node) {
		luaL_argcheck(L, kind >= 0, object, "a handle expected: what the finding is about");
		name = redact_name(L, name);
		rule_error(L, "%s has no field '%.*s': pass nil", handle_kind_name(kind),
			STR_ARGS(name));
	}
	place_of_field(L, e, node, read_field(L, node, name));
}
