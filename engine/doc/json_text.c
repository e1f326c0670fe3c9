/*
 * json_text - the text of JSON strings: decode, compare, find \u0000.
 *
 * Works on text that json_scan has accepted: escapes are complete and surrogates come in pairs.
 * cJSON decodes strings that become values; keys are compared and written in place, character by
 * character. Must not know documents, cursors or values.
 */
#include "doc/json_text.h"

#include <cjson/cJSON.h>

static bool has_escape(struct str raw)
{
	return raw.len && memchr(raw.ptr, '\\', raw.len);
}

static void delete_tree(void *node)
{
	cJSON_Delete(node);
}

struct str json_decode(struct arena *a, struct str raw)
{
	struct arena_cleanup cleanup;
	struct str text = STR_NONE;
	if (!has_escape(raw))
		return str_copy(a, raw);
	/* with its quotes */
	cJSON *node = cJSON_ParseWithLength(raw.ptr - 1, raw.len + 2);
	arena_defer(a, &cleanup, delete_tree, node);
	if (node)
		text = str_copy(a, str_of(node->valuestring));
	else
		arena_fail(a);
	arena_release(a, &cleanup);
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

/* decode the escape at *p; *p moves behind it */
static size_t decode_escape(char out[4], const char **p)
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

size_t json_take(char out[4], struct str *raw)
{
	const char *p = raw->ptr;
	size_t n = 1;
	if (*p == '\\')
		n = decode_escape(out, &p);
	else
		*out = *p++;
	raw->len -= (size_t)(p - raw->ptr);
	raw->ptr = p;
	return n;
}

static enum json_match match_escaped(struct str raw, const char *text)
{
	char piece[4];
	while (raw.len > 0) {
		size_t n = json_take(piece, &raw);
		if (piece[0] == '\0')
			return *text ? JSON_DIFFERENT : JSON_CUT;
		if (strncmp(text, piece, n) != 0)
			return JSON_DIFFERENT;
		text += n;
	}
	return *text ? JSON_DIFFERENT : JSON_SAME;
}

enum json_match json_match(struct str raw, const char *text)
{
	if (strncmp(text, raw.ptr, raw.len) == 0 && !text[raw.len])
		return JSON_SAME;
	return has_escape(raw) ? match_escaped(raw, text) : JSON_DIFFERENT;
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
