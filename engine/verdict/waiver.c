/*
 * waiver - reads waivers from a document, and matches their patterns.
 *
 * Knows the shape of the file. One invalid entry makes the whole file an error: what was meant
 * must not be guessed.
 */
#define _GNU_SOURCE /* memmem: linear, whatever the pattern */
#include "verdict/waiver.h"

#include "base/day.h"
#include "base/nearest.h"
#include "doc/value.h"

enum key { KEY_CONTROL, KEY_SUBJECT, KEY_REASON, KEY_EXPIRES, KEY_OWNER, KEY_TICKET, KEY_N };

static const char *const keys[KEY_N] = {
	[KEY_CONTROL] = "control",
	[KEY_SUBJECT] = "subject",
	[KEY_REASON] = "reason",
	[KEY_EXPIRES] = "expires",
	[KEY_OWNER] = "owner",
	[KEY_TICKET] = "ticket",
};

static bool is_required(enum key key)
{
	return key <= KEY_EXPIRES;
}

static struct str *field_of(struct waiver *w, enum key key)
{
	switch (key) {
	case KEY_CONTROL:
		return &w->control;
	case KEY_SUBJECT:
		return &w->subject;
	case KEY_REASON:
		return &w->reason;
	case KEY_EXPIRES:
		return &w->expires;
	case KEY_OWNER:
		return &w->owner;
	case KEY_TICKET:
	case KEY_N:
		break;
	}
	return &w->ticket;
}

static int unknown_key(struct cursor at, struct str key, const char *const *known, size_t n,
	struct assay_error *err)
{
	struct nearest nearest = {.word = key};
	for (size_t i = 0; i < n; i++)
		nearest_offer(&nearest, str_of(known[i]));
	if (nearest.name.ptr)
		return cursor_error(err, ASSAY_EINPUT, at,
			"unknown key '%.*s'. Did you mean '%.*s'?", STR_ARGS(key),
			STR_ARGS(nearest.name));
	return cursor_error(err, ASSAY_EINPUT, at,
		n == 1 ? "unknown key '%.*s'. The file contains 'waivers:' and a list of entries"
		       : "unknown key '%.*s'. An entry has control, subject, reason and expires, "
			 "and may have owner and ticket",
		STR_ARGS(key));
}

static bool is_blank(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!strchr(" \t\r\n", s.ptr[i]))
			return false;
	return true;
}

/* in YAML digits alone are a number: a ticket, or an invalid date */
static int set(struct waiver *w, enum key key, const struct value *v, struct assay_error *err)
{
	if (v->kind != DOC_STRING && v->kind != DOC_NUMBER)
		return cursor_error(err, ASSAY_EINPUT, v->at, "'%s' must be text", keys[key]);
	if (is_blank(v->text))
		return cursor_error(err, ASSAY_EINPUT, v->at, "'%s' is empty", keys[key]);
	*field_of(w, key) = v->text;
	if (key == KEY_EXPIRES)
		w->expires_at = v->at;
	return ASSAY_OK;
}

static enum key key_of(struct str name)
{
	enum key key = KEY_CONTROL;
	while (key < KEY_N && !str_is(name, keys[key]))
		key++;
	return key;
}

static int read_entry(struct waiver *w, const struct value *v, struct assay_error *err)
{
	struct walk walk;
	int status = ASSAY_OK;
	if (v->kind != DOC_OBJECT)
		return cursor_error(err, ASSAY_EINPUT, v->at,
			"a waiver must have keys and values. They are control, subject, reason, "
			"expires");
	w->at = v->at;
	walk_begin(&walk, v->at);
	for (size_t i = 0; status == ASSAY_OK && walk_next(&walk) && i < v->n; i++) {
		const struct member *m = &v->members[i];
		enum key key = key_of(m->key);
		status = key < KEY_N ? set(w, key, m->value, err)
				     : unknown_key((struct cursor){v->at.doc, walk.key_at}, m->key,
					       keys, KEY_N, err);
	}
	for (enum key key = KEY_CONTROL; status == ASSAY_OK && key < KEY_N; key++)
		if (is_required(key) && !field_of(w, key)->ptr)
			status = cursor_error(err, ASSAY_EINPUT, v->at, "this waiver has no %s%s",
				keys[key],
				key == KEY_EXPIRES
					? ": the last day on which it is valid, YYYY-MM-DD"
				: key == KEY_REASON ? ": why is the finding accepted?"
						    : "");
	if (status == ASSAY_OK && !day_parse(w->expires, &w->last))
		w->last = -1;
	return status;
}

/* {waivers: [...]}, and nothing else */
static int find_entries(const struct value **out, const struct value *root, struct cursor at,
	struct assay_error *err)
{
	static const char *const only[] = {"waivers"};
	struct walk walk;
	walk_begin(&walk, at);
	for (size_t i = 0; walk_next(&walk) && i < root->n && root->kind == DOC_OBJECT; i++)
		if (!str_is(root->members[i].key, only[0]))
			return unknown_key((struct cursor){at.doc, walk.key_at},
				root->members[i].key, only, 1, err);
	*out = value_get(root, only[0]);
	if (*out && ((*out)->kind == DOC_ARRAY || (*out)->kind == DOC_NULL))
		return ASSAY_OK;
	return cursor_error(err, ASSAY_EINPUT, *out ? (*out)->at : at,
		"the file must contain 'waivers:' and a list of entries. 'assay waive' writes "
		"them");
}

int waivers_read(struct list *out, const struct doc *d, struct arena *a, struct assay_error *err)
{
	const struct value *root, *entries = NULL;
	int status = value_build(&root, doc_root(d), a, err);
	if (status == ASSAY_OK)
		status = find_entries(&entries, root, doc_root(d), err);
	if (status)
		return status;
	if (entries->n > WAIVERS_MAX)
		return cursor_error(err, ASSAY_ELIMIT, entries->at,
			"there are %zu waivers, more than the limit of %zu", entries->n,
			WAIVERS_MAX);
	for (size_t i = 0; status == ASSAY_OK && i < entries->n; i++) {
		struct waiver *w = arena_alloc(a, sizeof *w);
		(void)list_add(a, out, w);
		status = read_entry(w, entries->items[i], err);
	}
	return status;
}

/* the first occurrence of part in s, or NULL */
static const char *find(struct str s, struct str part)
{
	return part.len ? memmem(s.ptr, s.len, part.ptr, part.len) : s.ptr;
}

bool pattern_matches(struct str pattern, struct str text)
{
	const char *star = memchr(pattern.ptr, '*', pattern.len);
	if (!star)
		return str_eq(pattern, text);
	struct str head = {pattern.ptr, (size_t)(star - pattern.ptr)};
	if (!str_starts(text, head))
		return false;
	text = (struct str){text.ptr + head.len, text.len - head.len};
	pattern = (struct str){star + 1, pattern.len - head.len - 1};
	/* matching each part as early as possible leaves the most text for the rest */
	while ((star = memchr(pattern.ptr, '*', pattern.len))) {
		struct str part = {pattern.ptr, (size_t)(star - pattern.ptr)};
		const char *at = find(text, part);
		if (!at)
			return false;
		text.len -= (size_t)(at - text.ptr) + part.len;
		text.ptr = at + part.len;
		pattern = (struct str){star + 1, pattern.len - part.len - 1};
	}
	return str_ends(text, pattern);
}
