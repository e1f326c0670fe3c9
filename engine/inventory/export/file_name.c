/*
 * file_name - the names of export files: "COMMAND.json", "COMMAND.LABEL.json".
 *
 * Knows paths as text and the words of declared commands.
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
	while (at > 0 && path.ptr[at - 1] != '/')
		at--;
	*folder = (struct str){path.ptr, at};
	return (struct str){path.ptr + at, path.len - at};
}

/* the extension of an export file; ptr NULL: it has none of them */
static struct str find_extension(struct str file)
{
	static const char *const extensions[] = {".json", ".yaml", ".yml"};
	for (size_t i = 0; i < LENGTH_OF(extensions); i++)
		if (str_ends(file, str_of(extensions[i])))
			return str_of(extensions[i]);
	return STR_NONE;
}

struct str file_label(struct str file, struct str word)
{
	const struct str extension = find_extension(file);
	if (!str_starts(file, word) || !extension.ptr)
		return STR_NONE;
	if (file.len == word.len + extension.len)
		return STR("");
	if (file.len < word.len + extension.len + 2 || file.ptr[word.len] != '.')
		return STR_NONE;
	return (struct str){file.ptr + word.len + 1, file.len - word.len - 1 - extension.len};
}

size_t count_named_commands(const struct inventory *w, struct str file, const struct type **type,
	const struct command **command)
{
	size_t n = 0;
	for (size_t t = 0; t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++) {
			const struct command *c = &w->types[t]->commands[i];
			if (!file_label(file, command_word(c)).ptr)
				continue;
			n++;
			*type = w->types[t];
			*command = c;
		}
	return n;
}
