/*
 * check.h - the state of one control's run over its subjects.
 */
#ifndef ASSAY_RULE_CHECK_H
#define ASSAY_RULE_CHECK_H

#include "base/map.h"
#include "rule/box/box.h"
#include "rule/rule.h"

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
	struct list secrets; /* struct str: secret scalars that were read for this subject */
	struct map empties;  /* the empty lists given out for absent ones */
	size_t n_findings;   /* of the control so far */
	size_t kept;         /* bytes of the arena that it took so far */
	size_t max_findings;
	struct trace *trace; /* what is read is recorded there; NULL: it is not */
};

/*
 * Open the box of a control's file and keep its check function. What is wrong with the file
 * is in *err; the box is to be closed in any case.
 */
int check_open(struct check *check, struct box *box, const struct sources *sources,
	const struct source *source, const struct rule_budget *budget, struct assay_error *err);
void check_close(struct check *check, struct box *box);

/*
 * Judge one subject, the thing of a handle: fills in verdict, evidence, notes, reasons or error of
 * result. An error after a fail leaves the verdict a fail and stands in result->error.
 * *reusable: nothing of this subject may be left in the box. ASSAY_ENOMEM is all that can go wrong.
 */
int check_subject(struct check *check, struct box *box, const void *subject, struct result *result,
	bool *reusable);

#endif
