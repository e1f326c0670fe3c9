/*
 * start - the beginning of a control, a type and a test file.
 *
 * What is written loads and passes as it is. Names no service: the names come from the type or from
 * its name.
 */
#include "authors/start.h"

#include "doc/yaml_out.h"
#include "inventory/export/source.h"

#define ID_MAX ((size_t)80)

static bool is_lower(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static char lower(char c)
{
	return is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

bool is_control_id(struct str id)
{
	bool word = false;

	for (size_t i = 0; i < id.len; i++) {
		if (!is_lower(id.ptr[i]) && !(id.ptr[i] == '-' && word))
			return false;
		word = id.ptr[i] != '-';
	}
	return word && id.len <= ID_MAX && id.ptr[0] >= 'a';
}

/* the i-th part of SERVICE::NAMESPACE::NOUN */
static struct str part_of(struct str name, size_t i)
{
	size_t from = 0;

	for (; i > 0; i--) {
		while (from + 1 < name.len && memcmp(name.ptr + from, "::", 2) != 0)
			from++;
		from += 2;
	}
	if (from >= name.len)
		return STR_NONE;
	struct str part = {name.ptr + from, 0};

	while (from + part.len < name.len && name.ptr[from + part.len] != ':')
		part.len++;
	return part;
}

bool is_type_name(struct str name)
{
	size_t len = 4;

	for (size_t i = 0; i < 3; i++) {
		struct str part = part_of(name, i);

		for (size_t k = 0; k < part.len; k++)
			if (!is_lower(part.ptr[k]) && !is_upper(part.ptr[k]))
				return false;
		if (part.len == 0 || !(is_upper(part.ptr[0]) || part.ptr[0] >= 'a'))
			return false;
		len += part.len;
	}
	return len == name.len && len <= ID_MAX;
}

/* "EventDataStore" in lower case, its words joined: "event-data-store" */
static struct str words(struct str text, char joint, struct arena *a)
{
	char *out = arena_alloc(a, 2 * text.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		bool follows = i > 0 && is_lower(text.ptr[i - 1]);
		bool begins = i + 1 < text.len && i > 0 && is_lower(text.ptr[i + 1]);

		if (is_upper(text.ptr[i]) && (follows || begins) && joint)
			out[len++] = joint;
		out[len++] = lower(text.ptr[i]);
	}
	return (struct str){out, len};
}

struct str start_file_name(struct str name, struct arena *a)
{
	char *out;

	if (is_type_name(name))
		return str_printf(a, "%.*s_%.*s", STR_ARGS(words(part_of(name, 1), 0, a)),
			STR_ARGS(words(part_of(name, 2), '_', a)));
	out = arena_alloc(a, name.len + 1);
	for (size_t i = 0; i < name.len; i++)
		out[i] = name.ptr[i] == '-' ? '_' : name.ptr[i];
	return (struct str){out, name.len};
}

struct str start_control_of_type(struct str name, struct arena *a)
{
	return str_printf(a, "%.*s-%.*s-example", STR_ARGS(words(part_of(name, 1), 0, a)),
		STR_ARGS(words(part_of(name, 2), '-', a)));
}

static bool is_scalar(const struct field *field)
{
	return field->kind == FIELD_BOOL || field->kind == FIELD_INT || field->kind == FIELD_STRING;
}

/* The field that the example is about: the name of a resource; of a singleton the first scalar. */
static const struct field *example_field(const struct type *type)
{
	for (size_t i = 0; type->singleton && i < type->n_fields; i++)
		if (is_scalar(&type->fields[i]))
			return &type->fields[i];
	if (type->singleton && type->n_fields)
		return &type->fields[0];
	return type->label && type->label->name.len ? type->label : type->key;
}

/* ---- a text with names in it ---- */

struct name {
	char key;
	struct str text;
};

/* write a template: "$k" is the name of that key */
static void fill(struct out *o, const char *template, const struct name *names, size_t n)
{
	for (const char *p = template; *p;) {
		size_t plain = strcspn(p, "$"), i = 0;

		out_bytes(o, p, plain);
		p += plain;
		if (!*p)
			break;
		while (i < n && names[i].key != p[1])
			i++;
		if (i < n)
			out_str(o, names[i].text);
		p += 2;
	}
}

void start_control(struct out *out, struct str id, const struct type *type)
{
	const struct name names[] = {{'i', id}, {'t', type->name}, {'n', type->noun},
		{'s', type->nouns}, {'l', example_field(type)->name}};

	fill(out,
		"-- TODO: one sentence: what must be true.\n"
		"-- docs/writing-rules.md describes every key and function. 'assay explain $i' "
		"prints the\n"
		"-- texts, 'assay test' runs the cases in the .test.yaml file beside this one, "
		"and\n"
		"-- 'assay inspect --resource KEY PATH' shows what a rule reads.\n"
		"return control {\n"
		"  id = \"$i\",\n"
		"  title = \"TODO: the $s have a name\",\n"
		"  severity = \"medium\", -- info, low, medium, high or critical\n"
		"  subject = \"$t\", -- one verdict for each; or \"region\", \"account\"\n"
		"  reads = { \"$t\" }, -- all types that the check reads\n"
		"\n"
		"  -- values that users may set with --param $i.NAME=VALUE\n"
		"  params = {\n"
		"    require_name = { default = true, about = \"TODO: the effect of the "
		"parameter\" },\n"
		"  },\n"
		"\n"
		"  description = [[TODO: what the control requires.]],\n"
		"  rationale = [[TODO: why.]],\n"
		"  remediation = [[TODO: how to correct a failure.]],\n"
		"\n"
		"  check = function(subject, params)\n"
		"    -- Reading an unknown value ends the check with the verdict unknown, so there "
		"is nothing\n"
		"    -- to write for it. The value of an absent field is nil.\n"
		"    if params.require_name and subject.$l == nil then\n"
		"      fail(subject, \"$l\", \"the $n {name} has no name\", { name = "
		"label(subject) })\n"
		"    end\n"
		"    pass()\n"
		"  end,\n"
		"}\n",
		names, LENGTH_OF(names));
}

static bool gives(const struct command *command, const struct field *field)
{
	for (size_t i = 0; i < command->n_gives; i++)
		if (command->gives[i] == field)
			return true;
	return false;
}

/* the command whose output the test file contains; NULL: none. A list, if there is one. */
static const struct command *example_command(const struct type *type)
{
	const struct command *other = NULL;

	for (size_t i = 0; i < type->n_commands; i++) {
		const struct command *c = &type->commands[i];

		bool lists = c->many;

		for (size_t k = 0; k < c->n_inside; k++)
			lists = lists || c->inside[k].list;
		if (type->singleton ? c->n_inside == 0 && gives(c, example_field(type))
				    : lists && c->lists != LISTS_NOTHING && c->at.ptr)
			return c;
		if (!type->singleton && !other && lists && c->keyed && c->at.ptr)
			other = c;
	}
	return other;
}

static struct str printed_name(const struct field *field)
{
	const struct spelling *spelling = printed_names(field);

	return spelling->n ? spelling->names[0] : field->name;
}

/* "list-queues": the second word of a command */
static struct str second_word(struct str command)
{
	const char *blank = memchr(command.ptr, ' ', command.len);
	size_t skip = blank ? (size_t)(blank - command.ptr) + 1 : 0;

	return (struct str){command.ptr + skip, command.len - skip};
}

/* the name of an export: the declared one, unless it contains the name of a resource */
static struct str file_of(const struct command *command, struct arena *a)
{
	if (command->file.ptr && !memchr(command->file.ptr, '{', command->file.len))
		return command->file;
	return str_printf(a, "%.*s.json", STR_ARGS(second_word(command->name)));
}

static struct str example_key(const struct type *type, struct arena *a)
{
	if (!type->key_is_arn)
		return STR("example");
	return str_printf(a, "arn:aws:%.*s:us-east-1:123456789012:%.*s%sexample",
		STR_ARGS(words(part_of(type->name, 1), 0, a)),
		STR_ARGS(words(part_of(type->name, 2), '-', a)),
		type->version_word.len ? ":" : "/");
}

/* the one resource of an account or Region, with one value */
static void write_singleton(struct out *out, const struct type *type, const struct command *command)
{
	const struct field *field = example_field(type);

	out_text(out, ":\n    ");
	if (command->at.ptr) {
		out_str(out, command->at);
		out_text(out, command->many ? ":\n      - " : ":\n      ");
	}
	out_str(out, printed_name(field));
	out_text(out, field->kind == FIELD_BOOL                               ? ": true\n"
		      : field->kind == FIELD_INT                              ? ": 1\n"
		      : field->kind == FIELD_STRING                           ? ": example\n"
		      : field->kind == FIELD_LIST || field->kind == FIELD_SET ? ": []\n"
									      : ": {}\n");
}

/* "RoleArn: …" */
static void write_example(struct out *out, const struct field *field, struct str value)
{
	out_str(out, printed_name(field));
	out_text(out, ": ");
	out_yaml(out, value);
}

static void next_line(struct out *out, size_t indent)
{
	out_text(out, "\n");
	out_blanks(out, indent);
}

/* What the key is made of: around the list of items, each on a line, or in an item. */
static void write_made(
	struct out *out, const struct type *type, bool around, size_t indent, struct arena *a)
{
	bool first = true;

	for (size_t i = 0; i < type->key->n_made; i++) {
		const struct field *field = type->key->made[i].field;
		bool is_arn = i == 0 && type->key_is_arn;

		if (field->around != around)
			continue;
		if (!around && !first)
			next_line(out, indent);
		write_example(out, field, is_arn ? example_key(type, a) : STR("example"));
		if (around)
			next_line(out, indent);
		first = false;
	}
}

/* the key of a resource, and its usual name */
static void write_names(struct out *out, const struct type *type, const struct command *command,
	size_t indent, struct arena *a)
{
	const struct field *label = type->label;

	if (type->key->n_made)
		write_made(out, type, false, indent, a);
	else
		write_example(out, type->key, example_key(type, a));
	if (label && label != type->key && !label->n_made && gives(command, label)) {
		next_line(out, indent);
		out_str(out, printed_name(label));
		out_text(out, ": example");
	}
	out_text(out, "\n");
}

static void write_resource(
	struct out *out, const struct type *type, const struct command *command, struct arena *a)
{
	size_t indent;

	out_text(out, "  # the output of 'aws ");
	out_str(out, command->name);
	out_text(out, "', as in a folder ACCOUNT/REGION of exports\n  123456789012/us-east-1/");
	out_str(out, file_of(command, a));
	if (type->singleton) {
		write_singleton(out, type, command);
		return;
	}
	out_text(out, ":\n    ");
	out_str(out, command->at);
	out_text(out, command->many ? ":\n      - " : ":\n      ");
	indent = command->many ? 8 : 6;
	for (size_t i = 0; i < command->n_inside; i++) {
		bool list = command->inside[i].list;

		if (i + 1 == command->n_inside)
			write_made(out, type, true, indent, a);
		out_str(out, command->inside[i].key);
		out_text(out, ":\n");
		out_blanks(out, indent + 2);
		out_text(out, list ? "- " : "");
		indent += list ? 4 : 2;
	}
	write_names(out, type, command, indent, a);
}

void start_test(struct out *out, struct str id, const struct type *type, bool only_exports,
	struct str expect, struct arena *a)
{
	const struct command *command = example_command(type);

	out_text(out, "# Cases of ");
	out_str(out, id);
	out_text(out, ". docs/writing-rules.md describes this file.\ncontrol: ");
	out_str(out, id);
	out_text(out, "\n\n# the inputs of every case that does not replace them\ninputs:");
	if (command) {
		out_text(out, "\n");
		write_resource(out, type, command, a);
	} else {
		out_text(out, " {}\n");
	}
	out_text(out, "\ncases:\n"
		      "  # TODO: a case for each verdict: pass, fail, unknown, not-applicable\n"
		      "  - name: An example\n");
	if (only_exports)
		out_text(out, "    sources: export # TODO: a plan has another verdict\n");
	out_text(out, "    expect: ");
	out_str(out, expect.len ? expect : STR("{}"));
	out_text(out, "\n");
}

void start_type(struct out *out, struct str name, struct arena *a)
{
	struct str noun = part_of(name, 2);
	const struct name names[] = {{'t', name}, {'n', words(noun, ' ', a)},
		{'v', words(part_of(name, 0), 0, a)}, {'S', words(part_of(name, 1), 0, a)},
		{'s', part_of(name, 1)}, {'N', noun}, {'k', words(noun, '-', a)},
		{'u', words(noun, '_', a)}};

	fill(out,
		"-- $t.\n"
		"-- TODO: the sources of these names: CloudFormation's schema, the API model, the "
		"Terraform\n"
		"-- provider. docs/writing-types.md describes every key, and 'assay lint --schema "
		"FILE'\n"
		"-- compares the names with the schemas.\n"
		"return type {\n"
		"  name = \"$t\",\n"
		"  noun = \"$n\", -- in messages\n"
		"  nouns = \"$ns\",\n"
		"  key = \"Arn\", -- identifies a resource\n"
		"  label = \"Name\", -- its usual name\n"
		"  regional = true, -- what a Region lists is in that Region\n"
		"\n"
		"  -- Each field has CloudFormation's name. cli: its name in the output of "
		"commands; tf: the\n"
		"  -- Terraform attribute. A field without tf is unknown in plans.\n"
		"  fields = {\n"
		"    Arn = { kind = \"string\", cli = \"$NArn\", tf = \"arn\" },\n"
		"    Name = { kind = \"string\", cli = \"$NName\", tf = \"name\" },\n"
		"  },\n"
		"\n"
		"  commands = {\n"
		"    {\n"
		"      name = \"$S list-$ks\", at = \"$Ns\", many = true, lists = \"region\",\n"
		"      keys = { \"$Ns\", \"NextToken\" }, more = { \"NextToken\" },\n"
		"      permission = \"$S:List$Ns\",\n"
		"      gives = { \"Arn\", \"Name\" },\n"
		"    },\n"
		"  },\n"
		"\n"
		"  terraform = { types = { \"$v_$S_$u\" }, provider = \"$v\", region = "
		"\"region\" },\n"
		"}\n",
		names, LENGTH_OF(names));
}
