/*
 * finding.h - what a report must not lose, in one list: what makes a run incomplete, results and
 * remarks, worst first.
 *
 * For formats that can't show everything. A result that decides the exit status is always there,
 * whatever --show says; one that is waived never is.
 */
#ifndef ASSAY_REPORT_FINDING_H
#define ASSAY_REPORT_FINDING_H

#include "report/model/parts.h"

enum finding_level {
	FINDING_ERROR,   /* the run is not complete, or a control failed that counts */
	FINDING_WARNING, /* unknown, a fail that does not count, a remark that warns */
	FINDING_NOTICE,
};

struct finding {
	enum finding_level level;
	const struct result *result;   /* NULL: not of a result */
	const struct control *control; /* NULL: of the run as a whole */
	struct str text;               /* one sentence or more */
	struct where where;            /* uri empty: no place */
	char fingerprint[65];          /* the result's; else of what is said, and of what */
	size_t occurrence;             /* of findings with one fingerprint: 1, 2, ... */
};

/* All of them, in the run's arena: struct finding, worst first. ASSAY_OK or ASSAY_ENOMEM. */
int findings_collect(const struct run *run, struct list *findings);

/* Only what makes the run incomplete, beside controls that broke: nothing where it is complete, and
 * never nothing where it is not and no control broke. */
int findings_problems(const struct run *run, struct list *findings);

/* How many results a waiver covers. */
size_t run_count_waived(const struct run *run);

/* How many results have the verdict and no waiver. */
size_t run_count_open(const struct run *run, enum assay_verdict verdict);

/* "1 failed, 2 in error, 3 unknown, ..."; "Nothing was judged" where there is no result. */
void out_counts(struct out *o, const struct run *run);

/* How many results stand so against the baseline; BASELINE_ABSENT: how many it alone has. */
size_t run_count_baseline(const struct run *run, enum baseline_state state);

/* "1 new, 2 unchanged, 0 updated, 3 absent" */
void out_baseline_counts(struct out *o, const struct run *run);

/* What the exit status says, as a sentence. */
const char *exit_status_words(int status);

#endif
