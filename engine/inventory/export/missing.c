/*
 * missing - the commands whose exports would complete the inventory, as lines for a shell.
 *
 * All of them at once, in a fixed order, account by account: a user behind an air gap collects
 * once. Knows lists, entities and declared commands.
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
	bool *looped;      /* for each wanted type: a loop runs the commands about its resources */
};

/* Where a command is run; region_state NULL: the account's lists, and resources without a Region.
 */
struct scope {
	struct account_state *account_state;
	struct region_state *region_state;
};

/* False: it was added before, or does not fit. */
static bool add(struct collector *c, const struct scope *in, size_t t,
	const struct command *command, const struct entity *e, struct str why)
{
	struct arena *a = c->w->run;
	struct str region = in->region_state ? in->region_state->region.name : STR_NONE;
	struct missing m = {.why = why,
		.permission = command->permission,
		.account = in->account_state->account.id,
		.in_account = &in->account_state->account,
		.in_region = in->region_state ? &in->region_state->region : NULL,
		.export_name = command->name,
		.type = c->w->wanted[t],
		.about_one = e != NULL};
	/* --region is harmless for a global service, and a regional one needs it */
	if (!region.ptr && in->account_state->region_state_list.n) {
		const struct region_state *first = in->account_state->region_state_list.items[0];
		region = first->unresolved.ptr ? STR_NONE : first->region.name;
	}
	m.command =
		command_line_in(&m.folder, c->w, command, m.account, region, c->w->wanted[t], e);
	if (!m.folder.len && e)
		m.why = str_printf(a, "%.*s (to export by hand with %.*s)", STR_ARGS(why),
			STR_ARGS(m.command));
	struct str key = m.folder.len ? m.command : m.why;
	bool covered = e && m.folder.len && c->looped[t];
	if (covered || c->found.n >= MISSING_MAX || map_get(&c->seen, key))
		return false;
	struct missing *kept = arena_alloc(a, sizeof *kept);
	*kept = m;
	map_set(a, &c->seen, key, kept);
	list_add(a, &c->found, kept);
	return true;
}

static struct str folder_word(struct arena *a, const struct scope *in)
{
	struct str account = in->account_state->account.id;
	if (!in->region_state)
		return account;
	return str_printf(
		a, "%.*s/%.*s", STR_ARGS(account), STR_ARGS(in->region_state->region.name));
}

/* the commands about the resources that the list command will print */
static void followers_of(struct collector *c, const struct scope *in, size_t t,
	const struct command *list, struct str key)
{
	struct arena *a = c->w->run;
	size_t before = c->found.n;
	const struct missing *last = c->found.items[before - 1];
	struct shell_place place = {.account = in->account_state->account.id,
		.folder = folder_word(a, in),
		.region = in->region_state ? in->region_state->region.name : STR_NONE,
		.why_in = str_printf(a, " of %.*s", STR_ARGS(key))};
	if (last->folder.len && consists_of(place.folder, STR("_-./")) &&
		add_followers(c->w, &c->found, c->w->wanted[t], list, &place))
		c->looped[t] = true;
	for (; before < c->found.n; before++) {
		struct missing *m = c->found.items[before];
		m->in_account = last->in_account;
		m->in_region = last->in_region;
	}
}

static void lists_of(struct collector *c, const struct scope *in, size_t t)
{
	const struct type *type = c->w->wanted[t];
	bool regional = in->region_state != NULL;
	const struct list_state *lists =
		regional ? in->region_state->lists : in->account_state->lists;
	struct str key = regional ? in->region_state->region.key : in->account_state->account.key;
	for (size_t i = 0; !lists[t].complete && i < type->n_commands; i++) {
		const struct command *command = &type->commands[i];
		if (command_is_needed(c->w, command) &&
			command->lists == (regional ? LISTS_REGION : LISTS_ACCOUNT) &&
			add(c, in, t, command, NULL,
				str_printf(c->w->run,
					lists[t].refused
						? "AWS refused the list of %.*s of %.*s: other "
						  "credentials are needed"
						: "the list of %.*s of %.*s may be incomplete",
					STR_ARGS(type->nouns), STR_ARGS(key)))) {
			((struct missing *)c->found.items[c->found.n - 1])->refused =
				lists[t].refused;
			followers_of(c, in, t, command, key);
		}
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

/* in which the commands about a resource are run */
static struct scope scope_of(const struct entity *e)
{
	struct region_state *region_state = e->home              ? e->home
					    : e->region_states.n ? e->region_states.items[0]
								 : NULL;
	struct account_state *account_state = region_state          ? region_state->account_state
					      : e->owner            ? e->owner
					      : e->account_states.n ? e->account_states.items[0]
								    : NULL;
	return (struct scope){account_state, region_state};
}

static void completions_of(
	struct collector *c, const struct scope *in, size_t t, const struct entity *e)
{
	const struct type *type = c->w->wanted[t];
	const struct scope home = scope_of(e);
	if (home.account_state != in->account_state || home.region_state != in->region_state)
		return;
	for (size_t i = 0; i < type->n_commands; i++) {
		const struct command *command = &type->commands[i];
		bool lists = command->lists != LISTS_NOTHING && !type->singleton;
		if (!command_is_needed(c->w, command) || lists || answered(e, command))
			continue;
		(void)add(c, in, t, command, e,
			str_printf(c->w->run, "%.*s of %.*s is unknown",
				STR_ARGS(command->gives[0]->name), STR_ARGS(e->subject)));
	}
}

static void missing_of(struct collector *c, const struct scope *in)
{
	const struct list_state *lists =
		in->region_state ? in->region_state->lists : in->account_state->lists;
	/* no command can be run in an unknown Region of a plan */
	if (in->region_state && in->region_state->unresolved.ptr)
		return;
	c->looped = arena_array(c->w->run, c->w->n_wanted, sizeof *c->looped);
	for (size_t t = 0; t < c->w->n_wanted; t++)
		lists_of(c, in, t);
	for (size_t t = 0; t < c->w->n_wanted; t++)
		for (size_t i = 0; i < lists[t].items.n; i++)
			completions_of(c, in, t, lists[t].items.items[i]);
}

int exports_missing(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err)
{
	struct collector c = {.w = w};
	(void)err;
	for (size_t i = 0; i < w->account_states.n; i++) {
		struct account_state *h = w->account_states.items[i];
		struct scope in = {.account_state = h};
		if (h->live)
			missing_of(&c, &in);
		for (size_t j = 0; h->live && j < h->region_state_list.n; j++) {
			in.region_state = h->region_state_list.items[j];
			missing_of(&c, &in);
		}
	}
	*out = (const struct missing *const *)c.found.items;
	*n = c.found.n;
	return ASSAY_OK;
}
