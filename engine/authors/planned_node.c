/*
 * planned_node - the values of a resource as attributes of a plan, and their marks.
 *
 * Works from the declaration of a type alone: names no service.
 */
#include "authors/planned_inside.h"

#include "inventory/terraform/source.h"

/* nesting of values that json_out can write below a resource change */
#define DEPTH_MAX 20

/* The attribute or block of a field; ptr NULL: none. */
struct str name_in_plan(const struct planning *p, const struct field *field)
{
	return field_name_of(field, &terraform_notation, p->tf_type);
}

/* an object that a plan writes as a list of at most one block */
static bool is_block(const struct field *field)
{
	return field->kind == FIELD_OBJECT && field_spelling(field, &terraform_notation)->block;
}

static bool is_list(const struct field *field)
{
	return field->kind == FIELD_LIST || field->kind == FIELD_SET || is_block(field);
}

static void write_value(struct planning *p, const struct node *node, unsigned depth);

/* what is not set, as a plan writes it */
static void write_absent(struct planning *p, const struct field *field)
{
	json_key_str(&p->j, name_in_plan(p, field));
	if (is_list(field)) {
		json_array(&p->j);
		json_array_end(&p->j);
	} else {
		json_null(&p->j);
	}
}

static void note_unwritten(struct planning *p, const struct field *field, const struct node *node)
{
	struct str text = str_printf(p->arena, "%.*s of %.*s", STR_ARGS(field->name),
		STR_ARGS(node->resource->type->name));

	for (size_t i = 0; i < p->made->unwritten.n; i++) {
		const struct str *known = p->made->unwritten.items[i];

		if (str_eq(*known, text))
			return;
	}
	struct str *kept = arena_alloc(p->arena, sizeof *kept);

	*kept = text;
	(void)list_add(p->arena, &p->made->unwritten, kept);
}

/* the part that specifies a field of a resource: the first; NULL: none. A list to which parts add
 * elements is an attribute of its resource, if it has a name there. */
const struct part *plan_part_of(const struct type *type, const struct field *field)
{
	const struct type_names *names = planned_type_names(type);
	bool own = field_name_of(field, &terraform_notation, names->types[0]).len > 0;

	for (size_t i = 0; i < names->n_parts; i++)
		for (size_t k = 0; k < names->parts[i].n_gives; k++)
			if (names->parts[i].gives[k] == field && !(own && names->parts[i].n_path))
				return &names->parts[i];
	return NULL;
}

/* True if the resource that is written, or the part, specifies the field. */
bool plan_specifies(const struct planning *p, const struct node *object, const struct field *field,
	unsigned depth)
{
	return depth > 0 || plan_part_of(object->resource->type, field) == p->part;
}

/* True if the members of the field are those of its object. */
bool plan_is_whole(const struct planning *p, const struct field *field)
{
	return field->kind == FIELD_OBJECT && str_is(name_in_plan(p, field), ".");
}

/* True if an earlier field of the object has the same attribute: both have its value. */
bool plan_has_written(const struct planning *p, const struct field *fields, size_t i)
{
	struct str name = name_in_plan(p, &fields[i]);

	for (size_t k = 0; k < i && name.len && !plan_is_whole(p, &fields[i]); k++)
		if (str_eq(name_in_plan(p, &fields[k]), name))
			return true;
	return false;
}

/* the declared fields of an object that are known */
void plan_write_members(struct planning *p, const struct node *object, const struct field *fields,
	size_t n, unsigned depth)
{
	for (size_t i = 0; i < n; i++) {
		const struct node *node = node_get(object, fields[i].name);
		bool unknown = node && node->kind == NODE_UNKNOWN;

		if (!p->part && !plan_specifies(p, object, &fields[i], depth) &&
			name_in_plan(p, &fields[i]).len && !plan_is_whole(p, &fields[i]) &&
			!plan_has_written(p, fields, i))
			write_absent(p, &fields[i]); /* the part has it */
		if (!plan_specifies(p, object, &fields[i], depth) || fields[i].n_made ||
			plan_has_written(p, fields, i))
			continue;
		if (!name_in_plan(p, &fields[i]).len && node && !unknown)
			note_unwritten(p, &fields[i], node);
		if (!name_in_plan(p, &fields[i]).len || unknown)
			continue;
		if (plan_is_whole(p, &fields[i])) {
			if (node)
				plan_write_members(
					p, node, fields[i].fields, fields[i].n_fields, depth + 1);
			continue;
		}
		if (!node) {
			write_absent(p, &fields[i]);
			continue;
		}
		json_key_str(&p->j, name_in_plan(p, &fields[i]));
		if (is_block(&fields[i])) {
			json_array(&p->j);
			write_value(p, node, depth + 1);
			json_array_end(&p->j);
		} else {
			write_value(p, node, depth);
		}
	}
}

static void write_fields(struct planning *p, const struct node *object, const struct field *fields,
	size_t n, unsigned depth)
{
	json_object(&p->j);
	plan_write_members(p, object, fields, n, depth);
	json_object_end(&p->j);
}

static void write_items(struct planning *p, const struct node *node, unsigned depth)
{
	json_array(&p->j);
	for (size_t i = 0; i < node->n; i++)
		write_value(p, node->items[i], depth + 1);
	json_array_end(&p->j);
}

static void write_map(struct planning *p, const struct node *node, unsigned depth)
{
	json_object(&p->j);
	for (size_t i = 0; i < node->n; i++) {
		if (node->members[i].node->kind == NODE_UNKNOWN)
			continue;
		json_key_str(&p->j, node->members[i].key);
		write_value(p, node->members[i].node, depth + 1);
	}
	json_object_end(&p->j);
}

static void write_value(struct planning *p, const struct node *node, unsigned depth)
{
	if (depth > DEPTH_MAX) {
		json_null(&p->j);
		return;
	}
	if (node->kind == NODE_OBJECT && node->field && node->field->document && node->at.doc) {
		json_str(&p->j, cursor_text(node->at)); /* a plan has the text of a document */
		return;
	}
	switch (node->kind) {
	case NODE_BOOL:
		json_bool(&p->j, node->truth);
		break;
	case NODE_INT:
		json_int(&p->j, node->integer);
		break;
	case NODE_STRING:
		json_str(&p->j, node->text);
		break;
	case NODE_LIST:
		write_items(p, node, depth);
		break;
	case NODE_MAP:
		write_map(p, node, depth);
		break;
	case NODE_OBJECT:
		write_fields(p, node, node->field->fields, node->field->n_fields, depth + 1);
		break;
	case NODE_UNKNOWN:
		json_null(&p->j);
		break;
	}
}

/* ---- after_unknown: true where the value is unknown, and the same containers ---- */

static void mark_value(struct planning *p, const struct node *node, unsigned depth);

/* an unknown object whose members are those of its resource: each is unknown */
static void mark_whole(struct planning *p, const struct field *object)
{
	for (size_t i = 0; i < object->n_fields; i++) {
		const struct field *field = &object->fields[i];

		if (plan_is_whole(p, field)) {
			mark_whole(p, field);
		} else if (name_in_plan(p, field).len) {
			json_key_str(&p->j, name_in_plan(p, field));
			json_bool(&p->j, true);
		}
	}
}

void plan_mark_members(struct planning *p, const struct node *object, const struct field *fields,
	size_t n, unsigned depth)
{
	for (size_t i = 0; i < n; i++) {
		const struct node *node = node_get(object, fields[i].name);
		bool block = is_block(&fields[i]);

		if (!name_in_plan(p, &fields[i]).len || !node || plan_has_written(p, fields, i) ||
			!plan_specifies(p, object, &fields[i], depth))
			continue;
		if (plan_is_whole(p, &fields[i])) {
			if (node->kind == NODE_UNKNOWN)
				mark_whole(p, &fields[i]);
			else
				plan_mark_members(
					p, node, fields[i].fields, fields[i].n_fields, depth + 1);
			continue;
		}
		json_key_str(&p->j, name_in_plan(p, &fields[i]));
		if (block && node->kind != NODE_UNKNOWN) {
			json_array(&p->j);
			mark_value(p, node, depth + 1);
			json_array_end(&p->j);
		} else {
			mark_value(p, node, depth);
		}
	}
}

static void mark_fields(struct planning *p, const struct node *object, const struct field *fields,
	size_t n, unsigned depth)
{
	json_object(&p->j);
	plan_mark_members(p, object, fields, n, depth);
	json_object_end(&p->j);
}

static void mark_value(struct planning *p, const struct node *node, unsigned depth)
{
	if (node->kind == NODE_UNKNOWN || node->why || depth > DEPTH_MAX) {
		json_bool(&p->j, true);
	} else if (node->field && node->field->document) {
		json_bool(&p->j, false);
	} else if (node->kind == NODE_LIST) {
		json_array(&p->j);
		for (size_t i = 0; i < node->n; i++)
			mark_value(p, node->items[i], depth + 1);
		json_array_end(&p->j);
	} else if (node->kind == NODE_MAP) {
		json_object(&p->j);
		for (size_t i = 0; i < node->n; i++) {
			json_key_str(&p->j, node->members[i].key);
			mark_value(p, node->members[i].node, depth + 1);
		}
		json_object_end(&p->j);
	} else if (node->kind == NODE_OBJECT) {
		mark_fields(p, node, node->field->fields, node->field->n_fields, depth + 1);
	} else {
		json_bool(&p->j, false);
	}
}
