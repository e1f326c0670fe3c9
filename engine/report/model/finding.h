/*
 * finding.h - the problems, results and remarks of a run in one list, worst first.
 *
 * For formats that cannot show everything. The list contains every result that decides the exit
 * status, whatever --show says, and no waived result.
 */
#ifndef ASSAY_REPORT_FINDING_H
#define ASSAY_REPORT_FINDING_H

#include "report/model/parts.h"

enum finding_level {
	FINDING_ERROR,   /* the run is not complete, or a fail that decides the exit status */
	FINDING_WARNING, /* an unknown, another fail, a warning */
	FINDING_NOTICE,
};

struct finding {
	enum finding_level level;
	const struct result *result;   /* NULL: a problem or remark */
	const struct control *control; /* NULL: of the whole run */
	struct str text;               /* one sentence or more */
	bool skips;                    /* a remark that counts entries that a walk did not read */
	struct where where;            /* uri empty: no place */
	char fingerprint[65];          /* the result's; else of control, place and text */
	size_t occurrence;             /* among findings with the same fingerprint: 1, 2, ... */
};

/* Append all findings (struct finding, in the run's arena), worst first.
 */
void findings_collect(const struct run *run, struct list *findings);

/*
 * Append only what makes the run incomplete, except results with the verdict error. An incomplete
 * run without such a result has at least one problem; a complete run has none.
 */
void findings_problems(const struct run *run, struct list *findings);

/* The number of results that a waiver accepts. */
size_t run_count_waived(const struct run *run);

/* The number of results with the verdict that no waiver accepts. */
size_t run_count_open(const struct run *run, enum assay_verdict verdict);

/* " failed", " in error", " unknown", " passed", " not applicable": the word after a count. */
const char *verdict_counted(enum assay_verdict verdict);

/* "1 failed, 2 in error, 3 unknown, ..."; "no subject was judged" without a result. */
void out_counts(struct out *o, const struct run *run);

/* The number of results in this state; BASELINE_ABSENT: results that only the baseline has. */
size_t run_count_baseline(const struct run *run, enum baseline_state state);

/* "1 new, 2 unchanged, 0 updated, 3 absent" */
void out_baseline_counts(struct out *o, const struct run *run);

/* The meaning of the exit status as a sentence. */
const char *exit_status_words(int status);

/* The sentence after the list of judged accounts and Regions. */
#define JUDGED_CAVEAT "These inputs do not show whether other accounts or Regions are in use."

#endif
