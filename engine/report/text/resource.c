/*
 * resource - one resource as a rule sees it, for people: each field with its value and place, or
 * the reason why it is unknown.
 */
#include "base/log_lines.h"
#include "report/text/text_out.h"

/* bytes of one value */
#define VALUE_MAX ((size_t)400)
/* values nest less deeply than their declarations may */
#define DEPTH_MAX 16

static void heading(const struct text *t, const struct resource *r)
{
	struct out *o = t->out;

	out_safe_line(o, r->type->name);
	out_text(o, " ");
	out_safe_line(o, r->key);
	out_text(o, "\n");
	if (r->address.len && !str_eq(r->address, r->key)) {
		out_text(o, "  planned as ");
		out_safe_line(o, r->address);
		out_text(o, "\n");
	}
	if (r->action != ACTION_NONE) {
		out_text(o, "  action ");
		out_text(o, action_name(r->action));
		out_text(o, "\n");
	}
	out_text(o, "  owner ");
	out_safe_line(o, r->owner ? r->owner->key : STR("unknown"));
	out_text(o, ", home ");
	out_safe_line(o, r->home ? r->home->key : STR("unknown"));
	for (size_t i = 0; i < r->n_listed_in; i++) {
		out_text(o, i ? ", " : ", listed in ");
		out_safe_line(o, r->listed_in[i]->key);
	}
	out_text(o, "\n");
}

static void write_place(const struct text *t, struct cursor at, size_t indent)
{
	const struct where where = where_cursor(t->run, at);

	out_place(t, indent, &where);
}

static void write_reasons(const struct text *t, const struct reason *why, size_t indent)
{
	for (const struct reason *r = why; r; r = r->next) {
		out_blanks(t->out, indent);
		out_text(t->out, reason_name(r->code));
		out_text(t->out, ": ");
		out_safe_line(t->out, r->what);
		out_text(t->out, "\n");
		if (r->resolve.len) {
			out_blanks(t->out, indent);
			out_text(t->out, "To resolve: ");
			out_safe_line(t->out, r->resolve);
			out_text(t->out, "\n");
		}
		write_place(t, r->at, indent);
	}
}

static void write_scalar(struct out *o, const struct node *node)
{
	struct str cut = str_cut(node->text, VALUE_MAX);

	if (node->kind == NODE_BOOL)
		out_text(o, node->truth ? "true" : "false");
	else if (node->kind == NODE_INT)
		out_int(o, node->integer);
	if (node->kind != NODE_STRING)
		return;
	out_text(o, "\"");
	out_safe_line(o, cut);
	out_text(o, cut.len < node->text.len ? "...\"" : "\"");
}

static void write_node(const struct text *t, const struct node *node, size_t indent);

static void write_members(const struct text *t, const struct node *node, size_t indent)
{
	for (size_t i = 0; i < node->n; i++) {
		const struct node_member *m = &node->members[i];

		out_blanks(t->out, indent);
		out_safe_line(t->out, m->field ? m->field->name : m->key);
		out_text(t->out, ": ");
		write_node(t, m->node, indent + 2);
	}
}

/* fields that are absent, beside those that an object has */
static void write_absent(
	const struct text *t, const struct node *object, const struct field *fields, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (node_get(object, fields[i].name))
			continue;
		out_text(t->out, any ? ", " : "  absent: ");
		out_safe_line(t->out, fields[i].name);
		any = true;
	}
	out_text(t->out, any ? "\n" : "");
}

static void write_items(const struct text *t, const struct node *node, size_t indent)
{
	for (size_t i = 0; i < node->n; i++) {
		out_blanks(t->out, indent);
		out_text(t->out, "[");
		out_size(t->out, i + 1);
		out_text(t->out, "]: ");
		write_node(t, node->items[i], indent + 2);
	}
}

static void write_container(const struct text *t, const struct node *node, size_t indent)
{
	struct out *o = t->out;

	if (node->kind != NODE_OBJECT) {
		out_text(o, node->kind == NODE_MAP ? "map of " : "list of ");
		out_size(o, node->n);
		out_text(o, node->why ? ", may be incomplete" : "");
	} else {
		out_text(o, "object");
	}
	out_text(o, "\n");
	write_reasons(t, node->why, indent);
	write_place(t, node->at, indent);
	if (indent > 2 * DEPTH_MAX)
		return;
	if (node->kind == NODE_LIST)
		write_items(t, node, indent);
	else
		write_members(t, node, indent);
}

static void write_node(const struct text *t, const struct node *node, size_t indent)
{
	struct out *o = t->out;
	bool scalar =
		node->kind == NODE_BOOL || node->kind == NODE_INT || node->kind == NODE_STRING;

	if (node->kind == NODE_UNKNOWN) {
		out_text(o, "unknown\n");
		write_reasons(t, node->why, indent);
		return;
	}
	if (node->secret) {
		out_text(o, REDACTED "\n");
		write_place(t, node->at, indent);
		return;
	}
	if (!scalar) {
		write_container(t, node, indent);
		return;
	}
	write_scalar(o, node);
	out_text(o, node->written ? "\n" : " (default)\n");
	write_place(t, node->at, indent);
}

int report_resources(struct out *out, const struct run *run, const struct list *resources)
{
	struct log_lines lines;
	struct out inner = log_begin(&lines, out);
	const struct text t = {.out = &inner, .run = run};

	for (size_t i = 0; i < resources->n; i++) {
		const struct resource *r = resources->items[i];

		out_text(&inner, i ? "\n" : "");
		heading(&t, r);
		write_members(&t, r->root, 2);
		write_absent(&t, r->root, r->type->fields, r->type->n_fields);
	}
	log_end(&lines, &inner);
	return out->status;
}
