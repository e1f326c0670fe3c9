/*
 * source - how AWS CLI output is recognised, alone and in an envelope, and how it spells fields.
 *
 * Knows the top-level keys that commands are declared to print.
 */
#include "inventory/export/source.h"

#include "inventory/export/export.h"
#include "inventory/export/output.h"

/* a document that can't be decided is read, which reports why */
static bool is_export(const struct inventory *w, const struct shape *shape)
{
	struct output output;
	struct assay_error why = {0};
	return output_find(&output, w, shape->name, shape->root, &why) != ASSAY_OK ||
	       output.command;
}

static int add_export(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	struct output output;
	int status = output_find(&output, w, shape->name, shape->root, err);
	if (status != ASSAY_OK)
		return status;
	s->input.kind = output.command->name;
	s->input.state = INPUT_READ;
	exports_add(w, s, &output, NULL);
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

/* A job of a pipeline may be called "assay", too: an envelope has an output, an error or a head. */
static bool is_envelope(const struct inventory *w, const struct shape *shape)
{
	const struct cursor *head = map_get(&shape->found, STR("assay"));
	(void)w;
	return head &&
	       (shape_has(shape, "output") || shape_has(shape, "error") || envelope_is_head(*head));
}

static int refuse_output(const struct envelope *e, struct assay_error *err)
{
	return cursor_error(err, ASSAY_EINPUT, e->output,
		"this is not the output of aws %.*s. Export it again without --query",
		STR_ARGS(e->command));
}

static int add_output(struct inventory *w, struct source *s, const struct type *type,
	const struct command *command, const struct envelope *e, struct assay_error *err)
{
	struct output output = {.type = type, .command = command};
	int status = ASSAY_OK;
	if (e->output.doc)
		status = output_read(&output, w, type, command, e->output, err);
	if (status == ASSAY_OK && !output.command)
		status = refuse_output(e, err);
	if (status != ASSAY_OK)
		return status;
	s->input.state = INPUT_READ;
	exports_add(w, s, &output, e);
	return ASSAY_OK;
}

/* what can't be read of an envelope is lost in the account and Region that it names */
static int add_envelope(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	struct envelope e;
	const struct type *type = NULL;
	const struct command *command = NULL;
	int status = envelope_read(&e, shape->root, w->run, err);
	if (status == ASSAY_OK)
		s->input.kind = e.command;
	if (e.command.ptr)
		command = find_command_named(w, e.command, &type);
	if (status == ASSAY_OK && !command) {
		exports_add_unread(w, s, &e);
		return ASSAY_OK;
	}
	if (status == ASSAY_OK)
		status = add_output(w, s, type, command, &e, err);
	if (status != ASSAY_OK)
		exports_add_broken(w, s, type, command, &e, str_of(err->message));
	return status;
}

static const char *const envelope_keys[] = {"assay", "output", "error", NULL};
static const char *const export_keys[] = {NULL};

const struct source_kind aws_cli_export = {.name = "AWS CLI export",
	.keys = export_keys,
	.recognise = is_export,
	.read = add_export,
	.notation = &aws_cli_notation};

const struct source_kind aws_cli_envelope = {.name = "AWS CLI envelope",
	.remedy = "Not recognised: an envelope of a command that no rule reads.",
	.keys = envelope_keys,
	.recognise = is_envelope,
	.read = add_envelope,
	.notation = &aws_cli_notation};
