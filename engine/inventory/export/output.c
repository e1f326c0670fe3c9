/*
 * output - the output of one command in each form in which files contain it.
 *
 * Evidence: the top-level keys that a command is declared to print, the key of the type in its
 * entries, the name of the file. Knows declared commands. Must not know how an output is read.
 */
#include "inventory/export/output.h"

#include "inventory/export/export.h"
#include "inventory/export/file_name.h"
#include "inventory/export/path.h"
#include "inventory/export/source.h"

enum fit { FITS_NOT, FITS_WITH_MORE, FITS };

struct finder {
	const struct inventory *w;
	struct arena *scratch;
	struct str file;            /* the name of the file without its folder */
	struct named_command named; /* command NULL: the name shows none */
	bool has_place;             /* the path shows account and Region */
	struct assay_error *err;
};

/* an undeclared key that makes another answer of it */
static bool is_error_key(struct str key)
{
	return key_contains(key, "error") || key_contains(key, "exception") ||
	       str_is(key, "__type");
}

static enum fit fit_of(const struct shape *shape, const struct command *c)
{
	if (shape->n_members == 0 || (c->n_any_of && !shape_count(shape, c->any_of, c->n_any_of)))
		return FITS_NOT;
	if (c->at.ptr && !shape_has_kind(shape, c->at, c->many ? DOC_ARRAY : DOC_OBJECT))
		return FITS_NOT;
	size_t known = shape_count(shape, c->keys, c->n_keys);
	/* An object whose keys are mostly others is the output of another command: an event source
	 * mapping has a FunctionArn and a DestinationConfig, too. AWS adds keys one by one. */
	if (!c->at.ptr && 2 * known < shape->n_members)
		return FITS_NOT;
	return known == shape->n_members ? FITS : FITS_WITH_MORE;
}

/* the key of the type in an item; STR_NONE: none */
static struct str item_key(const struct type *type, struct cursor item, struct arena *scratch)
{
	struct assay_error why = {0};
	const struct spelling *s = printed_names(type->key);
	struct lookup *names = arena_array(scratch, s->n, sizeof *names);
	struct str key = STR_NONE;
	for (size_t i = 0; i < s->n; i++)
		names[i].key = s->names[i].ptr;
	if (cursor_find(item, names, s->n, &why) != ASSAY_OK)
		return STR_NONE;
	for (size_t i = 0; !key.len && i < s->n; i++)
		if (names[i].value.doc && cursor_kind(names[i].value) == DOC_STRING &&
			cursor_string(names[i].value, scratch, &key, &why) != ASSAY_OK)
			key = STR_NONE;
	return key;
}

bool command_lists_keys(const struct command *c, const struct type *type)
{
	return c->n_gives == 1 && c->gives[0] == type->key;
}

/* the first item of an output contains the key of the type */
static bool has_key(const struct finder *f, const struct type *type, const struct command *c,
	struct cursor root)
{
	struct lookup at = {c->at.ptr, root};
	struct walk walk = {.value = root};
	if (!c->keyed || c->n_inside ||
		(c->at.ptr && cursor_find(root, &at, 1, f->err) != ASSAY_OK))
		return false;
	walk.value = at.value;
	if (c->many) {
		walk_begin(&walk, at.value);
		if (!walk_next(&walk))
			return false;
	}
	return item_key(type, walk.value, f->scratch).len > 0;
}

static bool is_identified(const struct finder *f, const struct type *type, const struct command *c,
	struct cursor root)
{
	return f->has_place || f->named.command == c || has_key(f, type, c, root);
}

/* the command that printed one object: the only one, or the one that the file is named for */
static void find_command(struct output *out, const struct finder *f, const struct shape *shape)
{
	enum fit best = FITS_NOT;
	size_t n = 0, n_named = 0;
	struct str label;
	for (size_t t = 0; t < f->w->n_types; t++)
		for (size_t i = 0; i < f->w->types[t]->n_commands; i++) {
			const struct command *c = &f->w->types[t]->commands[i];
			enum fit fit = fit_of(shape, c);
			if (fit == FITS_NOT || fit < best)
				continue;
			/* of one command in several types, exports.c adds the others */
			if (fit == best && out->command && str_eq(out->command->name, c->name))
				continue;
			bool named = is_named_for(f->w, f->file, c, &label);
			n = fit > best ? 1 : n + 1;
			n_named = fit > best ? named : n_named + named;
			best = fit;
			if (n > 1 && command_has_form_of(out->command, c)) {
				out->alike[0] = out->command;
				out->alike[1] = c;
			}
			if (n > 1 && !named)
				continue;
			out->type = f->w->types[t];
			out->command = c;
		}
	out->n_found = n;
	bool chosen = n == 1 || (best == FITS && n_named == 1);
	if (n && chosen && (best == FITS || is_identified(f, out->type, out->command, shape->root)))
		return;
	out->command = NULL;
}

static bool is_declared(const struct command *c, struct str key)
{
	for (size_t i = 0; i < c->n_keys; i++)
		if (str_eq(c->keys[i], key))
			return true;
	return false;
}

/* a key of the kind of NextToken, with a value */
static bool says_more(struct str key, struct cursor value)
{
	static const char *const words[] = {
		"token", "marker", "truncated", "more", "next", "cursor", "continu"};
	bool is_marker = false;
	for (size_t i = 0; i < LENGTH_OF(words); i++)
		is_marker = is_marker || key_contains(key, words[i]);
	return is_marker && cursor_kind(value) != DOC_NULL && !cursor_is(value, "") &&
	       !str_is(cursor_text(value), "false");
}

/* what else is at the top; false: something that makes it no output */
static bool note_unknown(struct output *out, const struct inventory *w, struct cursor root)
{
	struct walk walk;
	walk_begin(&walk, root);
	while (walk_next(&walk)) {
		if (is_declared(out->command, walk.raw_key))
			continue;
		if (is_error_key(walk.raw_key))
			return false;
		stated_add(&out->stated, walk.raw_key, walk.value, w->run);
		out->goes_on = out->goes_on || says_more(walk.raw_key, walk.value);
		if (out->unknown.doc)
			continue;
		out->unknown = walk.value;
		out->unknown_key = walk.raw_key;
	}
	return true;
}

static void add_page(struct output *out, const struct inventory *w, struct cursor page, size_t max)
{
	if (!out->pages)
		out->pages = arena_array(w->run, max, sizeof *out->pages);
	out->pages[out->n_pages++] = page;
}

/* "{}" of a command that prints nothing where nothing is set; what else it may be, its name shows
 */
static bool is_absent(const struct shape *shape, const struct command *c)
{
	return c && c->absent_empty && shape->n_members == 0 &&
	       cursor_kind(shape->root) == DOC_OBJECT;
}

/* one object: of the command, or of any where it is not known yet */
static int read_page(struct output *out, const struct finder *f, struct cursor page, size_t max)
{
	struct shape shape;
	int status = shape_read(&shape, &f->w->top_keys, page, f->scratch, f->err);
	if (status != ASSAY_OK)
		return status;
	if (is_absent(&shape, out->command ? out->command : f->named.command)) {
		out->type = out->command ? out->type : f->named.type;
		out->command = out->command ? out->command : f->named.command;
		out->absent = true;
		return ASSAY_OK;
	}
	if (!out->command)
		find_command(out, f, &shape);
	if (!out->command)
		return ASSAY_OK;
	enum fit fit = fit_of(&shape, out->command);
	if (fit == FITS_NOT || (fit == FITS_WITH_MORE && !note_unknown(out, f->w, page)))
		out->command = NULL;
	else
		add_page(out, f->w, page, max);
	return ASSAY_OK;
}

static size_t count_elements(struct cursor array)
{
	struct walk walk;
	size_t n = 0;
	walk_begin(&walk, array);
	while (walk_next(&walk))
		n++;
	return n;
}

/* a list whose elements are all outputs of one command */
static int read_pages(struct output *out, const struct finder *f)
{
	size_t n = count_elements(out->root);
	struct walk walk;
	int status = ASSAY_OK;
	walk_begin(&walk, out->root);
	while (status == ASSAY_OK && walk_next(&walk)) {
		status = read_page(out, f, walk.value, n);
		if (!out->command)
			break;
	}
	/* answers without a key can't be distinguished */
	if (out->command && !out->command->keyed && out->n_pages > 1)
		out->command = NULL;
	return status;
}

/* all elements contain the key of the type; arns: as an ARN */
static bool are_items(
	const struct finder *f, const struct type *type, struct cursor array, bool arns, size_t *n)
{
	struct walk walk;
	struct arn arn;
	*n = 0;
	walk_begin(&walk, array);
	while (walk_next(&walk)) {
		struct str key = item_key(type, walk.value, f->scratch);
		if (key.len == 0 || (arns && !arn_parse(&arn, key)))
			return false;
		++*n;
	}
	return true;
}

static bool prints_list(const struct command *c)
{
	return c->many && !c->n_inside && c->keyed && c->lists != LISTS_NOTHING;
}

static void set_bare(struct output *out, const struct finder *f, const struct type *type,
	const struct command *c)
{
	out->type = type;
	out->command = c;
	out->bare = true;
	out->n_pages = 0;
	add_page(out, f->w, out->root, 1);
}

/* the list alone, of the command that the file is named for */
static void find_bare_named(struct output *out, const struct finder *f, const struct type *type,
	const struct command *c)
{
	size_t n;
	if (c && prints_list(c) && are_items(f, type, out->root, false, &n))
		set_bare(out, f, type, c);
}

/* the same where the entries' ARNs show the type: of the command that is asked for it */
static void find_bare(struct output *out, const struct finder *f)
{
	size_t n;
	for (size_t t = 0; !out->command && t < f->w->n_types; t++) {
		const struct type *type = f->w->types[t];
		const struct command *found = NULL;
		if (!type->key || !are_items(f, type, out->root, true, &n) || n == 0)
			continue;
		for (size_t i = 0; i < type->n_commands; i++) {
			const struct command *c = &type->commands[i];
			if (prints_list(c) && (!found || (found->optional && !c->optional)))
				found = c;
		}
		if (found)
			set_bare(out, f, type, found);
	}
}

/* look for the command that is set, or for any */
static int read_root(struct output *out, struct finder *f, const struct type *type,
	const struct command *command)
{
	int status = ASSAY_OK;
	bool any = !out->command, list = cursor_kind(out->root) == DOC_ARRAY;
	(void)arena_new_below(&f->scratch, f->w->run);
	out->command = NULL;
	if (list)
		find_bare_named(out, f, type, command);
	if (!out->bare) {
		out->type = any ? NULL : type;
		out->command = any ? NULL : command;
		status = list ? read_pages(out, f) : read_page(out, f, out->root, 1);
	}
	if (status == ASSAY_OK && any && list && !out->command)
		find_bare(out, f);
	if (out->n_pages == 0 && !(out->absent && !list))
		out->command = NULL;
	out->n_found = list ? out->command != NULL : out->n_found;
	arena_free(f->scratch);
	return status;
}

int output_find(struct output *out, const struct inventory *w, struct str name, struct cursor root,
	struct assay_error *err)
{
	struct finder f = {.w = w, .err = err};
	struct str folder, account, region;
	path_scope(w->run, name, &account, &region);
	f.has_place = account.ptr && region.ptr;
	*out = (struct output){.root = root};
	f.file = split_path(name, &folder);
	if (!find_named_command(&f.named, w, f.file))
		(void)find_folder_command(&f.named, w, name);
	return read_root(out, &f, f.named.type, f.named.command);
}

int output_read(struct output *out, const struct inventory *w, const struct type *type,
	const struct command *command, struct cursor root, struct assay_error *err)
{
	struct finder f = {.w = w, .err = err};
	*out = (struct output){.root = root, .type = type, .command = command};
	/* an envelope shows that the command succeeded */
	out->absent =
		command->absent_empty && (cursor_kind(root) == DOC_NULL || cursor_is(root, ""));
	if (out->absent)
		return ASSAY_OK;
	return read_root(out, &f, type, command);
}
