/*
 * source - how AWS CLI output is recognised, alone and in an envelope, and how it spells fields.
 *
 * Knows the top-level keys that commands are declared to print.
 */
#include "inventory/export/source.h"

#include "inventory/export/export.h"

static bool is_output_of(const struct shape *shape, const struct command *c)
{
	if (shape->n_members == 0 || shape_count(shape, c->keys, c->n_keys) != shape->n_members)
		return false;
	if (c->n_any_of && shape_count(shape, c->any_of, c->n_any_of) == 0)
		return false;
	return !c->at.ptr || shape_has_kind(shape, c->at, c->many ? DOC_ARRAY : DOC_OBJECT);
}

/* the only command that prints this; NULL: none or several do */
static const struct command *find_command(
	const struct inventory *w, const struct shape *shape, const struct type **type)
{
	const struct command *found = NULL;
	for (size_t t = 0; t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++) {
			const struct command *c = &w->types[t]->commands[i];
			if (!is_output_of(shape, c))
				continue;
			if (found)
				return NULL;
			*type = w->types[t];
			found = c;
		}
	return found;
}

static bool is_export(const struct inventory *w, const struct shape *shape)
{
	const struct type *type;
	return find_command(w, shape, &type) != NULL;
}

static int add_export(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	const struct type *type;
	const struct command *command = find_command(w, shape, &type);
	(void)err;
	s->input.kind = command->name;
	s->input.state = INPUT_READ;
	exports_add(w, s, type, command, shape->root, NULL);
	return ASSAY_OK;
}

static const struct command *find_command_named(
	const struct inventory *w, struct str name, const struct type **type)
{
	for (size_t t = 0; t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++)
			if (str_eq(w->types[t]->commands[i].name, name)) {
				*type = w->types[t];
				return &w->types[t]->commands[i];
			}
	return NULL;
}

static bool is_envelope(const struct inventory *w, const struct shape *shape)
{
	(void)w;
	return shape_has(shape, "assay");
}

static int check_output(struct inventory *w, const struct command *command,
	const struct envelope *e, struct assay_error *err)
{
	struct shape shape;
	struct arena *scratch;
	if (!e->output.doc)
		return ASSAY_OK;
	(void)arena_new_below(&scratch, w->run);
	int status = shape_read(&shape, &w->top_keys, e->output, scratch, err);
	if (status == ASSAY_OK && !is_output_of(&shape, command))
		status = cursor_error(err, ASSAY_EINPUT, e->output,
			"this is not the output of aws %.*s: export it again without --query",
			STR_ARGS(e->command));
	arena_free(scratch);
	return status;
}

static int add_envelope(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	struct envelope e;
	const struct type *type;
	int status = envelope_read(&e, shape->root, w->run, err);
	if (status != ASSAY_OK)
		return status;
	s->input.kind = e.command;
	const struct command *command = find_command_named(w, e.command, &type);
	if (!command)
		return ASSAY_OK;
	status = check_output(w, command, &e, err);
	if (status != ASSAY_OK)
		return status;
	s->input.state = INPUT_READ;
	exports_add(w, s, type, command, e.output, &e);
	return ASSAY_OK;
}

static struct str spelling(const struct field *field)
{
	return field->n_cli ? field->cli[0] : STR_NONE;
}

static bool is_spelling(const struct field *field, struct str name)
{
	for (size_t i = 0; i < field->n_cli; i++)
		if (str_eq(field->cli[i], name))
			return true;
	return false;
}

static const char *const envelope_keys[] = {"assay", "output", "error", NULL};
static const char *const export_keys[] = {NULL};

const struct source_kind aws_cli_export = {.name = "AWS CLI export",
	.keys = export_keys,
	.recognise = is_export,
	.read = add_export,
	.spelling = spelling,
	.is_spelling = is_spelling};

const struct source_kind aws_cli_envelope = {.name = "AWS CLI envelope",
	.remedy = "Not recognised: an envelope of a command that no rule reads.",
	.keys = envelope_keys,
	.recognise = is_envelope,
	.read = add_envelope,
	.spelling = spelling,
	.is_spelling = is_spelling};
