/*
 * change - one entry of resource_changes or deferred_changes as a change.
 *
 * Must not know what the values of a resource mean.
 */
#include "inventory/terraform/plan.h"

static const struct {
	const char *first, *second;
	enum plan_action action;
	bool gone;
	bool leaves;       /* the object that it replaces stays, unmanaged */
	bool deletes_last; /* the object that it replaces is deleted after the creation */
} actions[] = {
	{"no-op", NULL, ACTION_NO_OP, false, false, false},
	{"create", NULL, ACTION_CREATE, false, false, false},
	{"read", NULL, ACTION_READ, false, false, false},
	{"update", NULL, ACTION_UPDATE, false, false, false},
	{"delete", NULL, ACTION_DELETE, true, false, false},
	{"forget", NULL, ACTION_FORGET, false, false, false},
	{"delete", "create", ACTION_REPLACE, false, false, false},
	{"create", "delete", ACTION_REPLACE, false, false, true},
	{"create", "forget", ACTION_REPLACE, false, true, false},
	{"forget", "create", ACTION_REPLACE, false, true, false},
};

static void read_action(struct change *c, struct cursor list)
{
	struct walk walk;
	struct cursor said[3] = {{0}};
	size_t n = 0;
	c->action = ACTION_UNKNOWN;
	if (cursor_kind(list) != DOC_ARRAY)
		return;
	walk_begin(&walk, list);
	while (n < LENGTH_OF(said) && walk_next(&walk))
		said[n++] = walk.value;
	for (size_t i = 0; i < LENGTH_OF(actions); i++) {
		bool two = actions[i].second != NULL;
		if (n != (two ? 2u : 1u) || !cursor_is(said[0], actions[i].first) ||
			(two && !cursor_is(said[1], actions[i].second)))
			continue;
		c->action = actions[i].action;
		c->gone = actions[i].gone;
		c->leaves = actions[i].leaves;
		c->deletes_last = actions[i].deletes_last;
	}
}

/* The ARN that an import block names: of the resource, whatever its values show. */
static int read_import(
	struct plan *p, struct change *c, struct cursor importing, struct assay_error *err)
{
	struct lookup keys[] = {{"id", NOWHERE}};
	struct str id;
	if (!importing.doc || cursor_kind(importing) != DOC_OBJECT)
		return ASSAY_OK;
	int status = cursor_find(importing, keys, LENGTH_OF(keys), err);
	if (status == ASSAY_OK)
		status = plan_read_text(p, keys[0].value, &id, err);
	if (status == ASSAY_OK &&
		(!arn_parse(&c->imported, id) || !is_account_id(c->imported.account)))
		c->imported = (struct arn){0};
	return status;
}

/* The values after the change; of a forgotten resource, those before it. */
static int read_values(
	struct plan *p, struct change *c, struct cursor change, struct assay_error *err)
{
	struct lookup keys[] = {{"actions", NOWHERE}, {"before", NOWHERE}, {"after", NOWHERE},
		{"after_unknown", NOWHERE}, {"before_sensitive", NOWHERE},
		{"after_sensitive", NOWHERE}, {"importing", NOWHERE}};
	int status = cursor_find(change, keys, LENGTH_OF(keys), err);
	if (status != ASSAY_OK)
		return status;
	read_action(c, keys[0].value);
	c->before = keys[1].value;
	c->before_sensitive = keys[4].value;
	if (c->action == ACTION_FORGET) {
		c->values = c->before;
		c->sensitive = c->before_sensitive;
	} else {
		c->values = keys[2].value;
		c->unknown = keys[3].value;
		c->sensitive = keys[5].value;
	}
	return read_import(p, c, keys[6].value, err);
}

static void name_change(struct plan *p, struct change *c)
{
	if (c->address.len)
		return;
	c->address = str_printf(p->w->run, "%.*s%s%.*s.%.*s", STR_ARGS(c->module_address),
		c->module_address.len ? "." : "", STR_ARGS(c->tf_type), STR_ARGS(c->name));
}

struct str change_key(struct arena *a, const struct change *c)
{
	return c->block.ptr ? str_printf(a, "%.*s%.*s", STR_ARGS(c->address), STR_ARGS(c->block))
			    : c->address;
}

enum { KEY_ADDRESS, KEY_MODULE, KEY_MODE, KEY_TYPE, KEY_NAME, KEY_DEPOSED, KEY_CHANGE, N_KEYS };

static bool is_set(struct cursor c)
{
	return c.doc && cursor_kind(c) != DOC_NULL;
}

/* create and forget: the old object stays beside the new one. */
static void add_left_behind(struct plan *p, const struct change *created)
{
	struct change *c = arena_alloc(p->scratch, sizeof *c);
	list_add(p->scratch, &p->found, c);
	*c = *created;
	c->action = ACTION_FORGET;
	c->left_behind = true;
	c->values = c->before;
	c->sensitive = c->before_sensitive;
	c->unknown = NOWHERE;
}

/* There is one object of a singleton: to delete the replaced one last deletes the new one. */
static void delete_singleton(const struct plan *p, struct change *c)
{
	if (c->part || !p->w->wanted[c->t]->singleton || c->action != ACTION_REPLACE ||
		!c->deletes_last)
		return;
	c->action = ACTION_DELETE;
	c->gone = true;
	c->values = c->unknown = c->sensitive = NOWHERE;
}

int plan_add_change(struct plan *p, const struct feed *feed, struct cursor at, struct cursor entry,
	bool uncounted, struct assay_error *err)
{
	struct lookup keys[N_KEYS] = {[KEY_ADDRESS] = {"address", NOWHERE},
		[KEY_MODULE] = {"module_address", NOWHERE},
		[KEY_MODE] = {"mode", NOWHERE},
		[KEY_TYPE] = {"type", NOWHERE},
		[KEY_NAME] = {"name", NOWHERE},
		[KEY_DEPOSED] = {"deposed", NOWHERE},
		[KEY_CHANGE] = {"change", NOWHERE}};
	struct change *c = arena_alloc(p->scratch, sizeof *c);
	list_add(p->scratch, &p->found, c);
	c->t = feed->t;
	c->part = feed->part;
	c->at = at;
	int status = cursor_find(entry, keys, N_KEYS, err);
	if (status == ASSAY_OK)
		status = plan_read_text(p, keys[KEY_ADDRESS].value, &c->address, err);
	if (status == ASSAY_OK)
		status = plan_read_text(p, keys[KEY_MODULE].value, &c->module_address, err);
	if (status == ASSAY_OK)
		status = plan_read_text(p, keys[KEY_TYPE].value, &c->tf_type, err);
	if (status == ASSAY_OK)
		status = plan_read_text(p, keys[KEY_NAME].value, &c->name, err);
	if (status == ASSAY_OK)
		status = read_values(p, c, keys[KEY_CHANGE].value, err);
	if (status != ASSAY_OK)
		return status;
	name_change(p, c);
	delete_singleton(p, c);
	/* An unknown mode: neither managed nor one that read_change skips. */
	if (is_set(keys[KEY_MODE].value) && !cursor_is(keys[KEY_MODE].value, "managed")) {
		c->action = ACTION_UNKNOWN;
		c->gone = c->leaves = false;
	}
	c->deposed = is_set(keys[KEY_DEPOSED].value);
	c->uncounted = uncounted;
	c->gone = c->gone && !uncounted;
	if (c->leaves && !uncounted)
		add_left_behind(p, c);
	return ASSAY_OK;
}
