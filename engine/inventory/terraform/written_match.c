/*
 * written_match - nested blocks of the sources and the values that they became.
 *
 * A plan does not show which block an element comes from, and the order of a set is Terraform's, so
 * blocks are matched by their constants, never by index. An element has a place only if every
 * assignment of blocks to elements gives it the same one. Must not know documents or folders.
 */
#include "inventory/terraform/written_inside.h"

#include "base/base.h"

static bool is_integer(struct str s)
{
	size_t digits = s.len && s.ptr[0] == '-' ? 1 : 0;

	for (size_t i = digits; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len > digits;
}

/* Terraform converts between strings, numbers and booleans; other spellings of a number may match
 */
static bool scalar_matches(const struct hcl_value *c, const struct value *v)
{
	struct str text = c->kind == HCL_BOOL ? c->truth ? STR("true") : STR("false") : c->text;

	if (v->kind == DOC_BOOL)
		return str_is(text, v->truth ? "true" : "false");
	if (v->kind == DOC_STRING && c->kind == HCL_STRING)
		return str_eq(text, v->text);
	if (v->kind == DOC_NUMBER || v->kind == DOC_STRING)
		return str_eq(text, v->text) ||
		       (c->kind != HCL_BOOL && !(is_integer(text) && is_integer(v->text)) &&
			       (c->kind == HCL_NUMBER || v->kind == DOC_NUMBER));
	return false;
}

static bool list_matches(const struct hcl_value *c, const struct value *v, size_t *budget)
{
	if (v->kind != DOC_ARRAY)
		return false;
	for (size_t i = 0; i < c->items.n; i++) {
		bool found = false;

		/* the plan's value may be a set */
		for (size_t n = 0; !found && n < v->n; n++)
			found = constant_matches(c->items.items[i], v->items[n], budget);
		if (!found)
			return false;
	}
	return v->n <= c->items.n;
}

static bool object_matches(const struct hcl_value *c, const struct value *v, size_t *budget)
{
	if (v->kind != DOC_OBJECT)
		return false;
	for (size_t i = 0; i < c->members.n; i++) {
		const struct hcl_attribute *m = c->members.items[i];

		if (!constant_matches(m->value, value_get_str(v, m->name), budget))
			return false;
	}
	return true;
}

/* recursion is bounded by the depth of the sources */
bool constant_matches(const struct hcl_value *c, const struct value *v, size_t *budget)
{
	if (c->kind == HCL_EXPRESSION || *budget == 0)
		return true;
	--*budget;
	if (c->kind == HCL_NULL)
		return true;
	if (!v || v->kind == DOC_NULL)
		return false;
	if (c->kind == HCL_LIST)
		return list_matches(c, v, budget);
	if (c->kind == HCL_OBJECT)
		return object_matches(c, v, budget);
	return scalar_matches(c, v);
}

static void add_nested(struct arena *a, struct list *list, struct spot spot, struct hcl_body body)
{
	struct nested *nested = arena_alloc(a, sizeof *nested);

	*nested = (struct nested){spot, body};
	list_add(a, list, nested);
}

static void add_object(struct arena *a, struct list *list, const struct hcl_file *file,
	const struct hcl_value *object)
{
	add_nested(a, list, (struct spot){file, hcl_head(file, object)},
		hcl_object_body(a, file, object));
}

void nested_find(
	struct nested_set *out, struct arena *a, const struct hcl_body *body, struct str type)
{
	const struct hcl_attribute *attribute = hcl_attribute(&body->attributes, type);

	*out = (struct nested_set){0};
	for (size_t i = 0; i < body->blocks.n; i++) {
		const struct hcl_block *block = body->blocks.items[i];

		if (str_eq(block->type, type))
			add_nested(a, block->is_dynamic ? &out->dynamic : &out->fixed,
				(struct spot){block->file, block->header}, block->body);
	}
	if (!attribute || !hcl_is_blocks(attribute->value))
		return;
	if (attribute->value->kind == HCL_OBJECT)
		add_nested(a, &out->fixed,
			(struct spot){attribute->file,
				attribute->file->doc ? (struct hcl_range){attribute->range.from,
							       attribute->range.from}
						     : attribute->range},
			hcl_object_body(a, attribute->file, attribute->value));
	for (size_t i = 0; i < attribute->value->items.n; i++)
		add_object(a, &out->fixed, attribute->file, attribute->value->items.items[i]);
}

static bool body_matches(
	struct arena *a, const struct hcl_body *body, const struct value *v, size_t *budget);

/* true if the nested blocks of a type may have become the elements */
static bool set_matches(struct arena *a, const struct hcl_body *body, struct str type,
	const struct value *elements, size_t *budget)
{
	struct nested_set set;
	size_t n = !elements                      ? 0
		   : elements->kind == DOC_ARRAY  ? elements->n
		   : elements->kind == DOC_OBJECT ? 1
						  : 0;

	nested_find(&set, a, body, type);
	if (set.fixed.n > n || (set.dynamic.n == 0 && set.fixed.n < n))
		return false;
	for (size_t i = 0; i < set.fixed.n && *budget; i++) {
		const struct nested *nested = set.fixed.items[i];
		bool found = elements->kind == DOC_OBJECT &&
			     body_matches(a, &nested->body, elements, budget);

		for (size_t e = 0; !found && elements->kind == DOC_ARRAY && e < n; e++)
			found = body_matches(a, &nested->body, elements->items[e], budget);
		if (!found)
			return false;
	}
	return true;
}

/* recursion is bounded by the depth of the sources, its work by the budget */
static bool body_matches(
	struct arena *a, const struct hcl_body *body, const struct value *v, size_t *budget)
{
	if (*budget == 0)
		return true;
	--*budget;
	if (v->kind != DOC_OBJECT)
		return false;
	for (size_t i = 0; i < body->attributes.n; i++) {
		const struct hcl_attribute *m = body->attributes.items[i];

		if (!hcl_is_blocks(m->value) &&
			!constant_matches(m->value, value_get_str(v, m->name), budget))
			return false;
	}
	for (size_t i = 0; i < body->blocks.n; i++) {
		struct str type = ((const struct hcl_block *)body->blocks.items[i])->type;

		if (!set_matches(a, body, type, value_get_str(v, type), budget))
			return false;
	}
	return true;
}

/* which blocks may be which elements */
struct assignment {
	size_t n_blocks, n_elements;
	bool *may;      /* n_blocks rows of n_elements */
	size_t *owner;  /* of each element: its block, or NOT_YET */
	bool *is_taken; /* of each block */
	bool is_open;   /* dynamic blocks make elements, too */
};

#define NOT_YET SIZE_MAX

/* the only candidate among the others of a row or column; NOT_YET: none or several */
static size_t only_element(const struct assignment *s, size_t block)
{
	size_t found = NOT_YET;

	for (size_t e = 0; e < s->n_elements; e++) {
		if (!s->may[block * s->n_elements + e] || s->owner[e] != NOT_YET)
			continue;
		if (found != NOT_YET)
			return NOT_YET;
		found = e;
	}
	return found;
}

static size_t only_block(const struct assignment *s, size_t element)
{
	size_t found = NOT_YET;

	for (size_t b = 0; b < s->n_blocks; b++) {
		if (!s->may[b * s->n_elements + element] || s->is_taken[b])
			continue;
		if (found != NOT_YET)
			return NOT_YET;
		found = b;
	}
	return found;
}

static bool take(struct assignment *s, size_t block, size_t element)
{
	if (block == NOT_YET || element == NOT_YET)
		return false;
	s->owner[element] = block;
	s->is_taken[block] = true;
	return true;
}

/* assign what has one candidate, until nothing changes; each round assigns at least one */
static void resolve(struct assignment *s)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (size_t b = 0; b < s->n_blocks; b++)
			changed = (!s->is_taken[b] && take(s, b, only_element(s, b))) || changed;
		for (size_t e = 0; !s->is_open && e < s->n_elements; e++)
			changed =
				(s->owner[e] == NOT_YET && take(s, only_block(s, e), e)) || changed;
	}
}

/* true if a block that is left may be the element */
static bool is_contested(const struct assignment *s, size_t element)
{
	for (size_t b = 0; b < s->n_blocks; b++)
		if (!s->is_taken[b] && s->may[b * s->n_elements + element])
			return true;
	return false;
}

/* the only dynamic block whose content may be the element; NULL: none or several */
static const struct nested *only_dynamic(
	struct arena *a, const struct nested_set *set, const struct value *element, size_t *budget)
{
	const struct nested *found = NULL;

	for (size_t i = 0; i < set->dynamic.n; i++) {
		const struct nested *nested = set->dynamic.items[i];

		if (!body_matches(a, &nested->body, element, budget))
			continue;
		if (found)
			return NULL;
		found = nested;
	}
	return *budget ? found : NULL;
}

/* the block that an element comes from; NULL: ambiguous */
static const struct nested *choose(struct arena *a, const struct nested_set *set,
	const struct value *elements, size_t element, size_t *budget)
{
	struct assignment s = {
		.n_blocks = set->fixed.n, .n_elements = elements->n, .is_open = set->dynamic.n > 0};

	if (s.n_blocks > WRITTEN_BLOCKS_MAX || s.n_elements > WRITTEN_BLOCKS_MAX)
		return NULL;
	s.may = arena_array(a, s.n_blocks * s.n_elements + 1, sizeof *s.may);
	s.owner = arena_array(a, s.n_elements, sizeof *s.owner);
	s.is_taken = arena_array(a, s.n_blocks + 1, sizeof *s.is_taken);
	for (size_t b = 0; b < s.n_blocks; b++)
		for (size_t e = 0; e < s.n_elements; e++)
			s.may[b * s.n_elements + e] =
				body_matches(a, &((const struct nested *)set->fixed.items[b])->body,
					elements->items[e], budget);
	for (size_t e = 0; e < s.n_elements; e++)
		s.owner[e] = NOT_YET;
	resolve(&s);
	if (*budget == 0)
		return NULL;
	if (s.owner[element] != NOT_YET)
		return set->fixed.items[s.owner[element]];
	return is_contested(&s, element) ? NULL
					 : only_dynamic(a, set, elements->items[element], budget);
}

static bool to_index(struct str text, size_t *index)
{
	return str_to_size(text, index);
}

/* inside an argument: the only item or member of its value that can be meant */
static struct spot match_value(const struct hcl_file *file, const struct hcl_value *v,
	struct spot at, const struct str *path, size_t n, const struct value *after, size_t *budget)
{
	size_t index;

	for (; n > 0 && v; path++, n--) {
		const struct hcl_value *next = NULL;

		if (v->kind == HCL_OBJECT) {
			const struct hcl_attribute *m = hcl_attribute(&v->members, path[0]);

			next = m && !v->open ? m->value : NULL;
			if (next)
				at = (struct spot){m->file, m->range};
			after = value_get_str(after, path[0]);
		} else if (v->kind == HCL_LIST && after && after->kind == DOC_ARRAY &&
			   to_index(path[0], &index) && index < after->n) {
			size_t found = 0;

			after = after->items[index];
			for (size_t i = 0; i < v->items.n; i++) {
				if (!constant_matches(v->items.items[i], after, budget))
					continue;
				next = v->items.items[i];
				found++;
			}
			next = found == 1 && *budget ? next : NULL;
			if (next)
				at = (struct spot){file, next->range};
		}
		v = next;
	}
	return at;
}

/* elements of nested blocks; a single one is an object without an index */
static const struct nested *match_nested(struct arena *a, const struct nested_set *set,
	const struct str **path, size_t *n, const struct value **after, size_t *budget)
{
	const struct value *v = *after;
	bool only = set->fixed.n + set->dynamic.n == 1;
	const void *one = !only ? NULL : set->fixed.n ? set->fixed.items[0] : set->dynamic.items[0];
	size_t index;

	if (*n == 0 || !to_index((*path)[0], &index))
		return one;
	++*path;
	--*n;
	*after = v && v->kind == DOC_ARRAY && index < v->n ? v->items[index] : NULL;
	if (only && set->dynamic.n)
		return one;
	return *after ? choose(a, set, v, index, budget) : one;
}

/* recursion is bounded by the depth of the sources */
struct spot match_path(struct arena *a, const struct hcl_body *body, struct spot at,
	const struct str *path, size_t n, const struct value *after, size_t *budget)
{
	const struct hcl_attribute *attribute;
	const struct nested *nested;
	struct nested_set set;

	if (n == 0)
		return at;
	after = value_get_str(after, path[0]);
	attribute = hcl_attribute(&body->attributes, path[0]);
	if (attribute && !hcl_is_blocks(attribute->value))
		return match_value(attribute->file, attribute->value,
			(struct spot){attribute->file, attribute->range}, path + 1, n - 1, after,
			budget);
	nested_find(&set, a, body, path[0]);
	path++;
	n--;
	nested = match_nested(a, &set, &path, &n, &after, budget);
	return nested ? match_path(a, &nested->body, nested->spot, path, n, after, budget) : at;
}
