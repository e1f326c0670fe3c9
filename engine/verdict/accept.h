/*
 * accept.h - which results somebody has accepted: waivers and a baseline laid over a run.
 */
#ifndef ASSAY_VERDICT_ACCEPT_H
#define ASSAY_VERDICT_ACCEPT_H

#include "verdict/result.h"

/*
 * Give each fail and unknown of a sorted run its waiver, and say which waivers have expired and
 * which cover nothing. run->now is the day that decides; known are all controls that there are.
 * ASSAY_OK or ASSAY_ENOMEM.
 */
int waivers_apply(struct run *run, const struct list *waivers, const struct control *const *known,
	size_t n_known);

/*
 * Tell of each result what it is to the baseline, after waivers_apply; what is not found again is
 * run->absent. at: the baseline's document, for remarks. ASSAY_OK or ASSAY_ENOMEM.
 */
int baseline_apply(struct run *run, struct baseline *baseline, struct cursor at);

#endif
