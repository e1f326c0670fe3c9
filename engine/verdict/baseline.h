/*
 * baseline.h - the results of an earlier run, to find what is new.
 */
#ifndef ASSAY_VERDICT_BASELINE_H
#define ASSAY_VERDICT_BASELINE_H

#include "base/map.h"
#include "doc/doc.h"

/* SARIF's baselineState (section 3.27.24). */
enum baseline_state {
	BASELINE_NONE, /* no baseline, or a pass that it does not contain */
	BASELINE_NEW,  /* not in it, or less bad in it, or accepted by a waiver then */
	BASELINE_UNCHANGED,
	BASELINE_UPDATED, /* there with a worse verdict */
	BASELINE_ABSENT,
};

/* A result of the earlier run, as read from its SARIF log. Texts belong to the reader's arena. */
struct baseline_result {
	struct str control;     /* ruleId */
	struct str subject;     /* subject key; empty if the log has none */
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
	bool incomplete;     /* one of its runs was not complete */
	bool leaves_out; /* no listed result explains the exit code of a run: some are omitted */
};

/*
 * Read a SARIF log, of either profile. A log of another tool, or a result without a fingerprint
 * of this version, is ASSAY_EINPUT at its place: compared with it, everything would be new, or
 * nothing.
 */
int baseline_read(
	struct baseline *out, const struct doc *d, struct arena *a, struct assay_error *err);

/*
 * Match a result with the most similar result of its fingerprint; each is matched once.
 * waived: a waiver accepts it now. *was (was may be NULL): the matched result, or NULL.
 */
enum baseline_state baseline_match(struct baseline *baseline, struct str fingerprint,
	enum assay_verdict verdict, bool waived, const struct baseline_result **was);

/* 2 fail, 1 unknown, 0 any other. */
int badness(enum assay_verdict v);

#endif
