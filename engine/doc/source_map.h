/*
 * source_map.h - which offset of a source an offset of its JSON text comes from.
 *
 * Of a document that was not written as JSON: where each key and value begins, and where each
 * value ends, in both texts. In the order of the JSON text; in the source an alias goes back.
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

void source_map_init(struct source_map *map);
void source_map_free(struct source_map *map);

/* Add a point behind all others; points.status tells whether there was memory for all. */
void source_map_add(struct source_map *map, size_t text, size_t source);

/* Repeat the points from..to for a copy of their text that stands shift bytes further on. */
void source_map_repeat(struct source_map *map, size_t from, size_t to, size_t shift);

/*
 * The source's offset of the last point that isn't behind an offset of the text; of a copied text
 * as far behind it as the offset is behind the point.
 */
size_t source_map_find(const struct source_map *map, size_t text);

#endif
