/*
 * encoding - byte order marks, and UTF-16 (as PowerShell's > writes it) to UTF-8.
 *
 * Strict: a lone surrogate is an error. Measures first, so that the text takes no more memory than
 * it needs. Knows code units; must not know JSON.
 */
#include "doc/doc_inside.h"

enum encoding find_encoding(struct str bytes, size_t *mark)
{
	*mark = 0;
	if (str_starts(bytes, (struct str){"\xFF\xFE\0\0", 4}) ||
		str_starts(bytes, (struct str){"\0\0\xFE\xFF", 4}))
		return ENCODING_UTF32;
	if (str_starts(bytes, (struct str){"\xEF\xBB\xBF", 3})) {
		*mark = 3;
		return ENCODING_UTF8;
	}
	*mark = 2;
	if (str_starts(bytes, (struct str){"\xFF\xFE", 2}))
		return ENCODING_UTF16_LITTLE;
	if (str_starts(bytes, (struct str){"\xFE\xFF", 2}))
		return ENCODING_UTF16_BIG;
	*mark = 0;
	return ENCODING_UTF8;
}

struct units {
	struct str in;
	size_t at;
	unsigned high; /* which byte of a unit is the high one */
};

static uint32_t unit_at(const struct units *u, size_t at)
{
	const unsigned char *p = (const unsigned char *)u->in.ptr + at;
	return (uint32_t)p[u->high] << 8 | p[!u->high];
}

/* the next code point; false at the end, and at invalid UTF-16 (then at is before the end) */
static bool next_point(struct units *u, uint32_t *point)
{
	size_t left = u->in.len - u->at;
	if (left < 2)
		return false;
	uint32_t unit = unit_at(u, u->at);
	size_t taken = 2;
	if (unit >= 0xD800 && unit <= 0xDFFF) {
		uint32_t second = left >= 4 && unit <= 0xDBFF ? unit_at(u, u->at + 2) : 0;
		if (second < 0xDC00 || second > 0xDFFF)
			return false;
		unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
		taken = 4;
	}
	*point = unit;
	u->at += taken;
	return true;
}

bool utf16_to_utf8(struct str *out, struct str in, bool big_endian, struct arena *a)
{
	struct units measured = {.in = in, .high = big_endian ? 0 : 1};
	char piece[4];
	uint32_t point;
	size_t len = 0;
	while (next_point(&measured, &point))
		len += utf8_put(piece, point);
	char *text = arena_alloc(a, len + 1);
	struct units written = {.in = in, .high = measured.high};
	size_t n = 0;
	while (next_point(&written, &point)) {
		size_t piece_len = utf8_put(piece, point);
		memcpy(text + n, piece, piece_len);
		n += piece_len;
	}
	*out = (struct str){text, n};
	return measured.at == in.len;
}
