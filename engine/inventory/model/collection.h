/*
 * collection.h - the resources of a Region or an account, as a rule sees them.
 */
#ifndef ASSAY_INVENTORY_COLLECTION_H
#define ASSAY_INVENTORY_COLLECTION_H

#include "inventory/model/object.h"

struct inventory;

/* The reasons that do not make a list incomplete for its reader. */
enum ignored_reasons {
	IGNORE_OTHER_STATES = 1, /* REASON_OTHER_STATE: another state may hold more */
	/* REASON_NOT_IN_SOURCE: where a plan's resources are listed; those are all in account_all
	 */
	IGNORE_UNKNOWN_REGIONS = 2,
};

/* What was listed in a Region, or what an account has; ignored: enum ignored_reasons. */
const struct collection *region_all(struct inventory *w, const struct region *region,
	const struct type *type, unsigned ignored);
const struct collection *account_all(struct inventory *w, const struct account *account,
	const struct type *type, unsigned ignored);

#endif
