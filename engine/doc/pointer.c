/*
 * pointer - what reports show of a value: its range, its JSON pointer, its key and its source text.
 *
 * A pointer is found by walking down from the root; the walks are kept, so that pointers asked for
 * in the order of the text cost one walk in all. Knows cursors and places; must not know why they
 * are asked for.
 */
#include "doc/doc_inside.h"
#include "doc/json_text.h"

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
	advance_place(c.doc->source, begin, end, &place.end_line, &place.end_column);
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
	const char *text = c.doc && !c.doc->outer.doc ? c.doc->text.ptr : NULL;
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
	/* the value of an alias may be before the key */
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
	if (!c.doc || !c.doc->mapped || c.doc->outer.doc)
		return text;
	size_t begin = source_of(c.doc, c.at), end = source_of(c.doc, c.at + text.len);
	return (struct str){c.doc->source.ptr + begin, end - begin};
}

struct str cursor_source_from(struct cursor key, struct cursor value)
{
	struct str source = cursor_source(value);
	const char *begin = key.doc->mapped ? key.doc->source.ptr + source_of(key.doc, key.at)
					    : key.doc->text.ptr + key.at;

	/* the value of an alias is elsewhere */
	if (begin > source.ptr)
		return source;
	return (struct str){begin, (size_t)(source.ptr + source.len - begin)};
}

/* a key as a token of a pointer: decoded, ~ and / escaped */
static void add_key(struct buf *out, struct str raw)
{
	char piece[4];
	while (raw.len > 0) {
		size_t n = json_take(piece, &raw);
		if (piece[0] == '~')
			buf_text(out, "~0");
		else if (piece[0] == '/')
			buf_text(out, "~1");
		else
			buf_add(out, piece, n);
	}
}

/* true if the walk is in this container, at a member that begins at the offset or before it */
static bool may_go_on(const struct walk *w, struct cursor container, size_t at)
{
	size_t begin = w->raw_key.ptr ? w->key_at : w->value.at;
	return w->container.doc && w->container.at == container.at && begin <= at;
}

/* step to the member that contains the offset; false if none does */
static bool step_to(struct walk *w, size_t *index, struct cursor container, size_t at)
{
	bool found = may_go_on(w, container, at);
	if (!found) {
		walk_begin(w, container);
		*index = 0;
		found = walk_next(w);
	}
	while (found && walk_end(w) <= at) {
		found = walk_next(w);
		++*index;
	}
	if (!found)
		w->container.doc = NULL;
	return found;
}

int cursor_pointer(struct cursor c, struct buf *out)
{
	if (c.doc && c.doc->outer.doc)
		c = c.doc->outer;
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
		else
			add_key(out, w->raw_key);
		here = w->value;
	}
	return out->status;
}
