/*
 * part_lists - planned changes of parts that are elements of lists, applied to exported resources.
 *
 * The exports show what a list has now. All removals of a plan come first, then the additions; a
 * part that the plan does not change leaves the list as it is. Knows entities and declared parts.
 */
#include "inventory/merge/merge.h"
#include "inventory/model/elements.h"
#include "inventory/terraform/parts.h"
#include "inventory/terraform/source.h"

/* One part while it is merged. */
struct merge {
	struct plan *p;
	struct change *c;
	struct edit edit;
	struct arena *scratch;
};

/* An element that the plan removes. */
struct removed {
	const struct entity *from;
	const struct change *by;
	const struct node *element;
};

static bool is_new(const struct entity *e)
{
	return e->resource.action == ACTION_CREATE || e->resource.action == ACTION_REPLACE;
}

static bool changes(const struct change *c)
{
	return c->gone || c->action == ACTION_UPDATE || c->action == ACTION_REPLACE ||
	       c->action == ACTION_CREATE || c->action == ACTION_UNKNOWN;
}

static const struct reason *reason(
	const struct merge *m, const struct entity *e, enum reason_text why, struct str more)
{
	struct arena *a = m->p->w->run;
	struct reason *made = reason_make(a, why, m->c->at,
		REASON_ARGS(m->c->part->path[0]->name, e->subject,
			text_cut(a, m->c->address, SUBJECT_MAX), more));
	made->resource = &e->resource;
	made->path = m->c->part->path[0]->name;
	return made;
}

static void begin(const struct merge *m, struct entity *e, struct reader *r, struct elements *list)
{
	*r = (struct reader){.arena = m->p->w->run, .resource = &e->resource};
	r->source = &terraform_plan;
	r->subject = e->subject;
	*list = (struct elements){
		.r = r, .part = m->c->part, .scratch = m->scratch, .at = m->c->at};
	entity_touch(m->p->w, e, &m->edit);
	elements_read(list, node_get(e->resource.root, m->c->part->path[0]->name));
}

static void finish(const struct merge *m, struct entity *e, const struct elements *list)
{
	if (list->changed)
		entity_set_field(m->p->w, e, &m->edit, m->c->part->path[0], elements_write(list));
}

static bool can_edit(const struct merge *m, const struct entity *e)
{
	return e->owner == m->c->group->account_state && !e->unknown_whole && !e->gone;
}

static void note_removed(const struct merge *m, const struct entity *e, const struct node *element)
{
	struct removed *removed = arena_alloc(m->p->scratch, sizeof *removed);
	*removed = (struct removed){e, m->c, element};
	list_add(m->p->scratch, &m->p->removed, removed);
}

static int remove_from(struct merge *m, struct entity *e, bool certain, struct assay_error *err)
{
	struct reader r;
	struct elements list;
	const struct node *element;
	if (!can_edit(m, e) || m->c->of_version)
		return ASSAY_OK;
	int status = change_element(
		m->p, m->c, true, &e->resource, m->p->w->run, m->scratch, &element, err);
	if (status != ASSAY_OK)
		return status;
	if (element && certain)
		note_removed(m, e, element);
	if (is_new(e))
		return ASSAY_OK;
	begin(m, e, &r, &list);
	if (element && certain)
		elements_remove(&list, element, reason(m, e, WHY_ELEMENT_MAY_GO, STR("")));
	else
		elements_doubt(&list, reason(m, e, WHY_ELEMENT_MAY_GO, STR("")));
	finish(m, e, &list);
	return ASSAY_OK;
}

/* True if a deletion that comes later, or a new resource, may leave the list without the element.
 */
static bool may_be_lost(const struct merge *m, const struct entity *e, const struct node *element)
{
	if (is_new(e) && (!changes(m->c) || m->c->action == ACTION_UPDATE))
		return true;
	for (size_t i = 0; i < m->p->removed.n; i++) {
		const struct removed *removed = m->p->removed.items[i];
		if (removed->from == e && part_list(removed->by->part) == part_list(m->c->part) &&
			part_may_undo(removed->by, m->c) &&
			elements_match(m->scratch, m->c->part, removed->element, element))
			return true;
	}
	return false;
}

static int add_to(struct merge *m, struct entity *e, bool certain, struct assay_error *err)
{
	struct reader r;
	struct elements list;
	const struct node *element;
	/* what an existing list has of an unchanged part, the exports show */
	if (!can_edit(m, e) || (!changes(m->c) && !is_new(e)))
		return ASSAY_OK;
	int status = change_element(
		m->p, m->c, false, &e->resource, m->p->w->run, m->scratch, &element, err);
	if (status != ASSAY_OK)
		return status;
	begin(m, e, &r, &list);
	if (!certain)
		elements_open(&list, reason(m, e, WHY_ELEMENT_CONDITION, m->c->part->when));
	else if (m->c->of_version)
		elements_open(&list, reason(m, e, WHY_PART_OF_VERSION, m->c->part->refers));
	else if (may_be_lost(m, e, element))
		elements_open(&list, reason(m, e, WHY_PART_MAY_BE_LOST, STR("")));
	else
		elements_add(&list, element);
	finish(m, e, &list);
	return ASSAY_OK;
}

/* It may be an element of any resource of the account. */
static void merge_unresolved(const struct merge *m)
{
	const struct type_state *type_state = m->p->w->type_states.items[m->c->t];
	for (size_t i = 0; i < type_state->entities.n; i++) {
		struct reader r;
		struct elements list;
		struct entity *e = type_state->entities.items[i];
		if (!can_edit(m, e))
			continue;
		begin(m, e, &r, &list);
		const struct reason *why = reason(m, e, WHY_PART_UNRESOLVED, m->c->part->refers);
		if (m->c->gone)
			elements_doubt(&list, why);
		else
			elements_open(&list, why);
		finish(m, e, &list);
	}
}

int merge_part_list(struct plan *p, struct change *c, bool removes, struct arena *scratch,
	struct assay_error *err)
{
	struct merge m = {.p = p, .c = c, .edit = edit_of(p, c), .scratch = scratch};
	enum condition condition;
	if (removes ? !changes(c) || c->action == ACTION_CREATE : c->gone)
		return ASSAY_OK;
	int status = part_condition(p, c, removes, &condition, err);
	if (status != ASSAY_OK || condition == CONDITION_NOT_MET)
		return status;
	if (c->unresolved) {
		if (removes == c->gone && changes(c))
			merge_unresolved(&m);
		return ASSAY_OK;
	}
	const struct list found = merge_find_completed(p, c);
	for (size_t i = 0; status == ASSAY_OK && i < found.n; i++)
		status = (removes ? remove_from : add_to)(
			&m, found.items[i], condition == CONDITION_MET, err);
	return status;
}
