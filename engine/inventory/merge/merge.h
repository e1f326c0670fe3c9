/*
 * merge.h - planned changes applied to exported resources.
 *
 * Private to inventory. First the functions for a plan, in the order of the work; then those
 * for one exported resource.
 */
#ifndef ASSAY_INVENTORY_MERGE_H
#define ASSAY_INVENTORY_MERGE_H

#include "inventory/export/entity.h"
#include "inventory/model/node.h"
#include "inventory/terraform/plan.h"

/*
 * choose.c: find the exported account of each group of a plan, after plan_read. A group that
 * gets one is_merged. An error if the plan is of another account than that given for plans.
 */
int merge_choose_accounts(struct plan *p, struct assay_error *err);

/* change.c: apply a change of a merged group. */
int merge_change(struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err);

/* parts.c: apply a change of a part to the resource that it completes; after those of resources. */
int merge_part(struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err);

/*
 * part_lists.c: the same for a part that is an element of a list. First for all that a plan
 * removes, then for what it adds.
 */
int merge_part_list(struct plan *p, struct change *c, bool removes, struct arena *scratch,
	struct assay_error *err);

/* parts.c: the exported resources that a part completes (struct entity). */
struct list merge_find_completed(struct plan *p, const struct change *c);

/* parts.c: true if a part completes none of them, nor may do so. */
bool merge_part_is_alone(struct plan *p, const struct change *c);

/* A change as it applies to a resource, without values. */
struct edit edit_of(const struct plan *p, const struct change *c);

/* deferred.c: resources that a deferred change may affect become unknown; after all changes. */
void merge_deferred_changes(struct plan *p);

/* carriers.c: resources that a changed carrier may contain become unknown; after all changes. */
void merge_carriers(struct plan *p);

/* deferred.c: lists of merged accounts may be incomplete for the reasons of the plan. */
void merge_open_lists(struct plan *p);

/* drift.c: note how many differences were not reported one by one; after all plans. */
void merge_note_drifts(struct inventory *w);

/* What identifies a resource in an account. */
struct identity {
	struct str key;          /* the value of its key; empty: unknown, or a singleton */
	struct str exact;        /* what entity_id makes of it; empty: unknown */
	struct str name, region; /* of use together only */
};

/* True if e is in a Region, or was listed there. */
bool entity_is_in(const struct entity *e, struct str region);

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
	struct str key;  /* the address, and of a block its name */
	struct str plan; /* its uri */
	struct str who;  /* "ADDRESS in PLAN" */
	struct cursor at;
	const struct node *after, *before; /* NULL: unknown */
	struct str tf_type;
	const struct part *part; /* it changes the fields of a part only; NULL: none */
};

/* differences that are reported one by one */
#define DRIFTS_MAX ((size_t)100)
/* exported resources that are one resource of a plan */
#define NAMESAKES_MAX ((size_t)1000)

/* find.c: all exported resources of wanted type t that an identity names (struct entity). */
struct list entities_find(
	struct inventory *w, size_t t, const struct account_state *h, const struct identity *id);

/* A resource that no export shows. With a new ARN, its fields are unknown; else it has none. */
struct entity *entity_add(struct inventory *w, size_t t, struct account_state *h,
	struct region_state *region_state, const struct identity *id, const struct edit *edit);

/* edit.c: apply a change to a resource. */
void entity_edit(
	struct inventory *w, struct entity *e, const struct edit *edit, struct arena *scratch);
void entity_delete(struct inventory *w, struct entity *e, const struct edit *edit);

/* edit.c: prepare a resource for changes of single fields, and set one. */
void entity_touch(struct inventory *w, struct entity *e, const struct edit *edit);
void entity_set_field(struct inventory *w, struct entity *e, const struct edit *edit,
	const struct field *f, const struct node *n);

/* unknown.c: make every field but the key unknown. */
void entity_clear_fields(struct inventory *w, struct entity *e, const struct reason *why);

/* The same for good. If maybe_deleted, the resource is in no list, and its lists may lack it. */
void entity_set_unknown(
	struct inventory *w, struct entity *e, const struct reason *why, bool maybe_deleted);

/* One change deletes what another one creates or changes. */
void entity_set_conflicting(struct inventory *w, struct entity *e, const struct edit *edit);

/* drift.c: a field that the plan does not change differs from the plan's old value. */
void drift_note_field(struct inventory *w, struct entity *e, const struct edit *edit,
	const struct field *f, struct arena *scratch);

/* The plan changes a resource that complete exported lists lack. */
void drift_note_missing(struct plan *p, const struct change *c, const struct entity *e);

#endif
