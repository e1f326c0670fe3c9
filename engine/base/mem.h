/*
 * mem.h - arenas: one for each document, one for each run. Nothing is freed node by node.
 *
 * Low-level: knows libc only.
 */
#ifndef ASSAY_BASE_MEM_H
#define ASSAY_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Make an arena that gives at most limit bytes (0: no limit). ASSAY_OK or ASSAY_ENOMEM. */
int arena_new(struct arena **out, size_t limit);

/* One for a while: what fails in it has failed in the other one, too, which outlives it. */
int arena_new_below(struct arena **out, struct arena *above);
void arena_free(struct arena *a);

/* n zeroed bytes, aligned for any type, the arena's. NULL: no memory, or the limit. */
void *arena_alloc(struct arena *a, size_t n);

/* n zeroed elements of size bytes each; NULL also when the product overflows. */
void *arena_array(struct arena *a, size_t n, size_t size);

/* Bytes given so far. */
size_t arena_used(const struct arena *a);

/*
 * Was anything ever asked for in vain? Who needs a text may go on without it; who hands a result
 * on asks here, so that none is given out from which something is missing.
 */
bool arena_failed(const struct arena *a);

/* Say that there was no memory for something of it; NULL: of none. */
void arena_fail(struct arena *a);

/* A growing list of pointers in an arena. Zero-initialised is empty. */
struct list {
	void **items;
	size_t n;
	size_t capacity;
};

/* Append; ASSAY_OK or ASSAY_ENOMEM. */
int list_add(struct arena *a, struct list *list, void *item);

/* Sort; stable. compare is given two items themselves (not, as qsort does, where they stand). */
int list_sort(
	struct arena *scratch, struct list *list, int (*compare)(const void *a, const void *b));

#endif
