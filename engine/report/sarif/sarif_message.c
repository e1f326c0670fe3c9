/*
 * sarif_message - text that SARIF consumers show correctly.
 *
 * In a message `{0}` is a placeholder and `[text](1)` a link, and no consumer undoes an escape of
 * either. Braces become parentheses, and a blank separates "](". Unsafe characters are escaped,
 * long texts cut and counted. The properties of the result have the exact values.
 */
#include "report/sarif/sarif.h"

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* true if the text begins with a plain word, not a name: "trail x is ..." */
static bool begins_with_word(struct str text)
{
	size_t n = 0;
	while (n < text.len && is_letter(text.ptr[n]))
		n++;
	return n > 0 && n < text.len && text.ptr[n] == ' ';
}

/* append text without placeholders and links */
static void put_safe(struct buf *b, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		c = (char)(c == '{' ? '(' : c == '}' ? ')' : c);
		if (c == '(' && b->len > 0 && b->ptr[b->len - 1] == ']')
			buf_text(b, " ");
		buf_add(b, &c, 1);
	}
}

static int add_to_buf(void *payload, const char *bytes, size_t len)
{
	put_safe(payload, (struct str){bytes, len});
	return ((struct buf *)payload)->status;
}

static bool is_end(char c)
{
	return c == '.' || c == '!' || c == '?';
}

/* the text with a capital and a period; with dots if it was cut */
static struct str finish(struct arena *a, struct str text, bool cut)
{
	char *out = arena_alloc(a, text.len + 4);
	if (text.len)
		memcpy(out, text.ptr, text.len);
	if (begins_with_word(text))
		out[0] = (char)(out[0] - 'a' + 'A');
	size_t n = text.len;
	while (n > 0 && out[n - 1] == ' ')
		n--;
	for (size_t dots = cut ? 3 : n == 0 || !is_end(out[n - 1]); dots > 0; dots--)
		out[n++] = '.';
	return (struct str){out, n};
}

struct str sarif_sentence(struct sarif *s, struct str text, size_t max)
{
	/* an escape takes ten bytes, a separated link one more */
	struct str head = str_cut(text, max);
	struct buf b;
	buf_init_for(&b, head.len * 11 + 1, s->run->arena);
	struct out out = {add_to_buf, &b, ASSAY_OK};
	out_safe_line(&out, head);
	struct str safe = str_cut((struct str){b.ptr, b.len}, max);
	bool cut = head.len < text.len || safe.len < b.len;
	s->n_cut += cut;
	struct str sentence = finish(s->run->arena, safe, cut);
	buf_free(&b);
	return sentence;
}

struct str sarif_plain(struct sarif *s, struct str text)
{
	struct buf b;
	buf_init_for(&b, text.len * 11 + 1, s->run->arena);
	struct out out = {add_to_buf, &b, ASSAY_OK};
	out_safe_line(&out, text);
	struct str plain = str_copy(s->run->arena, (struct str){b.ptr, b.len});
	buf_free(&b);
	return plain;
}

struct str sarif_cut(struct sarif *s, struct str text, size_t max)
{
	struct str head = str_cut(text, max);
	if (head.len == text.len)
		return text;
	s->n_cut++;
	return str_printf(s->run->arena, "%.*s...", STR_ARGS(head));
}

struct str sarif_description(struct sarif *s, struct str text)
{
	struct buf b;
	struct lines l;
	struct str line, flat;
	buf_init_for(&b, SARIF_DESCRIPTION_MAX * 4, s->run->arena);
	lines_begin(&l, first_paragraph(text));
	while (lines_next(&l, &line) && b.len < SARIF_DESCRIPTION_MAX) {
		buf_text(&b, b.len > 0 ? " " : "");
		buf_str(&b, str_cut(line, SARIF_DESCRIPTION_MAX));
	}
	flat = sarif_sentence(s, (struct str){b.ptr, b.len}, SARIF_DESCRIPTION_MAX);
	buf_free(&b);
	return flat;
}

void sarif_text(struct sarif *s, const char *key, struct str text)
{
	json_key(&s->j, key);
	json_object(&s->j);
	json_member_str(&s->j, "text", text);
	json_object_end(&s->j);
}
