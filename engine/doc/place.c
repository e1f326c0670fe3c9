/*
 * place - where a value stands: line and column, JSON pointer, errors at a value.
 *
 * A place is found by walking the text when it is asked for; where the last walk
 * ended is kept, and nothing else. Knows cursors and walks; must not know why a
 * place is asked for.
 */
#include "doc/doc_inside.h"
#include "doc/json_text.h"

/* from a place to a later offset of the source */
static void move_place(struct str text, size_t from, size_t to, size_t *line, size_t *column)
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
	return d->yaml ? source_map_find(&d->map, at) : at;
}

void source_place(const struct doc *d, size_t at, size_t *line, size_t *column)
{
	struct place_memo *memo = d->memo;
	if (memo->line == 0 || at < memo->at) {
		memo->at = 0;
		memo->line = memo->column = 1;
	}
	move_place(d->source, memo->at, at, &memo->line, &memo->column);
	memo->at = at;
	*line = memo->line;
	*column = memo->column;
}

void place_of(const struct doc *d, size_t at, size_t *line, size_t *column)
{
	source_place(d, source_of(d, at), line, column);
}

struct place cursor_place(struct cursor c)
{
	struct place place = {0};
	if (!c.doc)
		return place;
	place_of(c.doc, c.at, &place.line, &place.column);
	place.end_line = place.line;
	place.end_column = place.column;
	size_t begin = source_of(c.doc, c.at);
	size_t end = source_of(c.doc, c.at + cursor_text(c).len);
	move_place(c.doc->source, begin, end, &place.end_line, &place.end_column);
	return place;
}

static size_t back_over_blanks(const char *text, size_t at)
{
	while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	return at;
}

bool cursor_member(struct cursor c, struct str *lead, struct str *key)
{
	const char *text = c.doc ? c.doc->text.ptr : NULL;
	size_t end = text ? back_over_blanks(text, c.at) : 0;
	if (end == 0 || text[end - 1] != ':')
		return false;
	end = back_over_blanks(text, end - 1);
	if (end < 2 || text[end - 1] != '"')
		return false;
	size_t begin = --end;
	while (begin > 0 && text[begin - 1] != '"' && text[begin - 1] != '\\')
		begin--;
	if (begin == 0 || text[begin - 1] != '"' || (begin > 1 && text[begin - 2] == '\\'))
		return false;
	size_t from = source_of(c.doc, begin - 1), to = source_of(c.doc, c.at);
	/* behind an alias the value stands before the key */
	if (from >= to)
		return false;
	*key = (struct str){text + begin, end - begin};
	const char *source = c.doc->source.ptr;
	size_t line = back_over_blanks(source, from);
	from = line == 0 || source[line - 1] == '\n' ? line : from;
	*lead = (struct str){source + from, to - from};
	return !memchr(lead->ptr, '\n', lead->len);
}

struct str cursor_source(struct cursor c)
{
	struct str text = cursor_text(c);
	if (!c.doc || !c.doc->yaml)
		return text;
	size_t begin = source_of(c.doc, c.at), end = source_of(c.doc, c.at + text.len);
	return (struct str){c.doc->source.ptr + begin, end - begin};
}

/* a key as a token of a pointer: decoded, ~ and / escaped */
static int add_key(struct buf *out, struct str raw)
{
	struct buf key;
	buf_init(&key, raw.len);
	buf_str(&key, raw); /* room enough: decoding only shortens */
	int status = key.status;
	size_t len = key.ptr ? json_decode(key.ptr, raw) : 0;
	for (size_t i = 0; i < len; i++) {
		if (key.ptr[i] == '~')
			buf_text(out, "~0");
		else if (key.ptr[i] == '/')
			buf_text(out, "~1");
		else
			buf_add(out, key.ptr + i, 1);
	}
	buf_free(&key);
	return status;
}

/* does the walk stand in this container, at a member that doesn't begin behind the offset? */
static bool may_go_on(const struct walk *w, struct cursor container, size_t at)
{
	size_t begin = w->raw_key.ptr ? w->key_at : w->value.at;
	return w->container.doc && w->container.at == container.at && begin <= at;
}

/* to the first member that ends behind the offset: it holds it. false: none does */
static bool step_to(struct walk *w, size_t *index, struct cursor container, size_t at)
{
	bool found = may_go_on(w, container, at);
	if (!found) {
		walk_begin(w, container);
		*index = 0;
		found = walk_next(w);
	}
	while (found && w->next <= at) {
		found = walk_next(w);
		++*index;
	}
	if (!found)
		w->container.doc = NULL;
	return found;
}

int cursor_pointer(struct cursor c, struct buf *out)
{
	struct cursor here = doc_root(c.doc);
	for (size_t depth = 0; c.doc && here.at < c.at; depth++) {
		struct walk deep = {0};
		size_t deep_index = 0;
		bool kept = depth < MEMO_DEPTH;
		struct walk *w = kept ? &c.doc->memo->steps[depth].walk : &deep;
		size_t *index = kept ? &c.doc->memo->steps[depth].index : &deep_index;
		if (!step_to(w, index, here, c.at))
			break;
		buf_text(out, "/");
		if (!w->raw_key.ptr)
			buf_printf(out, "%zu", *index);
		else if (add_key(out, w->raw_key) != ASSAY_OK)
			return ASSAY_ENOMEM;
		here = w->value;
	}
	return out->status;
}

/* the message is formatted first: error_at takes no va_list */
__attribute__((format(printf, 5, 0))) static int error_of(struct assay_error *err,
	enum assay_status status, const struct doc *d, size_t at, const char *format, va_list args)
{
	struct assay_error scratch;
	size_t line, column;
	if (!err || !d)
		return error_set(err, status, "nothing stands there");
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
