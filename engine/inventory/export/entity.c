/*
 * entity - the resources that exports list, found by key and by name.
 *
 * Knows keys and ARNs; must not know how an export is read, or what its fields contain.
 */
#include "inventory/export/entity.h"

/* what an ARN ends in, for a resource whose label no export tells */
static struct str arn_name(const struct arn *arn, struct str key)
{
	struct str rest = arn->resource.len ? arn->resource : key;
	for (size_t i = 0; i + 1 < rest.len; i++)
		if (rest.ptr[i] == '/' || rest.ptr[i] == ':')
			return (struct str){rest.ptr + i + 1, rest.len - i - 1};
	return rest;
}

void type_state_entity(struct inventory *w, struct entity **out, struct type_state *type_state,
	struct str key, struct cursor key_at, struct str key_name)
{
	*out = map_get(&type_state->by_key, key);
	if (*out)
		return;
	struct entity *e = arena_alloc(w->run, sizeof *e);
	*out = e;
	e->resource =
		(struct resource){.object = OBJECT_RESOURCE, .type = type_state->type, .key = key};
	e->key_at = key_at;
	e->key_name = key_name;
	struct str shown = text_cut(w->run, key, SUBJECT_MAX);
	e->subject =
		str_printf(w->run, "%.*s %.*s", STR_ARGS(type_state->type->noun), STR_ARGS(shown));
	if (arn_parse(&e->arn, key) && is_account_id(e->arn.account)) {
		inventory_account(w, &e->owner, e->arn.account);
		if (is_region_name(e->arn.region))
			account_state_region(w, &e->home, e->owner, e->arn.region);
	}
	region_state_offer_place(e->home, key_at, STANDS_KEY);
	e->name = arn_name(&e->arn, key);
	e->resource.owner = e->owner ? &e->owner->account : NULL;
	e->resource.home = e->home ? &e->home->region : NULL;
	map_set(w->run, &type_state->by_key, key, e);
}

void type_state_add_name(struct inventory *w, struct type_state *type_state, struct entity *e)
{
	struct list *same = map_get(&type_state->by_name, e->name);
	if (!same) {
		same = arena_alloc(w->run, sizeof *same);
		map_set(w->run, &type_state->by_name, e->name, same);
	}
	list_add(w->run, same, e);
}
