/*
 * patch - the settings of remedies as edits of the Terraform sources.
 *
 * Edits only what is sure to change one resource: a block of the user's own in HCL, without
 * instances, overrides or other resources. A value that is an expression is left to the reader.
 * Knows blocks and literals.
 */
#include "remedy/diff.h"
#include "remedy/remedy.h"

#include "inventory/model/node.h"
#include "inventory/terraform/source.h"
#include "verdict/sources.h"

/* the edits of one remedy */
struct patch {
	const struct run *run;
	struct arena *arena;
	const struct hcl_block *block;
	struct list edits;            /* struct edit */
	const char *why;              /* why there is no patch; NULL: there is one */
	const struct hcl_file *first; /* the file of the first edit of all; NULL: none yet */
	bool crlf;
};

/* plans that have a module in common each read its blocks */
static bool is_same_block(const struct hcl_block *a, const struct hcl_block *b)
{
	return a->header.from == b->header.from && hcl_is_same_file(a->file, b->file);
}

static bool is_shared(
	const struct run *run, const struct resource *resource, const struct hcl_entity *entity)
{
	for (size_t i = 0; i < run->resources.n; i++) {
		const struct resource *other = run->resources.items[i];
		const struct written *w =
			other == resource ? NULL : run_written(run, other->root->at);

		if (w && w->entity && is_same_block(w->entity->block, entity->block))
			return true;
	}
	return false;
}

/* a name that patch and git read unchanged */
static bool is_plain_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.ptr[i] <= 0x20 || strchr("\"\\\x7f", name.ptr[i]))
			return false;
	return name.len > 0;
}

static const char *refuse_block(
	const struct run *run, const struct resource *r, const struct written *w)
{
	const struct list *attributes;

	if (!w || !w->entity || !w->file)
		return "the sources do not show its block";
	if (written_own_call(w->module))
		return "its module is not your own";
	if (written_is_generated(w->file))
		return "a program wrote its file";
	if (w->file->doc || !is_plain_name(w->file->name))
		return "its file is JSON, or has an unusual name";
	if (w->entity->overrides.n > 0 || w->entity->is_twice)
		return "an override file changes its block";
	attributes = &w->entity->block->body.attributes;
	if (memchr(r->address.ptr, '[', r->address.len) ||
		hcl_attribute(attributes, STR("count")) ||
		hcl_attribute(attributes, STR("for_each")))
		return "its block makes several resources";
	return is_shared(run, r, w->entity) ? "its block makes several resources" : NULL;
}

static void add_edit(struct patch *p, size_t at, size_t remove, struct str insert)
{
	struct edit *e = arena_alloc(p->arena, sizeof *e);

	*e = (struct edit){p->block->file, at, remove, insert};
	p->first = p->first ? p->first : e->file;
	(void)list_add(p->arena, &p->edits, e);
}

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

/* lines, each behind the indent of the block and with the line end of the file */
static struct str join_lines(struct patch *p, const struct list *lines, struct str indent)
{
	struct buf b;
	struct str text;

	buf_init_for(&b, DIFF_MAX, p->arena);
	for (size_t i = 0; i < lines->n; i++) {
		buf_str(&b, indent);
		buf_str(&b, *(const struct str *)lines->items[i]);
		buf_text(&b, p->crlf ? "\r\n" : "\n");
	}
	text = str_copy(p->arena, (struct str){b.ptr, b.len});
	buf_free(&b);
	return text;
}

/* before the closing brace of the resource, behind a blank line */
static void insert_lines(struct patch *p, const struct list *lines)
{
	struct str text = p->block->file->text;
	bool blank;
	size_t start = line_start(text, p->block->range.to - 1, &blank);
	struct str indent = {text.ptr + start, p->block->range.to - 1 - start};

	if (!blank) {
		p->why = "its block is written on one line";
		return;
	}
	struct str more = join_lines(p, lines, indent);
	add_edit(p, start, 0,
		str_printf(p->arena, "%s%.*s", p->crlf ? "\r\n" : "\n", STR_ARGS(more)));
}

static bool is_literal(const struct hcl_value *v)
{
	if (v->kind == HCL_EXPRESSION || v->kind == HCL_OBJECT)
		return false;
	for (size_t i = 0; i < v->items.n; i++)
		if (!is_literal(v->items.items[i]))
			return false;
	return true;
}

static bool is_constant_body(const struct hcl_body *body)
{
	for (size_t i = 0; i < body->attributes.n; i++)
		if (!is_literal(((struct hcl_attribute *)body->attributes.items[i])->value))
			return false;
	for (size_t i = 0; i < body->blocks.n; i++) {
		const struct hcl_block *b = body->blocks.items[i];

		if (b->is_dynamic || !is_constant_body(&b->body))
			return false;
	}
	return true;
}

/* the static block at an index; NULL: dynamic blocks make the index unsure, or it is not constant
 */
static const struct hcl_block *find_block(
	const struct patch *p, struct str type, size_t n, size_t at)
{
	const struct hcl_block *found = NULL;
	size_t seen = 0;

	for (size_t i = 0; i < p->block->body.blocks.n; i++) {
		const struct hcl_block *b = p->block->body.blocks.items[i];

		if (!str_eq(b->type, type))
			continue;
		if (b->is_dynamic)
			return NULL;
		if (seen++ == at)
			found = b;
	}
	return found && seen == n && is_constant_body(&found->body) ? found : NULL;
}

/* a constant block gets new content where it is */
static void replace_block(struct patch *p, const struct hcl_block *block, const struct list *lines)
{
	struct str text = block->file->text;
	bool blank;
	size_t start = line_start(text, block->range.from, &blank);
	struct str indent = {text.ptr + start, block->range.from - start};

	if (!blank || block->range.to - block->range.from < 2) {
		p->why = "a nested block is written on one line";
		return;
	}
	struct str more = join_lines(p, lines, indent);
	size_t end = p->crlf ? 2 : 1;

	/* without the first indent and the last line end, which stay */
	add_edit(p, block->range.from, block->range.to - block->range.from,
		(struct str){more.ptr + indent.len, more.len - indent.len - end});
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

static void patch_blocks(
	struct patch *p, const struct field *field, const struct node *from, const struct node *to)
{
	struct str name = setting_name(field);
	size_t n_from = from ? from->n : 0, n_to = to ? to->n : 0;

	for (size_t i = 0; !p->why && (i < n_from || i < n_to); i++) {
		const struct node *old = item_of(from, i), *new = item_of(to, i);
		struct list lines = {0};

		if (old && new &&same(p->arena, old, new))
			continue;
		if (!new) {
			p->why = "a nested block has to be removed";
			return;
		}
		settings_block(&lines, name, new, old ? 0 : 1, p->arena);
		if (!old) {
			insert_lines(p, &lines);
			continue;
		}
		const struct hcl_block *block = find_block(p, name, n_from, i);

		if (block)
			replace_block(p, block, &lines);
		else
			p->why = "a nested block is dynamic, or contains an expression";
	}
}

static void patch_attribute(struct patch *p, const struct field *field, const struct node *to)
{
	struct str name = setting_name(field);
	struct str value = settings_value(to, p->arena);
	const struct hcl_attribute *attribute = hcl_attribute(&p->block->body.attributes, name);
	struct str line = str_printf(p->arena, "  %.*s = %.*s", STR_ARGS(name), STR_ARGS(value));
	struct list lines = {0};

	if (!attribute) {
		(void)list_add(p->arena, &lines, &line);
		insert_lines(p, &lines);
	} else if (attribute->value->kind == HCL_BOOL || attribute->value->kind == HCL_STRING) {
		add_edit(p, attribute->value->range.from,
			attribute->value->range.to - attribute->value->range.from, value);
	} else {
		p->why = "the value of an argument is an expression: change it where it is written";
	}
}

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

	for (size_t i = 0; i < body->blocks.n && !ignored; i++) {
		const struct hcl_block *b = body->blocks.items[i];

		if (str_is(b->type, "lifecycle"))
			ignored = hcl_attribute(&b->body.attributes, STR("ignore_changes"));
	}
	if (!ignored)
		return false;
	for (size_t i = 0; i < ignored->value->items.n; i++)
		if (names(ignored->value->items.items[i], name))
			return true;
	return ignored->value->kind != HCL_LIST;
}

static void patch_change(struct patch *p, const struct remedy_change *change)
{
	const struct resource *r = change->resource;
	const struct written *w = run_written(p->run, change->before->at);

	p->why = refuse_block(p->run, r, w);
	if (p->why)
		return;
	p->block = w->entity->block;
	if (p->first && !str_eq(p->first->boundary, p->block->file->boundary)) {
		p->why = "its sources are in another folder than those of the patch: give its plan "
			 "alone, or --source-root";
		return;
	}
	p->crlf = str_contains(p->block->file->text, STR("\r\n"));
	for (size_t i = 0; !p->why && i < r->type->n_fields; i++) {
		const struct field *f = &r->type->fields[i];
		const struct node *from = field_of(change->before, f);
		const struct node *to = field_of(change->after, f);

		if (!field_differs(p->arena, f, change->before, change->after))
			continue;
		if (!node_is_plain(to))
			p->why = "a value is unknown or sensitive";
		else if (is_ignored(&p->block->body, setting_name(f)))
			p->why =
				"ignore_changes of its lifecycle block keeps the old value: remove "
				"the argument from it first";
		else if (setting_is_block(f))
			patch_blocks(p, f, from, to);
		else
			patch_attribute(p, f, to);
	}
}

/* a resource that an earlier remedy changed has no text to edit */
static bool is_changed_before(const struct run *run, size_t n, const struct resource *resource)
{
	for (size_t i = 0; i < n; i++) {
		const struct remedy *r = run->remedies.items[i];

		for (size_t k = 0; k < r->changes.n; k++)
			if (((struct remedy_change *)r->changes.items[k])->resource == resource)
				return true;
	}
	return false;
}

/* the edits of a remedy, all or none */
static void patch_remedy(struct run *run, size_t i, struct list *edits)
{
	struct remedy *remedy = run->remedies.items[i];
	struct patch p = {.run = run, .arena = run->arena};

	p.first = edits->n ? ((struct edit *)edits->items[0])->file : NULL;

	for (size_t k = 0; k < remedy->changes.n; k++) {
		const struct remedy_change *change = remedy->changes.items[k];

		if (change->resource->address.len == 0)
			continue;
		patch_change(&p, change);
		if (!p.why && is_changed_before(run, i, change->resource))
			p.why = "an earlier remedy changes it, too";
		if (p.why) {
			remedy_note(remedy, run->arena,
				str_printf(run->arena, "No patch for %.*s: %s.",
					STR_ARGS(change->resource->address), p.why));
			return;
		}
	}
	for (size_t k = 0; k < p.edits.n; k++)
		(void)list_add(run->arena, edits, p.edits.items[k]);
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
	struct list edits = {0};

	for (size_t i = 0; has_sources(run) && i < run->remedies.n; i++)
		patch_remedy(run, i, &edits);
	run->patch = edits.n ? diff_write(run->arena, &edits) : STR_NONE;
}
