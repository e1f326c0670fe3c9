/*
 * diff.h - what changed between two runs, for people and for programs.
 */
#ifndef ASSAY_REPORT_DIFF_H
#define ASSAY_REPORT_DIFF_H

#include "report/report.h"
#include "verdict/diff.h"

int report_diff_text(struct out *out, const struct diff *diff);
int report_diff_json(struct out *out, const struct diff *diff);

#endif
