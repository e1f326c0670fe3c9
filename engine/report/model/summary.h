/*
 * summary.h - the numbers of a run: a row for each control, a column for each verdict.
 */
#ifndef ASSAY_REPORT_SUMMARY_H
#define ASSAY_REPORT_SUMMARY_H

#include "report/model/report.h"

/* The last column: accepted by a waiver, whatever the verdict. */
enum { SUMMARY_WAIVED = ASSAY_N_VERDICTS, SUMMARY_COLUMNS };

struct summary_row {
	const struct control *control;
	size_t n[SUMMARY_COLUMNS];
};

struct summary {
	struct list rows;           /* struct summary_row, by control, in the run's arena */
	bool used[SUMMARY_COLUMNS]; /* a row has a number other than 0 */
	size_t n_results;
};

void summary_collect(const struct run *run, struct summary *summary);

/* "fail", "error", "unknown", "pass", "n/a", "waived" */
const char *summary_column(size_t i);

#endif
