/*
 * type - looking up declared fields, and members of nodes by them.
 *
 * Knows the declarations of type.h and the nodes of object.h; must not know any source.
 */
#include "inventory/model/arn.h"
#include "inventory/model/object.h"

bool type_cut_version(const struct type *type, struct str *key)
{
	struct arn arn;
	if (!type->version.ptr || !arn_parse(&arn, *key))
		return true;
	const char *colon = memchr(arn.resource.ptr, ':', arn.resource.len);
	const char *end = arn.resource.ptr + arn.resource.len;
	const char *second = colon ? memchr(colon + 1, ':', (size_t)(end - colon - 1)) : NULL;
	if (!second)
		return true;
	key->len = (size_t)(second - key->ptr);
	return str_eq((struct str){second + 1, (size_t)(end - second - 1)}, type->version);
}

bool type_cut_name(const struct type *type, struct str *name)
{
	struct arn arn;
	const char *colon;
	if (!type->version.ptr || arn_parse(&arn, *name))
		return type_cut_version(type, name);
	while (name->len && (colon = memchr(name->ptr, ':', name->len))) {
		struct str word = {name->ptr, (size_t)(colon - name->ptr)};
		struct str rest = {colon + 1, name->len - word.len - 1};
		if (!is_region_name(word) && !is_account_id(word) &&
			!str_eq(word, type->version_word)) {
			*name = word;
			return str_eq(rest, type->version);
		}
		*name = rest;
	}
	return true;
}

const struct spelling *field_spelling(const struct field *field, const struct notation *notation)
{
	static const struct spelling none;
	for (size_t i = 0; i < field->n_spellings; i++)
		if (field->spellings[i].notation == notation)
			return &field->spellings[i];
	return &none;
}

struct str field_name_in(const struct field *field, const struct notation *notation)
{
	const struct spelling *s = field_spelling(field, notation);
	return s->n ? s->names[0] : STR_NONE;
}

struct str field_name_of(
	const struct field *field, const struct notation *notation, struct str source_type)
{
	const struct spelling *s = field_spelling(field, notation);
	for (size_t i = 0; i < s->n_by_type; i++)
		if (str_eq(s->by_type_types[i], source_type))
			return s->by_type_names[i];
	return s->n && !s->n_by_type ? s->names[0] : STR_NONE;
}

bool field_is_named(const struct field *field, const struct notation *notation, struct str name)
{
	const struct spelling *s = field_spelling(field, notation);
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->names[i], name))
			return true;
	for (size_t i = 0; i < s->n_by_type; i++)
		if (str_eq(s->by_type_names[i], name))
			return true;
	return false;
}

const struct field *part_list(const struct part *part)
{
	return part->n_path ? part->path[part->n_path - 1] : NULL;
}

bool part_gives(const struct part *part, const struct field *field)
{
	for (size_t i = 0; i < part->n_gives; i++)
		if (part->gives[i] == field)
			return true;
	return false;
}

bool part_may_be_set_to(const struct part *part, struct str attribute)
{
	for (size_t i = 0; i < part->n_to; i++)
		if (str_eq(part->to[i], attribute))
			return true;
	return false;
}

const struct type_names *type_names_in(const struct type *type, const struct notation *notation)
{
	static const struct type_names none;
	for (size_t i = 0; i < type->n_sources; i++)
		if (type->sources[i].notation == notation)
			return &type->sources[i];
	return &none;
}

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

const char *action_name(enum plan_action action)
{
	static const char *const names[] = {
		[ACTION_NONE] = NULL,
		[ACTION_NO_OP] = "no-op",
		[ACTION_CREATE] = "create",
		[ACTION_READ] = "read",
		[ACTION_UPDATE] = "update",
		[ACTION_DELETE] = "delete",
		[ACTION_REPLACE] = "replace",
		[ACTION_FORGET] = "forget",
		[ACTION_UNKNOWN] = "unknown",
		[ACTION_WRITE] = "write",
	};

	return (size_t)action < LENGTH_OF(names) ? names[action] : "unknown";
}

static bool has_any(const struct str *list, size_t n, const struct str *keys, size_t n_keys)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n_keys; k++)
			if (str_eq(list[i], keys[k]))
				return true;
	return false;
}

/* True if an output of b may have what identifies an output of a. */
static bool may_be_taken_for(const struct command *a, const struct command *b)
{
	if (a->at.ptr && !has_any(&a->at, 1, b->keys, b->n_keys))
		return false;
	return has_any(a->any_of, a->n_any_of, b->keys, b->n_keys);
}

bool command_has_form_of(const struct command *a, const struct command *b)
{
	bool other_kind = a->at.ptr && b->at.ptr && str_eq(a->at, b->at) && a->many != b->many;
	return !other_kind && may_be_taken_for(a, b) && may_be_taken_for(b, a);
}
