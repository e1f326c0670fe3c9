/*
 * diff.h - what changed between two earlier runs.
 */
#ifndef ASSAY_VERDICT_DIFF_H
#define ASSAY_VERDICT_DIFF_H

#include "verdict/baseline.h"

enum diff_kind {
	DIFF_NEW,   /* not there before */
	DIFF_WORSE, /* there before, and not as bad; or accepted then by a waiver only */
	DIFF_BETTER,
	DIFF_GONE,
	DIFF_KINDS
};

struct difference {
	enum diff_kind kind;
	const struct baseline_result *was; /* NULL: DIFF_NEW */
	const struct baseline_result *is;  /* NULL: DIFF_GONE */
};

struct diff {
	struct list differences; /* struct difference, by kind; in each in the order of its log */
	size_t counts[DIFF_KINDS];
	size_t n_same; /* fails and unknowns that are as they were */
	int status;    /* as of a check: 0 nothing new or worse, 1 a fail is, 3 an unknown is */
};

/* "new", "worse", "better", "gone" */
const char *diff_kind_name(enum diff_kind kind);

/* "waived" where a waiver accepted the result, else the name of its verdict. */
const char *baseline_word(const struct baseline_result *r);

/* Only fails and unknowns that no waiver accepts are told. ASSAY_OK or ASSAY_ENOMEM. */
int diff_make(struct diff *out, struct baseline *before, struct baseline *after, struct arena *a);

#endif
