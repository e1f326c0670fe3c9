/*
 * mem - arenas, how control leaves when they are out of memory, and lists of pointers in them.
 *
 * One of the few files that call malloc. Blocks come zeroed from the system and are never used
 * twice, so arena_alloc returns zeroed bytes without writing them.
 * Knows libc only; must not know what is kept in an arena.
 */
#include "base/base.h"

#include <setjmp.h>

#define BLOCK_FIRST ((size_t)1 << 10)
#define BLOCK_MAX   ((size_t)1 << 20)
#define ALIGNMENT   _Alignof(max_align_t)

struct block {
	struct block *next;
	size_t size, used;
	max_align_t bytes[];
};

/* a block of arena_resize */
struct loose {
	struct loose *next, **link; /* link: the pointer to this block */
	max_align_t bytes[];
};

struct arena {
	struct block *blocks; /* the first one is being filled */
	struct loose *loose;
	size_t next_size;
	size_t used;
	size_t limit; /* SIZE_MAX: none */
	struct arena *above, *below, *beside;
	bool failed;
	/* of a root */
	struct arena_exit *exit;
	struct arena_cleanup *cleanups;
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
	if (arena_new(out, 0)) {
		arena_fail(above);
		return ASSAY_ENOMEM;
	}
	(*out)->above = above;
	(*out)->beside = above->below;
	above->below = *out;
	return ASSAY_OK;
}

static void free_all(struct arena *a)
{
	for (struct arena *below = a->below, *next; below; below = next) {
		next = below->beside;
		free_all(below);
	}
	for (struct loose *l = a->loose, *next; l; l = next) {
		next = l->next;
		free(l);
	}
	for (struct block *b = a->blocks, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	if (a->above) {
		struct arena **link = &a->above->below;
		while (*link != a)
			link = &(*link)->beside;
		*link = a->beside;
	}
	free_all(a);
}

/* --- out of memory --- */

static struct arena *root_of(struct arena *a)
{
	while (a->above)
		a = a->above;
	return a;
}

bool arena_failed(const struct arena *a)
{
	return a->failed;
}

void arena_fail(struct arena *a)
{
	if (!a)
		return;
	for (struct arena *up = a; up; up = up->above)
		up->failed = true;
	struct arena *root = root_of(a);
	struct arena_exit *exit = root->exit;
	if (!exit || !exit->leave)
		return;
	while (root->cleanups != exit->cleanups)
		arena_release(root, root->cleanups);
	exit->leave(exit->payload);
}

static void *fail(struct arena *a)
{
	arena_fail(a);
	return NULL;
}

void arena_enter(struct arena *a, struct arena_exit *exit)
{
	struct arena *root = root_of(a);
	exit->outer = root->exit;
	exit->cleanups = root->cleanups;
	root->exit = exit;
}

void arena_leave(struct arena *a, struct arena_exit *exit)
{
	root_of(a)->exit = exit->outer;
}

void arena_defer(
	struct arena *a, struct arena_cleanup *cleanup, void (*fn)(void *payload), void *payload)
{
	struct arena *root = root_of(a);
	*cleanup = (struct arena_cleanup){fn, payload, root->cleanups};
	root->cleanups = cleanup;
}

void arena_release(struct arena *a, struct arena_cleanup *cleanup)
{
	root_of(a)->cleanups = cleanup->outer;
	cleanup->fn(cleanup->payload);
}

_Noreturn static void jump(void *payload)
{
	longjmp(*(jmp_buf *)payload, 1);
}

int arena_run(struct arena *a, int (*fn)(void *payload), void *payload)
{
	jmp_buf phase;
	struct arena_exit exit = {.leave = jump, .payload = &phase};
	int status = ASSAY_ENOMEM;
	if (a->failed)
		return status;
	arena_enter(a, &exit);
	/* no local variable changes between setjmp and longjmp but status, which is set again */
	if (setjmp(phase))
		status = ASSAY_ENOMEM;
	else
		status = fn(payload);
	arena_leave(a, &exit);
	return a->failed ? ASSAY_ENOMEM : status;
}

/* --- memory --- */

static struct block *add_block(struct arena *a, size_t n)
{
	size_t size = n > a->next_size ? n : a->next_size;
	if (size > SIZE_MAX - sizeof(struct block))
		return NULL;
	struct block *b = calloc(1, sizeof *b + size);
	if (!b)
		return NULL;
	b->size = size;
	/* the block with more room left is filled first */
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

static void *move_loose(struct arena *a, struct loose *old, struct loose *moved)
{
	if (!old) {
		moved->link = &a->loose;
		moved->next = a->loose;
	}
	*moved->link = moved;
	if (moved->next)
		moved->next->link = &moved->next;
	return moved->bytes;
}

void *arena_resize(struct arena *a, void *block, size_t n)
{
	struct loose *old = block ? (struct loose *)(void *)((char *)block - sizeof *old) : NULL;
	if (n == 0) {
		if (old) {
			*old->link = old->next;
			if (old->next)
				old->next->link = old->link;
			free(old);
		}
		return NULL;
	}
	struct loose *moved =
		n <= SIZE_MAX - sizeof *moved ? realloc(old, sizeof *moved + n) : NULL;
	return moved ? move_loose(a, old, moved) : fail(a);
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}

int list_add(struct arena *a, struct list *list, void *item)
{
	if (list->n == list->capacity) {
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

/* merge the runs [from, middle) and [middle, to) of in */
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
