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
