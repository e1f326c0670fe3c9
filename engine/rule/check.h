/*
 * check.h - one control's check, run over its subjects.
 */
#ifndef ASSAY_RULE_CHECK_H
#define ASSAY_RULE_CHECK_H

#include "rule/host/check_state.h"

struct rules;

/*
 * Open the box of a control's file and keep its check function. What is wrong with the file
 * is in *err; the box is to be closed in any case.
 */
int check_open(struct check *check, struct box *box, const struct lua_files *sources,
	const struct lua_file *source, const struct rule_budget *budget, struct assay_error *err);
void check_close(struct check *check, struct box *box);

/* Push the table of parameters that a function of the control gets. */
void check_push_params(lua_State *L, const struct control *control);

/* run.c: the state of a control's run over an inventory, before its box is opened. */
struct check check_of(struct rules *rules, const struct control *control,
	struct inventory *inventory, const struct run *run);

/*
 * Judge one subject, the object of a handle: fills in verdict, evidence, notes, reasons or error of
 * result. An error after a fail leaves the verdict a fail and stands in result->error.
 * *reusable: nothing of this subject may be left in the box. ASSAY_ENOMEM is all that can go wrong.
 */
int check_subject(struct check *check, struct box *box, const void *subject, struct result *result,
	bool *reusable);

#endif
