/*
 * node_canonical - a node's content as one string: equal strings mean equal content.
 *
 * Ignores the order of sets and places in documents; an empty list equals an absent one.
 * Knows nodes only.
 */
#include "inventory/model/node.h"

static int by_bytes(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	return str_cmp(*x, *y);
}

/* length first, so that no text can look like the structure around it */
static struct str join(struct arena *scratch, char open, const struct list *parts)
{
	size_t len = 1;
	for (size_t i = 0; i < parts->n; i++)
		len += ((const struct str *)parts->items[i])->len + 24;
	char *text = arena_alloc(scratch, len + 1);
	size_t at = 0;
	text[at++] = open;
	for (size_t i = 0; i < parts->n; i++) {
		const struct str *part = parts->items[i];
		int head = snprintf(text + at, 24, "%zu:", part->len);
		at += head > 0 ? (size_t)head : 0;
		if (part->len)
			memcpy(text + at, part->ptr, part->len);
		at += part->len;
	}
	return (struct str){text, at};
}

static void add_part(struct arena *scratch, struct list *parts, struct str text)
{
	struct str *part = arena_alloc(scratch, sizeof *part);
	*part = text.ptr ? text : STR("");
	list_add(scratch, parts, part);
}

static struct str canonical(struct arena *scratch, const struct node *n, size_t depth);

static struct str of_list(struct arena *scratch, const struct node *n, size_t depth)
{
	struct list parts = {0};
	for (size_t i = 0; i < n->n; i++)
		add_part(scratch, &parts, canonical(scratch, n->items[i], depth));
	if (n->field && n->field->kind == FIELD_SET)
		list_sort(scratch, &parts, by_bytes);
	if (n->why)
		add_part(scratch, &parts, n->why->what);
	return join(scratch, '[', &parts);
}

static struct str of_members(struct arena *scratch, const struct node *n, size_t depth)
{
	struct list parts = {0};
	for (size_t i = 0; i < n->n; i++) {
		const struct node_member *m = &n->members[i];
		struct str text = canonical(scratch, m->node, depth);
		if (n->kind == NODE_OBJECT && str_is(text, "-"))
			continue;
		add_part(scratch, &parts, n->kind == NODE_OBJECT ? m->field->name : m->key);
		add_part(scratch, &parts, text);
	}
	return join(scratch, '{', &parts);
}

static struct str of_text(struct arena *scratch, char mark, struct str text)
{
	struct list parts = {0};
	add_part(scratch, &parts, text);
	return join(scratch, mark, &parts);
}

static struct str canonical(struct arena *scratch, const struct node *n, size_t depth)
{
	if (!n || depth > NODE_MAX_DEPTH)
		return STR("-");
	switch (n->kind) {
	case NODE_BOOL:
		return n->truth ? STR("t") : STR("f");
	case NODE_INT:
		return str_printf(scratch, "#%lld", (long long)n->integer);
	case NODE_STRING:
		return of_text(scratch, 's', n->text);
	case NODE_UNKNOWN:
		return of_text(scratch, '?', n->why ? n->why->what : STR(""));
	case NODE_LIST:
		return n->n || n->why ? of_list(scratch, n, depth + 1) : STR("-");
	case NODE_MAP:
		return n->n ? of_members(scratch, n, depth + 1) : STR("-");
	case NODE_OBJECT:
		return of_members(scratch, n, depth + 1);
	}
	return STR("-");
}

void node_canonical(struct arena *scratch, const struct node *node, struct str *out)
{
	*out = canonical(scratch, node, 0);
}

bool node_same(struct arena *scratch, const struct node *a, const struct node *b)
{
	struct str x = STR_NONE, y = STR_NONE;
	node_canonical(scratch, a, &x);
	node_canonical(scratch, b, &y);
	return str_eq(x, y);
}

static bool has_unknown(const struct node *n, size_t depth)
{
	bool found = n && (n->kind == NODE_UNKNOWN || n->why || depth > NODE_MAX_DEPTH);
	for (size_t i = 0; n && !found && i < n->n; i++)
		found = has_unknown(
			n->kind == NODE_LIST ? n->items[i] : n->members[i].node, depth + 1);
	return found;
}

bool node_has_unknown(const struct node *n)
{
	return has_unknown(n, 0);
}
