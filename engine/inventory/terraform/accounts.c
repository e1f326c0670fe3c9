/*
 * accounts - the accounts of a plan: groups of provider configurations and their changes.
 *
 * Provider configurations belong to one account only if they specify the same account, or differ
 * in alias and Region only. Where a configuration does not specify its account, ARNs may.
 * Knows providers and changes; must not know other fields of a resource.
 */
#include "inventory/terraform/plan.h"

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

/* Make a group for each account; its first provider configuration stands for it. */
static void group_providers(struct plan *p)
{
	struct list firsts = {0};
	list_sort(p->scratch, &p->provider_list, by_key);
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *provider = p->provider_list.items[i];
		for (size_t j = 0; !provider->group && j < firsts.n; j++) {
			const struct provider *first = firsts.items[j];
			if (provider_same_account(first, provider))
				provider->group = first->group;
		}
		if (provider->group)
			continue;
		provider->group = new_group(p, provider->key);
		list_add(p->scratch, &firsts, provider);
	}
}

/* Find the provider configuration of a change; make one if the plan does not contain it. */
static int find_provider(struct plan *p, struct change *c, struct assay_error *err)
{
	if (!c->config || !c->config->provider_key.ptr)
		return ASSAY_OK;
	struct str key = c->config->provider_key;
	c->provider = map_get(&p->providers, key);
	if (c->provider)
		return ASSAY_OK;
	struct provider *made = arena_alloc(p->scratch, sizeof *made);
	if (p->provider_list.n >= PROVIDERS_MAX)
		return cursor_error(err, ASSAY_ELIMIT, c->at,
			"more than %zu provider configurations", PROVIDERS_MAX);
	*made = (struct provider){.key = key, .at = c->at};
	c->provider = made;
	map_set(p->scratch, &p->providers, key, made);
	list_add(p->scratch, &p->provider_list, made);
	return ASSAY_OK;
}

/* True if an attribute, or the whole object, is marked. A malformed mark counts as true. */
static int read_mark(struct cursor marks, struct str name, bool *marked, struct assay_error *err)
{
	struct lookup keys[] = {{name.ptr, NOWHERE}};
	struct cursor mark = marks;
	int status = ASSAY_OK;
	if (name.ptr && marks.doc && cursor_kind(marks) == DOC_OBJECT) {
		status = cursor_find(marks, keys, 1, err);
		mark = keys[0].value;
	}
	*marked = name.ptr && mark.doc && cursor_kind(mark) != DOC_NULL &&
		  !str_is(cursor_text(mark), "false");
	return status;
}

/*
 * Read a string attribute. *known: it is there. A sensitive one has no text, since reports show
 * accounts and Regions everywhere.
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

/* The Region that the resource itself specifies, else that of its provider configuration. */
static int read_region(struct plan *p, struct change *c, struct assay_error *err)
{
	struct str name = p->w->wanted[c->t]->tf_region, text;
	bool known, unknown;
	/* A deleted resource has values before the change only. */
	bool has_values = cursor_kind(c->values) == DOC_OBJECT;
	int status = read_attribute(p, has_values ? c->values : c->before,
		has_values ? c->sensitive : c->before_sensitive, name, &text, &known, err);
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

static void set_id(struct group *g, struct str id)
{
	if (!id.ptr)
		return;
	g->contradicts = g->contradicts || (g->id.ptr && !str_eq(g->id, id));
	g->id = id;
}

static struct group *find_id(const struct list *groups, struct str id)
{
	for (size_t i = 0; id.ptr && i < groups->n; i++) {
		struct group *g = groups->items[i];
		if (g->id.ptr && str_eq(g->id, id))
			return g;
	}
	return NULL;
}

/* Set the account that the configurations and ARNs of each group agree on. */
static void identify(struct plan *p)
{
	for (size_t i = 0; i < p->provider_list.n; i++) {
		const struct provider *provider = p->provider_list.items[i];
		if (!provider->account_varies)
			set_id(provider->group, provider_allowed_account(provider));
	}
	for (size_t i = 0; i < p->found.n; i++) {
		const struct change *c = p->found.items[i];
		if (c->provider && !c->provider->account_varies)
			set_id(c->provider->group, c->arn.account);
	}
	for (size_t i = 0; i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		if (g->contradicts)
			g->id = STR_NONE;
	}
}

/* Join groups of one account. */
static void join_groups(struct plan *p)
{
	struct list joined = {.items = p->groups.items};
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *provider = p->provider_list.items[i];
		struct group *same = find_id(&p->groups, provider->group->id);
		provider->group = same ? same : provider->group;
	}
	for (size_t i = 0; i < p->groups.n; i++) {
		struct group *g = p->groups.items[i];
		if (!find_id(&joined, g->id))
			joined.items[joined.n++] = g;
	}
	p->groups.n = joined.n;
}

/* Assign a change whose provider configuration does not specify one account. */
static int assign(struct plan *p, struct change *c, size_t n_providers, struct assay_error *err)
{
	c->group = find_id(&p->groups, c->arn.account);
	if (c->group)
		return ASSAY_OK;
	struct group *only = n_providers == 1 && !c->provider ? p->groups.items[0] : NULL;
	if (only && (!c->arn.account.ptr || !only->id.ptr)) {
		c->group = only;
		only->id = only->id.ptr ? only->id : c->arn.account;
		return ASSAY_OK;
	}
	if (p->groups.n >= PROVIDERS_MAX)
		return cursor_error(err, ASSAY_ELIMIT, c->at,
			"more than %zu accounts that can't be told apart", PROVIDERS_MAX);
	struct str key = c->arn.account.ptr ? c->arn.account : c->address;
	c->group = new_group(p, key);
	c->group->id = c->arn.account;
	return ASSAY_OK;
}

/* False if the provider configuration has several accounts, by for_each or by its ARNs. */
static bool has_one_account(const struct change *c)
{
	const struct provider *provider = c->provider;
	return provider && !provider->account_varies &&
	       !(provider->group->contradicts && c->arn.account.ptr);
}

static int assign_changes(struct plan *p, struct assay_error *err)
{
	int status = ASSAY_OK;
	if (p->groups.n == 0)
		new_group(p, STR(""));
	size_t n_providers = p->groups.n;
	for (size_t i = 0; status == ASSAY_OK && i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		if (has_one_account(c))
			c->group = c->provider->group;
		else
			status = assign(p, c, n_providers, err);
		if (status == ASSAY_OK)
			c->group->any[c->t] = c->group->any[c->t] || !(c->deposed || c->uncounted);
	}
	return status;
}

int plan_group_changes(struct plan *p, struct assay_error *err)
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
	if (status != ASSAY_OK)
		return status;
	group_providers(p);
	identify(p);
	join_groups(p);
	return assign_changes(p, err);
}
