/*
 * provider - provider configurations: their keys and Regions, and what chooses their accounts.
 *
 * A plan shows constants and references of an expression, not its text. Two expressions with the
 * same references may differ.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/source.h"

/* arguments that never choose an account */
static const char *const neutral[] = {"alias", "region", "version", "default_tags", "ignore_tags"};

static bool is_neutral(struct str key)
{
	for (size_t i = 0; i < LENGTH_OF(neutral); i++)
		if (str_is(key, neutral[i]))
			return true;
	return false;
}

static bool is_named(const struct value *written, struct str wanted)
{
	const struct value *name = value_get(written, "name");
	const struct value *full = value_get(written, "full_name");
	if (!wanted.len)
		return false;
	if (name && name->kind == DOC_STRING && str_eq(name->text, wanted))
		return true;
	if (!full || full->kind != DOC_STRING || full->text.len <= wanted.len)
		return false;
	size_t head = full->text.len - wanted.len;
	return full->text.ptr[head - 1] == '/' && str_ends(full->text, wanted);
}

static bool is_wanted(const struct plan *p, const struct value *written)
{
	bool wanted = false;
	for (size_t t = 0; !wanted && t < p->w->n_wanted; t++)
		wanted = is_named(written, planned_type_names(p->w->wanted[t])->provider);
	for (size_t i = 0; !wanted && i < p->carrier_providers.n; i++)
		wanted = is_named(written, *(const struct str *)p->carrier_providers.items[i]);
	return wanted;
}

/* True if an expression has a reference that starts with head. */
static bool refers(const struct value *v, struct str head, size_t depth)
{
	if (!v || depth > EXPRESSION_DEPTH_MAX)
		return v != NULL;
	bool found = false;
	for (size_t i = 0; !found && v->kind == DOC_ARRAY && i < v->n; i++)
		found = refers(v->items[i], head, depth + 1);
	for (size_t i = 0; !found && v->kind == DOC_OBJECT && i < v->n; i++) {
		const struct value *inner = v->members[i].value;
		bool references = str_is(v->members[i].key, "references");
		for (size_t j = 0; references && !found && inner->kind == DOC_ARRAY && j < inner->n;
			j++)
			found = inner->items[j]->kind == DOC_STRING &&
				str_starts(inner->items[j]->text, head);
		found = found || refers(inner, head, depth + 1);
	}
	return found;
}

static const struct value *expressions(const struct provider *p)
{
	return value_get(p->written, "expressions");
}

/* True if an argument that may choose the account has a reference that starts with head. */
static bool account_refers(const struct provider *p, struct str head)
{
	const struct value *e = expressions(p);
	for (size_t i = 0; e && e->kind == DOC_OBJECT && i < e->n; i++)
		if (!is_neutral(e->members[i].key) && refers(e->members[i].value, head, 0))
			return true;
	return false;
}

static struct str region_text(const struct value *v)
{
	return v && v->kind == DOC_STRING && is_region_name(v->text) ? v->text : STR_NONE;
}

/* The value at a path of keys, or NOWHERE. */
static int find_path(struct cursor from, const char *const *keys, size_t n, struct cursor *out,
	struct assay_error *err)
{
	*out = from;
	for (size_t i = 0; i < n && out->doc; i++) {
		struct lookup next[] = {{keys[i], NOWHERE}};
		int status = cursor_find(*out, next, 1, err);
		if (status != ASSAY_OK)
			return status;
		*out = next[0].value;
	}
	return ASSAY_OK;
}

/* The value of a variable of the root module, if it is the only reference. */
static int read_variable(
	struct plan *p, const struct value *references, struct str *out, struct assay_error *err)
{
	if (!references || references->kind != DOC_ARRAY || references->n != 1 ||
		references->items[0]->kind != DOC_STRING || !p->variables.doc)
		return ASSAY_OK;
	struct str name = references->items[0]->text;
	if (!str_starts(name, STR("var.")))
		return ASSAY_OK;
	const char *at_value[] = {name.ptr + 4, "value"};
	const char *at_mark[] = {"root_module", "variables", name.ptr + 4, "sensitive"};
	struct cursor value, mark;
	struct str text;
	int status = find_path(p->configuration, at_mark, LENGTH_OF(at_mark), &mark, err);
	/* Reports show Regions everywhere, so a sensitive variable is not read. */
	if (status != ASSAY_OK || (mark.doc && !str_is(cursor_text(mark), "false")))
		return status;
	status = find_path(p->variables, at_value, LENGTH_OF(at_value), &value, err);
	if (status != ASSAY_OK || !value.doc || cursor_kind(value) != DOC_STRING)
		return status;
	status = cursor_string(value, p->w->run, &text, err);
	if (status == ASSAY_OK && is_region_name(text))
		*out = text;
	return status;
}

static int read_region(struct plan *p, struct provider *provider, struct assay_error *err)
{
	const struct value *region = value_get(expressions(provider), "region");
	provider->cause = region ? CAUSE_EXPRESSION : CAUSE_NO_ARGUMENT;
	if (!region)
		return ASSAY_OK;
	provider->at = region->at;
	struct str text = region_text(value_get(region, "constant_value"));
	int status = ASSAY_OK;
	if (!text.ptr && !value_get(provider->written, "module_address"))
		status = read_variable(p, value_get(region, "references"), &text, err);
	if (status != ASSAY_OK || !text.ptr)
		return status;
	provider->region = str_copy(p->w->run, text);
	provider->by_variable = !value_get(region, "constant_value");
	return ASSAY_OK;
}

/* True for a module's entry without arguments: the module inherits its configuration. */
static bool is_inherited(const struct provider *provider)
{
	const struct value *e = expressions(provider);
	return memchr(provider->key.ptr, ':', provider->key.len) &&
	       !(e && e->kind == DOC_OBJECT && e->n) &&
	       value_get(provider->written, "module_address");
}

static int add_provider(struct plan *p, const struct walk *walk, struct assay_error *err)
{
	const struct value *written;
	int status = value_build(&written, walk->value, p->scratch, err);
	if (status != ASSAY_OK || !is_wanted(p, written))
		return status;
	if (p->provider_list.n >= PROVIDERS_MAX)
		return cursor_error(err, ASSAY_ELIMIT, walk->value,
			"more than %zu provider configurations", PROVIDERS_MAX);
	struct provider *provider = arena_alloc(p->scratch, sizeof *provider);
	provider->written = written;
	provider->at = walk->value;
	status = cursor_string(
		(struct cursor){walk->value.doc, walk->key_at}, p->w->run, &provider->key, err);
	if (status == ASSAY_OK && is_inherited(provider))
		return ASSAY_OK;
	if (status == ASSAY_OK)
		status = read_region(p, provider, err);
	if (status != ASSAY_OK)
		return status;
	const struct value *region = value_get(expressions(provider), "region");
	provider->region_varies = refers(region, STR("each."), 0);
	provider->account_varies = account_refers(provider, STR("each."));
	if (map_get(&p->providers, provider->key))
		return cursor_error(err, ASSAY_EINPUT, walk->value,
			"the plan contains this provider configuration twice. Make the plan JSON "
			"again");
	map_set(p->scratch, &p->providers, provider->key, provider);
	list_add(p->scratch, &p->provider_list, provider);
	return ASSAY_OK;
}

/*
 * Two configurations with the same references must differ in what a plan does not show: the
 * expressions around the variable (var.region, and var.region == "a" ? "b" : "c").
 */
static void clear_ambiguous_regions(struct plan *p)
{
	struct map seen = {0};
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *b = p->provider_list.items[i];
		if (!b->by_variable)
			continue;
		struct str text = cursor_text(expressions(b)->at);
		struct provider *a = map_get(&seen, text);
		if (!a) {
			map_set(p->scratch, &seen, text, b);
			continue;
		}
		a->region = b->region = STR_NONE;
		a->cause = b->cause = CAUSE_VARIABLE;
	}
}

int plan_read_providers(struct plan *p, struct cursor provider_config, struct assay_error *err)
{
	struct walk walk;
	int status = ASSAY_OK;
	if (!provider_config.doc || cursor_kind(provider_config) != DOC_OBJECT)
		return ASSAY_OK;
	walk_begin(&walk, provider_config);
	while (status == ASSAY_OK && walk_next(&walk))
		status = add_provider(p, &walk, err);
	clear_ambiguous_regions(p);
	return status;
}

static struct provider *make_provider(struct plan *p, struct str key, struct cursor at)
{
	struct provider *made = arena_alloc(p->scratch, sizeof *made);
	*made = (struct provider){.key = key, .at = at};
	map_set(p->scratch, &p->providers, key, made);
	list_add(p->scratch, &p->provider_list, made);
	return made;
}

static bool has_name(const struct provider *provider, struct str name)
{
	const struct value *written = value_get(provider->written, "name");
	return written && written->kind == DOC_STRING ? str_eq(written->text, name)
						      : str_eq(provider->key, name);
}

/*
 * The configuration that a module inherits under a name. Terraform does not show which one a module
 * is passed if the modules between have no required_providers (before 1.1: never), so it is known
 * only if there is no other.
 */
static struct provider *find_inherited(struct plan *p, struct str name)
{
	struct provider *main = map_get(&p->providers, name), *cached;
	cached = map_get(&p->inherited, name);
	if (cached)
		return cached == &p->ambiguous ? NULL : cached;
	size_t n = 0;
	for (size_t i = 0; i < p->provider_list.n; i++)
		n += has_name(p->provider_list.items[i], name);
	if (n == 0)
		return NULL;
	bool only = n == 1 && main;
	map_set(p->scratch, &p->inherited, name, only ? main : &p->ambiguous);
	return only ? main : NULL;
}

/* True if a module contains the configuration: "module.a.module.b" of "a/b/". */
static bool is_of_module(
	struct plan *p, const struct provider *provider, const struct module *module)
{
	const struct value *address = value_get(provider->written, "module_address");
	struct str path = module ? module->path : STR("");
	if (!address || address->kind != DOC_STRING)
		return true;
	struct str text = STR("");
	for (size_t at = 0, end; at < path.len; at = end + 1) {
		const char *slash = memchr(path.ptr + at, '/', path.len - at);
		end = slash ? (size_t)(slash - path.ptr) : path.len;
		text = str_printf(p->scratch, "%.*s%smodule.%.*s", STR_ARGS(text),
			text.len ? "." : "", (int)(end - at), path.ptr + at);
	}
	return str_eq(text, address->text);
}

int provider_find(struct provider **out, struct plan *p, struct str key,
	const struct module *module, struct cursor at, bool makes, struct assay_error *err)
{
	bool by_address = str_starts(key, STR("module."));
	size_t colon = key.len;
	while (colon && key.ptr[colon - 1] != ':')
		colon--;
	*out = map_get(&p->providers, key);
	if (*out) {
		if (colon && !by_address && !is_of_module(p, *out, module))
			*out = NULL;
		return ASSAY_OK;
	}
	struct str name = {key.ptr + colon, key.len - colon};
	const char *dot = memchr(name.ptr, '.', name.len);
	if (colon && dot)
		name.len = (size_t)(dot - name.ptr);
	/* an empty block looks as an inherited configuration in a plan, and is the environment's */
	if (by_address && colon &&
		provider_has_own_block(p, (struct str){key.ptr + colon, key.len - colon}, module))
		return ASSAY_OK;
	if (colon)
		*out = find_inherited(p, name);
	if (!*out && colon && by_address)
		*out = provider_in_sources(
			p, (struct str){key.ptr + colon, key.len - colon}, module, at);
	bool ambiguous = colon && map_get(&p->inherited, name);
	if (*out || !makes || ambiguous)
		return ASSAY_OK;
	if (p->provider_list.n >= PROVIDERS_MAX)
		return cursor_error(err, ASSAY_ELIMIT, at, "more than %zu provider configurations",
			PROVIDERS_MAX);
	*out = make_provider(p, str_copy(p->w->run, name), at);
	return ASSAY_OK;
}

static int by_name(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	return str_cmp(x->key, y->key);
}

/* The arguments for which is_one holds, by name, as text. */
static struct str arguments_text(
	struct plan *p, const struct provider *provider, bool (*is_one)(struct str))
{
	const struct value *e = expressions(provider);
	struct str text = STR("");
	struct list sorted = {0};
	for (size_t i = 0; e && e->kind == DOC_OBJECT && i < e->n; i++)
		if (is_one(e->members[i].key))
			list_add(p->scratch, &sorted, &e->members[i]);
	list_sort(p->scratch, &sorted, by_name);
	for (size_t i = 0; i < sorted.n; i++) {
		const struct member *m = sorted.items[i];
		text = str_printf(p->scratch, "%.*s%.*s=%.*s\n", STR_ARGS(text), STR_ARGS(m->key),
			STR_ARGS(cursor_text(m->value->at)));
	}
	return text;
}

static bool chooses_account(struct str key)
{
	return !is_neutral(key);
}

/* True if no argument chooses an account: the credentials of the environment do. */
static bool uses_environment(const struct provider *provider)
{
	const struct value *e = expressions(provider);
	for (size_t i = 0; e && e->kind == DOC_OBJECT && i < e->n; i++)
		if (!is_neutral(e->members[i].key) &&
			!str_is(e->members[i].key, "allowed_account_ids"))
			return false;
	return provider->written && !provider->account_varies;
}

struct str provider_account_key(struct plan *p, const struct provider *provider)
{
	if (uses_environment(provider))
		return str_printf(p->scratch, "%s%.*s", ENVIRONMENT,
			STR_ARGS(arguments_text(p, provider, chooses_account)));
	const struct value *name = value_get(provider->written, "full_name");
	if (!name)
		name = value_get(provider->written, "name");
	if (!name || name->kind != DOC_STRING || account_refers(provider, STR("")))
		return STR_NONE;
	return str_printf(p->scratch, "%.*s\n%.*s", STR_ARGS(name->text),
		STR_ARGS(arguments_text(p, provider, chooses_account)));
}

/* arguments that choose the Region of the environment */
static bool chooses_environment(struct str key)
{
	return str_is(key, "profile") || str_is(key, "shared_config_files") ||
	       str_is(key, "shared_credentials_files") || str_is(key, "shared_credentials_file");
}

struct str provider_environment(struct plan *p, const struct provider *provider)
{
	const struct value *e = expressions(provider);
	if (value_get(e, "region") || provider->region_varies)
		return STR_NONE;
	for (size_t i = 0; e && e->kind == DOC_OBJECT && i < e->n; i++)
		if (chooses_environment(e->members[i].key) &&
			refers(e->members[i].value, STR(""), 0))
			return STR_NONE;
	return arguments_text(p, provider, chooses_environment);
}

static struct str only_account_id(const struct value *ids)
{
	if (!ids || ids->kind != DOC_ARRAY || ids->n != 1 || ids->items[0]->kind != DOC_STRING ||
		!is_account_id(ids->items[0]->text))
		return STR_NONE;
	return ids->items[0]->text;
}

/* The role of the last block: roles are assumed in order. */
static bool read_role(const struct provider *provider, struct arn *role)
{
	static const char *const blocks[] = {"assume_role", "assume_role_with_web_identity"};
	const struct value *e = expressions(provider), *list = NULL;
	for (size_t i = 0; !list && i < LENGTH_OF(blocks); i++)
		list = value_get(e, blocks[i]);
	if (list && list->kind == DOC_ARRAY)
		list = list->n ? list->items[list->n - 1] : NULL;
	const struct value *arn = value_get(value_get(list, "role_arn"), "constant_value");
	return arn && arn->kind == DOC_STRING && arn_parse(role, arn->text) &&
	       is_account_id(role->account);
}

struct str provider_account(const struct provider *provider)
{
	struct arn role;
	struct str allowed = only_account_id(value_get(
		value_get(expressions(provider), "allowed_account_ids"), "constant_value"));
	if (allowed.ptr)
		return allowed;
	return read_role(provider, &role) ? role.account : STR_NONE;
}

struct str provider_partition(const struct provider *provider)
{
	struct arn role;
	return read_role(provider, &role) ? role.partition : STR_NONE;
}
