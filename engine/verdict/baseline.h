/*
 * baseline.h - the results of an earlier run, to tell what is new.
 */
#ifndef ASSAY_VERDICT_BASELINE_H
#define ASSAY_VERDICT_BASELINE_H

#include "doc/doc.h"

/* SARIF's baselineState (section 3.27.24). */
enum baseline_state {
	BASELINE_NONE, /* there is no baseline */
	BASELINE_NEW,
	BASELINE_UNCHANGED,
	BASELINE_UPDATED, /* the same finding with another verdict or message */
	BASELINE_ABSENT,
};

/* A result of the earlier run, as its SARIF log tells it. Texts live in the run's arena. */
struct baseline_result {
	struct str control;     /* ruleId */
	struct str subject;     /* subject key; empty where the log tells none */
	struct str fingerprint; /* hex SHA-256 */
	enum assay_verdict verdict;
	struct str message;
	struct str uri; /* of its first location */
	struct place place;
	bool matched; /* a result of this run has its fingerprint */
};

#endif
