/*
 * own_report.h - whether a file begins like a report of assay.
 */
#ifndef ASSAY_BASE_OWN_REPORT_H
#define ASSAY_BASE_OWN_REPORT_H

#include "base/base.h"

/* True for a report in JSON, SARIF, JUnit, Markdown or HTML, for GitHub or in lines: it is
 * never an input. */
bool is_own_report(struct str bytes);

/* The same, and what begins like a report of assay in another format, which other programs may
 * write, too: overwriting it loses no input. */
bool is_maybe_report(struct str bytes);

#endif
