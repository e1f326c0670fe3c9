/*
 * merge.h - planned changes applied to exported resources.
 *
 * Private to inventory. First the functions for a plan, in the order of the work; then those
 * for one exported resource.
 */
#ifndef ASSAY_INVENTORY_MERGE_H
#define ASSAY_INVENTORY_MERGE_H

#include "inventory/export/entity.h"
#include "inventory/terraform/plan.h"

/*
 * choose.c: find the exported account of each group of a plan, after plan_read. A group that
 * gets one is_merged. An error if the plan is of another account than that given for plans.
 */
int merge_choose_accounts(struct plan *p, struct assay_error *err);

/* change.c: apply a change of a merged group. */
int merge_change(struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err);

/* deferred.c: resources that a deferred change may affect become unknown; after all changes. */
int merge_deferred_changes(struct plan *p, struct assay_error *err);

/* deferred.c: a list of a merged account may be incomplete for the plan's reasons too. */
int merge_open_lists(struct plan *p, struct assay_error *err);

/* Note how many differences were not reported one by one; after all plans. */
int merge_note_drifts(struct inventory *w);

/* What identifies a resource in an account. */
struct identity {
	struct str arn;          /* empty: unknown */
	struct str name, region; /* of use together only */
};

bool identity_is_known(const struct identity *id);

/* How much of an exported resource a change replaces. */
enum edit_mode {
	EDIT_NOTHING, /* no-op, read, forget */
	EDIT_CHANGED, /* update: fields that differ before and after */
	EDIT_ALL,     /* create, replace, unknown actions */
};

/* A change as it applies to one resource. */
struct edit {
	enum edit_mode mode;
	enum plan_action action;
	struct str address;
	struct str plan; /* its uri */
	struct str who;  /* "ADDRESS in PLAN" */
	struct cursor at;
	const struct node *after, *before; /* NULL: unknown */
};

/* differences that are reported one by one */
#define DRIFTS_MAX ((size_t)100)
/* exported resources that are one resource of a plan: versions of a function */
#define NAMESAKES_MAX ((size_t)1000)

/* Add to found (struct entity) all exported resources of wanted type t that an identity names. */
int entities_find(struct inventory *w, struct list *found, size_t t, const struct account_state *h,
	const struct identity *id);

/* Add a resource that no export shows. With an ARN, its fields are unknown; else it has none. */
int entity_add(struct inventory *w, struct entity **out, size_t t, struct account_state *h,
	struct region_state *region_state, const struct identity *id, const struct edit *l);

int entity_edit(struct inventory *w, struct entity *e, const struct edit *l, struct arena *scratch);
int entity_delete(struct inventory *w, struct entity *e, const struct edit *l);

/*
 * Make every field but the key unknown. If maybe_deleted, the resource is in no list, and its
 * lists may be incomplete. why: NULL is ASSAY_ENOMEM.
 */
int entity_set_unknown(
	struct inventory *w, struct entity *e, const struct reason *why, bool maybe_deleted);
#define RESOLVE_ONE_WAY STR("a plan that says it in one way")

#endif
