/*
 * configuration - the resources of a plan's configuration: their provider configuration and
 * their expressions.
 *
 * A resource is found by the names of its modules, its type and its name; instances share one
 * entry.
 */
#include "inventory/terraform/plan.h"

static struct str config_key(
	struct arena *a, bool data, struct str path, struct str type, struct str name)
{
	const struct str parts[] = {data ? STR("data.") : STR(""), path, type, STR("."), name};
	return str_join(a, parts, LENGTH_OF(parts));
}

static bool is_set(struct cursor c)
{
	return c.doc && cursor_kind(c) != DOC_NULL;
}

/* True if the configuration specifies no argument. */
static bool is_bare(const struct config *c)
{
	struct walk walk;
	if (!is_set(c->expressions))
		return true;
	walk_begin(&walk, c->expressions);
	return !walk_next(&walk);
}

static int read_resource(
	struct plan *p, struct walk *walk, const struct module *module, struct assay_error *err)
{
	struct lookup keys[] = {{"mode", NOWHERE}, {"type", NOWHERE}, {"name", NOWHERE},
		{"provider_config_key", NOWHERE}, {"expressions", NOWHERE},
		{"for_each_expression", NOWHERE}};
	struct str type, name;
	int status = walk_find(walk, keys, LENGTH_OF(keys), err);
	if (status != ASSAY_OK)
		return status;
	if (!keys[1].value.doc || cursor_kind(keys[1].value) != DOC_STRING || !keys[2].value.doc)
		return ASSAY_OK;
	bool data = cursor_is(keys[0].value, "data");
	struct config *c = arena_alloc(p->scratch, sizeof *c);
	c->module = module;
	c->expressions = keys[4].value;
	c->for_each = keys[5].value;
	status = cursor_string(keys[1].value, p->scratch, &type, err);
	if (status == ASSAY_OK)
		status = cursor_string(keys[2].value, p->scratch, &name, err);
	if (status == ASSAY_OK && keys[3].value.doc && cursor_kind(keys[3].value) == DOC_STRING)
		status = cursor_string(keys[3].value, p->w->run, &c->provider_key, err);
	if (status != ASSAY_OK)
		return status;
	/* the arguments of other data sources show nothing about their provider */
	if (data && (!plan_shows_identity(p, type) || !is_bare(c)))
		return ASSAY_OK;
	p->has_identity = p->has_identity || data;
	map_set(p->scratch, &p->configs, config_key(p->scratch, data, module->path, type, name), c);
	return ASSAY_OK;
}

static int read_module(
	struct plan *p, struct cursor at, struct module *m, size_t depth, struct assay_error *err);

static struct module *add_module(struct plan *p, const struct module *caller, struct str path)
{
	struct module *m = arena_alloc(p->scratch, sizeof *m);
	*m = (struct module){.path = path, .caller = caller};
	m->arena = p->scratch;
	m->modules = &p->modules;
	m->built = &p->built;
	map_set(p->scratch, &p->modules, path, m);
	return m;
}

static int read_call(struct plan *p, const struct walk *walk, const struct module *caller,
	size_t depth, struct assay_error *err)
{
	struct lookup keys[] = {{"module", NOWHERE}, {"expressions", NOWHERE},
		{"for_each_expression", NOWHERE}, {"source", NOWHERE}};
	struct str name;
	int status = cursor_find(walk->value, keys, LENGTH_OF(keys), err);
	if (status != ASSAY_OK || !keys[0].value.doc)
		return status;
	status = cursor_string(
		(struct cursor){walk->value.doc, walk->key_at}, p->scratch, &name, err);
	if (status != ASSAY_OK)
		return status;
	struct module *m = add_module(p, caller,
		str_printf(p->scratch, "%.*s%.*s/", STR_ARGS(caller->path), STR_ARGS(name)));
	m->inputs = keys[1].value;
	m->for_each = keys[2].value;
	m->source = keys[3].value;
	return read_module(p, keys[0].value, m, depth + 1, err);
}

static int read_module(
	struct plan *p, struct cursor at, struct module *m, size_t depth, struct assay_error *err)
{
	struct lookup keys[] = {
		{"resources", NOWHERE}, {"module_calls", NOWHERE}, {"outputs", NOWHERE}};
	struct walk walk;
	if (depth > MODULE_DEPTH_MAX)
		return cursor_error(err, ASSAY_ELIMIT, at, "modules are nested more than %d deep",
			MODULE_DEPTH_MAX);
	int status = cursor_find(at, keys, LENGTH_OF(keys), err);
	if (status != ASSAY_OK)
		return status;
	m->outputs = keys[2].value;
	if (keys[0].value.doc && cursor_kind(keys[0].value) == DOC_ARRAY) {
		walk_begin(&walk, keys[0].value);
		while (status == ASSAY_OK && walk_next(&walk))
			status = read_resource(p, &walk, m, err);
	}
	if (keys[1].value.doc && cursor_kind(keys[1].value) == DOC_OBJECT) {
		walk_begin(&walk, keys[1].value);
		while (status == ASSAY_OK && walk_next(&walk))
			status = read_call(p, &walk, m, depth, err);
	}
	return status;
}

static void append(struct str *out, char *text, struct str more)
{
	if (more.len)
		memcpy(text + out->len, more.ptr, more.len);
	out->len += more.len;
}

/* Keys up to this length need no memory of the plan, which has many entries. */
#define KEY_ROOM ((size_t)512)

struct config *config_find(const struct plan *p, bool data, struct str module_address,
	struct str type, struct str name)
{
	char room[KEY_ROOM];
	size_t most = sizeof "data.." + module_address.len + type.len + name.len;
	char *text = most <= sizeof room ? room : arena_alloc(p->scratch, most);
	struct str key = {text, 0};
	append(&key, text, data ? STR("data.") : STR(""));
	if (!address_append_path(&key, text, module_address))
		return NULL;
	append(&key, text, type);
	append(&key, text, STR("."));
	append(&key, text, name);
	return map_get(&p->configs, key);
}

/* Find the configuration of each change, if there is one. */
static void find_configs(struct plan *p)
{
	for (size_t i = 0; i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		c->config = config_find(p, false, c->module_address, c->tf_type, c->name);
	}
}

int plan_read_config(struct plan *p, struct assay_error *err)
{
	struct lookup keys[] = {{"provider_config", NOWHERE}, {"root_module", NOWHERE}};
	if (!p->configuration.doc)
		return ASSAY_OK;
	int status = cursor_find(p->configuration, keys, LENGTH_OF(keys), err);
	if (status == ASSAY_OK)
		status = plan_read_providers(p, keys[0].value, err);
	if (status == ASSAY_OK && p->found.n && keys[1].value.doc)
		status = read_module(p, keys[1].value, add_module(p, NULL, STR("")), 0, err);
	if (status == ASSAY_OK)
		find_configs(p);
	return status;
}
