/*
 * unread - files that stand where an export belongs, and are none.
 *
 * A file that is named for a command is broken if it is not the command's output. A file with data
 * whose path shows an account and a Region makes both subjects. AWS's error in a file is the
 * answer to the command. Knows names, paths and declared commands. Must not make anything readable.
 */
#include "doc/aws_error.h"
#include "doc/derived.h"
#include "doc/line.h"
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"
#include "inventory/export/output.h"
#include "inventory/export/path.h"

/* characters of a key that a message quotes */
#define QUOTED_MAX 60

static bool same_letters(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if ((a.ptr[i] | 0x20) != (b.ptr[i] | 0x20))
			return false;
	return true;
}

static struct str describe_object(struct arena *a, const struct command *c, struct cursor root)
{
	struct walk walk;
	struct str first = STR_NONE;
	walk_begin(&walk, root);
	while (walk_next(&walk)) {
		struct str key = walk.raw_key;
		if (c && c->at.ptr && str_eq(key, c->at) &&
			cursor_kind(walk.value) != (c->many ? DOC_ARRAY : DOC_OBJECT))
			return str_printf(a, "its \"%.*s\" is not %s", STR_ARGS(c->at),
				c->many ? "a list" : "an object");
		if (c && c->at.ptr && !str_eq(key, c->at) && same_letters(key, c->at))
			return str_printf(a, "the key \"%.*s\" is written \"%.*s\"",
				STR_ARGS(c->at), STR_ARGS(key));
		if (!first.ptr && !(c && c->at.ptr && str_eq(key, c->at)))
			first = key;
	}
	if (!first.ptr)
		return STR("it is an empty object");
	return str_printf(
		a, "it has other keys (\"%.*s\")", STR_ARGS(text_cut(a, first, QUOTED_MAX)));
}

static struct str describe(struct arena *a, const struct command *c, struct cursor root)
{
	struct walk walk;
	switch (cursor_kind(root)) {
	case DOC_NULL:
		return STR("it is null");
	case DOC_BOOL:
		return STR("it is true or false");
	case DOC_NUMBER:
		return STR("it is a number");
	case DOC_STRING:
		return STR("it is a string");
	case DOC_ARRAY:
		walk_begin(&walk, root);
		return walk_next(&walk) ? STR("it is a list of something else")
					: STR("it is an empty list");
	case DOC_OBJECT:
		break;
	}
	return describe_object(a, c, root);
}

/* true of a list that contains an output or an envelope */
static bool lists_outputs(struct inventory *w, const struct source *s, struct cursor root)
{
	struct walk walk;
	bool found = false;
	if (cursor_kind(root) != DOC_ARRAY)
		return false;
	walk_begin(&walk, root);
	while (!found && walk_next(&walk)) {
		struct output output;
		struct lookup head = {"assay", NOWHERE};
		struct assay_error why = {0};
		if (cursor_kind(walk.value) != DOC_OBJECT)
			continue;
		found = output_find(&output, w, s->input.name, walk.value, &why) != ASSAY_OK ||
			output.command || cursor_find(walk.value, &head, 1, &why) != ASSAY_OK ||
			head.value.doc;
	}
	return found;
}

static int refuse_named(
	struct inventory *w, struct cursor root, const struct command *c, struct assay_error *err)
{
	struct str what = describe(w->run, c, root);
	return cursor_error(err, ASSAY_EINPUT, root,
		"this is not the output of %s%.*s, for which it is named: %.*s. Export it again "
		"with --output json and without --query",
		c ? "aws " : "", STR_ARGS(c ? c->name : STR("a command")), STR_ARGS(what));
}

/* the name of a file that shows the command */
static struct str own_file_name(struct arena *a, const struct command *c)
{
	struct str word = command_word(c);
	bool labelled = c->file.len && memchr(c->file.ptr, '{', c->file.len);
	if (!labelled && c->file.len)
		return c->file;
	if (has_service_in_file(c))
		word = (struct str){c->file.ptr, c->name.len};
	return str_printf(a, "%.*s%s.json", STR_ARGS(word), labelled ? ".NAME" : "");
}

static int refuse_ambiguous(struct inventory *w, struct cursor root,
	const struct command *const alike[2], struct assay_error *err)
{
	struct str first = own_file_name(w->run, alike[0]);
	struct str second = own_file_name(w->run, alike[1]);
	return cursor_error(err, ASSAY_EINPUT, root,
		"this may be the output of aws %.*s or of aws %.*s, which have one form. Name the "
		"file %.*s or %.*s, or use the envelope",
		STR_ARGS(alike[0]->name), STR_ARGS(alike[1]->name), STR_ARGS(first),
		STR_ARGS(second));
}

int exports_refuse(struct inventory *w, const struct source *s, struct assay_error *err)
{
	struct named_command named;
	struct output output;
	struct str folder;
	struct cursor root = doc_root(s->doc);
	int status = output_find(&output, w, s->input.name, root, err);
	if (status != ASSAY_OK)
		return status;
	if (output.n_found > 1 && output.alike[0])
		return refuse_ambiguous(w, root, output.alike, err);
	if (output.n_found > 1)
		return cursor_error(err, ASSAY_EINPUT, root,
			"this file contains the output of several commands: write the output of "
			"each command to a file of its own");
	bool lists = lists_outputs(w, s, root);
	if (doc_has_pages(s->doc) && (lists || s->input.named))
		return doc_check_single(s->doc, err);
	if (lists)
		return cursor_error(err, ASSAY_EINPUT, root,
			"this list contains outputs of the AWS CLI that are not pages of one "
			"output. Write each to a file of its own");
	if (find_named_command(&named, w, split_path(s->input.name, &folder)))
		return refuse_named(w, root, named.command, err);
	return ASSAY_OK;
}

bool export_has_data(struct str name)
{
	struct str folder;
	return is_data_file(split_path(name, &folder));
}

/* True if an export of a Region belongs at this path. */
static bool is_expected(const struct inventory *w, struct str name)
{
	struct str folder, account, region;
	struct str file = split_path(name, &folder);
	path_scope(w->run, name, &account, &region);
	return account.ptr && region.ptr && (is_data_file(file) || is_named_like_export(w, file));
}

/* ACCOUNT/eu-west-1.tar.gz.gpg, ACCOUNT.7z: the folder of a Region or an account, packed and not
 * readable. */
static void expect_packed(struct inventory *w, struct source *s)
{
	struct str folder, account, region;
	struct str stem = packed_name(split_path(s->input.name, &folder));
	if (stem.ptr && account_of(w->run, stem).ptr && !is_date_of_12_digits(stem))
		remark_add(w, REMARK_ERROR, s, NOWHERE,
			STR("This is named for an account, and assay read no export in it. "
			    "Unpack or decrypt it, and give its files."));
	if (!stem.ptr || !region_of(w->run, stem).ptr)
		return;
	struct str name = str_printf(w->run, "%.*s%.*s", STR_ARGS(folder), STR_ARGS(stem));
	path_scope(w->run, name, &account, &region);
	if (!account.ptr)
		return;
	struct source unpacked = {.input = {.name = name}};
	exports_add_unread(w, &unpacked, NULL);
	struct export *x = w->unread.items[w->unread.n - 1];
	x->source = s;
	s->has_export = true;
}

void exports_expect(struct inventory *w, struct source *s)
{
	if (!s->has_export && is_expected(w, s->input.name))
		exports_add_unread(w, s, NULL);
	else if (!s->has_export)
		expect_packed(w, s);
}

/*
 * The name without the mark of a hidden file: "._list-functions.json" of macOS and
 * ".list-functions.json.swp" of an editor may be all that is left of an export.
 */
static struct str without_mark(struct arena *a, struct str name)
{
	struct str folder, file = split_path(name, &folder);
	while (file.len > 1 && strchr("._~", *file.ptr)) {
		file.ptr++;
		file.len--;
	}
	return str_printf(a, "%.*s%.*s", STR_ARGS(folder), STR_ARGS(file));
}

/* The folder of a Region or an account is skipped as a whole. */
static bool is_place_folder(struct inventory *w, struct str name)
{
	struct str folder, account, region, file = split_path(name, &folder);
	path_scope(w->run, name, &account, &region);
	return (account.ptr && region_of(w->run, file).ptr) ||
	       (account_of(w->run, file).ptr && !is_date_of_12_digits(file));
}

static void expect_skipped(struct inventory *w, const struct skipped *skipped, const char *why)
{
	struct named_command named;
	struct str folder, name = without_mark(w->run, skipped->name);
	struct str file = split_path(name, &folder);
	if (!is_named_like_export(w, file) && !is_place_folder(w, name))
		return;
	struct assay_error error = {0};
	(void)error_at(&error, ASSAY_EINPUT, "", 0, 0, "%s", why);
	struct source *s = arena_alloc(w->run, sizeof *s);
	*s = (struct source){.input = {.name = name,
				     .uri = path_uri(w->run, skipped->name),
				     .error = error_keep(w->run, &error)}};
	(void)find_named_command(&named, w, file);
	struct export *x = exports_add_skipped(w, s, named.type, named.command);
	x->unfollowed = skipped->why != ASSAY_SKIPPED_HIDDEN;
}

void exports_expect_skipped(struct inventory *w)
{
	static const char *const why[ASSAY_N_SKIPPED] = {
		[ASSAY_SKIPPED_LINK] = "it is a link, and was not followed",
		[ASSAY_SKIPPED_SPECIAL] = "it is a pipe, socket or device, and was not read",
		[ASSAY_SKIPPED_HIDDEN] = "it is hidden, and was skipped"};
	for (size_t i = 0; i < w->skipped.n; i++) {
		const struct skipped *skipped = w->skipped.items[i];
		if (why[skipped->why])
			expect_skipped(w, skipped, why[skipped->why]);
	}
}

/* "ListFunctions" and "list-functions", "DescribeDBInstances" and "describe-db-instances" */
static bool is_operation(struct str operation, struct str word)
{
	size_t at = 0;
	for (size_t i = 0; i < operation.len; i++) {
		char c = operation.ptr[i];
		bool upper = c >= 'A' && c <= 'Z';
		while (at < word.len && word.ptr[at] == '-')
			at++;
		if (at >= word.len || word.ptr[at++] != (upper ? (char)(c - 'A' + 'a') : c))
			return false;
	}
	return at == word.len;
}

/* the command that is called by an operation; false: none, or several */
static bool find_operation(struct named_command *out, const struct inventory *w, struct str name)
{
	size_t n = 0;
	for (size_t t = 0; t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++) {
			const struct command *c = &w->types[t]->commands[i];
			if (!is_operation(name, command_word(c)))
				continue;
			if (out->command && str_eq(out->command->name, c->name))
				continue;
			n++;
			out->type = w->types[t];
			out->command = c;
		}
	return n == 1;
}

/* An empty file of a command that prints nothing where nothing is set; a failed one leaves it, too.
 */
static bool take_empty(struct inventory *w, struct source *s)
{
	struct named_command named;
	struct str folder;
	if (!s->input.bytes.ptr || skip_blanks(s->input.bytes).len)
		return false;
	(void)find_named_command(&named, w, split_path(s->input.name, &folder));
	if (!named.command || !named.command->absent_empty)
		return false;
	s->input.state = INPUT_READ;
	s->input.kind = named.command->name;
	exports_add_failed(w, s, named.type, named.command, STR_NONE,
		STR("the file is empty: the command failed, or nothing is set. If it succeeds "
		    "and prints nothing, write {} into the file"),
		NOWHERE);
	return true;
}

bool exports_concern(struct inventory *w, const struct source *s)
{
	struct aws_error e;
	return is_expected(w, s->input.name) || !skip_blanks(s->input.bytes).len ||
	       aws_error_read(&e, s->input.bytes, w->run);
}

bool exports_take_error(struct inventory *w, struct source *s)
{
	struct aws_error e;
	struct named_command named;
	struct str folder;
	if (take_empty(w, s))
		return true;
	if (!s->input.bytes.len || !aws_error_read(&e, s->input.bytes, w->run))
		return false;
	(void)find_named_command(&named, w, split_path(s->input.name, &folder));
	if (!named.command && !find_operation(&named, w, e.operation))
		return false;
	s->input.state = INPUT_READ;
	s->input.kind = named.command->name;
	/* a place needs the text as it is in the file: not of UTF-16 */
	bool own = e.line.ptr >= s->input.bytes.ptr &&
		   e.line.ptr < s->input.bytes.ptr + s->input.bytes.len;
	const struct doc *text = s->doc;
	if (own)
		text = doc_of_text(s->input.name.ptr, s->input.bytes, e.line, w->run);
	/* The same code of another operation is about something else. */
	if (!is_operation(e.operation, command_word(named.command))) {
		e.text = str_printf(w->run,
			"the file contains an error of another operation, %.*s (%.*s)",
			STR_ARGS(e.operation), STR_ARGS(e.code));
		e.code = STR_NONE;
	}
	exports_add_failed(
		w, s, named.type, named.command, e.code, e.text, text ? doc_root(text) : NOWHERE);
	return true;
}

/*
 * Nothing shows what a link leaves unknown: its account, or the Region of a list or of a folder. A
 * hidden file is mostly a copy of one beside it.
 */
static void note_unfollowed(struct inventory *w, const struct export *x)
{
	bool has_region = !x->command || x->command->lists == LISTS_REGION;
	if (!x->unfollowed || (x->account.ptr && (x->region.ptr || !has_region)))
		return;
	remark_add(w, REMARK_ERROR, x->source, NOWHERE,
		str_printf(w->run,
			"This is named like an export or a folder of them, but %s, and its %s is "
			"unknown. Put the files themselves into a folder ACCOUNT/REGION.",
			x->source->input.error->message.ptr,
			x->account.ptr ? "Region" : "account"));
}

void exports_place_unread(struct inventory *w)
{
	for (size_t i = 0; i < w->unread.n; i++) {
		struct export *x = w->unread.items[i];
		note_unfollowed(w, x);
		if (!x->account.ptr)
			continue;
		inventory_account(w, &x->account_state, x->account);
		if (!x->account_state->account.at.doc && x->place.doc)
			x->account_state->account.at = x->place;
		if (x->region.ptr)
			account_state_region(w, &x->region_state, x->account_state, x->region);
		region_state_offer_place(x->region_state, x->place, STANDS_EXPORT);
	}
}

/* true if a command that is asked for lists resources of the type */
static bool is_asked_for(const struct type *type)
{
	for (size_t i = 0; i < type->n_commands; i++)
		if (type->commands[i].lists != LISTS_NOTHING && !type->commands[i].optional)
			return true;
	return false;
}

static bool may_be_incomplete(const struct inventory *w, const struct region_state *region)
{
	for (size_t t = 0; t < w->n_wanted; t++)
		if (is_asked_for(w->wanted[t]) && !region->lists[t].complete &&
			!region->account_state->lists[t].complete)
			return true;
	return false;
}

static void note_unread(struct inventory *w, const struct export *x, size_t n_more)
{
	const struct input *input = &x->source->input;
	struct str why = input->error ? input->error->message : STR_NONE;
	struct str more = n_more ? str_printf(w->run, " (and %zu more)", n_more) : STR("");
	remark_add(w, REMARK_WARNING, x->source, x->place,
		str_printf(w->run,
			"This file%.*s is in the folder of %.*s and is not the output of a command "
			"that a rule reads%s%.*s. Exports of this Region are missing: assay "
			"inspect "
			"prints the commands.",
			STR_ARGS(more), STR_ARGS(x->region_state->region.key), why.len ? ": " : "",
			STR_ARGS(why)));
}

/* the files of one Region */
struct unread {
	const struct export *first;
	size_t n;
};

/* one warning for each Region, at its first file */
void exports_note_unread(struct inventory *w)
{
	struct map by_region = {0};
	struct list all = {0};
	for (size_t i = 0; i < w->unread.n; i++) {
		const struct export *x = w->unread.items[i];
		if (!x->region_state || !may_be_incomplete(w, x->region_state))
			continue;
		struct unread *u = map_get(&by_region, x->region_state->region.key);
		if (!u) {
			u = arena_alloc(w->run, sizeof *u);
			u->first = x;
			map_set(w->run, &by_region, x->region_state->region.key, u);
			list_add(w->run, &all, u);
		}
		u->n++;
	}
	for (size_t i = 0; i < all.n; i++) {
		const struct unread *u = all.items[i];
		note_unread(w, u->first, u->n - 1);
	}
}
