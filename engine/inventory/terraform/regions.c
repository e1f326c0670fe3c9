/*
 * regions - the accounts and Regions of a plan in the inventory, and its changes in them.
 *
 * A Region that the plan does not specify is unresolved: one for each provider configuration, and
 * one for all resources of an account whose Regions are unknown and may differ.
 */
#include "inventory/terraform/plan.h"

/* Regions of an account, beyond which unresolved ones share a subject; AWS has some forty */
#define SUBJECTS_MAX ((size_t)128)

/*
 * True if plans of the account are one inventory: those that show all their changes. Exports of
 * the account, or of a resource of it, have its subjects already.
 */
static bool may_share(const struct plan *p, const struct group *g)
{
	bool all_shown = !p->redacted && (p->changes.doc || p->refresh_only);
	return g->id.ptr && all_shown && !map_get(&p->w->by_id, g->id);
}

static struct str account_key(struct plan *p, const struct group *g)
{
	if (p->groups.n == 1)
		return p->key;
	return str_printf(
		p->w->run, "%.*s#%.*s", STR_ARGS(p->key), STR_ARGS(g->id.ptr ? g->id : g->key));
}

static struct str separator(const struct plan *p)
{
	return p->groups.n > 1 ? STR("/") : STR("#");
}

/* What the keys of this plan's Regions in an account begin with. */
static struct str region_key(struct plan *p, const struct account_state *h, struct str name)
{
	struct str key = p->key, between = h->live ? STR("#") : separator(p);
	for (size_t i = 0; !h->live && i < p->groups.n; i++) {
		const struct group *g = p->groups.items[i];
		if (g->account_state == h)
			key = account_key(p, g);
	}
	if (!name.len)
		return key;
	return str_printf(
		p->w->run, "%.*s%.*s%.*s", STR_ARGS(key), STR_ARGS(between), STR_ARGS(name));
}

/* An account has one partition; two that plans show are none. */
static void set_partition(struct plan *p, struct group *g)
{
	struct account *account = &g->account_state->account;
	struct shown_by_all e = {.value = account->partition};
	shown_add(&e, g->partition.value);
	if (e.contradicts || g->partition.contradicts)
		account->partition = STR("");
	else if (e.value.ptr)
		account->partition = str_copy(p->w->run, e.value);
}

static void make_account(struct plan *p, struct group *g)
{
	struct inventory *w = p->w;
	bool shares = may_share(p, g);
	struct str id = g->id.ptr ? str_copy(w->run, g->id) : STR("");
	g->account_state = shares ? map_get(&w->by_plan_id, id) : NULL;
	if (g->account_state) {
		g->account_state->n_plans++;
		g->account_state->account.key = id;
		set_partition(p, g);
		return;
	}
	struct str key = account_key(p, g);
	inventory_add_account(w, &g->account_state, key);
	struct account_state *h = g->account_state;
	h->separator = separator(p);
	h->any = arena_array(w->run, w->n_wanted, sizeof *h->any);
	h->affected = arena_array(w->run, w->n_wanted, sizeof *h->affected);
	h->shared = shares;
	h->n_plans = 1;
	h->account.planned = true;
	h->account.at = p->root;
	h->account.named_by = p->given.kind;
	set_partition(p, g);
	h->account.id = id;
	if (shares)
		map_set(w->run, &w->by_plan_id, id, h);
	if (!id.len)
		h->account.why =
			reason_make(w->run, WHY_ACCOUNT_UNKNOWN, p->root, REASON_ARGS(key));
}

static struct region_state *find_region(struct plan *p, struct account_state *h, struct str name)
{
	struct region_state *found = NULL;
	size_t before = h->region_state_list.n;
	account_state_region(p->w, &found, h, name);
	/* Of several plans, the first that specifies the Region names the subject. */
	if (h->shared && h->region_state_list.n > before)
		found->region.key = region_key(p, h, name);
	return found;
}

static const struct reason *explain(struct plan *p, enum reason_text why, struct cursor at,
	struct str a, struct str b, struct str c)
{
	return reason_make(p->w->run, why, at, REASON_ARGS(p->source->input.uri, a, b, c));
}

/*
 * The Region that a variable shows. Plans of one account may write different expressions around
 * their variables, so each has its own; plans_compare_variables decides whether it is known.
 */
static struct region_state *find_by_variable(
	struct plan *p, struct account_state *h, const struct provider *provider)
{
	struct region_state *found = NULL;
	struct str name = str_copy(p->w->run, provider->region);
	struct str key = str_printf(
		p->w->run, "%.*s %.*s", STR_ARGS(name), STR_ARGS(region_key(p, h, name)));
	account_state_region(p->w, &found, h, key);
	if (!found || found->why_if_shared)
		return found;
	found->region.name = name;
	found->region.key = region_key(p, h, name);
	found->why_if_shared =
		explain(p, WHY_REGION_VARIABLE, provider->at, provider->key, STR_NONE, STR_NONE);
	return found;
}

static struct region_state *find_of_argument(
	struct plan *p, struct account_state *h, const struct provider *provider)
{
	if (provider->by_variable && h->shared)
		return find_by_variable(p, h, provider);
	return find_region(p, h, provider->region);
}

/* An unresolved Region with an id: of a provider configuration, or of one resource. */
static struct region_state *find_unresolved(struct plan *p, struct account_state *h, struct str id)
{
	struct inventory *w = p->w;
	/* Unresolved Regions of two plans for one account are different. */
	bool several = h->live || h->shared;
	struct str key = str_printf(w->run, "?%.*s", STR_ARGS(several ? region_key(p, h, id) : id));
	struct region_state *found = find_region(p, h, key);
	if (!found || found->unresolved.ptr)
		return found;
	found->unresolved = (struct str){key.ptr + 1, key.len - 1};
	found->plan = p->key;
	found->region.name = STR("");
	return found;
}

/* Why the Region of a provider configuration is unknown. */
static enum reason_text why_unresolved(const struct provider *provider)
{
	static const enum reason_text texts[] = {
		[CAUSE_NO_ARGUMENT] = WHY_REGION_NOT_SPECIFIED,
		[CAUSE_EXPRESSION] = WHY_REGION_EXPRESSION,
		[CAUSE_VARIABLE] = WHY_REGION_VARIABLE,
		[CAUSE_MERGED] = WHY_REGION_MERGED,
		[CAUSE_EVIDENCE] = WHY_REGION_CONTRADICTED,
	};
	return texts[provider->cause];
}

static struct str unresolved_key(
	struct plan *p, const struct account_state *h, const struct provider *provider)
{
	return str_printf(
		p->scratch, "%.*s %.*s", STR_ARGS(h->account.key), STR_ARGS(provider->same->key));
}

/* Provider configurations of one environment share one unresolved Region. */
static struct region_state *find_of_provider(
	struct plan *p, struct account_state *h, struct provider *provider)
{
	struct str key = str_printf(
		p->scratch, "%.*s %.*s", STR_ARGS(h->account.key), STR_ARGS(provider->same->key));
	struct provider *first = map_get(&p->unresolved, key);
	if (!first) {
		first = provider;
		map_set(p->scratch, &p->unresolved, key, first);
	}
	struct region_state *found = find_unresolved(p, h, first->key);
	if (found && !found->region.why)
		found->region.why = explain(
			p, why_unresolved(first), first->at, first->key, STR_NONE, STR_NONE);
	return found;
}

/* Why the Region of a resource is unknown. */
static const struct reason *why_own(struct plan *p, const struct change *c)
{
	if (c->arn_region.ptr)
		return explain(p, WHY_REGION_CONFLICT, c->at, c->address, c->arn_region,
			c->specified_region);
	if (c->own_region)
		return explain(p, WHY_REGION_ATTRIBUTE, c->at, c->address, STR_NONE, STR_NONE);
	if (c->provider && !c->provider->region_varies)
		return explain(p, why_unresolved(c->provider), c->provider->at, c->provider->key,
			STR_NONE, STR_NONE);
	if (c->provider)
		return explain(p, WHY_REGION_OF_EACH, c->provider->at, c->provider->key, STR_NONE,
			STR_NONE);
	return explain(p, WHY_PROVIDERS_NOT_SHOWN, c->at, STR_NONE, STR_NONE, STR_NONE);
}

/* A home that is no subject and equal to no other Region. */
static struct region_state *make_home(struct plan *p, struct change *c)
{
	struct inventory *w = p->w;
	struct account_state *h = c->group->account_state;
	struct region_state *home = arena_alloc(w->run, sizeof *home);
	home->region = (struct region){.object = OBJECT_REGION, .account = &h->account};
	home->region.name = STR("");
	home->region.key = h->account.key;
	home->region.why = why_own(p, c);
	home->account_state = h;
	home->lists = arena_array(w->run, w->n_wanted, sizeof *home->lists);
	for (size_t t = 0; t < w->n_wanted; t++)
		home->lists[t].why_incomplete = home->region.why;
	return home;
}

/* The unresolved Region of all regional resources of an account whose Regions may differ. */
static struct region_state *find_mixed(struct plan *p, struct change *c)
{
	struct region_state *found = find_unresolved(p, c->group->account_state, STR("unknown"));
	if (found && found->region.why)
		found->region.scattered = true;
	else if (found)
		found->region.why = why_own(p, c);
	return found;
}

static bool is_variable(const struct provider *provider)
{
	return provider->cause == CAUSE_VARIABLE || provider->cause == CAUSE_MERGED;
}

/*
 * The Region of a variable may be that of another provider configuration. It is a subject only if
 * it has resources of a regional type, so that two subjects are not one Region.
 */
static bool is_no_subject(
	struct plan *p, const struct account_state *h, const struct provider *provider)
{
	bool is_new = !map_get(&p->unresolved, unresolved_key(p, h, provider));
	return provider->home || (is_variable(provider) && !provider->has_regional) ||
	       (is_new && h->region_state_list.n >= SUBJECTS_MAX);
}

static void place_change(struct plan *p, struct change *c)
{
	struct account_state *h = c->group->account_state;
	bool shared =
		!c->own_region && !c->arn_region.ptr && c->provider && !c->provider->region_varies;
	if (c->deposed)
		return;
	if (c->region.ptr && c->provider && !c->own_region &&
		c->region.ptr == c->provider->region.ptr)
		c->region_state = find_of_argument(p, h, c->provider);
	else if (c->region.ptr)
		c->region_state = find_region(p, h, c->region);
	else if (shared && !c->gone && is_no_subject(p, h, c->provider))
		c->home = c->provider->home ? c->provider->home : make_home(p, c);
	else if (shared && !c->gone)
		c->region_state = find_of_provider(p, h, c->provider);
	else if (!c->gone)
		c->home = make_home(p, c);
	bool regional = p->w->wanted[c->t]->regional;
	/* Others of this subject may be in another Region, where this one is not listed. */
	if (c->home && !regional && !shared && !c->arn_region.ptr)
		region_state_offer_place(find_mixed(p, c), c->at, STANDS_LIST);
	if (c->home && regional)
		c->region_state = find_mixed(p, c);
	if (c->arn_region.ptr && regional)
		region_state_offer_place(find_region(p, h, c->arn_region), c->at, STANDS_LIST);
	if (shared)
		c->provider->home = c->home;
	if (c->gone && !c->carrier && c->region_state)
		list_state_note_deleted(&c->region_state->lists[c->t], c->address, c->at);
	if (c->gone && !c->carrier)
		list_state_note_deleted(&h->lists[c->t], c->address, c->at);
	region_state_offer_place(c->region_state, c->at, STANDS_LIST);
}

/* The Region of a provider configuration is a subject even without a resource. */
static void place_provider(struct plan *p, struct provider *provider)
{
	/* An entry without a type may be a resource of any provider configuration. */
	bool any_entry = p->n_untyped || p->n_deferred;
	if (!provider->region.ptr && !provider->account_varies && any_entry)
		region_state_offer_place(
			find_of_provider(p, provider->group->account_state, provider), provider->at,
			STANDS_EXPORT);
	if (provider->region.ptr && !provider->account_varies)
		region_state_offer_place(
			find_of_argument(p, provider->group->account_state, provider), provider->at,
			STANDS_EXPORT);
}

/* An account without any Region gets an unresolved one. */
static void place_group(struct plan *p, const struct group *g)
{
	if (g->account_state->region_state_list.n)
		return;
	struct region_state *r = find_unresolved(p, g->account_state, g->key);
	if (r)
		r->region.why =
			explain(p, WHY_REGION_NOT_SHOWN, p->root, STR_NONE, STR_NONE, STR_NONE);
	region_state_offer_place(r, p->root, STANDS_LIST);
}

/* The key of the only unresolved Region is that of the plan; several have their own. */
static void name_unresolved(struct plan *p, struct account_state *h)
{
	size_t n = 0;
	bool several = h->live || h->shared;
	for (size_t i = 0; i < h->region_state_list.n; i++)
		n += ((const struct region_state *)h->region_state_list.items[i])->plan.ptr ==
		     p->key.ptr;
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		struct region_state *region_state = h->region_state_list.items[i];
		if (region_state->plan.ptr != p->key.ptr)
			continue;
		region_state->region.key = region_key(p, h, STR_NONE);
		if (n > 1 && several)
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

/* A Region of a variable is known only if no other Region of the account has its name. */
static void compare_variables(struct inventory *w, struct account_state *h)
{
	struct map by_name = {0};
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		struct region_state *r = h->region_state_list.items[i];
		struct region_state *other =
			r->region.name.len ? map_get(&by_name, r->region.name) : NULL;
		if (!other && r->region.name.len)
			map_set(w->run, &by_name, r->region.name, r);
		if (!other)
			continue;
		r->is_ambiguous = r->why_if_shared != NULL;
		other->is_ambiguous = other->why_if_shared != NULL;
	}
	for (size_t i = 0; i < h->region_state_list.n; i++) {
		struct region_state *r = h->region_state_list.items[i];
		if (!r->is_ambiguous)
			continue;
		r->unresolved = r->region.key;
		r->region.name = STR("");
		r->region.why = r->why_if_shared;
	}
}

void plans_compare_variables(struct inventory *w)
{
	for (size_t i = 0; i < w->account_states.n; i++) {
		struct account_state *h = w->account_states.items[i];
		if (h->shared && h->n_plans > 1)
			compare_variables(w, h);
	}
}
