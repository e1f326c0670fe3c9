/*
 * overlay.h - planned changes laid over what exports tell of an account.
 *
 * Private to inventory. plan_overlay.c says which change goes over which account; overlay.c
 * finds the live resource and merges field by field.
 */
#ifndef ASSAY_INVENTORY_OVERLAY_H
#define ASSAY_INVENTORY_OVERLAY_H

#include "inventory/export/entity.h"

/* What names a resource in an account. */
struct identity {
	struct str arn;          /* empty: not known */
	struct str name, region; /* of use together only */
};

/* How much of a live resource a change replaces. */
enum merge_mode {
	MERGE_NOTHING, /* no-op, read, forget */
	MERGE_CHANGED, /* update: what is not after as it was before */
	MERGE_ALL,     /* create, replace, and what we don't know */
};

/* One change, read for one entity. */
struct merge_step {
	enum merge_mode mode;
	enum plan_action action;
	struct str address;
	struct str plan; /* its uri */
	struct str who;  /* "ADDRESS in PLAN" */
	struct cursor at;
	const struct node *after, *before; /* NULL: not told */
};

/* more differences are another account's, or noise: only their number is told */
#define DRIFTS_MAX ((size_t)100)
/* live resources that are one thing to a plan: versions of a function */
#define NAMESAKES_MAX ((size_t)1000)

bool identity_is_whole(const struct identity *id);

/* All live resources of an account that an identity names: struct entity. */
int merge_find(struct inventory *w, struct list *found, size_t t, const struct account_state *h,
	const struct identity *id);

/* A resource that no export shows; without nodes, or where arn is given with unknown ones. */
int merge_add(struct inventory *w, struct entity **out, size_t t, struct account_state *h,
	struct region_state *region_state, const struct identity *id, const struct merge_step *l);

/* Say how many differences were not told one by one. */
int merge_note_drifts(struct inventory *w);

int merge_change(
	struct inventory *w, struct entity *e, const struct merge_step *l, struct arena *scratch);
int merge_delete(struct inventory *w, struct entity *e, const struct merge_step *l);

/*
 * How it will be nobody can tell: every field is unknown. perhaps_gone: nor whether it will be
 * there; it is in no list, and the lists that it would be in are open. why: NULL is ASSAY_ENOMEM.
 */
int merge_unknown(
	struct inventory *w, struct entity *e, const struct reason *why, bool maybe_deleted);
#define RESOLVE_ONE_WAY STR("a plan that says it in one way")

#endif
