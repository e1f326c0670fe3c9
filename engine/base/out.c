/*
 * out - a stream to the caller's write function, and text that is safe to show.
 *
 * Knows UTF-8 and which characters a terminal acts on. Must not know what a text means: the caller
 * writes its own words with out_text and text from outside with out_safe.
 */
#include "base/out.h"

#include <inttypes.h>

static int append(void *payload, const char *bytes, size_t len)
{
	struct buf *b = payload;
	buf_add(b, bytes, len);
	return b->status != ASSAY_OK;
}

struct out out_to_buf(struct buf *b)
{
	return (struct out){append, b, ASSAY_OK};
}

void out_bytes(struct out *o, const char *bytes, size_t len)
{
	if (o->status == ASSAY_OK && len > 0 && o->write(o->payload, bytes, len) != 0)
		o->status = ASSAY_EIO;
}

void out_str(struct out *o, struct str s)
{
	out_bytes(o, s.ptr, s.len);
}

void out_text(struct out *o, const char *text)
{
	out_str(o, str_of(text));
}

void out_printf(struct out *o, const char *format, ...)
{
	char text[4096];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (len < 0 || (size_t)len >= sizeof text)
		o->status = ASSAY_EIO;
	else
		out_bytes(o, text, (size_t)len);
}

void out_size(struct out *o, size_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%zu", n);
	out_bytes(o, digits, (size_t)len);
}

void out_int(struct out *o, int64_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%" PRId64, n);
	out_bytes(o, digits, (size_t)len);
}

void out_blanks(struct out *o, size_t n)
{
	static const char blanks[] = "                                ";
	for (; n >= sizeof blanks; n -= sizeof blanks - 1)
		out_bytes(o, blanks, sizeof blanks - 1);
	out_bytes(o, blanks, n);
}

size_t char_next(struct str s, int32_t *code_point)
{
	unsigned char lead = (unsigned char)s.ptr[0];
	size_t len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	if (len > s.len || utf8_check(s.ptr, len) < len) {
		*code_point = -1;
		return 1;
	}
	int32_t value = len == 1 ? lead : lead & (0x7F >> len);
	for (size_t i = 1; i < len; i++)
		value = value * 64 + (s.ptr[i] & 0x3F);
	*code_point = value;
	return len;
}

bool char_is_unsafe(int32_t c)
{
	static const struct {
		int32_t first, last;
	} ranges[] = {
		{-1, 0x1F},         /* invalid UTF-8; C0 */
		{0x7F, 0x9F},       /* DEL, C1 */
		{0xAD, 0xAD},       /* soft hyphen */
		{0x61C, 0x61C},     /* Arabic letter mark */
		{0x180E, 0x180E},   /* Mongolian vowel separator, invisible */
		{0x200B, 0x200F},   /* zero width, left and right marks */
		{0x2028, 0x202E},   /* line separators, embeddings and overrides */
		{0x2060, 0x206F},   /* word joiner, isolates */
		{0xFEFF, 0xFEFF},   /* byte order mark */
		{0xFFF9, 0xFFFB},   /* annotations */
		{0xFFFE, 0xFFFF},   /* noncharacters, not allowed in XML */
		{0xE0000, 0xE007F}, /* tags: an invisible text */
	};
	for (size_t i = 0; i < LENGTH_OF(ranges); i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

/* write the escape of an unsafe character; returns its length */
static size_t escape(char out[16], struct str s, int32_t code_point)
{
	int len;
	if (code_point < 0x80)
		len = snprintf(out, 16, "\\x%02x", (unsigned)(unsigned char)s.ptr[0]);
	else if (code_point < 0x10000)
		len = snprintf(out, 16, "\\u%04" PRIx32, (uint32_t)code_point);
	else
		len = snprintf(out, 16, "\\U%08" PRIx32, (uint32_t)code_point);
	return (size_t)len;
}

static struct str skip(struct str s, size_t n)
{
	return (struct str){s.ptr + n, s.len - n};
}

void out_safe(struct out *o, struct str s)
{
	size_t plain = 0;
	while (plain < s.len) {
		int32_t c;
		struct str rest = skip(s, plain);
		size_t len = char_next(rest, &c);
		if (!char_is_unsafe(c)) {
			plain += len;
			continue;
		}
		char escaped[16];
		out_bytes(o, s.ptr, plain);
		out_bytes(o, escaped, escape(escaped, rest, c));
		s = skip(rest, len);
		plain = 0;
	}
	out_bytes(o, s.ptr, plain);
}

size_t safe_width(struct str s)
{
	size_t width = 0;
	while (s.len > 0) {
		int32_t c;
		char escaped[16];
		size_t len = char_next(s, &c);
		width += char_is_unsafe(c) ? escape(escaped, s, c) : 1;
		s = skip(s, len);
	}
	return width;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* the number of blanks at the start of s; *breaks: one of them is not a space */
static size_t count_blanks(struct str s, bool *breaks)
{
	size_t n = 0;
	*breaks = false;
	for (; n < s.len && is_blank(s.ptr[n]); n++)
		*breaks |= s.ptr[n] != ' ';
	return n;
}

void out_safe_line(struct out *o, struct str s)
{
	while (s.len > 0) {
		bool breaks;
		size_t blanks = count_blanks(s, &breaks);
		if (blanks > 0)
			out_blanks(o, breaks ? 1 : blanks);
		size_t end = blanks;
		while (end < s.len && !is_blank(s.ptr[end]))
			end++;
		out_safe(o, (struct str){s.ptr + blanks, end - blanks});
		s = skip(s, end);
	}
}

void out_position(struct out *o, struct str path, size_t line, size_t column)
{
	out_safe_line(o, path);
	if (line == 0)
		return;
	out_text(o, ":");
	out_size(o, line);
	if (column == 0)
		return;
	out_text(o, ":");
	out_size(o, column);
}

struct str str_cut(struct str s, size_t max)
{
	if (s.len <= max)
		return s;
	while (max > 0 && ((unsigned char)s.ptr[max] & 0xC0) == 0x80)
		max--;
	return (struct str){s.ptr, max};
}

void wrap_begin(struct wrap *w, struct out *o, size_t indent, const char *lead)
{
	struct str head = str_of(lead);
	*w = (struct wrap){
		.out = o,
		.lead = "",
		.indent = indent + head.len,
		.column = indent + head.len,
		.width = WRAP_WIDTH,
	};
	out_blanks(o, indent);
	out_str(o, head);
}

void wrap_unbroken(struct wrap *w, struct str word)
{
	size_t width = safe_width(word);
	if (w->any && w->column + 1 + width > w->width) {
		out_text(w->out, "\n");
		out_blanks(w->out, w->indent);
		out_text(w->out, w->lead);
		w->column = w->indent + strlen(w->lead);
		w->any = false;
	}
	if (w->any)
		out_text(w->out, " ");
	out_safe(w->out, word);
	w->column += width + w->any;
	w->any = true;
}

void wrap_words(struct wrap *w, struct str text)
{
	while (text.len > 0) {
		const char *blank = memchr(text.ptr, ' ', text.len);
		size_t len = blank ? (size_t)(blank - text.ptr) : text.len;
		if (len > 0)
			wrap_unbroken(w, (struct str){text.ptr, len});
		text = skip(text, blank ? len + 1 : len);
	}
}

void wrap_end(struct wrap *w)
{
	out_text(w->out, "\n");
}

void out_wrapped(struct out *o, size_t indent, const char *lead, struct str text)
{
	struct wrap w;
	wrap_begin(&w, o, indent, lead);
	wrap_words(&w, text);
	wrap_end(&w);
}
