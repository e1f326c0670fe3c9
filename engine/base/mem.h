/*
 * mem.h - arenas: one for each document, one for each run. Nothing is freed node by node.
 *
 * Lack of memory. Inside a phase (arena_run) no allocation of an arena fails from the caller's
 * view: arena_alloc, arena_array, arena_resize, list_add, list_sort, map_set, str_copy, str_printf
 * and a buffer made by buf_init_for either succeed, or control leaves to the phase, which returns
 * ASSAY_ENOMEM. All arenas below one root (arena_new_below) share its phases; the innermost counts.
 * Every public function of assay.h that can run out of memory is a phase.
 *
 * So code that runs inside a phase has no ladder for memory:
 *   - A function whose only failure is memory returns its product, or void. Delete the checks
 *     for NULL and the ASSAY_ENOMEM paths of its callers.
 *   - A function that can fail with a place (a broken input, a limit) keeps `int status`.
 *   - What must be undone when control leaves: memory of an arena, arenas made below it and
 *     buffers of buf_init_for are freed with it; nothing to do. Anything else (a cJSON tree, a
 *     parser of libyaml, a FILE, a buffer of buf_init) is registered with arena_defer while it
 *     is open, or no allocation of an arena happens while it is open.
 *   - Make a scratch arena with arena_new_below, never with arena_new: a root has no phase.
 *
 * Outside a phase (small tests, the constructor of a public object) a failed allocation returns
 * NULL (STR_NONE, ASSAY_ENOMEM), and the arena remembers it: arena_failed.
 *
 * Lua. Control must not leave past lua_pcall. While Lua runs, the box opens an exit of its own
 * (arena_enter) whose function raises the box's out-of-memory error in the running state; after
 * lua_pcall it closes it (arena_leave), closes the state and returns ASSAY_ENOMEM. A C function
 * called from Lua allocates like any other; between arena_defer and arena_release it calls nothing
 * that raises. Code that was not written for this is run between arena_enter and arena_leave
 * with an exit whose leave is NULL: there, failed allocations return NULL as outside a phase.
 *
 * Low-level: knows libc only.
 */
#ifndef ASSAY_BASE_MEM_H
#define ASSAY_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Make a root arena that gives at most limit bytes (0: no limit). ASSAY_OK or ASSAY_ENOMEM. */
int arena_new(struct arena **out, size_t limit);

/* Make an arena that fails with the one above and is freed with it, or earlier by arena_free. */
int arena_new_below(struct arena **out, struct arena *above);

/* Free an arena, all arenas below it and their buffers. NULL: no effect. */
void arena_free(struct arena *a);

/* n zeroed bytes, aligned for any type, owned by the arena. */
void *arena_alloc(struct arena *a, size_t n);

/* n zeroed elements of size bytes each; an overflow of the product is lack of memory. */
void *arena_array(struct arena *a, size_t n, size_t size);

/*
 * Like realloc, for one block that grows or is freed before the arena is: block is NULL or the
 * result of an earlier call; n 0 frees it and returns NULL. New bytes are not zeroed. On failure
 * outside a phase: NULL, and the block is unchanged.
 */
void *arena_resize(struct arena *a, void *block, size_t n);

/* Bytes given by arena_alloc and arena_array so far. */
size_t arena_used(const struct arena *a);

/* True if an allocation of the arena, or of one below it, has failed. It stays true. */
bool arena_failed(const struct arena *a);

/* Fail as an allocation would: leaves to the phase; returns only outside one. NULL: no effect. */
void arena_fail(struct arena *a);

/*
 * Run fn(payload) as a phase. Returns its status, or ASSAY_ENOMEM if an allocation of the arena or
 * of one below it has failed, now or earlier: an arena that failed is only good for arena_free.
 * What fn was building is then incomplete.
 */
int arena_run(struct arena *a, int (*fn)(void *payload), void *payload);

/* A function to run when control leaves; lives on the stack of the function that registers it. */
struct arena_cleanup {
	void (*fn)(void *payload);
	void *payload;
	struct arena_cleanup *outer;
};

/* Register a cleanup. */
void arena_defer(
	struct arena *a, struct arena_cleanup *cleanup, void (*fn)(void *payload), void *payload);

/* Run and forget the cleanup that was registered last; it is passed to name it. */
void arena_release(struct arena *a, struct arena_cleanup *cleanup);

/* How control leaves when an allocation fails. */
struct arena_exit {
	void (*leave)(void *payload); /* does not return; NULL: failed allocations return NULL */
	void *payload;
	struct arena_exit *outer;
	struct arena_cleanup *cleanups; /* those that stay registered */
};

/* Open an exit; leave and payload are set, it lives until arena_leave. */
void arena_enter(struct arena *a, struct arena_exit *exit);

/* Close an exit, and any that was opened after it. */
void arena_leave(struct arena *a, struct arena_exit *exit);

/* A growing list of pointers in an arena. Zero-initialised is empty. */
struct list {
	void **items;
	size_t n;
	size_t capacity;
};

/* Append; ASSAY_OK or ASSAY_ENOMEM. */
int list_add(struct arena *a, struct list *list, void *item);

/* Sort; stable. compare takes two items themselves (not pointers to them, as qsort does). */
int list_sort(
	struct arena *scratch, struct list *list, int (*compare)(const void *a, const void *b));

#endif
