/*
 * source_waivers.h - waivers that comments above resource blocks of Terraform sources contain.
 */
#ifndef ASSAY_VERDICT_SOURCE_WAIVERS_H
#define ASSAY_VERDICT_SOURCE_WAIVERS_H

#include "verdict/result.h"

/*
 * Add the comments 'assay:waive CONTROL until YYYY-MM-DD REASON' of the user's own modules to
 * run->waivers, and set the waiver of each fail and unknown that no other waiver accepts, if every
 * resource that it blames has one. A malformed comment is a remark and waives nothing. run->now
 * decides which have expired.
 */
void source_waivers_apply(struct run *run);

#endif
