/*
 * diff.h - what changed between two earlier runs.
 */
#ifndef ASSAY_VERDICT_DIFF_H
#define ASSAY_VERDICT_DIFF_H

#include "verdict/baseline.h"

enum diff_kind {
	DIFF_NEW,   /* not in the earlier log */
	DIFF_WORSE, /* less bad in the earlier log, or accepted by a waiver then */
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
	struct list differences; /* struct difference, by kind; each in the order of its log */
	size_t counts[DIFF_KINDS];
	size_t n_same; /* fails and unknowns that did not change */
	int status;    /* exit status: 1 a fail is new or worse, 3 an unknown is, 0 nothing is */
};

/* "new", "worse", "better", "gone" */
const char *diff_kind_name(enum diff_kind kind);

/* "waived" where a waiver accepted the result, else the name of its verdict. */
const char *baseline_word(const struct baseline_result *r);

/* Compare two logs; only fails and unknowns that no waiver accepts are listed. */
void diff_make(struct diff *out, struct baseline *before, struct baseline *after, struct arena *a);

#endif
