/*
 * file_name - the names of export files: "COMMAND.json", "COMMAND.LABEL.json", and what people
 * make of them ("aws_lambda_list_functions.JSON", "list-functions.json.gz").
 *
 * Knows paths as text, the words of declared commands, and the endings of files with data.
 */
#include "inventory/export/file_name.h"

struct str command_word(const struct command *command)
{
	struct str name = command->name;
	const char *space = name.len ? memchr(name.ptr, ' ', name.len) : NULL;
	if (!space)
		return name;
	size_t head = (size_t)(space - name.ptr) + 1;
	return (struct str){name.ptr + head, name.len - head};
}

struct str split_path(struct str path, struct str *folder)
{
	size_t at = path.len;
	while (at > 0 && path.ptr[at - 1] != '/' && path.ptr[at - 1] != '!')
		at--;
	*folder = (struct str){path.ptr, at};
	return (struct str){path.ptr + at, path.len - at};
}

/* lower case, with "-" for "_" and white space */
static char plain(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == '_' || c == ' ' ? '-' : c;
}

/* drop a prefix of *rest, however it is spelled; false if it has another one */
static bool take(struct str *rest, struct str prefix)
{
	if (rest->len < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++)
		if (plain(rest->ptr[i]) != plain(prefix.ptr[i]))
			return false;
	rest->ptr += prefix.len;
	rest->len -= prefix.len;
	return true;
}

/* drop the ending of a file name if it is one of these; NULL ends them */
static bool drop_ending(struct str *file, const char *const *endings)
{
	size_t dot = file->len;
	while (dot > 0 && file->ptr[dot - 1] != '.')
		dot--;
	struct str ending = {file->ptr + dot, file->len - dot};
	for (size_t i = 0; dot > 1 && endings[i]; i++) {
		struct str rest = ending;
		if (!take(&rest, str_of(endings[i])) || rest.len)
			continue;
		file->len = dot - 1;
		return true;
	}
	return false;
}

/* the name without the endings of data, packed files and copies */
static struct str find_stem(struct str file, bool *is_data)
{
	static const char *const packed[] = {"gz", "zip", "bz2", "xz", "zst", "7z", "rar", "tar",
		"tgz", "tbz2", "txz", "bak", "orig", "old", "tmp", "part", "gpg", "pgp", "asc",
		"age", "enc", "swp", NULL};
	static const char *const data[] = {"json", "yaml", "yml", "txt", "text", "out", "log",
		"err", "ndjson", "jsonl", "csv", "tsv", "table", "xml", "html", "htm", "xls",
		"xlsx", "ods", NULL};
	struct str stem = file;
	/* an editor's copy: "list-functions.json~" */
	bool is_copy = stem.len > 1 && stem.ptr[stem.len - 1] == '~';
	stem.len -= is_copy;
	bool is_packed = is_copy;
	while (drop_ending(&stem, packed))
		is_packed = true;
	*is_data = drop_ending(&stem, data);
	if (*is_data)
		return stem;
	*is_data = is_packed || !memchr(file.ptr, '.', file.len);
	return file;
}

/* The name without the ending of a document: "list-functions.pdf" is named for a command. */
static struct str find_document_stem(struct str file)
{
	static const char *const documents[] = {"pdf", "doc", "docx", "odt", "rtf", NULL};
	struct str stem = file;
	return drop_ending(&stem, documents) ? stem : STR_NONE;
}

bool is_data_file(struct str file)
{
	bool is_data = false;
	if (file.len)
		(void)find_stem(file, &is_data);
	return is_data;
}

static bool is_letter_or_digit(char c)
{
	c = plain(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* true if the command declares one file, whose name is not that of the command */
static bool has_own_file(const struct command *c)
{
	struct str file = c->file, word = command_word(c);
	return file.len && !memchr(file.ptr, '{', file.len) &&
	       !(str_starts(file, word) && file.len == word.len + sizeof ".json" - 1);
}

/* true if the stem is the whole name that the command declares for its only file */
static bool is_own_file(struct str stem, const struct command *c)
{
	struct str file = c->file, rest = stem;
	if (!str_ends(file, STR(".json")) || memchr(file.ptr, '{', file.len))
		return false;
	file.len -= sizeof ".json" - 1;
	(void)take(&rest, STR("aws-"));
	return take(&rest, file) && rest.len == 0;
}

/* how many bytes of a stem name the command; 0: it is not named for it */
static size_t match(struct str stem, const struct command *c)
{
	if (is_own_file(stem, c))
		return stem.len + 1;
	struct str rest = stem;
	(void)take(&rest, STR("aws-"));
	struct str service = rest;
	/* "lambda-list-functions" */
	if (!take(&service, c->name) || (service.len && is_letter_or_digit(*service.ptr)))
		service = rest;
	else
		return stem.len - service.len;
	if (!take(&rest, command_word(c)) || (rest.len && is_letter_or_digit(*rest.ptr)))
		return 0;
	/* a file of its own: "get-public-access-block.alpha" is another command's */
	return rest.len && has_own_file(c) ? 0 : stem.len - rest.len;
}

static struct str find_label(struct str rest)
{
	if (rest.len == 0)
		return STR("");
	if (rest.len < 2 || *rest.ptr != '.')
		return STR_NONE;
	return (struct str){rest.ptr + 1, rest.len - 1};
}

bool find_named_command(struct named_command *out, const struct inventory *w, struct str file)
{
	bool is_data = false;
	size_t most = 0;
	struct str stem = file.len ? find_stem(file, &is_data) : file;
	*out = (struct named_command){.label = STR_NONE};
	if (!is_data)
		stem = find_document_stem(file);
	for (size_t t = 0; stem.len && t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++) {
			const struct command *c = &w->types[t]->commands[i];
			size_t n = match(stem, c);
			if (n == 0 || n < most)
				continue;
			if (n == most && out->command && str_eq(out->command->name, c->name))
				continue;
			bool twice = n == most;
			most = n;
			out->type = twice ? NULL : w->types[t];
			out->command = twice ? NULL : c;
		}
	if (out->command)
		out->label = most > stem.len
				     ? STR("")
				     : find_label((struct str){stem.ptr + most, stem.len - most});
	return most > 0;
}
