/*
 * region_state - accounts and Regions: created when an input names them, sorted at the end.
 *
 * Knows the keys and places of subjects. Must not know what a Region contains.
 */
#include "inventory/model/build.h"

int inventory_wanted(const struct inventory *w, const struct type *type)
{
	for (size_t i = 0; i < w->n_wanted; i++)
		if (w->wanted[i] == type)
			return (int)i;
	return -1;
}

static struct list_state *new_lists(const struct inventory *w)
{
	return arena_array(w->run, w->n_wanted, sizeof(struct list_state));
}

void inventory_add_account(struct inventory *w, struct account_state **out, struct str key)
{
	struct account_state *h = arena_alloc(w->run, sizeof *h);
	h->account.object = OBJECT_ACCOUNT;
	h->account.key = key;
	h->separator = STR("/");
	h->lists = new_lists(w);
	list_add(w->run, &w->account_states, h);
	*out = h;
}

void inventory_account(struct inventory *w, struct account_state **out, struct str id)
{
	*out = map_get(&w->by_id, id);
	if (*out)
		return;
	struct str key = str_copy(w->run, id);
	inventory_add_account(w, out, key);
	(*out)->account.id = key;
	(*out)->live = true;
	map_set(w->run, &w->by_id, key, *out);
}

/* an input with millions of invented Regions must not create millions of subjects */
static void refuse_region(struct inventory *w, struct account_state *h)
{
	if (h->overflown)
		return;
	h->overflown = true;
	remark_add(w, REMARK_ERROR, NULL, NOWHERE,
		str_printf(w->run,
			"The inputs name more than %zu Regions of account %.*s. The rest are not "
			"judged.",
			REGIONS_MAX, STR_ARGS(h->account.key)));
}

void account_state_region(
	struct inventory *w, struct region_state **out, struct account_state *h, struct str name)
{
	*out = map_get(&h->region_states, name);
	if (*out)
		return;
	if (h->region_states.n >= REGIONS_MAX) {
		refuse_region(w, h);
		return;
	}
	struct region_state *r = arena_alloc(w->run, sizeof *r);
	struct str copy = str_copy(w->run, name);
	r->region = (struct region){.object = OBJECT_REGION, .account = &h->account, .name = copy};
	r->region.key = str_printf(w->run, "%.*s%.*s%.*s", STR_ARGS(h->account.key),
		STR_ARGS(h->separator), STR_ARGS(copy));
	r->account_state = h;
	r->standing = STANDS_NOT;
	r->lists = new_lists(w);
	list_add(w->run, &h->region_state_list, r);
	map_set(w->run, &h->region_states, copy, r);
	*out = r;
}

void region_state_offer_place(
	struct region_state *region_state, struct cursor at, enum standing rank)
{
	if (!region_state || !at.doc || region_state->standing <= (int)rank)
		return;
	region_state->region.at = at;
	region_state->standing = (int)rank;
}

static int by_region_key(const void *a, const void *b)
{
	const struct region_state *x = a, *y = b;
	return str_cmp(x->region.key, y->region.key);
}

static void finish_account(struct inventory *w, struct account_state *h)
{
	size_t n = h->region_state_list.n;
	const struct region **regions = arena_array(w->run, n, sizeof *regions);
	list_sort(w->run, &h->region_state_list, by_region_key);
	for (size_t i = 0; i < n; i++) {
		struct region_state *region_state = h->region_state_list.items[i];
		regions[i] = &region_state->region;
		if (!h->account.at.doc)
			h->account.at = region_state->region.at;
	}
	h->account.regions = regions;
	h->account.n_regions = n;
}

static int by_account_key(const void *a, const void *b)
{
	const struct account_state *x = a, *y = b;
	return str_cmp(x->account.key, y->account.key);
}

void inventory_finish_accounts(struct inventory *w)
{
	list_sort(w->run, &w->account_states, by_account_key);
	w->n_accounts = w->account_states.n;
	w->accounts = arena_array(w->run, w->n_accounts, sizeof *w->accounts);
	for (size_t i = 0; i < w->n_accounts; i++) {
		struct account_state *h = w->account_states.items[i];
		w->accounts[i] = &h->account;
		h->account.exported = h->exported;
		finish_account(w, h);
	}
}
