/*
 * entity - the resources that exports list, found by key and by name.
 *
 * Knows keys and ARNs; must not know how an export is read, or what its fields contain.
 */
#include "inventory/export/entity.h"

/* what an ARN ends in, for a resource whose label no export tells; another key is a name itself */
static struct str key_name(const struct arn *arn, struct str key)
{
	struct str rest = arn->resource;
	for (size_t i = 0; i + 1 < rest.len; i++)
		if (rest.ptr[i] == '/' || rest.ptr[i] == ':')
			return (struct str){rest.ptr + i + 1, rest.len - i - 1};
	return rest.len ? rest : key;
}

struct str entity_id(struct inventory *w, const struct type *type,
	const struct account_state *owner, const struct region_state *home, struct str key)
{
	struct str place = STR_NONE;
	if (type->scope == SCOPE_ACCOUNT && owner)
		place = owner->account.key;
	else if (type->scope == SCOPE_REGION && home && !home->unresolved.ptr)
		place = home->region.key;
	if (type->scope == SCOPE_GLOBAL || type->singleton || !place.ptr)
		return type->scope == SCOPE_GLOBAL ? key : place;
	return str_printf(w->run, "%.*s/%.*s", STR_ARGS(place), STR_ARGS(key));
}

/* An ARN shows owner and home; of another key, its input does where it is unique in one. */
static void set_place(struct inventory *w, struct entity *e, const struct entity_key *k)
{
	const struct type *type = e->resource.type;
	if (arn_parse(&e->arn, k->key) && is_account_id(e->arn.account)) {
		inventory_account(w, &e->owner, e->arn.account);
		if (is_region_name(e->arn.region))
			account_state_region(w, &e->home, e->owner, e->arn.region);
	} else if (!type->key_is_arn) {
		e->owner = k->owner;
		e->home = type->regional ? k->home : NULL;
	}
	region_state_offer_place(e->home, k->at, STANDS_KEY);
	e->resource.owner = e->owner ? &e->owner->account : NULL;
	e->resource.home = e->home ? &e->home->region : NULL;
}

void type_state_entity(struct inventory *w, struct entity **out, struct type_state *type_state,
	const struct entity_key *k)
{
	const struct type *type = type_state->type;
	struct str id = entity_id(w, type, k->owner, k->home, k->key);
	*out = id.ptr ? map_get(&type_state->by_key, id) : NULL;
	if (*out || !id.ptr)
		return;
	struct entity *e = arena_alloc(w->run, sizeof *e);
	*out = e;
	e->resource = (struct resource){.object = OBJECT_RESOURCE, .type = type, .key = id};
	e->key = k->key;
	e->key_at = k->at;
	e->key_name = k->name;
	struct str shown = text_cut(w->run, id, SUBJECT_MAX);
	e->subject = str_printf(w->run, "%.*s %.*s", STR_ARGS(type->noun), STR_ARGS(shown));
	set_place(w, e, k);
	e->name = type->singleton ? type->noun : key_name(&e->arn, k->key);
	map_set(w->run, &type_state->by_key, id, e);
}

bool entity_is_listed_by(const struct entity *e, struct str account)
{
	if (e->owner && str_eq(e->owner->account.id, account))
		return true;
	for (size_t i = 0; i < e->account_states.n; i++)
		if (str_eq(((const struct account_state *)e->account_states.items[i])->account.id,
			    account))
			return true;
	for (size_t i = 0; i < e->region_states.n; i++)
		if (str_eq(((const struct region_state *)e->region_states.items[i])
				    ->account_state->account.id,
			    account))
			return true;
	return false;
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
