/*
 * starter - the commands to begin with, where no export was given yet.
 *
 * A list command answers for one Region, so each line runs once for each REGION.
 * Knows declared commands only.
 */
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"

static void add(struct inventory *w, struct list *found, const struct command *command,
	const struct type *type)
{
	struct str word = command_word(command);
	struct missing *m = arena_alloc(w->run, sizeof *m);

	m->command =
		str_printf(w->run, "aws %.*s --region \"$REGION\" > \"$ACCOUNT/$REGION/%.*s.json\"",
			STR_ARGS(command->name), STR_ARGS(word));
	m->why = str_printf(w->run, "the %.*s were not listed", STR_ARGS(type->nouns));
	m->permission = command->permission;
	list_add(w->run, found, m);
}

static bool has_export_account(const struct inventory *w)
{
	for (size_t i = 0; i < w->n_accounts; i++)
		if (((const struct account_state *)w->accounts[i])->live)
			return true;
	return false;
}

int exports_starter(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err)
{
	struct list found = {0};

	(void)err;
	for (size_t t = 0; !has_export_account(w) && t < w->n_wanted; t++)
		for (size_t i = 0; i < w->wanted[t]->n_commands; i++) {
			const struct command *command = &w->wanted[t]->commands[i];

			if (command->lists == LISTS_REGION && !command->optional)
				add(w, &found, command, w->wanted[t]);
		}
	*out = (const struct missing *const *)found.items;
	*n = found.n;
	return ASSAY_OK;
}
