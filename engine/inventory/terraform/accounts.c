/*
 * accounts - the accounts of a plan: groups of provider configurations and their changes.
 *
 * Provider configurations belong to one account only if they specify the same account, or differ
 * in alias and Region only. Where a configuration does not specify its account, ARNs may.
 * Knows providers and changes; must not know other fields of a resource.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/source.h"

static struct group *new_group(struct plan *p, struct str key)
{
	struct group *g = arena_alloc(p->scratch, sizeof *g);
	list_add(p->scratch, &p->groups, g);
	g->key = key;
	g->any = arena_array(p->scratch, p->w->n_wanted, sizeof *g->any);
	g->all_unknown = arena_array(p->scratch, p->w->n_wanted, sizeof *g->all_unknown);
	return g;
}

static int by_key(const void *a, const void *b)
{
	const struct provider *x = a, *y = b;
	return str_cmp(x->key, y->key);
}

/* What chooses the accounts, one text for each provider configuration. */
static struct str *read_account_keys(struct plan *p)
{
	struct str *keys = arena_array(p->scratch, p->provider_list.n, sizeof *keys);
	struct str allowed = STR_NONE;
	bool several = false;
	for (size_t i = 0; i < p->provider_list.n; i++) {
		keys[i] = provider_account_key(p, p->provider_list.items[i]);
		if (!str_starts(keys[i], STR(ENVIRONMENT)) || str_is(keys[i], ENVIRONMENT))
			continue;
		several = several || (allowed.ptr && !str_eq(allowed, keys[i]));
		allowed = keys[i];
	}
	/* The environment has one account, if allowed_account_ids do not contradict that. */
	for (size_t i = 0; allowed.ptr && !several && i < p->provider_list.n; i++)
		if (str_is(keys[i], ENVIRONMENT))
			keys[i] = allowed;
	return keys;
}

/* Make a group for each account; its first provider configuration stands for it. */
static void group_providers(struct plan *p)
{
	struct map by_text = {0};
	list_sort(p->scratch, &p->provider_list, by_key);
	struct str *keys = read_account_keys(p);
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *provider = p->provider_list.items[i];
		if (provider->account_varies)
			continue;
		provider->group = keys[i].ptr ? map_get(&by_text, keys[i]) : NULL;
		if (provider->group)
			continue;
		provider->group = new_group(p, provider->key);
		if (keys[i].ptr)
			map_set(p->scratch, &by_text, keys[i], provider->group);
	}
}

/* Find the provider configuration of a change; make one if the plan does not contain it. */
static int find_provider(struct plan *p, struct change *c, struct assay_error *err)
{
	if (!c->config || !c->config->provider_key.ptr)
		return ASSAY_OK;
	int status = provider_find(
		&c->provider, p, c->config->provider_key, c->config->module, c->at, true, err);
	if (c->provider && !c->gone && !c->deposed)
		c->provider->is_used = true;
	if (c->provider && c->provider->is_used && p->w->wanted[c->t]->regional)
		c->provider->has_regional = true;
	return status;
}

/* The ARN of a resource that stays shows its Region. A contradiction makes it unknown. */
static void compare_with_arn(struct change *c)
{
	bool stays = c->action != ACTION_CREATE && c->action != ACTION_REPLACE &&
		     c->action != ACTION_UNKNOWN;
	if (!stays || !is_region_name(c->arn.region) ||
		(str_eq(c->region, c->arn.region) && !c->two_homes))
		return;
	if (c->gone || (!c->region.ptr && !c->own_region && !c->two_homes)) {
		c->region = c->arn.region;
	} else if (c->region.ptr) {
		c->arn_region = c->arn.region;
		c->specified_region = c->region;
		c->region = STR_NONE;
	}
}

/* The Region that the resource itself specifies, else that of its provider configuration. */
static int read_region(struct plan *p, struct change *c, struct assay_error *err)
{
	struct str name = planned_type_names(p->w->wanted[c->t])->region, text;
	bool known, unknown;
	/* A deleted resource has values before the change only. */
	bool has_values = cursor_kind(c->values) == DOC_OBJECT;
	int status = plan_read_attribute(p, has_values ? c->values : c->before,
		has_values ? c->sensitive : c->before_sensitive, name, &text, &known, err);
	if (status == ASSAY_OK)
		status = plan_read_mark(c->unknown, name, &unknown, err);
	if (status != ASSAY_OK)
		return status;
	c->own_region = unknown || (known && (text.len || !text.ptr));
	if (c->own_region)
		c->region = !unknown && is_region_name(text) ? text : STR_NONE;
	else if (c->provider)
		c->region = c->provider->region;
	else if (!p->provider_list.n)
		c->region = p->given.region;
	compare_with_arn(c);
	return ASSAY_OK;
}

/* An import block names the resource that exists: its ARN, or one that contradicts it. */
static void compare_with_import(struct change *c)
{
	if (!c->imported.account.len)
		return;
	if (!c->arn.account.len)
		c->arn = c->imported;
	c->two_homes = c->two_homes || (is_region_name(c->imported.region) &&
					       !str_eq(c->imported.region, c->arn.region));
}

/* home_region shows the same Region as the ARN. */
static int read_home(struct plan *p, struct change *c, struct assay_error *err)
{
	struct str home;
	bool known;
	int status = plan_read_attribute(
		p, c->values, c->sensitive, STR("home_region"), &home, &known, err);
	if (status != ASSAY_OK || !is_region_name(home))
		return status;
	c->two_homes = is_region_name(c->arn.region) && !str_eq(home, c->arn.region);
	if (!c->two_homes)
		c->arn.region = home;
	return ASSAY_OK;
}

static int read_arn(struct plan *p, struct change *c, struct assay_error *err)
{
	struct str name = field_name_of(p->w->wanted[c->t]->key, &terraform_notation, c->tf_type),
		   text;
	bool known;
	int status = plan_read_attribute(p, c->values, c->sensitive, name, &text, &known, err);
	if (status == ASSAY_OK && !text.len)
		status = plan_read_attribute(
			p, c->before, c->before_sensitive, name, &text, &known, err);
	if (status != ASSAY_OK)
		return status;
	if (!arn_parse(&c->arn, text) || !is_account_id(c->arn.account))
		c->arn = (struct arn){0};
	status = read_home(p, c, err);
	compare_with_import(c);
	return status;
}

static void set_id(struct group *g, struct str id)
{
	if (!id.ptr)
		return;
	g->contradicts = g->contradicts || (g->id.ptr && !str_eq(g->id, id));
	g->id = id;
}

/* Set the account that the configurations and ARNs of each group agree on. */
static void identify(struct plan *p)
{
	for (size_t i = 0; i < p->provider_list.n; i++) {
		const struct provider *provider = p->provider_list.items[i];
		struct group *g = provider->group;
		struct str partition = provider_partition(provider);
		if (provider->account_varies)
			continue;
		set_id(g, provider_account(provider));
		set_id(g, provider->seen_account.value);
		g->contradicts = g->contradicts || provider->seen_account.contradicts;
		shown_add(&g->partition, partition);
		shown_add(&g->partition, provider->seen_partition.value);
		g->partition.contradicts |= provider->seen_partition.contradicts;
	}
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		if (!c->provider || c->provider->account_varies)
			continue;
		set_id(c->provider->group, c->arn.account);
		set_id(c->provider->group, c->imported.account);
	}
	for (size_t i = 0; i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		if (g->contradicts)
			g->id = STR_NONE;
	}
}

static struct group *find_id(const struct plan *p, struct str id)
{
	return id.ptr ? map_get(&p->groups_by_id, id) : NULL;
}

static void name_group(struct plan *p, struct group *g, struct str id)
{
	g->id = id;
	if (id.ptr && !find_id(p, id))
		map_set(p->scratch, &p->groups_by_id, id, g);
}

/* Join groups of one account. */
static void join_groups(struct plan *p)
{
	struct list joined = {.items = p->groups.items};
	for (size_t i = 0; i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		struct group *same = find_id(p, g->id);
		name_group(p, g, g->id);
		if (!same)
			joined.items[joined.n++] = g;
	}
	p->groups.n = joined.n;
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *provider = p->provider_list.items[i];
		struct group *same = provider->group ? find_id(p, provider->group->id) : NULL;
		provider->group = same ? same : provider->group;
	}
}

static struct group *add_group(struct plan *p, struct str key, struct str id)
{
	struct group *g = new_group(p, key);
	name_group(p, g, id);
	return g;
}

/* The group of all resources whose provider configuration the plan does not show. */
static struct group *mixed_group(struct plan *p)
{
	if (!p->mixed) {
		p->mixed = new_group(p, STR("unknown"));
		p->mixed->is_mixed = true;
	}
	return p->mixed;
}

/* Assign a change whose provider configuration does not specify one account. */
static struct group *assign(struct plan *p, struct change *c, size_t n_providers)
{
	struct str id = c->arn.account;
	/* Without a configuration, the account given for plans is that of the whole plan. */
	if (!id.ptr && !p->provider_list.n)
		id = p->given.account;
	struct group *found = find_id(p, id);
	if (found)
		return found;
	struct group *only = n_providers == 1 && !c->provider && p->configuration.doc
				     ? p->groups.items[0]
				     : NULL;
	if (only && (!id.ptr || !only->id.ptr)) {
		if (!only->id.ptr)
			name_group(p, only, id);
		return only;
	}
	return id.ptr ? add_group(p, id, id) : mixed_group(p);
}

/* False if the provider configuration has several accounts, by for_each or by its ARNs. */
static bool has_one_account(const struct change *c)
{
	const struct provider *provider = c->provider;
	return provider && !provider->account_varies &&
	       !(provider->group->contradicts && c->arn.account.ptr);
}

static void assign_changes(struct plan *p)
{
	size_t n_providers = p->groups.n;
	for (size_t i = 0; i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		c->group = has_one_account(c) ? c->provider->group : assign(p, c, n_providers);
		c->group->any[c->t] =
			c->group->any[c->t] || !(c->deposed || c->uncounted || c->part);
	}
	/* A plan without resources has an account, too. */
	if (p->groups.n == 0)
		new_group(p, STR(""));
}

int plan_group_changes(struct plan *p, struct assay_error *err)
{
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		status = find_provider(p, c, err);
		if (status == ASSAY_OK)
			status = read_arn(p, c, err);
	}
	group_providers(p);
	if (status == ASSAY_OK)
		status = plan_read_evidence(p, err);
	if (status != ASSAY_OK)
		return status;
	identify(p);
	join_groups(p);
	assign_changes(p);
	return ASSAY_OK;
}

int plan_read_regions(struct plan *p, struct assay_error *err)
{
	int status = ASSAY_OK;
	plan_resolve_regions(p);
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++)
		status = read_region(p, p->found.items[i], err);
	return status;
}
