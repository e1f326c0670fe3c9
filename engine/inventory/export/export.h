/*
 * export.h - what AWS CLI outputs tell: exports, and the resources that they are joined to.
 *
 * Private to inventory. The order of work: recognise, read keys, scope, join, bind, fields, lists.
 */
#ifndef ASSAY_INVENTORY_EXPORT_H
#define ASSAY_INVENTORY_EXPORT_H

#include "doc/value.h"
#include "inventory/model/build.h"

/* One resource that an export shows. */
struct item {
	struct cursor at;
	struct str key; /* of a keyed command */
	struct cursor key_at;
};

/* The output of one command, or its error, or a broken file in its place. */
struct export
{
	struct source *source;
	const struct type *type;
	const struct command *command;
	int wanted;           /* index of its type, -1: nobody reads it */
	struct cursor output; /* doc NULL: failed */
	struct cursor place;  /* the list's value, else the output or the error */
	bool failed;
	struct str code, message;       /* of a failure */
	const struct value *parameters; /* the envelope's; NULL: none */
	struct str
		narrowed_by; /* the one that may leave something out of the list; ptr NULL: none */
	struct str account, region;         /* that it was asked of; ptr NULL: can't be told */
	const char *account_by, *region_by; /* who told; NULL: nobody */
	struct str folder;                  /* all of its name before the last slash */
	struct str label; /* of "COMMAND.LABEL.json"; ptr NULL: its name is no such one */
	struct item *items;
	size_t n_items;
	bool truncated;
	bool lacking;                        /* an item has no key */
	bool conflict;                       /* what it lists lies elsewhere */
	struct account_state *account_state; /* that it was asked of, or NULL */
	struct region_state *region_state;
};

/* What one export says of one resource. */
struct observation {
	const struct export *export;
	struct cursor at;
	const struct node *const
		*nodes; /* one for each field that the command gives; NULL: absent */
};

/* The lists that must show a resource: its home Region's, and its owner's. */
enum home_list { OF_REGION, OF_ACCOUNT };

/* How one of them does. */
struct shown {
	const struct export *last; /* that shows it */
	size_t n;                  /* whole answers that show it */
	bool cut;                  /* one that goes on shows it */
};

/* A resource that exports tell of. */
struct entity {
	struct resource resource; /* first */
	struct arn arn;           /* of its key; all empty where that is none */
	struct cursor key_at;
	struct str key_name;        /* as the source calls it */
	struct str subject;         /* "trail arn:..." */
	struct str name;            /* its label, else what its ARN ends in */
	struct list observations;   /* struct sighting */
	struct list failures;       /* struct export that failed to tell of it */
	struct list region_states;  /* struct site that listed it */
	struct list account_states; /* struct holding that listed it */
	struct account_state *owner;
	struct region_state *home;
	struct shown shown[2]; /* enum home_list: dispute.c */
	bool conflicting;      /* a whole list that must show it lacks it */
	/* what plans do to it: overlay.c */
	const struct node *live; /* as exports tell it; NULL: no plan speaks of it */
	struct str *changed_by;  /* of each field: the address that changed it */
	struct str touched_by;   /* the address that made or changed it; ptr NULL: none */
	bool gone;
	const struct reason
		*unknown_whole; /* what leaves nothing known but its name; NULL: nothing does */
	bool maybe_deleted;     /* doubted, and whether it is there at all */
	bool loose;             /* where it will be listed beside its home is not known */
};

/* All resources of a wanted type. */
struct type_state {
	const struct type *type;
	struct map by_key;    /* struct entity */
	struct list entities; /* in the order of their keys, once all are known */
	struct map by_name;   /* struct list of struct entity */
	struct map *unbound;  /* one for each command: struct unbound, by account ("": any) */
};

/* Exports that could not be tied to a resource. */
struct unbound {
	size_t n;
	const struct export *first;
};

/* envelope.c */
struct envelope {
	struct str command;         /* without "aws " */
	struct str account, region; /* ptr NULL: not there */
	const struct value *parameters;
	struct cursor output; /* doc NULL: an error */
	struct cursor error;
	struct str code, message;
};
int envelope_read(
	struct envelope *out, struct cursor root, struct arena *a, struct assay_error *err);

/* parameters.c: the same option as the CLI, the API or a record of it spells it? */
bool same_option(struct str a, struct str b);

/* The first parameter that may have left something out of a list; ptr NULL: none. */
struct str parameters_narrow(const struct command *command, const struct value *parameters);

/* exports.c */
int exports_add(struct inventory *w, struct source *source, const struct type *type,
	const struct command *command, struct cursor output, const struct envelope *envelope);
int exports_add_broken(struct inventory *w, struct source *source);

/* The name of a file, and the folder before it with its slash. */
struct str last_component(struct str path, struct str *folder);

/* Of "WORD.LABEL.json" (or .yaml, .yml) the label; of "WORD.json" empty; else ptr NULL. */
struct str file_label(struct str file, struct str word);

int exports_join(struct inventory *w);

/* The entity of a key, made when it is new. */
int type_state_entity(struct inventory *w, struct entity **out, struct type_state *type_state,
	struct str key, struct cursor key_at, struct str key_name);

/* Read an item of an export and keep what it says. */
int entity_see(struct inventory *w, struct entity *e, struct export *x, struct cursor item);

/* items.c: the keys of what an export shows. */
int export_read_items(struct inventory *w, struct export *x);

/* scope.c: the account and Region of each export, and the Regions that there are. */
int exports_scope(struct inventory *w);
void path_scope(struct str name, struct str *account, struct str *region);

/* bind.c: exports that carry no key, and failures. */
int exports_bind(struct inventory *w);

/* fields.c: the nodes of each entity. */
int entities_finish(struct inventory *w);

/* The nodes of one entity that was not there before. */
int entity_finish(struct inventory *w, struct type_state *type_state, struct entity *e);

/* lists.c: what each Region and account holds, and whether that is all; closing comes first. */
int exports_close_lists(struct inventory *w);
int exports_finish_lists(struct inventory *w);

/* Is it a list's answer that leaves nothing out? */
bool export_is_whole(const struct export *x);

/* The list that an export answers for, and whose it is; NULL: none. */
struct list_state *export_list(const struct export *x, struct str *whose);

/* dispute.c: after closing; what a whole list should show and lacks is in no list. */
int exports_find_conflicts(struct inventory *w);

/* elsewhere.c: after closing; Regions that a list which is not whole may have named. */
int exports_find_unlisted(struct inventory *w);

/* missing.c: "aws ... --region us-east-1 > ACCOUNT/REGION/FILE"; e may be NULL. */
int command_line(struct inventory *w, struct str *out, const struct command *command,
	struct str account, struct str region, const struct type *type, const struct entity *e);

/* The command's own word: "get-trail-status". */
struct str command_word(const struct command *command);

#endif
