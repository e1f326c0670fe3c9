/*
 * values - plans without resource_changes: planned values, and a refreshed state. Of other plans,
 * the planned values that have no entry in resource_changes: a filter may have removed it.
 *
 * Planned values omit attributes that are known only after apply. So a missing attribute is
 * unknown, unless the plan only refreshes. Knows the nesting of modules in values.
 */
#include "inventory/terraform/plan.h"

/* feed NULL: a carrier. */
static int add_resource(struct plan *p, const struct feed *feed, struct cursor at,
	struct str module, const struct lookup *keys, struct assay_error *err)
{
	struct change *c = arena_alloc(p->scratch, sizeof *c);
	*c = (struct change){.at = at, .module_address = module};
	if (feed) {
		c->t = feed->t;
		c->part = feed->part;
	}
	c->action = p->refresh_only ? ACTION_NO_OP : ACTION_UNKNOWN;
	c->values = c->before = keys[4].value;
	c->sensitive = keys[5].value;
	int status = plan_read_text(p, keys[0].value, &c->address, err);
	if (status == ASSAY_OK)
		status = plan_read_text(p, keys[2].value, &c->tf_type, err);
	if (status == ASSAY_OK)
		status = plan_read_text(p, keys[3].value, &c->name, err);
	if (status != ASSAY_OK)
		return status;
	if (!c->address.len)
		return cursor_error(err, ASSAY_EINPUT, at,
			"a planned value has no \"address\". Make the plan JSON again with "
			"terraform show -json PLAN");
	/* The refreshed state repeats planned values. */
	struct map *seen = &p->seen[feed ? feed->t : p->w->n_wanted];
	if (map_get(seen, c->address))
		return ASSAY_OK;
	map_set(p->scratch, seen, c->address, c);
	if (!feed)
		return plan_add_carried_values(p, c, keys[2].value, err);
	list_add(p->scratch, &p->found, c);
	return ASSAY_OK;
}

static int read_resource(
	struct plan *p, struct walk *walk, struct str module, struct assay_error *err)
{
	struct lookup keys[] = {{"address", NOWHERE}, {"mode", NOWHERE}, {"type", NOWHERE},
		{"name", NOWHERE}, {"values", NOWHERE}, {"sensitive_values", NOWHERE}};
	struct cursor at = walk->value;
	int status = walk_find(walk, keys, LENGTH_OF(keys), err);
	if (status != ASSAY_OK)
		return status;
	size_t n = 0;
	const struct feed *feeds = plan_feeds(p, keys[2].value, &n);
	bool reads = n || (keys[2].value.doc && plan_reads_type(p, keys[2].value));
	if (!reads || cursor_is(keys[1].value, "data"))
		return ASSAY_OK;
	if (!p->changes.doc)
		status = add_resource(p, NULL, at, module, keys, err);
	for (size_t i = 0; status == ASSAY_OK && i < n; i++)
		status = add_resource(p, &feeds[i], at, module, keys, err);
	return status;
}

static int read_module(struct plan *p, struct cursor at, size_t depth, struct assay_error *err)
{
	struct lookup keys[] = {
		{"address", NOWHERE}, {"resources", NOWHERE}, {"child_modules", NOWHERE}};
	struct walk walk;
	struct str address;
	if (depth > MODULE_DEPTH_MAX)
		return cursor_error(err, ASSAY_ELIMIT, at, "modules are nested more than %d deep",
			MODULE_DEPTH_MAX);
	int status = cursor_find(at, keys, LENGTH_OF(keys), err);
	if (status == ASSAY_OK)
		status = plan_read_text(p, keys[0].value, &address, err);
	if (status != ASSAY_OK)
		return status;
	if (keys[1].value.doc && cursor_kind(keys[1].value) == DOC_ARRAY) {
		walk_begin(&walk, keys[1].value);
		while (status == ASSAY_OK && walk_next(&walk))
			status = read_resource(p, &walk, address, err);
	}
	if (keys[2].value.doc && cursor_kind(keys[2].value) == DOC_ARRAY) {
		walk_begin(&walk, keys[2].value);
		while (status == ASSAY_OK && walk_next(&walk))
			status = read_module(p, walk.value, depth + 1, err);
	}
	return status;
}

static int read_root(struct plan *p, struct cursor values, struct assay_error *err)
{
	struct lookup root[] = {{"root_module", NOWHERE}};
	if (!values.doc)
		return ASSAY_OK;
	int status = cursor_find(values, root, LENGTH_OF(root), err);
	if (status != ASSAY_OK || !root[0].value.doc)
		return status;
	return read_module(p, root[0].value, 0, err);
}

int plan_read_values(struct plan *p, struct assay_error *err)
{
	struct lookup state[] = {{"values", NOWHERE}};
	p->seen = arena_array(p->scratch, p->w->n_wanted + 1, sizeof *p->seen);
	for (size_t i = 0; i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		map_set(p->scratch, &p->seen[c->t], c->address, c);
	}
	int status = read_root(p, p->planned_values, err);
	if (status != ASSAY_OK || !p->refresh_only || !p->prior_state.doc || p->changes.doc)
		return status;
	status = cursor_find(p->prior_state, state, LENGTH_OF(state), err);
	return status == ASSAY_OK ? read_root(p, state[0].value, err) : status;
}
