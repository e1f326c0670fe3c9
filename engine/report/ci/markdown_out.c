/*
 * markdown_out - text as Markdown code, with a fence longer than any run of backticks in it.
 *
 * Knows CommonMark's code spans and blocks.
 */
#include "report/ci/markdown_out.h"

/* the fence's length: one more than the longest run of backticks, and at least least */
static size_t fence_for(struct str text, size_t least)
{
	size_t run = 0;
	for (size_t i = 0; i < text.len; i++) {
		run = text.ptr[i] == '`' ? run + 1 : 0;
		least = run >= least ? run + 1 : least;
	}
	return least;
}

static void put_fence(struct out *o, size_t n)
{
	for (; n > 0; n--)
		out_text(o, "`");
}

/* out_safe_line writes a blank for it */
static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* CommonMark removes one blank at both ends; it separates backticks of the text from the fence */
static bool needs_blanks(struct str text)
{
	char first = text.ptr[0], last = text.ptr[text.len - 1];
	return first == '`' || last == '`' || (is_blank(first) && is_blank(last));
}

void markdown_code(struct out *o, struct str text)
{
	struct str head = str_cut(text, MARKDOWN_CODE_MAX);
	size_t fence = fence_for(head, 1);
	if (head.len == 0)
		return;
	const char *blank = needs_blanks(head) ? " " : "";
	put_fence(o, fence);
	out_text(o, blank);
	out_safe_line(o, head);
	out_text(o, head.len < text.len ? "..." : "");
	out_text(o, blank);
	put_fence(o, fence);
}

void markdown_block(struct out *o, struct str lines)
{
	size_t fence = fence_for(lines, 3);
	put_fence(o, fence);
	out_text(o, "\n");
	out_str(o, lines);
	out_text(o, "\n");
	put_fence(o, fence);
	out_text(o, "\n");
}
