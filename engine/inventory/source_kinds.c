/*
 * source_kinds - every kind of source that assay knows: a new one is a line here and a folder.
 *
 * A document is recognised by its top-level keys and their kinds, never by its name.
 */
#include "inventory/source_kinds.h"

#include "inventory/export/source.h"
#include "inventory/model/build.h"
#include "inventory/terraform/source.h"

/* in this order: the first that recognises a document reads it */
static const struct source_kind *const kinds[] = {&aws_cli_envelope, &terraform_plan,
	&terraform_state, &terraform_raw_state, &aws_cli_export};

static int add_keys(struct inventory *w, const struct str *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (map_set(w->run, &w->top_keys, keys[i], w) != ASSAY_OK)
			return ASSAY_ENOMEM;
	return ASSAY_OK;
}

static int add_command_keys(struct inventory *w, const struct command *c)
{
	int status = add_keys(w, c->keys, c->n_keys);
	if (status == ASSAY_OK)
		status = add_keys(w, c->any_of, c->n_any_of);
	if (status == ASSAY_OK && c->at.ptr)
		status = add_keys(w, &c->at, 1);
	return status;
}

int source_kinds_init(struct inventory *w)
{
	int status = ASSAY_OK;
	for (size_t i = 0; i < LENGTH_OF(kinds); i++)
		for (size_t k = 0; status == ASSAY_OK && kinds[i]->keys[k]; k++) {
			const struct str key = str_of(kinds[i]->keys[k]);
			status = add_keys(w, &key, 1);
		}
	for (size_t t = 0; t < w->n_types; t++)
		for (size_t i = 0; status == ASSAY_OK && i < w->types[t]->n_commands; i++)
			status = add_command_keys(w, &w->types[t]->commands[i]);
	return status;
}

static int read_as(struct inventory *w, struct source *s, const struct source_kind *kind,
	const struct shape *shape, struct assay_error *err)
{
	int status = doc_check_whole(s->doc, err);
	s->kind = kind;
	s->input.kind = str_of(kind->name);
	return status == ASSAY_OK && kind->read ? kind->read(w, s, shape, err) : status;
}

int source_kinds_read(struct inventory *w, struct source *s, struct assay_error *err)
{
	struct arena *scratch;
	struct shape shape;
	if (arena_new_below(&scratch, w->run) != ASSAY_OK)
		return error_nomem(err);
	int status = shape_read(&shape, &w->top_keys, doc_root(s->doc), scratch, err);
	for (size_t i = 0; status == ASSAY_OK && !s->kind && i < LENGTH_OF(kinds); i++)
		if (kinds[i]->recognise(w, &shape))
			status = read_as(w, s, kinds[i], &shape, err);
	arena_free(scratch);
	return status;
}
