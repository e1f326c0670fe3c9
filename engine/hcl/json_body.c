/*
 * json_body - blocks and attributes of HCL's JSON syntax.
 *
 * The top level says how many labels a type of block has; below it, JSON does not show whether a
 * member is an argument or a nested block, so all are arguments. The depth of the text is bounded
 * by the limits that it was opened with.
 */
#include "hcl/lex.h"

static struct hcl_range range_of(struct cursor at)
{
	return (struct hcl_range){at.at, at.at};
}

static int convert(struct hcl_value **out, struct lex *l, struct cursor at);

static int read_key(struct lex *l, const struct walk *walk, struct str *key)
{
	return cursor_borrow((struct cursor){walk->value.doc, walk->key_at}, l->arena, key, l->err);
}

static int convert_text(struct hcl_value *v, struct lex *l, struct cursor at)
{
	int status = cursor_borrow(at, l->arena, &v->text, l->err);

	/* JSON strings are templates */
	v->kind = str_contains(v->text, STR("${")) || str_contains(v->text, STR("%{"))
			  ? HCL_EXPRESSION
			  : HCL_STRING;
	return status;
}

static int convert_members(
	struct list *members, struct lex *l, const struct hcl_file *file, struct cursor at)
{
	struct walk walk;
	int status = ASSAY_OK;

	walk_begin(&walk, at);
	while (!status && walk_next(&walk)) {
		struct hcl_attribute *member = arena_alloc(l->arena, sizeof *member);
		struct hcl_value *value = NULL;

		status = read_key(l, &walk, &member->name);
		if (!status)
			status = convert(&value, l, walk.value);
		member->file = file;
		member->range = (struct hcl_range){walk.key_at, walk.value.at};
		member->value = value;
		list_add(l->arena, members, member);
	}
	return status;
}

static int convert_items(struct hcl_value *v, struct lex *l, struct cursor at)
{
	struct walk walk;
	int status = ASSAY_OK;

	walk_begin(&walk, at);
	while (!status && walk_next(&walk)) {
		struct hcl_value *item = NULL;

		status = convert(&item, l, walk.value);
		list_add(l->arena, &v->items, item);
	}
	return status;
}

/* recursion is bounded by the depth limit of the document */
static int convert(struct hcl_value **out, struct lex *l, struct cursor at)
{
	struct hcl_value *v = arena_alloc(l->arena, sizeof *v);
	int status = lex_count(l);

	*out = v;
	v->range = range_of(at);
	if (status)
		return status;
	switch (cursor_kind(at)) {
	case DOC_NULL:
		v->kind = HCL_NULL;
		return ASSAY_OK;
	case DOC_BOOL:
		v->kind = HCL_BOOL;
		return cursor_bool(at, &v->truth, l->err);
	case DOC_NUMBER:
		v->kind = HCL_NUMBER;
		v->text = cursor_text(at);
		return ASSAY_OK;
	case DOC_STRING:
		return convert_text(v, l, at);
	case DOC_ARRAY:
		v->kind = HCL_LIST;
		return convert_items(v, l, at);
	case DOC_OBJECT:
		break;
	}
	v->kind = HCL_OBJECT;
	return convert_members(&v->members, l, l->file, at);
}

/* labels by type of block; other members of the top level are not read */
static const struct {
	const char *type;
	size_t n_labels;
} types[] = {{"resource", 2}, {"data", 2}, {"module", 1}, {"provider", 1}, {"variable", 1},
	{"output", 1}, {"terraform", 0}};

/* the texts of "//" become notes */
static void take_notes(struct lex *l, struct hcl_block *block)
{
	const struct hcl_attribute *note = hcl_attribute(&block->body.attributes, STR("//"));

	if (note && note->value->kind == HCL_LIST)
		block->notes = note->value->items;
	else if (note)
		list_add(l->arena, &block->notes, (void *)(uintptr_t)note->value);
}

/* where the walk over the labels of one type of block is */
struct labels {
	struct hcl_file *file;
	struct lex *l;
	struct str type;
	size_t n_labels;
	struct str names[2];
	struct hcl_range header; /* the key that was read last */
};

static int add_block(const struct labels *w, struct cursor at)
{
	struct arena *a = w->l->arena;
	struct hcl_block *block = arena_alloc(a, sizeof *block);
	struct hcl_value *value;
	int status = convert(&value, w->l, at);

	if (status)
		return status;
	*block = (struct hcl_block){
		.file = w->file, .type = w->type, .header = w->header, .range = range_of(at)};
	for (size_t i = 0; i < w->n_labels; i++) {
		struct str *label = arena_alloc(a, sizeof *label);

		*label = w->names[i];
		list_add(a, &block->labels, label);
	}
	block->body = hcl_object_body(a, w->file, value);
	take_notes(w->l, block);
	list_add(a, &w->file->body.blocks, block);
	return ASSAY_OK;
}

/* n: labels read so far; a list may stand at every level. Bounded by the labels. */
static int read_labels(struct labels *w, size_t n, struct cursor at)
{
	bool object = cursor_kind(at) == DOC_OBJECT;
	struct walk walk;
	int status = ASSAY_OK;

	if (object && n == w->n_labels)
		return add_block(w, at);
	walk_begin(&walk, at);
	while (!status && walk_next(&walk)) {
		if (object) {
			status = read_key(w->l, &walk, &w->names[n]);
			w->header = (struct hcl_range){walk.key_at, walk.key_at};
			if (!status && !str_is(w->names[n], "//"))
				status = read_labels(w, n + 1, walk.value);
		} else if (cursor_kind(walk.value) == DOC_OBJECT) {
			status = read_labels(w, n, walk.value);
		}
	}
	return status;
}

static int read_top(struct hcl_file *file, struct lex *l, struct cursor at)
{
	struct walk walk;
	int status = ASSAY_OK;

	walk_begin(&walk, at);
	while (!status && walk_next(&walk)) {
		struct labels w = {.file = file, .l = l, .header = {walk.key_at, walk.key_at}};

		status = read_key(l, &walk, &w.type);
		for (size_t i = 0; !status && i < LENGTH_OF(types); i++) {
			w.n_labels = types[i].n_labels;
			if (str_is(w.type, types[i].type))
				status = read_labels(&w, 0, walk.value);
		}
	}
	return status;
}

int json_body_read(struct hcl_file *file, struct lex *l)
{
	struct cursor root = doc_root(file->doc);
	struct walk walk;
	int status = ASSAY_OK;

	if (cursor_kind(root) == DOC_OBJECT)
		return read_top(file, l, root);
	walk_begin(&walk, root);
	while (!status && walk_next(&walk))
		if (cursor_kind(walk.value) == DOC_OBJECT)
			status = read_top(file, l, walk.value);
	return status;
}

bool hcl_is_blocks(const struct hcl_value *value)
{
	bool is = value->kind == HCL_OBJECT || (value->kind == HCL_LIST && value->items.n > 0);

	for (size_t i = 0; is && i < value->items.n; i++)
		is = ((const struct hcl_value *)value->items.items[i])->kind == HCL_OBJECT;
	return is;
}

static void add_dynamic(struct arena *a, struct hcl_body *body, const struct hcl_attribute *type,
	const struct hcl_value *value)
{
	struct hcl_block *block = arena_alloc(a, sizeof *block);
	const struct hcl_attribute *content = hcl_attribute(&value->members, STR("content"));

	*block = (struct hcl_block){.file = type->file,
		.type = type->name,
		.is_dynamic = true,
		.header = {type->range.from, type->range.from},
		.range = value->range};
	if (content && content->value->kind == HCL_OBJECT)
		block->body = hcl_object_body(a, type->file, content->value);
	list_add(a, &body->blocks, block);
}

/* {"dynamic": {"TYPE": {"for_each": …, "content": {…}}}}; either level may be a list */
static void add_dynamics(struct arena *a, struct hcl_body *body, const struct hcl_value *types_of)
{
	for (size_t i = 0; i < types_of->items.n; i++) {
		const struct hcl_value *item = types_of->items.items[i];

		if (item->kind == HCL_OBJECT)
			add_dynamics(a, body, item);
	}
	for (size_t i = 0; i < types_of->members.n; i++) {
		const struct hcl_attribute *type = types_of->members.items[i];

		if (type->value->kind == HCL_OBJECT)
			add_dynamic(a, body, type, type->value);
		for (size_t n = 0; n < type->value->items.n; n++)
			if (((const struct hcl_value *)type->value->items.items[n])->kind ==
				HCL_OBJECT)
				add_dynamic(a, body, type, type->value->items.items[n]);
	}
}

/* recursion, through contents, is bounded by the depth of the value */
struct hcl_body hcl_object_body(
	struct arena *a, const struct hcl_file *file, const struct hcl_value *object)
{
	struct hcl_body body = {0};

	for (size_t i = 0; i < object->members.n; i++) {
		struct hcl_attribute *member = object->members.items[i];

		if (file->doc && str_is(member->name, "dynamic") && hcl_is_blocks(member->value))
			add_dynamics(a, &body, member->value);
		else
			list_add(a, &body.attributes, member);
	}
	return body;
}
