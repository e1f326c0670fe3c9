/*
 * resource - the resource that a plan creates or keeps, with its parts.
 *
 * For accounts that are not merged with exports.
 */
#include "inventory/terraform/parts.h"

void resource_set_label(struct resource *r, struct str otherwise)
{
	const struct node *n = node_get(r->root, r->type->label->name);
	bool plain = n && n->kind == NODE_STRING && n->text.len && !n->secret;
	r->label = plain ? n->text : otherwise;
}

static struct resource *new_resource(struct plan *p, const struct change *c)
{
	struct arena *a = p->w->run;
	struct resource *r = arena_alloc(a, sizeof *r);
	const struct region **listed = arena_array(a, 1, sizeof *listed);
	*r = (struct resource){.object = OBJECT_RESOURCE, .type = p->w->wanted[c->t]};
	r->key = r->address = c->left_behind
				      ? str_printf(a, "%.*s (left behind)", STR_ARGS(c->address))
				      : c->address;
	if (c->block.ptr)
		r->key = change_key(a, c);
	r->owner = &c->group->account_state->account;
	r->action = c->action;
	r->listed_in = listed;
	if (c->region_state) {
		r->home = listed[0] = &c->region_state->region;
		r->n_listed_in = 1;
	}
	if (c->home)
		r->home = &c->home->region;
	return r;
}

int plan_make_resource(
	struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err)
{
	c->resource = new_resource(p, c);
	int status =
		change_nodes_after(p, c, c->resource, p->w->run, scratch, &c->resource->root, err);
	if (status == ASSAY_OK)
		status = part_complete(p, c, c->resource, scratch, err);
	if (status == ASSAY_OK)
		status = part_lists_complete(p, c, c->resource, scratch, err);
	if (status == ASSAY_OK)
		resource_set_label(c->resource, change_key(p->w->run, c));
	return status;
}
