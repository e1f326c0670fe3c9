/*
 * lines - the text of a control line by line, without the indentation of its Lua source.
 *
 * Knows blanks and line ends only.
 */
#include "report/model/lines.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t indentation(struct str line)
{
	size_t n = 0;
	while (n < line.len && is_blank(line.ptr[n]))
		n++;
	return n;
}

/* cut the first line off *rest */
static struct str take_line(struct str *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
	struct str line = {rest->ptr, len};
	size_t step = end ? len + 1 : len;
	*rest = (struct str){rest->ptr + step, rest->len - step};
	return line;
}

static struct str trim_end(struct str s)
{
	while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

bool is_blank_text(struct str text)
{
	return trim_end(text).len == 0;
}

/* without empty lines at both ends; *whole: nothing was cut at the start */
static struct str trim(struct str text, bool *whole)
{
	text = trim_end(text);
	const char *begin = text.ptr;
	for (struct str rest = text; rest.len > 0;) {
		struct str before = rest;
		if (!is_blank_text(take_line(&rest))) {
			*whole = before.ptr == begin;
			return before;
		}
	}
	*whole = true;
	return STR_NONE;
}

void lines_begin(struct lines *l, struct str text)
{
	*l = (struct lines){.indent = SIZE_MAX};
	l->rest = trim(text, &l->first);
	struct str rest = l->rest;
	for (bool first = l->first; rest.len > 0; first = false) {
		struct str line = take_line(&rest);
		size_t indent = indentation(line);
		if (!first && indent < line.len && indent < l->indent)
			l->indent = indent;
	}
}

bool lines_next(struct lines *l, struct str *line)
{
	if (l->rest.len == 0)
		return false;
	*line = take_line(&l->rest);
	size_t own = indentation(*line);
	size_t cut = l->first || own < l->indent ? own : l->indent;
	*line = trim_end((struct str){line->ptr + cut, line->len - cut});
	l->first = false;
	return true;
}

struct str first_paragraph(struct str text)
{
	bool whole;
	text = trim(text, &whole);
	struct str rest = text;
	while (rest.len > 0) {
		const char *begin = rest.ptr;
		if (is_blank_text(take_line(&rest)))
			return (struct str){text.ptr, (size_t)(begin - text.ptr)};
	}
	return text;
}

bool is_laid_out(struct str paragraph)
{
	struct lines l;
	struct str line;
	lines_begin(&l, paragraph);
	while (lines_next(&l, &line))
		if (line.len > 0 && strchr(" \t-*|`#>0123456789", line.ptr[0]))
			return true;
	return false;
}
