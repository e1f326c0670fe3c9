/*
 * node_path - the address of a value: of its resource, and its path in the resource.
 *
 * Written as Terraform writes references: "event_selector[0].values", map["key"]. Knows nodes only.
 */
#include "inventory/model/node.h"

/* A key in quotes; a quote or backslash in it is escaped. */
static void add_key(struct buf *b, struct str key)
{
	buf_text(b, "[\"");
	for (size_t i = 0; i < key.len; i++) {
		if (key.ptr[i] == '"' || key.ptr[i] == '\\')
			buf_text(b, "\\");
		buf_add(b, key.ptr + i, 1);
	}
	buf_text(b, "\"]");
}

/* A step into a node; hide: the keys of maps are secret. */
static void add_step(
	struct buf *b, const struct node *within, struct str name, size_t index, bool hide)
{
	if (within && within->kind == NODE_LIST) {
		buf_printf(b, "[%zu]", index);
	} else if (within && within->kind == NODE_MAP) {
		if (!hide)
			add_key(b, name);
	} else {
		/* an element of a list that is a resource of its own has no name */
		buf_text(b, b->len && name.len ? "." : "");
		buf_str(b, name);
	}
}

static void add_path(struct buf *b, const struct node *n, bool hide)
{
	/* the root of a resource has no field */
	if (!n || !n->field)
		return;
	add_path(b, n->within, hide);
	add_step(b, n->within, n->source_name, n->index, hide);
	buf_text(b, n->block ? "[0]" : "");
}

static struct str finish(struct arena *a, struct buf *b)
{
	struct str path = str_copy(a, (struct str){b->ptr, b->len});
	buf_free(b);
	return path;
}

struct str node_path(struct arena *a, const struct node *node, struct str name)
{
	struct buf b;
	buf_init_for(&b, NODE_PATH_MAX, a);
	add_path(&b, node, node->secret);
	if (name.len)
		add_step(&b, node->field ? node : NULL, name, 0, node->secret);
	return finish(a, &b);
}

struct str origin_path(struct arena *a, const struct origin *o)
{
	struct buf b;
	buf_init_for(&b, NODE_PATH_MAX, a);
	add_path(&b, o->within, o->secret);
	add_step(&b, o->within, o->name, o->index, o->secret);
	buf_text(&b, o->block ? "[0]" : "");
	return finish(a, &b);
}

struct str resource_address(const struct resource *resource)
{
	return resource->address.len ? resource->address : resource->key;
}
