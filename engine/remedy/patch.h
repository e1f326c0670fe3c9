/*
 * patch.h - the edits of Terraform sources for one resource. Private to remedy.
 */
#ifndef ASSAY_REMEDY_PATCH_H
#define ASSAY_REMEDY_PATCH_H

#include "remedy/diff.h"
#include "remedy/remedy.h"

#include "verdict/sources.h"

/* The edits for one resource. */
struct patch {
	const struct run *run;
	struct arena *arena;
	const struct resource *resource;
	const struct written *written; /* the block of the resource */
	struct list edits;             /* struct edit */
	struct list notes;             /* struct str: what the reader must know besides */
	struct str why;                /* a clause: why there is no patch; empty: there is one */
};

/* A body whose arguments and blocks are edited. */
struct patch_body {
	struct hcl_body body;            /* with overrides applied */
	const struct hcl_block *block;   /* where a new argument or block goes */
	const struct hcl_entity *entity; /* of the resource's own body; else NULL */
};

/* patch_edit.c: set why, unless it is set. */
void patch_refuse(struct patch *p, struct str why);

/* "main.tf:12:3" */
struct str patch_place(const struct patch *p, const struct hcl_file *file, struct hcl_range range);

void patch_edit(
	struct patch *p, const struct hcl_file *file, size_t at, size_t remove, struct str insert);

/* patch_body.c: edit a body so that fields get their new values; from, to: objects. */
void patch_fields(struct patch *p, const struct patch_body *body, const struct field *fields,
	size_t n, const struct node *from, const struct node *to);

/*
 * patch_origin.c: where the value of an argument is written, through names of local values,
 * variables and module calls. NULL: why is set, also where another value than the plan's is
 * written there. planned: that of the plan, NULL: absent; wanted: the new value, for the words.
 */
const struct hcl_attribute *patch_origin(struct patch *p, const struct hcl_attribute *attribute,
	const struct node *planned, struct str wanted);

/* patch_origin.c: set why if an edit of a file of a module would change more than one resource. */
void patch_check_place(
	struct patch *p, const struct hcl_module *module, const struct hcl_file *file);

#endif
