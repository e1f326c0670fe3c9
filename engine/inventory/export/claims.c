/*
 * claims - whether an unreadable file is meant to be an input.
 *
 * A lost export is never skipped: a file that has the name or the place of an input, or a key of
 * one, is broken; other files in a folder are only counted. Knows names and heads of files, and the
 * keys of the declared commands; must not parse.
 */
#include "doc/sniff.h"
#include "inventory/export/export.h"
#include "inventory/export/file_name.h"
#include "inventory/export/path.h"

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

/* of a plan, its JSON or its log; a test of some configuration file has none of them */
static bool is_plan_key(struct str key)
{
	static const char *const keys[] = {"format_version", "terraform_version", "planned_values",
		"resource_changes", "resource_drift", "prior_state", "@level"};
	for (size_t i = 0; i < LENGTH_OF(keys); i++)
		if (str_is(key, keys[i]))
			return true;
	return false;
}

/* a key in double quotes, wherever it is */
static bool has_telling_key(const struct inventory *w, struct str bytes)
{
	struct narrow n = {{bytes.ptr, bytes.len < HEAD_MAX ? bytes.len : HEAD_MAX}};
	char key[LONGEST_KEY];
	size_t len = LONGEST_KEY;
	bool is_key = false;
	for (char c = next_byte(&n); c; c = next_byte(&n)) {
		if (c == ':' && is_key)
			return true;
		if (c == '"') {
			struct str word = {key, len};
			is_key = len < LONGEST_KEY && (is_telling(w, word) || is_plan_key(word));
			len = 0;
			continue;
		}
		is_key = is_key && strchr(" \t\r\n", c);
		if (len < LONGEST_KEY)
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

/* "plan.json", "prod.tfplan.json": a word of the name is "plan" */
static bool is_named_as_plan(const char *name)
{
	struct str folder, file = split_path(str_of(name), &folder);
	static const struct str words[] = {{"plan", 4}, {"tfplan", 6}, {"tofuplan", 8}};
	size_t begin = 0;
	if (!str_ends(file, STR(".json")))
		return false;
	for (size_t i = 0; i < file.len; i++) {
		char c = file.ptr[i];
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
			continue;
		for (size_t k = 0; k < LENGTH_OF(words); k++)
			if (str_eq((struct str){file.ptr + begin, i - begin}, words[k]))
				return true;
		begin = i + 1;
	}
	return false;
}

/* ACCOUNT/REGION/FILE.json: only exports belong there */
static bool is_in_account_folder(const struct inventory *w, const char *name)
{
	struct str account = STR_NONE, region = STR_NONE;
	path_scope(w->run, str_of(name), &account, &region);
	return account.len && region.len &&
	       (str_ends(str_of(name), STR(".json")) || str_ends(str_of(name), STR(".yaml")) ||
		       str_ends(str_of(name), STR(".yml")));
}

/* Source code and documentation may quote a plan or an export; they are not inputs. */
static bool quotes(const char *name, struct str bytes)
{
	struct str folder;
	return is_written_by_hand(split_path(str_of(name), &folder)) && !begins_like_json(bytes);
}

bool export_is_claimed(const struct inventory *w, const char *name, struct str bytes)
{
	if (is_named_as_export(w, name) || is_named_as_plan(name) || is_in_account_folder(w, name))
		return true;
	if (quotes(name, bytes))
		return false;
	return has_telling_line(w, bytes) || has_plan_text(bytes) ||
	       (str_ends(str_of(name), STR(".json")) && is_plan_for_people(bytes)) ||
	       ((str_ends(str_of(name), STR(".json")) || begins_like_json(bytes)) &&
		       has_telling_key(w, bytes));
}
