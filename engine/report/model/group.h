/*
 * group.h - results with one cause: one block in the reports for people.
 */
#ifndef ASSAY_REPORT_GROUP_H
#define ASSAY_REPORT_GROUP_H

#include "report/model/parts.h"

/* Results that differ only in their subject, its Region, and the example of what is wrong. */
struct group {
	struct list results; /* const struct result; the first shows the details */
};

/*
 * Append the groups (struct group, in the run's arena) of the results for which keep is true:
 * fails, errors, unknowns, then the rest; in each by severity, control and subject.
 */
void groups_collect(const struct run *run,
	bool (*keep)(const struct run *run, const struct result *r), struct list *groups);

const struct result *group_first(const struct group *g);

/* Results by verdict (fails, errors, unknowns, accepted and others), then by severity; stable. */
int compare_worst(const struct result *x, const struct result *y);

#endif
