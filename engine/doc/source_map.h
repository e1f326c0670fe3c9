/*
 * source_map.h - which offset of a source an offset of its JSON text comes from.
 *
 * For a document whose JSON text was made from its source. Of YAML: a point for each beginning of
 * a key or value, and for each end of a value. In the order of the JSON text; an alias goes back in
 * the source.
 */
#ifndef ASSAY_DOC_SOURCE_MAP_H
#define ASSAY_DOC_SOURCE_MAP_H

#include "base/base.h"

/* what an offset must fit in */
#define SOURCE_MAP_MAX ((size_t)UINT32_MAX)

struct source_point {
	uint32_t text, source;
};

/* Zero-initialised is empty. */
struct source_map {
	struct buf points; /* struct source_point each */
	size_t n;
	bool copied; /* the text behind a point is a copy of the source, up to the next point */
};

/* The map's memory is the arena's. */
void source_map_init(struct source_map *map, struct arena *a);

/* Add a point behind all others. */
void source_map_add(struct source_map *map, size_t text, size_t source);

/* Repeat the points from..to for a copy of their text, shift bytes further on. */
void source_map_repeat(struct source_map *map, size_t from, size_t to, size_t shift);

/*
 * The source's offset of the last point that isn't behind an offset of the text; of a copied text
 * as far behind it as the offset is behind the point.
 */
size_t source_map_find(const struct source_map *map, size_t text);

#endif
