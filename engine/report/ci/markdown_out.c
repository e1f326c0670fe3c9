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

/* CommonMark removes one blank at both ends; it separates backticks of the text from the fence */
static bool needs_blanks(struct str text)
{
	char first = text.ptr[0], last = text.ptr[text.len - 1];
	return first == '`' || last == '`' || (first == ' ' && last == ' ');
}

void markdown_code(struct out *o, struct str text)
{
	struct buf b;
	struct out line = out_to_buf(&b);
	/* an escape takes at most ten bytes */
	buf_init(&b, MARKDOWN_CODE_MAX * 10 + 3);
	out_safe_line(&line, str_cut(text, MARKDOWN_CODE_MAX));
	out_text(&line, text.len > MARKDOWN_CODE_MAX ? "..." : "");
	struct str safe = {b.ptr, b.len};
	if (b.status != ASSAY_OK)
		o->status = b.status;
	if (safe.len > 0) {
		const char *blank = needs_blanks(safe) ? " " : "";
		size_t fence = fence_for(safe, 1);
		put_fence(o, fence);
		out_text(o, blank);
		out_str(o, safe);
		out_text(o, blank);
		put_fence(o, fence);
	}
	buf_free(&b);
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
