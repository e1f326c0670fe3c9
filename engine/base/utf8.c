/*
 * utf8 - checking, counting and writing UTF-8 (RFC 3629).
 *
 * Knows bytes and code points. Strict: no overlong forms, no surrogates, nothing
 * above U+10FFFF. Must not know where text comes from.
 */
#include "base/base.h"

#if defined(__SSE2__) && !defined(ASSAY_NO_SSE2)
#include <emmintrin.h>
#endif

/* the length of the one sequence that begins at p, 0 where it is none; left is at least 1 */
static size_t sequence(const unsigned char *p, size_t left)
{
	unsigned char lead = p[0];
	if (lead < 0x80)
		return 1;
	size_t len = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
	if (lead < 0xC2 || lead > 0xF4 || left < len)
		return 0;
	/* the second byte says whether the form is overlong, a surrogate or too large */
	unsigned char low = 0x80, high = 0xBF;
	if (lead == 0xE0)
		low = 0xA0;
	else if (lead == 0xED)
		high = 0x9F;
	else if (lead == 0xF0)
		low = 0x90;
	else if (lead == 0xF4)
		high = 0x8F;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < len; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	}
	return len;
}

/* the offset of the first byte at or after at that isn't ASCII, or len */
static size_t skip_ascii(const unsigned char *bytes, size_t at, size_t len)
{
#if defined(__SSE2__) && !defined(ASSAY_NO_SSE2)
	for (; len - at >= 16; at += 16) {
		__m128i chunk = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
		int high = _mm_movemask_epi8(chunk);
		if (high)
			return at + (size_t)__builtin_ctz((unsigned)high);
	}
#endif
	while (at < len && bytes[at] < 0x80)
		at++;
	return at;
}

size_t utf8_check(const char *bytes, size_t len)
{
	const unsigned char *p = (const unsigned char *)bytes;
	size_t at = 0;
	for (;;) {
		at = skip_ascii(p, at, len);
		/* characters that aren't ASCII come in runs */
		while (at < len && p[at] >= 0x80) {
			size_t n = sequence(p + at, len - at);
			if (n == 0)
				return at;
			at += n;
		}
		if (at == len)
			return len;
	}
}

size_t utf8_utf16_units(const char *bytes, size_t len)
{
	const unsigned char *p = (const unsigned char *)bytes;
	size_t units = 0, at = 0;
	while (at < len) {
		size_t ascii = skip_ascii(p, at, len);
		units += ascii - at;
		/* one unit for each byte that begins a character, one more where it takes 4 */
		for (at = ascii; at < len && p[at] >= 0x80; at++)
			units += (size_t)((p[at] & 0xC0) != 0x80) + (size_t)(p[at] >= 0xF0);
	}
	return units;
}

size_t utf8_put(char *out, uint32_t code_point)
{
	if (code_point < 0x80) {
		out[0] = (char)code_point;
		return 1;
	}
	size_t len = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code_point & 0x3F));
		code_point >>= 6;
	}
	out[0] = (char)(leads[len] | code_point);
	return len;
}
