/*
 * planned.h - the resources of exports as a Terraform plan that creates them.
 */
#ifndef ASSAY_AUTHORS_PLANNED_H
#define ASSAY_AUTHORS_PLANNED_H

#include "authors/suite.h"
#include "base/map.h"
#include "verdict/result.h"

/* What planned_make makes; zero-initialised. */
struct planned {
	struct list inputs;    /* struct test_input */
	struct list unwritten; /* struct str *: "LatestDeliveryError of AWS::CloudTrail::Trail" */
	struct map keys;       /* struct str: the key of each resource by its planned address */
};

/*
 * Make the inputs of a case once more: the exports with empty lists, and a plan that creates every
 * resource that they listed, each field under its Terraform name. run is that of the exports. Texts
 * are the arena's. unwritten: the known fields without a Terraform name. False: the inputs are no
 * exports, or list nothing.
 */
bool planned_make(struct planned *out, const struct run *run, struct arena *a);

#endif
