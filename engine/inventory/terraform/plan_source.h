/*
 * plan_source.h - where the inputs contain plans. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_TERRAFORM_PLAN_SOURCE_H
#define ASSAY_INVENTORY_TERRAFORM_PLAN_SOURCE_H

#include "inventory/model/build.h"

/* One plan of an input. */
struct plan_source {
	struct source *source;
	struct cursor root;
	struct str name; /* in its file: "app", "2"; empty: the file is the plan */
};

/* source.c: plans are read once the exports that they may be merged with are known. */
void plan_source_add(
	struct inventory *w, struct source *source, struct cursor root, struct str name);

#endif
