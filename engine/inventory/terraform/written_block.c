/*
 * written_block - the resource blocks of the sources that a plan was made from.
 *
 * A block is found by the path of its module, its mode, type and name, and counts only if it agrees
 * with the plan's configuration. Knows the layout of configurations and entries of plans.
 */
#include "inventory/terraform/written.h"

#include "base/base.h"
#include "inventory/terraform/plan.h"
#include "inventory/terraform/written_inside.h"

/* mismatches that are kept */
#define MISMATCHES_MAX ((size_t)100)

struct cursor written_member(struct cursor object, const char *key)
{
	struct lookup keys[] = {{key, NOWHERE}};

	if (!object.doc || cursor_find(object, keys, 1, NULL))
		return NOWHERE;
	return keys[0].value;
}

struct str written_text(struct plan_sources *s, struct cursor at)
{
	struct str text = STR_NONE;

	if (at.doc && cursor_kind(at) == DOC_STRING)
		(void)cursor_string(at, s->arena, &text, NULL);
	return text;
}

/* ---- The configuration of the plan ---- */

static struct str block_key(
	struct arena *a, struct str path, const char *mode, struct str type, struct str name)
{
	return str_printf(
		a, "%.*s%s.%.*s.%.*s", STR_ARGS(path), mode, STR_ARGS(type), STR_ARGS(name));
}

const char *written_mode(struct cursor entry)
{
	return cursor_is(written_member(entry, "mode"), "data") ? "data" : "resource";
}

static void index_resources(struct plan_sources *s, struct cursor resources, struct str path)
{
	struct walk walk;

	if (!resources.doc)
		return;
	walk_begin(&walk, resources);
	while (walk_next(&walk)) {
		struct cursor *at = arena_alloc(s->arena, sizeof *at);

		*at = walk.value;
		map_set(s->arena, &s->configs,
			block_key(s->arena, path, written_mode(*at),
				written_text(s, written_member(*at, "type")),
				written_text(s, written_member(*at, "name"))),
			at);
	}
}

/* recursion is bounded by MODULE_DEPTH_MAX */
static void index_module(
	struct plan_sources *s, struct cursor module, struct str path, bool is_local, size_t depth)
{
	struct cursor calls = written_member(module, "module_calls");
	struct walk walk;
	struct written_path *entry;

	if (!module.doc || depth > MODULE_DEPTH_MAX)
		return;
	entry = arena_alloc(s->arena, sizeof *entry);
	*entry = (struct written_path){path, is_local};
	list_add(s->arena, &s->paths, entry);
	index_resources(s, written_member(module, "resources"), path);
	if (!calls.doc)
		return;
	walk_begin(&walk, calls);
	while (walk_next(&walk)) {
		struct str name = written_text(s, (struct cursor){s->doc, walk.key_at});
		struct str source = written_text(s, written_member(walk.value, "source"));

		index_module(s, written_member(walk.value, "module"),
			str_printf(s->arena, "%.*s%.*s/", STR_ARGS(path), STR_ARGS(name)),
			is_local && str_starts(source, STR(".")), depth + 1);
	}
}

void written_index(struct plan_sources *s)
{
	struct cursor root = doc_root(s->doc), changes = written_member(root, "resource_changes");
	struct walk walk;

	if (s->is_indexed)
		return;
	s->is_indexed = true;
	index_module(s, written_member(written_member(root, "configuration"), "root_module"),
		STR(""), true, 0);
	if (!changes.doc)
		return;
	walk_begin(&walk, changes);
	while (walk_next(&walk)) {
		struct cursor *at = arena_alloc(s->arena, sizeof *at);

		*at = walk.value;
		list_add(s->arena, &s->changes, at);
	}
}

/* ---- Blocks ---- */

static void add_mismatch(struct plan_sources *s, struct str key, struct str what, struct spot at)
{
	struct mismatch *mismatch;

	if (s->mismatches.n == MISMATCHES_MAX)
		return;
	mismatch = arena_alloc(s->arena, sizeof *mismatch);
	*mismatch = (struct mismatch){key, what, at.file, at.range};
	list_add(s->arena, &s->mismatches, mismatch);
}

/* "a/b/" as "module.a.module.b." */
static struct str address_of(struct plan_sources *s, struct str path, struct str rest)
{
	struct str text = STR("");

	for (size_t at = 0, end; at < path.len; at = end + 1) {
		for (end = at; end < path.len && path.ptr[end] != '/'; end++)
			;
		text = str_printf(s->arena, "%.*smodule.%.*s.", STR_ARGS(text), (int)(end - at),
			path.ptr + at);
	}
	return str_printf(s->arena, "%.*s%.*s", STR_ARGS(text), STR_ARGS(rest));
}

/* set the block's entity if the sources agree with the plan */
static void check(struct plan_sources *s, struct written_block *block, struct str path,
	struct str key, struct str address)
{
	const struct cursor *config = map_get(&s->configs, key);
	const struct hcl_entity *entity = hcl_entity_find(
		block->module, (struct str){key.ptr + path.len, key.len - path.len});
	struct spot at = {0};
	const struct value *written;
	struct str what = STR_NONE;

	/* the plan deletes it, or has no configuration */
	if (!config)
		return;
	if (!entity && !block->module->folder->is_partial)
		what = STR("they have no such block");
	if (entity && entity->is_twice)
		what = STR("they have two such blocks");
	if (entity && !what.ptr) {
		at = (struct spot){entity->block->file, entity->block->header};
		block->body = hcl_entity_body(s->arena, entity);
		if (value_build(&written, *config, s->arena, NULL) == ASSAY_OK)
			what = check_block(s->arena, &block->body, written, &at);
	}
	if (what.ptr)
		add_mismatch(s, address_of(s, path, address), what, at);
	else
		block->entity = entity;
}

const struct written_block *written_block_find(
	struct plan_sources *s, struct str path, const char *mode, struct str type, struct str name)
{
	struct str key = block_key(s->arena, path, mode, type, name);
	struct written_block *block = map_get(&s->blocks, key);

	if (block)
		return block;
	block = arena_alloc(s->arena, sizeof *block);
	map_set(s->arena, &s->blocks, key, block);
	block->module = hcl_tree_module(s->tree, path);
	if (block->module)
		check(s, block, path, key,
			str_printf(s->arena, "%s%.*s.%.*s", strcmp(mode, "data") ? "" : "data.",
				STR_ARGS(type), STR_ARGS(name)));
	return block;
}

/* the block of an entry of resource_changes or of planned values */
const struct written_block *written_block_of(struct plan_sources *s, struct cursor entry)
{
	struct str type = written_text(s, written_member(entry, "type")),
		   name = written_text(s, written_member(entry, "name"));
	struct cursor module = written_member(entry, "module_address");
	struct str path = STR("");

	if (!type.ptr || !name.ptr)
		return NULL;
	if (module.doc && !address_module_path(s->arena, written_text(s, module), &path))
		return NULL;
	return written_block_find(s, path, written_mode(entry), type, name);
}

/* payload of visit_entity */
struct block_visit {
	struct plan_sources *s;
	struct str path;
	void (*visit)(void *payload, struct str address, const struct hcl_entity *entity);
	void *payload;
};

static int visit_entity(void *payload, struct str key, void *value)
{
	const struct block_visit *v = payload;
	const struct str head = STR("resource.");

	if (str_starts(key, head))
		v->visit(v->payload,
			address_of(v->s, v->path,
				(struct str){key.ptr + head.len, key.len - head.len}),
			value);
	return 0;
}

void written_each_block(struct plan_sources *s,
	void (*visit)(void *payload, struct str address, const struct hcl_entity *entity),
	void *payload)
{
	written_index(s);
	for (size_t i = 0; i < s->paths.n; i++) {
		struct str path = ((const struct written_path *)s->paths.items[i])->path;
		const struct hcl_module *module = hcl_tree_module(s->tree, path);
		struct block_visit v = {s, path, visit, payload};

		if (module && !module->folder->is_foreign)
			(void)map_each(&module->folder->entities, visit_entity, &v);
	}
}

size_t written_count_calls(struct plan_sources *s, const char *boundary, struct str folder)
{
	size_t n = 0;

	written_index(s);
	for (size_t i = 0; hcl_tree_has_boundary(s->tree, boundary) && i < s->paths.n; i++) {
		const struct written_path *entry = s->paths.items[i];
		const struct hcl_module *module = hcl_tree_module(s->tree, entry->path);

		/* a link to the folder is not read */
		n += module ? str_eq(module->folder->name, folder) : entry->is_local;
	}
	return n;
}
