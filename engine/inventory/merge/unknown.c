/*
 * unknown - exported resources that become unknown because of a plan.
 *
 * Knows entities and nodes. Must not know a plan.
 */
#include "inventory/merge/merge.h"
#include "inventory/model/node.h"
#include "inventory/terraform/source.h"

void entity_clear_fields(struct inventory *w, struct entity *e, const struct reason *why)
{
	const struct type *type = e->resource.type;
	const struct node *old = e->resource.root;
	struct reader r = {.arena = w->run, .resource = &e->resource, .subject = e->subject};
	struct origin o = {.at = old ? old->at : why->at, .written = true};
	r.source = old ? old->source : &terraform_plan;
	struct node *root = node_new(&r, NODE_OBJECT, &o);
	struct node_member *members = arena_array(w->run, type->n_fields, sizeof *members);
	root->members = members;
	reasons_set_subject(w->run, &why, &e->resource, STR_NONE);
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *f = &type->fields[i];
		const struct node *n = f == type->key ? node_get(old, f->name) : NULL;
		struct origin of = {
			.field = f, .name = f->name, .at = why->at, .secret = f->secret};
		if (!n)
			n = node_unknown_as(&r, &of, why);
		members[root->n++] = (struct node_member){STR_NONE, f, n};
	}
	e->resource.root = root;
}

void entity_set_unknown(
	struct inventory *w, struct entity *e, const struct reason *why, bool maybe_deleted)
{
	e->maybe_deleted = e->maybe_deleted || e->gone || maybe_deleted;
	e->gone = false;
	if (e->unknown_whole)
		return;
	e->unknown_whole = why;
	entity_clear_fields(w, e, why);
}

void entity_set_conflicting(struct inventory *w, struct entity *e, const struct edit *edit)
{
	entity_set_unknown(w, e,
		reason_make(w->run, WHY_DELETED_AND_CHANGED, edit->at,
			REASON_ARGS(e->subject, e->touched_by, edit->who)),
		true);
}
