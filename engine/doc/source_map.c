/*
 * source_map - which offset of a source an offset of its JSON text comes from.
 *
 * Points in one growing array, found by binary search. Knows offsets; must not know the texts.
 */
#include "doc/source_map.h"

void source_map_init(struct source_map *map, struct arena *a)
{
	*map = (struct source_map){0};
	buf_init_for(&map->points, SIZE_MAX / 2, a);
}

void source_map_add(struct source_map *map, size_t text, size_t source)
{
	struct source_point point = {(uint32_t)text, (uint32_t)source};
	buf_add(&map->points, (const char *)&point, sizeof point);
	map->n++;
}

static struct source_point point_at(const struct source_map *map, size_t i)
{
	struct source_point point;
	memcpy(&point, map->points.ptr + i * sizeof point, sizeof point);
	return point;
}

void source_map_repeat(struct source_map *map, size_t from, size_t to, size_t shift)
{
	for (size_t i = from; i < to; i++) {
		struct source_point point = point_at(map, i);
		source_map_add(map, point.text + shift, point.source);
	}
}

size_t source_map_find(const struct source_map *map, size_t text)
{
	size_t low = 0, high = map->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (point_at(map, middle).text <= text)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return 0;
	struct source_point point = point_at(map, low - 1);
	return map->copied ? point.source + (text - point.text) : point.source;
}
