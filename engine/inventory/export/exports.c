/*
 * exports - the outputs of AWS CLI commands, joined on the key that their type declares.
 *
 * Takes each recognised output, sees to the order of work, and makes one entity of each key,
 * however many exports tell of it. Knows declared commands; no service and no name of any.
 */
#include "inventory/export/export.h"

struct str command_word(const struct command *command)
{
	struct str name = command->name;
	const char *space = name.len ? memchr(name.ptr, ' ', name.len) : NULL;
	if (!space)
		return name;
	size_t head = (size_t)(space - name.ptr) + 1;
	return (struct str){name.ptr + head, name.len - head};
}

struct str last_component(struct str path, struct str *folder)
{
	size_t at = path.len;
	while (at > 0 && path.ptr[at - 1] != '/')
		at--;
	*folder = (struct str){path.ptr, at};
	return (struct str){path.ptr + at, path.len - at};
}

/* ".json" of a file that is named as an export, or what YAML has in its place */
static struct str ending_of(struct str file)
{
	static const char *const endings[] = {".json", ".yaml", ".yml"};
	for (size_t i = 0; i < LENGTH_OF(endings); i++)
		if (str_ends(file, str_of(endings[i])))
			return str_of(endings[i]);
	return STR_NONE;
}

struct str file_label(struct str file, struct str word)
{
	const struct str ending = ending_of(file);
	if (!str_starts(file, word) || !ending.ptr)
		return STR_NONE;
	if (file.len == word.len + ending.len)
		return STR("");
	if (file.len < word.len + ending.len + 2 || file.ptr[word.len] != '.')
		return STR_NONE;
	return (struct str){file.ptr + word.len + 1, file.len - word.len - 1 - ending.len};
}

static struct export *new_export(struct inventory *w, struct source *source)
{
	struct export *x = arena_alloc(w->run, sizeof *x);
	if (!x || list_add(w->run, &w->exports, x) != ASSAY_OK)
		return NULL;
	x->source = source;
	x->wanted = -1;
	last_component(source->input.name, &x->folder);
	path_scope(source->input.name, &x->account, &x->region);
	x->account_by = x->account.ptr ? "path" : NULL;
	x->region_by = x->region.ptr ? "path" : NULL;
	return x;
}

static void set_command(struct inventory *w, struct export *x, const struct type *type,
	const struct command *command)
{
	struct str folder;
	struct str file = last_component(x->source->input.name, &folder);
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

int exports_add(struct inventory *w, struct source *source, const struct type *type,
	const struct command *command, struct cursor output, const struct envelope *envelope)
{
	struct export *x = new_export(w, source);
	if (!x)
		return ASSAY_ENOMEM;
	set_command(w, x, type, command);
	x->output = output;
	x->place = output;
	if (envelope)
		set_envelope(x, envelope);
	return ASSAY_OK;
}

/* a file that can't be read still names a command and a Region, if its path does */
int exports_add_broken(struct inventory *w, struct source *source)
{
	struct str folder;
	struct str file = last_component(source->input.name, &folder);
	struct export *x = new_export(w, source);
	if (!x)
		return ASSAY_ENOMEM;
	x->failed = true;
	x->message = str_copy(w->run, str_of(source->input.error.message));
	if (!x->message.ptr)
		return ASSAY_ENOMEM;
	const struct type *type = NULL;
	const struct command *command = NULL;
	size_t n = 0;
	for (size_t t = 0; t < w->n_types; t++) {
		for (size_t i = 0; i < w->types[t]->n_commands; i++) {
			const struct command *c = &w->types[t]->commands[i];
			if (!file_label(file, command_word(c)).ptr)
				continue;
			n++;
			type = w->types[t];
			command = c;
		}
	}
	if (n == 1)
		set_command(w, x, type, command);
	return ASSAY_OK;
}

/* what an ARN ends in, for a resource whose label no export tells */
static struct str arn_name(const struct arn *arn, struct str key)
{
	struct str rest = arn->resource.len ? arn->resource : key;
	for (size_t i = 0; i + 1 < rest.len; i++)
		if (rest.ptr[i] == '/' || rest.ptr[i] == ':')
			return (struct str){rest.ptr + i + 1, rest.len - i - 1};
	return rest;
}

int type_state_entity(struct inventory *w, struct entity **out, struct type_state *type_state,
	struct str key, struct cursor key_at, struct str key_name)
{
	*out = map_get(&type_state->by_key, key);
	if (*out)
		return ASSAY_OK;
	struct entity *e = arena_alloc(w->run, sizeof *e);
	if (!e)
		return ASSAY_ENOMEM;
	*out = e;
	e->resource =
		(struct resource){.object = OBJECT_RESOURCE, .type = type_state->type, .key = key};
	e->key_at = key_at;
	e->key_name = key_name;
	struct str shown = text_cut(w->run, key, 300);
	e->subject =
		str_printf(w->run, "%.*s %.*s", STR_ARGS(type_state->type->noun), STR_ARGS(shown));
	if (arn_parse(&e->arn, key) && is_account_id(e->arn.account)) {
		if (inventory_account(w, &e->owner, e->arn.account) != ASSAY_OK)
			return ASSAY_ENOMEM;
		if (is_region_name(e->arn.region) &&
			account_state_region(w, &e->home, e->owner, e->arn.region) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	region_state_place(e->home, key_at, STANDS_KEY);
	e->name = arn_name(&e->arn, key);
	e->resource.owner = e->owner ? &e->owner->account : NULL;
	e->resource.home = e->home ? &e->home->region : NULL;
	return e->subject.ptr ? map_set(w->run, &type_state->by_key, key, e) : ASSAY_ENOMEM;
}

/* an export whose listing can't be right puts its resources into no Region's list */
static int note_listing(struct inventory *w, struct entity *e, const struct export *x)
{
	int status = ASSAY_OK;
	if (x->conflict)
		return ASSAY_OK;
	if (x->command->lists == LISTS_REGION && x->region_state)
		status = list_add(w->run, &e->region_states, x->region_state);
	else if (x->command->lists == LISTS_ACCOUNT && x->account_state)
		status = list_add(w->run, &e->account_states, x->account_state);
	return status;
}

static int join_items(struct inventory *w, struct export *x)
{
	struct type_state *type_state = w->type_states.items[x->wanted];
	for (size_t i = 0; i < x->n_items && !x->failed; i++) {
		const struct item *item = &x->items[i];
		struct entity *e;
		if (!item->key.ptr)
			continue;
		int status = type_state_entity(
			w, &e, type_state, item->key, item->key_at, type_state->type->key->cli[0]);
		if (status == ASSAY_OK)
			status = entity_see(w, e, x, item->at);
		if (status == ASSAY_OK)
			status = note_listing(w, e, x);
		if (status != ASSAY_OK)
			return status;
	}
	return ASSAY_OK;
}

static int new_type_states(struct inventory *w)
{
	for (size_t i = 0; i < w->n_wanted; i++) {
		struct type_state *type_state = arena_alloc(w->run, sizeof *type_state);
		if (!type_state || list_add(w->run, &w->type_states, type_state) != ASSAY_OK)
			return ASSAY_ENOMEM;
		type_state->type = w->wanted[i];
		type_state->unbound = arena_array(
			w->run, type_state->type->n_commands, sizeof *type_state->unbound);
		if (!type_state->unbound)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

int exports_join(struct inventory *w)
{
	int status = new_type_states(w);
	for (size_t i = 0; status == ASSAY_OK && i < w->exports.n; i++)
		status = export_read_items(w, w->exports.items[i]);
	if (status == ASSAY_OK)
		status = exports_scope(w);
	for (size_t i = 0; status == ASSAY_OK && i < w->exports.n; i++) {
		struct export *x = w->exports.items[i];
		if (x->wanted >= 0 && !x->failed && x->command->keyed)
			status = join_items(w, x);
	}
	if (status == ASSAY_OK)
		status = exports_bind(w);
	if (status == ASSAY_OK)
		status = entities_finish(w);
	return status;
}
