/*
 * map.h - an ordered map from strings to pointers, in an arena.
 *
 * A balanced tree, not a hash: its order does not depend on addresses, and no input makes it slow.
 * Keys are borrowed. Knows libc only.
 */
#ifndef ASSAY_BASE_MAP_H
#define ASSAY_BASE_MAP_H

#include "base/mem.h"
#include "base/str.h"

struct map_node;

/* Zero-initialised is empty. */
struct map {
	struct map_node *root;
	size_t n;
};

/* The value of key, or NULL. */
void *map_get(const struct map *map, struct str key);

/* Set key to value (not NULL), which replaces an earlier one. ASSAY_OK or ASSAY_ENOMEM. */
int map_set(struct arena *a, struct map *map, struct str key, void *value);

/* Visit all values in the byte order of their keys; a return value other than 0 ends it and is
 * returned. */
int map_each(const struct map *map, int (*visit)(void *payload, struct str key, void *value),
	void *payload);

#endif
