/*
 * missing - the commands whose exports would complete the inventory, as lines for a shell.
 *
 * All of them at once, in a fixed order: a user behind an air gap collects once.
 * Knows lists, entities and declared commands.
 */
#include "inventory/export/command_line.h"
#include "inventory/export/entity.h"
#include "inventory/export/export.h"

/* more lines than anybody will run */
#define MISSING_MAX ((size_t)100000)

struct collector {
	struct inventory *w;
	struct list found; /* struct missing */
	struct map seen;   /* by command line */
};

static void add(struct collector *c, const struct command *command, struct str line, struct str why)
{
	struct arena *a = c->w->run;
	if (c->found.n >= MISSING_MAX || map_get(&c->seen, line))
		return;
	struct missing *m = arena_alloc(a, sizeof *m);
	map_set(a, &c->seen, line, m);
	*m = (struct missing){line, why, command->permission};
	list_add(a, &c->found, m);
}

static void add_list(struct collector *c, const struct region_state *region_state, size_t t,
	const struct command *command)
{
	const struct type *type = c->w->wanted[t];
	struct str line = command_line(c->w, command, region_state->account_state->account.id,
		region_state->region.name, type, NULL);
	add(c, command, line,
		str_printf(c->w->run, "the list of %.*s of %.*s may be incomplete",
			STR_ARGS(type->nouns), STR_ARGS(region_state->region.key)));
}

static void lists_of(
	struct collector *c, const struct region_state *region_state, size_t t, bool first)
{
	const struct type *type = c->w->wanted[t];
	for (size_t i = 0; i < type->n_commands; i++) {
		const struct command *command = &type->commands[i];
		if (command->optional)
			continue;
		if (command->lists == LISTS_REGION && !region_state->lists[t].closed)
			add_list(c, region_state, t, command);
		if (command->lists == LISTS_ACCOUNT && first &&
			!region_state->account_state->lists[t].closed)
			add_list(c, region_state, t, command);
	}
}

/* does an export that counts give what the command gives? */
static bool answered(const struct entity *e, const struct command *command)
{
	for (size_t i = 0; i < command->n_gives; i++) {
		const struct node *n = node_get(e->resource.root, command->gives[i]->name);
		if (n && n->kind == NODE_UNKNOWN && n->why &&
			(n->why->code == REASON_NOT_EXPORTED ||
				n->why->code == REASON_EXPORT_FAILED))
			return false;
	}
	return true;
}

static void completions_of(struct collector *c, const struct region_state *region_state, size_t t,
	const struct entity *e)
{
	const struct type *type = c->w->wanted[t];
	const struct region_state *home = e->home              ? e->home
					  : e->region_states.n ? e->region_states.items[0]
							       : NULL;
	for (size_t i = 0; home == region_state && i < type->n_commands; i++) {
		const struct command *command = &type->commands[i];
		if (command->optional || command->lists != LISTS_NOTHING || answered(e, command))
			continue;
		struct str line =
			command_line(c->w, command, region_state->account_state->account.id,
				region_state->region.name, type, e);
		add(c, command, line,
			str_printf(c->w->run, "%.*s of %.*s is unknown",
				STR_ARGS(command->gives[0]->name), STR_ARGS(e->subject)));
	}
}

static void missing_of(struct collector *c, const struct region_state *region_state, bool first)
{
	/* no command can be run in an unknown Region of a plan */
	if (region_state->unresolved.ptr)
		return;
	for (size_t t = 0; t < c->w->n_wanted; t++)
		lists_of(c, region_state, t, first);
	for (size_t t = 0; t < c->w->n_wanted; t++) {
		const struct list *items = &region_state->lists[t].items;
		for (size_t i = 0; i < items->n; i++)
			completions_of(c, region_state, t, items->items[i]);
	}
}

int exports_missing(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err)
{
	struct collector c = {.w = w};
	(void)err;
	for (size_t i = 0; i < w->account_states.n; i++) {
		const struct account_state *h = w->account_states.items[i];
		for (size_t j = 0; h->live && j < h->region_state_list.n; j++)
			missing_of(&c, h->region_state_list.items[j], j == 0);
	}
	*out = (const struct missing *const *)c.found.items;
	*n = c.found.n;
	return ASSAY_OK;
}
