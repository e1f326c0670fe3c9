/*
 * build.h - the inventory while it is being built: sources, accounts, Regions, lists.
 *
 * Private to inventory. A struct region_state begins with its struct region and a struct
 * account_state with its struct account: the public pointer leads to the private one.
 */
#ifndef ASSAY_INVENTORY_BUILD_H
#define ASSAY_INVENTORY_BUILD_H

#include "base/map.h"
#include "inventory/model/arn.h"
#include "inventory/model/collection.h"
#include "inventory/model/input.h"
#include "inventory/model/plan_setting.h"
#include "inventory/model/source_kind.h"

/* AWS has some forty Regions; an input with many more is invented */
#define REGIONS_MAX ((size_t)256)
/* no ARN is longer */
#define KEY_MAX ((size_t)2048)
/* bytes of a resource's address in a reason; longer ones are cut */
#define SUBJECT_MAX ((size_t)1024)
/* undeclared top-level keys that notes name */
#define UNKNOWN_KEYS_MAX ((size_t)20)

/* One input. */
struct source {
	struct input input;               /* first */
	struct doc *doc;                  /* owned; NULL: broken from the start */
	const struct source_kind *kind;   /* NULL: unknown */
	bool has_export;                  /* it stands for an export although it is broken */
	const struct plan_setting *given; /* if it is a plan */
};

/* The list of one type in one Region or account. */
struct list_state {
	bool complete;
	const struct reason *why_incomplete; /* ignored if complete */
	struct cursor at;                    /* the list's own place */
	struct str deleted;       /* the address of the first that a plan deletes from it */
	struct cursor deleted_at; /* its change */
	struct list items;        /* struct resource, by key */
	struct list named;   /* the same: no input shows them, but a plan changes parts of them */
	size_t n_whole;      /* complete answers */
	bool conflicting;    /* it omits a resource of another export */
	bool refused;        /* AWS refused it */
	bool is_unlisted;    /* an account's: a reason why it may have more Regions */
	struct map visitors; /* conflict.c: resources that it need not show */
	size_t n_loose;      /* of items: those that a plan may list in other Regions, too */
	size_t n_contradictions; /* resources that two plans change */
	size_t n_shared;         /* resources that plans of other accounts will share */
	const struct reason
		*elsewhere; /* of a regional type in plans alone: other states may have more */
	const struct reason *planned; /* why a plan may add to it, whatever the exports say */
	const struct reason
		*perhaps; /* why a resource may be in it or deleted: the same, of this list alone */
	size_t n_perhaps; /* the number of those resources */
};

struct region_state {
	struct region region; /* first */
	struct account_state *account_state;
	struct list_state *lists; /* one for each wanted type */
	int standing;             /* enum standing of region.at; less is better */
	struct str unresolved;    /* of a plan: an id that differs from other unresolved ones */
	struct str plan;          /* unresolved: whose; the plan's key */
	/* Why the Region is unknown if another one of the account has its name; NULL: it is known
	 */
	const struct reason *why_if_shared;
	bool is_ambiguous; /* another one has its name */
};

struct account_state {
	struct account account;   /* first */
	struct map region_states; /* struct region_state, by name */
	struct list region_state_list;
	struct list_state *lists;
	struct str separator; /* between its key and a Region's name */
	bool shared;          /* of all plans that specify this account, without its exports */
	bool *any;            /* of plans: for each wanted type, one of them contains one */
	struct map claims;    /* shared: claims.c, by type and name */
	size_t n_plans;       /* shared: how many */
	const struct reason **affected; /* of plans: for each wanted type, one may change any */
	struct map dropped; /* shared: resources that two plans contradict each other about */
	bool overflown;     /* REGIONS_MAX was reached */
	bool live;          /* of exports, with or without a plan merged */
	bool exported;      /* an export was made in it; else only a key names it */
};

/* When exports were collected, in seconds since 1970, and by whom. */
struct collection_times {
	int64_t first, last;
	size_t n_timed, n_untimed;
	struct map callers; /* by ARN */
};

struct logs; /* logs/logs.h */

struct inventory {
	const struct type *const *types;
	size_t n_types;
	const struct type *const *wanted;
	size_t n_wanted;
	struct arena *run;
	struct map top_keys;        /* the top-level keys by which documents are recognised */
	struct list sources;        /* struct source */
	struct list remarks;        /* struct remark */
	struct list account_states; /* struct account_state */
	struct map by_id;           /* those of exports, by account */
	struct list skipped;        /* struct skipped */
	size_t max_age;             /* days of an export; 0: no limit */
	int64_t now;                /* seconds since 1970, where max_age is set */
	bool latest;                /* of exports with dates, only the newest of an account count */
	struct collection_times times;
	struct logs *logs; /* NULL: no log file was given */
	/* names of commands (struct str) whose exports the controls need; all if needs_all */
	struct list needed;
	bool needs_all;
	struct list exports;     /* struct export */
	struct list unread;      /* struct export: no exports, where exports belong */
	struct map identities;   /* identity.c, by folder */
	struct map unknown_keys; /* undeclared top-level keys that a note names */
	struct list type_states; /* struct type_state, one for each wanted type */
	struct list plans;       /* struct plan_source: recognised as plans */
	struct map planned;      /* names of types that a plan shows, or may hide */
	struct list shared;      /* struct shared: planned, and listed by other accounts */
	struct map by_plan_id;   /* struct account_state: shared by plans, by account */
	struct map plan_keys;    /* those given to plans: struct source */
	size_t n_drifts;         /* differences between plans and exports */
	const struct input **inputs;
	const struct remark **said;
	const struct account **accounts;
	size_t n_accounts;
	const struct assay_sources *reader; /* of Terraform sources; NULL: plans have none */
	bool accepts_nothing;               /* that nothing is recognised is no error */
	bool built;
};

/* The index among the wanted types, or -1. */
int inventory_wanted(const struct inventory *w, const struct type *type);

/* The account of an id, made when it is new. */
void inventory_account(struct inventory *w, struct account_state **out, struct str id);

/* An account without an id (of a plan). */
void inventory_add_account(struct inventory *w, struct account_state **out, struct str key);

/* A Region of an account, made when it is new; NULL where the account holds too many. */
void account_state_region(
	struct inventory *w, struct region_state **out, struct account_state *h, struct str name);

/* Which place represents a Region in reports: the best by this order. */
enum standing { STANDS_LIST, STANDS_EXPORT, STANDS_KEY, STANDS_NOT };
void region_state_offer_place(
	struct region_state *region_state, struct cursor at, enum standing rank);

/* Put accounts and Regions in order and fill what others read of them. */
void inventory_finish_accounts(struct inventory *w);

/* remark.c */
void remark_add(struct inventory *w, enum remark_level level, const struct source *source,
	struct cursor at, struct str text);

/* skipped.c: sort what a walk skipped, and count it in remarks. */
void inventory_note_skipped(struct inventory *w);

/* A copy of what reports show, in the arena. */
const struct input_error *error_keep(struct arena *a, const struct assay_error *error);

/* The source turns out to be broken: an error of the run. why NULL: it has its error already. */
void source_break(struct inventory *w, struct source *source, const struct assay_error *why);

/* list_state.c: a plan deletes a resource of the list. */
void list_state_note_deleted(struct list_state *list, struct str address, struct cursor at);

/* list_state.c: a list that was complete may be incomplete, for this reason (NULL: for none). */
void list_state_add_reason(struct arena *a, struct list_state *list, const struct reason *why);

/* reason.c */

/* At most max bytes, cut between characters, with an ellipsis where something is cut. */
struct str text_cut(struct arena *a, struct str s, size_t max);

/* uri.c */
void inventory_name_uris(struct inventory *w);

#define NOWHERE ((struct cursor){NULL, 0})

#endif
