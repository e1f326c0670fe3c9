/*
 * plan_accounts - the accounts and Regions of a plan.
 *
 * Provider configurations are one account only if they resolve to the same account or agree on
 * everything but alias and Region; otherwise each is its own. What no configuration
 * tells, an ARN may. Knows providers and changes; must not know what is in a resource.
 */
#include "inventory/terraform/plan.h"

static int new_group(struct plan *p, struct group **out, struct str key, struct assay_error *err)
{
	struct group *g = arena_alloc(p->scratch, sizeof *g);
	*out = g;
	if (!g || list_add(p->scratch, &p->groups, g) != ASSAY_OK)
		return error_nomem(err);
	g->key = key;
	g->any = arena_array(p->scratch, p->w->n_wanted, sizeof *g->any);
	return g->any ? ASSAY_OK : error_nomem(err);
}

static struct group * final(struct group *g)
{
	while (g && g->merged)
		g = g->merged;
	return g;
}

static int by_key(const void *a, const void *b)
{
	const struct provider *x = a, *y = b;
	return str_cmp(x->key, y->key);
}

/* each group is known by the first of its provider configurations */
static int group_providers(struct plan *p, struct assay_error *err)
{
	struct list firsts = {0};
	if (list_sort(p->scratch, &p->provider_list, by_key) != ASSAY_OK)
		return error_nomem(err);
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *provider = p->provider_list.items[i];
		for (size_t j = 0; !provider->group && j < firsts.n; j++) {
			const struct provider *first = firsts.items[j];
			if (plan_same_account(first, provider))
				provider->group = first->group;
		}
		if (provider->group)
			continue;
		int status = new_group(p, &provider->group, provider->key, err);
		if (status != ASSAY_OK)
			return status;
		if (list_add(p->scratch, &firsts, provider) != ASSAY_OK)
			return error_nomem(err);
	}
	return ASSAY_OK;
}

/* the provider configuration of a change; one that the plan does not hold is made */
static int find_provider(struct plan *p, struct change *c, struct assay_error *err)
{
	if (!c->config || !c->config->provider_key.ptr)
		return ASSAY_OK;
	struct str key = c->config->provider_key;
	c->provider = map_get(&p->providers, key);
	if (c->provider)
		return ASSAY_OK;
	struct provider *made = arena_alloc(p->scratch, sizeof *made);
	if (!made || p->provider_list.n >= PROVIDERS_MAX)
		return error_nomem(err);
	*made = (struct provider){.key = key, .at = c->at};
	c->provider = made;
	if (map_set(p->scratch, &p->providers, key, made) != ASSAY_OK ||
		list_add(p->scratch, &p->provider_list, made) != ASSAY_OK)
		return error_nomem(err);
	return ASSAY_OK;
}

/* is an attribute marked, by itself or with the whole? */
static int read_mark(struct cursor marks, struct str name, bool *marked, struct assay_error *err)
{
	struct lookup keys[] = {{name.ptr, NOWHERE}};
	struct cursor mark = marks;
	int status = ASSAY_OK;
	if (name.ptr && marks.doc && cursor_kind(marks) == DOC_OBJECT) {
		status = cursor_find(marks, keys, 1, err);
		mark = keys[0].value;
	}
	/* what is no mark may say so */
	*marked = name.ptr && mark.doc && cursor_kind(mark) != DOC_NULL &&
		  !str_is(cursor_text(mark), "false");
	return status;
}

/*
 * An attribute of an object: its text; *known says whether it is told at all. What is sensitive
 * has no text: accounts and Regions are shown everywhere.
 */
static int read_attribute(struct plan *p, struct cursor object, struct cursor sensitive,
	struct str name, struct str *text, bool *known, struct assay_error *err)
{
	bool secret;
	struct lookup keys[] = {{name.ptr, NOWHERE}};
	*text = STR_NONE;
	*known = false;
	if (!name.ptr || !object.doc)
		return ASSAY_OK;
	int status = cursor_find(object, keys, 1, err);
	struct cursor c = keys[0].value;
	if (status != ASSAY_OK || !c.doc || cursor_kind(c) == DOC_NULL)
		return status;
	*known = true;
	status = read_mark(sensitive, name, &secret, err);
	if (status != ASSAY_OK || secret || cursor_kind(c) != DOC_STRING)
		return status;
	return cursor_string(c, p->w->run, text, err);
}

/* the resource's own Region, else its provider's */
static int read_region(struct plan *p, struct change *c, struct assay_error *err)
{
	struct str name = p->w->wanted[c->t]->tf_region, text;
	bool known, unknown;
	/* of what will be gone only what was is left */
	bool stands = cursor_kind(c->values) == DOC_OBJECT;
	int status = read_attribute(p, stands ? c->values : c->before,
		stands ? c->sensitive : c->before_sensitive, name, &text, &known, err);
	if (status == ASSAY_OK)
		status = read_mark(c->unknown, name, &unknown, err);
	if (status != ASSAY_OK)
		return status;
	c->own_region = unknown || (known && (text.len || !text.ptr));
	if (c->own_region)
		c->region = !unknown && is_region_name(text) ? text : STR_NONE;
	else if (c->provider)
		c->region = c->provider->region;
	return ASSAY_OK;
}

static int read_arn(struct plan *p, struct change *c, struct assay_error *err)
{
	struct str name = p->w->wanted[c->t]->key->tf, text;
	bool known;
	int status = read_attribute(p, c->values, c->sensitive, name, &text, &known, err);
	if (status == ASSAY_OK && !text.len)
		status =
			read_attribute(p, c->before, c->before_sensitive, name, &text, &known, err);
	if (status != ASSAY_OK)
		return status;
	if (!arn_parse(&c->arn, text) || !is_account_id(c->arn.account))
		c->arn = (struct arn){0};
	return ASSAY_OK;
}

static void tell_id(struct group *g, struct str id)
{
	if (!id.ptr)
		return;
	g->contradicts = g->contradicts || (g->id.ptr && !str_eq(g->id, id));
	g->id = id;
}

/* what a group's ARNs and configurations agree on; groups of one account are one */
static void identify(struct plan *p)
{
	for (size_t i = 0; i < p->provider_list.n; i++) {
		const struct provider *provider = p->provider_list.items[i];
		if (!provider->account_varies)
			tell_id(provider->group, plan_allowed_account(provider));
	}
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		if (c->provider && !c->provider->account_varies)
			tell_id(c->provider->group, c->arn.account);
	}
	for (size_t i = 0; i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		if (g->contradicts)
			g->id = STR_NONE;
		for (size_t j = 0; g->id.ptr && !g->merged && j < i; j++) {
			struct group *other = p->groups.items[j];
			if (other->id.ptr && str_eq(other->id, g->id))
				g->merged = final(other);
		}
	}
}

static struct group *find_id(const struct plan *p, struct str id)
{
	for (size_t i = 0; id.ptr && i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		if (!g->merged && g->id.ptr && str_eq(g->id, id))
			return g;
	}
	return NULL;
}

/* a change whose provider configuration does not tell its account */
static int adopt(struct plan *p, struct change *c, size_t n_told, struct assay_error *err)
{
	bool varies = c->provider != NULL;
	c->group = find_id(p, c->arn.account);
	if (c->group)
		return ASSAY_OK;
	struct group *only = n_told == 1 && !varies ? p->groups.items[0] : NULL;
	if (only && (!c->arn.account.ptr || !only->id.ptr)) {
		c->group = only;
		only->id = only->id.ptr ? only->id : c->arn.account;
		return ASSAY_OK;
	}
	if (p->groups.n >= PROVIDERS_MAX)
		return cursor_error(err, ASSAY_ELIMIT, c->at,
			"more than %zu accounts that can't be told apart", PROVIDERS_MAX);
	struct str key = c->arn.account.ptr ? c->arn.account : c->address;
	int status = new_group(p, &c->group, key, err);
	if (status == ASSAY_OK)
		c->group->id = c->arn.account;
	return status;
}

/* does its provider configuration say whose it is? not where ARNs say that it is several accounts'
 */
static bool is_told(const struct change *c)
{
	const struct provider *provider = c->provider;
	return provider && !provider->account_varies &&
	       !(provider->group->contradicts && c->arn.account.ptr);
}

static int group_changes(struct plan *p, struct assay_error *err)
{
	int status = ASSAY_OK;
	struct group *g;
	if (p->groups.n == 0)
		status = new_group(p, &g, STR(""), err);
	size_t n_told = 0;
	for (size_t i = 0; i < p->groups.n; i++)
		n_told += !((struct group *)p->groups.items[i])->merged;
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		if (is_told(c))
			c->group = final(c->provider->group);
		else
			status = adopt(p, c, n_told, err);
		if (status == ASSAY_OK)
			c->group->any[c->t] = c->group->any[c->t] || !c->deposed;
	}
	return status;
}

static int make_account_state(struct plan *p, struct group *g, bool several)
{
	struct inventory *w = p->w;
	struct str key = p->key;
	if (g->is_merged) {
		g->account_state = map_get(&w->by_id, g->id);
		g->account_state->account.planned = true;
		return ASSAY_OK;
	}
	if (several)
		key = str_printf(w->run, "%.*s#%.*s", STR_ARGS(p->key), STR_ARGS(g->key));
	if (!key.ptr || inventory_add_account(w, &g->account_state, key) != ASSAY_OK)
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

static int make_account_states(struct plan *p)
{
	size_t n = 0;
	for (size_t i = 0; i < p->groups.n; i++)
		n += !((struct group *)p->groups.items[i])->merged;
	for (size_t i = 0; i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		if (!g->merged && make_account_state(p, g, n > 1) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

static int unresolved_region_state(struct plan *p, struct region_state **out,
	struct account_state *h, struct str id, const char *whose, struct cursor at)
{
	struct inventory *w = p->w;
	/* two plans over one account share no Region that neither tells */
	struct str key = h->live ? str_printf(w->run, "?%.*s#%.*s", STR_ARGS(p->key), STR_ARGS(id))
				 : str_printf(w->run, "?%.*s", STR_ARGS(id));
	if (!key.ptr || account_state_region(w, out, h, key) != ASSAY_OK)
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
	/* what lives already shows where */
	bool stays = c->action != ACTION_REPLACE && c->action != ACTION_UNKNOWN;
	if (!c->region.ptr && !c->own_region && stays && is_region_name(c->arn.region))
		c->region = c->arn.region;
	bool shared = !c->own_region && c->provider && !c->provider->region_varies;
	if (c->region.ptr)
		status = account_state_region(p->w, &c->region_state, h, c->region);
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

/* a provider's Region is there to be judged even where nothing lies in it */
static int place_providers(struct plan *p)
{
	for (size_t i = 0; i < p->provider_list.n; i++) {
		const struct provider *provider = p->provider_list.items[i];
		struct region_state *region_state = NULL;
		if (!provider->region.ptr || provider->account_varies)
			continue;
		struct account_state *h = final(provider->group)->account_state;
		if (account_state_region(p->w, &region_state, h, provider->region) != ASSAY_OK)
			return ASSAY_ENOMEM;
		region_state_place(region_state, provider->at, STANDS_EXPORT);
	}
	for (size_t i = 0; i < p->groups.n; i++) {
		const struct group *g = p->groups.items[i];
		struct region_state *region_state;
		if (g->merged || g->account_state->region_state_list.n)
			continue;
		if (unresolved_region_state(
			    p, &region_state, g->account_state, g->key, "", p->root) != ASSAY_OK)
			return ASSAY_ENOMEM;
		region_state_place(region_state, p->root, STANDS_LIST);
	}
	return ASSAY_OK;
}

/* one unresolved Region is the plan itself; several are told apart */
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

static int make_regions(struct plan *p)
{
	int status = make_account_states(p);
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++)
		status = place_change(p, p->found.items[i]);
	if (status == ASSAY_OK)
		status = place_providers(p);
	for (size_t i = 0; status == ASSAY_OK && i < p->groups.n; i++) {
		const struct group *g = p->groups.items[i];
		if (!g->merged)
			status = name_unresolved(p, g->account_state);
	}
	return status;
}

int plan_make_accounts(struct plan *p, struct assay_error *err)
{
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		status = find_provider(p, c, err);
		if (status == ASSAY_OK)
			status = read_region(p, c, err);
		if (status == ASSAY_OK)
			status = read_arn(p, c, err);
	}
	if (status == ASSAY_OK)
		status = group_providers(p, err);
	if (status != ASSAY_OK)
		return status;
	identify(p);
	status = group_changes(p, err);
	if (status == ASSAY_OK)
		status = plan_choose_accounts(p, err);
	if (status == ASSAY_OK && make_regions(p) != ASSAY_OK)
		status = error_nomem(err);
	return status;
}
