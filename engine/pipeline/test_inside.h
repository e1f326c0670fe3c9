/*
 * test_inside.h - shared by test*.c: test files while their cases are judged.
 */
#ifndef ASSAY_PIPELINE_TEST_INSIDE_H
#define ASSAY_PIPELINE_TEST_INSIDE_H

#include "authors/outcome.h"
#include "pipeline/inside.h"

struct tester {
	struct assay *a;
	struct arena *arena; /* holds what the report shows */
	const struct assay_tests *how;
	bool until_failure; /* stop at the first case that fails */
	struct test_report report;
	struct assay_error *err;
};

/* test_run.c: judge the cases of a test file; what came of them is appended to the report. */
int tester_judge_suite(struct tester *t, const struct suite *suite);

/* True if a case failed. */
bool tester_failed(const struct tester *t);

/* test_change.c: after all suites. Which lines of rules ran; which changes of a control no
 * case notices. */
void tester_add_coverage(struct tester *t);
int tester_change_rules(struct tester *t);

#endif
