/*
 * plan_setting.h - what settings and options specify about plans, as plain data.
 */
#ifndef ASSAY_INVENTORY_PLAN_SETTING_H
#define ASSAY_INVENTORY_PLAN_SETTING_H

#include "base/str.h"

/* ptr NULL: not specified. */
struct plan_setting {
	struct str path; /* of a setting: which plans; of an input: identifies it without a name */
	struct str name; /* identifies the plan in subjects and fingerprints */
	struct str account; /* of a plan that does not specify one */
	struct str region;  /* of provider configurations that do not specify one */
};

#endif
