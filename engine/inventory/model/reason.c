/*
 * reason - why something is unknown: lists of reasons without repeats.
 *
 * Reasons are shared between lists and never changed: what grows is a copy.
 * Knows arenas and cursors. Must not know where reasons come from, nor how they are shown.
 */
#include "inventory/model/build.h"

static bool same(const struct reason *a, const struct reason *b)
{
	return a->code == b->code && a->at.doc == b->at.doc && a->at.at == b->at.at &&
	       str_eq(a->what, b->what);
}

static bool holds(const struct reason *list, const struct reason *one)
{
	while (list && !same(list, one))
		list = list->next;
	return list != NULL;
}

/* a chain that grows at its end */
struct chain {
	struct arena *arena;
	struct reason *first, *last;
};

static void chain_add(struct chain *c, const struct reason *one)
{
	struct reason *copy = arena_alloc(c->arena, sizeof *copy);
	*copy = *one;
	copy->next = NULL;
	if (c->last)
		c->last->next = copy;
	else
		c->first = copy;
	c->last = copy;
}

void reasons_add(struct arena *a, const struct reason **list, const struct reason *more)
{
	if (!*list) {
		*list = more;
		return;
	}
	while (more && holds(*list, more))
		more = more->next;
	if (!more)
		return;
	struct chain c = {.arena = a};
	for (const struct reason *r = *list; r; r = r->next)
		chain_add(&c, r);
	for (; more; more = more->next)
		if (!holds(*list, more))
			chain_add(&c, more);
	*list = c.first;
}

void reasons_set_subject(struct arena *a, const struct reason **list,
	const struct resource *resource, struct str path)
{
	struct chain c = {.arena = a};
	for (const struct reason *r = *list; r; r = r->next) {
		chain_add(&c, r);
		if (r->resource)
			continue;
		c.last->resource = resource;
		c.last->path = path;
	}
	*list = c.first;
}

struct str text_cut(struct arena *a, struct str s, size_t max)
{
	if (s.len <= max)
		return s;
	size_t end = max;
	while (end > 0 && ((unsigned char)s.ptr[end] & 0xc0) == 0x80)
		end--;
	return str_printf(a, "%.*s…", (int)end, s.ptr);
}
