/*
 * roff - plain text as a page for man(1), in the macros of man(7).
 *
 * Knows the syntax of roff. Must not know what a page is about.
 */
#include "cli/roff.h"

/* columns of a name that stands on one line in every page */
#define NAME_WIDTH ((size_t)40)

#include <ctype.h>

enum { COLUMNS = 72 };

/* a character that roff or a UTF-8 terminal would replace by another */
static const char *escape_of(char c)
{
	switch (c) {
	case '\\':
		return "\\(rs";
	case '-':
		return "\\-";
	case '\'':
		return "\\(aq";
	case '`':
		return "\\(ga";
	case '^':
		return "\\(ha";
	case '~':
		return "\\(ti";
	case '"':
		return "\\(dq";
	default:
		return NULL;
	}
}

static void put(FILE *stream, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		const char *escape = escape_of(text.ptr[i]);

		if (escape)
			fputs(escape, stream);
		else
			fputc(text.ptr[i], stream);
	}
}

/* at the beginning of a line, a period would begin a request */
static void put_first(FILE *stream, struct str text)
{
	if (text.len > 0 && text.ptr[0] == '.')
		fputs("\\&", stream);
	put(stream, text);
}

/* the next line of *rest, without its end; false after the last */
static bool next_line(struct str *rest, struct str *line)
{
	const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
	size_t taken;

	if (rest->len == 0)
		return false;
	line->ptr = rest->ptr;
	line->len = end ? (size_t)(end - rest->ptr) : rest->len;
	taken = line->len + (end != NULL);
	*rest = (struct str){rest->ptr + taken, rest->len - taken};
	return true;
}

/* words on lines of their own, which man fills; *column is where the line stands */
static void put_words(FILE *stream, struct str text, size_t *column)
{
	size_t i = 0;

	while (i < text.len) {
		size_t begin;

		while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\n'))
			i++;
		for (begin = i; i < text.len && text.ptr[i] != ' ' && text.ptr[i] != '\n'; i++)
			;
		if (i == begin)
			break;
		if (*column > 0 && *column + 1 + (i - begin) > COLUMNS) {
			fputc('\n', stream);
			*column = 0;
		} else if (*column > 0) {
			fputc(' ', stream);
			++*column;
		}
		(*column ? put : put_first)(stream, (struct str){text.ptr + begin, i - begin});
		*column += i - begin;
	}
}

static void put_filled(FILE *stream, struct str text)
{
	size_t column = 0;

	put_words(stream, text, &column);
	fputc('\n', stream);
}

void roff_page(FILE *stream, const char *name, int section, const char *date, const char *about)
{
	fputs(".TH ", stream);
	for (const char *c = name; *c; c++)
		fputc(toupper((unsigned char)*c), stream);
	fprintf(stream, " %d \"%s\" \"assay " ASSAY_VERSION "\" \"assay\"\n.ad l\n.nh\n", section,
		date);
	roff_section(stream, "name");
	put_first(stream, str_of(name));
	fputs(" \\- ", stream);
	put(stream, str_of(about));
	fputc('\n', stream);
}

static void put_styled(FILE *stream, char font, const char *text)
{
	fprintf(stream, "\\f%c", font);
	put(stream, str_of(text));
	fputs("\\fR", stream);
}

void roff_synopsis(FILE *stream, const char *words, bool options, const char *arguments)
{
	put_styled(stream, 'B', words);
	if (options)
		fputs(" [\\fIOPTION\\fR]...", stream);
	if (*arguments) {
		fputc(' ', stream);
		put_styled(stream, 'I', arguments);
	}
	fputc('\n', stream);
}

void roff_section(FILE *stream, const char *title)
{
	fputs(".SH ", stream);
	for (const char *c = title; *c; c++)
		fputc(*c == ' ' ? ' ' : toupper((unsigned char)*c), stream);
	fputc('\n', stream);
}

static const char begin_example[] = ".RS 4\n.nf\n", end_example[] = ".fi\n.RE\n";

static void put_line(FILE *stream, struct str line)
{
	put_first(stream, line);
	fputc('\n', stream);
}

void roff_example(FILE *stream, struct str text)
{
	struct str line;

	fputs(begin_example, stream);
	while (next_line(&text, &line))
		put_line(stream, line);
	fputs(end_example, stream);
}

/* the request between two blocks; none after the head of a section */
static void put_break(FILE *stream, bool *any)
{
	if (*any)
		fputs(".PP\n", stream);
	*any = true;
}

void roff_text(FILE *stream, struct str text)
{
	enum { BETWEEN, PARAGRAPH, EXAMPLE } in = BETWEEN;
	size_t column = 0;
	struct str line;
	bool any = false;

	while (next_line(&text, &line)) {
		bool example = str_starts(line, STR("  "));

		if (in == PARAGRAPH && (line.len == 0 || example))
			fputc('\n', stream);
		if (in == EXAMPLE && !example)
			fputs(end_example, stream);
		if ((example || line.len > 0) && in != (example ? EXAMPLE : PARAGRAPH)) {
			put_break(stream, &any);
			fputs(example ? begin_example : "", stream);
			column = 0;
		}
		in = line.len == 0 ? BETWEEN : example ? EXAMPLE : PARAGRAPH;
		if (in == PARAGRAPH)
			put_words(stream, line, &column);
		if (in == EXAMPLE)
			put_line(stream, (struct str){line.ptr + 2, line.len - 2});
	}
	if (in == PARAGRAPH)
		fputc('\n', stream);
	if (in == EXAMPLE)
		fputs(end_example, stream);
}

void roff_sentence(FILE *stream, const char *text, bool more)
{
	fputc(toupper((unsigned char)*text), stream);
	put(stream, str_of(text + 1));
	fputs(more ? ".\n.PP\n" : ".\n", stream);
}

void roff_item(FILE *stream, struct str name, const char *value, struct str about)
{
	fputs(".TP\n\\fB", stream);
	/* a long path of names may break behind a period */
	while (name.len > NAME_WIDTH && memchr(name.ptr, '.', name.len)) {
		size_t n = (size_t)((const char *)memchr(name.ptr, '.', name.len) - name.ptr) + 1;

		put(stream, (struct str){name.ptr, n});
		fputs("\\:", stream);
		name = (struct str){name.ptr + n, name.len - n};
	}
	put(stream, name);
	fputs("\\fR", stream);
	if (value) {
		fputc(' ', stream);
		put_styled(stream, 'I', value);
	}
	fputc('\n', stream);
	if (about.len > 0)
		put_filled(stream, about);
}

void roff_item_line(FILE *stream, const char *head, struct str text)
{
	fputs(".nf\n", stream);
	put_first(stream, str_of(head));
	(*head ? put : put_first)(stream, text);
	fputs("\n.fi\n", stream);
}

void roff_reference(FILE *stream, const char *name, int section, const char *tail)
{
	fputs(".BR ", stream);
	put(stream, str_of(name));
	fprintf(stream, " (%d)%s\n", section, tail);
}
