/*
 * logs - what is kept of the log files of a run: scopes, and files that are lost.
 *
 * Must not know what a record contains.
 */
#include "inventory/logs/logs.h"

/* lost files that an error names */
#define LOST_MAX ((size_t)20)

/* the commands that are made from log files */
static void find_commands(struct inventory *w, struct logs *logs)
{
	for (size_t t = 0; t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++)
			logs->n_lists += w->types[t]->commands[i].log_events != NULL;
	logs->lists = arena_array(w->run, logs->n_lists, sizeof *logs->lists);
	for (size_t t = 0, n = 0; t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++)
			if (w->types[t]->commands[i].log_events)
				logs->lists[n++] = (struct observed_list){
					w->types[t], &w->types[t]->commands[i], {0}};
}

struct logs *inventory_logs(struct inventory *w)
{
	if (!w->logs) {
		w->logs = arena_alloc(w->run, sizeof *w->logs);
		find_commands(w, w->logs);
	}
	return w->logs;
}

struct log_scope *logs_scope(
	struct inventory *w, struct str account, struct str region, struct str folder)
{
	struct logs *logs = inventory_logs(w);
	char key[64];
	struct log_scope *scope;

	snprintf(key, sizeof key, "%.*s/%.*s", STR_ARGS(account), STR_ARGS(region));
	scope = map_get(&logs->scopes, str_of(key));
	if (!scope) {
		scope = arena_alloc(w->run, sizeof *scope);
		scope->account = str_copy(w->run, account);
		scope->region = str_copy(w->run, region);
		scope->folder = str_copy(w->run, folder);
		scope->lists = arena_array(w->run, logs->n_lists, sizeof *scope->lists);
		(void)map_set(w->run, &logs->scopes, str_copy(w->run, str_of(key)), scope);
	} else if (str_cmp(folder, scope->folder) < 0) {
		scope->folder = str_copy(w->run, folder);
	}
	return scope;
}

/* an error about its file */
static void note_lost(struct inventory *w, const struct assay_error *why)
{
	char place[64] = "";

	if (why->line)
		snprintf(place, sizeof place, ":%zu:%zu", why->line, why->column);
	remark_add(w, REMARK_ERROR, NULL, NOWHERE,
		str_printf(w->run, "%s%s: the log file can't be read: %s%s", why->path, place,
			why->message, str_ends(str_of(why->message), STR(".")) ? "" : "."));
}

static int lose_in(void *payload, struct str key, void *value)
{
	struct log_scope *scope = value;

	(void)payload;
	(void)key;
	scope->n_unread++;
	return 0;
}

void logs_lose(struct inventory *w, const struct log_name *name, const struct assay_error *why)
{
	struct logs *logs = inventory_logs(w);

	if (logs->n_unread++ < LOST_MAX)
		note_lost(w, why);
	/* without a name, its records may be of any account */
	if (name->kind == LOG_EVENTS)
		logs_scope(w, name->account, name->region, name->folder)->n_unread++;
	else
		(void)map_each(&logs->scopes, lose_in, NULL);
}
