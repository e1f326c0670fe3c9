/*
 * schema_aws - the commands of types, against a service model of botocore.
 *
 * The AWS CLI prints what the model declares. The service of a model is the folder in botocore's
 * data, SERVICE/VERSION/service-2.json, or its endpoint prefix.
 */
#include "authors/schema.h"

#include "inventory/export/source.h"

struct comparison {
	struct list *problems;
	const struct rules *rules;
	const struct type *type;
	const struct command *command;
	struct cursor shapes;
	struct arena *arena;
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* "describe-trails" is "DescribeTrails" */
static bool is_operation(struct str word, struct str name)
{
	size_t k = 0;

	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] == '-')
			continue;
		if (k == name.len || lower(name.ptr[k]) != lower(word.ptr[i]))
			return false;
		k++;
	}
	return k == name.len;
}

static void add(const struct comparison *c, const char *problem, struct str name)
{
	size_t line;
	struct str uri = rules_place_of_text(c->rules, c->type, c->command->name, &line, c->arena);

	problem_add(c->problems, c->arena, uri, line, "%.*s: %s %.*s.", STR_ARGS(c->command->name),
		problem, STR_ARGS(name));
}

static struct cursor shape_named(const struct comparison *c, struct cursor reference)
{
	struct cursor name = schema_member(reference, STR("shape"), c->arena);
	struct str text;

	if (!name.doc || cursor_string(name, c->arena, &text, NULL))
		return (struct cursor){NULL, 0};
	return schema_member(c->shapes, text, c->arena);
}

static struct cursor members_of(const struct comparison *c, struct cursor shape)
{
	return schema_member(shape, STR("members"), c->arena);
}

/* the shape of a key's value; of a list, that of its elements */
static struct cursor step(const struct comparison *c, struct cursor shape, struct str key)
{
	struct cursor next = shape_named(c, schema_member(members_of(c, shape), key, c->arena));
	struct cursor item = schema_member(next, STR("member"), c->arena);

	if (!next.doc)
		add(c, "AWS's model has no key", key);
	return item.doc ? shape_named(c, item) : next;
}

/* the shape of an item in the output */
static struct cursor item_shape(const struct comparison *c, struct cursor output, bool around)
{
	const struct command *command = c->command;
	struct cursor shape = command->at.ptr ? step(c, output, command->at) : output;

	for (size_t i = 0; i + around < command->n_inside && shape.doc; i++)
		shape = step(c, shape, command->inside[i].key);
	return shape;
}

/* The AWS CLI adds a token of its own to a list that it cuts. */
static bool continues(const struct command *command, struct str key)
{
	for (size_t i = 0; i < command->n_more; i++)
		if (str_eq(command->more[i], key))
			return true;
	return false;
}

static void compare_keys(const struct comparison *c, struct cursor output)
{
	struct cursor members = members_of(c, output);
	struct walk walk;

	for (size_t i = 0; i < c->command->n_keys; i++)
		if (!schema_member(members, c->command->keys[i], c->arena).doc &&
			!continues(c->command, c->command->keys[i]))
			add(c, "AWS's model of the output has no key", c->command->keys[i]);
	if (!members.doc)
		return;
	walk_begin(&walk, members);
	while (walk_next(&walk)) {
		bool declared = false;

		for (size_t i = 0; i < c->command->n_keys; i++)
			declared = declared || str_eq(c->command->keys[i], walk.raw_key);
		if (!declared)
			add(c, "'keys' lacks a key of the output:", walk.raw_key);
	}
}

/* "MetadataOptions.HttpTokens": only its first name is looked up; ".": the item itself */
static bool has_path(const struct comparison *c, struct cursor members, struct str name)
{
	const char *dot = memchr(name.ptr, '.', name.len);

	if (dot)
		name.len = (size_t)(dot - name.ptr);
	return name.len == 0 || schema_member(members, name, c->arena).doc;
}

static void compare_fields(const struct comparison *c, struct cursor item, bool around)
{
	struct cursor members = members_of(c, item);

	for (size_t i = 0; i < c->command->n_gives && members.doc; i++) {
		const struct field *field = c->command->gives[i];
		const struct spelling *names = printed_names(field);
		bool found = names->n == 0 || field->n_made || field->around != around;

		for (size_t k = 0; k < names->n; k++)
			found = found || has_path(c, members, names->names[k]);
		if (!found)
			add(c, "AWS's model of an item has no member", names->names[0]);
	}
}

static void compare_command(struct comparison *c, struct cursor operations, struct str word)
{
	struct walk walk;
	struct cursor output = {NULL, 0};
	bool found = false;

	walk_begin(&walk, operations);
	while (!found && walk_next(&walk)) {
		found = is_operation(word, walk.raw_key);
		if (found)
			output = shape_named(c, schema_member(walk.value, STR("output"), c->arena));
	}
	if (!found) {
		add(c, "AWS's model has no operation for the command", word);
		return;
	}
	compare_keys(c, output);
	struct cursor item = item_shape(c, output, false);
	compare_fields(c, item, false);
	if (item.doc && c->command->n_inside)
		compare_fields(c, item_shape(c, output, true), true);
}

/* the component before VERSION/service-2.json; else the endpoint prefix */
static struct str service_of(const struct doc *schema, struct arena *a)
{
	struct str name = str_of(doc_name(schema)), text = STR_NONE;
	struct cursor metadata = schema_member(doc_root(schema), STR("metadata"), a);
	struct cursor prefix = schema_member(metadata, STR("endpointPrefix"), a);
	size_t slashes = 0, end = 0;

	for (size_t i = name.len; i > 0 && slashes < 3; i--) {
		if (name.ptr[i - 1] != '/')
			continue;
		slashes++;
		if (slashes == 2)
			end = i - 1;
		if (slashes == 3)
			return (struct str){name.ptr + i, end - i};
	}
	if (prefix.doc)
		(void)cursor_string(prefix, a, &text, NULL);
	return slashes == 2 ? (struct str){name.ptr, end} : text;
}

/* the CLI has another name for some services, as s3api */
static bool is_service(struct str word, struct str service)
{
	return str_eq(word, service) ||
	       (str_starts(word, service) && word.len == service.len + 3 &&
		       str_ends(word, STR("api"))) ||
	       (str_starts(word, service) && str_ends(word, STR("service")) &&
		       word.len == service.len + strlen("service"));
}

void schema_lint_commands(
	struct list *problems, const struct rules *rules, const struct doc *schema, struct arena *a)
{
	struct cursor root = doc_root(schema);
	struct cursor operations = schema_member(root, STR("operations"), a);
	struct str service = service_of(schema, a);
	size_t n;
	const struct type *const *types = rules_types(rules, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; rules_lints_type(rules, types[i]) && k < types[i]->n_commands;
			k++) {
			struct comparison c = {problems, rules, types[i], &types[i]->commands[k],
				schema_member(root, STR("shapes"), a), a};
			struct str name = c.command->name;
			const char *blank = memchr(name.ptr, ' ', name.len);
			size_t len = blank ? (size_t)(blank - name.ptr) : name.len;

			if (blank && is_service((struct str){name.ptr, len}, service))
				compare_command(&c, operations,
					(struct str){blank + 1, name.len - len - 1});
		}
}
