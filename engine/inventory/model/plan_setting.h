/*
 * plan_setting.h - what settings and options specify about plans, as plain data.
 */
#ifndef ASSAY_INVENTORY_PLAN_SETTING_H
#define ASSAY_INVENTORY_PLAN_SETTING_H

#include "base/base.h"

/* Whether the path of an input may also be that of another plan. */
enum plan_path { PLAN_PATH, PLAN_PATH_FILE_ONLY, PLAN_PATH_STDIN };

/* ptr NULL: not specified. */
struct plan_setting {
	struct str path; /* of a setting: which plans; of an input: identifies it without a name */
	struct str name; /* identifies the plan in subjects and fingerprints */
	struct str account;  /* of a plan that does not specify one */
	struct str region;   /* of provider configurations that do not specify one */
	enum plan_path kind; /* of path; PLAN_PATH if there is a name */
};

/* True for a text that may name a plan, and its description. A subject of exports is not a name. */
#define PLAN_NAME_TAKES                                                                            \
	"at most 100 letters, digits, '.', '_', '-' and '/', the first a letter or digit; not an " \
	"account"
bool is_plan_name(struct str name);

#endif
