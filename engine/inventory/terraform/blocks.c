/*
 * blocks - blocks of a planned resource that are resources of a type: inline_policy of
 * aws_iam_role.
 *
 * Each block with a known name becomes a change of its own. The values before and after it are
 * those of the block, beside attributes of the resource around it. Must not know any Terraform
 * type.
 */
#include <string.h>

#include "inventory/terraform/plan.h"
#include "inventory/terraform/source.h"

#define NAME_MAX_LEN ((size_t)128)

/* The blocks of one side of a change, with their marks. */
struct side {
	struct cursor *blocks, *unknown, *sensitive;
	struct str *names; /* ptr NULL: the block is empty, or its name is unknown or ambiguous */
	size_t n;
	struct map by_name; /* struct str, in names */
	bool fits;          /* marks are those of the blocks */
	bool complete;      /* each block has a name, or is empty */
};

static int read_list(struct cursor **out, size_t *n, struct cursor object, struct str attribute,
	struct arena *a, struct assay_error *err)
{
	struct lookup key[] = {{attribute.ptr, NOWHERE}};
	struct walk walk;
	*out = NULL;
	*n = 0;
	if (!object.doc || cursor_kind(object) != DOC_OBJECT)
		return ASSAY_OK;
	int status = cursor_find(object, key, 1, err);
	if (status != ASSAY_OK || !key[0].value.doc || cursor_kind(key[0].value) != DOC_ARRAY)
		return status;
	size_t room = 0;
	walk_begin(&walk, key[0].value);
	while (walk_next(&walk)) {
		if (*n == room) {
			room = room ? 2 * room : 8;
			*out = arena_resize(a, *out, room * sizeof **out);
		}
		(*out)[(*n)++] = walk.value;
	}
	return ASSAY_OK;
}

/* True if marks are those of the blocks: a list of as many objects, or there are none. */
static bool fits(struct cursor object, struct str attribute, const struct cursor *marks,
	size_t n_marks, size_t n_blocks)
{
	struct lookup key[] = {{attribute.ptr, NOWHERE}};
	struct assay_error ignored;
	bool fit = !object.doc || cursor_kind(object) == DOC_OBJECT ||
		   cursor_kind(object) == DOC_NULL || str_is(cursor_text(object), "false");
	if (fit && object.doc && cursor_kind(object) == DOC_OBJECT)
		fit = cursor_find(object, key, 1, &ignored) == ASSAY_OK;
	struct cursor list = key[0].value;
	if (!fit || !list.doc || cursor_kind(list) == DOC_NULL ||
		str_is(cursor_text(list), "false"))
		return fit;
	fit = cursor_kind(list) == DOC_ARRAY && n_marks == n_blocks;
	for (size_t i = 0; fit && i < n_marks; i++)
		fit = cursor_kind(marks[i]) == DOC_OBJECT;
	return fit;
}

/* True for a name that is safe in a key: AWS accepts letters, digits and some punctuation. */
static bool is_plain(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!letter && !(c >= '0' && c <= '9') && (!c || !strchr("_+=,.@-", c)))
			return false;
	}
	return name.len > 0 && name.len <= NAME_MAX_LEN;
}

static bool is_empty(struct cursor value)
{
	return !value.doc || cursor_kind(value) == DOC_NULL || cursor_is(value, "");
}

/* True if the block and its marks set nothing: the provider ignores it. */
static bool sets_nothing(struct cursor block, struct cursor marks)
{
	struct walk walk;
	bool any = false;
	walk_begin(&walk, block);
	while (!any && walk_next(&walk))
		any = !is_empty(walk.value);
	if (!marks.doc)
		return !any;
	walk_begin(&walk, marks);
	while (!any && walk_next(&walk))
		any = !str_is(cursor_text(walk.value), "false");
	return !any;
}

static int read_name(
	struct plan *p, struct side *s, size_t i, struct str attribute, struct assay_error *err)
{
	bool pending = false, secret = false;
	struct cursor unknown = s->unknown ? s->unknown[i] : NOWHERE;
	struct lookup key[] = {{attribute.ptr, NOWHERE}};
	struct str name = STR_NONE;
	if (cursor_kind(s->blocks[i]) == DOC_OBJECT && sets_nothing(s->blocks[i], unknown))
		return ASSAY_OK;
	int status = cursor_kind(s->blocks[i]) == DOC_OBJECT
			     ? cursor_find(s->blocks[i], key, 1, err)
			     : ASSAY_OK;
	if (status == ASSAY_OK)
		status = plan_read_text(p, key[0].value, &name, err);
	if (status == ASSAY_OK && s->unknown)
		status = plan_read_mark(unknown, attribute, &pending, err);
	if (status == ASSAY_OK && s->sensitive)
		status = plan_read_mark(s->sensitive[i], attribute, &secret, err);
	struct str *twin = map_get(&s->by_name, name);
	if (pending || secret || !is_plain(name) || twin) {
		s->complete = false;
		if (twin)
			*twin = STR_NONE;
	} else if (status == ASSAY_OK) {
		s->names[i] = name;
		map_set(p->scratch, &s->by_name, name, &s->names[i]);
	}
	return status;
}

static int read_side(struct plan *p, const struct change *c, bool before, struct side *s,
	struct assay_error *err)
{
	struct str list = c->carrier->attribute;
	const struct field *key = p->w->wanted[c->t]->key;
	struct str name =
		field_name_of(key->made[key->n_made - 1].field, &terraform_notation, c->tf_type);
	struct cursor object = before ? c->before : c->values;
	struct cursor sensitive = before ? c->before_sensitive : c->sensitive;
	size_t n_unknown = 0, n_sensitive = 0;
	*s = (struct side){0};
	int status = read_list(&s->blocks, &s->n, object, list, p->scratch, err);
	if (status == ASSAY_OK && !before)
		status = read_list(&s->unknown, &n_unknown, c->unknown, list, p->scratch, err);
	if (status == ASSAY_OK)
		status = read_list(&s->sensitive, &n_sensitive, sensitive, list, p->scratch, err);
	if (status != ASSAY_OK)
		return status;
	s->names = arena_array(p->scratch, s->n, sizeof *s->names);
	s->fits = name.len && !plan_lacks(object, list) &&
		  (before || fits(c->unknown, list, s->unknown, n_unknown, s->n)) &&
		  fits(sensitive, list, s->sensitive, n_sensitive, s->n);
	s->complete = s->fits;
	for (size_t i = 0; status == ASSAY_OK && s->fits && i < s->n; i++)
		status = read_name(p, s, i, name, err);
	return status;
}

/* The index of a block with the name; n: there is none. */
static size_t find_name(const struct side *s, struct str name)
{
	const struct str *found = map_get(&s->by_name, name);
	return found && found->ptr ? (size_t)(found - s->names) : s->n;
}

/* Block b before the change and i after it; n: there is none. */
static void add_block(struct plan *p, const struct change *around, const struct side *before,
	size_t b, const struct side *after, size_t i)
{
	struct change *c = arena_alloc(p->scratch, sizeof *c);
	bool was = b < before->n, will_be = i < after->n;
	struct str name = will_be ? after->names[i] : before->names[b];
	list_add(p->scratch, &p->found, c);
	*c = *around;
	c->around = around;
	c->carrier = NULL;
	c->uncounted = false;
	c->block = str_printf(
		p->w->run, ".%.*s[\"%.*s\"]", STR_ARGS(around->carrier->attribute), STR_ARGS(name));
	c->block_path = str_printf(
		p->w->run, "%.*s[%zu]", STR_ARGS(around->carrier->attribute), will_be ? i : b);
	c->before = was ? before->blocks[b] : NOWHERE;
	c->before_sensitive = was && before->sensitive ? before->sensitive[b] : NOWHERE;
	c->values = will_be ? after->blocks[i] : NOWHERE;
	c->unknown = will_be && after->unknown ? after->unknown[i] : NOWHERE;
	c->sensitive = will_be && after->sensitive ? after->sensitive[i] : NOWHERE;
	c->gone = !will_be;
	if (!will_be)
		c->action = ACTION_DELETE;
	else if (!was)
		c->action = ACTION_CREATE;
}

/* True if the change shows its blocks on both sides. */
static bool shows_blocks(const struct change *c)
{
	bool was = c->before.doc && cursor_kind(c->before) == DOC_OBJECT;
	bool will_be = c->values.doc && cursor_kind(c->values) == DOC_OBJECT;
	bool marked = c->unknown.doc && cursor_kind(c->unknown) == DOC_OBJECT;
	if (c->deposed || c->leaves || !will_be || !marked)
		return false;
	return c->action == ACTION_CREATE
		       ? !was
		       : was && (c->action == ACTION_UPDATE || c->action == ACTION_REPLACE);
}

int plan_add_blocks(
	struct plan *p, const struct change *around, bool *complete, struct assay_error *err)
{
	struct side before = {0}, after;
	bool creates = around->action == ACTION_CREATE;
	*complete = false;
	if (!shows_blocks(around))
		return ASSAY_OK;
	int status = read_side(p, around, false, &after, err);
	if (status == ASSAY_OK && !creates)
		status = read_side(p, around, true, &before, err);
	if (status != ASSAY_OK || !after.fits || !(creates || before.complete))
		return status;
	*complete = after.complete;
	for (size_t i = 0; i < after.n; i++)
		if (after.names[i].ptr)
			add_block(
				p, around, &before, find_name(&before, after.names[i]), &after, i);
	for (size_t i = 0; *complete && i < before.n; i++)
		if (before.names[i].ptr && find_name(&after, before.names[i]) == after.n)
			add_block(p, around, &before, i, &after, after.n);
	return ASSAY_OK;
}
