/*
 * parts - planned changes of parts, applied to the exported resources that they complete.
 *
 * A part that is created sets its fields, one that is deleted leaves them absent. If nothing shows
 * which resource it completes, the fields of all are unknown. Knows entities and declared parts.
 */
#include "inventory/terraform/parts.h"
#include "inventory/merge/merge.h"
#include "inventory/terraform/source.h"

struct merge {
	struct plan *p;
	struct change *c;
	struct edit edit;
	struct arena *scratch;
};

static void add_named(
	const struct plan *p, const struct change *c, struct str name, struct list *found)
{
	struct inventory *w = p->w;
	const struct type_state *type_state = w->type_states.items[c->t];
	const struct list *same = map_get(&type_state->by_name, name);
	bool regional = type_state->type->regional;
	for (size_t i = 0; same && i < same->n; i++) {
		struct entity *e = same->items[i];
		if (e->owner == c->group->account_state &&
			(!regional || !c->region.len || entity_is_in(e, c->region)))
			list_add(w->run, found, e);
	}
}

struct list merge_find_completed(struct plan *p, const struct change *c)
{
	struct inventory *w = p->w;
	const struct type_state *type_state = w->type_states.items[c->t];
	struct list found = {0};
	for (size_t i = 0; i < c->completed.n; i++) {
		const struct change *parent = c->completed.items[i];
		for (size_t k = 0; k < parent->merged.n; k++)
			list_add(w->run, &found, parent->merged.items[k]);
	}
	if (c->completed.n || !c->completes.len)
		return found;
	struct str id = entity_id(
		w, type_state->type, c->group->account_state, c->region_state, c->completes);
	struct entity *exact = map_get(&type_state->by_key, id);
	if (exact && exact->owner == c->group->account_state)
		list_add(w->run, &found, exact);
	if (!found.n)
		add_named(p, c, c->completes, &found);
	if (!found.n)
		add_named(p, c, part_name(c), &found);
	return found;
}

bool merge_part_is_alone(struct plan *p, const struct change *c)
{
	const struct type_state *type_state = p->w->type_states.items[c->t];
	for (size_t i = 0; c->unresolved && i < type_state->entities.n; i++) {
		const struct entity *e = type_state->entities.items[i];
		if (e->owner == c->group->account_state)
			return false;
	}
	return !merge_find_completed(p, c).n;
}

static struct node *new_root(const struct merge *m, const struct entity *e)
{
	struct reader r = {
		.arena = m->p->w->run, .resource = &e->resource, .source = &terraform_plan};
	struct origin o = {.at = m->c->at, .written = true};
	return node_new(&r, NODE_OBJECT, &o);
}

/* The fields of the part after its deletion, or where nothing shows whether they are its. */
static void set_fields(struct merge *m, struct entity *e, bool unknown)
{
	struct inventory *w = m->p->w;
	const struct part *part = m->c->part;
	struct reader r = {.arena = w->run, .resource = &e->resource, .source = &terraform_plan};
	struct node *root = new_root(m, e);
	struct node_member *members = arena_array(w->run, part->n_gives, sizeof *members);
	for (size_t i = 0; i < part->n_gives; i++) {
		const struct field *f = part->gives[i];
		struct origin o = {
			.field = f, .name = f->name, .at = m->c->at, .secret = f->secret};
		const struct node *n;
		if (unknown)
			node_unknown(&r, &n, &o, WHY_PART_UNRESOLVED,
				REASON_ARGS(f->name, e->subject,
					text_cut(w->run, m->c->address, SUBJECT_MAX),
					part->refers));
		else
			node_absent(&r, &n, &o);
		if (n)
			members[root->n++] = (struct node_member){STR_NONE, f, n};
	}
	root->members = members;
	m->edit.mode = EDIT_ALL;
	m->edit.after = root;
	m->edit.before = NULL;
	entity_edit(w, e, &m->edit, m->scratch);
}

static int edit_one(struct merge *m, struct entity *e, struct assay_error *err)
{
	struct arena *keep = m->edit.mode == EDIT_NOTHING ? m->scratch : m->p->w->run;
	if (m->c->gone) {
		set_fields(m, e, false);
		return ASSAY_OK;
	}
	int status =
		change_nodes_after(m->p, m->c, &e->resource, keep, m->scratch, &m->edit.after, err);
	if (status == ASSAY_OK && m->edit.mode != EDIT_ALL)
		status = change_nodes_before(
			m->p, m->c, &e->resource, m->scratch, &m->edit.before, err);
	if (status == ASSAY_OK)
		entity_edit(m->p->w, e, &m->edit, m->scratch);
	return status;
}

int merge_part(struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err)
{
	struct merge m = {.p = p, .c = c, .edit = edit_of(p, c), .scratch = scratch};
	const struct type_state *type_state = p->w->type_states.items[c->t];
	const struct list found = merge_find_completed(p, c);
	int status = ASSAY_OK;
	if (c->unresolved && m.edit.mode != EDIT_NOTHING) {
		for (size_t i = 0; i < type_state->entities.n; i++) {
			struct entity *e = type_state->entities.items[i];
			if (e->owner == c->group->account_state)
				set_fields(&m, e, true);
		}
		return ASSAY_OK;
	}
	/* a version has settings of its own */
	for (size_t i = 0; status == ASSAY_OK && !c->of_version && i < found.n; i++)
		status = edit_one(&m, found.items[i], err);
	return status;
}
