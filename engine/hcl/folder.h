/*
 * folder.h - the source files of one folder as blocks by name. Private to hcl.
 */
#ifndef ASSAY_HCL_FOLDER_H
#define ASSAY_HCL_FOLDER_H

#include "hcl/tree.h"

struct hcl_tree {
	struct arena *arena;
	const struct assay_sources *sources;
	const char *root;   /* the boundary, for sources */
	struct str start;   /* the folder of the root module */
	struct map folders; /* struct hcl_folder, by name */
	struct map modules; /* struct hcl_module, by path */
	struct map missing; /* paths that have none */
	struct list files;  /* struct hcl_file */
	size_t n_bytes;
	struct list problems;
	bool is_terraform;   /* which ignores .tofu files */
	bool has_manifest;   /* manifest was read, or does not exist */
	struct map manifest; /* struct str: the folders of modules, by "a.b" */
};

/* A source file as the caller of the library has passed it. */
struct source_file {
	struct str name;
	struct str bytes; /* ptr NULL: it can't be read */
	struct str why;
};

/* Append the source files of a folder (struct source_file), by name. False: there is no such
 * folder. */
bool folder_list(struct hcl_tree *tree, struct str name, struct list *files);

/* The blocks of a folder; NULL: there is no such folder, or it has no source. */
const struct hcl_folder *folder_read(struct hcl_tree *tree, struct str name);

void tree_problem(
	struct hcl_tree *tree, struct str file, size_t line, size_t column, struct str text);

#endif
