/*
 * address - addresses of modules as text: indexes, and the path without them.
 *
 * An address is never split at dots, since an index may contain any character.
 */
#include "inventory/terraform/plan.h"

static bool is_name_end(char c)
{
	return c == '.' || c == '[';
}

/* An index is a number, or a quoted string with its escapes. */
size_t address_index_end(struct str s, size_t at)
{
	bool quoted = at + 1 < s.len && s.ptr[at + 1] == '"';
	for (at += quoted ? 2 : 1; at < s.len; at++) {
		if (!quoted && s.ptr[at] == ']')
			return at + 1;
		if (!quoted && (s.ptr[at] < '0' || s.ptr[at] > '9'))
			return 0;
		if (quoted && s.ptr[at] == '\\')
			at++;
		else if (quoted && s.ptr[at] == '"')
			return at + 1 < s.len && s.ptr[at + 1] == ']' ? at + 2 : 0;
	}
	return 0;
}

static void append(struct str *out, char *text, struct str more)
{
	if (more.len)
		memcpy(text + out->len, more.ptr, more.len);
	out->len += more.len;
}

bool address_append_path(struct str *out, char *text, struct str address)
{
	const struct str word = STR("module.");
	size_t at = 0;
	while (at < address.len) {
		struct str rest = {address.ptr + at, address.len - at};
		if (!str_starts(rest, word))
			return false;
		size_t start = at + word.len, end = start;
		while (end < address.len && !is_name_end(address.ptr[end]))
			end++;
		if (end == start)
			return false;
		append(out, text, (struct str){address.ptr + start, end - start});
		append(out, text, STR("/"));
		if (end < address.len && address.ptr[end] == '[') {
			end = address_index_end(address, end);
			if (end == 0)
				return false;
		}
		if (end < address.len && (address.ptr[end] != '.' || end + 1 == address.len))
			return false;
		at = end + 1;
	}
	return true;
}

bool address_module_path(struct arena *a, struct str address, struct str *path)
{
	char *text = arena_alloc(a, address.len + 2);
	*path = (struct str){text, 0};
	return address_append_path(path, text, address);
}
