/*
 * pool - memory for tables and functions, at addresses that are alike in every run.
 *
 * Knows mmap. Must not know what is in a block.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, MAP_NORESERVE */
#include "rule/box/pool.h"

#include <stdint.h>
#include <sys/mman.h>

#define SMALLEST_LOG2 5

/* each size needs at most twice the bytes that objects of it hold */
#define SPACE_FOR_A_BYTE ((size_t)2 * POOL_SIZES)
#define SPACE_MAX        ((uint64_t)1 << 40)

/* the bits of an address that Lua's hash uses, and the next one */
#define ALIGNMENT ((uint64_t)1 << 32)

#define ATTEMPTS 64

static void *reserve(uint64_t at, uint64_t size)
{
	void *start = mmap((void *)(uintptr_t)at, size, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return start == MAP_FAILED ? NULL : start;
}

bool pool_open(struct pool *p, size_t live)
{
	uint64_t size = live < SPACE_MAX / SPACE_FOR_A_BYTE ? live * SPACE_FOR_A_BYTE : SPACE_MAX;
	*p = (struct pool){0};
	if (UINTPTR_MAX < ALIGNMENT || size == 0)
		return false;
	/* the system's choice is not aligned; the aligned places below it are free in most cases */
	char *start = reserve(0, size);
	uint64_t at = (uint64_t)(uintptr_t)start / ALIGNMENT * ALIGNMENT;
	for (int i = 0; start && (uintptr_t)start % ALIGNMENT != 0; i++) {
		(void)munmap(start, size);
		start = i < ATTEMPTS && at > 0 ? reserve(at, size) : NULL;
		at -= ALIGNMENT;
	}
	if (!start)
		return false;
	p->start = p->next = start;
	p->end = start + size;
	return true;
}

void pool_close(struct pool *p)
{
	if (p->start)
		(void)munmap(p->start, (size_t)(p->end - p->start));
	*p = (struct pool){0};
}

/* POOL_SIZES if no block is that large */
static unsigned size_index(size_t n)
{
	unsigned index = 0;
	while (index < POOL_SIZES && n > (size_t)1 << (SMALLEST_LOG2 + index))
		index++;
	return index;
}

void *pool_take(struct pool *p, size_t n)
{
	unsigned index = size_index(n);
	if (!p->start || n == 0 || index == POOL_SIZES)
		return NULL;
	void *block = p->released[index];
	if (block) {
		p->released[index] = *(void **)block;
		return block;
	}
	size_t size = (size_t)1 << (SMALLEST_LOG2 + index);
	if ((size_t)(p->end - p->next) < size)
		return NULL;
	block = p->next;
	p->next += size;
	return block;
}

bool pool_has(const struct pool *p, const void *block)
{
	uintptr_t at = (uintptr_t)block;
	return at >= (uintptr_t)p->start && at < (uintptr_t)p->next;
}

void pool_release(struct pool *p, void *block, size_t n)
{
	unsigned index = size_index(n);
	*(void **)block = p->released[index];
	p->released[index] = block;
}
