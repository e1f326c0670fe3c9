/*
 * text - making text fit for a message: cut, valid, printable.
 *
 * Knows bytes and UTF-8. Must not know what the text says.
 */
#include "rule/box/text.h"

size_t text_fit(struct str s, size_t max)
{
	if (s.len <= max)
		return s.len;
	/* back to where a character begins */
	while (max > 0 && ((unsigned char)s.ptr[max] & 0xC0) == 0x80)
		max--;
	return max;
}

void text_make_valid(char *text, size_t len)
{
	for (size_t at = 0; at < len; at++) {
		at += utf8_check(text + at, len - at);
		if (at < len)
			text[at] = '?';
	}
}

void text_make_printable(char *text)
{
	size_t len = strlen(text);
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)text[i] < 0x20 || text[i] == 0x7F)
			text[i] = '?';
	}
	text_make_valid(text, len);
}
