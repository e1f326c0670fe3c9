/*
 * regions - the accounts and Regions of a plan in the inventory, and its changes in them.
 *
 * A Region that the plan does not specify is unresolved: one for each provider configuration, or
 * one for the resource if its own attribute leaves the Region unknown.
 */
#include "inventory/terraform/plan.h"

static int make_account(struct plan *p, struct group *g)
{
	struct inventory *w = p->w;
	struct str key = p->key;
	bool several = p->groups.n > 1;
	if (several)
		key = str_printf(w->run, "%.*s#%.*s", STR_ARGS(p->key), STR_ARGS(g->key));
	if (!key.ptr || (inventory_add_account(w, &g->account_state, key), ASSAY_OK) != ASSAY_OK)
		return ASSAY_ENOMEM;
	struct account *account = &g->account_state->account;
	g->account_state->separator = several ? STR("/") : STR("#");
	account->planned = true;
	account->at = p->root;
	if (g->id.ptr) {
		account->id = str_copy(w->run, g->id);
		return account->id.ptr ? ASSAY_OK : ASSAY_ENOMEM;
	}
	account->id = STR("");
	account->why = reason_new(w->run, REASON_UNRESOLVED,
		str_printf(w->run, "the account of %.*s is not known", STR_ARGS(key)),
		STR("allowed_account_ids in its provider block"), p->root);
	return account->why ? ASSAY_OK : ASSAY_ENOMEM;
}

static int make_accounts(struct plan *p)
{
	for (size_t i = 0; i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		if (!g->account_state && make_account(p, g) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

static int unresolved_region_state(struct plan *p, struct region_state **out,
	struct account_state *h, struct str id, const char *whose, struct cursor at)
{
	struct inventory *w = p->w;
	/* Unresolved Regions of two plans for one account are different. */
	struct str key = h->live ? str_printf(w->run, "?%.*s#%.*s", STR_ARGS(p->key), STR_ARGS(id))
				 : str_printf(w->run, "?%.*s", STR_ARGS(id));
	if (!key.ptr || (account_state_region(w, out, h, key), ASSAY_OK) != ASSAY_OK)
		return ASSAY_ENOMEM;
	struct region_state *region_state = *out;
	if (!region_state || region_state->unresolved.ptr)
		return ASSAY_OK;
	region_state->unresolved = (struct str){key.ptr + 1, key.len - 1};
	region_state->plan = p->key;
	region_state->region.name = STR("");
	region_state->region.why = reason_new(w->run, REASON_UNRESOLVED,
		str_printf(w->run, "the Region of %s%.*s in %.*s is not known", whose, STR_ARGS(id),
			STR_ARGS(p->source->input.uri)),
		RESOLVE_REGION, at);
	return region_state->region.why ? ASSAY_OK : ASSAY_ENOMEM;
}

static int place_change(struct plan *p, struct change *c)
{
	struct account_state *h = c->group->account_state;
	int status = ASSAY_OK;
	if (c->deposed)
		return ASSAY_OK;
	/* The ARN of a resource that stays shows its Region. */
	bool stays = c->action != ACTION_REPLACE && c->action != ACTION_UNKNOWN;
	if (!c->region.ptr && !c->own_region && stays && is_region_name(c->arn.region))
		c->region = c->arn.region;
	bool shared = !c->own_region && c->provider && !c->provider->region_varies;
	if (c->region.ptr)
		status = (account_state_region(p->w, &c->region_state, h, c->region), ASSAY_OK);
	else if (c->gone)
		return ASSAY_OK;
	else if (shared)
		status = unresolved_region_state(p, &c->region_state, h, c->provider->key,
			"provider configuration ", c->provider->at);
	else
		status = unresolved_region_state(p, &c->region_state, h, c->address, "", c->at);
	region_state_place(c->region_state, c->at, STANDS_LIST);
	return status;
}

/* The Region of a provider configuration is a subject even without a resource. */
static int place_provider(struct plan *p, const struct provider *provider)
{
	struct region_state *region_state = NULL;
	if (!provider->region.ptr || provider->account_varies)
		return ASSAY_OK;
	int status = (account_state_region(p->w, &region_state, provider->group->account_state,
			      provider->region),
		ASSAY_OK);
	region_state_place(region_state, provider->at, STANDS_EXPORT);
	return status;
}

/* An account without any Region gets an unresolved one. */
static int place_group(struct plan *p, const struct group *g)
{
	struct region_state *region_state;
	if (g->account_state->region_state_list.n)
		return ASSAY_OK;
	int status =
		unresolved_region_state(p, &region_state, g->account_state, g->key, "", p->root);
	if (status == ASSAY_OK)
		region_state_place(region_state, p->root, STANDS_LIST);
	return status;
}

/* The key of the only unresolved Region is that of the plan; several have their own. */
static int name_unresolved(struct plan *p, struct account_state *h)
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
		if (!region_state->region.key.ptr)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

int plan_place_changes(struct plan *p, struct assay_error *err)
{
	int status = make_accounts(p);
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++)
		status = place_change(p, p->found.items[i]);
	for (size_t i = 0; status == ASSAY_OK && i < p->provider_list.n; i++)
		status = place_provider(p, p->provider_list.items[i]);
	for (size_t i = 0; status == ASSAY_OK && i < p->groups.n; i++)
		status = place_group(p, p->groups.items[i]);
	for (size_t i = 0; status == ASSAY_OK && i < p->groups.n; i++)
		status = name_unresolved(p, ((struct group *)p->groups.items[i])->account_state);
	return status == ASSAY_OK ? ASSAY_OK : error_nomem(err);
}
