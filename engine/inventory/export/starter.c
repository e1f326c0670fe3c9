/*
 * starter - the commands to begin with in an account without exports.
 *
 * The account and its Regions are variables of the shell. Knows declared commands only.
 */
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"

/* its arguments with the account as a variable of the shell; others name a resource */
static struct str arguments(struct arena *a, const struct command *c)
{
	struct str s = c->arguments;
	const char *open = s.len ? memchr(s.ptr, '{', s.len) : NULL;
	if (!open ||
		!str_starts((struct str){open, s.len - (size_t)(open - s.ptr)}, STR("{account}")))
		return STR("");
	return str_printf(a, " %.*s\"$ACCOUNT\"", (int)(open - s.ptr), s.ptr);
}

static void add(struct inventory *w, struct list *found, const struct command *command,
	const struct type *type)
{
	struct str word = command_word(command), given = arguments(w->run, command);
	bool own_file = command->file.len && !memchr(command->file.ptr, '{', command->file.len);
	struct str file =
		own_file ? command->file : str_printf(w->run, "%.*s.json", STR_ARGS(word));
	struct missing *m = arena_alloc(w->run, sizeof *m);
	bool regional = command->lists == LISTS_REGION;

	m->folder = regional ? STR("$ACCOUNT/$REGION") : STR("$ACCOUNT");
	m->command = str_printf(w->run, "aws %.*s%.*s%s --output json > \"%.*s/%.*s\"",
		STR_ARGS(command->name), STR_ARGS(given), regional ? " --region \"$REGION\"" : "",
		STR_ARGS(m->folder), STR_ARGS(file));
	m->why = str_printf(w->run, "the %.*s were not listed", STR_ARGS(type->nouns));
	m->permission = command->permission;
	/* several types may need one command */
	for (size_t i = 0; i < found->n; i++)
		if (str_eq(((const struct missing *)found->items[i])->command, m->command))
			return;
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
					command_is_needed(w, command))
					add(w, &found, command, w->wanted[t]);
			}
	*out = (const struct missing *const *)found.items;
	*n = found.n;
	return ASSAY_OK;
}
