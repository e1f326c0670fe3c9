/*
 * json_text - the text of JSON strings: decode, compare, find \u0000.
 *
 * Works on text that json_scan has accepted. Strings without an escape are used in place; cJSON
 * decodes the others. Must not know documents, cursors or values.
 */
#include "doc/json_text.h"

#include <cjson/cJSON.h>

static bool has_escape(struct str raw)
{
	return raw.len && memchr(raw.ptr, '\\', raw.len);
}

/* the string with its quotes, parsed by cJSON */
static cJSON *parse(struct str raw)
{
	return cJSON_ParseWithLength(raw.ptr - 1, raw.len + 2);
}

struct str json_decode(struct arena *a, struct str raw)
{
	if (!has_escape(raw) || json_find_nul(raw) < raw.len)
		return str_copy(a, raw);
	cJSON *node = parse(raw);
	struct str text = node ? str_copy(a, str_of(node->valuestring)) : STR_NONE;
	cJSON_Delete(node);
	return text;
}

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
