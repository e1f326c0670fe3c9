/*
 * site - accounts and Regions: made when something names them, put in order at the end.
 *
 * Knows keys of subjects and places that stand for them. Must not know what is in a Region.
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

int inventory_add_account(struct inventory *w, struct account_state **out, struct str key)
{
	struct account_state *h = arena_alloc(w->run, sizeof *h);
	*out = h;
	if (!h || !key.ptr)
		return ASSAY_ENOMEM;
	h->account.object = OBJECT_ACCOUNT;
	h->account.key = key;
	h->separator = STR("/");
	h->lists = new_lists(w);
	return h->lists ? list_add(w->run, &w->account_states, h) : ASSAY_ENOMEM;
}

int inventory_account(struct inventory *w, struct account_state **out, struct str id)
{
	*out = map_get(&w->by_id, id);
	if (*out)
		return ASSAY_OK;
	struct str key = str_copy(w->run, id);
	int status = inventory_add_account(w, out, key);
	if (status != ASSAY_OK)
		return status;
	(*out)->account.id = key;
	(*out)->live = true;
	return map_set(w->run, &w->by_id, key, *out);
}

/* a made-up flood of Regions must not make the run one of millions of subjects */
static int refuse_region(struct inventory *w, struct account_state *h)
{
	if (h->overflown)
		return ASSAY_OK;
	h->overflown = true;
	return remark_add(w, REMARK_ERROR, NULL, NOWHERE,
		str_printf(w->run,
			"The inputs name more than %zu Regions of account %.*s: the rest is not "
			"judged.",
			REGIONS_MAX, STR_ARGS(h->account.key)));
}

int account_state_region(
	struct inventory *w, struct region_state **out, struct account_state *h, struct str name)
{
	*out = map_get(&h->region_states, name);
	if (*out)
		return ASSAY_OK;
	if (h->region_states.n >= REGIONS_MAX)
		return refuse_region(w, h);
	struct region_state *region_state = arena_alloc(w->run, sizeof *region_state);
	struct str copy = str_copy(w->run, name);
	if (!region_state || !copy.ptr)
		return ASSAY_ENOMEM;
	region_state->region =
		(struct region){.object = OBJECT_REGION, .account = &h->account, .name = copy};
	region_state->region.key = str_printf(w->run, "%.*s%.*s%.*s", STR_ARGS(h->account.key),
		STR_ARGS(h->separator), STR_ARGS(copy));
	region_state->account_state = h;
	region_state->standing = STANDS_NOT;
	region_state->lists = new_lists(w);
	if (!region_state->lists || !region_state->region.key.ptr ||
		list_add(w->run, &h->region_state_list, region_state) != ASSAY_OK)
		return ASSAY_ENOMEM;
	*out = region_state;
	return map_set(w->run, &h->region_states, copy, region_state);
}

void region_state_place(struct region_state *region_state, struct cursor at, enum standing rank)
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

static int finish_account(struct inventory *w, struct account_state *h)
{
	size_t n = h->region_state_list.n;
	const struct region **regions = arena_array(w->run, n, sizeof *regions);
	if (!regions)
		return ASSAY_ENOMEM;
	if (list_sort(w->run, &h->region_state_list, by_region_key) != ASSAY_OK)
		return ASSAY_ENOMEM;
	for (size_t i = 0; i < n; i++) {
		struct region_state *region_state = h->region_state_list.items[i];
		regions[i] = &region_state->region;
		if (!h->account.at.doc)
			h->account.at = region_state->region.at;
	}
	h->account.regions = regions;
	h->account.n_regions = n;
	return ASSAY_OK;
}

static int by_account_key(const void *a, const void *b)
{
	const struct account_state *x = a, *y = b;
	return str_cmp(x->account.key, y->account.key);
}

int inventory_finish_accounts(struct inventory *w)
{
	if (list_sort(w->run, &w->account_states, by_account_key) != ASSAY_OK)
		return ASSAY_ENOMEM;
	w->n_accounts = w->account_states.n;
	w->accounts = arena_array(w->run, w->n_accounts, sizeof *w->accounts);
	if (!w->accounts)
		return ASSAY_ENOMEM;
	for (size_t i = 0; i < w->n_accounts; i++) {
		struct account_state *h = w->account_states.items[i];
		w->accounts[i] = &h->account;
		if (finish_account(w, h) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}
