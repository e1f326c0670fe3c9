/*
 * configured - which attributes of a planned resource its configuration sets.
 *
 * A plan marks an optional and computed attribute as unknown also if the configuration does not
 * set it. Expressions of blocks can't be matched to planned blocks one by one, since sets have no
 * order. So a field counts as configured if any block of its kind sets it.
 */
#include "inventory/terraform/planned.h"
#include "inventory/terraform/source.h"

/* different texts that are shown for the blocks of one kind */
#define TEXTS_MAX 3
/* blocks of one set that are compared with each other */
#define SET_MAX 100

/* cache of one field, which many blocks share */
struct found {
	const struct field *field;
	enum configured_answer answer;
	struct references references;
};

/* all blocks of one kind: as they are configured, and as they are planned */
struct level {
	const struct field *field;
	struct list written;  /* const struct value: objects of expressions */
	struct list planned;  /* struct planned */
	struct list children; /* struct level */
	struct list found;    /* struct found */
	bool merges;          /* it is a set, and two that are written may be one that is planned */
};

struct configured {
	struct scope scope;
	struct level top;
};

struct configured *configured_new(
	const struct scope *scope, const struct value *expressions, const struct planned *resource)
{
	struct arena *a = scope->arena;
	struct configured *c = arena_alloc(a, sizeof *c);
	struct planned *top = arena_alloc(a, sizeof *top);
	c->scope = *scope;
	*top = *resource;
	/* A resource without arguments has no expressions. */
	if (expressions)
		list_add(a, &c->top.written, (void *)(uintptr_t)expressions);
	list_add(a, &c->top.planned, top);
	return c;
}

static size_t length(const struct value *v)
{
	return v && v->kind == DOC_ARRAY ? v->n : 0;
}

static const struct value *at(const struct value *list, size_t i)
{
	return i < length(list) ? list->items[i] : NULL;
}

/* True if two blocks set an attribute to different constants. */
static bool differ(const struct value *a, const struct value *b)
{
	for (size_t i = 0; a->kind == DOC_OBJECT && i < a->n; i++) {
		const struct value *x = value_get(a->members[i].value, "constant_value");
		const struct value *y =
			value_get(value_get_str(b, a->members[i].key), "constant_value");
		if (x && y && !value_equal(x, y))
			return true;
	}
	return false;
}

/* True if two blocks of a set may be equal, so that the plan has one. */
static bool may_merge(const struct value *blocks)
{
	for (size_t i = 0; i < length(blocks); i++)
		for (size_t j = i + 1; j < length(blocks); j++)
			if (j > SET_MAX || !differ(blocks->items[i], blocks->items[j]))
				return true;
	return false;
}

/* True if a list of objects is written as an attribute: its members do not show. */
static bool is_expression(const struct value *v)
{
	return value_get(v, "references") || value_get(v, "constant_value");
}

static void add_written(struct arena *a, struct level *below, const struct value *v)
{
	if (v && v->kind == DOC_OBJECT && is_expression(v)) {
		below->merges = true;
		return;
	}
	if (v && v->kind == DOC_OBJECT) {
		list_add(a, &below->written, (void *)(uintptr_t)v);
		return;
	}
	below->merges = below->merges || (below->field->kind == FIELD_SET && may_merge(v));
	for (size_t i = 0; i < length(v); i++)
		list_add(a, &below->written, v->items[i]);
}

static void add_planned(
	struct arena *a, struct level *below, const struct planned *parent, struct str name)
{
	const struct value *after = value_get_str(parent->after, name);
	const struct value *unknown = value_get_str(parent->unknown, name);
	size_t n = length(after) > length(unknown) ? length(after) : length(unknown);
	for (size_t i = 0; i < n; i++) {
		struct planned *p = arena_alloc(a, sizeof *p);
		p->after = at(after, i);
		p->unknown = at(unknown, i);
		list_add(a, &below->planned, p);
	}
}

static struct level *descend(const struct scope *scope, struct level *level, const struct field *f)
{
	struct arena *a = scope->arena;
	for (size_t i = 0; i < level->children.n; i++) {
		struct level *child = level->children.items[i];
		if (child->field == f)
			return child;
	}
	struct level *below = arena_alloc(a, sizeof *below);
	struct str name = field_name_of(f, &terraform_notation, scope->tf_type);
	list_add(a, &level->children, below);
	below->field = f;
	for (size_t i = 0; i < level->written.n; i++)
		add_written(a, below, value_get_str(level->written.items[i], name));
	for (size_t i = 0; i < level->planned.n; i++)
		add_planned(a, below, level->planned.items[i], name);
	return below;
}

static void join(struct arena *a, struct str *all, struct str more)
{
	if (more.len)
		*all = str_printf(
			a, "%.*s%s%.*s", STR_ARGS(*all), all->len ? ", " : "", STR_ARGS(more));
}

/* Of several blocks, which is which is ambiguous: the references of all, each once. */
static void add_references(
	const struct scope *scope, struct found *f, const struct value *v, struct list *texts)
{
	struct arena *a = scope->arena;
	struct references more = references_find(scope, v);
	if (!more.text.len || texts->n > TEXTS_MAX)
		return;
	for (size_t i = 0; i < texts->n; i++)
		if (str_eq(*(const struct str *)texts->items[i], more.text))
			return;
	struct str *text = arena_alloc(a, sizeof *text);
	list_add(a, texts, text);
	*text = more.text;
	f->references.sole = more.sole;
	f->references.to = more.to;
	if (texts->n > TEXTS_MAX)
		more.text = more.waits = STR("...");
	join(a, &f->references.text, more.text);
	join(a, &f->references.waits, more.waits);
}

static void read_found(
	const struct scope *scope, const struct level *level, bool top, struct found *f)
{
	/* More planned blocks than written ones: the others come from dynamic blocks. */
	bool dynamic = !top && (level->written.n == 0 || level->merges ||
				       level->planned.n > level->written.n);
	struct list texts = {0};
	f->answer = dynamic ? CONFIGURED_UNSEEN : CONFIGURED_NO;
	for (size_t i = 0; i < level->written.n; i++) {
		const struct value *v = value_get_str(level->written.items[i],
			field_name_of(f->field, &terraform_notation, scope->tf_type));
		if (!v)
			continue;
		f->answer = CONFIGURED_YES;
		if (!dynamic)
			add_references(scope, f, v, &texts);
	}
	if (level->written.n > 1 || level->planned.n > 1) {
		f->references.sole = STR_NONE;
		f->references.to = (struct referred){0};
	}
}

static const struct found *find(
	const struct scope *scope, struct level *level, bool top, const struct field *field)
{
	for (size_t i = 0; i < level->found.n; i++) {
		const struct found *known = level->found.items[i];
		if (known->field == field)
			return known;
	}
	struct found *f = arena_alloc(scope->arena, sizeof *f);
	list_add(scope->arena, &level->found, f);
	f->field = field;
	read_found(scope, level, top, f);
	return f;
}

enum configured_answer configured_find(struct configured *c, const struct field *const *path,
	size_t n, struct references *references)
{
	*references = (struct references){0};
	if (!c || n == 0)
		return CONFIGURED_UNSEEN;
	struct level *level = &c->top;
	for (size_t i = 0; i + 1 < n; i++)
		level = descend(&c->scope, level, path[i]);
	const struct found *f = find(&c->scope, level, n == 1, path[n - 1]);
	*references = f->references;
	return f->answer;
}
