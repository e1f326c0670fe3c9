/*
 * cloud_control - resources as Cloud Control prints them: get-resource and list-resources.
 *
 * Each is read as the output of a command about one resource that gives the properties that are
 * there. A property that is omitted was not shown: read handlers omit what cannot be read. No list
 * is taken to be complete, because a filter leaves no trace and entries may omit the key. Knows
 * Cloud Control's answer; the shape of a resource is the type's under "cfn".
 */
#include "doc/derived.h"
#include "inventory/cloudformation/source.h"
#include "inventory/export/export.h"
#include "inventory/export/output.h"

#define READ_INSTEAD                                                                               \
	"Export what the service itself answers: assay inspect PATH prints the commands, and "     \
	"assay collect a script."

#define NOT_READ                                                                                   \
	"Not read: Cloud Control (get-resource, list-resources) shows a type that assay does not " \
	"read from it, or no key of a resource. " READ_INSTEAD

/* The answer about one type. */
struct answer {
	struct inventory *w;
	struct source *source;
	const struct envelope *envelope; /* NULL: none */
	const struct type *type;
	size_t n, n_read;
	struct cursor unread; /* the first without the key */
};

static bool is_answer(const struct inventory *w, const struct shape *shape)
{
	(void)w;
	return shape_has_kind(shape, STR("TypeName"), DOC_STRING) &&
	       (shape_has_kind(shape, STR("ResourceDescription"), DOC_OBJECT) ||
		       shape_has_kind(shape, STR("ResourceDescriptions"), DOC_ARRAY));
}

/* The type of a name whose key Cloud Control prints; NULL: there is none. */
static const struct type *find_type(const struct inventory *w, struct cursor name)
{
	for (size_t t = 0; t < w->n_types; t++) {
		const struct type *type = w->types[t];
		if (cursor_is(name, type->name.ptr) && type->key && !type->singleton &&
			field_spelling(type->key, &cloudformation_notation)->n)
			return type;
	}
	return NULL;
}

/* The value of a field in the properties; doc NULL: it is not there, or null. */
static int find_property(struct cursor *out, const struct field *field, struct cursor properties,
	struct assay_error *err)
{
	struct str name = field_name_in(field, &cloudformation_notation);
	struct lookup key = {name.ptr, NOWHERE};
	int status = name.len ? cursor_find(properties, &key, 1, err) : ASSAY_OK;
	*out = status == ASSAY_OK && key.value.doc && cursor_kind(key.value) != DOC_NULL ? key.value
											 : NOWHERE;
	return status;
}

static bool has_elements(struct cursor list)
{
	struct walk walk;
	if (cursor_kind(list) != DOC_ARRAY)
		return false;
	walk_begin(&walk, list);
	return walk_next(&walk);
}

/* True if another field that excludes this one has elements: the service then unsets this one. */
static bool is_excluded(
	const struct type *type, const struct field *field, const struct cursor *shown)
{
	bool excluded = false;
	for (size_t i = 0; field->exclusive && i < type->n_fields; i++)
		excluded = excluded || (&type->fields[i] != field &&
					       type->fields[i].exclusive == field->exclusive &&
					       shown[i].doc && has_elements(shown[i]));
	return excluded;
}

/* A command that gives what these properties show. */
static int make_command(struct command **out, const struct answer *in, struct cursor properties,
	struct assay_error *err)
{
	const struct type *type = in->type;
	struct arena *a = in->w->run;
	struct cursor *shown = arena_array(a, type->n_fields + 1, sizeof *shown);
	const struct field **gives = arena_array(a, type->n_fields + 1, sizeof *gives);
	struct command *c = arena_alloc(a, sizeof *c);
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < type->n_fields; i++)
		status = find_property(&shown[i], &type->fields[i], properties, err);
	*c = (struct command){.name = STR("cloudcontrol get-resource"),
		.keyed = true,
		/* a resource of several Regions is read in each, but some of it counts at home */
		.from_home = !type->regional,
		.optional = true,
		.gives = gives,
		.printed_as = &aws_cloud_control};
	for (size_t i = 0; status == ASSAY_OK && i < type->n_fields; i++)
		if (shown[i].doc || is_excluded(type, &type->fields[i], shown))
			gives[c->n_gives++] = &type->fields[i];
	*out = c;
	return status;
}

static int open_properties(
	struct cursor *out, struct inventory *w, struct cursor text, struct assay_error *err)
{
	struct doc *doc;
	struct json_fault fault;
	if (!doc_open_string(&doc, text, w->run, &fault) ||
		cursor_kind(doc_root(doc)) != DOC_OBJECT)
		return cursor_error(err, ASSAY_EINPUT, text,
			"the \"Properties\" of a resource are not a JSON object in a string. "
			"Export "
			"it again without --query");
	*out = doc_root(doc);
	return ASSAY_OK;
}

static void add_export(struct answer *in, const struct command *c, struct cursor properties)
{
	struct output output = {
		.type = in->type, .command = c, .root = properties, .n_pages = 1, .n_found = 1};
	struct cursor *page = arena_alloc(in->w->run, sizeof *page);
	*page = properties;
	output.pages = page;
	in->source->input.state = INPUT_READ;
	exports_add(in->w, in->source, &output, in->envelope);
	/* what is missing inside a property, only the service's own answer shows */
	((struct export *)in->w->exports.items[in->w->exports.n - 1])->line = STR(READ_INSTEAD);
	in->n_read++;
}

/* The properties of {"Identifier": "f", "Properties": "{...}"}; doc NULL: without the key. */
static int read_resource(
	struct cursor *out, struct answer *in, struct cursor description, struct assay_error *err)
{
	struct lookup text = {"Properties", NOWHERE};
	struct cursor key;
	int status = cursor_kind(description) == DOC_OBJECT
			     ? cursor_find(description, &text, 1, err)
			     : ASSAY_OK;
	*out = NOWHERE;
	if (status == ASSAY_OK)
		status =
			open_properties(out, in->w, text.value.doc ? text.value : description, err);
	if (status == ASSAY_OK)
		status = find_property(&key, in->type->key, *out, err);
	if (status != ASSAY_OK || (key.doc && cursor_kind(key) == DOC_STRING))
		return status;
	*out = NOWHERE;
	in->unread = in->unread.doc ? in->unread : description;
	return ASSAY_OK;
}

/* All of them, or none: a broken answer shows nothing. */
static int add_resources(
	struct answer *in, const struct cursor *descriptions, struct assay_error *err)
{
	struct cursor *properties = arena_array(in->w->run, in->n + 1, sizeof *properties);
	struct command **commands = arena_array(in->w->run, in->n + 1, sizeof(struct command *));
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < in->n; i++) {
		status = read_resource(&properties[i], in, descriptions[i], err);
		if (status == ASSAY_OK && properties[i].doc)
			status = make_command(&commands[i], in, properties[i], err);
	}
	for (size_t i = 0; status == ASSAY_OK && i < in->n; i++)
		if (properties[i].doc)
			add_export(in, commands[i], properties[i]);
	return status;
}

/* A list may print identifiers alone. */
static void note_unread(const struct answer *in)
{
	struct str key = field_name_in(in->type->key, &cloudformation_notation);
	/* of none, the remedy says it */
	if (!in->unread.doc || !in->n_read)
		return;
	remark_add(in->w, REMARK_WARNING, in->source, in->unread,
		str_printf(in->w->run,
			"%zu of %zu %.*s of Cloud Control have no \"%.*s\" and are not read. Run "
			"aws "
			"cloudcontrol get-resource for each, or the commands that assay inspect "
			"PATH "
			"prints.",
			in->n - in->n_read, in->n, STR_ARGS(in->type->nouns), STR_ARGS(key)));
}

static int read_descriptions(struct answer *in, const struct cursor *one, const struct cursor *many,
	struct assay_error *err)
{
	struct cursor *descriptions;
	struct walk walk;
	if (!in->type || !one == !many)
		return ASSAY_OK;
	walk_begin(&walk, one ? *one : *many);
	while (!one && walk_next(&walk))
		in->n++;
	in->n = one ? 1 : in->n;
	descriptions = arena_array(in->w->run, in->n + 1, sizeof *descriptions);
	if (one)
		descriptions[0] = *one;
	walk_begin(&walk, one ? *one : *many);
	for (size_t i = 0; !one && walk_next(&walk); i++)
		descriptions[i] = walk.value;
	int status = add_resources(in, descriptions, err);
	if (status == ASSAY_OK)
		note_unread(in);
	return status;
}

static int read_answer(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	const struct cursor *name = map_get(&shape->found, STR("TypeName"));
	struct answer in = {.w = w, .source = s, .type = find_type(w, *name)};
	return read_descriptions(&in, map_get(&shape->found, STR("ResourceDescription")),
		map_get(&shape->found, STR("ResourceDescriptions")), err);
}

static bool is_envelope(const struct inventory *w, const struct shape *shape)
{
	const struct cursor *record = map_get(&shape->found, STR("assay"));
	struct lookup command = {"command", NOWHERE};
	struct assay_error why = {0};
	(void)w;
	return record && cursor_kind(*record) == DOC_OBJECT &&
	       shape_has_kind(shape, STR("output"), DOC_OBJECT) &&
	       cursor_find(*record, &command, 1, &why) == ASSAY_OK && command.value.doc &&
	       (cursor_is(command.value, "cloudcontrol get-resource") ||
		       cursor_is(command.value, "cloudcontrol list-resources"));
}

/* what is not read of it is lost in the account and Region that it names */
static int read_envelope(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	struct envelope *e = arena_alloc(w->run, sizeof *e);
	struct lookup found[] = {{"TypeName", NOWHERE}, {"ResourceDescription", NOWHERE},
		{"ResourceDescriptions", NOWHERE}};
	int status = envelope_read(e, shape->root, w->run, err);
	if (status == ASSAY_OK)
		status = cursor_find(e->output, found, LENGTH_OF(found), err);
	if (status != ASSAY_OK)
		return status;
	struct cursor name = found[0].value, one = found[1].value, many = found[2].value;
	bool is_one = one.doc && cursor_kind(one) == DOC_OBJECT;
	bool is_many = many.doc && cursor_kind(many) == DOC_ARRAY;
	bool is_named = name.doc && cursor_kind(name) == DOC_STRING;
	struct answer in = {.w = w, .source = s, .envelope = e};
	in.type = is_named ? find_type(w, name) : NULL;
	status = read_descriptions(&in, is_one ? &one : NULL, is_many ? &many : NULL, err);
	if (status != ASSAY_OK)
		exports_add_broken(w, s, NULL, NULL, e, str_of(err->message));
	else if (!in.n_read)
		exports_add_unread(w, s, e);
	return status;
}

static const char *const keys[] = {"TypeName", "ResourceDescription", "ResourceDescriptions", NULL};

const struct source_kind aws_cloud_control = {.name = "Cloud Control resources",
	.remedy = NOT_READ,
	.warns = true,
	.keys = keys,
	.recognise = is_answer,
	.read = read_answer,
	.notation = &cloudformation_notation};

static const char *const envelope_keys[] = {"assay", "output", NULL};

const struct source_kind aws_cloud_control_envelope = {.name = "Cloud Control resources",
	.remedy = NOT_READ,
	.warns = true,
	.keys = envelope_keys,
	.recognise = is_envelope,
	.read = read_envelope,
	.notation = &cloudformation_notation};
