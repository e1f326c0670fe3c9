/*
 * patch - the settings of remedies as edits of the Terraform sources.
 *
 * Edits only what is sure to change one resource: a block of the user's own in HCL, or the place
 * where a value is written. Knows blocks, and which resources and plans share them.
 */
#include "remedy/patch.h"

#include "base/map.h"

/* true if count makes one resource at most: "1", or "… ? 1 : 0" */
static bool is_one_at_most(const struct hcl_attribute *count)
{
	struct str text = count->value->text;

	return (count->value->kind == HCL_NUMBER && str_is(text, "1")) ||
	       (count->value->kind == HCL_EXPRESSION &&
		       (str_ends(text, STR(" ? 1 : 0")) || str_ends(text, STR(" ? 0 : 1"))));
}

/* set why if the block of the resource makes other resources, too */
static void check_block(struct patch *p)
{
	const struct written *w = p->written;
	const struct hcl_attribute *count;
	struct hcl_body body;

	if (!w || !w->entity || !w->file || w->entity->is_twice) {
		patch_refuse(p, STR("the sources do not show its block"));
		return;
	}
	if (w->entity->block->file->doc)
		patch_refuse(p, STR("its file is JSON, or has an unusual name"));
	body = hcl_entity_body(p->arena, w->entity);
	count = hcl_attribute(&body.attributes, STR("count"));
	if ((count && !is_one_at_most(count)) || hcl_attribute(&body.attributes, STR("for_each")))
		patch_refuse(p, STR("its block makes several resources"));
}

/* edits of a resource's own block; in a value that a caller passes they are checked there */
static bool is_own_edit(const struct patch *p, const struct edit *e)
{
	const struct hcl_entity *entity = p->written->entity;
	const struct hcl_range range = entity->block->range;

	if (e->file == entity->block->file && e->at >= range.from && e->at < range.to)
		return true;
	for (size_t i = 0; i < entity->overrides.n; i++) {
		const struct hcl_block *over = entity->overrides.items[i];

		if (e->file == over->file && e->at >= over->range.from && e->at < over->range.to)
			return true;
	}
	return false;
}

static void patch_resource(struct patch *p, const struct node *from, const struct node *to)
{
	const struct type *type = p->resource->type;
	struct patch_body body;

	p->written = run_written_block(p->run, p->resource);
	check_block(p);
	if (p->resource->has_drift)
		patch_refuse(
			p, STR("the plan starts from other values than those exported (drift), "
			       "so its sources may have the values already"));
	if (p->why.len)
		return;
	body.entity = p->written->entity;
	body.block = body.entity->block;
	body.body = hcl_entity_body(p->arena, body.entity);
	patch_fields(p, &body, type->fields, type->n_fields, from, to);
	for (size_t i = 0; p->why.len == 0 && i < p->edits.n; i++) {
		const struct edit *e = p->edits.items[i];

		if (is_own_edit(p, e))
			patch_check_place(p, p->written->module, e->file);
	}
}

/* ---- remedies ---- */

/* the last change of a resource */
static const struct remedy_change *last_change(
	const struct run *run, const struct resource *resource)
{
	const struct remedy_change *last = NULL;

	for (size_t i = 0; i < run->remedies.n; i++) {
		const struct remedy *r = run->remedies.items[i];

		for (size_t k = 0; k < r->changes.n; k++) {
			const struct remedy_change *change = r->changes.items[k];

			last = change->resource == resource ? change : last;
		}
	}
	return last;
}

/* the patches of a run */
struct patches {
	struct run *run;
	struct list edits; /* struct edit */
	struct map done;   /* resources, by address and place */
};

static bool is_edited(const struct patches *all, const struct edit *e)
{
	for (size_t i = 0; i < all->edits.n; i++) {
		const struct edit *other = all->edits.items[i];

		if (hcl_is_same_file(other->file, e->file) && other->at < e->at + e->remove + 1 &&
			e->at < other->at + other->remove + 1 && e->remove + other->remove > 0)
			return true;
	}
	return false;
}

/* edits of one diff are of one boundary, and do not meet */
static void check_edits(const struct patches *all, struct patch *p)
{
	const struct edit *first = all->edits.n ? all->edits.items[0] : NULL;

	for (size_t i = 0; p->why.len == 0 && i < p->edits.n; i++) {
		const struct edit *e = p->edits.items[i];

		if (first && !str_eq(first->file->boundary, e->file->boundary))
			patch_refuse(p, STR("its sources are in another folder than those of the "
					    "patch: give its plan alone, or --source-root"));
		else if (is_edited(all, e))
			patch_refuse(
				p, STR("the patch of another resource changes the same place"));
	}
}

static void add_notes(struct remedy *remedy, const struct patch *p)
{
	struct arena *a = p->arena;

	for (size_t i = 0; p->why.len == 0 && i < p->notes.n; i++)
		remedy_note(remedy, a, *(const struct str *)p->notes.items[i]);
	if (p->why.len)
		remedy_note(remedy, a,
			str_printf(a, "No patch for %.*s: %.*s.", STR_ARGS(p->resource->address),
				STR_ARGS(p->why)));
}

/* a resource is edited once, from its first value to its last one */
static void patch_change(
	struct patches *all, struct remedy *remedy, const struct remedy_change *change)
{
	struct arena *a = all->run->arena;
	struct str key = str_printf(a, "%p", (const void *)change->resource);
	struct patch *p = map_get(&all->done, key);

	if (!p) {
		p = arena_alloc(a, sizeof *p);
		*p = (struct patch){.run = all->run, .arena = a, .resource = change->resource};
		map_set(a, &all->done, key, p);
		patch_resource(p, change->before, last_change(all->run, change->resource)->after);
		check_edits(all, p);
		for (size_t i = 0; p->why.len == 0 && i < p->edits.n; i++) {
			list_add(a, &all->edits, p->edits.items[i]);
			list_add(a, &remedy->edits, p->edits.items[i]);
		}
	}
	add_notes(remedy, p);
}

static bool has_sources(const struct run *run)
{
	for (size_t i = 0; i < run->n_inputs; i++)
		if (run->inputs[i]->sources)
			return true;
	return false;
}

void patches_write(struct run *run)
{
	struct patches all = {.run = run};

	for (size_t i = 0; has_sources(run) && i < run->remedies.n; i++) {
		struct remedy *remedy = run->remedies.items[i];

		for (size_t k = 0; k < remedy->changes.n; k++) {
			const struct remedy_change *change = remedy->changes.items[k];

			if (change->resource->address.len > 0)
				patch_change(&all, remedy, change);
		}
		edits_sort(run->arena, &remedy->edits);
	}
	run->patch = all.edits.n ? diff_write(run->arena, &all.edits) : STR_NONE;
}
