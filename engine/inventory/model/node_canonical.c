/*
 * node_canonical - a node's content as one string, to see whether two say the same.
 *
 * Order doesn't count in sets, an empty list is an absent one, places don't count.
 * Knows nodes only.
 */
#include "inventory/model/node.h"

static int by_bytes(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	return str_cmp(*x, *y);
}

/* length first, so that no text can look like the structure around it */
static int join(struct arena *scratch, char open, struct list *parts, struct str *out)
{
	size_t len = 1;
	for (size_t i = 0; i < parts->n; i++)
		len += ((const struct str *)parts->items[i])->len + 24;
	char *text = arena_alloc(scratch, len + 1);
	if (!text)
		return ASSAY_ENOMEM;
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
	*out = (struct str){text, at};
	return ASSAY_OK;
}

static int add_part(struct arena *scratch, struct list *parts, struct str text)
{
	struct str *part = arena_alloc(scratch, sizeof *part);
	if (!part || !text.ptr)
		return ASSAY_ENOMEM;
	*part = text;
	return list_add(scratch, parts, part);
}

static int canonical(struct arena *scratch, const struct node *n, struct str *out, size_t depth);

static int of_list(struct arena *scratch, const struct node *n, struct str *out, size_t depth)
{
	struct list parts = {0};
	for (size_t i = 0; i < n->n; i++) {
		struct str text;
		if (canonical(scratch, n->items[i], &text, depth) != ASSAY_OK ||
			add_part(scratch, &parts, text) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	if (n->field && n->field->kind == FIELD_SET &&
		list_sort(scratch, &parts, by_bytes) != ASSAY_OK)
		return ASSAY_ENOMEM;
	return join(scratch, '[', &parts, out);
}

static int of_members(struct arena *scratch, const struct node *n, struct str *out, size_t depth)
{
	struct list parts = {0};
	for (size_t i = 0; i < n->n; i++) {
		const struct node_member *m = &n->members[i];
		struct str text;
		if (canonical(scratch, m->node, &text, depth) != ASSAY_OK)
			return ASSAY_ENOMEM;
		if (n->kind == NODE_OBJECT && str_is(text, "-"))
			continue;
		struct str key = n->kind == NODE_OBJECT ? m->field->name : m->key;
		if (!key.ptr)
			key = STR("");
		if (add_part(scratch, &parts, key) != ASSAY_OK ||
			add_part(scratch, &parts, text) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return join(scratch, '{', &parts, out);
}

static int of_text(struct arena *scratch, char mark, struct str text, struct str *out)
{
	struct list parts = {0};
	if (add_part(scratch, &parts, text.ptr ? text : STR("")) != ASSAY_OK)
		return ASSAY_ENOMEM;
	return join(scratch, mark, &parts, out);
}

static int canonical(struct arena *scratch, const struct node *n, struct str *out, size_t depth)
{
	*out = STR("-");
	if (!n || depth > NODE_MAX_DEPTH)
		return ASSAY_OK;
	switch (n->kind) {
	case NODE_BOOL:
		*out = n->truth ? STR("t") : STR("f");
		return ASSAY_OK;
	case NODE_INT:
		*out = str_printf(scratch, "#%lld", (long long)n->integer);
		return out->ptr ? ASSAY_OK : ASSAY_ENOMEM;
	case NODE_STRING:
		return of_text(scratch, 's', n->text, out);
	case NODE_UNKNOWN:
		return of_text(scratch, '?', n->why ? n->why->what : STR(""), out);
	case NODE_LIST:
		return n->n ? of_list(scratch, n, out, depth + 1) : ASSAY_OK;
	case NODE_MAP:
		return n->n ? of_members(scratch, n, out, depth + 1) : ASSAY_OK;
	case NODE_OBJECT:
		return of_members(scratch, n, out, depth + 1);
	}
	return ASSAY_OK;
}

int node_canonical(struct arena *scratch, const struct node *node, struct str *out)
{
	return canonical(scratch, node, out, 0);
}
