/*
 * tree - from the path of a module to its folder: local sources, and the manifest that terraform
 * init writes for the rest.
 *
 * No path leaves the boundary. A name in the sources is a name, never a pattern.
 */
#include "hcl/tree.h"

#include "base/path.h"
#include "doc/value.h"
#include "hcl/folder.h"

#define MANIFEST_FOLDER ".terraform/modules"

void hcl_tree_new(struct hcl_tree **out, struct arena *a, const struct assay_sources *sources,
	const char *root, struct str folder, bool is_terraform)
{
	struct hcl_tree *tree = arena_alloc(a, sizeof *tree);

	tree->arena = a;
	tree->sources = sources;
	tree->root = str_copy(a, str_of(root)).ptr;
	tree->start = str_copy(a, folder);
	tree->is_terraform = is_terraform;
	*out = tree;
}

void hcl_tree_close(struct hcl_tree *tree)
{
	for (size_t i = 0; tree && i < tree->files.n; i++)
		hcl_file_close(tree->files.items[i]);
}

bool hcl_tree_has_boundary(const struct hcl_tree *tree, const char *boundary)
{
	return strcmp(tree->root, boundary) == 0;
}

const struct list *hcl_tree_problems(const struct hcl_tree *tree)
{
	return &tree->problems;
}

/* a folder from another one; ptr NULL: outside of the boundary */
static struct str join(struct hcl_tree *tree, struct str from, struct str path)
{
	struct str joined = path_normalise(tree->arena,
		str_printf(tree->arena, "./%.*s/%.*s", STR_ARGS(from), STR_ARGS(path)));
	bool outside = str_is(joined, "..") || str_starts(joined, STR("../"));

	return outside ? STR_NONE : str_copy(tree->arena, joined);
}

static void add_entry(struct hcl_tree *tree, const struct value *entry)
{
	const struct value *key = value_get(entry, "Key"), *dir = value_get(entry, "Dir");
	struct str *folder;

	if (!key || key->kind != DOC_STRING || !dir || dir->kind != DOC_STRING)
		return;
	/* an absolute folder is outside: the boundary is not named here */
	if (str_starts(dir->text, STR("/")))
		return;
	folder = arena_alloc(tree->arena, sizeof *folder);
	*folder = join(tree, tree->start, dir->text);
	if (folder->ptr)
		map_set(tree->arena, &tree->manifest, key->text, folder);
}

/* {"Modules": [{"Key": "a.b", "Source": "…", "Dir": ".terraform/modules/a"}]} */
static int read_entries(struct hcl_tree *tree, struct doc *doc, struct assay_error *err)
{
	const struct value *root, *modules;
	int status = value_build(&root, doc_root(doc), tree->arena, err);

	modules = status ? NULL : value_get(root, "Modules");
	for (size_t i = 0; modules && modules->kind == DOC_ARRAY && i < modules->n; i++)
		add_entry(tree, modules->items[i]);
	return status;
}

static void free_doc(void *doc)
{
	doc_free(doc);
}

static int read_manifest(
	struct hcl_tree *tree, const char *name, struct str bytes, struct assay_error *err)
{
	const struct doc_limits limits = {HCL_FILE_MAX, HCL_DEPTH_MAX, HCL_FILE_MAX, HCL_FILE_MAX};
	struct arena_cleanup cleanup;
	struct doc *doc;
	int status = doc_open(&doc, name, bytes.ptr, bytes.len, &limits, err);

	if (status)
		return status;
	arena_defer(tree->arena, &cleanup, free_doc, doc);
	status = read_entries(tree, doc, err);
	arena_release(tree->arena, &cleanup);
	return status;
}

static void find_manifest(struct hcl_tree *tree)
{
	struct str folder = join(tree, tree->start, STR(MANIFEST_FOLDER));
	struct assay_error err = {0};
	struct list files = {0};

	tree->has_manifest = true;
	folder_list(tree, folder, &files);
	for (size_t i = 0; i < files.n; i++) {
		const struct source_file *file = files.items[i];
		struct str name = str_printf(tree->arena, "%.*s/modules.json", STR_ARGS(folder));

		if (!str_is(file->name, "modules.json"))
			continue;
		if (!file->bytes.ptr)
			tree_problem(tree, name, 0, 0, file->why);
		else if (read_manifest(tree, name.ptr, file->bytes, &err))
			tree_problem(tree, name, err.line, err.column, str_of(err.message));
	}
}

/* "a/b/" as "a.b" */
static struct str manifest_key(struct arena *a, struct str path)
{
	char *key = arena_alloc(a, path.len + 1);

	for (size_t i = 0; i < path.len; i++)
		key[i] = path.ptr[i] == '/' ? '.' : path.ptr[i];
	return (struct str){key, path.len ? path.len - 1 : 0};
}

static bool is_local(struct str source)
{
	return str_starts(source, STR("./")) || str_starts(source, STR("../")) ||
	       str_is(source, ".") || str_is(source, "..");
}

/* ptr NULL: unknown, or outside of the boundary */
static struct str folder_of_call(struct hcl_tree *tree, const struct hcl_module *caller,
	const struct hcl_entity *call, struct str path)
{
	struct hcl_body body = hcl_entity_body(tree->arena, call);
	const struct hcl_attribute *source = hcl_attribute(&body.attributes, STR("source"));
	const struct str *listed;
	struct str folder;

	if (source && source->value->kind == HCL_STRING && is_local(source->value->text)) {
		folder = join(tree, caller->folder->name, source->value->text);
		if (!folder.ptr)
			tree_problem(tree, source->file->name,
				hcl_place(source->file, source->range).line,
				hcl_place(source->file, source->range).column,
				STR("the module is outside of the folder that may be read "
				    "(--source-root)"));
		return folder;
	}
	if (!tree->has_manifest)
		find_manifest(tree);
	listed = map_get(&tree->manifest, manifest_key(tree->arena, path));
	return listed ? *listed : STR_NONE;
}

static const struct hcl_module *make_module(struct hcl_tree *tree, struct str path,
	const struct hcl_module *caller, const struct hcl_entity *call, struct str folder)
{
	const struct hcl_folder *read = folder.ptr ? folder_read(tree, folder) : NULL;
	struct hcl_module *module;

	if (!read) {
		if (folder.ptr && caller)
			tree_problem(tree, folder, 0, 0,
				STR("the folder of the module has no source, or is a link"));
		return NULL;
	}
	module = arena_alloc(tree->arena, sizeof *module);
	*module = (struct hcl_module){path, caller, call, read};
	map_set(tree->arena, &tree->modules, path, module);
	return module;
}

/* the module of a call; path: of the module that is called; NULL: the sources lack it */
static const struct hcl_module *step(
	struct hcl_tree *tree, const struct hcl_module *caller, struct str path, struct str name)
{
	const struct hcl_module *known = map_get(&tree->modules, path);
	const struct hcl_entity *call;

	if (known || map_get(&tree->missing, path))
		return known;
	call = hcl_entity_find(caller, str_printf(tree->arena, "module.%.*s", STR_ARGS(name)));
	if (call)
		known = make_module(
			tree, path, caller, call, folder_of_call(tree, caller, call, path));
	if (!known)
		map_set(tree->arena, &tree->missing, path, tree);
	return known;
}

/* one step for each name of the path, from the root down */
const struct hcl_module *hcl_tree_module(struct hcl_tree *tree, struct str path)
{
	const struct hcl_module *module = map_get(&tree->modules, path);

	if (module)
		return module;
	path = str_copy(tree->arena, path);
	module = map_get(&tree->modules, STR(""));
	if (!module)
		module = make_module(tree, STR(""), NULL, NULL, tree->start);
	for (size_t end = 0; module && end < path.len;) {
		size_t start = end;

		while (end < path.len && path.ptr[end] != '/')
			end++;
		struct str name = {path.ptr + start, end - start};

		end += end < path.len;
		module = step(tree, module, (struct str){path.ptr, end}, name);
	}
	return module;
}

const struct hcl_entity *hcl_entity_find(const struct hcl_module *module, struct str key)
{
	return map_get(&module->folder->entities, key);
}

/* base without what over has, and then over */
static struct hcl_body merge(
	struct arena *a, const struct hcl_body *base, const struct hcl_body *over)
{
	struct hcl_body merged = {0};
	struct map names = {0};

	for (size_t i = 0; i < over->attributes.n; i++) {
		struct hcl_attribute *attribute = over->attributes.items[i];

		map_set(a, &names, attribute->name, attribute);
	}
	for (size_t i = 0; i < over->blocks.n; i++) {
		struct hcl_block *block = over->blocks.items[i];

		/* its arguments are merged one by one */
		if (!str_is(block->type, "lifecycle"))
			map_set(a, &names, block->type, block);
	}
	for (size_t i = 0; i < base->attributes.n; i++) {
		struct hcl_attribute *attribute = base->attributes.items[i];

		if (!map_get(&names, attribute->name))
			list_add(a, &merged.attributes, attribute);
	}
	for (size_t i = 0; i < base->blocks.n; i++) {
		struct hcl_block *block = base->blocks.items[i];

		if (!map_get(&names, block->type))
			list_add(a, &merged.blocks, block);
	}
	for (size_t i = 0; i < over->attributes.n; i++)
		list_add(a, &merged.attributes, over->attributes.items[i]);
	for (size_t i = 0; i < over->blocks.n; i++)
		list_add(a, &merged.blocks, over->blocks.items[i]);
	return merged;
}

struct hcl_body hcl_entity_body(struct arena *a, const struct hcl_entity *entity)
{
	struct hcl_body body = entity->block->body;

	for (size_t i = 0; i < entity->overrides.n; i++)
		body = merge(
			a, &body, &((const struct hcl_block *)entity->overrides.items[i])->body);
	return body;
}
