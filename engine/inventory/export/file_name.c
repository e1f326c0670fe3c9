/*
 * file_name - the names of export files: "COMMAND.json", "COMMAND.LABEL.json", and what people
 * make of them ("aws_lambda_list_functions.JSON", "list-functions.json.gz").
 *
 * Knows paths as text, the words of declared commands, and the endings of files with data.
 */
#include "inventory/export/file_name.h"
#include "inventory/export/path.h"

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
	while (at > 0 && !ends_component(path.ptr[at - 1]))
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

static bool is_letter_or_digit(char c)
{
	c = plain(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
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
		/* a copy's mark may follow: "json (1)", "json - Copy" */
		if (!take(&rest, str_of(endings[i])) || (rest.len && is_letter_or_digit(*rest.ptr)))
			continue;
		file->len = dot - 1;
		return true;
	}
	return false;
}

/* the endings of data */
static const char *const data[] = {"json", "jsn", "json5", "yaml", "yml", "txt", "text", "out",
	"log", "err", "ndjson", "jsonl", "csv", "tsv", "table", "dat", "data", "xml", "html", "htm",
	"xls", "xlsx", "ods", NULL};

/* the number of a copy, "list-functions.json.1"; another is part of a name */
static bool drop_number(struct str *file)
{
	struct str head = *file, rest;
	while (head.len && head.ptr[head.len - 1] >= '0' && head.ptr[head.len - 1] <= '9')
		head.len--;
	if (head.len == file->len || !head.len || head.ptr[head.len - 1] != '.')
		return false;
	head.len--;
	rest = head;
	if (!drop_ending(&rest, data))
		return false;
	*file = head;
	return true;
}

/* without what editors and other systems put around a name: "#list-functions.json#" */
static struct str trim(struct str file)
{
	while (file.len > 1 && strchr(" .~#", file.ptr[file.len - 1]))
		file.len--;
	while (file.len > 1 && strchr(" #", *file.ptr)) {
		file.ptr++;
		file.len--;
	}
	return file;
}

/* the endings of packed and encrypted files, and of copies */
static const char *const packed[] = {"gz", "zip", "bz2", "xz", "zst", "7z", "rar", "tar", "tgz",
	"tbz2", "txz", "bak", "orig", "old", "tmp", "part", "gpg", "pgp", "asc", "age", "enc",
	"swp", "swo", "save", "sav", "backup", "copy", "new", "partial", "crdownload", "download",
	NULL};

struct str packed_name(struct str file)
{
	struct str stem = file;
	while (drop_ending(&stem, packed))
		continue;
	return stem.len < file.len ? stem : STR_NONE;
}

/* the name without the endings of data, packed files and copies */
static struct str find_stem(struct str file, bool *is_data)
{
	struct str whole = file, stem = file = trim(file);
	bool is_packed = whole.ptr + whole.len > file.ptr + file.len;
	while (drop_ending(&stem, packed) || drop_number(&stem))
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

/* true if the command declares one file, whose name is not that of the command */
static bool has_own_file(const struct command *c)
{
	struct str file = c->file, word = command_word(c);
	return file.len && !memchr(file.ptr, '{', file.len) &&
	       !(str_starts(file, word) && file.len == word.len + sizeof ".json" - 1);
}

bool has_service_in_file(const struct command *c)
{
	struct str rest = c->file;
	return rest.len && take(&rest, c->name);
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
	if (!take(&rest, command_word(c)) || (rest.len && is_letter_or_digit(*rest.ptr)) ||
		has_service_in_file(c))
		return 0;
	/* a file of its own: "get-public-access-block.alpha" is another command's */
	return rest.len && has_own_file(c) ? 0 : stem.len - rest.len;
}

bool commands_are_ambiguous(const struct command *a, const struct command *b)
{
	return !str_eq(a->name, b->name) && str_eq(command_word(a), command_word(b)) &&
	       !has_own_file(a) && !has_own_file(b) && !has_service_in_file(a) &&
	       !has_service_in_file(b) && command_has_form_of(a, b);
}

bool command_finds_file(const struct command *c, const struct type *type)
{
	const struct str end = STR("}.json");
	struct str field, rest = c->file;
	if (!str_ends(rest, STR(".json")))
		return false;
	if (!memchr(rest.ptr, '{', rest.len))
		return true;
	if (!take(&rest, c->name) && !take(&rest, command_word(c)))
		return false;
	if (!str_starts(rest, STR(".{")) || rest.len < 2 + end.len)
		return false;
	field = (struct str){rest.ptr + 2, rest.len - 2 - end.len};
	return str_ends(rest, end) && (str_eq(field, type->label->name) ||
					      (type->key_is_arn && str_eq(field, type->key->name)));
}

/* the length of the words of a place at the start of a stem, with what separates them from the rest
 */
static size_t place_words_length(struct str stem)
{
	size_t at = 0, next = 0;
	for (;;) {
		size_t n;
		while ((n = separator_length((struct str){stem.ptr + next, stem.len - next})) > 0)
			next += n;
		if (next == stem.len)
			return at;
		at = next;
		n = place_word_length((struct str){stem.ptr + at, stem.len - at});
		if (!n)
			return at;
		next += n;
	}
}

/* the same at the end of it, without the dot before a label */
static size_t place_words_behind(struct str rest)
{
	size_t at = 0;
	for (;;) {
		size_t next = at;
		while (next < rest.len && memchr("-_ ", rest.ptr[next], 3))
			next++;
		struct str word = {rest.ptr + next, rest.len - next};
		size_t len = next > at ? place_word_length(word) : 0;
		if (!len)
			return at;
		at = next + len;
	}
}

static struct str find_label(struct str rest)
{
	size_t place = rest.len ? place_words_behind(rest) : 0;
	rest.ptr += place;
	rest.len -= place;
	if (rest.len == 0)
		return STR("");
	if (rest.len < 2 || *rest.ptr != '.')
		return STR_NONE;
	return (struct str){rest.ptr + 1, rest.len - 1};
}

struct name_parts split_name(struct str file, const struct command *command)
{
	bool is_data = false;
	struct str stem = file.len ? find_stem(file, &is_data) : file;
	size_t before = stem.len ? place_words_length(stem) : 0;
	struct str rest = {stem.ptr + before, stem.len - before};
	size_t n = rest.len ? match(rest, command) : 0;
	if (!n)
		return (struct name_parts){false, stem, STR("")};
	struct str behind = n < rest.len ? (struct str){rest.ptr + n, rest.len - n} : STR("");
	/* behind a dot is the name of a resource */
	if (command->lists == LISTS_NOTHING) {
		size_t place = behind.len ? place_words_behind(behind) : 0;
		if (place < behind.len && behind.ptr[place] == '.')
			behind.len = place;
	}
	return (struct name_parts){true, {stem.ptr, before}, behind};
}

static bool has_name(const struct command *c, const struct command *other)
{
	return other && str_eq(c->name, other->name);
}

/* preferred: of several commands of the name this one; or NULL */
static bool find_named(struct named_command *out, const struct inventory *w, struct str file,
	const struct command *preferred)
{
	bool is_data = false;
	size_t most = 0;
	struct str stem = file.len ? find_stem(file, &is_data) : file;
	*out = (struct named_command){.label = STR_NONE};
	if (!is_data)
		stem = find_document_stem(file);
	size_t before = stem.len ? place_words_length(stem) : 0;
	stem.ptr += before;
	stem.len -= before;
	for (size_t t = 0; stem.len && t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++) {
			const struct command *c = &w->types[t]->commands[i];
			size_t n = match(stem, c);
			if (n == 0 || n < most)
				continue;
			if (n == most && out->command &&
				(has_name(out->command, c) || has_name(out->command, preferred)))
				continue;
			bool twice = n == most && !has_name(c, preferred);
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

bool find_named_command(struct named_command *out, const struct inventory *w, struct str file)
{
	return find_named(out, w, file, NULL);
}

bool is_written_by_hand(struct str file)
{
	static const char *const endings[] = {"md", "rst", "adoc", "py", "sh", "bash", "ps1", "bat",
		"cmd", "tf", "tfvars", "hcl", "go", "js", "mjs", "cjs", "ts", "java", "rb", "rs",
		"c", "h", "cpp", "cs", "lua", "php", "pl", "kt", "sql", "css", "jq", "j2", "tmpl",
		"tpl", "toml", "ini", "cfg", "conf", NULL};
	return drop_ending(&file, endings);
}

bool is_named_like_export(const struct inventory *w, struct str file)
{
	struct named_command named;
	if (find_named_command(&named, w, file))
		return true;
	if (is_written_by_hand(file))
		return false;
	size_t before = file.len ? place_words_length(file) : 0;
	struct str rest = {file.ptr + before, file.len - before};
	for (size_t t = 0; rest.len && t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++)
			if (match(rest, &w->types[t]->commands[i]))
				return true;
	return false;
}

bool is_named_for(const struct inventory *w, struct str file, const struct command *command,
	struct str *label)
{
	struct named_command named;
	bool is = find_named(&named, w, file, command) && named.command &&
		  str_eq(named.command->name, command->name);
	*label = is ? named.label : STR_NONE;
	return is;
}

struct str parent_folder(struct str folder, struct str *component)
{
	size_t end = folder.len ? folder.len - 1 : 0, at = end;
	while (at > 0 && !ends_component(folder.ptr[at - 1]))
		at--;
	*component = (struct str){folder.ptr + at, end - at};
	return (struct str){folder.ptr, at};
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = plain(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "arn%3Aaws%3Alambda" and "a+b" as Python's quote_plus writes them */
static struct str decode(struct arena *a, struct str text)
{
	struct str copy = str_copy(a, text);
	char *out = (char *)(uintptr_t)copy.ptr;
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++) {
		int high = text.ptr[i] == '%' && i + 2 < text.len ? hex_value(text.ptr[i + 1]) : -1;
		int low = high >= 0 ? hex_value(text.ptr[i + 2]) : -1;
		out[n++] = low >= 0             ? (char)(16 * high + low)
			   : text.ptr[i] == '+' ? ' '
						: text.ptr[i];
		i += low >= 0 ? 2 : 0;
	}
	return (struct str){out, n};
}

/* the whole name is the command's */
static bool names_command(struct str name, const struct command *c)
{
	struct str rest = name;
	if (take(&rest, c->name) && !rest.len)
		return true;
	rest = name;
	return take(&rest, command_word(c)) && !rest.len;
}

bool find_folder_command(struct named_command *out, const struct inventory *w, struct str path)
{
	struct str folder, component, file = split_path(path, &folder);
	(void)parent_folder(folder, &component);
	*out = (struct named_command){.label = STR_NONE};
	for (size_t t = 0; component.len && t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++) {
			const struct command *c = &w->types[t]->commands[i];
			if (c->lists != LISTS_NOTHING || !names_command(component, c))
				continue;
			if (out->command && !str_eq(out->command->name, c->name)) {
				*out = (struct named_command){.label = STR_NONE};
				return false;
			}
			out->type = out->command ? out->type : w->types[t];
			out->command = out->command ? out->command : c;
		}
	if (!out->command)
		return false;
	if (str_ends(file, STR(".json")))
		file.len -= 5;
	out->label = decode(w->run, file);
	return true;
}

bool is_folder_of_exports(const struct inventory *w, struct str component)
{
	if (region_of(w->run, component).ptr || date_length(component))
		return true;
	for (size_t t = 0; t < w->n_types; t++)
		for (size_t i = 0; i < w->types[t]->n_commands; i++) {
			const struct command *c = &w->types[t]->commands[i];
			struct str word = command_word(c);
			struct str service = {c->name.ptr, c->name.len - word.len};
			service.len -= service.len > 0;
			if (names_command(component, c) || str_eq(service, component))
				return true;
		}
	return false;
}
