/*
 * rule.h - loads rule files as types and controls, and runs a control over an inventory.
 *
 * The only folder that knows Lua. It gets source text, never paths. Each file runs in its own
 * box (box.h) with three budgets.
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

/* Set the budget of all later loads and checks. */
void rules_limit(struct rules *r, const struct rule_budget *budget);

/*
 * Add a Lua file. The folder in its name (types/, controls/ or lib/) decides what it is. Files
 * of the same name in two folders are two files. buf is borrowed until rules_free: text of 64
 * KiB at most. ASSAY_ERULE: not a rule file. ASSAY_ELIMIT: too long.
 */
int rules_add(
	struct rules *r, const char *name, const char *buf, size_t len, struct assay_error *err);

/*
 * Load all files that were added. Errors (ASSAY_ERULE, ASSAY_ELIMIT) have file and line. A
 * type, control id, Terraform type or command that two files declare is an error.
 */
int rules_load(struct rules *r, struct assay_error *err);

/* After rules_load: all of them in the order of their names or ids; one by name or id, or NULL. */
const struct type *const *rules_types(const struct rules *r, size_t *n);
const struct control *const *rules_controls(const struct rules *r, size_t *n);
const struct control *rules_control(const struct rules *r, struct str id);
const struct type *rules_type(const struct rules *r, struct str name);

/* Set *err for an unknown control id, with the nearest known id. Returns ASSAY_EUSAGE. */
int rules_no_control(const struct rules *r, struct str id, struct assay_error *err);

/* The files that were added, in that order: struct rule_file, in the arena. */
void rules_files(const struct rules *r, struct arena *a, struct list *out);

/*
 * Set a parameter of a control from text. ASSAY_EUSAGE: unknown, or not one of its kind or
 * choices.
 */
int rules_set_param(
	struct rules *r, struct str id, struct str name, struct str value, struct assay_error *err);

/* Give every parameter of every control its default again. */
void rules_reset_params(struct rules *r);

/*
 * Run a control: append one result for each subject to run->results. An error of a check is the
 * verdict of its subject. The call itself fails only for lack of memory.
 */
int rules_run(struct rules *r, const struct control *control, struct inventory *inventory,
	struct run *run, struct assay_error *err);

/* The maximum of each number over all files and checks so far. */
struct rule_cost rules_cost(const struct rules *r);

/* Write the names that a rule can call, one in each line. */
int rules_capabilities(struct buf *out);

#endif
