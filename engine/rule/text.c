/*
 * text - making text fit for a message: cut, valid, printable; and what was meant by a misspelt
 * word.
 *
 * Knows bytes and UTF-8. Must not know what the text says.
 */
#include "rule/text.h"

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

#define WORD_MAX 32

/* how many letters must change, come or go; both words are at most WORD_MAX long */
static size_t distance(struct str a, struct str b)
{
	size_t row[WORD_MAX + 1];
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t above = row[j];
			size_t best = corner + (a.ptr[i - 1] != b.ptr[j - 1]);
			if (above + 1 < best)
				best = above + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			corner = above;
			row[j] = best;
		}
	}
	return row[b.len];
}

const char *text_nearest(struct str word, const char *const *candidates, size_t n)
{
	const char *found = NULL;
	/* a third of the letters may be wrong */
	size_t least = word.len / 3 + 1;
	for (size_t i = 0; i < n && word.len <= WORD_MAX; i++) {
		struct str candidate = str_of(candidates[i]);
		if (candidate.len > WORD_MAX)
			continue;
		size_t d = distance(word, candidate);
		if (d <= least && d < candidate.len && (!found || d < least)) {
			found = candidates[i];
			least = d;
		}
	}
	return found;
}
