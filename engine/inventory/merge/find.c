/*
 * find - the exported resources that a planned change is about, and entities for new ones.
 *
 * Knows entities. Must not know a plan.
 */
#include "inventory/merge/merge.h"
#include "inventory/terraform/source.h"

bool identity_is_known(const struct identity *id)
{
	return id->exact.len || (id->name.len && id->region.len);
}

bool entity_is_in(const struct entity *e, struct str region)
{
	/* the ARN of a global service has no Region */
	if (e->arn.service.len && !e->arn.region.len)
		return true;
	if (e->home)
		return str_eq(e->home->region.name, region);
	for (size_t i = 0; i < e->region_states.n; i++)
		if (str_eq(((const struct region_state *)e->region_states.items[i])->region.name,
			    region))
			return true;
	return false;
}

struct list entities_find(
	struct inventory *w, size_t t, const struct account_state *h, const struct identity *id)
{
	const struct type_state *type_state = w->type_states.items[t];
	struct entity *exact = id->exact.len ? map_get(&type_state->by_key, id->exact) : NULL;
	const struct list *same = id->name.len ? map_get(&type_state->by_name, id->name) : NULL;
	struct list found = {0};
	if (exact && exact->owner == h)
		list_add(w->run, &found, exact);
	/* A plan may show the name and Region only. */
	for (size_t i = 0; id->region.len && same && i < same->n; i++) {
		struct entity *e = same->items[i];
		if (e != exact && e->owner == h && entity_is_in(e, id->region))
			list_add(w->run, &found, e);
	}
	return found;
}

static struct entity *add_keyed(struct inventory *w, struct type_state *type_state,
	struct account_state *h, struct region_state *region_state, const struct identity *id,
	const struct edit *edit)
{
	struct entity *e = NULL;
	struct entity_key k = {
		id->key, edit->at, planned_name(type_state->type->key), h, region_state};
	type_state_entity(w, &e, type_state, &k);
	if (id->name.len)
		e->name = id->name;
	entity_finish(w, type_state, e);
	return e;
}

static struct entity *add_unkeyed(struct inventory *w, struct type_state *type_state,
	struct account_state *h, struct region_state *region_state, const struct identity *id,
	const struct edit *edit)
{
	struct entity *e = arena_alloc(w->run, sizeof *e);
	const struct region **listed = arena_array(w->run, 1, sizeof *listed);
	struct str shown = text_cut(w->run, edit->key, 300);
	e->resource = (struct resource){.object = OBJECT_RESOURCE, .type = type_state->type};
	e->resource.key = e->resource.label = edit->key;
	e->resource.owner = &h->account;
	e->resource.listed_in = listed;
	e->key_at = edit->at;
	e->subject =
		str_printf(w->run, "%.*s %.*s", STR_ARGS(type_state->type->noun), STR_ARGS(shown));
	e->name = id->name.len ? id->name : edit->key;
	e->owner = h;
	e->home = region_state;
	if (region_state) {
		e->resource.home = listed[0] = &region_state->region;
		e->resource.n_listed_in = 1;
	}
	list_add(w->run, &type_state->entities, e);
	return e;
}

struct entity *entity_add(struct inventory *w, size_t t, struct account_state *h,
	struct region_state *region_state, const struct identity *id, const struct edit *edit)
{
	struct type_state *type_state = w->type_states.items[t];
	bool keyed = id->exact.len && !map_get(&type_state->by_key, id->exact);
	struct entity *e = keyed ? add_keyed(w, type_state, h, region_state, id, edit)
				 : add_unkeyed(w, type_state, h, region_state, id, edit);
	e->resource.address = edit->address;
	e->resource.planned_at = edit->at;
	e->loose = !type_state->type->regional || (e->home && e->home->unresolved.ptr);
	type_state_add_name(w, type_state, e);
	return e;
}
