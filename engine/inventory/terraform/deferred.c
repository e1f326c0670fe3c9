/*
 * deferred - deferred_changes: changes that the plan leaves to a later plan.
 *
 * A list that a deferred change may add to may be incomplete. Must not know what the values of
 * a resource mean.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/source.h"

static void open_list(struct plan *p, size_t t, struct cursor at)
{
	/* One reason is enough for all deferred changes. */
	bool is_incomplete =
		t < p->w->n_wanted ? p->why_incomplete[t] != NULL : p->n_deferred++ > 0;
	if (!is_incomplete)
		plan_open_list(p, t, WHY_PLAN_DEFERS, at, NULL);
}

static int read_names(
	struct plan *p, struct deferred *d, struct cursor object, struct assay_error *err)
{
	const struct type *type = p->w->wanted[d->t];
	struct lookup keys[2];
	size_t n = 0;
	struct str key = planned_name(type->key), label = planned_name(type->label);
	if (!object.doc || cursor_kind(object) != DOC_OBJECT || !key.ptr)
		return ASSAY_OK;
	keys[n++] = (struct lookup){key.ptr, NOWHERE};
	if (label.ptr && !str_eq(label, key))
		keys[n++] = (struct lookup){label.ptr, NOWHERE};
	int status = cursor_find(object, keys, n, err);
	if (status == ASSAY_OK && !d->arn.len)
		status = plan_read_text(p, keys[0].value, &d->arn, err);
	if (status == ASSAY_OK && !d->name.len && n > 1)
		status = plan_read_text(p, keys[1].value, &d->name, err);
	return status;
}

/* True if the only action is create: it affects no existing resource. */
static bool is_create(struct cursor actions)
{
	struct walk walk;
	if (!actions.doc || cursor_kind(actions) != DOC_ARRAY)
		return false;
	walk_begin(&walk, actions);
	return walk_next(&walk) && cursor_is(walk.value, "create") && !walk_next(&walk);
}

static int add_deferred(struct plan *p, size_t t, struct cursor at,
	const struct lookup *keys_of_change, struct assay_error *err)
{
	struct lookup keys[] = {{"actions", NOWHERE}, {"before", NOWHERE}, {"after", NOWHERE}};
	struct deferred *d = arena_alloc(p->scratch, sizeof *d);
	list_add(p->scratch, &p->deferred_list, d);
	d->t = t;
	d->at = at;
	int status = plan_read_text(p, keys_of_change[0].value, &d->address, err);
	if (status == ASSAY_OK && keys_of_change[1].value.doc &&
		cursor_kind(keys_of_change[1].value) == DOC_OBJECT)
		status = cursor_find(keys_of_change[1].value, keys, LENGTH_OF(keys), err);
	if (status == ASSAY_OK)
		status = read_names(p, d, keys[1].value, err);
	if (status == ASSAY_OK)
		status = read_names(p, d, keys[2].value, err);
	d->creates = is_create(keys[0].value);
	if (status == ASSAY_OK && d->address.len)
		map_set(p->scratch, &p->deferred_by_address, d->address, d);
	return status;
}

int plan_read_deferred(struct plan *p, struct walk *walk, struct assay_error *err)
{
	struct lookup outer[] = {{"resource_change", NOWHERE}};
	struct lookup keys[] = {
		{"address", NOWHERE}, {"change", NOWHERE}, {"type", NOWHERE}, {"mode", NOWHERE}};
	int status = cursor_find(walk->value, outer, LENGTH_OF(outer), err);
	if (status == ASSAY_OK)
		status = cursor_find(outer[0].value, keys, LENGTH_OF(keys), err);
	if (status != ASSAY_OK)
		return status;
	size_t n_feeds = 0;
	const struct feed *feeds = plan_feeds(p, keys[2].value, &n_feeds);
	bool has_type = plan_has_type(keys[2].value);
	if (has_type && cursor_is(keys[3].value, "data"))
		return ASSAY_OK;
	if (has_type)
		status =
			plan_add_carriers(p, walk->value, outer[0].value, keys[2].value, true, err);
	if (!has_type)
		open_list(p, p->w->n_wanted, walk->value);
	for (size_t i = 0; status == ASSAY_OK && i < n_feeds; i++) {
		status = add_deferred(p, feeds[i].t, walk->value, keys, err);
		if (status == ASSAY_OK)
			status = plan_add_change(
				p, &feeds[i], walk->value, outer[0].value, true, err);
		if (status == ASSAY_OK)
			open_list(p, feeds[i].t, walk->value);
	}
	return status;
}

bool plan_defers(const struct plan *p, struct str address)
{
	return map_get(&p->deferred_by_address, address) != NULL;
}
