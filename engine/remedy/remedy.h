/*
 * remedy.h - remedies of results that fail: found, proved and written out.
 *
 * proposal (rule/) -> proof on the changed inventory -> commands, settings and backout. Knows
 * declared types, not any service. Must not know Lua or output formats.
 */
#ifndef ASSAY_REMEDY_H
#define ASSAY_REMEDY_H

#include "base/map.h"
#include "rule/rule.h"

/*
 * Find remedies for the results that fail and are not waived, after all controls ran. Sets
 * run->remedies and run->unremedied. The inventory is as before when this returns.
 */
int remedies_find(
	struct rules *rules, struct inventory *inventory, struct run *run, struct assay_error *err);

/* proof.c: verdicts of subjects, while changes are applied. */
struct proof {
	struct rules *rules;
	struct inventory *inventory;
	const struct run *run;
	struct arena *arena;
	struct map verdicts; /* struct judged, by control and subject: those in force */
};

/* What is known of one control and subject. */
struct judged {
	const struct result *result; /* of the run */
	enum assay_verdict verdict;  /* with the remedies so far */
};

void proof_init(struct proof *p);

/* The verdict of a result with the remedies so far. */
enum assay_verdict proof_verdict(const struct proof *p, const struct result *r);

/*
 * Judge the subjects of all accounts that list a changed resource again. *why: empty, or why the
 * changes are no remedy for the result: it does not pass, or another one gets worse. On success the
 * results that now pass are added to passing (const struct result), and their verdicts are in
 * force.
 */
int proof_try(struct proof *p, const struct desired *changes, size_t n, const struct result *failed,
	struct list *passing, struct str *why, struct assay_error *err);

/* The same for all accounts, with what is applied now: *why names a result that is not as expected.
 */
int proof_check_all(struct proof *p, struct str *why, struct assay_error *err);

/* commands.c: write a remedy's changes as commands, or as settings of Terraform. False: *why tells
 * the value that can't be written. */
bool remedy_write(struct remedy *remedy, struct arena *a, struct str *why);

/* settings.c: the attributes and blocks of Terraform that set fields, as lines. */
void settings_write(
	struct list *lines, const struct remedy_change *change, bool back, struct arena *a);

/* A block of Terraform, as lines; depth: indents before it. */
void settings_block(
	struct list *lines, struct str name, const struct node *object, int depth, struct arena *a);
struct str settings_value(const struct node *node, struct arena *a);
struct str setting_name(const struct field *field);
bool setting_is_block(const struct field *field);

/* True if a block need not write a value: an empty list, a default. */
bool setting_is_default(const struct node *node);

/* patch.c: set run->patch: the settings of all remedies as one diff of the Terraform sources, where
 * they are at hand; a note says why a remedy has no patch. */
void patches_write(struct run *run);

/* notes.c: add a sentence to the notes, once; then what the kinds of its resources require. */
void remedy_note(struct remedy *remedy, struct arena *a, struct str text);
void remedy_add_notes(struct remedy *remedy, const struct run *run);

/* values.c */

/* True if two roots have different values of a field. */
bool field_differs(struct arena *a, const struct field *field, const struct node *before,
	const struct node *after);

/* The value of a field; NULL: absent. */
const struct node *field_of(const struct node *root, const struct field *field);

/* True if a value is completely known and has no secret. */
bool node_is_plain(const struct node *node);

#endif
