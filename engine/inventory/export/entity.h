/*
 * entity.h - the resources that exports list. Private to inventory.
 *
 * merge/ adds the resources that plans create, and changes the entities that plans change.
 */
#ifndef ASSAY_INVENTORY_ENTITY_H
#define ASSAY_INVENTORY_ENTITY_H

#include "inventory/model/build.h"

struct export;
struct item;

/* The fields of one resource in one export. */
struct observation {
	struct export *export;
	struct cursor at;
	const struct node *const
		*nodes; /* one for each field that the command gives; NULL: absent */
};

/* The lists that must show a resource: its home Region's, and its owner's. */
enum home_list { OF_REGION, OF_ACCOUNT };

/* How the exports of one of them show it. */
struct shown {
	const struct export *last; /* that shows it */
	size_t n;                  /* complete answers that show it */
	bool cut;                  /* a truncated one shows it */
};

/* A resource in exports, or one that a plan adds to them. */
struct entity {
	struct resource resource; /* first */
	struct arn arn;           /* of its key; all empty if it is not one */
	struct str key;           /* the value of the key; resource.key identifies it */
	struct cursor key_at;
	struct str key_name;        /* as the source calls it */
	struct str subject;         /* "trail arn:..." */
	struct str name;            /* its label, else what its ARN ends in */
	struct list observations;   /* struct observation */
	struct list failures;       /* struct export: failed commands about it */
	struct list region_states;  /* struct region_state that listed it */
	struct list account_states; /* struct account_state that listed it */
	struct account_state *owner;
	struct region_state *home;
	struct shown shown[2]; /* enum home_list: conflict.c */
	bool conflicting;      /* a complete list that must show it omits it */
	/* changes by plans: merge/merge.c */
	const struct node *live; /* as exported; NULL: no plan changes it */
	struct str *changed_by;  /* of each field: the address that changed it */
	bool *set_by_part;       /* of each field: a part changed it, not the resource itself */
	struct str touched_by;   /* the address that made or changed it; ptr NULL: none */
	bool gone;
	const struct reason *unknown_whole; /* why only its name is known; NULL: more is */
	bool maybe_deleted;                 /* unknown, and may not exist */
	bool loose;                         /* other Regions may list it, besides its home */
};

/* All resources of a wanted type. */
struct type_state {
	const struct type *type;
	struct map by_key;    /* struct entity */
	struct list entities; /* in the order of their keys, once all are known */
	struct map by_name;   /* struct list of struct entity */
	struct map *unbound;  /* one for each command: struct unbound, by account ("": any) */
};

/* Exports without a matching resource. */
struct unbound {
	size_t n;
	const struct export *first;
};

/* What an input shows of a resource's identity. */
struct entity_key {
	struct str key; /* the value of the type's key; of a singleton empty */
	struct cursor at;
	struct str name;             /* of the key, as the source calls it */
	struct account_state *owner; /* of a key that is no ARN; NULL: unknown */
	struct region_state *home;
};

/*
 * What identifies a resource among those of its type: its key, or ACCOUNT/KEY, ACCOUNT/REGION/KEY
 * where the key is unique in an account or Region only. ptr NULL: that is unknown.
 */
struct str entity_id(struct inventory *w, const struct type *type,
	const struct account_state *owner, const struct region_state *home, struct str key);

/* The entity of a key, made when it is new. NULL: which one it is, is unknown. */
void type_state_entity(struct inventory *w, struct entity **out, struct type_state *type_state,
	const struct entity_key *k);

/* Add it to those of its name. */
void type_state_add_name(struct inventory *w, struct type_state *type_state, struct entity *e);

/* items.c: read an item of an export as an observation of the entity. */
void entity_observe(
	struct inventory *w, struct entity *e, struct export *x, const struct item *item);

/* The same of an answer that what the command prints is not set. */
void entity_observe_absent(struct inventory *w, struct entity *e, struct export *x);

/* fields.c: the index of a field among those that the command gives, or -1. */
int command_gives(const struct command *c, const struct field *f);

/* fields.c: the nodes of one entity that was not there before. */
void entity_finish(struct inventory *w, struct type_state *type_state, struct entity *e);

/* True if the account owns the resource, or a list of the account or of its Regions contains it. */
bool entity_is_listed_by(const struct entity *e, struct str account);

#endif
