/*
 * marks - which readings a verdict stands on: a fail's evidence, an unknown's reasons.
 *
 * An evidence that is a value marks all that was read inside it, one that is a resource as a whole
 * all that was read of it, an absence what was found absent there. A pass stands on all of its
 * readings, so it has no marks. Must not know how readings are made or shown.
 */
#include "rule/host/marks.h"

/* a value's text: nested or apart, as values of one document are */
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

static int add_span(struct marks *m, struct cursor at)
{
	struct span *span = at.doc ? arena_alloc(m->arena, sizeof *span) : NULL;
	if (!span)
		return at.doc ? ASSAY_ENOMEM : ASSAY_OK;
	*span = (struct span){at.doc, at.at, at.at + cursor_text(at).len};
	return list_add(m->arena, &m->spans, span);
}

/* put in order, and leave out what lies in another */
static int resolve_spans(struct marks *m)
{
	size_t n = 0;
	if (list_sort(m->arena, &m->spans, by_place) != ASSAY_OK)
		return ASSAY_ENOMEM;
	for (size_t i = 0; i < m->spans.n; i++) {
		const struct span *last = n ? m->spans.items[n - 1] : NULL;
		const struct span *next = m->spans.items[i];
		if (!last || last->doc != next->doc || next->from >= last->to)
			m->spans.items[n++] = m->spans.items[i];
	}
	m->spans.n = n;
	return ASSAY_OK;
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
	if (!key)
		return STR_NONE;
	memcpy(key, &at.doc, sizeof at.doc);
	memcpy(key + sizeof at.doc, &at.at, sizeof at.at);
	if (text.len)
		memcpy(key + head, text.ptr, text.len);
	return (struct str){key, head + text.len};
}

static int add_point(struct marks *m, struct cursor at, struct str text)
{
	struct str key = key_of(m->arena, at, text);
	return key.ptr ? map_set(m->arena, &m->points, key, m) : ASSAY_ENOMEM;
}

static int add_evidence(struct marks *m, const struct evidence *e)
{
	const struct resource *r = e->resource;
	/* of a Region, an account, a list of resources */
	if (!r || e->absent)
		return add_point(m, e->at, e->name);
	if (e->at.doc == r->root->at.doc && e->at.at == r->root->at.at)
		return map_set(m->arena, &m->things, r->key, m);
	return add_span(m, e->at);
}

int marks_init(struct marks *m, const struct result *result)
{
	*m = (struct marks){0};
	int status = arena_new(&m->arena, 0);
	for (size_t i = 0; i < result->evidence.n && !status; i++)
		status = add_evidence(m, result->evidence.items[i]);
	for (const struct reason *r = result->reasons; r && !status; r = r->next)
		/* a doubt is about a value that is known */
		status =
			r->code == REASON_DOUBT ? add_span(m, r->at) : add_point(m, r->at, r->what);
	return status ? status : resolve_spans(m);
}

void marks_free(struct marks *m)
{
	arena_free(m->arena);
}

int marks_hold(const struct marks *m, const struct reading *reading, bool *holds)
{
	struct cursor at = reading->at;
	*holds = map_get(&m->things, reading->object) ||
		 (reading->kind != READING_UNKNOWN && in_span(m, at));
	if (m->points.n == 0)
		return ASSAY_OK;
	/* a list of resources is an evidence without a name */
	struct str name = key_of(m->arena, at, reading->name),
		   bare = key_of(m->arena, at, STR_NONE);
	if (!name.ptr || !bare.ptr)
		return ASSAY_ENOMEM;
	*holds = *holds || map_get(&m->points, name) ||
		 (reading->kind == READING_LIST && map_get(&m->points, bare));
	for (const struct reason *why = reading->why; why && !*holds; why = why->next) {
		struct str what = key_of(m->arena, why->at, why->what);
		if (!what.ptr)
			return ASSAY_ENOMEM;
		*holds = map_get(&m->points, what) != NULL;
	}
	return ASSAY_OK;
}
