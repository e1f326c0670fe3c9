/*
 * inventory.h - all inputs of a run as accounts, Regions and resources.
 *
 * bytes -> doc -> inventory -> rule. Recognises each document by its content, joins exports on the
 * key that their type declares, reads plans, and knows whether each list is complete.
 *
 * The account and Region of an export, by the first of: its envelope; the components of its path;
 * the keys that it lists, where the type is regional; the only account and Region of the other
 * exports in its folder.
 *
 * An export without a key (get-trail-status) is matched with a resource by the first of: its
 * envelope's parameters; its file name "COMMAND.LABEL.json", where exactly one resource in scope
 * has that label; a folder with exactly one resource of the type and one such export. Without a
 * match, its fields stay unknown, with a reason.
 */
#ifndef ASSAY_INVENTORY_H
#define ASSAY_INVENTORY_H

#include "inventory/model/arn.h"
#include "inventory/model/collection.h"
#include "inventory/model/input.h"
#include "inventory/model/plan_setting.h"

/* Types are borrowed and outlive the inventory; its products live in run. */
int inventory_new(struct inventory **out, const struct type *const *types, size_t n_types,
	struct arena *run, struct assay_error *err);
void inventory_free(struct inventory *w);

/*
 * True, and the document freed, if nothing recognises a document that was found in a folder and
 * it is not meant to be an input: inventory_add_other keeps its name. *why: what it may be, if
 * that is known.
 */
bool inventory_drops_doc(struct inventory *w, struct doc *doc, struct assay_error *why);

/* Add a document (taken: the inventory frees it). */
int inventory_take_doc(struct inventory *w, struct doc *doc, bool named, struct assay_error *err);

/* Add an input that could not be read as a document; its bytes, which outlive the inventory, where
 * there are any. */
int inventory_add_broken(struct inventory *w, const char *name, struct str bytes, bool named,
	const struct assay_error *why, struct assay_error *err);

/*
 * True if an unreadable file is meant to be an input: it has the name or the place of an export or
 * plan, or contains a key of one. Then it is broken; other files are skipped.
 */
bool inventory_claims(const struct inventory *w, const char *name, struct str bytes);

/* Add a file found in a folder that is not meant to be an input: not recognised, no error.
 * why may be NULL. */
int inventory_add_other(struct inventory *w, const char *name, struct str bytes,
	const struct assay_error *why, struct assay_error *err);

/* What settings specify about the document that was taken last, if it is a plan. Copied; its texts
 * outlive the inventory. */
void inventory_set_plan(struct inventory *w, const struct plan_setting *given);

/*
 * True if the name is that of a file that CloudTrail delivers. *is_read: it has records of events,
 * for inventory_add_log; else for inventory_skip_log.
 */
bool inventory_is_log(const char *name, bool *is_read);

/*
 * Add the records of a log file; text is uncompressed, and not used after the call. What can't be
 * read is an error of the run, not of the call.
 */
int inventory_add_log(struct inventory *w, const char *name, struct str text,
	const struct doc_limits *limits, struct assay_error *err);

/* Count a log file that could not be read, or a file of a trail without records. */
void inventory_lose_log(struct inventory *w, const char *name, const struct assay_error *why);
void inventory_skip_log(struct inventory *w, const char *name);

/* How to reach the Terraform sources of plans, borrowed; NULL: plans have none. */
void inventory_set_sources(struct inventory *w, const struct assay_sources *reader);

/* What a walk skipped: struct skipped, borrowed; the list itself is copied. */
void inventory_add_skipped(struct inventory *w, const struct list *skipped);

/* After inventory_build: the same, sorted. */
const struct list *inventory_skipped(const struct inventory *w);

/*
 * Of the commands that would complete the inventory, name only those of these names (struct str,
 * borrowed). Never called: all that are not optional.
 */
void inventory_set_needed(struct inventory *w, const struct list *commands);

/* Exports that are older than so many days, or state no time, show nothing. now: seconds since
 * 1970. */
void inventory_set_max_age(struct inventory *w, size_t days, int64_t now);

/* Of exports in folders with dates, only the newest of each account count. */
void inventory_set_latest(struct inventory *w);

/* A run that recognises no input is no error. */
void inventory_accept_nothing(struct inventory *w);

/*
 * Recognise, join and complete, for the given types (those that the chosen controls read).
 * An error of one input is a remark, not an error of the call.
 */
int inventory_build(struct inventory *w, const struct type *const *wanted, size_t n_wanted,
	struct assay_error *err);

/* After inventory_build; each in a fixed order. */
const struct input *const *inventory_inputs(const struct inventory *w, size_t *n);
const struct account *const *inventory_accounts(const struct inventory *w, size_t *n);
const struct remark *const *inventory_remarks(const struct inventory *w, size_t *n);

/*
 * After inventory_build: true if an input shows a wanted type. An export of one of its commands
 * does, also a failed or broken one, and a plan with one of its resources, whatever happens to it.
 * A plan that may hide resources shows the types that they may have.
 */
bool inventory_shows(const struct inventory *w, struct str type);

/* The exports that would complete the inventory for the wanted types. */
int inventory_missing(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err);

/* After inventory_build: the calls that export all that the needed commands print. */
void inventory_collect(struct inventory *w, const struct collected *const **out, size_t *n);

/*
 * The list commands to begin with in an account without exports, with ACCOUNT and REGION as
 * variables of the shell: those of the account, then those to run in every Region.
 */
int inventory_starter(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err);

#endif
