/*
 * line - stepping through a text line by line.
 *
 * Knows bytes. Must not know what a line means.
 */
#include "doc/line.h"

bool take_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	const char *newline = memchr(rest->ptr, '\n', rest->len);
	line->ptr = rest->ptr;
	line->len = newline ? (size_t)(newline - rest->ptr) : rest->len;
	size_t taken = newline ? line->len + 1 : line->len;
	rest->ptr += taken;
	rest->len -= taken;
	return true;
}

bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str skip_blanks(struct str text)
{
	while (text.len > 0 && is_blank(*text.ptr)) {
		text.ptr++;
		text.len--;
	}
	return text;
}
