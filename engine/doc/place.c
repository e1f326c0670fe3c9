/*
 * place - the line and column of an offset, and errors at one.
 *
 * A place is found by walking the text when it is asked for; only the end of the last walk is
 * kept. Knows lines, columns and the source map; must not know cursors' values or walks.
 */
#include "doc/doc_inside.h"

void advance_place(struct str text, size_t from, size_t to, size_t *line, size_t *column)
{
	const char *p = text.ptr + from, *end = text.ptr + to;
	const char *newline;
	while (p < end && (newline = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		++*line;
		*column = 1;
		p = newline + 1;
	}
	*column += utf8_utf16_units(p, (size_t)(end - p));
}

size_t source_of(const struct doc *d, size_t at)
{
	size_t found = d->mapped ? source_map_find(&d->map, at) : at;
	return found < d->source.len ? found : d->source.len;
}

void source_place(const struct doc *d, size_t at, size_t *line, size_t *column)
{
	struct place_memo *memo = d->memo;
	if (memo->line == 0 || at < memo->at) {
		memo->at = 0;
		memo->line = memo->column = 1;
	}
	advance_place(d->source, memo->at, at, &memo->line, &memo->column);
	memo->at = at;
	*line = memo->line;
	*column = memo->column;
}

void place_of(const struct doc *d, size_t at, size_t *line, size_t *column)
{
	source_place(d, source_of(d, at), line, column);
}

/* error_at takes no va_list, so the message is formatted first */
__attribute__((format(printf, 5, 0))) static int error_of(struct assay_error *err,
	enum assay_status status, const struct doc *d, size_t at, const char *format, va_list args)
{
	struct assay_error scratch;
	size_t line, column;
	if (!err || !d)
		return error_set(err, status, "there is no value");
	int n = vsnprintf(scratch.message, sizeof scratch.message, format, args);
	if (n < 0)
		scratch.message[0] = '\0';
	place_of(d, at, &line, &column);
	return error_at(err, status, d->name, line, column, "%s", scratch.message);
}

int doc_error_at(struct assay_error *err, enum assay_status status, const struct doc *d, size_t at,
	const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int result = error_of(err, status, d, at, format, args);
	va_end(args);
	return result;
}

int cursor_error(
	struct assay_error *err, enum assay_status status, struct cursor c, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int result = error_of(err, status, c.doc, c.at, format, args);
	va_end(args);
	return result;
}
