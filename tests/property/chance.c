/*
 * chance - reproducible random numbers, and the settings of a soak.
 *
 * Knows numbers only: a seed and a text give the same way on every machine.
 */
#include "property.h"

#include <stdlib.h>

static uint64_t next(struct chance *c)
{
	uint64_t z = c->state += 0x9e3779b97f4a7c15U;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return z ^ (z >> 31);
}

struct chance chance_of(uint64_t seed, const char *salt)
{
	struct chance c = {seed};
	for (; *salt; salt++)
		c.state = next(&c) ^ (unsigned char)*salt;
	return c;
}

size_t below(struct chance *c, size_t n)
{
	return (size_t)(next(c) % n);
}

bool one_in(struct chance *c, size_t n)
{
	return below(c, n) == 0;
}

const char *pick(struct chance *c, const char *const *words)
{
	size_t n = 0;
	while (words[n])
		n++;
	return words[below(c, n)];
}

uint64_t number_of(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);
	return text && *text ? strtoull(text, NULL, 10) : otherwise;
}
