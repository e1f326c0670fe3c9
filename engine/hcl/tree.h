/*
 * tree.h - the module tree of a root module: folders, calls, override files.
 *
 * Folders are read when a module in them is wanted, through the functions of struct assay_sources:
 * this folder opens no file. All paths are relative to the boundary, and none leaves it.
 */
#ifndef ASSAY_HCL_TREE_H
#define ASSAY_HCL_TREE_H

#include "base/map.h"
#include "hcl/hcl.h"

/* files, and bytes of all files, of one tree */
#define HCL_FILES_MAX ((size_t)10000)
#define HCL_BYTES_MAX ((size_t)32 << 20)
/* problems that are kept */
#define HCL_PROBLEMS_MAX ((size_t)50)

/* A block with the blocks of override files for it. */
struct hcl_entity {
	const struct hcl_block *block;
	struct list overrides; /* struct hcl_block, in the order in which they apply */
	bool is_twice;         /* declared twice: Terraform refuses that */
};

/* One folder with source files. */
struct hcl_folder {
	struct str name;     /* relative to the boundary; "": the boundary itself */
	struct map entities; /* struct hcl_entity by "resource.TYPE.NAME", "module.NAME",
				"provider.NAME.ALIAS", "variable.NAME" */
	struct list files;   /* const struct hcl_file: those that could be read */
	struct list locals;  /* const struct hcl_block */
	struct list values;  /* struct str: the texts of .tfvars files */
	bool is_partial;     /* a file could not be read */
	bool is_foreign; /* below .terraform or .terragrunt-cache: not a source of the user's own */
};

/* A module of the tree: one call of a folder. */
struct hcl_module {
	struct str path;                 /* "a/b/": the names of its calls; "": the root */
	const struct hcl_module *caller; /* NULL: the root */
	const struct hcl_entity *call;   /* NULL: the root */
	const struct hcl_folder *folder;
};

/* A file or module that could not be read. */
struct hcl_problem {
	struct str file; /* relative to the boundary */
	size_t line, column;
	struct str text; /* a clause */
};

struct hcl_tree;

/*
 * The tree of a root module. sources is borrowed; root and folder are those of its locate.
 * is_terraform: .tofu files, which only OpenTofu reads, do not count.
 */
void hcl_tree_new(struct hcl_tree **out, struct arena *a, const struct assay_sources *sources,
	const char *root, struct str folder, bool is_terraform);

/* True if the paths of the tree are relative to this boundary. */
bool hcl_tree_has_boundary(const struct hcl_tree *tree, const char *boundary);

/* Release what the arena does not own. */
void hcl_tree_close(struct hcl_tree *tree);

/*
 * The module at a path ("a/b/"), in a phase of the arena. NULL: the sources do not have it, or it
 * is outside of the boundary, which is a problem.
 */
const struct hcl_module *hcl_tree_module(struct hcl_tree *tree, struct str path);

/* A block of a module; NULL: it has none. */
const struct hcl_entity *hcl_entity_find(const struct hcl_module *module, struct str key);

/*
 * The body of a block with its overrides applied: an argument, or all nested blocks of a type, come
 * from the last block that has them. Of lifecycle all blocks stay, the last one last.
 */
struct hcl_body hcl_entity_body(struct arena *a, const struct hcl_entity *entity);

/* names.c: the argument of a locals block; NULL: there is none, or several. */
const struct hcl_attribute *hcl_local(const struct hcl_folder *folder, struct str name);

/* names.c: how often the files of a folder contain a name ("var.x"), also in strings and comments.
 * SIZE_MAX: unknown, because a file could not be read, or JSON may spell it with escapes. */
size_t hcl_count_name(const struct hcl_folder *folder, struct str name);

/* names.c: true if a .tfvars file of the folder contains the name. */
bool hcl_is_set(const struct hcl_folder *folder, struct str variable);

/* struct hcl_problem: what could not be read so far. */
const struct list *hcl_tree_problems(const struct hcl_tree *tree);

#endif
