/*
 * written - from a place in a plan to the block and attribute in its sources.
 *
 * The pointer of the place names an entry of the plan; the entry names module, type and name of a
 * block; the rest of the pointer is the path of an attribute. Knows the layout of plans.
 */
#include "inventory/terraform/written.h"

#include "base/base.h"
#include "inventory/terraform/plan.h"
#include "inventory/terraform/written_inside.h"

/* steps of a pointer */
#define STEPS_MAX ((size_t)200)
#define TEXT_MAX  ((size_t)1 << 16)

void plan_sources_new(
	struct plan_sources **out, struct arena *a, struct hcl_tree *tree, const struct doc *plan)
{
	struct plan_sources *s = arena_alloc(a, sizeof *s);

	s->arena = a;
	s->tree = tree;
	s->doc = plan;
	*out = s;
}

/* True if providers come from Terraform's registry and none from OpenTofu's, its default one. */
static bool is_of_terraform(struct inventory *w, const struct doc *plan)
{
	struct cursor configs =
		written_member(written_member(doc_root(plan), "configuration"), "provider_config");
	bool found = false;
	struct walk walk;

	if (!configs.doc || cursor_kind(configs) != DOC_OBJECT)
		return false;
	walk_begin(&walk, configs);
	while (walk_next(&walk)) {
		struct cursor at = written_member(walk.value, "full_name");
		struct str name = STR("");

		if (at.doc && cursor_kind(at) == DOC_STRING)
			(void)cursor_string(at, w->run, &name, NULL);
		if (str_starts(name, STR("registry.opentofu.org/")))
			return false;
		found = found || str_starts(name, STR("registry.terraform.io/"));
	}
	return found;
}

void plan_sources_attach(struct inventory *w, const struct assay_sources *reader)
{
	for (size_t i = 0; reader && i < w->plans.n; i++) {
		struct source *source = ((const struct plan_source *)w->plans.items[i])->source;
		const char *boundary, *folder;
		struct hcl_tree *tree;

		if (!source->doc || !reader->locate(reader->payload, source->input.name.ptr,
					    &boundary, &folder))
			continue;
		hcl_tree_new(&tree, w->run, reader, boundary, str_of(folder),
			is_of_terraform(w, source->doc));
		plan_sources_new(&source->input.sources, w->run, tree, source->doc);
	}
}

struct hcl_tree *plan_sources_tree(const struct plan_sources *s)
{
	return s->tree;
}

const struct list *written_mismatches(const struct plan_sources *s)
{
	return &s->mismatches;
}

/* ---- Pointers ---- */

/* A pointer in steps, decoded. */
struct steps {
	struct str all[STEPS_MAX];
	size_t n;
};

static struct str decode_step(struct arena *a, struct str raw)
{
	char *text = arena_alloc(a, raw.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < raw.len; i++) {
		bool escaped = raw.ptr[i] == '~' && i + 1 < raw.len;

		text[len++] = !escaped ? raw.ptr[i] : raw.ptr[++i] == '1' ? '/' : '~';
	}
	return (struct str){text, len};
}

/* false: too long */
static bool split(struct arena *a, struct str pointer, struct steps *out)
{
	out->n = 0;
	for (size_t at = 0; at < pointer.len;) {
		size_t end = at + 1;

		while (end < pointer.len && pointer.ptr[end] != '/')
			end++;
		if (out->n == STEPS_MAX)
			return false;
		out->all[out->n++] =
			decode_step(a, (struct str){pointer.ptr + at + 1, end - at - 1});
		at = end;
	}
	return true;
}

static bool is_step(const struct steps *steps, size_t i, const char *text)
{
	return i < steps->n && str_is(steps->all[i], text);
}

/* the value at a step of a container */
static struct cursor descend(struct plan_sources *s, struct cursor from, struct str step)
{
	size_t index;
	struct walk walk;

	if (!from.doc || cursor_kind(from) != DOC_ARRAY)
		return written_member(from, str_copy(s->arena, step).ptr);
	if (!str_to_size(step, &index))
		return NOWHERE;
	walk_begin(&walk, from);
	while (walk_next(&walk))
		if (index-- == 0)
			return walk.value;
	return NOWHERE;
}

/* the attribute at a path of an instance; values: of the plan, where the path begins */
static struct spot place_in(struct plan_sources *s, const struct written_block *block,
	struct cursor values, const struct str *path, size_t n)
{
	struct spot at = {block->entity->block->file, block->entity->block->header};
	const struct value *after = NULL;
	size_t budget = WRITTEN_BUDGET;

	if (n > 1 && values.doc && value_build(&after, values, s->arena, NULL))
		after = NULL;
	return match_path(s->arena, &block->body, at, path, n, after, &budget);
}

static void set_place(struct written *w, const struct written_block *block, struct spot at)
{
	*w = (struct written){at.file, at.range, block->module, block->entity};
}

/* an instance: change/after/PATH of a change, values/PATH of planned values */
static void find_instance(struct plan_sources *s, struct written *w, struct cursor entry,
	const struct steps *steps, size_t from)
{
	const struct written_block *block = written_block_of(s, entry);
	struct cursor values = written_member(entry, "values");

	if (!block || !block->entity)
		return;
	if (is_step(steps, from, "change")) {
		struct cursor change = written_member(entry, "change");
		bool before = is_step(steps, from + 1, "before");

		values = written_member(change, before ? "before" : "after");
		from++;
	}
	/* the step that names after, before, their marks, or the values */
	from = from < steps->n ? from + 1 : from;
	set_place(w, block, place_in(s, block, values, steps->all + from, steps->n - from));
}

/* configuration/root_module/module_calls/NAME/module/.../resources/N/expressions/NAME */
static void find_configured(struct plan_sources *s, struct written *w, const struct steps *steps)
{
	struct cursor at =
		descend(s, written_member(doc_root(s->doc), "configuration"), STR("root_module"));
	const struct written_block *block;
	struct str path = STR("");
	size_t i = 2;

	while (is_step(steps, i, "module_calls") && is_step(steps, i + 2, "module")) {
		path = str_printf(
			s->arena, "%.*s%.*s/", STR_ARGS(path), STR_ARGS(steps->all[i + 1]));
		at = descend(s, descend(s, written_member(at, "module_calls"), steps->all[i + 1]),
			STR("module"));
		i += 3;
	}
	if (!is_step(steps, i, "resources") || i + 1 >= steps->n)
		return;
	at = descend(s, written_member(at, "resources"), steps->all[i + 1]);
	block = written_block_find(s, path, written_mode(at),
		written_text(s, written_member(at, "type")),
		written_text(s, written_member(at, "name")));
	i += is_step(steps, i + 2, "expressions") ? 3 : 2;
	if (block->entity)
		set_place(w, block,
			place_in(s, block, NOWHERE, steps->all + i, steps->n > i ? 1 : 0));
}

/* configuration/provider_config/KEY/expressions/NAME: of the root module only */
static void find_provider(struct plan_sources *s, struct written *w, const struct steps *steps)
{
	struct cursor at = descend(s,
		written_member(
			written_member(doc_root(s->doc), "configuration"), "provider_config"),
		steps->all[2]);
	const struct hcl_module *module = hcl_tree_module(s->tree, STR(""));
	struct str name = written_text(s, written_member(at, "name")),
		   alias = written_text(s, written_member(at, "alias"));
	const struct hcl_entity *entity;
	struct written_block block = {.module = module};
	bool inner = is_step(steps, 3, "expressions") && steps->n > 4;

	if (!module || written_member(at, "module_address").doc)
		return;
	entity = hcl_entity_find(module, str_printf(s->arena, "provider.%.*s%s%.*s", STR_ARGS(name),
						 alias.len ? "." : "", STR_ARGS(alias)));
	if (!entity || entity->is_twice)
		return;
	block.entity = entity;
	block.body = hcl_entity_body(s->arena, entity);
	set_place(w, &block, place_in(s, &block, NOWHERE, steps->all + 4, inner ? 1 : 0));
	w->entity = NULL;
}

/* planned_values/root_module/child_modules/N/.../resources/N/values/PATH */
static void find_planned(struct plan_sources *s, struct written *w, const struct steps *steps,
	struct cursor root, size_t i)
{
	struct cursor at = written_member(root, "root_module");

	while (is_step(steps, i, "child_modules") && i + 1 < steps->n) {
		at = descend(s, written_member(at, "child_modules"), steps->all[i + 1]);
		i += 2;
	}
	if (!is_step(steps, i, "resources") || i + 1 >= steps->n)
		return;
	struct cursor entry = descend(s, written_member(at, "resources"), steps->all[i + 1]);
	find_instance(s, w, entry, steps, i + 2);
}

static void find_place(struct plan_sources *s, struct written *w, const struct steps *steps)
{
	struct cursor root = doc_root(s->doc);
	size_t index;

	written_index(s);
	if (is_step(steps, 0, "resource_changes") && steps->n > 1 &&
		str_to_size(steps->all[1], &index) && index < s->changes.n)
		find_instance(s, w, *(const struct cursor *)s->changes.items[index], steps, 2);
	else if (is_step(steps, 0, "planned_values") && is_step(steps, 1, "root_module"))
		find_planned(s, w, steps, written_member(root, "planned_values"), 2);
	else if (is_step(steps, 0, "configuration") && is_step(steps, 1, "root_module"))
		find_configured(s, w, steps);
	else if (is_step(steps, 0, "configuration") && is_step(steps, 1, "provider_config") &&
		 steps->n > 2)
		find_provider(s, w, steps);
}

const struct written *written_find(struct plan_sources *s, struct cursor at)
{
	struct str key = str_printf(s->arena, "%zu", at.at);
	struct written *w = map_get(&s->places, key);
	struct steps steps;
	struct buf pointer;

	if (w)
		return w;
	w = arena_alloc(s->arena, sizeof *w);
	map_set(s->arena, &s->places, key, w);
	buf_init_for(&pointer, TEXT_MAX, s->arena);
	if (at.doc == s->doc && cursor_pointer(at, &pointer) == ASSAY_OK &&
		pointer.status == ASSAY_OK &&
		split(s->arena, (struct str){pointer.ptr, pointer.len}, &steps))
		find_place(s, w, &steps);
	buf_free(&pointer);
	return w;
}

/* ---- What kind of source ---- */

const struct hcl_entity *written_own_call(const struct hcl_module *module)
{
	const struct hcl_entity *call = NULL;

	for (const struct hcl_module *m = module; m && m->folder->is_foreign; m = m->caller)
		call = m->call;
	return call;
}

bool written_is_generated(const struct hcl_file *file)
{
	return str_is(file->name, "cdk.tf.json") || str_ends(file->name, STR("/cdk.tf.json"));
}
