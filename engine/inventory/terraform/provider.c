/*
 * provider - provider configurations: their Regions, and which belong to one account.
 *
 * A plan shows constants and references of an expression, not its text. Two expressions with the
 * same references may differ.
 */
#include "inventory/terraform/plan.h"

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
		wanted = is_named(written, p->w->wanted[t]->tf_provider);
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
	if (status == ASSAY_OK)
		status = read_region(p, provider, err);
	if (status != ASSAY_OK)
		return status;
	const struct value *region = value_get(expressions(provider), "region");
	provider->region_varies = refers(region, STR("each."), 0);
	provider->account_varies = account_refers(provider, STR("each."));
	if (map_get(&p->providers, provider->key))
		return cursor_error(err, ASSAY_EINPUT, walk->value,
			"the plan contains this provider configuration twice: make the plan JSON "
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
	for (size_t i = 0; i < p->provider_list.n; i++) {
		struct provider *a = p->provider_list.items[i];
		for (size_t j = i + 1; a->by_variable && j < p->provider_list.n; j++) {
			struct provider *b = p->provider_list.items[j];
			if (b->by_variable && value_equal(expressions(a), expressions(b)))
				a->region = b->region = STR_NONE;
		}
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

/* True if b has every argument of a that may choose the account; *n: their number. */
static bool agrees(const struct value *a, const struct value *b, size_t *n)
{
	*n = 0;
	for (size_t i = 0; a && a->kind == DOC_OBJECT && i < a->n; i++) {
		if (is_neutral(a->members[i].key))
			continue;
		++*n;
		if (!value_equal(a->members[i].value, value_get_str(b, a->members[i].key)))
			return false;
	}
	return true;
}

static bool same_name(const struct provider *a, const struct provider *b)
{
	const struct value *x = value_get(a->written, "full_name");
	const struct value *y = value_get(b->written, "full_name");
	if (!x && !y) {
		x = value_get(a->written, "name");
		y = value_get(b->written, "name");
	}
	return x && y && value_equal(x, y);
}

/* True if no argument chooses an account: the credentials of the environment do. */
static bool uses_environment(const struct provider *p)
{
	const struct value *e = expressions(p);
	for (size_t i = 0; e && e->kind == DOC_OBJECT && i < e->n; i++)
		if (!is_neutral(e->members[i].key) &&
			!str_is(e->members[i].key, "allowed_account_ids"))
			return false;
	return !p->account_varies;
}

bool provider_same_account(const struct provider *a, const struct provider *b)
{
	size_t n, m;
	if (!a->written || !b->written)
		return false;
	if (!same_name(a, b))
		return uses_environment(a) && uses_environment(b);
	return agrees(expressions(a), expressions(b), &n) &&
	       agrees(expressions(b), expressions(a), &m) && n == m && !account_refers(a, STR(""));
}

struct str provider_allowed_account(const struct provider *p)
{
	const struct value *ids =
		value_get(value_get(expressions(p), "allowed_account_ids"), "constant_value");
	if (!ids || ids->kind != DOC_ARRAY || ids->n != 1 || ids->items[0]->kind != DOC_STRING ||
		!is_account_id(ids->items[0]->text))
		return STR_NONE;
	return ids->items[0]->text;
}
