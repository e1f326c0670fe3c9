/*
 * written_inside.h - what the files of written.h share.
 */
#ifndef ASSAY_INVENTORY_TERRAFORM_WRITTEN_INSIDE_H
#define ASSAY_INVENTORY_TERRAFORM_WRITTEN_INSIDE_H

#include "inventory/terraform/written.h"

/* comparisons for one resource; beyond it, nested blocks are ambiguous */
#define WRITTEN_BUDGET ((size_t)1000000)
/* nested blocks of one type that are matched */
#define WRITTEN_BLOCKS_MAX ((size_t)600)

/* A resource of the plan, by module path, type and name. */
struct written_block {
	const struct hcl_module *module; /* NULL: not in the sources */
	const struct hcl_entity *entity; /* NULL: the same, or the sources differ */
	struct hcl_body body;
};

/* A module of the configuration. */
struct written_path {
	struct str path;
	bool is_local; /* it and all its callers are called by a path, or it is the root */
};

struct plan_sources {
	struct arena *arena;
	struct hcl_tree *tree;
	const struct doc *doc;
	struct map places;   /* struct written, by offset */
	struct map blocks;   /* struct written_block, by key */
	struct map configs;  /* struct cursor, the same */
	struct list changes; /* struct cursor: entries of resource_changes */
	struct list paths;   /* struct written_path: of all modules of the configuration */
	bool is_indexed;
	struct list mismatches;
};

/* written_block.c: a member of an object; doc NULL: none. A string of the plan. */
struct cursor written_member(struct cursor object, const char *key);
struct str written_text(struct plan_sources *s, struct cursor at);

/* written_block.c: find the resources of the configuration and the changes, once. */
void written_index(struct plan_sources *s);

/* written_block.c: the block of a resource: by path of its module, mode, type and name; of an
 * entry of the plan (NULL: the entry does not say). */
const struct written_block *written_block_find(struct plan_sources *s, struct str path,
	const char *mode, struct str type, struct str name);
const struct written_block *written_block_of(struct plan_sources *s, struct cursor entry);
const char *written_mode(struct cursor entry);

/* A place in a file. */
struct spot {
	const struct hcl_file *file;
	struct hcl_range range;
};

/* One nested block of the sources, or an element of a list of objects that stands for it. */
struct nested {
	struct spot spot;
	struct hcl_body body;
};

/* The nested blocks of one type in a body. */
struct nested_set {
	struct list fixed;   /* struct nested, in the order of the text */
	struct list dynamic; /* the same, of dynamic blocks */
};

void nested_find(
	struct nested_set *out, struct arena *a, const struct hcl_body *body, struct str type);

/* True if a constant may have become this value of the plan; v NULL: absent. */
bool constant_matches(const struct hcl_value *constant, const struct value *v, size_t *budget);

/*
 * The place of an attribute in a body. path: names and indexes from the body on; after: the values
 * of the plan at the body (NULL: unknown); at: the place of the body's own block.
 */
struct spot match_path(struct arena *a, const struct hcl_body *body, struct spot at,
	const struct str *path, size_t n, const struct value *after, size_t *budget);

/*
 * written_check.c: how a block differs from its configuration in the plan; ptr NULL: it does not.
 * config: the plan's entry; *at: a place in the block.
 */
struct str check_block(
	struct arena *a, const struct hcl_body *body, const struct value *config, struct spot *at);

#endif
