/*
 * site - accounts and Regions: made when something names them, put in order at the end.
 *
 * Knows keys of subjects and places that stand for them. Must not know what is in a Region.
 */
#include "inventory/build.h"

int world_wanted(const struct world *w, const struct type *type)
{
	for (size_t i = 0; i < w->n_wanted; i++)
		if (w->wanted[i] == type)
			return (int)i;
	return -1;
}

static struct list_state *new_lists(const struct world *w)
{
	return arena_array(w->run, w->n_wanted, sizeof(struct list_state));
}

int world_add_holding(struct world *w, struct holding **out, struct str key)
{
	struct holding *h = arena_alloc(w->run, sizeof *h);
	*out = h;
	if (!h || !key.ptr)
		return ASSAY_ENOMEM;
	h->account.thing = THING_ACCOUNT;
	h->account.key = key;
	h->separator = STR("/");
	h->lists = new_lists(w);
	return h->lists ? list_add(w->run, &w->holdings, h) : ASSAY_ENOMEM;
}

int world_holding(struct world *w, struct holding **out, struct str id)
{
	*out = map_get(&w->by_id, id);
	if (*out)
		return ASSAY_OK;
	struct str key = str_copy(w->run, id);
	int status = world_add_holding(w, out, key);
	if (status != ASSAY_OK)
		return status;
	(*out)->account.id = key;
	(*out)->live = true;
	return map_set(w->run, &w->by_id, key, *out);
}

/* a made-up flood of Regions must not make the run one of millions of subjects */
static int refuse_site(struct world *w, struct holding *h)
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

int holding_site(struct world *w, struct site **out, struct holding *h, struct str name)
{
	*out = map_get(&h->sites, name);
	if (*out)
		return ASSAY_OK;
	if (h->sites.n >= REGIONS_MAX)
		return refuse_site(w, h);
	struct site *site = arena_alloc(w->run, sizeof *site);
	struct str copy = str_copy(w->run, name);
	if (!site || !copy.ptr)
		return ASSAY_ENOMEM;
	site->region = (struct region){.thing = THING_REGION, .account = &h->account, .name = copy};
	site->region.key = str_printf(w->run, "%.*s%.*s%.*s", STR_ARGS(h->account.key),
		STR_ARGS(h->separator), STR_ARGS(copy));
	site->holding = h;
	site->standing = STANDS_NOT;
	site->lists = new_lists(w);
	if (!site->lists || !site->region.key.ptr ||
		list_add(w->run, &h->site_list, site) != ASSAY_OK)
		return ASSAY_ENOMEM;
	*out = site;
	return map_set(w->run, &h->sites, copy, site);
}

void site_stand(struct site *site, struct cursor at, enum standing rank)
{
	if (!site || !at.doc || site->standing <= (int)rank)
		return;
	site->region.at = at;
	site->standing = (int)rank;
}

static int by_region_key(const void *a, const void *b)
{
	const struct site *x = a, *y = b;
	return str_cmp(x->region.key, y->region.key);
}

static int finish_holding(struct world *w, struct holding *h)
{
	size_t n = h->site_list.n;
	const struct region **regions = arena_array(w->run, n, sizeof *regions);
	if (!regions)
		return ASSAY_ENOMEM;
	if (list_sort(w->run, &h->site_list, by_region_key) != ASSAY_OK)
		return ASSAY_ENOMEM;
	for (size_t i = 0; i < n; i++) {
		struct site *site = h->site_list.items[i];
		regions[i] = &site->region;
		if (!h->account.at.doc)
			h->account.at = site->region.at;
	}
	h->account.regions = regions;
	h->account.n_regions = n;
	return ASSAY_OK;
}

static int by_account_key(const void *a, const void *b)
{
	const struct holding *x = a, *y = b;
	return str_cmp(x->account.key, y->account.key);
}

int world_finish_holdings(struct world *w)
{
	if (list_sort(w->run, &w->holdings, by_account_key) != ASSAY_OK)
		return ASSAY_ENOMEM;
	w->n_accounts = w->holdings.n;
	w->accounts = arena_array(w->run, w->n_accounts, sizeof *w->accounts);
	if (!w->accounts)
		return ASSAY_ENOMEM;
	for (size_t i = 0; i < w->n_accounts; i++) {
		struct holding *h = w->holdings.items[i];
		w->accounts[i] = &h->account;
		if (finish_holding(w, h) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}
