/*
 * claims - whether an unreadable file is meant to be an input.
 *
 * A lost export is never skipped: a file that is named like an input, or begins like one, is
 * broken; other files in a folder are only counted. Knows names and heads of files, and the keys of
 * the declared commands; must not parse.
 */
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"

/* the longest key that is looked for, and how far */
#define LONGEST_KEY 80
#define HEAD_MAX    ((size_t)1 << 20)

/* the text without NUL bytes: ASCII in UTF-16 reads as ASCII */
struct narrow {
	struct str rest;
};

/* the next byte, or 0 at the end */
static char next_byte(struct narrow *n)
{
	while (n->rest.len) {
		char c = *n->rest.ptr++;
		n->rest.len--;
		if (c && c != '\xFF' && c != '\xFE')
			return c;
	}
	return 0;
}

/* the next one that is neither white space nor of a byte order mark */
static char next_solid(struct narrow *n)
{
	char c;
	do
		c = next_byte(n);
	while (c && strchr(" \t\r\n\xEF\xBB\xBF", c));
	return c;
}

/* "{{" begins a template and "[word" a section of settings */
static bool begins_like_json(struct str bytes)
{
	struct narrow n = {bytes};
	char first = next_solid(&n);
	if (first == 0)
		return true;
	if (first != '{' && first != '[')
		return false;
	char next = next_solid(&n);
	return next == 0 || next == '"' || next == (first == '{' ? '}' : ']') ||
	       (first == '[' && next == '{');
}

static bool is_command_key(const struct command *c, struct str key)
{
	if (c->at.ptr && str_eq(c->at, key))
		return true;
	for (size_t i = 0; i < c->n_any_of; i++)
		if (str_eq(c->any_of[i], key))
			return true;
	return false;
}

/* true if a top-level key identifies an output */
static bool is_telling(const struct inventory *w, struct str key)
{
	for (size_t t = 0; t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++)
			if (is_command_key(&w->types[t]->commands[i], key))
				return true;
	return str_is(key, "assay");
}

/* a line "KEY:" of YAML in block style, at its beginning */
static bool has_telling_line(const struct inventory *w, struct str bytes)
{
	struct narrow n = {{bytes.ptr, bytes.len < HEAD_MAX ? bytes.len : HEAD_MAX}};
	char key[LONGEST_KEY];
	size_t len = 0;
	for (char c = next_byte(&n); c; c = next_byte(&n)) {
		if (c == '\n')
			len = 0;
		else if (c == ':' && len < LONGEST_KEY && is_telling(w, (struct str){key, len}))
			return true;
		else if (len < LONGEST_KEY && c != '\xEF' && c != '\xBB' && c != '\xBF')
			key[len++] = c;
	}
	return false;
}

static bool is_named_as_export(const struct inventory *w, const char *name)
{
	struct named_command named;
	struct str folder;
	return find_named_command(&named, w, split_path(str_of(name), &folder));
}

/* the text of a plan, with something before it or broken */
static bool has_plan_text(struct str bytes)
{
	struct str head = {bytes.ptr, bytes.len < HEAD_MAX ? bytes.len : HEAD_MAX};
	return str_contains(head, STR("\"format_version\"")) &&
	       (str_contains(head, STR("\"resource_changes\"")) ||
		       str_contains(head, STR("\"planned_values\"")));
}

bool export_is_claimed(const struct inventory *w, const char *name, struct str bytes)
{
	return str_ends(str_of(name), STR(".json")) || is_named_as_export(w, name) ||
	       begins_like_json(bytes) || has_telling_line(w, bytes) || has_plan_text(bytes);
}
