/*
 * item_values - what an item of an export contains of a type: its declared fields, and fields of
 * the object around the list that it is an element of.
 *
 * Knows names of fields and cursors; which lists show that an output was narrowed. Must not know
 * how exports are joined.
 */
#include "inventory/export/item_values.h"
#include "inventory/export/export.h"
#include "inventory/export/source.h"

/* the first key of a path; "." begins with none */
static struct str first_key(struct str path)
{
	const char *dot = memchr(path.ptr, '.', path.len);
	return (struct str){path.ptr, dot ? (size_t)(dot - path.ptr) : path.len};
}

/* the keys of an item that a field is read from: a path begins with one, "." are those inside */
static void add_keys(const struct command *c, const struct field *field, struct list *keys,
	struct arena *scratch)
{
	const struct spelling *s = names_in_output(c, field);
	for (size_t i = 0; i < s->n; i++) {
		struct str first = first_key(s->names[i]);
		struct lookup *key = arena_alloc(scratch, sizeof *key);
		*key = (struct lookup){str_copy(scratch, first).ptr, NOWHERE};
		if (first.len)
			list_add(scratch, keys, key);
		for (size_t k = 0; !first.len && k < field->n_fields; k++)
			add_keys(c, &field->fields[k], keys, scratch);
	}
}

/* the declared fields of an object as an object of their own */
static int pick(const struct value **out, const struct command *c, struct cursor at, bool around,
	struct arena *a, struct assay_error *err)
{
	struct list keys = {0};
	for (size_t i = 0; i < c->n_gives; i++)
		if (c->gives[i]->around == around && !c->gives[i]->n_made)
			add_keys(c, c->gives[i], &keys, a);
	struct lookup *names = arena_array(a, keys.n, sizeof *names);
	struct value *object = arena_alloc(a, sizeof *object);
	struct member *members = arena_array(a, keys.n, sizeof *members);
	for (size_t i = 0; i < keys.n; i++)
		names[i] = *(const struct lookup *)keys.items[i];
	int status = cursor_find(at, names, keys.n, err);
	*object = (struct value){.kind = DOC_OBJECT, .at = at, .members = members};
	for (size_t i = 0; status == ASSAY_OK && i < keys.n; i++) {
		const struct value *v;
		if (!names[i].value.doc)
			continue;
		status = value_build(&v, names[i].value, a, err);
		/* value_get reads it only */
		members[object->n++] =
			(struct member){str_of(names[i].key), (struct value *)(uintptr_t)v};
	}
	*out = object;
	return status;
}

int item_pick_around(const struct value **out, const struct command *c, struct cursor at,
	struct arena *run, struct assay_error *err)
{
	bool any = false;
	for (size_t i = 0; i < c->n_gives; i++)
		any = any || c->gives[i]->around;
	*out = NULL;
	return any ? pick(out, c, at, true, run, err) : ASSAY_OK;
}

/* The text of a field of an item; ptr NULL: it is no text, or has two names. */
static int read_inside(struct str *out, struct cursor *place, const struct field *field,
	struct cursor item, struct arena *scratch, struct assay_error *err)
{
	const struct spelling *s = printed_names(field);
	struct lookup *names = arena_array(scratch, s->n, sizeof *names);
	size_t n = 0;
	for (size_t i = 0; i < s->n; i++)
		names[i].key = s->names[i].ptr;
	int status = cursor_find(item, names, s->n, err);
	for (size_t i = 0; status == ASSAY_OK && i < s->n; i++) {
		if (!names[i].value.doc)
			continue;
		*place = names[i].value;
		n++;
	}
	if (status != ASSAY_OK || n != 1 || cursor_kind(*place) != DOC_STRING)
		return status;
	return cursor_string(*place, scratch, out, err);
}

/* The same of a field of the object around its list. */
static void read_around(struct str *out, struct cursor *place, const struct field *field,
	const struct value *around)
{
	const struct spelling *s = printed_names(field);
	size_t n = 0;
	for (size_t i = 0; around && i < s->n; i++) {
		const struct value *v = value_get_str(around, s->names[i]);
		if (!v)
			continue;
		*out = v->kind == DOC_STRING ? v->text : STR_NONE;
		*place = v->at;
		n++;
	}
	if (n > 1)
		*out = STR_NONE;
}

int item_make(struct str *out, struct cursor *place, const struct field *made,
	const struct item *item, struct arena *a, struct assay_error *err)
{
	int status = ASSAY_OK;
	struct str text = STR("");
	for (size_t i = 0; i < made->n_made; i++) {
		const struct field *field = made->made[i].field;
		struct str part = STR_NONE;
		if (field->around)
			read_around(&part, place, field, item->around);
		else
			status = read_inside(&part, place, field, item->at, a, err);
		*out = STR_NONE;
		if (status != ASSAY_OK || !part.len || part.len > KEY_MAX)
			return status;
		text = str_printf(a, "%.*s%.*s%.*s", STR_ARGS(text), STR_ARGS(made->made[i].before),
			STR_ARGS(part));
	}
	*out = text;
	return status;
}

int item_pick(const struct value **out, const struct command *c, const struct item *item,
	struct arena *scratch, struct assay_error *err)
{
	const struct value *object;
	int status = pick(&object, c, item->at, false, scratch, err);
	struct member *members = arena_array(scratch, object->n + c->n_gives, sizeof *members);
	struct value *all = arena_alloc(scratch, sizeof *all);
	*all = *object;
	all->members = members;
	if (object->n)
		memcpy(members, object->members, object->n * sizeof *members);
	for (size_t i = 0; status == ASSAY_OK && i < c->n_gives; i++) {
		const struct field *f = c->gives[i];
		struct value *v = arena_alloc(scratch, sizeof *v);
		if (!f->n_made)
			continue;
		v->kind = DOC_STRING;
		status = item_make(&v->text, &v->at, f, item, scratch, err);
		if (v->text.ptr)
			members[all->n++] = (struct member){printed_names(f)->names[0], v};
	}
	*out = all;
	return status;
}

/* True if a list at the top has elements, or is missing. */
static int has_elements(const struct export *x, struct str key, bool *any, struct assay_error *err)
{
	struct walk walk;
	for (size_t i = 0; !*any && i < x->n_pages; i++) {
		struct lookup list = {key.ptr, NOWHERE};
		int status = cursor_find(x->pages[i], &list, 1, err);
		if (status != ASSAY_OK)
			return status;
		if (!list.value.doc || cursor_kind(list.value) != DOC_ARRAY)
			continue;
		walk_begin(&walk, list.value);
		*any = walk_next(&walk);
	}
	return ASSAY_OK;
}

/* A list that every account has elements of is empty where a parameter left them out. */
int export_find_narrowed(struct inventory *w, struct export *x, struct assay_error *err)
{
	const struct command *c = x->command;
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && !x->bare && i < c->n_never_empty; i++) {
		bool any = false;
		status = has_elements(x, c->never_empty[i], &any, err);
		if (status == ASSAY_OK && !any && !x->narrowed_by.ptr)
			x->narrowed_by = str_printf(w->run, "a filter (its %.*s is empty)",
				STR_ARGS(c->never_empty[i]));
	}
	return status;
}
