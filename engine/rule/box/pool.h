/*
 * pool.h - memory for tables and functions, at addresses that are alike in every run.
 *
 * Lua finds a table or function that is a key by the low 32 bits of its address. So these depend
 * on nothing but the order of the calls below. The high bits are the system's choice.
 */
#ifndef ASSAY_RULE_POOL_H
#define ASSAY_RULE_POOL_H

#include <stdbool.h>
#include <stddef.h>

/* sizes of blocks: 32, 64, ... 4096 */
#define POOL_SIZES 8

/* All zero: no pool. */
struct pool {
	char *start, *next, *end;   /* unused: next to end */
	void *released[POOL_SIZES]; /* blocks to use again; each begins with the next one */
};

/*
 * Reserve a pool in which objects of at most live bytes find room. False if the system refuses:
 * then nothing is reserved, and pool_take returns NULL.
 */
bool pool_open(struct pool *p, size_t live);
void pool_close(struct pool *p);

/* A block of n bytes, or NULL: n is 0 or too large, or the pool is used up. */
void *pool_take(struct pool *p, size_t n);

/* True if the block is of the pool. */
bool pool_has(const struct pool *p, const void *block);

/* Release a block of the pool that was taken with n. */
void pool_release(struct pool *p, void *block, size_t n);

#endif
