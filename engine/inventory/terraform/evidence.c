/*
 * evidence - what other parts of a plan show about its provider configurations.
 *
 * The ARN of a resource shows the Region, account and partition of its provider configuration; so
 * do the data sources _region, _caller_identity and _partition of the provider. Parts that show
 * different values show none. Must not know the type of any other resource.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/source.h"

/* A part of a plan that a provider configuration made. */
struct witness {
	struct provider *provider;
	struct config *config;
	struct str type;
	struct cursor values, sensitive;
};

/* The text of an attribute, borrowed; STR_NONE if it is missing, not a string or sensitive. */
static int borrow(struct plan *p, const struct witness *w, const struct lookup *found,
	struct str *text, struct assay_error *err)
{
	bool secret;
	*text = STR_NONE;
	if (!found->value.doc || cursor_kind(found->value) != DOC_STRING)
		return ASSAY_OK;
	int status = plan_read_mark(w->sensitive, str_of(found->key), &secret, err);
	if (status != ASSAY_OK || secret)
		return status;
	return cursor_borrow(found->value, p->scratch, text, err);
}

static int read(struct plan *p, const struct witness *w, const char *name, struct str *text,
	struct assay_error *err)
{
	struct lookup keys[] = {{name, NOWHERE}};
	int status = cursor_find(w->values, keys, 1, err);
	return status == ASSAY_OK ? borrow(p, w, &keys[0], text, err) : status;
}

/* False where nothing can change the Region of the provider configuration. */
static bool needs_region(const struct provider *provider)
{
	return !provider->region_varies && (!provider->region.ptr || provider->by_variable);
}

/* A Region that the resource itself specifies is not that of its provider configuration. */
static int add_region(const struct witness *w, struct str region, struct assay_error *err)
{
	struct lookup own[] = {{"region", NOWHERE}};
	if (!needs_region(w->provider) || !is_region_name(region))
		return ASSAY_OK;
	int status = cursor_find(w->config->expressions, own, 1, err);
	if (status == ASSAY_OK && !own[0].value.doc)
		shown_add(&w->provider->same->seen_region, region);
	return status;
}

static void add_account(const struct witness *w, struct str account)
{
	if (is_account_id(account))
		shown_add(&w->provider->seen_account, account);
}

/* What a managed resource shows: its own ARN, and the ARN of its role, which is of its partition.
 */
#define N_SHOWN 4
#define SHOWN_KEYS                                                                                 \
	{                                                                                          \
		{"arn", NOWHERE}, {"region", NOWHERE}, {"role", NOWHERE},                          \
		{                                                                                  \
			"role_arn", NOWHERE                                                        \
		}                                                                                  \
	}

static int read_resource(struct plan *p, const struct witness *w, const struct lookup *shown,
	struct assay_error *err)
{
	struct str text[N_SHOWN];
	struct arn arn;
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < N_SHOWN; i++)
		status = borrow(p, w, &shown[i], &text[i], err);
	if (status != ASSAY_OK)
		return status;
	struct str own = text[0], region = text[1], role = text[2].len ? text[2] : text[3];
	status = add_region(w, region, err);
	if (status != ASSAY_OK)
		return status;
	if (arn_parse(&arn, role) && is_account_id(arn.account))
		shown_add(&w->provider->seen_partition, arn.partition);
	if (!arn_parse(&arn, own) || !is_account_id(arn.account))
		return ASSAY_OK;
	add_account(w, arn.account);
	shown_add(&w->provider->seen_partition, arn.partition);
	return add_region(w, arn.region, err);
}

/* A data source without arguments is about the provider configuration itself. */
static int read_data(struct plan *p, const struct witness *w, struct assay_error *err)
{
	struct str text = STR_NONE, name = plan_name_in_provider(p, w->type);
	int status = ASSAY_OK;
	if (str_is(name, "region")) {
		status = read(p, w, "region", &text, err);
		if (status == ASSAY_OK && !text.len)
			status = read(p, w, "name", &text, err);
		if (status == ASSAY_OK)
			status = add_region(w, text, err);
	} else if (str_is(name, "caller_identity")) {
		status = read(p, w, "account_id", &text, err);
		add_account(w, text);
	} else {
		status = read(p, w, "partition", &text, err);
		shown_add(&w->provider->seen_partition, text);
	}
	return status;
}

enum { KEY_MODULE, KEY_MODE, KEY_TYPE, KEY_NAME, KEY_CHANGE, KEY_VALUES, KEY_SENSITIVE, N_KEYS };

#define ENTRY_KEYS                                                                                 \
	{                                                                                          \
		[KEY_MODULE] = {"module_address", NOWHERE}, [KEY_MODE] = {"mode", NOWHERE},        \
		[KEY_TYPE] = {"type", NOWHERE}, [KEY_NAME] = {"name", NOWHERE},                    \
		[KEY_CHANGE] = {"change", NOWHERE}, [KEY_VALUES] = {"values", NOWHERE},            \
		[KEY_SENSITIVE] = {"sensitive_values", NOWHERE},                                   \
	}

/* Find the provider configuration of an entry; w->provider is NULL if it is unknown. */
static int find_provider(struct plan *p, struct witness *w, const struct lookup *keys,
	struct str module_address, struct assay_error *err)
{
	struct str name;
	bool data = cursor_is(keys[KEY_MODE].value, "data");
	*w = (struct witness){.values = NOWHERE, .sensitive = NOWHERE};
	if (cursor_kind(keys[KEY_TYPE].value) != DOC_STRING ||
		cursor_kind(keys[KEY_NAME].value) != DOC_STRING)
		return ASSAY_OK;
	int status = cursor_borrow(keys[KEY_TYPE].value, p->scratch, &w->type, err);
	if (status == ASSAY_OK)
		status = cursor_borrow(keys[KEY_NAME].value, p->scratch, &name, err);
	if (status != ASSAY_OK || !w->type.len || !name.len)
		return status;
	struct config *c = config_find(p, data, module_address, w->type, name);
	if (!c || !c->provider_key.ptr)
		return ASSAY_OK;
	if (!c->has_provider)
		status = provider_find(&c->provider, p, c->provider_key, c->module,
			keys[KEY_TYPE].value, false, err);
	c->has_provider = true;
	w->config = c;
	w->provider = c->provider;
	return status;
}

static struct cursor at_offset(const struct plan *p, size_t at)
{
	return at ? (struct cursor){p->root.doc, at} : NOWHERE;
}

/* An entry of resource_changes: the values before and after. */
static int read_change(struct plan *p, const struct entry_place *entry, struct assay_error *err)
{
	struct lookup keys[N_KEYS] = ENTRY_KEYS;
	struct lookup inner[] = {{"before", NOWHERE}, {"after", NOWHERE},
		{"before_sensitive", NOWHERE}, {"after_sensitive", NOWHERE}};
	struct lookup before[N_SHOWN] = SHOWN_KEYS, after[N_SHOWN] = SHOWN_KEYS;
	struct lookup *const shown[] = {before, after, NULL, NULL};
	struct witness w;
	struct str module_address = STR_NONE;
	int status = ASSAY_OK;
	keys[KEY_TYPE].value = at_offset(p, entry->type);
	keys[KEY_NAME].value = at_offset(p, entry->name);
	keys[KEY_MODULE].value = at_offset(p, entry->module);
	keys[KEY_CHANGE].value = at_offset(p, entry->change);
	if (cursor_kind(keys[KEY_MODULE].value) == DOC_STRING)
		status = cursor_borrow(keys[KEY_MODULE].value, p->scratch, &module_address, err);
	if (status == ASSAY_OK)
		status = find_provider(p, &w, keys, module_address, err);
	if (status != ASSAY_OK || !w.provider || !keys[KEY_CHANGE].value.doc)
		return status;
	status = cursor_find_inside(
		keys[KEY_CHANGE].value, inner, LENGTH_OF(inner), shown, N_SHOWN, err);
	/* an unchanged resource shows the same twice */
	size_t first = memcmp(before, after, sizeof before) == 0;
	for (size_t i = first; status == ASSAY_OK && i < 2; i++) {
		w.sensitive = inner[i + 2].value;
		status = read_resource(p, &w, shown[i], err);
	}
	return status;
}

/* True if the entry is a managed resource; finds out without reading the rest of the entry. */
static bool is_managed(struct cursor entry)
{
	struct walk walk;
	walk_begin(&walk, entry);
	while (walk_next(&walk))
		if (str_is(walk.raw_key, "mode"))
			return cursor_is(walk.value, "managed");
	return false;
}

/* An entry of a state: a data source, or without resource_changes any resource. */
static int read_entry(
	struct plan *p, struct cursor at, struct str module_address, struct assay_error *err)
{
	struct lookup keys[N_KEYS] = ENTRY_KEYS;
	struct witness w;
	if (p->changes.doc && is_managed(at))
		return ASSAY_OK;
	int status = cursor_find(at, keys, N_KEYS, err);
	bool data = cursor_is(keys[KEY_MODE].value, "data");
	if (status != ASSAY_OK || (!data && p->changes.doc) || !keys[KEY_VALUES].value.doc ||
		cursor_kind(keys[KEY_VALUES].value) != DOC_OBJECT)
		return status;
	status = find_provider(p, &w, keys, module_address, err);
	if (status != ASSAY_OK || !w.provider)
		return status;
	w.values = keys[KEY_VALUES].value;
	w.sensitive = keys[KEY_SENSITIVE].value;
	if (data)
		return read_data(p, &w, err);
	struct lookup shown[N_SHOWN] = SHOWN_KEYS;
	status = cursor_find(w.values, shown, N_SHOWN, err);
	return status == ASSAY_OK ? read_resource(p, &w, shown, err) : status;
}

static int read_module(struct plan *p, struct cursor at, size_t depth, struct assay_error *err)
{
	struct lookup keys[] = {
		{"address", NOWHERE}, {"resources", NOWHERE}, {"child_modules", NOWHERE}};
	struct walk walk;
	struct str address;
	if (depth > MODULE_DEPTH_MAX)
		return cursor_error(err, ASSAY_ELIMIT, at, "modules are nested more than %d deep",
			MODULE_DEPTH_MAX);
	int status = cursor_find(at, keys, LENGTH_OF(keys), err);
	if (status == ASSAY_OK)
		status = plan_read_text(p, keys[0].value, &address, err);
	if (status == ASSAY_OK && keys[1].value.doc) {
		walk_begin(&walk, keys[1].value);
		while (status == ASSAY_OK && walk_next(&walk))
			status = read_entry(p, walk.value, address, err);
	}
	if (status == ASSAY_OK && keys[2].value.doc) {
		walk_begin(&walk, keys[2].value);
		while (status == ASSAY_OK && walk_next(&walk))
			status = read_module(p, walk.value, depth + 1, err);
	}
	return status;
}

static int read_prior_state(struct plan *p, struct assay_error *err)
{
	struct lookup values[] = {{"values", NOWHERE}}, root[] = {{"root_module", NOWHERE}};
	if (!p->prior_state.doc || (p->changes.doc && !p->has_identity))
		return ASSAY_OK;
	int status = cursor_find(p->prior_state, values, 1, err);
	if (status == ASSAY_OK && values[0].value.doc)
		status = cursor_find(values[0].value, root, 1, err);
	if (status == ASSAY_OK && root[0].value.doc)
		status = read_module(p, root[0].value, 0, err);
	return status;
}

/* Provider configurations that take their Region from one environment have one Region. */
static void join_environments(struct plan *p)
{
	struct map by_text = {0};
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *provider = p->provider_list.items[i];
		struct str text = provider_environment(p, provider);
		struct provider *first = text.ptr ? map_get(&by_text, text) : NULL;
		provider->same = first ? first : provider;
		if (text.ptr && !first)
			map_set(p->scratch, &by_text, text, provider);
	}
}

int plan_read_evidence(struct plan *p, struct assay_error *err)
{
	int status = ASSAY_OK;
	join_environments(p);
	if (!p->found.n || !p->provider_list.n)
		return ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < p->n_entries; i++)
		status = read_change(p, &p->entries[i], err);
	return status == ASSAY_OK ? read_prior_state(p, err) : status;
}

/* Set the Region of a provider configuration to what other parts of the plan show. */
static void apply_evidence(struct provider *provider)
{
	const struct shown_by_all *seen = &provider->same->seen_region;
	if (!needs_region(provider) || !seen->value.ptr)
		return;
	bool agrees = !seen->contradicts &&
		      (!provider->region.ptr || str_eq(provider->region, seen->value));
	provider->region = agrees ? seen->value : STR_NONE;
	if (agrees)
		provider->by_variable = false;
	else
		provider->cause = CAUSE_EVIDENCE;
}

/* "GROUP REGION", as the key of a map */
static struct str place_key(struct plan *p, const struct provider *provider)
{
	return str_printf(p->scratch, "%.*s %.*s", STR_ARGS(provider->group->key),
		STR_ARGS(provider->region));
}

/*
 * A plan shows the same of var.region and of replace(var.region, ...). So the value of a variable
 * is not taken to be the Region of another provider configuration, or of exports.
 */
static void separate_variables(struct plan *p)
{
	struct map first = {0};
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *b = p->provider_list.items[i];
		if (!b->region.ptr || !b->is_used || !b->group)
			continue;
		if (b->by_variable && b->group->is_merged)
			b->cause = CAUSE_MERGED;
		struct str key = place_key(p, b);
		struct provider *a = map_get(&first, key);
		if (!a)
			map_set(p->scratch, &first, key, b);
		else if (a->by_variable || b->by_variable)
			a->cause = b->cause = CAUSE_VARIABLE;
	}
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *b = p->provider_list.items[i];
		if (b->by_variable && (b->cause == CAUSE_VARIABLE || b->cause == CAUSE_MERGED))
			b->region = STR_NONE;
	}
}

static bool is_unresolved(const struct provider *provider)
{
	return !provider->region.ptr && !provider->region_varies && provider->is_used &&
	       provider->cause != CAUSE_EVIDENCE;
}

/* The plan shows its Regions, and none of them is the given one. */
static void note_unused(struct plan *p)
{
	remark_add(p->w, REMARK_NOTE, p->source, p->root,
		str_printf(p->w->run,
			"The given Region %.*s is not applied: no provider configuration of the "
			"plan needs it, and none has it. Check --region or the setting region.",
			STR_ARGS(p->given.region)));
}

/*
 * Apply the Region that is given for plans: to provider configurations without a region argument;
 * if there is none, to the only one whose Region is unknown. It confirms the same value of a
 * variable.
 */
static void apply_given(struct plan *p)
{
	struct provider *only = NULL;
	size_t n_without = 0, n_other = 0, n_same = 0;
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *provider = p->provider_list.items[i];
		if (str_eq(provider->region, p->given.region)) {
			provider->by_variable = false;
			n_same++;
		}
		if (!is_unresolved(provider))
			continue;
		bool without = provider->cause == CAUSE_NO_ARGUMENT;
		n_without += without;
		n_other += !without;
		only = without ? only : provider;
		if (without)
			provider->region = p->given.region;
	}
	if (!n_without && !n_other && !n_same && p->provider_list.n)
		note_unused(p);
	if (n_without || n_other != 1)
		return;
	only->region = p->given.region;
	only->by_variable = false;
}

void plan_resolve_regions(struct plan *p)
{
	for (size_t i = 0; i < p->provider_list.n; i++)
		apply_evidence(p->provider_list.items[i]);
	separate_variables(p);
	if (!p->given.region.ptr)
		return;
	apply_given(p);
	separate_variables(p);
}
