/*
 * named - resources that no input shows, but that parts of a plan change: a rule is added to a
 * security group of another state.
 *
 * Known is what the parts set, and the name by which they refer to it. They are judged, and no list
 * has them: what else they are, only exports show.
 */
#include "inventory/terraform/parts.h"
#include "inventory/terraform/source.h"

static struct str key_of(struct plan *p, const struct change *c, struct str name)
{
	return str_printf(p->scratch, "%zu %p %.*s", c->t, (const void *)c->group, STR_ARGS(name));
}

/* Where it may be: in its Region, anywhere if that is unknown; and as one of all. */
#define ANYWHERE   STR("")
#define ONE_OF_ALL STR("*")

static struct str region_of(const struct plan *p, const struct change *c)
{
	return p->w->wanted[c->t]->regional && c->region.len ? c->region : ANYWHERE;
}

void named_init(struct named *x, struct plan *p)
{
	*x = (struct named){.p = p};
	for (size_t i = 0; i < p->found.n; i++) {
		struct change *c = p->found.items[i];
		if (!part_may_name(c) || c->gone)
			continue;
		map_set(p->scratch, &x->candidates, key_of(p, c, region_of(p, c)), c);
		map_set(p->scratch, &x->candidates, key_of(p, c, ONE_OF_ALL), c);
	}
}

static bool has_candidate(const struct named *x, const struct change *c)
{
	struct str region = region_of(x->p, c);
	if (!region.len)
		return map_get(&x->candidates, key_of(x->p, c, ONE_OF_ALL));
	return map_get(&x->candidates, key_of(x->p, c, region)) ||
	       map_get(&x->candidates, key_of(x->p, c, ANYWHERE));
}

bool named_is_alone(const struct named *x, const struct change *c)
{
	bool counts = !c->uncounted && !c->left_behind && (!c->deposed || c->gone);
	return counts && !c->completed.n && !(c->unresolved && has_candidate(x, c));
}

/* True if it sets no field of the resource: a rule for egress among those for ingress. */
static int says_nothing(struct plan *p, const struct change *c, bool *out, struct assay_error *err)
{
	enum condition condition = CONDITION_MET;
	int status = c->gone ? ASSAY_OK : part_condition(p, c, false, &condition, err);
	*out = condition == CONDITION_NOT_MET || (c->gone && c->part->n_path);
	return status;
}

static struct change *new_parent(struct named *x, const struct change *part, struct str name)
{
	struct change *c = arena_alloc(x->p->scratch, sizeof *c);
	*c = (struct change){.t = part->t,
		.address = name,
		.name = name,
		.at = part->at,
		.action = ACTION_NO_OP,
		.named_by = part,
		.completes = part->completes,
		.region = part->region,
		.group = part->group,
		.region_state = part->region_state,
		.home = part->home};
	c->tf_type = planned_type_names(x->p->w->wanted[part->t])->types[0];
	list_add(x->p->scratch, &x->all, c);
	return c;
}

int named_add(struct named *x, struct change *c, struct assay_error *err)
{
	struct arena *a = x->p->scratch;
	bool nothing;
	int status = says_nothing(x->p, c, &nothing, err);
	if (status != ASSAY_OK || nothing)
		return status;
	struct str name = part_name(c).len ? part_name(c) : c->completes;
	/* nothing shows which one it is, so each part is judged for itself */
	name = name.len ? name : c->address;
	struct str key = key_of(
		x->p, c, str_printf(a, "%.*s\n%.*s", STR_ARGS(region_of(x->p, c)), STR_ARGS(name)));
	struct change *parent = map_get(&x->parents, key);
	if (!parent) {
		parent = new_parent(x, c, name);
		map_set(a, &x->parents, key, parent);
	}
	list_add(a, &parent->parts, c);
	return ASSAY_OK;
}

static void add_given(struct arena *a, struct list *given, const struct change *part)
{
	for (size_t i = 0; i < part->part->n_gives; i++)
		list_add(a, given, (void *)(uintptr_t)part->part->gives[i]);
	if (part->part->n_path)
		list_add(a, given, (void *)(uintptr_t)part->part->path[0]);
}

/* The same resource of an earlier plan gets the parts of this one. */
static int add_to_earlier(struct plan *p, struct change *c, struct resource *earlier,
	struct arena *scratch, struct assay_error *err)
{
	const struct resource before = *earlier;
	c->resource = earlier;
	int status = part_complete(p, c, earlier, scratch, err);
	if (status == ASSAY_OK)
		status = part_lists_complete(p, c, earlier, scratch, err);
	if (status == ASSAY_OK)
		named_mix(p->w, earlier, &before, scratch);
	return status;
}

static int make(struct plan *p, struct change *c, struct arena *scratch, struct assay_error *err)
{
	struct arena *a = p->w->run;
	struct list *named = &c->group->account_state->lists[c->t].named;
	struct resource *earlier = named_earlier(p, c);
	struct list given = {0};
	int status = earlier ? add_to_earlier(p, c, earlier, scratch, err)
			     : plan_make_resource(p, c, scratch, err);
	for (size_t i = 0; earlier && i < earlier->n_given; i++)
		list_add(a, &given, (void *)(uintptr_t)earlier->given[i]);
	for (size_t i = 0; i < c->parts.n; i++)
		add_given(a, &given, c->parts.items[i]);
	c->resource->given = (const struct field *const *)given.items;
	c->resource->n_given = given.n;
	if (!earlier)
		list_add(a, named, c->resource);
	return status;
}

int named_make(struct named *x, struct assay_error *err)
{
	struct plan *p = x->p;
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < x->all.n; i++) {
		struct arena *scratch;
		arena_new_below(&scratch, p->w->run);
		status = make(p, x->all.items[i], scratch, err);
		arena_free(scratch);
	}
	return status;
}
