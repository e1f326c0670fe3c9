/*
 * settings - the changes of a remedy as attributes and blocks of Terraform.
 *
 * Written as terraform fmt would: two blanks, aligned equals signs. Shows only the blocks that
 * differ. Knows the names that a type declares for plans.
 */
#include "inventory/terraform/source.h"
#include "remedy/remedy.h"

#include "inventory/model/node.h"

/* bytes of one setting */
#define SETTING_MAX ((size_t)64 << 10)

struct writer {
	struct arena *arena;
	struct list *lines;
	int depth;
};

static void add_line(struct writer *w, struct str text)
{
	struct str *line = arena_alloc(w->arena, sizeof *line);

	*line = str_printf(w->arena, "%*s%.*s", 2 * w->depth, "", STR_ARGS(text));
	(void)list_add(w->arena, w->lines, line);
}

/* a quoted string of HCL, without interpolation */
static void add_string(struct buf *b, struct str s)
{
	buf_text(b, "\"");
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		bool opens = i + 1 < s.len && s.ptr[i + 1] == '{' && (c == '$' || c == '%');

		if (c == '"' || c == '\\')
			buf_text(b, "\\");
		if (opens)
			buf_add(b, &c, 1);
		if ((unsigned char)c < 0x20 || c == 0x7f)
			buf_printf(b, "\\u%04x", (unsigned)c);
		else
			buf_add(b, &c, 1);
	}
	buf_text(b, "\"");
}

static void add_value(struct buf *b, const struct node *node)
{
	switch (node->kind) {
	case NODE_BOOL:
		buf_text(b, node->truth ? "true" : "false");
		return;
	case NODE_INT:
		buf_printf(b, "%lld", (long long)node->integer);
		return;
	case NODE_STRING:
		add_string(b, node->text);
		return;
	case NODE_LIST:
		buf_text(b, "[");
		for (size_t i = 0; i < node->n; i++) {
			buf_text(b, i ? ", " : "");
			add_value(b, node->items[i]);
		}
		buf_text(b, "]");
		return;
	case NODE_MAP:
	case NODE_OBJECT:
	case NODE_UNKNOWN:
		buf_text(b, "null");
		return;
	}
}

struct str settings_value(const struct node *node, struct arena *a)
{
	struct buf b;
	struct str text;

	if (!node)
		return STR("null");
	if (!node_is_plain(node))
		return STR("(a value that is unknown or sensitive)");
	buf_init_for(&b, SETTING_MAX, a);
	add_value(&b, node);
	text = b.status ? STR("(a value that is too long)")
			: str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
	return text;
}

struct str setting_name(const struct field *field)
{
	struct str name = field_name_in(field, &terraform_notation);

	return name.len ? name : field->name;
}

/* lists of objects, and objects, are blocks */
bool setting_is_block(const struct field *field)
{
	return field->kind == FIELD_OBJECT || (field->of && field->of->kind == FIELD_OBJECT);
}

bool setting_is_default(const struct node *node)
{
	const struct field *f = node->field;

	if (node->kind == NODE_LIST || node->kind == NODE_MAP)
		return node->n == 0 && !node->why;
	if (!f || !f->has_default)
		return false;
	if (node->kind == NODE_BOOL)
		return node->truth == f->default_bool;
	return node->kind == NODE_STRING && str_eq(node->text, f->default_string);
}

static void write_block(struct writer *w, struct str name, const struct node *object);

static bool is_written(const struct node_member *m)
{
	return !setting_is_block(m->field) && !setting_is_default(m->node);
}

static bool is_list(const struct node *node)
{
	return node->kind == NODE_LIST || node->kind == NODE_MAP;
}

/* plain values before lists, as documentation shows them */
static void write_attributes(struct writer *w, const struct node *object)
{
	size_t width = 0;

	for (size_t i = 0; i < object->n; i++) {
		struct str name = setting_name(object->members[i].field);

		if (is_written(&object->members[i]) && name.len > width)
			width = name.len;
	}
	for (size_t i = 0; i < 2 * object->n; i++) {
		const struct node_member *m = &object->members[i % object->n];
		struct str name = setting_name(m->field);

		if (is_written(m) && is_list(m->node) == (i >= object->n))
			add_line(w, str_printf(w->arena, "%.*s%*s = %.*s", STR_ARGS(name),
					    (int)(width - name.len), "",
					    STR_ARGS(settings_value(m->node, w->arena))));
	}
}

static void write_blocks(struct writer *w, const struct field *field, const struct node *node)
{
	if (node->kind == NODE_OBJECT)
		write_block(w, setting_name(field), node);
	for (size_t i = 0; node->kind == NODE_LIST && i < node->n; i++)
		write_block(w, setting_name(field), node->items[i]);
}

static void write_block(struct writer *w, struct str name, const struct node *object)
{
	if (object->kind != NODE_OBJECT) {
		add_line(w, STR("# (a block that is unknown or sensitive)"));
		return;
	}
	add_line(w, str_printf(w->arena, "%.*s {", STR_ARGS(name)));
	w->depth++;
	write_attributes(w, object);
	for (size_t i = 0; i < object->n; i++)
		if (setting_is_block(object->members[i].field))
			write_blocks(w, object->members[i].field, object->members[i].node);
	w->depth--;
	add_line(w, STR("}"));
}

static const struct node *item_of(const struct node *list, size_t i)
{
	return list && list->kind == NODE_LIST && i < list->n ? list->items[i] : NULL;
}

static bool same(struct arena *a, const struct node *x, const struct node *y)
{
	struct str left, right;

	node_canonical(a, x, &left);
	node_canonical(a, y, &right);
	return str_eq(left, right);
}

/* the blocks of a list that differ, each with a comment on its place */
static void write_difference(
	struct writer *w, const struct field *field, const struct node *from, const struct node *to)
{
	struct str name = setting_name(field);
	size_t n_from = from ? from->n : 0, n_to = to ? to->n : 0;

	for (size_t i = 0; i < n_from || i < n_to; i++) {
		const struct node *old = item_of(from, i), *new = item_of(to, i);

		if (old && new &&same(w->arena, old, new))
			continue;
		add_line(w, str_printf(w->arena,
				    !new  ? "# remove block %zu of %.*s"
				    : old ? "# block %zu of %.*s becomes"
					  : "# add as block %zu of %.*s",
				    i + 1, STR_ARGS(name)));
		if (new)
			write_block(w, name, new);
	}
}

/* the attributes of a change, or its blocks */
static void write_fields(struct writer *w, const struct type *type, const struct node *from,
	const struct node *to, bool blocks)
{
	for (size_t i = 0; i < type->n_fields; i++) {
		const struct field *f = &type->fields[i];
		const struct node *old = field_of(from, f), *new = field_of(to, f);

		if (setting_is_block(f) != blocks || !field_differs(w->arena, f, from, to))
			continue;
		if (blocks)
			write_difference(w, f, old, new);
		else
			add_line(w, str_printf(w->arena, "%.*s = %.*s", STR_ARGS(setting_name(f)),
					    STR_ARGS(settings_value(new, w->arena))));
	}
}

void settings_write(
	struct list *lines, const struct remedy_change *change, bool back, struct arena *a)
{
	const struct type *type = change->resource->type;
	const struct node *from = back ? change->after : change->before;
	const struct node *to = back ? change->before : change->after;
	struct writer w = {a, lines, 0};

	add_line(&w, str_printf(a, "# %.*s", STR_ARGS(change->resource->address)));
	write_fields(&w, type, from, to, false);
	write_fields(&w, type, from, to, true);
}

void settings_block(
	struct list *lines, struct str name, const struct node *object, int depth, struct arena *a)
{
	struct writer w = {a, lines, depth};

	write_block(&w, name, object);
}
