/*
 * patch_origin - where the value of an argument is written, and whether an edit there changes
 * anything else.
 *
 * Follows an expression that is only a name: a local value, a variable, the argument of a module
 * call. Evaluates nothing.
 */
#include "remedy/patch.h"

/* names that are followed */
#define STEPS_MAX 64

/* a name that patch and git read unchanged */
static bool is_plain_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.ptr[i] <= 0x20 || strchr("\"\\\x7f", name.ptr[i]))
			return false;
	return name.len > 0;
}

/* how many modules of all plans are calls of a folder */
static size_t count_calls(const struct patch *p, const struct hcl_module *module)
{
	const struct run *run = p->run;
	size_t n = 0;

	for (size_t i = 0; i < run->n_inputs; i++)
		if (run->inputs[i]->sources)
			n += written_count_calls(run->inputs[i]->sources,
				p->written->file->boundary.ptr, module->folder->name);
	return n;
}

static bool has_instances(const struct hcl_entity *entity)
{
	const struct list *attributes = &entity->block->body.attributes;

	return hcl_attribute(attributes, STR("count")) ||
	       hcl_attribute(attributes, STR("for_each")) || entity->overrides.n > 0;
}

void patch_check_place(
	struct patch *p, const struct hcl_module *module, const struct hcl_file *file)
{
	if (module->folder->is_foreign)
		patch_refuse(p, STR("its module is not your own"));
	if (written_is_generated(file))
		patch_refuse(p, STR("a program wrote its file"));
	if (file->doc || !is_plain_name(file->name))
		patch_refuse(p, STR("its file is JSON, or has an unusual name"));
	for (const struct hcl_module *m = module; m; m = m->caller) {
		if (p->why.len == 0 && count_calls(p, m) > 1)
			patch_refuse(p, STR("its block makes several resources: the module is "
					    "called more than once"));
		if (m->call && has_instances(m->call))
			patch_refuse(p, STR("its block makes several resources: the call of its "
					    "module has count, for_each or overrides"));
	}
}

/* the name behind a prefix, if that is the complete expression; ptr NULL: it is not */
static struct str name_after(struct str text, struct str prefix)
{
	struct str name = {text.ptr + prefix.len, text.len - prefix.len};

	if (!str_starts(text, prefix) || name.len == 0)
		return STR_NONE;
	for (size_t i = 0; i < name.len; i++)
		if (strchr(".[]() \t\r\n\"'+-*/%?:,<>=!&|{}#$", name.ptr[i]) && name.ptr[i] != '-')
			return STR_NONE;
	return name;
}

static bool is_literal(const struct hcl_value *v)
{
	if (v->kind == HCL_EXPRESSION || v->kind == HCL_OBJECT)
		return false;
	for (size_t i = 0; i < v->items.n; i++)
		if (!is_literal(v->items.items[i]))
			return false;
	return true;
}

/* the search */
struct origin {
	struct patch *p;
	const struct hcl_module *module; /* where the expression is */
	const struct hcl_attribute *at;
	struct str wanted;
};

static void refuse_at(struct origin *o, const char *what)
{
	patch_refuse(o->p, str_printf(o->p->arena, "%.*s: %s. Change it so that %.*s is %.*s",
				   STR_ARGS(patch_place(o->p, o->at->file, o->at->range)), what,
				   STR_ARGS(o->at->name), STR_ARGS(o->wanted)));
}

/* the default of a variable */
static void follow_default(struct origin *o, struct str name, const struct hcl_entity *variable)
{
	struct hcl_body body = {0};
	const struct hcl_attribute *attribute;
	struct patch *p = o->p;

	if (variable && !variable->is_twice)
		body = hcl_entity_body(p->arena, variable);
	attribute = hcl_attribute(&body.attributes, STR("default"));
	if (!attribute || (!o->module->caller && hcl_is_set(o->module->folder, name))) {
		refuse_at(
			o, "the value is that of a variable, which is set outside of the sources");
		return;
	}
	o->at = attribute;
	if (!o->module->caller) {
		struct str *note = arena_alloc(p->arena, sizeof *note);

		*note = str_printf(p->arena,
			"The patch changes the default of the variable %.*s. If -var, -var-file or "
			"TF_VAR_%.*s sets it, change the value there.",
			STR_ARGS(name), STR_ARGS(name));
		list_add(p->arena, &p->notes, note);
	}
}

static void follow_variable(struct origin *o, struct str name)
{
	struct arena *a = o->p->arena;
	const struct hcl_entity *variable =
		hcl_entity_find(o->module, str_printf(a, "variable.%.*s", STR_ARGS(name)));
	const struct hcl_entity *call = o->module->call;
	struct hcl_body body = {0};
	const struct hcl_attribute *argument;

	if (hcl_count_name(o->module->folder, str_printf(a, "var.%.*s", STR_ARGS(name))) != 1) {
		refuse_at(o, "the value is that of a variable, which is used elsewhere, too");
		return;
	}
	if (call)
		body = hcl_entity_body(a, call);
	argument = call ? hcl_attribute(&body.attributes, name) : NULL;
	if (!argument) {
		follow_default(o, name, variable);
		return;
	}
	o->at = argument;
	if (has_instances(call))
		refuse_at(o, "the call of the module has count, for_each or overrides");
	o->module = o->module->caller;
}

static void follow_local(struct origin *o, struct str name)
{
	struct arena *a = o->p->arena;
	const struct hcl_attribute *local = hcl_local(o->module->folder, name);

	if (!local ||
		hcl_count_name(o->module->folder, str_printf(a, "local.%.*s", STR_ARGS(name))) != 1)
		refuse_at(o, "the value is that of a local value, which is used elsewhere, too");
	else
		o->at = local;
}

static struct str text_of(const struct hcl_value *v)
{
	return v->kind == HCL_BOOL ? v->truth ? STR("true") : STR("false") : v->text;
}

/* True if a literal may have become the value: Terraform converts between strings, numbers and
 * booleans, sorts sets, and replaces null by a default. */
static bool is_value(const struct hcl_value *v, const struct node *node)
{
	if (v->kind == HCL_NULL || !node || node->kind == NODE_UNKNOWN)
		return true;
	if ((v->kind == HCL_LIST) != (node->kind == NODE_LIST))
		return false;
	if (node->kind == NODE_BOOL)
		return str_is(text_of(v), node->truth ? "true" : "false");
	if (node->kind == NODE_STRING)
		return str_eq(text_of(v), node->text);
	for (size_t i = 0; node->kind == NODE_LIST && i < v->items.n; i++) {
		bool found = false;

		for (size_t k = 0; k < node->n && !found; k++)
			found = is_value(v->items.items[i], node->items[k]);
		if (!found)
			return false;
	}
	return node->kind != NODE_LIST || node->n <= v->items.n;
}

const struct hcl_attribute *patch_origin(struct patch *p, const struct hcl_attribute *attribute,
	const struct node *planned, struct str wanted)
{
	struct origin o = {p, p->written->module, attribute, wanted};

	for (size_t i = 0; p->why.len == 0 && !is_literal(o.at->value); i++) {
		struct str text = o.at->value->kind == HCL_EXPRESSION ? o.at->value->text : STR("");
		struct str local = name_after(text, STR("local."));
		struct str variable = name_after(text, STR("var."));

		if (i == STEPS_MAX || (!local.ptr && !variable.ptr))
			refuse_at(&o, "the value is an expression");
		else if (local.ptr)
			follow_local(&o, local);
		else
			follow_variable(&o, variable);
	}
	if (p->why.len == 0 && o.at != attribute &&
		(o.at->value->kind == HCL_NULL || !is_value(o.at->value, planned)))
		refuse_at(&o, "the plan has another value: a variable of the run sets it, or the "
			      "sources changed");
	if (p->why.len == 0)
		patch_check_place(p, o.module, o.at->file);
	return p->why.len == 0 ? o.at : NULL;
}
