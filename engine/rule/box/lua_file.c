/*
 * lua_file - the Lua files of a run: checked as text, classified by path, found by name.
 *
 * Knows paths as bytes and a little of Lua's syntax. Opens no file. Must not know what the code
 * does.
 */
#include "rule/box/lua_file.h"

static bool is_kind(struct str component, enum rule_file_kind *kind)
{
	static const struct {
		const char *name;
		enum rule_file_kind kind;
	} kinds[] = {{"types", SOURCE_TYPE}, {"controls", SOURCE_CONTROL}, {"lib", SOURCE_LIBRARY},
		{"profiles", SOURCE_PROFILE}};
	for (size_t i = 0; i < LENGTH_OF(kinds); i++) {
		if (str_is(component, kinds[i].name)) {
			*kind = kinds[i].kind;
			return true;
		}
	}
	return false;
}

/* The last folder of these names decides: /usr/lib/x/controls/y.lua is a control. */
static bool place_of(struct lua_file *s)
{
	bool found = false;
	size_t from = 0;
	for (size_t i = 0; i < s->name.len; i++) {
		if (s->name.ptr[i] != '/')
			continue;
		if (is_kind((struct str){s->name.ptr + from, i - from}, &s->kind)) {
			s->root = (struct str){s->name.ptr, from};
			found = true;
		}
		from = i + 1;
	}
	s->base = (struct str){s->name.ptr + from, s->name.len - from};
	if (!found || s->base.len <= 4 || !str_ends(s->base, STR(".lua")))
		return false;
	s->base.len -= 4;
	return true;
}

static size_t line_at(struct str text, size_t at)
{
	size_t line = 1;
	for (size_t i = 0; i < at && i < text.len; i++)
		line += text.ptr[i] == '\n';
	return line;
}

/* True if the text behind a backslash is an escape for NUL. */
static bool is_nul_escape(const char *p, size_t left)
{
	if (left >= 1 && p[0] == '0') {
		/* \0, \00 and \000, but not \065 */
		size_t n = 1;
		while (n < 3 && n < left && p[n] == '0')
			n++;
		return n == 3 || n == left || p[n] < '0' || p[n] > '9';
	}
	if (left >= 3 && p[0] == 'x')
		return p[1] == '0' && p[2] == '0';
	if (left >= 3 && p[0] == 'u' && p[1] == '{') {
		size_t n = 2;
		while (n < left && p[n] == '0')
			n++;
		return n > 2 && n < left && p[n] == '}';
	}
	return false;
}

/*
 * A rule needs no NUL in a string, and comparing strings that are full of them is very slow. So
 * escapes for NUL are refused, also in comments.
 */
static size_t find_nul(struct str text)
{
	const char *nul = text.len ? memchr(text.ptr, '\0', text.len) : NULL;
	size_t end = nul ? (size_t)(nul - text.ptr) : text.len;
	const char *slash;
	for (size_t i = 0; i < end && (slash = memchr(text.ptr + i, '\\', end - i)); i += 2) {
		i = (size_t)(slash - text.ptr);
		if (is_nul_escape(slash + 1, text.len - i - 1))
			return i;
	}
	return end;
}

static int check_text(const char *name, struct str text, struct assay_error *err)
{
	if (text.len > 0 && text.ptr[0] == '\x1b')
		return error_at(err, ASSAY_ERULE, name, 0, 0,
			"compiled Lua is not accepted. Give the source text");
	size_t bad = utf8_check(text.ptr, text.len);
	if (bad < text.len)
		return error_at(err, ASSAY_ERULE, name, line_at(text, bad), 0,
			"the file is not valid UTF-8 here");
	bad = find_nul(text);
	if (bad < text.len)
		return error_at(err, ASSAY_ERULE, name, line_at(text, bad), 0,
			"a rule file must not contain a NUL character or an escape for one");
	return ASSAY_OK;
}

int lua_file_add(struct lua_files *s, struct arena *a, const char *name, const char *buf,
	size_t len, const struct lua_file **out, struct assay_error *err)
{
	struct lua_file *source = arena_alloc(a, sizeof *source);
	source->name = str_copy(a, str_of(name));
	source->compiled = arena_alloc(a, sizeof *source->compiled);
	if (!place_of(source))
		return error_at(err, ASSAY_ERULE, name, 0, 0,
			"unknown kind of rule file: a rule file is a .lua file below types/, "
			"controls/, lib/ or profiles/");
	if (len > SOURCE_MAX)
		return error_at(err, ASSAY_ELIMIT, name, 0, 0,
			"the file has %zu bytes, more than the limit of %zu for a rule file", len,
			SOURCE_MAX);
	source->text = (struct str){buf, len};
	if (str_starts(source->text, STR("\xEF\xBB\xBF")))
		source->text = (struct str){buf + 3, len - 3};
	int status = check_text(name, source->text, err);
	if (status)
		return status;
	snprintf(source->chunk, sizeof source->chunk, "=#%zu", s->list.n);
	(void)list_add(a, &s->list, source);
	*out = source;
	return ASSAY_OK;
}

static const struct lua_file *find_library(
	const struct lua_files *s, struct str root, struct str base, bool *twice)
{
	const struct lua_file *found = NULL;
	for (size_t i = 0; i < s->list.n; i++) {
		const struct lua_file *source = s->list.items[i];
		if (source->kind != SOURCE_LIBRARY || !str_eq(source->base, base) ||
			!str_eq(source->root, root))
			continue;
		*twice |= found != NULL;
		found = source;
	}
	return *twice ? NULL : found;
}

const struct lua_file *lua_file_library(
	const struct lua_files *s, const struct lua_file *from, struct str base, bool *twice)
{
	*twice = false;
	const struct lua_file *found = find_library(s, from->root, base, twice);
	if (!found && !*twice && from->root.len > 0)
		found = find_library(s, STR(""), base, twice);
	return found;
}

const struct lua_file *lua_file_of_chunk(const struct lua_files *s, const char *chunk)
{
	for (size_t i = 0; i < s->list.n; i++) {
		const struct lua_file *source = s->list.items[i];
		if (strcmp(source->chunk, chunk) == 0)
			return source;
	}
	return NULL;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

static bool key_stands_at(struct str text, struct str key, size_t i)
{
	size_t end = i + key.len;
	if (end > text.len || !str_eq((struct str){text.ptr + i, key.len}, key))
		return false;
	if ((i > 0 && is_word(text.ptr[i - 1])) || (end < text.len && is_word(text.ptr[end])))
		return false;
	while (end < text.len && (text.ptr[end] == ' ' || text.ptr[end] == '\t'))
		end++;
	return end < text.len && text.ptr[end] == '=' &&
	       (end + 1 == text.len || text.ptr[end + 1] != '=');
}

size_t lua_file_line_of_key(const struct lua_file *source, struct str key)
{
	size_t line = 0, now = 1;
	for (size_t i = 0; key.len > 0 && i + key.len < source->text.len; i++) {
		if (source->text.ptr[i] == '\n')
			now++;
		if (!key_stands_at(source->text, key, i))
			continue;
		if (line)
			return 0;
		line = now;
	}
	return line;
}
