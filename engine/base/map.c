/*
 * map - an ordered map from strings to pointers: an AVL tree in an arena.
 *
 * The tree stays balanced, so no order of insertion makes it slow, and a path
 * from the root fits in a small array: nothing recurses. Knows libc and arenas.
 */
#include "base/map.h"
#include "base/base.h"

/* an AVL tree of 2^64 nodes is at most 92 high */
#define HEIGHT_MAX 96

struct map_node {
	struct str key;
	void *value;
	struct map_node *child[2]; /* smaller keys, larger keys */
	int height;
};

void *map_get(const struct map *map, struct str key)
{
	const struct map_node *node = map->root;
	while (node) {
		int order = str_cmp(key, node->key);
		if (order == 0)
			return node->value;
		node = node->child[order > 0];
	}
	return NULL;
}

static int height_of(const struct map_node *node)
{
	return node ? node->height : 0;
}

static void measure(struct map_node *node)
{
	int left = height_of(node->child[0]), right = height_of(node->child[1]);
	node->height = 1 + (left > right ? left : right);
}

/* move the child on one side up to the place of its parent */
static struct map_node *rotate(struct map_node *node, int side)
{
	struct map_node *up = node->child[side];
	node->child[side] = up->child[!side];
	up->child[!side] = node;
	measure(node);
	measure(up);
	return up;
}

static struct map_node *balance(struct map_node *node)
{
	int lean = height_of(node->child[1]) - height_of(node->child[0]);
	if (lean >= -1 && lean <= 1) {
		measure(node);
		return node;
	}
	int side = lean > 0;
	struct map_node *heavy = node->child[side];
	if (height_of(heavy->child[!side]) > height_of(heavy->child[side]))
		node->child[side] = rotate(heavy, !side);
	return rotate(node, side);
}

int map_set(struct arena *a, struct map *map, struct str key, void *value)
{
	struct map_node **path[HEIGHT_MAX];
	size_t depth = 0;
	struct map_node **link = &map->root;
	while (*link) {
		int order = str_cmp(key, (*link)->key);
		if (order == 0) {
			(*link)->value = value;
			return ASSAY_OK;
		}
		path[depth++] = link;
		link = &(*link)->child[order > 0];
	}
	struct map_node *node = arena_alloc(a, sizeof *node);
	if (!node)
		return ASSAY_ENOMEM;
	*node = (struct map_node){.key = key, .value = value, .height = 1};
	*link = node;
	map->n++;
	while (depth > 0) {
		depth--;
		*path[depth] = balance(*path[depth]);
	}
	return ASSAY_OK;
}

int map_each(const struct map *map, int (*visit)(void *payload, struct str key, void *value),
	void *payload)
{
	struct map_node *path[HEIGHT_MAX];
	size_t depth = 0;
	struct map_node *node = map->root;
	while (node || depth > 0) {
		for (; node; node = node->child[0])
			path[depth++] = node;
		node = path[--depth];
		int stop = visit(payload, node->key, node->value);
		if (stop)
			return stop;
		node = node->child[1];
	}
	return ASSAY_OK;
}
