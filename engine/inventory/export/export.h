/*
 * export.h - the outputs of AWS CLI commands, and the steps that join them to resources.
 *
 * Private to inventory. The order of work: recognise, read keys, scope, join, bind, fields, lists.
 */
#ifndef ASSAY_INVENTORY_EXPORT_H
#define ASSAY_INVENTORY_EXPORT_H

#include "inventory/export/entity.h"
#include "inventory/export/envelope.h"
#include "inventory/model/reason_text.h"

/* One resource that an export shows. */
struct item {
	struct cursor at;
	const struct value *around; /* the object around its list: item_pick_around; or NULL */
	struct str key;             /* of a keyed command, without a version */
	bool is_version; /* it shows another version of the resource, and none of its fields */
	struct str id;   /* that the entity has; ptr NULL: unknown */
	struct cursor key_at;
	struct str said_key, said_label; /* of a command without a key, which shows one anyway */
};

/* The output of one command, or its error, or a broken file in its place. */
struct export
{
	struct source *source;
	const struct type *type;
	const struct command *command;
	int wanted;                 /* index of its type, -1: no rule reads it */
	const struct cursor *pages; /* of its output; 0: it failed */
	size_t n_pages;
	bool bare;           /* the only page is the list, as --query printed it */
	struct cursor place; /* the list's value, else the output or the error */
	bool failed;
	bool absent;                    /* AWS answered that nothing is set; place: the answer */
	struct str code, message;       /* of a failure */
	const struct value *parameters; /* the envelope's; NULL: none */
	struct str narrowed_by;         /* a parameter that may shorten the list; ptr NULL: none */
	struct str account, region;     /* in which it was made; ptr NULL: unknown */
	const char *account_by, *region_by;   /* the evidence; NULL: none */
	struct str path_account, path_region; /* that its folders show */
	struct str name_account, name_region; /* that its file's name shows */
	struct str date; /* of its folders and name, as path_date has it; ptr NULL: none */
	struct stated stated;
	const struct stated_value *states_other; /* contradicts account or region; NULL: none */
	struct str folder;                       /* all of its name before the last slash */
	struct str group;                        /* its folder, and the place that its name shows */
	struct str label; /* of "COMMAND.LABEL.json"; ptr NULL: its name has another form */
	struct item *items;
	size_t n_items, n_allocated;
	struct str line; /* that makes it again; ptr NULL: not needed yet */
	bool unfollowed; /* a link, pipe, socket or device in its place */
	bool truncated;
	bool lacking;                  /* an item has no key */
	bool conflict;                 /* it lists resources of another account or Region */
	const struct entity *misfiled; /* one of them; NULL: none is known */
	bool of_account;               /* misfiled: of another account, not only another Region */
	const struct export *suspect;  /* shows that this one may be of another account or Region */
	struct account_state *account_state; /* in which it was made, or NULL */
	struct region_state *region_state;
};

/* exports.c */
struct output;

/* Add what was recognised as the output of a command. envelope: NULL: none. */
void exports_add(struct inventory *w, struct source *source, const struct output *output,
	const struct envelope *envelope);

/*
 * Add an input that can't be read in place of the export that it is named for (command: NULL), in
 * the account and Region of its path or envelope.
 */
void exports_add_broken(struct inventory *w, struct source *source, const struct type *type,
	const struct command *command, const struct envelope *envelope, struct str message);

/* Add the error that AWS answered to a command. */
void exports_add_failed(struct inventory *w, struct source *source, const struct type *type,
	const struct command *command, struct str code, struct str message, struct cursor place);

/* Remember an input that is no export and names an account and Region: they are subjects. */
void exports_add_unread(
	struct inventory *w, struct source *source, const struct envelope *envelope);

/* The same of one that was skipped, which is named for a command; or NULL: for several or none. */
struct export *exports_add_skipped(struct inventory *w, struct source *source,
	const struct type *type, const struct command *command);

/* What a failed export says: "CODE: MESSAGE". */
struct str export_error(struct arena *a, const struct export *x);

/* refusal.c */

/* True if AWS answered with an error that the same credentials get again. */
bool export_is_refused(const struct export *x);

/* Whose credentials can get another answer. */
struct str refusal_remedy(struct inventory *w, const struct export *x);

/* items.c: the keys of what exports show, and the resources with these keys. */
void exports_read_items(struct inventory *w);
void exports_join_items(struct inventory *w);

/* scope.c: the account and Region of each export, and the Regions that there are. */
void exports_scope(struct inventory *w);

/* place.c: the evidence that names show, beside envelopes; what contradicts it. */
void exports_place(struct inventory *w);

/* dates.c: exports of several dates are not mixed. */
void exports_separate_dates(struct inventory *w);

/* identity.c: whose credentials the exports of a folder were made with; empty: that is unknown. */
struct str identity_account(const struct inventory *w, struct str folder);

/* unread.c */

/*
 * ASSAY_EINPUT if a document that nothing recognises is named for a command, contains the output of
 * several commands, or is a list of envelopes.
 */
int exports_refuse(struct inventory *w, const struct source *s, struct assay_error *err);

/*
 * True for a file that matters to exports although no command recognises it: an empty one, AWS's
 * error, or any in the folder of a Region.
 */
bool exports_concern(struct inventory *w, const struct source *s);

/* Remember a source that is not read, if its path shows the account and Region of an export. */
void exports_expect(struct inventory *w, struct source *s);

/* The same of what a walk skipped and an archive hides, if it is named like an export. */
void exports_expect_skipped(struct inventory *w);

/* True if files of this name contain data: no source code, and no text about something. */
bool export_has_data(struct str name);

/*
 * Read a file with AWS's error as the answer to its command, or an empty file that may be the
 * answer that nothing is set; false: it is neither.
 */
bool exports_take_error(struct inventory *w, struct source *s);

/* Make the accounts and Regions of files that are not read subjects; when lists are finished, name
 * the files. */
void exports_place_unread(struct inventory *w);
void exports_note_unread(struct inventory *w);

/* misfiled.c: lists that show what their account or Region cannot list; then who lists what. */
void exports_find_misfiled(struct inventory *w);
void exports_suspect_failures(struct inventory *w);

/* bind.c: exports without a key, and failures. */
void exports_bind(struct inventory *w);

/* fields.c: the nodes of each entity. */
void entities_finish(struct inventory *w);

/* lists.c: the resources of each Region and account, and whether they are complete; before
 * conflict.c and unlisted.c. */
void exports_close_lists(struct inventory *w);
void exports_finish_lists(struct inventory *w);

/* True if it is a complete list. */
bool export_is_whole(const struct export *x);

/* The list that an export completes, and the key of its Region or account; NULL: none. */
struct list_state *export_list(const struct export *x, struct str *whose);

/* conflict.c: after lists.c; a resource that a complete list omits is in no list. */
void exports_find_conflicts(struct inventory *w);

/* unlisted.c: after lists.c; Regions that an incomplete list may name. */
void exports_find_unlisted(struct inventory *w);

/* After the lists are finished: an account with failed lists is unknown, beside its Regions. */
void exports_find_refused(struct inventory *w);

/* claims.c: see inventory_claims */
bool export_is_claimed(const struct inventory *w, const char *name, struct str bytes);

/* Where a list command is run, as words of a shell. */
struct shell_place {
	struct str account; /* missing.account */
	struct str folder;  /* that its output is written into: "$ACCOUNT/$REGION" */
	struct str region;  /* "\"$REGION\""; ptr NULL: unknown, or of no meaning */
	struct str why_in;  /* " of 123456789012/us-east-1", for messages */
};

/*
 * followers.c: add the commands about each resource that the list command will print, in one loop
 * over its output; returns their number. 0: there is none, or the list does not print their
 * arguments.
 */
size_t add_followers(struct inventory *w, struct list *found, const struct type *type,
	const struct command *list, const struct shell_place *in);

/* command_line.c */
/* True if a prerequisite of the chosen controls names it. */
bool command_is_chosen(const struct inventory *w, const struct command *c);

/* The same, and no other command prints it. */
bool command_is_needed(const struct inventory *w, const struct command *c);

/* collected.c: count an export and keep its time, by what its envelope (or NULL) states */
void export_note_collected(struct inventory *w, struct source *source, const struct envelope *e);

/* collected.c: an export that is too old for --max-age shows nothing */
void export_judge_age(struct inventory *w, struct export *x, const struct envelope *e);

/* collected.c: say when and by whom the exports were collected */
void exports_note_times(struct inventory *w);

/* collect.c: see inventory_collect */
void exports_collect(struct inventory *w, const struct collected *const **out, size_t *n);

/* missing.c, starter.c: see inventory_missing and inventory_starter */
int exports_missing(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err);
int exports_starter(
	struct inventory *w, const struct missing *const **out, size_t *n, struct assay_error *err);

#endif
