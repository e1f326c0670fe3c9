/*
 * regions - the accounts and Regions of a plan in the inventory, and its changes in them.
 *
 * A Region that the plan does not specify is unresolved: one for each provider configuration, or
 * one for the resource if its own attribute leaves the Region unknown.
 */
#include "inventory/terraform/plan.h"

static void make_account(struct plan *p, struct group *g)
{
	struct inventory *w = p->w;
	struct str key = p->key;
	bool several = p->groups.n > 1;
	if (several)
		key = str_printf(w->run, "%.*s#%.*s", STR_ARGS(p->key), STR_ARGS(g->key));
	inventory_add_account(w, &g->account_state, key);
	struct account *account = &g->account_state->account;
	g->account_state->separator = several ? STR("/") : STR("#");
	account->planned = true;
	account->at = p->root;
	if (g->id.ptr) {
		account->id = str_copy(w->run, g->id);
		return;
	}
	account->id = STR("");
	account->why = reason_make(w->run, WHY_ACCOUNT_UNKNOWN, p->root, REASON_ARGS(key));
}

static struct region_state *find_region(struct plan *p, struct account_state *h, struct str name)
{
	struct region_state *found = NULL;
	account_state_region(p->w, &found, h, name);
	return found;
}

/* The unresolved Region with an id: of a provider configuration, or of one resource. */
static struct region_state *find_unresolved(
	struct plan *p, struct account_state *h, struct str id, const char *whose, struct cursor at)
{
	struct inventory *w = p->w;
	/* Unresolved Regions of two plans for one account are different. */
	struct str key = h->live ? str_printf(w->run, "?%.*s#%.*s", STR_ARGS(p->key), STR_ARGS(id))
				 : str_printf(w->run, "?%.*s", STR_ARGS(id));
	struct region_state *found = find_region(p, h, key);
	if (!found || found->unresolved.ptr)
		return found;
	found->unresolved = (struct str){key.ptr + 1, key.len - 1};
	found->plan = p->key;
	found->region.name = STR("");
	found->region.why = reason_make(w->run, WHY_REGION_UNKNOWN, at,
		REASON_ARGS(str_of(whose), id, p->source->input.uri));
	return found;
}

static void place_change(struct plan *p, struct change *c)
{
	struct account_state *h = c->group->account_state;
	/* The ARN of a resource that stays shows its Region. */
	bool stays = c->action != ACTION_REPLACE && c->action != ACTION_UNKNOWN;
	bool shared = !c->own_region && c->provider && !c->provider->region_varies;
	if (c->deposed)
		return;
	if (!c->region.ptr && !c->own_region && stays && is_region_name(c->arn.region))
		c->region = c->arn.region;
	if (c->region.ptr)
		c->region_state = find_region(p, h, c->region);
	else if (shared && !c->gone)
		c->region_state = find_unresolved(
			p, h, c->provider->key, "provider configuration ", c->provider->at);
	else if (!c->gone)
		c->region_state = find_unresolved(p, h, c->address, "", c->at);
	region_state_offer_place(c->region_state, c->at, STANDS_LIST);
}

/* The Region of a provider configuration is a subject even without a resource. */
static void place_provider(struct plan *p, const struct provider *provider)
{
	if (provider->region.ptr && !provider->account_varies)
		region_state_offer_place(
			find_region(p, provider->group->account_state, provider->region),
			provider->at, STANDS_EXPORT);
}

/* An account without any Region gets an unresolved one. */
static void place_group(struct plan *p, const struct group *g)
{
	if (g->account_state->region_state_list.n == 0)
		region_state_offer_place(find_unresolved(p, g->account_state, g->key, "", p->root),
			p->root, STANDS_LIST);
}

/* The key of the only unresolved Region is that of the plan; several have their own. */
static void name_unresolved(struct plan *p, struct account_state *h)
{
	size_t n = 0;
	for (size_t i = 0; i < h->region_state_list.n; i++)
		n += ((const struct region_state *)h->region_state_list.items[i])->plan.ptr ==
		     p->key.ptr;
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		struct region_state *region_state = h->region_state_list.items[i];
		if (region_state->plan.ptr != p->key.ptr)
			continue;
		region_state->region.key = h->live ? p->key : h->account.key;
		if (n > 1 && h->live)
			region_state->region.key = region_state->unresolved;
		else if (n > 1)
			region_state->region.key =
				str_printf(p->w->run, "%.*s%.*s%.*s", STR_ARGS(h->account.key),
					STR_ARGS(h->separator), STR_ARGS(region_state->unresolved));
	}
}

void plan_place_changes(struct plan *p)
{
	for (size_t i = 0; i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		if (!g->account_state)
			make_account(p, g);
	}
	for (size_t i = 0; i < p->found.n; i++)
		place_change(p, p->found.items[i]);
	for (size_t i = 0; i < p->provider_list.n; i++)
		place_provider(p, p->provider_list.items[i]);
	for (size_t i = 0; i < p->groups.n; i++)
		place_group(p, p->groups.items[i]);
	for (size_t i = 0; i < p->groups.n; i++)
		name_unresolved(p, ((struct group *)p->groups.items[i])->account_state);
}
