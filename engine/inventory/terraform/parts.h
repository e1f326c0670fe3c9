/*
 * parts.h - Terraform resources that complete another one. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_PARTS_H
#define ASSAY_INVENTORY_PARTS_H

#include "inventory/terraform/plan.h"

bool part_gives(const struct part *part, const struct field *f);

/* Find what each part of the plan completes; after plan_place_changes. */
int plan_bind_parts(struct plan *p, struct assay_error *err);

/* Set the fields of a planned resource that its parts specify. */
int part_complete(struct plan *p, struct change *c, struct resource *resource,
	struct arena *scratch, struct assay_error *err);

#endif
