/*
 * inherited - the provider configuration that a module inherits, by its Terraform sources.
 *
 * A plan does not show it where modules between have no required_providers. The sources do: a
 * module without a provider block has the configuration that its call passes, else its caller's.
 * Anything that is not plain, or differs from the plan, shows nothing.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/written.h"

/* notes for one plan */
#define NOTES_MAX ((size_t)20)

/* A provider configuration as a module refers to it: "aws", "aws.west". */
struct reference {
	struct str text, name, alias;
};

static struct reference reference_of(struct str text)
{
	const char *dot = memchr(text.ptr, '.', text.len);
	size_t n = dot ? (size_t)(dot - text.ptr) : text.len;
	struct str alias = dot ? (struct str){dot + 1, text.len - n - 1} : STR_NONE;

	return (struct reference){text, {text.ptr, n}, alias};
}

/* what the call of a module passes for a reference; text.ptr NULL: it does not show */
static struct reference passed(struct plan *p, const struct hcl_module *m, struct reference wanted)
{
	const struct reference unknown = {STR_NONE, STR_NONE, STR_NONE};
	struct hcl_body body = hcl_entity_body(p->scratch, m->call);
	const struct hcl_attribute *providers = hcl_attribute(&body.attributes, STR("providers"));
	const struct hcl_attribute *member;

	/* without the argument, a module inherits what has no alias */
	if (!providers)
		return wanted.alias.ptr ? unknown : wanted;
	if (providers->value->kind != HCL_OBJECT || providers->value->open)
		return unknown;
	member = hcl_attribute(&providers->value->members, wanted.text);
	if (!member || !member->value->text.len)
		return unknown;
	return reference_of(member->value->text);
}

/* the key of a provider configuration in a plan: of the root "aws.west", else by module address */
static struct str plan_key(struct plan *p, struct str path, struct str reference)
{
	struct str text = STR("");

	for (size_t at = 0, end; at < path.len; at = end + 1) {
		for (end = at; end < path.len && path.ptr[end] != '/'; end++)
			;
		text = str_printf(p->scratch, "%.*s%smodule.%.*s", STR_ARGS(text),
			text.len ? "." : "", (int)(end - at), path.ptr + at);
	}
	return str_printf(
		p->scratch, "%.*s%s%.*s", STR_ARGS(text), text.len ? ":" : "", STR_ARGS(reference));
}

static bool has_block(struct plan *p, const struct hcl_module *m, struct str reference)
{
	return hcl_entity_find(m, str_printf(p->scratch, "provider.%.*s", STR_ARGS(reference))) !=
	       NULL;
}

/* the source of a call is the same in both */
static bool is_same_call(struct plan *p, const struct hcl_module *m, const struct module *module)
{
	struct hcl_body body = hcl_entity_body(p->scratch, m->call);
	const struct hcl_attribute *source = hcl_attribute(&body.attributes, STR("source"));

	return source && source->value->kind == HCL_STRING && module->source.doc &&
	       !m->call->is_twice &&
	       cursor_is(module->source, str_copy(p->scratch, source->value->text).ptr);
}

static struct provider *search(
	struct plan *p, struct hcl_tree *tree, struct reference wanted, const struct module *module)
{
	const struct hcl_module *m = hcl_tree_module(tree, module->path);

	for (; m && !m->folder->is_partial && wanted.text.ptr; m = m->caller) {
		if (has_block(p, m, wanted.text))
			return map_get(&p->providers, plan_key(p, m->path, wanted.text));
		if (!m->caller || !module || !is_same_call(p, m, module))
			return NULL;
		wanted = passed(p, m, wanted);
		module = module->caller;
	}
	return NULL;
}

bool provider_has_own_block(struct plan *p, struct str name, const struct module *module)
{
	struct plan_sources *sources = p->source->input.sources;
	const struct hcl_module *m =
		sources && module && module->caller
			? hcl_tree_module(plan_sources_tree(sources), module->path)
			: NULL;

	return m && has_block(p, m, name);
}

static void note(struct plan *p, struct str name, const struct module *module,
	const struct provider *found, struct cursor at)
{
	if (p->n_from_sources++ >= NOTES_MAX)
		return;
	remark_add(p->w, REMARK_NOTE, p->source, at,
		str_printf(p->w->run,
			"The plan does not show the provider configuration of %.*s. Its Terraform "
			"sources show %.*s.",
			STR_ARGS(plan_key(p, module->path, name)), STR_ARGS(found->key)));
}

struct provider *provider_in_sources(
	struct plan *p, struct str name, const struct module *module, struct cursor at)
{
	struct plan_sources *sources = p->source->input.sources;
	struct provider *found;
	struct str key;

	if (!sources || !module || !module->caller)
		return NULL;
	key = str_printf(p->scratch, "%.*s\n%.*s", STR_ARGS(module->path), STR_ARGS(name));
	found = map_get(&p->inherited, key);
	if (found)
		return found == &p->ambiguous ? NULL : found;
	found = search(p, plan_sources_tree(sources), reference_of(name), module);
	if (found)
		note(p, name, module, found, at);
	map_set(p->scratch, &p->inherited, key, found ? found : &p->ambiguous);
	return found;
}
