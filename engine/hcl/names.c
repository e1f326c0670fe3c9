/*
 * names - where local values and variables are written, and how often a name is used.
 *
 * Searches texts, so a name in a comment or string counts, too. Evaluates nothing.
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

static size_t count_in(struct str text, struct str name)
{
	const char *end = text.ptr + text.len, *at = text.ptr;
	size_t n = 0;

	while (at && name.len && (at = memmem(at, (size_t)(end - at), name.ptr, name.len))) {
		const char *after = at + name.len;

		n += (at == text.ptr || (!is_word(at[-1]) && at[-1] != '.')) &&
		     (after == end || !is_word(*after));
		at = after;
	}
	return n;
}

size_t hcl_count_name(const struct hcl_folder *folder, struct str name)
{
	size_t n = 0;

	if (folder->is_partial)
		return SIZE_MAX;
	for (size_t i = 0; i < folder->files.n; i++)
		n += count_in(((const struct hcl_file *)folder->files.items[i])->text, name);
	return n;
}

bool hcl_is_set(const struct hcl_folder *folder, struct str variable)
{
	for (size_t i = 0; i < folder->values.n; i++) {
		const struct str *text = folder->values.items[i];

		/* one that can't be read may set it */
		if (!text->ptr || count_in(*text, variable) > 0)
			return true;
	}
	return false;
}
