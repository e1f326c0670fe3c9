/*
 * sarif_message - text as SARIF consumers take it.
 *
 * In a message `{0}` is a placeholder and `[text](1)` a link, and no consumer undoes an
 * escape of either, so neither is written by accident: braces become parentheses and a
 * blank parts "](". The exact values stand in the result's properties.
 */
#include "report/sarif.h"

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* the message's first word, if it is one and no name: "trail x is ..." */
static bool begins_with_word(struct str text)
{
	size_t n = 0;
	while (n < text.len && is_letter(text.ptr[n]))
		n++;
	return n > 0 && n < text.len && text.ptr[n] == ' ';
}

static size_t put_safe(char *out, struct str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		c = (char)(c == '{' ? '(' : c == '}' ? ')' : c);
		if (c == '(' && n > 0 && out[n - 1] == ']')
			out[n++] = ' ';
		out[n++] = c;
	}
	return n;
}

static bool is_end(char c)
{
	return c == '.' || c == '!' || c == '?';
}

struct str sarif_sentence(struct arena *a, struct str text, size_t max)
{
	struct str head = str_cut(text, max);
	/* each "](" grows by one; a cut adds three, a missing period one */
	char *out = arena_alloc(a, head.len * 2 + 4);
	if (!out)
		return STR("A message was lost for lack of memory.");
	size_t n = put_safe(out, head);
	if (n > max)
		n = str_cut((struct str){out, n}, max).len;
	if (begins_with_word((struct str){out, n}))
		out[0] = (char)(out[0] - 'a' + 'A');
	while (n > 0 && (out[n - 1] == ' ' || out[n - 1] == '\n'))
		n--;
	bool cut = head.len < text.len || n == max;
	for (size_t dots = cut ? 3 : n == 0 || !is_end(out[n - 1]); dots > 0; dots--)
		out[n++] = '.';
	return (struct str){out, n};
}

struct str sarif_description(struct arena *a, struct str text)
{
	struct buf b;
	struct lines l;
	struct str line, flat;
	buf_init(&b, SARIF_DESCRIPTION_MAX * 4);
	lines_begin(&l, first_paragraph(text));
	while (lines_next(&l, &line) && b.len < SARIF_DESCRIPTION_MAX) {
		buf_text(&b, b.len > 0 ? " " : "");
		buf_str(&b, str_cut(line, SARIF_DESCRIPTION_MAX));
	}
	flat = sarif_sentence(a, (struct str){b.ptr, b.len}, SARIF_DESCRIPTION_MAX);
	buf_free(&b);
	return flat;
}
