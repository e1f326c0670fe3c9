/*
 * outcome.h - what came of a test case: the differences between expected and actual results.
 */
#ifndef ASSAY_AUTHORS_OUTCOME_H
#define ASSAY_AUTHORS_OUTCOME_H

#include "authors/suite.h"
#include "base/out.h"
#include "verdict/result.h"

/* A difference between an expected and an actual result. */
struct mismatch {
	struct str subject; /* empty: the run as a whole */
	struct str text;    /* "expected pass, but the verdict is fail (...)": no period */
	struct cursor at;   /* of the expectation; doc NULL: of the case */
};

/* A case, judged in one way. */
struct outcome {
	const struct suite *suite;
	const struct test_case *test;
	const char *way;        /* "export", "plan": how it was judged */
	struct list mismatches; /* struct mismatch */
	struct str update;      /* what 'expect' must be for these results; ptr NULL: as it is */
	struct list hints;      /* struct str *: why they may differ, as sentences */
};

/* The lines with code of a rule file, and how many of them ran. */
struct file_coverage {
	struct str uri;
	size_t n_code, n_ran;
	struct str missed; /* "3, 17-20" */
	bool counts;       /* it is a control with a test file */
};

/* A change of a rule that no case notices. */
struct survivor {
	struct str uri;
	size_t line;
	struct str what; /* "'==' becomes '~='" */
	bool argued;     /* a comment on the line says why */
};

/* All test files and what came of their cases. */
struct test_report {
	struct list suites;   /* struct suite */
	struct list outcomes; /* struct outcome, in the order of the files */
	struct list coverage; /* struct file_coverage; empty: not asked for */
	bool mutates;
	size_t n_mutants;
	struct list survivors; /* struct survivor */
	size_t hidden;         /* values and exports that were hidden in turn */
	struct arena *arena;
};

/* Add a difference. */
void outcome_add(struct outcome *o, struct arena *a, struct str subject, struct cursor at,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

/*
 * Add the differences between the expected and the actual results, in the arena. keys: of a run of
 * planned.h, the key of each planned resource (struct str) by its address; else NULL.
 * only_verdicts: places, messages, reasons and remedies are expected of a run over other inputs.
 */
void outcome_compare(struct outcome *o, const struct run *run, const struct map *keys,
	bool only_verdicts, struct arena *a);

/* "fail at FILE#POINTER: MESSAGE", in the arena: a result as a difference quotes it. */
struct str outcome_quote(struct arena *a, const struct result *r);

/* "FILE#POINTER" of a result's place, in the arena; empty: none. */
struct str outcome_place(struct arena *a, const struct result *r);

/* The proved remedy of a fail, or NULL. */
const struct remedy *outcome_remedy(const struct run *run, const struct result *r);

/* True if a case failed, a line of a control did not run, or a change of it survived. */
bool outcome_failed(const struct test_report *report);

/* The reports: for people, and for CI servers. Return the status of the stream. */
int outcome_text(struct out *out, const struct test_report *report);
int outcome_junit(struct out *out, const struct test_report *report);

#endif
