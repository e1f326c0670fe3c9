/*
 * schema - the names of types in plans, against the schemas of Terraform providers.
 *
 * Walks the schema without building it: the schemas of a provider have tens of megabytes. Names no
 * provider.
 */
#include "authors/schema.h"

#include "inventory/terraform/source.h"

#define DEPTH_MAX 32

struct comparison {
	struct list *problems;
	const struct rules *rules;
	const struct type *type;
	struct str tf_type;
	struct arena *arena;
};

static void add(struct comparison *c, const struct field *field, const char *problem,
	struct str name, struct str hint)
{
	size_t line;
	struct str uri = rules_place_of_field(c->rules, c->type, field->name, &line, c->arena);

	problem_add(c->problems, c->arena, uri, line, "%.*s: %.*s %s %.*s%s%.*s%s",
		STR_ARGS(field->name), STR_ARGS(c->tf_type), problem, STR_ARGS(name),
		hint.len ? ". Did you mean " : ".", STR_ARGS(hint), hint.len ? "?" : "");
}

/* the beginning of an attribute's type for each kind, as JSON text */
static bool has_kind(const struct field *field, struct cursor type)
{
	struct str text = type.doc ? cursor_text(type) : STR_NONE;
	bool list = str_contains(text, STR("\"list\"")), set = str_contains(text, STR("\"set\""));

	if (!type.doc) /* nested attributes of a newer provider */
		return field->kind >= FIELD_LIST;
	switch (field->kind) {
	case FIELD_BOOL:
		return str_is(text, "\"bool\"");
	case FIELD_INT:
		return str_is(text, "\"number\"");
	case FIELD_STRING:
		return str_is(text, "\"string\"") ||
		       (str_is(text, "\"bool\"") &&
			       field_spelling(field, &terraform_notation)->text_of_true.ptr);
	case FIELD_LIST:
	case FIELD_SET:
		if (field->single && field->of && has_kind(field->of, type))
			return true;
		return text.len > 0 && text.ptr[0] == '[' && (list || set);
	case FIELD_MAP:
		return text.len > 0 && text.ptr[0] == '[' && str_contains(text, STR("\"map\""));
	case FIELD_OBJECT:
		if (field->document || (field->text && str_is(text, "\"string\"")))
			return str_is(text, "\"string\"");
		return text.len > 0 && text.ptr[0] == '[';
	default:
		return true; /* a text that contains a document, or the like */
	}
}

static void compare_block(struct comparison *c, const struct field *fields, size_t n,
	struct cursor block, unsigned depth);

static void compare_field(
	struct comparison *c, const struct field *field, struct cursor block, unsigned depth)
{
	struct str name = field_name_of(field, &terraform_notation, c->tf_type);
	struct str hint = STR_NONE;
	struct cursor attributes = schema_member(block, STR("attributes"), c->arena);
	struct cursor blocks = schema_member(block, STR("block_types"), c->arena);
	struct cursor attribute = schema_member(attributes, name, c->arena);
	struct cursor inner = schema_member(blocks, name, c->arena);
	const struct field *object = field;

	while (object->of)
		object = object->of;
	if (str_is(name, ".")) { /* its members are those of the block around it */
		compare_block(c, object->fields, object->n_fields, block, depth + 1);
		return;
	}
	if (inner.doc && object->kind == FIELD_OBJECT) {
		compare_block(c, object->fields, object->n_fields,
			schema_member(inner, STR("block"), c->arena), depth + 1);
	} else if (inner.doc) {
		add(c, field, "writes as a block, not as an attribute,", name, STR_NONE);
	} else if (!attribute.doc) {
		schema_offer(attributes, name.ptr, &hint, c->arena);
		if (!hint.len)
			schema_offer(blocks, name.ptr, &hint, c->arena);
		add(c, field, "has no attribute or block", name, hint);
	} else if (!has_kind(field, schema_member(attribute, STR("type"), c->arena))) {
		add(c, field, "has another kind of value in", name, STR_NONE);
	}
}

static void compare_block(struct comparison *c, const struct field *fields, size_t n,
	struct cursor block, unsigned depth)
{
	for (size_t i = 0; i < n && block.doc && depth < DEPTH_MAX; i++)
		if (!fields[i].n_made &&
			field_name_of(&fields[i], &terraform_notation, c->tf_type).len)
			compare_field(c, &fields[i], block, depth);
}

/* the schema of a resource in any of the providers */
static struct cursor find_resource(struct cursor providers, struct str name, struct arena *a)
{
	struct walk walk;

	walk_begin(&walk, providers);
	while (walk_next(&walk)) {
		struct cursor schemas = schema_member(walk.value, STR("resource_schemas"), a);
		struct cursor found = schema_member(schemas, name, a);

		if (found.doc)
			return found;
	}
	return (struct cursor){NULL, 0};
}

/* The schema of a Terraform type, which is compared next; doc NULL: a problem. */
static struct cursor enter_type(
	struct comparison *c, struct cursor providers, struct str tf_type, const char *key)
{
	struct cursor schema = find_resource(providers, tf_type, c->arena);
	size_t line;
	struct str uri;

	c->tf_type = tf_type;
	if (schema.doc)
		return schema_member(schema, STR("block"), c->arena);
	uri = rules_place_of_field(c->rules, c->type, str_of(key), &line, c->arena);
	problem_add(c->problems, c->arena, uri, line, "The provider schemas have no resource %.*s.",
		STR_ARGS(tf_type));
	return schema;
}

/* a part that is an element of a list has the attributes of the element */
static void compare_part(struct comparison *c, const struct part *part, struct cursor block)
{
	const struct field *list = part_list(part);

	if (list && list->of)
		compare_block(c, list->of->fields, list->of->n_fields, block, 0);
	for (size_t k = 0; !list && block.doc && k < part->n_gives; k++)
		compare_field(c, part->gives[k], block, 0);
}

static void compare_type(struct comparison *c, struct cursor providers)
{
	const struct type_names *names = planned_type_names(c->type);
	struct cursor block;

	for (size_t i = 0; i < names->n_types; i++) {
		block = enter_type(c, providers, names->types[i], "terraform");
		compare_block(c, c->type->fields, c->type->n_fields, block, 0);
	}
	for (size_t i = 0; i < names->n_parts; i++) {
		const struct part *part = &names->parts[i];

		block = enter_type(c, providers, part->source_type, "parts");
		compare_part(c, part, block);
	}
}

int schema_lint(struct list *problems, const struct rules *rules, const struct doc *schema,
	struct arena *a, struct assay_error *err)
{
	struct cursor root = doc_root(schema);
	struct cursor providers = schema_member(root, STR("provider_schemas"), a);
	size_t n;
	const struct type *const *types = rules_types(rules, &n);

	if (schema_member(root, STR("operations"), a).doc &&
		schema_member(root, STR("shapes"), a).doc) {
		schema_lint_commands(problems, rules, schema, a);
		return ASSAY_OK;
	}
	if (!providers.doc || cursor_kind(providers) != DOC_OBJECT)
		return cursor_error(err, ASSAY_EINPUT, root,
			"this is not a schema. Give the output of 'terraform providers schema "
			"-json', "
			"or a service-2.json of botocore.");
	for (size_t i = 0; i < n; i++) {
		struct comparison c = {
			.problems = problems, .rules = rules, .type = types[i], .arena = a};

		if (rules_lints_type(rules, types[i]))
			compare_type(&c, providers);
	}
	return ASSAY_OK;
}
