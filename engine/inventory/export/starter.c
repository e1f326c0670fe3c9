/*
 * starter - the commands to begin with in an account without exports.
 *
 * The account and its Regions are variables of the shell. Knows declared commands only.
 */
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"

static void add(struct inventory *w, struct list *found, const struct command *command,
	const struct type *type)
{
	struct str word = command_word(command);
	struct missing *m = arena_alloc(w->run, sizeof *m);
	bool regional = command->lists == LISTS_REGION;

	m->folder = regional ? STR("$ACCOUNT/$REGION") : STR("$ACCOUNT");
	m->command = str_printf(w->run, "aws %.*s%s --output json > \"%.*s/%.*s.json\"",
		STR_ARGS(command->name), regional ? " --region \"$REGION\"" : "",
		STR_ARGS(m->folder), STR_ARGS(word));
	m->why = str_printf(w->run, "the %.*s were not listed", STR_ARGS(type->nouns));
	m->permission = command->permission;
	list_add(w->run, found, m);
	struct shell_place in = {
		.folder = m->folder, .region = regional ? STR("\"$REGION\"") : STR_NONE};
	(void)add_followers(w, found, type, command, &in);
}

int exports_starter(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err)
{
	struct list found = {0};

	(void)err;
	/* a list of the account first: it is not in the loop over Regions */
	for (int regional = 0; regional < 2; regional++)
		for (size_t t = 0; t < w->n_wanted; t++)
			for (size_t i = 0; i < w->wanted[t]->n_commands; i++) {
				const struct command *command = &w->wanted[t]->commands[i];

				if (command->lists == (regional ? LISTS_REGION : LISTS_ACCOUNT) &&
					!command->optional)
					add(w, &found, command, w->wanted[t]);
			}
	*out = (const struct missing *const *)found.items;
	*n = found.n;
	return ASSAY_OK;
}
