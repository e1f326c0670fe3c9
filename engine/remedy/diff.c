/*
 * diff - edits of files as one unified diff.
 *
 * Keeps line ends, a byte order mark and a missing final newline. Knows texts only.
 */
#include "remedy/diff.h"

/* lines of context */
#define CONTEXT ((size_t)3)

static int by_place(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;
	int order = str_cmp(x->file->name, y->file->name);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

/* a file by lines, and where its hunks are */
struct writer {
	struct buf *out;
	const struct hcl_file *file;
	struct list starts; /* struct line_start */
	long shift;         /* new lines so far minus old ones */
};

struct line_start {
	size_t at;
};

static void split(struct writer *w, struct arena *a)
{
	struct str text = w->file->text;

	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.ptr + at, '\n', text.len - at);
		struct line_start *start = arena_alloc(a, sizeof *start);

		start->at = at;
		(void)list_add(a, &w->starts, start);
		at = end ? (size_t)(end - text.ptr) + 1 : text.len;
	}
}

static size_t start_of(const struct writer *w, size_t line)
{
	return line < w->starts.n ? ((struct line_start *)w->starts.items[line])->at
				  : w->file->text.len;
}

static size_t line_of(const struct writer *w, size_t at)
{
	size_t low = 0, high = w->starts.n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (start_of(w, middle + 1) <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* one line with its mark; what follows a line without an end is told as patch expects it */
static void out_line(struct writer *w, char mark, struct str line, bool first)
{
	buf_add(w->out, &mark, 1);
	if (first && w->file->mark)
		buf_text(w->out, "\xef\xbb\xbf");
	buf_str(w->out, line);
	if (line.len == 0 || line.ptr[line.len - 1] != '\n')
		buf_text(w->out, "\n\\ No newline at end of file\n");
}

static void out_old(struct writer *w, char mark, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		size_t at = start_of(w, i);

		out_line(w, mark, (struct str){w->file->text.ptr + at, start_of(w, i + 1) - at},
			i == 0);
	}
}

static size_t out_new(struct writer *w, struct str text, bool first)
{
	size_t n = 0;

	while (text.len > 0) {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t len = end ? (size_t)(end - text.ptr) + 1 : text.len;

		out_line(w, '+', (struct str){text.ptr, len}, first && n == 0);
		text = (struct str){text.ptr + len, text.len - len};
		n++;
	}
	return n;
}

/* a part of the file that changes: whole lines */
struct stretch {
	size_t from, to; /* old lines */
	struct str text; /* new ones */
};

static size_t count_lines(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == '\n' || i + 1 == text.len;
	return n;
}

/* the edits that touch the lines of the first one, as one stretch; returns their number */
static size_t make_part(
	struct writer *w, struct arena *a, struct edit *const *edits, size_t n, struct stretch *out)
{
	struct str text = w->file->text;
	bool inserts =
		edits[0]->remove == 0 && edits[0]->at == start_of(w, line_of(w, edits[0]->at));
	size_t used = 0, at;
	struct buf b;

	out->from = line_of(w, edits[0]->at);
	out->to = inserts ? out->from : out->from + 1;
	buf_init_for(&b, text.len + ((size_t)1 << 20), a);
	at = start_of(w, out->from);
	for (; used < n; used++) {
		const struct edit *e = edits[used];
		size_t last = line_of(w, e->at + e->remove);

		if (used > 0 && (inserts ? e->at != edits[0]->at || e->remove
					 : e->at >= start_of(w, out->to)))
			break;
		if (!inserts && last + 1 > out->to)
			out->to = last + 1;
		buf_add(&b, text.ptr + at, e->at - at);
		buf_str(&b, e->insert);
		at = e->at + e->remove;
	}
	if (start_of(w, out->to) > at)
		buf_add(&b, text.ptr + at, start_of(w, out->to) - at);
	out->text = str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
	return used;
}

/* the parts from first to last, with context, as one hunk */
static void out_hunk(struct writer *w, const struct stretch *first, const struct stretch *last)
{
	size_t from = first->from > CONTEXT ? first->from - CONTEXT : 0;
	size_t to = last->to + CONTEXT < w->starts.n ? last->to + CONTEXT : w->starts.n;
	long added = 0;
	size_t at = from;

	for (const struct stretch *r = first; r <= last; r++)
		added += (long)count_lines(r->text) - (long)(r->to - r->from);
	buf_printf(w->out, "@@ -%zu,%zu +%ld,%ld @@\n", to > from ? from + 1 : from, to - from,
		(long)(from + 1) + w->shift, (long)(to - from) + added);
	for (const struct stretch *r = first; r <= last; r++) {
		out_old(w, ' ', at, r->from);
		out_old(w, '-', r->from, r->to);
		(void)out_new(w, r->text, r->from == 0);
		at = r->to;
	}
	out_old(w, ' ', at, to);
	w->shift += added;
}

static void out_file(struct buf *out, struct arena *a, struct edit *const *edits, size_t n)
{
	struct writer w = {.out = out, .file = edits[0]->file};
	struct stretch *parts = arena_array(a, n, sizeof *parts);
	size_t n_parts = 0, first = 0;

	split(&w, a);
	for (size_t i = 0; i < n;)
		i += make_part(&w, a, edits + i, n - i, &parts[n_parts++]);
	buf_printf(out, "--- a/%.*s\n+++ b/%.*s\n", STR_ARGS(w.file->name), STR_ARGS(w.file->name));
	for (size_t i = 1; i <= n_parts; i++)
		if (i == n_parts || parts[i].from > parts[i - 1].to + 2 * CONTEXT) {
			out_hunk(&w, &parts[first], &parts[i - 1]);
			first = i;
		}
}

void edits_sort(struct arena *a, struct list *edits)
{
	(void)list_sort(a, edits, by_place);
}

struct str diff_write(struct arena *a, struct list *edits)
{
	struct buf out;
	struct str text;

	buf_init_for(&out, DIFF_MAX, a);
	edits_sort(a, edits);
	for (size_t i = 0, n; i < edits->n; i += n) {
		struct edit *const *all = (struct edit *const *)(void *)edits->items;

		for (n = 1; i + n < edits->n && hcl_is_same_file(all[i + n]->file, all[i]->file);
			n++)
			continue;
		out_file(&out, a, all + i, n);
	}
	text = out.status ? STR_NONE : str_copy(a, (struct str){out.ptr, out.len});
	buf_free(&out);
	return text;
}
