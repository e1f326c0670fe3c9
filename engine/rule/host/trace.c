/*
 * trace - the readings of a check, in order.
 *
 * While the check runs only pointers are kept. Texts are made at its end, when all secrets that
 * it read are known. marks.c decides which readings the verdict rests on. Must not change how a
 * check ends.
 */
#include "rule/host/trace.h"
#include "rule/box/secrets.h"

#include "rule/box/text.h"
#include "rule/host/evidence.h"
#include "rule/host/handle.h"
#include "rule/host/marks.h"
#include "rule/host/read.h"

/* bytes times secrets; beyond it values are not shown */
#define COMPARED_MAX ((size_t)1 << 26)

struct recorded {
	struct reading reading; /* first */
	const struct node *node, *container;
};

/* A new reading; NULL: off, over the limit, or known. a, b and text name what is read. */
static struct recorded *record(
	lua_State *L, const void *a, const void *b, struct str text, enum reading_kind kind)
{
	struct check *check = box_of(L)->check;
	struct trace *trace = check ? check->trace : NULL;
	if (!trace || !check->result || trace->cut)
		return NULL;
	const void *things[] = {a, b};
	char room[sizeof things + EVIDENCE_VALUE_MAX];
	size_t len = text_fit(text, EVIDENCE_VALUE_MAX);
	memcpy(room, things, sizeof things);
	if (len)
		memcpy(room + sizeof things, text.ptr, len);
	struct str key = {room, sizeof things + len};
	if (map_get(&trace->seen, key))
		return NULL;
	trace->cut = trace->left == 0;
	if (trace->cut)
		return NULL;
	struct recorded *r = arena_alloc(check->arena, sizeof *r);
	key = str_copy(check->arena, key);
	(void)map_set(check->arena, &trace->seen, key, r);
	(void)list_add(check->arena, &trace->items, r);
	trace->left--;
	r->reading.kind = kind;
	/* the copy, since a rule's own string dies with it */
	r->reading.name = (struct str){key.ptr + sizeof things, len};
	return r;
}

static enum reading_kind kind_of(const struct node *node)
{
	switch (node->kind) {
	case NODE_BOOL:
	case NODE_INT:
	case NODE_STRING:
		break;
	case NODE_LIST:
	case NODE_MAP:
	case NODE_OBJECT:
		return READING_LIST;
	case NODE_UNKNOWN:
		return READING_UNKNOWN;
	}
	return node->written ? READING_VALUE : READING_ABSENT;
}

void trace_node(lua_State *L, const struct node *node, const struct node *container)
{
	/* the fields of an object are recorded, not the object */
	if (node->kind == NODE_OBJECT)
		return;
	struct recorded *r = record(L, node, NULL, STR_NONE, kind_of(node));
	if (!r)
		return;
	r->node = node;
	r->container = container;
	r->reading.name = evidence_name(node, container);
	r->reading.n = node->n;
	r->reading.why = node->why;
	r->reading.at = node->at;
	r->reading.object = node->resource->key;
}

static void absent(lua_State *L, const struct node *around, const void *what, struct str name,
	const struct reason *why)
{
	struct recorded *r = record(L, around, what, name, why ? READING_UNKNOWN : READING_ABSENT);
	if (!r)
		return;
	r->container = around;
	r->reading.why = why;
	r->reading.at = around->at;
	r->reading.object = around->resource->key;
}

void trace_absent(lua_State *L, const struct node *object, const struct field *field)
{
	absent(L, object, field, evidence_absent_name(object, field), NULL);
}

void trace_absent_entry(lua_State *L, const struct node *map, struct str key)
{
	absent(L, map, map, key, map->why);
}

void trace_collection(lua_State *L, const void *object, const struct collection *list)
{
	struct recorded *r = record(L, object, list->type,
		list->why_incomplete ? STR("incomplete") : STR_NONE, READING_LIST);
	if (!r)
		return;
	r->reading.object = *(const enum object_kind *)object == OBJECT_REGION
				    ? ((const struct region *)object)->key
				    : ((const struct account *)object)->key;
	r->reading.name = list->type->nouns;
	r->reading.n = list->n;
	r->reading.why = list->why_incomplete;
	r->reading.at = list->at;
}

void trace_fact(lua_State *L, const struct fact_read *fact)
{
	struct recorded *r = record(L, fact->object, NULL, str_of(fact->name),
		fact->value.len ? READING_VALUE : READING_UNKNOWN);
	if (!r)
		return;
	r->reading.object = fact->key;
	r->reading.value = fact->value;
	r->reading.why = fact->why;
	r->reading.at = fact->at;
}

/* The text to show: without secrets, then cut. */
static void make_safe(struct check *check, struct str *s)
{
	struct trace *trace = check->trace;
	size_t n = check->secrets.n;
	if (s->len == 0)
		return;
	if (n && s->len > (COMPARED_MAX - trace->compared) / n) {
		*s = STR(REDACTED);
		return;
	}
	trace->compared += s->len * n;
	*s = redact(&check->secrets, *s);
	size_t fits = text_fit(*s, EVIDENCE_VALUE_MAX);
	if (fits < s->len)
		*s = str_printf(check->arena, "%.*s...", (int)fits, s->ptr);
}

static struct str default_text(struct arena *a, const struct node *node)
{
	if (node->kind == NODE_BOOL)
		return node->truth ? STR("true") : STR("false");
	if (node->kind == NODE_INT)
		return str_printf(a, "%lld", (long long)node->integer);
	return str_printf(a, "\"%.*s\"", STR_ARGS(node->text));
}

/* Set the texts of a reading that may be shown. */
static void make_texts(struct check *check, struct recorded *r)
{
	struct reading *reading = &r->reading;
	const struct node *in = r->container;
	bool secret = r->node ? read_is_secret(r->node, in) : in && read_is_secret(in, NULL);
	if (reading->kind == READING_VALUE && r->node)
		reading->value = evidence_text(check, r->node, in);
	if (reading->kind == READING_ABSENT && r->node && !secret)
		reading->assumed = default_text(check->arena, r->node);
	/* the keys of a secret map are secret too */
	if (secret && in && in->kind == NODE_MAP)
		reading->name = STR(REDACTED);
	make_safe(check, &reading->name);
	make_safe(check, &reading->value);
	make_safe(check, &reading->assumed);
}

void trace_finish(struct check *check, struct result *result)
{
	struct trace *trace = check->trace;
	struct marks marks;
	marks_init(&marks, check->arena, result);
	for (size_t i = 0; i < trace->items.n; i++) {
		struct recorded *r = trace->items.items[i];
		r->reading.decided = marks_hold(&marks, &r->reading);
		make_texts(check, r);
		(void)list_add(check->arena, &result->trace, &r->reading);
	}
	marks_free(&marks);
	result->trace_cut = trace->cut;
	trace->cut = false;
	trace->items.n = 0;
	trace->seen = (struct map){0};
}
