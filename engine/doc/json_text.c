/*
 * json_text - the text of JSON strings: decode, compare, look for \u0000.
 *
 * Works on text that json_scan has passed: escapes are complete and surrogates
 * come in pairs. Knows escapes. Must not know documents, cursors or values.
 */
#include "doc/json_text.h"

static uint32_t hex4(const char *p)
{
	uint32_t value = 0;
	for (int i = 0; i < 4; i++) {
		uint32_t c = (unsigned char)p[i];
		value = value << 4 | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return value;
}

/* decode the escape at p into out (room for 4 bytes); *p moves behind it */
static size_t decode_escape(char *out, const char **p)
{
	const char *at = *p;
	*p = at + 2;
	switch (at[1]) {
	case 'b':
		return utf8_put(out, '\b');
	case 'f':
		return utf8_put(out, '\f');
	case 'n':
		return utf8_put(out, '\n');
	case 'r':
		return utf8_put(out, '\r');
	case 't':
		return utf8_put(out, '\t');
	case 'u':
		break;
	default: /* a quote, a slash, a backslash */
		return utf8_put(out, (unsigned char)at[1]);
	}
	uint32_t code = hex4(at + 2);
	*p = at + 6;
	if (code >= 0xD800 && code <= 0xDBFF) {
		code = 0x10000 + ((code - 0xD800) << 10) + (hex4(at + 8) - 0xDC00);
		*p = at + 12;
	}
	return utf8_put(out, code);
}

size_t json_decode(char *out, struct str raw)
{
	const char *p = raw.ptr, *end = raw.ptr + raw.len;
	size_t n = 0;
	while (p < end) {
		const char *escape = memchr(p, '\\', (size_t)(end - p));
		size_t plain = (size_t)((escape ? escape : end) - p);
		memcpy(out + n, p, plain);
		n += plain;
		p += plain;
		if (escape)
			n += decode_escape(out + n, &p);
	}
	return n;
}

struct str json_decode_copy(struct arena *a, struct str raw)
{
	char *text = arena_alloc(a, raw.len + 1);
	return text ? (struct str){text, json_decode(text, raw)} : STR_NONE;
}

enum json_match json_match(struct str raw, const char *text)
{
	const char *p = raw.ptr, *end = raw.ptr + raw.len;
	/* text ends with a NUL, which is in no raw text: it is never passed */
	while (p < end) {
		if (*p != '\\') {
			if (*p++ != *text++)
				return JSON_DIFFERENT;
			continue;
		}
		char piece[4];
		size_t n = decode_escape(piece, &p);
		if (piece[0] == '\0')
			return *text ? JSON_DIFFERENT : JSON_CUT;
		for (size_t i = 0; i < n; i++) {
			if (piece[i] != *text++)
				return JSON_DIFFERENT;
		}
	}
	return *text ? JSON_DIFFERENT : JSON_SAME;
}

size_t json_find_nul(struct str text)
{
	const char *p = text.ptr, *end = text.ptr + text.len;
	while (p < end && (p = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		if (p[1] == 'u' && memcmp(p + 2, "0000", 4) == 0)
			return (size_t)(p - text.ptr);
		p += 2;
	}
	return text.len;
}
