/*
 * assay_inside.h - what assay.c and assay_policy.c share: the inside of the public handles.
 */
#ifndef ASSAY_INSIDE_H
#define ASSAY_INSIDE_H

#include "rule/rule.h"
#include "verdict/setting.h"

struct assay {
	struct assay_options options;
	struct settings settings; /* by name; what is in options is set there */
	struct arena *arena;
	struct rules *rules;
	bool loaded;
	struct list inputs; /* struct added */
	struct guarded guarded;
};

/* The parameters that were set, as the rules check them. Only after the rules are loaded. */
int policy_set_params(struct assay *a, struct assay_error *err);

/* The controls to run, in the order of their ids. */
int policy_choose_controls(struct assay *a, struct run *run, struct assay_error *err);

#endif
