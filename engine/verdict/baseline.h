/*
 * baseline.h - the results of an earlier run, to tell what is new.
 */
#ifndef ASSAY_VERDICT_BASELINE_H
#define ASSAY_VERDICT_BASELINE_H

#include "base/map.h"
#include "doc/doc.h"

/* SARIF's baselineState (section 3.27.24). */
enum baseline_state {
	BASELINE_NONE, /* there is no baseline, or it lists nothing like this pass */
	BASELINE_NEW,  /* not in it, or not as bad in it, or accepted by a waiver only */
	BASELINE_UNCHANGED,
	BASELINE_UPDATED, /* there with a worse verdict */
	BASELINE_ABSENT,
};

/* A result of the earlier run, as its SARIF log tells it. Texts live in the reader's arena. */
struct baseline_result {
	struct str control;     /* ruleId */
	struct str subject;     /* subject key; empty where the log tells none */
	struct str fingerprint; /* hex SHA-256 */
	enum assay_verdict verdict;
	struct str message;
	struct str uri; /* of its first location */
	struct place place;
	bool waived;  /* suppressed in the log: a waiver accepted it, the baseline does not */
	bool matched; /* a result of this run has its fingerprint */
};

struct baseline {
	struct list results; /* struct baseline_result, in the order of the log */
	struct map groups;   /* fingerprint to struct list of struct baseline_result */
	bool incomplete;     /* a run of it says that its evaluation was not complete */
	bool leaves_out; /* a run of it ended as none of its results says: it does not list all */
};

/*
 * Read a SARIF log, of either profile. What assay didn't write, and a result without a
 * fingerprint of this version, is ASSAY_EINPUT at its place: a baseline that can't be compared
 * would make everything new, or worse, nothing.
 */
int baseline_read(
	struct baseline *out, const struct doc *d, struct arena *a, struct assay_error *err);

/*
 * What became of a result: match the one of its fingerprint that is most like it (each once).
 * waived: a waiver accepts it today. *was (may be NULL) is what it was matched with, or NULL.
 */
enum baseline_state baseline_match(struct baseline *baseline, struct str fingerprint,
	enum assay_verdict verdict, bool waived, const struct baseline_result **was);

/* 2 fail, 1 unknown, 0 nothing bad. */
int badness(enum assay_verdict v);

#endif
