/*
 * names - where local values and variables are written, and how often a name is used.
 *
 * Searches texts, so a name in a comment or string counts, too. HCL allows blanks and comments
 * around the dot of a name. Evaluates nothing.
 */
#define _GNU_SOURCE /* memmem */
#include "hcl/tree.h"

const struct hcl_attribute *hcl_local(const struct hcl_folder *folder, struct str name)
{
	const struct hcl_attribute *found = NULL;

	for (size_t i = 0; i < folder->locals.n; i++) {
		const struct hcl_block *block = folder->locals.items[i];

		for (size_t k = 0; k < block->body.attributes.n; k++) {
			const struct hcl_attribute *attribute = block->body.attributes.items[k];

			if (!str_eq(attribute->name, name))
				continue;
			if (found)
				return NULL;
			found = attribute;
		}
	}
	return found;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

static bool has(struct str text, size_t at, const char *part)
{
	return str_starts((struct str){text.ptr + at, text.len - at}, str_of(part));
}

/* behind a comment, or the offset */
static size_t skip_comment(struct str text, size_t at)
{
	bool is_long = has(text, at, "/*");
	const char *ends = is_long ? "*/" : "\n";
	const char *end;

	if (!is_long && !has(text, at, "//") && !has(text, at, "#"))
		return at;
	end = memmem(text.ptr + at, text.len - at, ends, strlen(ends));
	return end ? (size_t)(end - text.ptr) + strlen(ends) : text.len;
}

/* behind blanks, those that JSON escapes, and comments */
static size_t skip_blanks(struct str text, size_t at)
{
	for (size_t next = at;; at = next) {
		if (next < text.len && strchr(" \t\r\n", text.ptr[next]))
			next++;
		else if (has(text, next, "\\n") || has(text, next, "\\t") || has(text, next, "\\r"))
			next += 2;
		else
			next = skip_comment(text, next);
		if (next == at)
			return at;
	}
}

/* behind the name at an offset, whose parts are separated by dots; 0: another one is there */
static size_t skip_name(struct str text, size_t at, struct str name)
{
	while (name.len > 0) {
		const char *dot = memchr(name.ptr, '.', name.len);
		struct str part = {name.ptr, dot ? (size_t)(dot - name.ptr) : name.len};

		if (!str_starts((struct str){text.ptr + at, text.len - at}, part))
			return 0;
		at += part.len;
		name = (struct str){name.ptr + part.len, name.len - part.len};
		if (!dot)
			continue;
		at = skip_blanks(text, at);
		if (!has(text, at, "."))
			return 0;
		at = skip_blanks(text, at + 1);
		name = (struct str){name.ptr + 1, name.len - 1};
	}
	return at;
}

static size_t count_in(struct str text, struct str name)
{
	const char *dot = memchr(name.ptr, '.', name.len);
	struct str first = {name.ptr, dot ? (size_t)(dot - name.ptr) : name.len};
	const char *end = text.ptr + text.len, *at = text.ptr;
	size_t n = 0;

	while (at && first.len && (at = memmem(at, (size_t)(end - at), first.ptr, first.len))) {
		size_t after = skip_name(text, (size_t)(at - text.ptr), name);

		n += (at == text.ptr || (!is_word(at[-1]) && at[-1] != '.')) && after &&
		     (after == text.len || !is_word(text.ptr[after]));
		at += first.len;
	}
	return n;
}

/* true if JSON may spell a name with escapes; those of "<", ">" and "&" are common */
static bool has_escapes(struct str text)
{
	const char *end = text.ptr + text.len, *at = text.ptr;

	while (at && (at = memmem(at, (size_t)(end - at), "\\u", 2))) {
		size_t offset = (size_t)(at - text.ptr);

		if (!has(text, offset, "\\u003c") && !has(text, offset, "\\u003e") &&
			!has(text, offset, "\\u0026"))
			return true;
		at += 2;
	}
	return false;
}

size_t hcl_count_name(const struct hcl_folder *folder, struct str name)
{
	size_t n = 0;

	if (folder->is_partial)
		return SIZE_MAX;
	for (size_t i = 0; i < folder->files.n; i++) {
		const struct hcl_file *file = folder->files.items[i];

		if (file->doc && has_escapes(file->text))
			return SIZE_MAX;
		n += count_in(file->text, name);
	}
	return n;
}

bool hcl_is_set(const struct hcl_folder *folder, struct str variable)
{
	for (size_t i = 0; i < folder->values.n; i++) {
		const struct str *text = folder->values.items[i];

		/* one that can't be read may set it */
		if (!text->ptr || count_in(*text, variable) > 0 || has_escapes(*text))
			return true;
	}
	return false;
}
