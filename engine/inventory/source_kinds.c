/*
 * source_kinds - every kind of source that assay knows: a new one is a line here and a folder.
 *
 * A document is recognised by its top-level keys and their kinds. Its name decides only between
 * commands of the AWS CLI.
 */
#include "inventory/source_kinds.h"

#include "inventory/cloudformation/source.h"
#include "inventory/export/source.h"
#include "inventory/logs/source.h"
#include "inventory/model/build.h"
#include "inventory/terraform/source.h"

/* in this order: the first that recognises a document reads it */
static const struct source_kind *const kinds[] = {&aws_cloud_control_envelope, &aws_cli_envelope,
	&aws_caller_identity, &terraform_plan, &opentofu_encrypted, &terraform_state,
	&terraform_raw_state, &cloudtrail_log, &cloudtrail_event_history, &cloudwatch_statistics,
	&aws_cli_export, &aws_config_items, &aws_cloud_control, &terraform_plans,
	&cloudformation_template};

/* True if a kind before the i-th has the same notation. */
static bool is_repeated(size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (kinds[k]->notation == kinds[i]->notation)
			return true;
	return false;
}

const struct notation *source_notation(size_t n)
{
	for (size_t i = 0; i < LENGTH_OF(kinds); i++)
		if (!is_repeated(i) && n-- == 0)
			return kinds[i]->notation;
	return NULL;
}

static void add_keys(struct inventory *w, const struct str *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		map_set(w->run, &w->top_keys, keys[i], w);
}

static void add_command_keys(struct inventory *w, const struct command *c)
{
	add_keys(w, c->keys, c->n_keys);
	add_keys(w, c->any_of, c->n_any_of);
	if (c->at.ptr)
		add_keys(w, &c->at, 1);
}

void source_kinds_init(struct inventory *w)
{
	for (size_t i = 0; i < LENGTH_OF(kinds); i++)
		for (size_t k = 0; kinds[i]->keys[k]; k++)
			add_keys(w, &(struct str){kinds[i]->keys[k], strlen(kinds[i]->keys[k])}, 1);
	for (size_t t = 0; t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++)
			add_command_keys(w, &w->types[t]->commands[i]);
}

static int read_as(struct inventory *w, struct source *s, const struct source_kind *kind,
	const struct shape *shape, struct assay_error *err)
{
	int status = doc_check_whole(s->doc, err);
	s->kind = kind;
	s->input.kind = str_of(kind->name);
	return status == ASSAY_OK && kind->read ? kind->read(w, s, shape, err) : status;
}

bool source_kinds_recognise(struct inventory *w, const struct source *s)
{
	struct arena *scratch;
	struct shape shape;
	(void)arena_new_below(&scratch, w->run);
	/* reading reports why it has no shape */
	bool any = shape_read(&shape, &w->top_keys, doc_root(s->doc), scratch, NULL) != ASSAY_OK;
	shape.name = s->input.name;
	for (size_t i = 0; !any && i < LENGTH_OF(kinds); i++)
		any = kinds[i]->recognise(w, &shape);
	arena_free(scratch);
	return any;
}

int source_kinds_read(struct inventory *w, struct source *s, struct assay_error *err)
{
	struct arena *scratch;
	struct shape shape;
	(void)arena_new_below(&scratch, w->run);
	int status = shape_read(&shape, &w->top_keys, doc_root(s->doc), scratch, err);
	shape.name = s->input.name;
	for (size_t i = 0; status == ASSAY_OK && !s->kind && i < LENGTH_OF(kinds); i++)
		if (kinds[i]->recognise(w, &shape))
			status = read_as(w, s, kinds[i], &shape, err);
	arena_free(scratch);
	return status;
}
