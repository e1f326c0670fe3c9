/*
 * entry - what all readers of a plan's entries need.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/source.h"

int plan_read_text(struct plan *p, struct cursor c, struct str *out, struct assay_error *err)
{
	*out = STR_NONE;
	if (!c.doc || cursor_kind(c) != DOC_STRING)
		return ASSAY_OK;
	return cursor_string(c, p->w->run, out, err);
}

bool plan_has_type(struct cursor type)
{
	return type.doc && cursor_kind(type) == DOC_STRING && !cursor_is(type, "");
}

/* What a Terraform type is for the wanted types. */
struct type_use {
	struct feed *feeds;
	size_t n_feeds;
	const struct carrier **carriers; /* of each wanted type; NULL: not a carrier for it */
};

/* All declared Terraform types, by name. Entries of a plan are many, so none is compared in turn.
 */
struct type_index {
	struct map uses; /* struct type_use */
	struct cursor last;
	const struct type_use *last_use;
};

static struct type_use *add_use(struct plan *p, struct type_index *index, struct str name)
{
	struct type_use *use = map_get(&index->uses, name);
	if (use)
		return use;
	use = arena_alloc(p->scratch, sizeof *use);
	use->carriers = arena_array(p->scratch, p->w->n_wanted, sizeof(struct carrier *));
	map_set(p->scratch, &index->uses, name, use);
	return use;
}

static void add_feed(struct plan *p, struct str name, struct feed feed)
{
	struct type_use *use = add_use(p, p->types, name);
	struct feed *feeds = arena_array(p->scratch, use->n_feeds + 1, sizeof *feeds);
	for (size_t i = 0; i < use->n_feeds; i++)
		feeds[i] = use->feeds[i];
	feeds[use->n_feeds++] = feed;
	use->feeds = feeds;
}

void plan_index_types(struct plan *p)
{
	p->types = arena_alloc(p->scratch, sizeof *p->types);
	for (size_t t = 0; t < p->w->n_wanted; t++) {
		const struct type_names *type = planned_type_names(p->w->wanted[t]);
		for (size_t i = 0; i < type->n_types; i++)
			add_feed(p, type->types[i], (struct feed){t, NULL});
		for (size_t i = 0; i < type->n_parts; i++)
			add_feed(p, type->parts[i].source_type, (struct feed){t, &type->parts[i]});
		for (size_t i = type->n_carriers; i-- > 0;)
			add_use(p, p->types, type->carriers[i].source_type)->carriers[t] =
				&type->carriers[i];
	}
}

/* NULL: a type that is neither wanted nor a carrier */
static const struct type_use *find_use(const struct plan *p, struct cursor type)
{
	struct type_index *index = p->types;
	if (!type.doc || cursor_kind(type) != DOC_STRING)
		return NULL;
	if (index->last.doc == type.doc && index->last.at == type.at)
		return index->last_use;
	struct str name;
	index->last = type;
	index->last_use = NULL;
	if (!cursor_borrow(type, p->scratch, &name, NULL))
		index->last_use = map_get(&index->uses, name);
	return index->last_use;
}

const struct feed *plan_feeds(const struct plan *p, struct cursor type, size_t *n)
{
	const struct type_use *use = find_use(p, type);
	*n = use ? use->n_feeds : 0;
	return use ? use->feeds : NULL;
}

const struct carrier *plan_carrier(const struct plan *p, size_t t, struct cursor type)
{
	const struct type_use *use = find_use(p, type);
	return use ? use->carriers[t] : NULL;
}

bool plan_reads_type(const struct plan *p, struct cursor type)
{
	return find_use(p, type) != NULL;
}

void plan_open_list(
	struct plan *p, size_t t, enum reason_text why, struct cursor at, const struct str *args)
{
	for (size_t i = 0; i < p->w->n_wanted; i++)
		if (i == t || t == p->w->n_wanted)
			reasons_make(p->w->run, &p->why_incomplete[i], why, at, args);
}

int plan_read_mark(struct cursor marks, struct str name, bool *marked, struct assay_error *err)
{
	struct lookup keys[] = {{name.ptr, NOWHERE}};
	struct cursor mark = marks;
	int status = ASSAY_OK;
	if (name.ptr && marks.doc && cursor_kind(marks) == DOC_OBJECT) {
		status = cursor_find(marks, keys, 1, err);
		mark = keys[0].value;
	}
	*marked = name.ptr && mark.doc && cursor_kind(mark) != DOC_NULL &&
		  !str_is(cursor_text(mark), "false");
	return status;
}

bool plan_lacks(struct cursor object, struct str name)
{
	struct assay_error ignored;
	struct lookup keys[] = {{name.ptr, NOWHERE}};
	bool read = object.doc && cursor_kind(object) == DOC_OBJECT &&
		    cursor_find(object, keys, 1, &ignored) == ASSAY_OK;
	return read && !keys[0].value.doc;
}

int plan_read_attribute(struct plan *p, struct cursor object, struct cursor sensitive,
	struct str name, struct str *text, bool *known, struct assay_error *err)
{
	bool secret;
	struct lookup keys[] = {{name.ptr, NOWHERE}};
	*text = STR_NONE;
	*known = false;
	if (!name.ptr || !object.doc)
		return ASSAY_OK;
	int status = cursor_find(object, keys, 1, err);
	struct cursor c = keys[0].value;
	if (status != ASSAY_OK || !c.doc || cursor_kind(c) == DOC_NULL)
		return status;
	*known = true;
	status = plan_read_mark(sensitive, name, &secret, err);
	if (status != ASSAY_OK || secret || cursor_kind(c) != DOC_STRING)
		return status;
	return cursor_string(c, p->w->run, text, err);
}
