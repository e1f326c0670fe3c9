/*
 * written.h - from a place in a plan to the place in its Terraform sources.
 *
 * A place in the sources is for people: no verdict depends on it. It is given only if the sources
 * agree with the plan's configuration; otherwise there is none, and a problem says why.
 */
#ifndef ASSAY_INVENTORY_TERRAFORM_WRITTEN_H
#define ASSAY_INVENTORY_TERRAFORM_WRITTEN_H

#include "doc/value.h"
#include "hcl/tree.h"

/* Where something is written. */
struct written {
	const struct hcl_file *file; /* NULL: nowhere in the sources */
	struct hcl_range range;
	const struct hcl_module *module;
	const struct hcl_entity *entity; /* of a resource: its block; else NULL */
};

struct inventory;

/* The sources of one plan. */
struct plan_sources;

/* Give each plan of an inventory the sources that reader locates for it; reader may be NULL. */
void plan_sources_attach(struct inventory *w, const struct assay_sources *reader);

void plan_sources_new(
	struct plan_sources **out, struct arena *a, struct hcl_tree *tree, const struct doc *plan);

/* The place in the sources of a place in the plan, in a phase of the arena. Cached. */
const struct written *written_find(struct plan_sources *s, struct cursor at);

/* The own module call that leads to a module below .terraform; NULL: the module is the user's own.
 */
const struct hcl_entity *written_own_call(const struct hcl_module *module);

/* True if a program wrote the file (CDK for Terraform). */
bool written_is_generated(const struct hcl_file *file);

/* A resource whose block differs from the plan's configuration. */
struct mismatch {
	struct str address;          /* "aws_cloudtrail.this", with its modules */
	struct str what;             /* a clause */
	const struct hcl_file *file; /* NULL: no place */
	struct hcl_range range;
};

/* struct mismatch: those that written_find has met, each resource once. */
const struct list *written_mismatches(const struct plan_sources *s);

/*
 * Visit the resource blocks of the user's own modules, each module once for each of its calls.
 * address: without instances.
 */
void written_each_block(struct plan_sources *s,
	void (*visit)(void *payload, struct str address, const struct hcl_entity *entity),
	void *payload);

/* How many modules of the plan's configuration are calls of a folder, or may be: a local module
 * that could not be read. */
size_t written_count_calls(struct plan_sources *s, const char *boundary, struct str folder);

struct hcl_tree *plan_sources_tree(const struct plan_sources *s);

#endif
