/*
 * exports - the outputs of AWS CLI commands, joined on the key that their type declares.
 *
 * Adds each recognised output, runs the steps in order, and makes one entity for each key, however
 * many exports contain it. Knows declared commands; must not know any service.
 */
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"

static struct export *new_export(struct inventory *w, struct source *source)
{
	struct export *x = arena_alloc(w->run, sizeof *x);
	list_add(w->run, &w->exports, x);
	x->source = source;
	x->wanted = -1;
	split_path(source->input.name, &x->folder);
	path_scope(source->input.name, &x->account, &x->region);
	x->account_by = x->account.ptr ? "path" : NULL;
	x->region_by = x->region.ptr ? "path" : NULL;
	return x;
}

static void set_command(struct inventory *w, struct export *x, const struct type *type,
	const struct command *command)
{
	struct str folder;
	struct str file = split_path(x->source->input.name, &folder);
	x->type = type;
	x->command = command;
	x->wanted = inventory_wanted(w, type);
	x->source->input.command = command;
	struct str label = file_label(file, command_word(command));
	x->label = label.len ? label : STR_NONE;
}

static void set_envelope(struct export *x, const struct envelope *e)
{
	if (e->account.ptr) {
		x->account = e->account;
		x->account_by = "envelope";
	}
	if (e->region.ptr) {
		x->region = e->region;
		x->region_by = "envelope";
	}
	x->parameters = e->parameters;
	x->narrowed_by = parameters_narrow(x->command, e->parameters);
	x->failed = e->error.doc != NULL;
	x->code = e->code;
	x->message = e->message;
	if (x->failed)
		x->place = e->error;
}

void exports_add(struct inventory *w, struct source *source, const struct type *type,
	const struct command *command, struct cursor output, const struct envelope *envelope)
{
	struct export *x = new_export(w, source);
	set_command(w, x, type, command);
	x->output = output;
	x->place = output;
	if (envelope)
		set_envelope(x, envelope);
}

/* a file that can't be read still names a command and a Region, if its path does */
void exports_add_broken(struct inventory *w, struct source *source)
{
	struct str folder;
	struct str file = split_path(source->input.name, &folder);
	struct export *x = new_export(w, source);
	x->failed = true;
	x->message = str_copy(w->run, str_of(source->input.error.message));
	const struct type *type;
	const struct command *command;
	if (count_named_commands(w, file, &type, &command) == 1)
		set_command(w, x, type, command);
}

struct str export_error(struct arena *a, const struct export *x)
{
	struct str code = text_cut(a, x->code, 100), message = text_cut(a, x->message, 300);
	return str_printf(a, "%.*s%s%.*s", STR_ARGS(code), code.len && message.len ? ": " : "",
		STR_ARGS(message));
}

/* an export whose listing can't be right puts its resources into no Region's list */
static void note_listing(struct inventory *w, struct entity *e, const struct export *x)
{
	if (x->conflict)
		return;
	if (x->command->lists == LISTS_REGION && x->region_state)
		list_add(w->run, &e->region_states, x->region_state);
	else if (x->command->lists == LISTS_ACCOUNT && x->account_state)
		list_add(w->run, &e->account_states, x->account_state);
}

static void join_items(struct inventory *w, struct export *x)
{
	struct type_state *type_state = w->type_states.items[x->wanted];
	for (size_t i = 0; i < x->n_items && !x->failed; i++) {
		const struct item *item = &x->items[i];
		struct entity *e;
		if (!item->key.ptr)
			continue;
		type_state_entity(
			w, &e, type_state, item->key, item->key_at, type_state->type->key->cli[0]);
		entity_observe(w, e, x, item->at);
		note_listing(w, e, x);
	}
}

static void new_type_states(struct inventory *w)
{
	for (size_t i = 0; i < w->n_wanted; i++) {
		struct type_state *type_state = arena_alloc(w->run, sizeof *type_state);
		list_add(w->run, &w->type_states, type_state);
		type_state->type = w->wanted[i];
		type_state->unbound = arena_array(
			w->run, type_state->type->n_commands, sizeof *type_state->unbound);
	}
}

void exports_join(struct inventory *w)
{
	new_type_states(w);
	for (size_t i = 0; i < w->exports.n; i++)
		export_read_items(w, w->exports.items[i]);
	exports_scope(w);
	for (size_t i = 0; i < w->exports.n; i++) {
		struct export *x = w->exports.items[i];
		if (x->wanted >= 0 && !x->failed && x->command->keyed)
			join_items(w, x);
	}
	exports_bind(w);
	entities_finish(w);
}
