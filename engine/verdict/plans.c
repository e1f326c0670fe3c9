/*
 * plans - reads the key plans of a configuration: a list of paths with name, account and Region.
 *
 * Knows the form of each value. Must not know which plans a run has.
 */
#include "base/nearest.h"
#include "base/path.h"
#include "doc/value.h"
#include "inventory/inventory.h"
#include "verdict/setting.h"

enum { ENTRIES_MAX = 1000 };

/* "**" only as a complete component, so that it always means the same */
static bool is_pattern(struct str path)
{
	for (size_t i = 0; i + 1 < path.len; i++) {
		if (path.ptr[i] != '*' || path.ptr[i + 1] != '*')
			continue;
		bool begins = i == 0 || path.ptr[i - 1] == '/';
		bool ends = i + 2 == path.len || path.ptr[i + 2] == '/';
		if (!begins || !ends)
			return false;
	}
	return path.len > 0 && !str_ends(path, STR("/"));
}

static const struct {
	const char *key, *takes;
	size_t offset; /* in struct plan_setting */
	bool (*is_valid)(struct str text);
} keys[] = {
	{"path",
		"a path relative to the working directory ('*' within one component, '**' alone "
		"for any number of them), or \"-\" for standard input",
		offsetof(struct plan_setting, path), is_pattern},
	{"name", PLAN_NAME_TAKES, offsetof(struct plan_setting, name), is_plan_name},
	{"account", "the 12 digits of an account's id", offsetof(struct plan_setting, account),
		is_account_id},
	{"region", "the name of a Region (eu-west-1)", offsetof(struct plan_setting, region),
		is_region_name},
};

static int refuse_key(struct cursor at, struct str key, struct assay_error *err)
{
	struct nearest nearest = {.word = key};
	for (size_t i = 0; i < LENGTH_OF(keys); i++)
		nearest_offer(&nearest, str_of(keys[i].key));
	if (nearest.name.ptr)
		return cursor_error(err, ASSAY_EINPUT, at,
			"there is no key '%.*s' in plans. Did you mean '%.*s'?", STR_ARGS(key),
			STR_ARGS(nearest.name));
	return cursor_error(err, ASSAY_EINPUT, at,
		"there is no key '%.*s' in plans. Use path, name, account or region",
		STR_ARGS(key));
}

static int read_member(struct plan_setting *given, struct cursor key_at, const struct member *m,
	struct assay_error *err)
{
	const struct value *v = m->value;
	for (size_t i = 0; i < LENGTH_OF(keys); i++) {
		if (!str_is(m->key, keys[i].key))
			continue;
		bool digits = keys[i].is_valid == is_account_id && v->kind == DOC_NUMBER;
		if ((v->kind != DOC_STRING && !digits) || !keys[i].is_valid(v->text))
			return cursor_error(err, ASSAY_EINPUT, v->at, "'%s' of plans takes %s",
				keys[i].key, keys[i].takes);
		*(struct str *)((char *)given + keys[i].offset) = v->text;
		return ASSAY_OK;
	}
	return refuse_key(key_at, m->key, err);
}

static int check_entry(
	const struct settings *s, const struct plan_entry *entry, struct assay_error *err)
{
	const struct plan_setting *given = &entry->given;
	if (!given->path.ptr)
		return cursor_error(err, ASSAY_EINPUT, entry->at,
			"this entry of plans has no path. Add one, or \"-\" for standard input");
	if (!given->name.ptr && !given->account.ptr && !given->region.ptr)
		return cursor_error(err, ASSAY_EINPUT, entry->at,
			"this entry of plans sets nothing. Add name, account or region");
	for (size_t i = 0; i < s->plans.n; i++) {
		const struct plan_entry *other = s->plans.items[i];
		if (str_eq(other->given.path, given->path))
			return cursor_error(err, ASSAY_EINPUT, entry->at,
				"'plans' has the path '%.*s' a second time: the first entry that "
				"matches applies, so remove one",
				STR_ARGS(given->path));
	}
	return ASSAY_OK;
}

static int read_entry(struct settings *s, const struct value *v, struct assay_error *err)
{
	struct plan_entry *entry = arena_alloc(s->arena, sizeof *entry);
	struct walk walk;
	int status = ASSAY_OK;
	*entry = (struct plan_entry){.at = v->at};
	if (v->kind != DOC_OBJECT)
		return cursor_error(err, ASSAY_EINPUT, v->at,
			"an entry of plans takes path, and name, account or region");
	walk_begin(&walk, v->at);
	for (size_t i = 0; status == ASSAY_OK && walk_next(&walk) && i < v->n; i++)
		status = read_member(&entry->given, (struct cursor){v->at.doc, walk.key_at},
			&v->members[i], err);
	if (entry->given.path.ptr && !str_is(entry->given.path, "-"))
		entry->given.path = path_normalise(s->arena, entry->given.path);
	if (status == ASSAY_OK)
		status = check_entry(s, entry, err);
	if (status == ASSAY_OK)
		(void)list_add(s->arena, &s->plans, entry);
	return status;
}

int settings_read_plans(struct settings *s, const struct setting *setting, const struct value *v,
	struct assay_error *err)
{
	int status = ASSAY_OK;
	if (v->kind != DOC_ARRAY || v->n == 0)
		return setting_refuse(setting, (struct origin){SET_BY_FILE, v->at},
			"a list of entries with path, and name, account or region", STR("that"),
			err);
	if (v->n > ENTRIES_MAX)
		return cursor_error(err, ASSAY_ELIMIT, v->items[ENTRIES_MAX]->at,
			"'plans' has more than %d entries. Use patterns", ENTRIES_MAX);
	for (size_t i = 0; status == ASSAY_OK && i < v->n; i++)
		status = read_entry(s, v->items[i], err);
	return status;
}
