/*
 * parts.h - Terraform resources that complete another one. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_PARTS_H
#define ASSAY_INVENTORY_PARTS_H

#include "inventory/terraform/plan.h"

/* Find what each part of the plan completes; after plan_place_changes. */
int plan_bind_parts(struct plan *p, struct assay_error *err);

/* What the value that names its resource ends in: "f" of
 * "arn:aws:lambda:eu-west-1:111122223333:function:f". Empty, if the ARN is of another account or
 * Region than the part. */
struct str part_name(const struct change *c);

/* True if a change stands for a resource of its type, which parts may complete. */
bool part_may_name(const struct change *c);

/* named.c: the resources that no input shows, and what may be one that a part completes. */
struct named {
	struct plan *p;
	struct list all;       /* struct change */
	struct map parents;    /* the same: those resources, by type, account, Region and name */
	struct map candidates; /* resources of the plan, by type, account and Region */
};

/* Begin, once all parts are bound. */
void named_init(struct named *x, struct plan *p);

/* True if a part counts, and no resource of the plan is the one that it completes, or may be it. */
bool named_is_alone(const struct named *x, const struct change *c);

/* The resource that such a part completes gets it. */
int named_add(struct named *x, struct change *c, struct assay_error *err);

/* Make the resources: struct list_state, named. */
int named_make(struct named *x, struct assay_error *err);

/* named_again.c: the same resource, of an earlier plan of the account; NULL: none. */
struct resource *named_earlier(const struct plan *p, const struct change *c);

/* Make unknown what an earlier plan (its nodes, its given fields) set to another value. */
void named_mix(struct inventory *w, struct resource *both, const struct resource *earlier,
	struct arena *scratch);

/* True if a part of the resource sets the field. */
bool named_gives(const struct resource *resource, const struct field *f);

/* True if a part may be deleted after another one of the same resource was created. */
bool part_may_undo(const struct change *gone, const struct change *part);

/* Whether a part counts: by the attribute that its declaration requires. */
enum condition { CONDITION_NOT_MET, CONDITION_UNKNOWN, CONDITION_MET };
int part_condition(struct plan *p, const struct change *c, bool before, enum condition *out,
	struct assay_error *err);

/* part_lists.c: add the elements of a planned resource that parts are. */
int part_lists_complete(struct plan *p, struct change *c, struct resource *resource,
	struct arena *scratch, struct assay_error *err);

/* Set the fields of a planned resource that its parts specify. */
int part_complete(struct plan *p, struct change *c, struct resource *resource,
	struct arena *scratch, struct assay_error *err);

#endif
