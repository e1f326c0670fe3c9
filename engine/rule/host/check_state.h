/*
 * check_state.h - the state of one control's run over its subjects, for the functions that its
 * check calls.
 */
#ifndef ASSAY_RULE_CHECK_STATE_H
#define ASSAY_RULE_CHECK_STATE_H

#include "base/map.h"
#include "rule/box/box.h"
#include "verdict/result.h"

enum outcome { OUTCOME_NONE, OUTCOME_PASS, OUTCOME_NOT_APPLICABLE };

struct trace;

struct check {
	const struct control *control;
	const struct type *const *reads; /* the types that it may ask for */
	size_t n_reads;
	struct inventory *inventory; /* NULL: no collection can be asked for */
	struct arena *arena;         /* the run's */
	struct result *result;       /* of the subject that is being judged; NULL: none */
	enum outcome outcome;
	/* A list was read whose resources may be in several Regions; NULL: none */
	const struct reason *why_scattered;
	struct list secrets;   /* struct str: secret scalars that were read for this subject */
	struct map empties;    /* the empty lists given out for absent ones */
	struct map by_address; /* by key of an account: its resources by address (struct map) */
	size_t n_findings;     /* of the control so far */
	size_t kept;           /* bytes of the arena that it took so far */
	size_t max_findings;
	int64_t today;       /* seconds since 1970; -1: unknown */
	bool *reads_day;     /* set if the check depends on it */
	bool proposes;       /* a remedy function runs, not the check */
	struct trace *trace; /* what is read is recorded there; NULL: it is not */
};

#endif
