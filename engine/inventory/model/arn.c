/*
 * arn - ARNs, account ids and the shape of a Region's name.
 *
 * Knows how AWS names things in general; must not know any service of it.
 * Shapes only: nothing here says that an account or a Region exists.
 */
#include "inventory/model/build.h"

bool arn_parse(struct arn *out, struct str text)
{
	*out = (struct arn){0};
	struct str part[5]; /* "arn" and the four that colons end */
	for (size_t i = 0; i < LENGTH_OF(part); i++) {
		const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;
		if (!colon)
			return false;
		part[i] = (struct str){text.ptr, (size_t)(colon - text.ptr)};
		text.ptr = colon + 1;
		text.len -= part[i].len + 1;
	}
	if (!str_is(part[0], "arn") || !part[1].len || !part[2].len || !text.len)
		return false;
	*out = (struct arn){part[1], part[2], part[3], part[4], text};
	return true;
}

bool is_account_id(struct str s)
{
	if (s.len != 12)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return true;
}

static size_t span(struct str s, size_t at, char from, char to)
{
	while (at < s.len && s.ptr[at] >= from && s.ptr[at] <= to)
		at++;
	return at;
}

/* [a-z]{2,4}(-[a-z]+)+-[0-9]+ */
bool is_region_name(struct str s)
{
	if (s.len > 32)
		return false;
	size_t at = span(s, 0, 'a', 'z');
	if (at < 2 || at > 4)
		return false;
	for (size_t words = 0; at < s.len && s.ptr[at] == '-'; words++) {
		size_t start = at + 1;
		size_t letters = span(s, start, 'a', 'z');
		size_t digits = span(s, start, '0', '9');
		if (letters > start)
			at = letters;
		else
			return words > 0 && digits > start && digits == s.len;
	}
	return false;
}

void shown_add(struct shown_by_all *shown, struct str value)
{
	if (!value.ptr || !value.len)
		return;
	shown->contradicts =
		shown->contradicts || (shown->value.ptr && !str_eq(shown->value, value));
	shown->value = value;
}

struct str shown_value(const struct shown_by_all *shown)
{
	return shown->contradicts ? STR_NONE : shown->value;
}
