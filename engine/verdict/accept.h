/*
 * accept.h - which results are accepted: applies waivers and a baseline to a run.
 */
#ifndef ASSAY_VERDICT_ACCEPT_H
#define ASSAY_VERDICT_ACCEPT_H

#include "verdict/result.h"

/*
 * Set the waiver of each fail and unknown of a sorted run; add remarks about waivers that have
 * expired or cover nothing. run->now decides which have expired; known: the ids of all
 * controls, const struct str.
 */
void waivers_apply(struct run *run, const struct list *waivers, const struct list *known);

/*
 * After waivers_apply: set the baseline state of each result, and run->absent to what was not
 * found again. at: the baseline's document, for remarks.
 */
void baseline_apply(struct run *run, struct baseline *baseline, struct cursor at);

#endif
