/*
 * pages - writes controls, their pages and settings, without judging anything.
 *
 * The third part of assay.h's implementation.
 */
#include "pipeline/inside.h"

#include "base/nearest.h"
#include "report/model/report.h"
#include "verdict/settings_page.h"

int assay_capabilities_write(assay_write_fn *write, void *payload, struct assay_error *err)
{
	struct buf names;
	int status;

	buf_init(&names, (size_t)1 << 16);
	status = rules_capabilities(&names);
	if (status)
		error_nomem(err);
	else if (write(payload, names.ptr, names.len))
		status = error_set(err, ASSAY_EIO, "the list can't be written");
	buf_free(&names);
	return status;
}

static int write_rules(struct call *c)
{
	const struct settings *s = &c->a->settings;
	const struct control *const *controls;
	const struct profile *const *profiles;
	struct list chosen = {0};
	size_t n, n_profiles;
	int status = policy_load(c->a, c->err);

	if (!status)
		status = policy_choose_controls(c->a, c->a->arena, &chosen, c->err);
	if (status)
		return status;
	controls = rules_controls(c->a->rules, &n);
	profiles = rules_profiles(c->a->rules, &n_profiles);
	if (s->controls.n || s->profiles.n || c->a->options.level) {
		controls = (const struct control *const *)chosen.items;
		n = chosen.n;
		n_profiles = 0;
	}
	return report_rules(&c->out, controls, n) || report_profiles(&c->out, profiles, n_profiles)
		       ? error_set(c->err, ASSAY_EIO, "the list can't be written")
		       : ASSAY_OK;
}

int assay_rules_write(
	struct assay *a, assay_write_fn *write, void *payload, struct assay_error *err)
{
	struct call call = {.a = a, .out = {write, payload, ASSAY_OK}, .err = err};

	return call_run(a->arena, write_rules, &call);
}

static int write_stubs(struct call *c)
{
	int status = policy_load(c->a, c->err);

	if (status)
		return status;
	rules_stubs(c->a->rules, &c->out, c->a->arena);
	return c->out.status ? error_set(c->err, ASSAY_EIO, "the declarations can't be written")
			     : ASSAY_OK;
}

int assay_stubs_write(
	struct assay *a, assay_write_fn *write, void *payload, struct assay_error *err)
{
	struct call call = {.a = a, .out = {write, payload, ASSAY_OK}, .err = err};

	return call_run(a->arena, write_stubs, &call);
}

static int write_page(struct call *c)
{
	const struct rules *rules = c->a->rules;
	const struct control *control;
	int status = policy_load(c->a, c->err);

	if (status)
		return status;
	control = rules_control(rules, str_of(c->name));
	if (!control)
		return rules_no_control(rules, str_of(c->name), c->err);
	return report_explain(&c->out, control)
		       ? error_set(c->err, ASSAY_EIO, "the page can't be written")
		       : ASSAY_OK;
}

int assay_explain_write(struct assay *a, const char *id, assay_write_fn *write, void *payload,
	struct assay_error *err)
{
	struct call call = {.a = a, .name = id, .out = {write, payload, ASSAY_OK}, .err = err};

	return call_run(a->arena, write_page, &call);
}

static int write_config(struct call *c)
{
	const struct control *const *controls;
	size_t n;
	int status = policy_load(c->a, c->err);

	if (!status)
		status = policy_check_controls(c->a, c->err);
	if (status)
		return status;
	controls = rules_controls(c->a->rules, &n);
	return settings_page(&c->out, &c->a->settings, controls, n)
		       ? error_set(c->err, ASSAY_EIO, "the configuration can't be written")
		       : ASSAY_OK;
}

int assay_config_write(
	struct assay *a, assay_write_fn *write, void *payload, struct assay_error *err)
{
	struct call call = {.a = a, .out = {write, payload, ASSAY_OK}, .err = err};

	return call_run(a->arena, write_config, &call);
}

int assay_config_sample_write(assay_write_fn *write, void *payload, struct assay_error *err)
{
	struct out out = {write, payload, ASSAY_OK};

	return settings_sample(&out)
		       ? error_set(err, ASSAY_EIO, "the configuration can't be written")
		       : ASSAY_OK;
}

int assay_config_schema_write(assay_write_fn *write, void *payload, struct assay_error *err)
{
	struct out out = {write, payload, ASSAY_OK};

	return settings_schema(&out) ? error_set(err, ASSAY_EIO, "the schema can't be written")
				     : ASSAY_OK;
}

/* the resources of a key, an address or a name */
static void find_resources(
	struct list *found, const struct run *run, struct str key, struct nearest *nearest)
{
	for (size_t i = 0; i < run->resources.n; i++) {
		struct resource *r = run->resources.items[i];

		nearest_offer(nearest, r->key);
		nearest_offer(nearest, r->label);
		if (str_eq(r->key, key) || str_eq(r->address, key) || str_eq(r->label, key))
			(void)list_add(run->arena, found, r);
	}
}

static int write_resource(struct call *c)
{
	const struct run *run = &c->result->run;
	struct nearest nearest = {.word = str_of(c->name)};
	struct list found = {0};
	bool json = strcmp(c->value, "json") == 0;

	if (!json && strcmp(c->value, "text") != 0)
		return error_set(c->err, ASSAY_EUSAGE,
			"a resource is written as text or json, not '%s'", c->value);
	find_resources(&found, run, nearest.word, &nearest);
	if (found.n == 0)
		return error_set(c->err, ASSAY_EUSAGE,
			"there is no resource '%s'%s%.*s%s. 'assay inspect' lists the resources",
			c->name, nearest.name.ptr ? ". Did you mean '" : "", STR_ARGS(nearest.name),
			nearest.name.ptr ? "'?" : "");
	return (json ? report_json_resources : report_resources)(&c->out, run, &found)
		       ? error_set(c->err, ASSAY_EIO, "the resource can't be written")
		       : ASSAY_OK;
}

int assay_resource_write(const struct assay_result *r, const char *key, const char *format,
	assay_write_fn *write, void *payload, struct assay_error *err)
{
	struct call call = {.result = (struct assay_result *)(uintptr_t)r,
		.name = key,
		.value = format,
		.out = {write, payload, ASSAY_OK},
		.err = err};

	return call_run(r->arena, write_resource, &call);
}
