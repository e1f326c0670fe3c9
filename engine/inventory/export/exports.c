/*
 * exports - the inputs that are outputs of AWS CLI commands, or stand in their place.
 *
 * Knows recognised outputs, envelopes, names and paths. Must not know what an output contains.
 */
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"
#include "inventory/export/output.h"
#include "inventory/export/path.h"

static struct export *new_export(struct inventory *w, struct source *source)
{
	struct export *x = arena_alloc(w->run, sizeof *x);
	x->source = source;
	x->wanted = -1;
	split_path(source->input.name, &x->folder);
	path_scope(w->run, source->input.name, &x->path_account, &x->path_region);
	x->date = path_date(w->run, x->folder, x->path_account);
	x->account = x->path_account;
	x->region = x->path_region;
	x->account_by = x->account.ptr ? "path" : NULL;
	x->region_by = x->region.ptr ? "path" : NULL;
	return x;
}

static void set_command(struct inventory *w, struct export *x, const struct type *type,
	const struct command *command)
{
	struct str folder, file = split_path(x->source->input.name, &folder);
	struct named_command named;
	struct name_place shown;
	x->type = type;
	x->command = command;
	x->wanted = inventory_wanted(w, type);
	x->source->input.command = command;
	name_place_read(&shown, w->run, file, command);
	x->name_account = shown.account;
	x->name_region = shown.region;
	x->date = x->date.ptr && shown.date.ptr
			  ? str_printf(w->run, "%.*s %.*s", STR_ARGS(shown.date), STR_ARGS(x->date))
		  : shown.date.ptr ? shown.date
				   : x->date;
	x->label = STR_NONE;
	if (find_named_command(&named, w, file))
		(void)is_named_for(w, file, command, &x->label);
	else if (find_folder_command(&named, w, x->source->input.name) &&
		 str_eq(named.command->name, command->name))
		x->label = named.label;
	if (!x->label.len)
		x->label = STR_NONE;
}

static void set_place(struct export *x, const struct envelope *e)
{
	if (e->account.ptr) {
		x->account = e->account;
		x->account_by = "envelope";
	}
	if (e->region.ptr) {
		x->region = e->region;
		x->region_by = "envelope";
	}
}

/* declared: "CODE", or "CODE: TEXT" */
static bool is_answer(struct str declared, struct str code, struct str message)
{
	const char *colon = memchr(declared.ptr, ':', declared.len);
	size_t len = colon ? (size_t)(colon - declared.ptr) : declared.len;
	if (!str_eq((struct str){declared.ptr, len}, code))
		return false;
	return !colon || str_contains(message, (struct str){colon + 2, declared.len - len - 2});
}

/* An error that only says that nothing is set is no failure. */
static void set_error(struct export *x, struct str code, struct str message, struct cursor place)
{
	x->failed = true;
	x->code = code;
	x->message = message;
	if (place.doc)
		x->place = place;
	for (size_t i = 0; i < x->command->n_absent_errors; i++)
		if (is_answer(x->command->absent_errors[i], code, message)) {
			x->failed = false;
			x->absent = true;
		}
}

static void set_envelope(struct export *x, const struct envelope *e)
{
	set_place(x, e);
	stated_join(&x->stated, &e->stated);
	x->parameters = e->parameters;
	if (!x->narrowed_by.ptr)
		x->narrowed_by = parameters_narrow(x->command, e->parameters);
	if (e->error.doc)
		set_error(x, e->code, e->message, e->error);
}

/* the first file with an undeclared key, and how many there are */
static void note_unknown_key(struct inventory *w, struct source *source, const struct output *o)
{
	struct str key = str_printf(w->run, "%.*s %.*s", STR_ARGS(o->command->name),
		STR_ARGS(text_cut(w->run, o->unknown_key, 100)));
	if (map_get(&w->unknown_keys, key))
		return;
	map_set(w->run, &w->unknown_keys, key, w);
	if (w->unknown_keys.n > UNKNOWN_KEYS_MAX)
		return;
	bool states = o->stated.account.text.ptr || o->stated.region.text.ptr;
	const char *use = o->goes_on ? "The list may be incomplete"
			  : states ? "It is only compared with the account and Region of the export"
				   : "It is ignored";
	remark_add(w, REMARK_NOTE, source, o->unknown,
		str_printf(w->run,
			"The key \"%.*s\" is not part of the output of aws %.*s. %s, here and in "
			"other exports.",
			STR_ARGS(text_cut(w->run, o->unknown_key, 100)), STR_ARGS(o->command->name),
			use));
}

/* the command of this name in a type behind one; NULL: there is none */
static const struct command *next_twin(
	const struct inventory *w, const struct command *c, const struct type **type)
{
	bool behind = false;
	for (size_t t = 0; t < w->n_types; t++) {
		for (size_t i = 0; behind && i < w->types[t]->n_commands; i++)
			if (str_eq(w->types[t]->commands[i].name, c->name)) {
				*type = w->types[t];
				return &w->types[t]->commands[i];
			}
		behind = behind || w->types[t] == *type;
	}
	return NULL;
}

static void add_output(struct inventory *w, struct source *source, const struct output *output,
	const struct envelope *envelope)
{
	struct export *x = new_export(w, source);
	list_add(w->run, &w->exports, x);
	set_command(w, x, output->type, output->command);
	x->pages = output->pages;
	x->n_pages = output->n_pages;
	x->bare = output->bare;
	x->absent = output->absent;
	x->truncated = output->goes_on;
	x->place = output->root;
	x->stated = output->stated;
	if (output->bare)
		x->narrowed_by = STR("--query");
	if (output->unknown.doc)
		note_unknown_key(w, source, output);
	if (envelope)
		set_envelope(x, envelope);
	export_judge_age(w, x, envelope);
}

/* command NULL: unknown */
static void add_broken(struct inventory *w, struct source *source, const struct type *type,
	const struct command *command, const struct envelope *envelope, struct str message)
{
	struct export *x = new_export(w, source);
	list_add(w->run, &w->exports, x);
	source->has_export = true;
	x->failed = true;
	x->message = str_copy(w->run, message);
	if (source->doc)
		x->place = doc_root(source->doc);
	if (command)
		set_command(w, x, type, command);
	if (!envelope)
		return;
	set_place(x, envelope);
	x->parameters = envelope->parameters;
}

void exports_add(struct inventory *w, struct source *source, const struct output *output,
	const struct envelope *envelope)
{
	const struct type *type = output->type;
	const struct command *twin = output->command;
	export_note_collected(w, source, envelope);
	add_output(w, source, output, envelope);
	while ((twin = next_twin(w, twin, &type))) {
		struct output other = {.type = type, .command = twin};
		struct assay_error why = {0};
		if ((envelope && envelope->error.doc) ||
			(output_read(&other, w, type, twin, output->root, &why) == ASSAY_OK &&
				other.command))
			add_output(w, source, &other, envelope);
		else
			add_broken(w, source, type, twin, envelope,
				STR("it is the output of another command"));
	}
}

void exports_add_broken(struct inventory *w, struct source *source, const struct type *type,
	const struct command *command, const struct envelope *envelope, struct str message)
{
	struct str folder;
	struct named_command named;
	(void)find_named_command(&named, w, split_path(source->input.name, &folder));
	if (!command) {
		type = named.type;
		command = named.command;
	}
	add_broken(w, source, type, command, envelope, message);
	while (command && (command = next_twin(w, command, &type)))
		add_broken(w, source, type, command, envelope, message);
}

void exports_add_failed(struct inventory *w, struct source *source, const struct type *type,
	const struct command *command, struct str code, struct str message, struct cursor place)
{
	do {
		struct export *x = new_export(w, source);
		list_add(w->run, &w->exports, x);
		set_command(w, x, type, command);
		set_error(x, code, message, place);
	} while ((command = next_twin(w, command, &type)));
}

void exports_add_unread(struct inventory *w, struct source *source, const struct envelope *envelope)
{
	struct export *x = new_export(w, source);
	source->has_export = true;
	if (envelope)
		set_place(x, envelope);
	if (source->doc)
		x->place = doc_root(source->doc);
	list_add(w->run, &w->unread, x);
}

struct export *exports_add_skipped(struct inventory *w, struct source *source,
	const struct type *type, const struct command *command)
{
	exports_add_unread(w, source, NULL);
	struct export *x = w->unread.items[w->unread.n - 1];
	if (command)
		set_command(w, x, type, command);
	return x;
}

struct str export_error(struct arena *a, const struct export *x)
{
	struct str code = text_cut(a, x->code, 100), message = text_cut(a, x->message, 300);
	return str_printf(a, "%.*s%s%.*s", STR_ARGS(code), code.len && message.len ? ": " : "",
		STR_ARGS(message));
}
