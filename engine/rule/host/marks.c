/*
 * marks - the readings that a verdict rests on: evidence of a fail, reasons of an unknown.
 *
 * Evidence that is a value marks all readings inside it; a whole resource marks all readings of
 * it; an absence marks what was found absent there. A pass rests on all readings, so it has no
 * marks. Must not know how readings are made or shown.
 */
#include "rule/host/marks.h"

/* The text of a value. Two of one document are nested or disjoint. */
struct span {
	const struct doc *doc;
	size_t from, to;
};

static int by_place(const void *a, const void *b)
{
	const struct span *one = a, *other = b;
	if (one->doc != other->doc)
		return (uintptr_t)one->doc < (uintptr_t)other->doc ? -1 : 1;
	if (one->from != other->from)
		return one->from < other->from ? -1 : 1;
	/* the outer one first */
	return (one->to < other->to) - (one->to > other->to);
}

static void add_span(struct marks *m, struct cursor at)
{
	if (!at.doc)
		return;
	struct span *span = arena_alloc(m->arena, sizeof *span);
	*span = (struct span){at.doc, at.at, at.at + cursor_text(at).len};
	(void)list_add(m->arena, &m->spans, span);
}

/* Sort the spans and remove those inside another. */
static void resolve_spans(struct marks *m)
{
	size_t n = 0;
	(void)list_sort(m->arena, &m->spans, by_place);
	for (size_t i = 0; i < m->spans.n; i++) {
		const struct span *last = n ? m->spans.items[n - 1] : NULL;
		const struct span *next = m->spans.items[i];
		if (!last || last->doc != next->doc || next->from >= last->to)
			m->spans.items[n++] = m->spans.items[i];
	}
	m->spans.n = n;
}

static bool in_span(const struct marks *m, struct cursor at)
{
	const struct span point = {at.doc, at.at, SIZE_MAX};
	size_t low = 0, high = m->spans.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (by_place(m->spans.items[middle], &point) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	const struct span *before = low ? m->spans.items[low - 1] : NULL;
	const struct span *same = low < m->spans.n ? m->spans.items[low] : NULL;
	return (before && before->doc == at.doc && at.at < before->to) ||
	       (same && same->doc == at.doc && same->from == at.at);
}

/* a place and a text as one key */
static struct str key_of(struct arena *a, struct cursor at, struct str text)
{
	size_t head = sizeof at.doc + sizeof at.at;
	char *key = arena_alloc(a, head + text.len);
	memcpy(key, &at.doc, sizeof at.doc);
	memcpy(key + sizeof at.doc, &at.at, sizeof at.at);
	if (text.len)
		memcpy(key + head, text.ptr, text.len);
	return (struct str){key, head + text.len};
}

static void add_point(struct marks *m, struct cursor at, struct str text)
{
	(void)map_set(m->arena, &m->points, key_of(m->arena, at, text), m);
}

static void add_evidence(struct marks *m, const struct evidence *e)
{
	const struct resource *r = e->resource;
	/* of a Region, an account, a list of resources */
	if (!r || e->absent)
		add_point(m, e->at, e->name);
	else if (e->at.doc == r->root->at.doc && e->at.at == r->root->at.at)
		(void)map_set(m->arena, &m->things, r->key, m);
	else
		add_span(m, e->at);
}

void marks_init(struct marks *m, struct arena *above, const struct result *result)
{
	*m = (struct marks){0};
	(void)arena_new_below(&m->arena, above);
	for (size_t i = 0; i < result->evidence.n; i++)
		add_evidence(m, result->evidence.items[i]);
	for (const struct reason *r = result->reasons; r; r = r->next) {
		/* an ambiguous value is known */
		if (r->code == REASON_AMBIGUOUS)
			add_span(m, r->at);
		else
			add_point(m, r->at, r->what);
	}
	resolve_spans(m);
}

void marks_free(struct marks *m)
{
	arena_free(m->arena);
}

bool marks_hold(const struct marks *m, const struct reading *reading)
{
	struct cursor at = reading->at;
	if (map_get(&m->things, reading->object) ||
		(reading->kind != READING_UNKNOWN && in_span(m, at)))
		return true;
	if (m->points.n == 0)
		return false;
	/* a list of resources is an evidence without a name */
	if (map_get(&m->points, key_of(m->arena, at, reading->name)) ||
		(reading->kind == READING_LIST &&
			map_get(&m->points, key_of(m->arena, at, STR_NONE))))
		return true;
	for (const struct reason *why = reading->why; why; why = why->next) {
		if (map_get(&m->points, key_of(m->arena, why->at, why->what)))
			return true;
	}
	return false;
}
