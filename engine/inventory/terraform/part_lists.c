/*
 * part_lists - parts of a planned resource that are elements of its lists: a rule of a security
 * group, a statement of a policy.
 *
 * What the resource itself shows of the list comes first: of a new one what is configured, of an
 * existing one what it has now. Then deleted parts are removed from it and the others added.
 */
#include "inventory/model/elements.h"
#include "inventory/terraform/parts.h"
#include "inventory/terraform/source.h"

/* One list of one resource. */
struct completion {
	struct plan *p;
	struct change *c;
	struct resource *resource;
	struct arena *scratch;
	struct elements list;
	struct list removed; /* struct removed */
	bool is_new;         /* the resource does not exist yet */
	bool resets;         /* the resource itself changes the list */
};

struct removed {
	const struct change *by;
	const struct node *element;
};

int part_condition(struct plan *p, const struct change *c, bool before, enum condition *out,
	struct assay_error *err)
{
	const struct part *part = c->part;
	bool known, pending = false;
	struct str text;
	*out = CONDITION_MET;
	if (!part->when.ptr)
		return ASSAY_OK;
	int status = plan_read_attribute(p, before ? c->before : c->values,
		before ? c->before_sensitive : c->sensitive, part->when, &text, &known, err);
	if (status == ASSAY_OK && !before)
		status = plan_read_mark(c->unknown, part->when, &pending, err);
	if (pending || (known && !text.ptr) ||
		plan_lacks(before ? c->before : c->values, part->when))
		*out = CONDITION_UNKNOWN;
	else if (text.len ? !str_eq(text, part->when_value) : part->when_value.ptr != NULL)
		*out = CONDITION_NOT_MET;
	return status;
}

static const struct reason *reason(const struct completion *x, enum reason_text why,
	const struct change *part, struct str more)
{
	struct arena *a = x->p->w->run;
	struct reason *made = reason_make(a, why, part->at,
		REASON_ARGS(part->part->path[0]->name, x->list.r->subject,
			text_cut(a, part->address, SUBJECT_MAX), more));
	made->resource = x->resource;
	made->path = part->part->path[0]->name;
	return made;
}

static void use(struct completion *x, const struct change *part)
{
	x->list.part = part->part;
	x->list.at = part->at;
}

/* The element that a part was before the change. */
static int remove_one(struct completion *x, struct change *part, struct assay_error *err)
{
	enum condition condition;
	const struct node *element = NULL;
	bool removes = part->gone || part->action == ACTION_UPDATE ||
		       part->action == ACTION_REPLACE || part->action == ACTION_UNKNOWN;
	if (!removes || part->of_version)
		return ASSAY_OK;
	int status = part_condition(x->p, part, true, &condition, err);
	if (status != ASSAY_OK || condition == CONDITION_NOT_MET)
		return status;
	status = change_element(
		x->p, part, true, x->resource, x->p->w->run, x->scratch, &element, err);
	if (status != ASSAY_OK)
		return status;
	use(x, part);
	const struct reason *why = reason(x, WHY_ELEMENT_MAY_GO, part, STR(""));
	if (!element || condition == CONDITION_UNKNOWN) {
		if (!x->is_new)
			elements_doubt(&x->list, why);
		return ASSAY_OK;
	}
	struct removed *removed = arena_alloc(x->scratch, sizeof *removed);
	*removed = (struct removed){part, element};
	list_add(x->scratch, &x->removed, removed);
	if (!x->is_new)
		elements_remove(&x->list, element, why);
	return ASSAY_OK;
}

/* True if something in the plan may remove the element after it was added, or has done so. */
static bool may_be_lost(
	const struct completion *x, const struct change *part, const struct node *element)
{
	bool stays = part->action == ACTION_NO_OP || part->action == ACTION_READ ||
		     part->action == ACTION_FORGET;
	if (x->is_new && (stays || part->action == ACTION_UPDATE))
		return true;
	if (x->resets && stays && !elements_have(&x->list, element))
		return true;
	for (size_t i = 0; i < x->removed.n; i++) {
		const struct removed *removed = x->removed.items[i];
		if (part_list(removed->by->part) == part_list(part->part) &&
			part_may_undo(removed->by, part) &&
			elements_match(x->scratch, part->part, removed->element, element))
			return true;
	}
	return false;
}

static int add_one(struct completion *x, struct change *part, struct assay_error *err)
{
	enum condition condition;
	const struct node *element;
	if (part->gone)
		return ASSAY_OK;
	int status = part_condition(x->p, part, false, &condition, err);
	if (status != ASSAY_OK || condition == CONDITION_NOT_MET)
		return status;
	use(x, part);
	if (condition == CONDITION_UNKNOWN) {
		elements_open(&x->list, reason(x, WHY_ELEMENT_CONDITION, part, part->part->when));
		return ASSAY_OK;
	}
	if (part->of_version) {
		elements_open(&x->list, reason(x, WHY_PART_OF_VERSION, part, part->part->refers));
		return ASSAY_OK;
	}
	status = change_element(
		x->p, part, false, x->resource, x->p->w->run, x->scratch, &element, err);
	if (status != ASSAY_OK)
		return status;
	if (may_be_lost(x, part, element))
		elements_open(&x->list, reason(x, WHY_PART_MAY_BE_LOST, part, STR("")));
	else
		elements_add(&x->list, element);
	return ASSAY_OK;
}

/* Parts of which nothing shows which resource they complete. */
static void add_unresolved(struct completion *x, const struct field *list)
{
	for (size_t i = 0; i < x->p->unresolved_parts.n; i++) {
		const struct change *part = x->p->unresolved_parts.items[i];
		if (part->t != x->c->t || part->group != x->c->group ||
			part_list(part->part) != list)
			continue;
		use(x, part);
		const struct reason *why = reason(x, WHY_PART_UNRESOLVED, part, part->part->refers);
		if (part->gone)
			elements_doubt(&x->list, why);
		else
			elements_open(&x->list, why);
	}
}

/* True if the resource itself sets the list to another value. */
static int find_reset(struct completion *x, const struct field *f, struct assay_error *err)
{
	const struct node *before;
	x->resets = false;
	if (x->c->action != ACTION_UPDATE ||
		!field_name_of(f, &terraform_notation, x->c->tf_type).len)
		return ASSAY_OK;
	int status = change_nodes_before(x->p, x->c, x->resource, x->scratch, &before, err);
	x->resets = status != ASSAY_OK || !before ||
		    !node_same(x->scratch, node_get(before, f->name),
			    node_get(x->resource->root, f->name));
	return status;
}

static void set_field(struct completion *x, const struct field *f, const struct node *n)
{
	const struct type *type = x->resource->type;
	struct arena *a = x->p->w->run;
	struct node *root = arena_alloc(a, sizeof *root);
	struct node_member *members = arena_array(a, type->n_fields, sizeof *members);
	*root = *x->resource->root;
	root->n = 0;
	root->members = members;
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *of = &type->fields[i];
		const struct node *member = of == f ? n : node_get(x->resource->root, of->name);
		if (member)
			members[root->n++] = (struct node_member){STR_NONE, of, member};
	}
	x->resource->root = root;
}

static int complete_list(struct completion *x, const struct part *part, struct assay_error *err)
{
	const struct field *list = part_list(part), *f = part->path[0];
	x->removed = (struct list){0};
	x->list.part = part;
	elements_read(&x->list, node_get(x->resource->root, f->name));
	int status = find_reset(x, f, err);
	for (size_t i = 0; status == ASSAY_OK && i < x->c->parts.n; i++) {
		struct change *one = x->c->parts.items[i];
		if (part_list(one->part) == list)
			status = remove_one(x, one, err);
	}
	for (size_t i = 0; status == ASSAY_OK && i < x->c->parts.n; i++) {
		struct change *one = x->c->parts.items[i];
		if (part_list(one->part) == list)
			status = add_one(x, one, err);
	}
	if (status != ASSAY_OK)
		return status;
	add_unresolved(x, list);
	if (x->list.changed)
		set_field(x, f, elements_write(&x->list));
	return ASSAY_OK;
}

int part_lists_complete(struct plan *p, struct change *c, struct resource *resource,
	struct arena *scratch, struct assay_error *err)
{
	const struct type_names *names = planned_type_names(resource->type);
	struct reader r = {.arena = p->w->run, .resource = resource, .source = &terraform_plan};
	struct completion x = {.p = p, .c = c, .resource = resource, .scratch = scratch};
	int status = ASSAY_OK;
	r.subject = text_cut(p->w->run, c->address, SUBJECT_MAX);
	x.list = (struct elements){.r = &r, .scratch = scratch, .at = c->at};
	x.is_new = c->action == ACTION_CREATE || c->action == ACTION_REPLACE;
	for (size_t i = 0; status == ASSAY_OK && i < names->n_parts; i++) {
		const struct field *list = part_list(&names->parts[i]);
		bool first = list != NULL;
		for (size_t k = 0; k < i; k++)
			first = first && part_list(&names->parts[k]) != list;
		if (first)
			status = complete_list(&x, &names->parts[i], err);
	}
	return status;
}
