/*
 * collection.h - the resources of a Region or an account, as a rule sees them.
 */
#ifndef ASSAY_INVENTORY_COLLECTION_H
#define ASSAY_INVENTORY_COLLECTION_H

#include "inventory/model/object.h"

struct inventory;

/* Which reasons make a list incomplete for its reader. */
enum list_reading {
	IGNORE_OTHER_STATES = 1, /* not REASON_OTHER_STATE: another state may hold more */
	/* not REASON_NOT_IN_SOURCE: where a plan's resources are listed; those are all in
	 * account_all */
	IGNORE_UNKNOWN_REGIONS = 2,
	/* Also that of plans without exports, which show those of their states: enough to judge
	 * each, not to say that there are no others. */
	ASK_OTHER_STATES = 4,
	/* That also of types that are not regional, though the plans have one. */
	ASK_FOR_ANY_TYPE = 8,
};

/* What was listed in a Region, or what an account has; reading: enum list_reading. */
const struct collection *region_all(struct inventory *w, const struct region *region,
	const struct type *type, unsigned reading);
const struct collection *account_all(struct inventory *w, const struct account *account,
	const struct type *type, unsigned reading);

/*
 * The resources of an account that no input shows, but that parts of a plan change. No list has
 * them; they are judged for what the plan sets.
 */
const struct collection *account_named(
	struct inventory *w, const struct account *account, const struct type *type);

#endif
