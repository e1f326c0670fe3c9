/*
 * mem - arenas, and lists of pointers in them.
 *
 * One of the few files that call malloc. Blocks are taken zeroed from the system
 * and never used twice, so what an arena gives is zeroed without being written.
 * Knows libc only; must not know what is kept in it.
 */
#include "base/base.h"

#define BLOCK_FIRST ((size_t)4 << 10)
#define BLOCK_MAX   ((size_t)1 << 20)
#define ALIGNMENT   _Alignof(max_align_t)

struct block {
	struct block *next;
	size_t size, used;
	max_align_t bytes[];
};

struct arena {
	struct block *blocks; /* the first one is being filled */
	size_t next_size;
	size_t used;
	size_t limit; /* SIZE_MAX: none */
	struct arena *above;
	bool failed;
};

int arena_new(struct arena **out, size_t limit)
{
	struct arena *a = calloc(1, sizeof *a);
	*out = a;
	if (!a)
		return ASSAY_ENOMEM;
	a->next_size = BLOCK_FIRST;
	a->limit = limit ? limit : SIZE_MAX;
	return ASSAY_OK;
}

int arena_new_below(struct arena **out, struct arena *above)
{
	int status = arena_new(out, 0);
	if (status == ASSAY_OK)
		(*out)->above = above;
	else
		above->failed = true;
	return status;
}

bool arena_failed(const struct arena *a)
{
	return a->failed;
}

void arena_fail(struct arena *a)
{
	for (; a; a = a->above)
		a->failed = true;
}

static void *fail(struct arena *a)
{
	arena_fail(a);
	return NULL;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	for (struct block *b = a->blocks, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

static struct block *add_block(struct arena *a, size_t n)
{
	size_t size = n > a->next_size ? n : a->next_size;
	if (size > SIZE_MAX - sizeof(struct block))
		return NULL;
	struct block *b = calloc(1, sizeof *b + size);
	if (!b)
		return NULL;
	b->size = size;
	/* behind the first one, where that has more room left than this one will have */
	struct block *first = a->blocks;
	if (first && first->size - first->used > size - n) {
		b->next = first->next;
		first->next = b;
	} else {
		b->next = first;
		a->blocks = b;
	}
	if (n < a->next_size && a->next_size < BLOCK_MAX)
		a->next_size *= 2;
	return b;
}

void *arena_alloc(struct arena *a, size_t n)
{
	if (n > SIZE_MAX - ALIGNMENT)
		return fail(a);
	n = n ? (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : ALIGNMENT;
	if (n > a->limit - a->used)
		return fail(a);
	struct block *b = a->blocks;
	if (!b || n > b->size - b->used)
		b = add_block(a, n);
	if (!b)
		return fail(a);
	void *given = (char *)b->bytes + b->used;
	b->used += n;
	a->used += n;
	return given;
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		return fail(a);
	return arena_alloc(a, n * size);
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}

int list_add(struct arena *a, struct list *list, void *item)
{
	if (list->n == list->capacity) {
		if (list->capacity > SIZE_MAX / 2)
			return ASSAY_ENOMEM;
		size_t capacity = list->capacity ? list->capacity * 2 : 8;
		void **items = arena_array(a, capacity, sizeof *items);
		if (!items)
			return ASSAY_ENOMEM;
		if (list->n)
			memcpy(items, list->items, list->n * sizeof *items);
		list->items = items;
		list->capacity = capacity;
	}
	list->items[list->n++] = item;
	return ASSAY_OK;
}

/* merge the runs [from, middle) and [middle, to) */
static void merge(void **out, void **in, size_t from, size_t middle, size_t to,
	int (*compare)(const void *a, const void *b))
{
	size_t left = from, right = middle;
	for (size_t i = from; i < to; i++) {
		bool take_left =
			right == to || (left < middle && compare(in[left], in[right]) <= 0);
		out[i] = take_left ? in[left++] : in[right++];
	}
}

int list_sort(
	struct arena *scratch, struct list *list, int (*compare)(const void *a, const void *b))
{
	size_t n = list->n;
	if (n < 2)
		return ASSAY_OK;
	void **spare = arena_array(scratch, n, sizeof *spare);
	if (!spare)
		return ASSAY_ENOMEM;
	void **in = list->items, **out = spare;
	for (size_t run = 1; run<n; run = run> n / 2 ? n : run * 2) {
		for (size_t from = 0; from < n;) {
			size_t middle = n - from > run ? from + run : n;
			size_t to = n - middle > run ? middle + run : n;
			merge(out, in, from, middle, to, compare);
			from = to;
		}
		void **swap = in;
		in = out;
		out = swap;
	}
	if (in != list->items)
		memcpy(list->items, in, n * sizeof *in);
	return ASSAY_OK;
}
