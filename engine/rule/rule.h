/*
 * rule.h - rule files as types and controls, and running a control over an inventory.
 *
 * The only folder that knows Lua. It receives source text, never paths; every chunk runs
 * in a box of its own (box.h) with three budgets.
 */
#ifndef ASSAY_RULE_H
#define ASSAY_RULE_H

#include "rule/box/cost.h"
#include "verdict/result.h"

struct rules; /* all rule files of a run */

/* Make an empty set of rules, in an arena below another. Free it with rules_free, before that one.
 */
int rules_new(struct rules **out, struct arena *above, const struct rule_budget *budget,
	struct assay_error *err);
void rules_free(struct rules *r);

/* From now on every rule has this budget. */
void rules_limit(struct rules *r, const struct rule_budget *budget);

/*
 * Add a Lua file. name ends in types/..., controls/... or lib/... which says what it is; a file
 * of the same name in another folder is another file, a control id or type name twice is an error.
 * buf is borrowed until rules_free. Text only; at most 64 KiB.
 */
int rules_add(
	struct rules *r, const char *name, const char *buf, size_t len, struct assay_error *err);

/* Load every file added: check tables, fill types and controls. Errors name file and line. */
int rules_load(struct rules *r, struct assay_error *err);

/* After rules_load; by name, by id. */
const struct type *const *rules_types(const struct rules *r, size_t *n);
const struct control *const *rules_controls(const struct rules *r, size_t *n);
const struct control *rules_control(const struct rules *r, struct str id);
const struct type *rules_type(const struct rules *r, struct str name);

/* The error for an id that no control has: ASSAY_EUSAGE, with the nearest. */
int rules_no_control(const struct rules *r, struct str id, struct assay_error *err);

/* The files that were added, in that order: struct rule_file, in the arena. */
int rules_files(const struct rules *r, struct arena *a, struct list *out, struct assay_error *err);

/* Set a parameter of a control from text, checked against its kind and choices. */
int rules_set_param(
	struct rules *r, struct str id, struct str name, struct str value, struct assay_error *err);

/*
 * Run a control: one result for each subject is appended to run->results. What goes wrong in a
 * check is that subject's result (ASSAY_ERROR); the call fails for lack of memory only.
 */
int rules_run(struct rules *r, const struct control *control, struct inventory *inventory,
	struct run *run, struct assay_error *err);

/* The most that any file and any check has used so far, each number for itself. */
struct rule_cost rules_cost(const struct rules *r);

/* What a rule can call, a name a line, for the documentation's test. */
int rules_capabilities(struct buf *out);

#endif
