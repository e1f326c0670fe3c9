/*
 * stated - the account and Region that undeclared keys of a file state.
 *
 * Knows how keys for accounts and Regions are spelled by tools: AccountId, aws_region, owner-id, in
 * the file or in an object of it. Must not know commands.
 */
#include "inventory/export/stated.h"

#include "inventory/model/build.h"

/* objects in objects, as in {"metadata": {"caller": {"Account": ...}}} */
#define DEPTH_MAX 4

bool key_contains(struct str key, const char *word)
{
	size_t len = strlen(word);
	for (size_t i = 0; i + len <= key.len; i++) {
		size_t n = 0;
		while (n < len && (key.ptr[i + n] | 0x20) == word[n])
			n++;
		if (n == len)
			return true;
	}
	return false;
}

static void add(struct stated_value *v, struct str text, struct str key, struct cursor at)
{
	if (v->text.ptr) {
		v->several = v->several || !str_eq(v->text, text);
		return;
	}
	*v = (struct stated_value){.text = text, .key = key, .at = at};
}

/* The 12 digits of an account ID: also with hyphens, or as a number, which has no leading zeros. */
static struct str read_account(struct str text, bool number, struct arena *a)
{
	char digits[12];
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '-' && !number)
			continue;
		if (text.ptr[i] < '0' || text.ptr[i] > '9' || n == sizeof digits)
			return STR_NONE;
		digits[n++] = text.ptr[i];
	}
	if (n == 0 || (n < sizeof digits && !number))
		return STR_NONE;
	return str_printf(a, "%.*s%.*s", (int)(sizeof digits - n), "000000000000", (int)n, digits);
}

static void add_scalar(struct stated *s, struct str key, struct cursor value, struct arena *a)
{
	struct assay_error why = {0};
	struct str text;
	bool number = cursor_kind(value) == DOC_NUMBER;
	if (number)
		text = cursor_text(value);
	else if (cursor_kind(value) != DOC_STRING || cursor_string(value, a, &text, &why))
		return;
	if (key_contains(key, "account") || key_contains(key, "owner")) {
		struct str account = read_account(text, number, a);
		if (account.ptr)
			add(&s->account, account, key, value);
	}
	if (key_contains(key, "region") && is_region_name(text))
		add(&s->region, text, key, value);
}

static void add_members(
	struct stated *s, struct str key, struct cursor value, struct arena *a, size_t depth)
{
	struct walk walk;
	if (cursor_kind(value) != DOC_OBJECT) {
		add_scalar(s, key, value, a);
		return;
	}
	if (depth == DEPTH_MAX)
		return;
	walk_begin(&walk, value);
	while (walk_next(&walk))
		add_members(s, walk.raw_key, walk.value, a, depth + 1);
}

void stated_add(struct stated *s, struct str key, struct cursor value, struct arena *a)
{
	add_members(s, key, value, a, 0);
}

void stated_add_others(
	struct stated *s, struct cursor object, const char *const *keys, struct arena *a)
{
	struct walk walk;
	walk_begin(&walk, object);
	while (walk_next(&walk)) {
		bool is_known = false;
		for (size_t i = 0; keys[i]; i++)
			is_known = is_known || str_is(walk.raw_key, keys[i]);
		if (!is_known)
			stated_add(s, walk.raw_key, walk.value, a);
	}
}

static void join(struct stated_value *v, const struct stated_value *other)
{
	bool several = v->several || other->several;
	if (other->text.ptr)
		add(v, other->text, other->key, other->at);
	v->several = v->several || several;
}

void stated_join(struct stated *s, const struct stated *other)
{
	join(&s->account, &other->account);
	join(&s->region, &other->region);
}

static bool contradicts(const struct stated_value *v, struct str own)
{
	return v->text.ptr && own.ptr && (v->several || !str_eq(v->text, own));
}

const struct stated_value *stated_other(
	const struct stated *s, struct str account, struct str region)
{
	if (contradicts(&s->account, account))
		return &s->account;
	return contradicts(&s->region, region) ? &s->region : NULL;
}
