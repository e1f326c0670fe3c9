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

void walk_begin(struct walk *w, struct cursor container)
{
	enum doc_kind kind = cursor_kind(container);
	*w = (struct walk){0};
	if (kind != DOC_OBJECT && kind != DOC_ARRAY)
		return;
	w->container = container;
	w->next = container.at + 1;
}

/* walk_next, inlined where a call for each member costs as much as the step */
static inline __attribute__((always_inline)) bool step(struct walk *w)
{
	const struct doc *d = w->container.doc;
	if (!d)
		return false;
	struct str text = d->text;
	size_t at = skip_space(text, walk_end(w));
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
	w->next = 0;
	return true;
}

bool walk_next(struct walk *w)
{
	return step(w);
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

/* a bit for the first character of a key */
static inline uint64_t first_bit(char c)
{
	return (uint64_t)1 << ((unsigned char)c % 64);
}

/* Keys to look up, and of some values (inside[i] of lookups[i], or NULL) the keys in them. */
struct search {
	struct lookup *lookups;
	size_t n;
	struct lookup *const *inside;
	size_t n_inside;
};

static int find(struct cursor object, const struct search *s, size_t *end, struct assay_error *err);

/* Look up the keys of inside[i] in the current value, unless the last such value is the same. */
static int find_inside(const struct search *s, size_t i, struct walk *w, struct search *last,
	struct str *last_text, struct assay_error *err)
{
	struct str rest = w->value.doc->text;
	rest.ptr += w->value.at;
	rest.len -= w->value.at;
	/* what begins with the text of a complete object is that object */
	if (last_text->len && str_starts(rest, *last_text)) {
		memcpy(s->inside[i], last->lookups, s->n_inside * sizeof *last->lookups);
		w->next = w->value.at + last_text->len;
		return ASSAY_OK;
	}
	*last = (struct search){s->inside[i], s->n_inside, NULL, 0};
	int status = find(w->value, last, &w->next, err);
	*last_text = (struct str){rest.ptr, w->next ? w->next - w->value.at : 0};
	return status;
}

/* *end: the offset behind the object; unchanged if it is not one. Recurses once, for inside. */
static int find(struct cursor object, const struct search *s, size_t *end, struct assay_error *err)
{
	struct lookup *lookups = s->lookups;
	size_t n = s->n;
	/* keys that begin with an escape, and the empty one, are always compared */
	uint64_t all = first_bit('\\') | first_bit('"');
	for (size_t i = 0; i < n; i++) {
		lookups[i].value = (struct cursor){NULL, 0};
		all |= first_bit(*lookups[i].key);
	}
	if (cursor_kind(object) != DOC_OBJECT)
		return ASSAY_OK;
	struct walk w;
	struct search last;
	struct str last_text = STR_NONE;
	walk_begin(&w, object);
	while (step(&w)) {
		char c = *w.raw_key.ptr;
		for (size_t i = 0; (first_bit(c) & all) && i < n; i++) {
			if (c != *lookups[i].key && c != '\\' && c != '"')
				continue;
			int status = look_at(&lookups[i], &w, err);
			if (status == ASSAY_OK && s->inside && s->inside[i] &&
				lookups[i].value.at == w.value.at)
				status = find_inside(s, i, &w, &last, &last_text, err);
			if (status != ASSAY_OK)
				return status;
		}
	}
	*end = w.next + 1;
	return ASSAY_OK;
}

int cursor_find(struct cursor object, struct lookup *lookups, size_t n, struct assay_error *err)
{
	size_t end;
	return find(object, &(struct search){lookups, n, NULL, 0}, &end, err);
}

int walk_find(struct walk *w, struct lookup *lookups, size_t n, struct assay_error *err)
{
	return find(w->value, &(struct search){lookups, n, NULL, 0}, &w->next, err);
}

int cursor_find_inside(struct cursor object, struct lookup *lookups, size_t n,
	struct lookup *const *inside, size_t n_inside, struct assay_error *err)
{
	size_t end;
	for (size_t i = 0; i < n * n_inside; i++)
		if (inside[i / n_inside])
			inside[i / n_inside][i % n_inside].value = (struct cursor){NULL, 0};
	return find(object, &(struct search){lookups, n, inside, n_inside}, &end, err);
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
