/*
 * overlay.h - planned changes laid over what exports tell of an account.
 *
 * Private to inventory. plan_overlay.c says which change goes over which account; overlay.c
 * finds the live resource and merges field by field.
 */
#ifndef ASSAY_INVENTORY_OVERLAY_H
#define ASSAY_INVENTORY_OVERLAY_H

#include "inventory/export.h"

/* What names a resource in an account. */
struct identity {
	struct str arn;          /* empty: not known */
	struct str name, region; /* of use together only */
};

/* How much of a live resource a change replaces. */
enum lay_mode {
	LAY_NOTHING, /* no-op, read, forget */
	LAY_CHANGED, /* update: what is not after as it was before */
	LAY_ALL,     /* create, replace, and what we don't know */
};

/* One change, read for one entity. */
struct lay {
	enum lay_mode mode;
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
int overlay_find(struct world *w, struct list *found, size_t t, const struct holding *h,
	const struct identity *id);

/* A resource that no export shows; without nodes, or where arn is given with unknown ones. */
int overlay_add(struct world *w, struct entity **out, size_t t, struct holding *h,
	struct site *site, const struct identity *id, const struct lay *l);

/* Say how many differences were not told one by one. */
int overlay_tell_drifts(struct world *w);

int overlay_lay(struct world *w, struct entity *e, const struct lay *l, struct arena *scratch);
int overlay_remove(struct world *w, struct entity *e, const struct lay *l);

/*
 * How it will be nobody can tell: every field is unknown. perhaps_gone: nor whether it will be
 * there; it is in no list, and the lists that it would be in are open. why: NULL is ASSAY_ENOMEM.
 */
int overlay_doubt(struct world *w, struct entity *e, const struct reason *why, bool perhaps_gone);
#define SETTLE_ONE_WAY STR("a plan that says it in one way")

#endif
