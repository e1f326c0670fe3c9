/*
 * patch_body - edits of the arguments and nested blocks of a body.
 *
 * Changes what differs and nothing else: a nested block is edited inside, so its comments and
 * expressions stay. Knows blocks and literals.
 */
#include "remedy/patch.h"

#include "inventory/model/node.h"

/* the start of the line at an offset; *blank: only blanks are before it */
static size_t line_start(struct str text, size_t at, bool *blank)
{
	*blank = true;
	while (at > 0 && text.ptr[at - 1] != '\n') {
		at--;
		*blank = *blank && (text.ptr[at] == ' ' || text.ptr[at] == '\t');
	}
	return at;
}

/* behind the line end after an offset; SIZE_MAX: the line has other text */
static size_t line_end(struct str text, size_t at)
{
	while (at < text.len && strchr(" \t\r", text.ptr[at]))
		at++;
	if (at == text.len)
		return at;
	return text.ptr[at] == '\n' ? at + 1 : SIZE_MAX;
}

static const char *newline_of(const struct hcl_file *file)
{
	return str_contains(file->text, STR("\r\n")) ? "\r\n" : "\n";
}

/* lines, each behind an indent and with the line end of the file */
static struct str join_lines(
	struct patch *p, const struct hcl_file *file, const struct list *lines, struct str indent)
{
	struct buf b;
	struct str text;

	buf_init_for(&b, DIFF_MAX, p->arena);
	for (size_t i = 0; i < lines->n; i++) {
		buf_str(&b, indent);
		buf_str(&b, *(const struct str *)lines->items[i]);
		buf_text(&b, newline_of(file));
	}
	text = str_copy(p->arena, (struct str){b.ptr, b.len});
	buf_free(&b);
	return text;
}

/* true if a text may have a comment: strings are skipped, heredocs count as one */
static bool may_have_comment(struct str text)
{
	bool quoted = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : '\0';

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '#' || (c == '/' && (next == '/' || next == '*')) ||
					    (c == '<' && next == '<')))
			return true;
	}
	return false;
}

static struct str text_of(const struct hcl_file *file, struct hcl_range range)
{
	return (struct str){file->text.ptr + range.from, range.to - range.from};
}

/* before the closing brace of a block, behind a blank line unless the block is empty */
static void insert_lines(struct patch *p, const struct hcl_block *block, const struct list *lines)
{
	const struct hcl_file *file = block->file;
	struct str text = file->text;
	size_t close = block->range.to - 1;
	bool blank, empty = block->body.attributes.n + block->body.blocks.n == 0 &&
			    !may_have_comment(text_of(file, block->range));
	size_t start = line_start(text, close, &blank);

	if (!blank && !empty) {
		patch_refuse(p, STR("its block is written on one line"));
		return;
	}
	if (blank) {
		struct str indent = {text.ptr + start, close - start};

		patch_edit(p, file, start, 0,
			str_printf(p->arena, "%s%.*s", empty ? "" : newline_of(file),
				STR_ARGS(join_lines(p, file, lines, indent))));
		return;
	}
	/* "x {}" becomes three lines or more */
	size_t open = close;

	while (text.ptr[open] != '{')
		open--;
	start = line_start(text, block->range.from, &blank);
	struct str indent = {text.ptr + start, blank ? block->range.from - start : 0};

	patch_edit(p, file, open + 1, close - open - 1,
		str_printf(p->arena, "%s%.*s%.*s", newline_of(file),
			STR_ARGS(join_lines(p, file, lines, indent)), STR_ARGS(indent)));
}

/* a list over several lines stays one; ptr NULL: it has comments */
static struct str new_text(struct patch *p, const struct hcl_file *file,
	const struct hcl_value *old, const struct node *to)
{
	struct str text = text_of(file, old->range), value = settings_value(to, p->arena);
	bool blank;

	if (may_have_comment(text))
		return STR_NONE;
	if (old->kind != HCL_LIST || !str_contains(text, STR("\n")) || !to ||
		to->kind != NODE_LIST || to->n == 0)
		return value;
	size_t start = line_start(file->text, old->range.from, &blank), end = start;

	while (file->text.ptr[end] == ' ' || file->text.ptr[end] == '\t')
		end++;
	struct str indent = {file->text.ptr + start, end - start};
	struct list lines = {0};

	for (size_t i = 0; i < to->n; i++) {
		struct str *line = arena_alloc(p->arena, sizeof *line);

		*line = str_printf(
			p->arena, "  %.*s,", STR_ARGS(settings_value(to->items[i], p->arena)));
		list_add(p->arena, &lines, line);
	}
	return str_printf(p->arena, "[%s%.*s%.*s]", newline_of(file),
		STR_ARGS(join_lines(p, file, &lines, indent)), STR_ARGS(indent));
}

static bool has_secret(const struct node *node)
{
	for (size_t i = 0; node && node->kind == NODE_LIST && i < node->n; i++)
		if (has_secret(node->items[i]))
			return true;
	return node && node->secret;
}

static void patch_attribute(struct patch *p, const struct patch_body *body,
	const struct field *field, const struct node *from, const struct node *to)
{
	struct str name = setting_name(field), value = settings_value(to, p->arena);
	const struct hcl_attribute *attribute = hcl_attribute(&body->body.attributes, name);
	struct str line = str_printf(p->arena, "  %.*s = %.*s", STR_ARGS(name), STR_ARGS(value));
	struct list lines = {0};

	if (!node_is_plain(to)) {
		patch_refuse(p, STR("a value is unknown or sensitive"));
		return;
	}
	if (has_secret(from)) {
		patch_refuse(p, STR("a value is sensitive, and the patch would show it"));
		return;
	}
	if (!attribute) {
		list_add(p->arena, &lines, &line);
		insert_lines(p, body->block, &lines);
		return;
	}
	attribute = patch_origin(p, attribute, from, value);
	if (!attribute)
		return;
	value = new_text(p, attribute->file, attribute->value, to);
	if (!value.ptr)
		patch_refuse(
			p, str_printf(p->arena, "%.*s: the value has comments inside",
				   STR_ARGS(patch_place(p, attribute->file, attribute->range))));
	else
		patch_edit(p, attribute->file, attribute->value->range.from,
			attribute->value->range.to - attribute->value->range.from, value);
}

/* ---- nested blocks ---- */

static bool same(struct arena *a, const struct node *x, const struct node *y)
{
	struct str left, right;

	node_canonical(a, x, &left);
	node_canonical(a, y, &right);
	return str_eq(left, right);
}

/* the blocks of a type in their order; false: dynamic blocks make some, or their number differs */
static bool find_blocks(const struct patch *p, const struct hcl_body *body, struct str type,
	size_t n, struct list *out)
{
	for (size_t i = 0; i < body->blocks.n; i++) {
		struct hcl_block *b = body->blocks.items[i];

		if (!str_eq(b->type, type))
			continue;
		if (b->is_dynamic)
			return false;
		list_add(p->arena, out, b);
	}
	return out->n == n;
}

/* a block with its lines */
static void remove_block(struct patch *p, const struct hcl_block *block)
{
	struct str text = block->file->text;
	bool blank;
	size_t from = line_start(text, block->range.from, &blank);
	size_t to = line_end(text, block->range.to);

	if (!blank || to == SIZE_MAX || block->comments.from < block->comments.to ||
		may_have_comment(text_of(block->file, block->range))) {
		patch_refuse(p, str_printf(p->arena,
					"%.*s: a nested block with comments, or on one line with "
					"others, has to be removed",
					STR_ARGS(patch_place(p, block->file, block->header))));
		return;
	}
	/* and a blank line before it */
	if (from >= 2 && text.ptr[from - 1] == '\n' &&
		(text.ptr[from - 2] == '\n' ||
			(from >= 3 && text.ptr[from - 2] == '\r' && text.ptr[from - 3] == '\n')))
		from -= text.ptr[from - 2] == '\n' ? 1 : 2;
	patch_edit(p, block->file, from, to - from, STR(""));
}

static void edit_block(struct patch *p, const struct field *field, const struct hcl_block *block,
	const struct node *from, const struct node *to)
{
	struct patch_body body = {block->body, block, NULL};
	const struct field *f = field->of ? field->of : field;

	if (from->kind != NODE_OBJECT || to->kind != NODE_OBJECT)
		patch_refuse(p, STR("a value is unknown or sensitive"));
	else
		patch_fields(p, &body, f->fields, f->n_fields, from, to);
}

/* where a new block of a type goes: behind the others, which an override file may have */
static const struct hcl_block *block_for(const struct patch_body *body, struct str type)
{
	const struct hcl_block *found = body->block;

	for (size_t i = 0; body->entity && i < body->entity->overrides.n; i++) {
		const struct hcl_block *over = body->entity->overrides.items[i];

		for (size_t k = 0; k < over->body.blocks.n; k++)
			if (str_eq(((const struct hcl_block *)over->body.blocks.items[k])->type,
				    type))
				found = over;
	}
	return found;
}

static void add_block(struct patch *p, const struct patch_body *body, const struct field *field,
	const struct node *node)
{
	struct list lines = {0};
	const struct hcl_block *block = block_for(body, setting_name(field));

	if (!node_is_plain(node))
		patch_refuse(p, STR("a value is unknown or sensitive"));
	if (block->file->doc)
		patch_refuse(p, STR("its file is JSON, or has an unusual name"));
	if (p->why.len)
		return;
	settings_block(&lines, setting_name(field), node, 1, p->arena);
	insert_lines(p, block, &lines);
}

/* the elements of a list; a single object is a list of one */
struct elements {
	const struct node *const *items;
	size_t n;
};

static struct elements elements_of(struct arena *a, const struct node *node)
{
	const struct node **one;

	if (!node)
		return (struct elements){NULL, 0};
	if (node->kind == NODE_LIST)
		return (struct elements){node->items, node->n};
	one = arena_alloc(a, sizeof *one);
	*one = node;
	return (struct elements){one, 1};
}

/* how many elements at the beginning are the same */
static size_t count_same(struct arena *a, struct elements x, struct elements y)
{
	size_t n = 0;

	while (n < x.n && n < y.n && same(a, x.items[n], y.items[n]))
		n++;
	return n;
}

/* the first of some elements that is the same as a node; n: none */
static size_t find_same(struct arena *a, struct elements in, size_t from, const struct node *node)
{
	while (from < in.n && !same(a, in.items[from], node))
		from++;
	return from;
}

/*
 * Old elements that remain keep their blocks, others are edited or removed, and new ones are added
 * at the end.
 */
static void patch_elements(struct patch *p, const struct patch_body *body,
	const struct field *field, struct elements old, struct elements new)
{
	struct list blocks = {0};
	bool known = find_blocks(p, &body->body, setting_name(field), old.n, &blocks);
	size_t at = count_same(p->arena, old, new), next = at;

	for (size_t i = at; p->why.len == 0 && i < old.n; i++) {
		size_t match = find_same(p->arena, new, next, old.items[i]);

		if (match == next && match < new.n) {
			next++;
			continue;
		}
		if (!known)
			patch_refuse(p, str_printf(p->arena,
						"a dynamic block makes some of its %.*s blocks",
						STR_ARGS(setting_name(field))));
		else if (field->kind == FIELD_SET)
			patch_refuse(p, STR("an element of a set has to be changed"));
		/* the next old one is next: this one goes */
		else if (next == new.n || find_same(p->arena, old, i + 1, new.items[next]) < old.n)
			remove_block(p, blocks.items[i]);
		else
			edit_block(p, field, blocks.items[i], old.items[i], new.items[next++]);
	}
	for (; p->why.len == 0 && next < new.n; next++)
		add_block(p, body, field, new.items[next]);
}

/* ---- fields ---- */

/* true if an item of ignore_changes is the argument or a part of it */
static bool names(const struct hcl_value *item, struct str name)
{
	struct str text = item->text;

	return str_starts(text, name) && (text.len == name.len || strchr(".[", text.ptr[name.len]));
}

/* Terraform keeps the old value of such an argument, so an edit of it would have no effect. */
static bool is_ignored(const struct hcl_body *body, struct str name)
{
	const struct hcl_attribute *ignored = NULL;

	for (size_t i = 0; i < body->blocks.n; i++) {
		const struct hcl_block *b = body->blocks.items[i];
		const struct hcl_attribute *its =
			str_is(b->type, "lifecycle")
				? hcl_attribute(&b->body.attributes, STR("ignore_changes"))
				: NULL;

		ignored = its ? its : ignored;
	}
	if (!ignored)
		return false;
	for (size_t i = 0; i < ignored->value->items.n; i++)
		if (names(ignored->value->items.items[i], name))
			return true;
	return ignored->value->kind != HCL_LIST;
}

static void patch_field(struct patch *p, const struct patch_body *body, const struct field *f,
	const struct node *from, const struct node *to)
{
	if (body->entity && is_ignored(&body->body, setting_name(f)))
		patch_refuse(p, STR("ignore_changes of its lifecycle block keeps the old value: "
				    "remove the argument from it first"));
	else if (setting_is_block(f))
		patch_elements(p, body, f, elements_of(p->arena, from), elements_of(p->arena, to));
	else
		patch_attribute(p, body, f, from, to);
}

/* recursion is bounded by the depth of declarations */
void patch_fields(struct patch *p, const struct patch_body *body, const struct field *fields,
	size_t n, const struct node *from, const struct node *to)
{
	for (size_t i = 0; p->why.len == 0 && i < n; i++) {
		const struct field *f = &fields[i];

		if (field_differs(p->arena, f, from, to))
			patch_field(p, body, f, field_of(from, f), field_of(to, f));
	}
}
