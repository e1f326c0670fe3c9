/*
 * changes - resource_changes and deferred_changes: the wanted resources and their actions.
 *
 * Skips everything else without building it. Must not know what the values of a resource mean.
 */
#include "inventory/terraform/plan.h"

enum {
	KEY_MODE,
	KEY_TYPE,
	KEY_NAME,
	KEY_MODULE,
	KEY_CHANGE,
	KEY_INDEX_UNKNOWN,
	KEY_DEPOSED,
	N_KEYS
};

static bool is_set(struct cursor c)
{
	return c.doc && cursor_kind(c) != DOC_NULL;
}

static void open_uncounted(struct plan *p, size_t t, struct cursor at)
{
	const struct type *type = p->w->wanted[t];
	/* One reason is enough for all entries. */
	if (!p->why_incomplete[t])
		plan_open_list(p, t, WHY_NUMBER_UNKNOWN, at, REASON_ARGS(type->nouns));
}

static void open_untyped(struct plan *p, struct cursor at)
{
	if (p->n_untyped++ == 0)
		plan_open_list(p, p->w->n_wanted, WHY_ENTRY_WITHOUT_TYPE, at, NULL);
}

/* Remember where a managed resource shows its provider configuration and values, for evidence.c. */
static void keep_entry(struct plan *p, const struct lookup *keys)
{
	if (p->n_entries == p->entries_capacity) {
		p->entries_capacity = p->entries_capacity ? 2 * p->entries_capacity : 64;
		p->entries = arena_resize(
			p->scratch, p->entries, p->entries_capacity * sizeof *p->entries);
	}
	p->entries[p->n_entries++] = (struct entry_place){.type = keys[KEY_TYPE].value.at,
		.name = keys[KEY_NAME].value.at,
		.module = keys[KEY_MODULE].value.at,
		.change = keys[KEY_CHANGE].value.at};
}

static int read_change(struct plan *p, struct walk *walk, struct assay_error *err)
{
	struct lookup keys[N_KEYS] = {[KEY_MODE] = {"mode", NOWHERE},
		[KEY_TYPE] = {"type", NOWHERE},
		[KEY_NAME] = {"name", NOWHERE},
		[KEY_MODULE] = {"module_address", NOWHERE},
		[KEY_CHANGE] = {"change", NOWHERE},
		[KEY_INDEX_UNKNOWN] = {"index_unknown", NOWHERE},
		[KEY_DEPOSED] = {"deposed", NOWHERE}};
	int status = walk_find(walk, keys, N_KEYS, err);
	if (status != ASSAY_OK)
		return status;
	if (!plan_has_type(keys[KEY_TYPE].value)) {
		open_untyped(p, walk->value);
		return ASSAY_OK;
	}
	size_t n_feeds;
	const struct feed *feeds = plan_feeds(p, keys[KEY_TYPE].value, &n_feeds);
	if (cursor_is(keys[KEY_MODE].value, "data") || cursor_is(keys[KEY_MODE].value, "ephemeral"))
		return ASSAY_OK;
	keep_entry(p, keys);
	p->n_deposed += n_feeds && is_set(keys[KEY_DEPOSED].value);
	bool uncounted = is_set(keys[KEY_INDEX_UNKNOWN].value) &&
			 !str_is(cursor_text(keys[KEY_INDEX_UNKNOWN].value), "false");
	status = plan_add_carriers(
		p, walk->value, walk->value, keys[KEY_TYPE].value, uncounted, err);
	for (size_t i = 0; status == ASSAY_OK && i < n_feeds; i++) {
		if (uncounted && !feeds[i].part)
			open_uncounted(p, feeds[i].t, walk->value);
		status = plan_add_change(p, &feeds[i], walk->value, walk->value, uncounted, err);
	}
	return status;
}

static int for_each(struct plan *p, struct cursor list, const char *what,
	int (*read)(struct plan *, struct walk *, struct assay_error *), struct assay_error *err)
{
	struct walk walk;
	int status = ASSAY_OK;
	if (!list.doc)
		return ASSAY_OK;
	if (cursor_kind(list) != DOC_ARRAY)
		return cursor_error(err, ASSAY_EINPUT, list,
			"\"%s\" is not a list. Make the plan JSON again with terraform show -json "
			"PLAN",
			what);
	walk_begin(&walk, list);
	while (status == ASSAY_OK && walk_next(&walk))
		status = read(p, &walk, err);
	return status;
}

int plan_read_changes(struct plan *p, struct assay_error *err)
{
	int status = for_each(p, p->changes, "resource_changes", read_change, err);
	if (status == ASSAY_OK)
		status = for_each(p, p->deferred, "deferred_changes", plan_read_deferred, err);
	return status;
}
