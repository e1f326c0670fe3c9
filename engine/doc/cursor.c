/*
 * cursor - reading a checked document in place: kinds, walks, look-ups, scalars.
 *
 * A cursor is an offset; nothing is built. Trusts that the scan accepted the text and that a
 * cursor is at the beginning of a value. Knows text and skipping; must not know cJSON, nor what
 * any key means.
 */
#include "doc/doc_inside.h"
#include "doc/json_text.h"

static const char *const kind_names[] = {
	[DOC_NULL] = "null",
	[DOC_BOOL] = "true or false",
	[DOC_NUMBER] = "a number",
	[DOC_STRING] = "a string",
	[DOC_ARRAY] = "an array",
	[DOC_OBJECT] = "an object",
};

struct cursor doc_root(const struct doc *d)
{
	return (struct cursor){d, d ? skip_space(d->text, 0) : 0};
}

enum doc_kind cursor_kind(struct cursor c)
{
	if (!c.doc)
		return DOC_NULL;
	switch (c.doc->text.ptr[c.at]) {
	case '{':
		return DOC_OBJECT;
	case '[':
		return DOC_ARRAY;
	case '"':
		return DOC_STRING;
	case 't':
	case 'f':
		return DOC_BOOL;
	case 'n':
		return DOC_NULL;
	default:
		return DOC_NUMBER;
	}
}

struct str cursor_text(struct cursor c)
{
	if (!c.doc)
		return STR_NONE;
	size_t end = skip_value(c.doc->text, &c.doc->index, c.at);
	return (struct str){c.doc->text.ptr + c.at, end - c.at};
}

bool cursor_same_object(struct cursor a, struct cursor b)
{
	struct str text = cursor_text(a);
	/* a value that begins with the text of a complete object is that object */
	return text.len && *text.ptr == '{' && b.doc && b.doc->text.len - b.at >= text.len &&
	       memcmp(text.ptr, b.doc->text.ptr + b.at, text.len) == 0;
}

void walk_begin(struct walk *w, struct cursor container)
{
	enum doc_kind kind = cursor_kind(container);
	*w = (struct walk){0};
	if (kind != DOC_OBJECT && kind != DOC_ARRAY)
		return;
	w->container = container;
	w->next = container.at + 1;
}

bool walk_next(struct walk *w)
{
	const struct doc *d = w->container.doc;
	if (!d)
		return false;
	struct str text = d->text;
	size_t at = skip_space(text, w->next);
	if (text.ptr[at] == ',')
		at = skip_space(text, at + 1);
	if (text.ptr[at] == '}' || text.ptr[at] == ']') {
		w->next = at;
		return false;
	}
	if (text.ptr[w->container.at] == '{') {
		size_t end = skip_string(text, at);
		w->key_at = at;
		w->raw_key = (struct str){text.ptr + at + 1, end - at - 2};
		at = skip_space(text, skip_space(text, end) + 1);
	}
	w->value = (struct cursor){d, at};
	w->next = skip_value(text, &d->index, at);
	return true;
}

/* compare a member's key with a look-up; an error if other programs may read the key differently */
static int look_at(struct lookup *lookup, const struct walk *w, struct assay_error *err)
{
	const struct doc *d = w->value.doc;
	switch (json_match(w->raw_key, lookup->key)) {
	case JSON_DIFFERENT:
		return ASSAY_OK;
	case JSON_CUT:
		return doc_error_at(err, ASSAY_EINPUT, d, w->key_at,
			"this key is \"%s\" only for a program that stops at its \\u0000. Remove "
			"it",
			lookup->key);
	case JSON_SAME:
		break;
	}
	if (lookup->value.doc) {
		size_t line, column;
		place_of(d, lookup->value.at, &line, &column);
		return doc_error_at(err, ASSAY_EINPUT, d, w->key_at,
			"the object contains the key \"%s\" a second time (the value of the first "
			"is at line %zu, column %zu). Remove one",
			lookup->key, line, column);
	}
	lookup->value = w->value;
	return ASSAY_OK;
}

/* a bit for the first byte of a key, and of each key that begins with an escape or is empty */
static uint64_t first_bit(struct str raw_key)
{
	if (raw_key.len == 0 || *raw_key.ptr == '\\')
		return UINT64_MAX;
	return (uint64_t)1 << ((unsigned char)*raw_key.ptr % 64);
}

int cursor_find(struct cursor object, struct lookup *lookups, size_t n, struct assay_error *err)
{
	uint64_t all = 0;
	for (size_t i = 0; i < n; i++) {
		lookups[i].value = (struct cursor){NULL, 0};
		all |= first_bit((struct str){lookups[i].key, 1});
	}
	if (cursor_kind(object) != DOC_OBJECT)
		return ASSAY_OK;
	struct walk w;
	walk_begin(&w, object);
	while (walk_next(&w)) {
		uint64_t first = first_bit(w.raw_key);
		for (size_t i = 0; (first & all) && i < n; i++) {
			if (!(first & first_bit((struct str){lookups[i].key, 1})))
				continue;
			int status = look_at(&lookups[i], &w, err);
			if (status != ASSAY_OK)
				return status;
		}
	}
	return ASSAY_OK;
}

static int wrong_kind(struct assay_error *err, struct cursor c, enum doc_kind expected)
{
	return cursor_error(err, ASSAY_EINPUT, c, "expected %s, found %s", kind_names[expected],
		c.doc ? kind_names[cursor_kind(c)] : "nothing");
}

/* the text between a string's quotes */
static struct str raw_string(struct cursor c)
{
	struct str text = cursor_text(c);
	return (struct str){text.ptr + 1, text.len - 2};
}

int cursor_string(struct cursor c, struct arena *a, struct str *out, struct assay_error *err)
{
	*out = STR_NONE;
	if (cursor_kind(c) != DOC_STRING)
		return wrong_kind(err, c, DOC_STRING);
	struct str raw = raw_string(c);
	size_t nul = json_find_nul(raw);
	if (nul < raw.len)
		return doc_error_at(err, ASSAY_EINPUT, c.doc, c.at + 1 + nul,
			"found \\u0000 in a string, where some programs end the text. Remove it");
	*out = json_decode(a, raw);
	return ASSAY_OK;
}

int cursor_borrow(struct cursor c, struct arena *a, struct str *out, struct assay_error *err)
{
	*out = STR_NONE;
	if (cursor_kind(c) != DOC_STRING)
		return wrong_kind(err, c, DOC_STRING);
	struct str raw = raw_string(c);
	if (memchr(raw.ptr, '\\', raw.len))
		return cursor_string(c, a, out, err);
	*out = raw;
	return ASSAY_OK;
}

bool cursor_is(struct cursor c, const char *text)
{
	return cursor_kind(c) == DOC_STRING && json_match(raw_string(c), text) == JSON_SAME;
}

int cursor_bool(struct cursor c, bool *out, struct assay_error *err)
{
	*out = false;
	if (cursor_kind(c) != DOC_BOOL)
		return wrong_kind(err, c, DOC_BOOL);
	*out = c.doc->text.ptr[c.at] == 't';
	return ASSAY_OK;
}
