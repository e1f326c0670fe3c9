/*
 * folder - the source files of one folder: which of them count, their blocks by name, overrides.
 *
 * Knows file names as Terraform and OpenTofu read them. A file that can't be read leaves the folder
 * partial, and its blocks are unknown.
 */
#include "hcl/folder.h"

void tree_problem(
	struct hcl_tree *tree, struct str file, size_t line, size_t column, struct str text)
{
	struct hcl_problem *problem;

	if (tree->problems.n == HCL_PROBLEMS_MAX)
		return;
	problem = arena_alloc(tree->arena, sizeof *problem);
	*problem = (struct hcl_problem){
		str_copy(tree->arena, file), line, column, str_copy(tree->arena, text)};
	list_add(tree->arena, &tree->problems, problem);
}

/* payload of add_file */
struct listing {
	struct arena *arena;
	struct list *files;
};

static void add_file(void *into, const char *name, const char *bytes, size_t len, const char *why)
{
	struct listing *listing = into;
	struct source_file *file = arena_alloc(listing->arena, sizeof *file);

	file->name = str_copy(listing->arena, str_of(name));
	file->bytes = (struct str){bytes, len};
	file->why = str_copy(listing->arena, str_of(why));
	list_add(listing->arena, listing->files, file);
}

static int by_name(const void *a, const void *b)
{
	const struct source_file *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

bool folder_list(struct hcl_tree *tree, struct str name, struct list *files)
{
	struct listing listing = {tree->arena, files};
	const struct assay_sources *s = tree->sources;

	if (!s->read(s->payload, tree->root, name.ptr, add_file, &listing))
		return false;
	list_sort(tree->arena, files, by_name);
	return true;
}

static const char *const suffixes[] = {".tf", ".tf.json", ".tofu", ".tofu.json"};

/* the name without its suffix; ptr NULL: not a source file */
static struct str stem_of(struct str name, bool *tofu, bool *json)
{
	for (size_t i = 0; i < LENGTH_OF(suffixes); i++) {
		struct str suffix = str_of(suffixes[i]);

		if (!str_ends(name, suffix) || name.len == suffix.len)
			continue;
		*tofu = i >= 2;
		*json = i % 2 == 1;
		return (struct str){name.ptr, name.len - suffix.len};
	}
	return STR_NONE;
}

/* OpenTofu ignores x.tf beside x.tofu; names: those of the folder */
static bool is_replaced(struct arena *a, const struct map *names, struct str name)
{
	bool tofu = false, json = false;
	struct str stem = stem_of(name, &tofu, &json);

	return !tofu &&
	       map_get(names, str_printf(a, "%.*s.tofu%s", STR_ARGS(stem), json ? ".json" : ""));
}

static bool is_override(struct str name)
{
	bool tofu, json;
	struct str stem = stem_of(name, &tofu, &json);

	return str_is(stem, "override") || str_ends(stem, STR("_override"));
}

static struct str label(const struct hcl_block *block, size_t i)
{
	return *(const struct str *)block->labels.items[i];
}

/* ptr NULL: a block that is not looked up */
static struct str key_of(struct arena *a, const struct hcl_block *block)
{
	const struct hcl_attribute *alias;
	bool two = str_is(block->type, "resource") || str_is(block->type, "data");

	if (two && block->labels.n == 2)
		return str_printf(a, "%.*s.%.*s.%.*s", STR_ARGS(block->type),
			STR_ARGS(label(block, 0)), STR_ARGS(label(block, 1)));
	if ((str_is(block->type, "module") || str_is(block->type, "variable")) &&
		block->labels.n == 1)
		return str_printf(a, "%.*s.%.*s", STR_ARGS(block->type), STR_ARGS(label(block, 0)));
	if (!str_is(block->type, "provider") || block->labels.n != 1)
		return STR_NONE;
	alias = hcl_attribute(&block->body.attributes, STR("alias"));
	if (!alias)
		return str_printf(a, "provider.%.*s", STR_ARGS(label(block, 0)));
	return str_printf(
		a, "provider.%.*s.%.*s", STR_ARGS(label(block, 0)), STR_ARGS(alias->value->text));
}

static void add_blocks(struct hcl_tree *tree, struct hcl_folder *folder,
	const struct hcl_file *file, bool override)
{
	for (size_t i = 0; i < file->body.blocks.n; i++) {
		const struct hcl_block *block = file->body.blocks.items[i];
		struct str key = key_of(tree->arena, block);
		struct hcl_entity *entity = key.ptr ? map_get(&folder->entities, key) : NULL;

		if (str_is(block->type, "locals"))
			list_add(tree->arena, &folder->locals, (void *)(uintptr_t)block);
		if (entity && override)
			list_add(tree->arena, &entity->overrides, (void *)(uintptr_t)block);
		else if (entity)
			entity->is_twice = true;
		if (!key.ptr || entity || override)
			continue;
		entity = arena_alloc(tree->arena, sizeof *entity);
		entity->block = block;
		map_set(tree->arena, &folder->entities, key, entity);
	}
}

/* NULL: it can't be read */
static const struct hcl_file *read_file(
	struct hcl_tree *tree, struct str name, const struct source_file *source)
{
	struct assay_error err = {0};
	struct hcl_file *file = hcl_file_new(tree->arena, name, source->bytes);

	file->boundary = str_of(tree->root);
	list_add(tree->arena, &tree->files, file);
	tree->n_bytes += source->bytes.len;
	if (!source->bytes.ptr) {
		tree_problem(tree, name, 0, 0, source->why);
		return NULL;
	}
	if (tree->files.n > HCL_FILES_MAX || tree->n_bytes > HCL_BYTES_MAX) {
		tree_problem(tree, name, 0, 0,
			STR("the sources exceed the limit of 10000 files or 32 MiB"));
		return NULL;
	}
	if (hcl_file_read(file, tree->arena, &err) == ASSAY_OK)
		return file;
	tree_problem(tree, name, err.line, err.column, str_of(err.message));
	return NULL;
}

static void read_files(struct hcl_tree *tree, struct hcl_folder *folder, const struct list *files,
	const struct map *names, bool override)
{
	const char *slash = folder->name.len ? "/" : "";

	for (size_t i = 0; i < files->n; i++) {
		const struct source_file *source = files->items[i];
		const struct hcl_file *file;

		if (is_override(source->name) != override ||
			is_replaced(tree->arena, names, source->name))
			continue;
		file = read_file(tree,
			str_printf(tree->arena, "%.*s%s%.*s", STR_ARGS(folder->name), slash,
				STR_ARGS(source->name)),
			source);
		if (file) {
			add_blocks(tree, folder, file, override);
			list_add(tree->arena, &folder->files, (void *)(uintptr_t)file);
		} else {
			folder->is_partial = true;
		}
	}
}

/* what terraform and terragrunt copy; the boundary itself may be in such a copy */
static bool is_foreign(struct hcl_tree *tree, struct str name)
{
	struct str path = str_printf(tree->arena, "/%s/%.*s/", tree->root, STR_ARGS(name));

	return str_contains(path, STR("/.terraform/")) ||
	       str_contains(path, STR("/.terragrunt-cache/"));
}

static void add_values(
	struct hcl_tree *tree, struct hcl_folder *folder, const struct source_file *file)
{
	struct str *text;

	if (!str_ends(file->name, STR(".tfvars")) && !str_ends(file->name, STR(".tfvars.json")))
		return;
	text = arena_alloc(tree->arena, sizeof *text);
	*text = file->bytes;
	list_add(tree->arena, &folder->values, text);
}

const struct hcl_folder *folder_read(struct hcl_tree *tree, struct str name)
{
	struct hcl_folder *folder = map_get(&tree->folders, name);
	struct list all = {0}, files = {0};
	struct map names = {0};
	bool tofu, json;

	if (folder)
		return folder;
	if (!folder_list(tree, name, &all))
		return NULL;
	for (size_t i = 0; i < all.n; i++) {
		struct source_file *file = all.items[i];

		if (!stem_of(file->name, &tofu, &json).ptr || (tofu && tree->is_terraform))
			continue;
		list_add(tree->arena, &files, file);
		map_set(tree->arena, &names, file->name, file);
	}
	if (files.n == 0)
		return NULL;
	folder = arena_alloc(tree->arena, sizeof *folder);
	folder->name = name;
	folder->is_foreign = is_foreign(tree, name);
	for (size_t i = 0; i < all.n; i++)
		add_values(tree, folder, all.items[i]);
	map_set(tree->arena, &tree->folders, name, folder);
	read_files(tree, folder, &files, &names, false);
	read_files(tree, folder, &files, &names, true);
	return folder;
}
