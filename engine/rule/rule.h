/*
 * rule.h - loads rule files as types and controls, and runs a control over an inventory.
 *
 * The only folder that knows Lua. It gets source text, never paths. Each file runs in its own
 * box (box.h) with three budgets.
 */
#ifndef ASSAY_RULE_H
#define ASSAY_RULE_H

#include "base/out.h"
#include "inventory/desired.h"
#include "rule/box/cost.h"
#include "verdict/profile.h"
#include "verdict/result.h"

struct rules; /* all rule files of a run */
struct embedded_file;

/* Make an empty set of rules, in an arena below another. Free it with rules_free, before that one.
 */
int rules_new(struct rules **out, struct arena *above, const struct rule_budget *budget,
	struct assay_error *err);
void rules_free(struct rules *r);

/* Set the budget of all later loads and checks. */
void rules_limit(struct rules *r, const struct rule_budget *budget);

/*
 * Add a Lua file. The folder in its name (types/, controls/, lib/ or profiles/) decides what it is.
 * Files of the same name in two folders are two files. buf is borrowed until rules_free: text of 64
 * KiB at most. ASSAY_ERULE: not a rule file. ASSAY_ELIMIT: too long.
 */
int rules_add(
	struct rules *r, const char *name, const char *buf, size_t len, struct assay_error *err);

/* The same for a bundled file, which the build compiled. It is borrowed until rules_free. */
int rules_add_embedded(struct rules *r, const struct embedded_file *file, struct assay_error *err);

/*
 * Load all files that were added. Errors (ASSAY_ERULE, ASSAY_ELIMIT) have file and line. A
 * type, control id, profile, Terraform type or command that two files declare is an error.
 */
int rules_load(struct rules *r, struct assay_error *err);

/*
 * The same, but of the bundled controls only those that wants returns true for; it may ask for
 * profiles. The others are known by their ids only. A later call loads what it adds.
 */
typedef bool rules_wants_fn(const void *payload, struct str id);
int rules_load_some(
	struct rules *r, rules_wants_fn *wants, const void *payload, struct assay_error *err);

/* The ids of all controls, loaded or not, in order: const struct str, in the arena. */
void rules_ids(const struct rules *r, struct arena *a, struct list *out);

/* After rules_load: all of them in the order of their names or ids; one by name or id, or NULL. */
const struct type *const *rules_types(const struct rules *r, size_t *n);
const struct control *const *rules_controls(const struct rules *r, size_t *n);
const struct control *rules_control(const struct rules *r, struct str id);
const struct type *rules_type(const struct rules *r, struct str name);

/* The same for profiles. */
const struct profile *const *rules_profiles(const struct rules *r, size_t *n);
const struct profile *rules_profile(const struct rules *r, struct str name);
int rules_no_profile(const struct rules *r, struct str name, struct assay_error *err);

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

/* The same for the subjects of some accounts: those whose keys are in only. */
int rules_run_some(struct rules *r, const struct control *control, struct inventory *inventory,
	const struct map *only, struct run *run, struct assay_error *err);

/* Changes that a remedy function proposes. */
struct candidate {
	const struct desired *changes;
	size_t n;
	bool secret; /* a value contains a secret: it must not be shown */
};
#define CANDIDATES_MAX ((size_t)64)
#define CHANGES_MAX    ((size_t)64)

struct proposal {
	const struct candidate *candidates; /* the preferred one first */
	size_t n;
	struct str none; /* why there is none, as a sentence; empty: unknown */
};

/*
 * Run the remedy function of a control for a subject that fails. What it returns lives in run's
 * arena. An error of the function is the reason why there is no proposal; the call itself fails
 * only for lack of memory.
 */
int rules_propose(struct rules *r, const struct control *control, struct inventory *inventory,
	const struct run *run, const struct result *failed, struct proposal *out,
	struct assay_error *err);
/*
 * From now on record which lines of controls and libraries run. Call it before rules_load, after
 * the last file was added.
 */
void rules_record_lines(struct rules *r);

/* The lines of a file, by number from 1 to n. */
struct rule_lines {
	bool *has_code, *ran;
	size_t n;
};

/* Of the i-th file of rules_files; as it is now, in the arena. False: lines were not recorded, or
 * the file was not used. */
bool rules_lines(const struct rules *r, size_t i, struct arena *a, struct rule_lines *out);

/* The index among rules_files of the file of a control; SIZE_MAX: no such control. */
size_t rules_file_of(const struct rules *r, struct str id);

/*
 * Let later checks run another text of the i-th file; borrowed. What the control declares stays as
 * it was loaded.
 */
void rules_replace_text(struct rules *r, size_t i, struct str text);

/* The maximum of each number over all files and checks so far. */
struct rule_cost rules_cost(const struct rules *r);

/* Write declarations for editors (LuaLS): what a rule can call, and the fields of all types. */
void rules_stubs(const struct rules *r, struct out *out, struct arena *a);

/* Write the names that a rule can call, one in each line. */
int rules_capabilities(struct buf *out);

#endif
