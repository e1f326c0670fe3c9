/*
 * configured - which attributes of a planned resource its configuration writes.
 *
 * Terraform plans an optional and computed attribute that nobody wrote as unknown: only the
 * configuration tells it from one that is known after apply. The expressions of blocks
 * can't be matched one by one (sets have no order), so a field counts as configured where
 * any block of its kind writes it. Knows the configuration's shape; no provider.
 */
#include "inventory/model/node.h"

/* different texts that are shown for the blocks of one kind */
#define TEXTS_MAX 3
/* blocks of one set that are compared with each other */
#define SET_MAX 100

/* what was found of one field: asked once for each of many blocks */
struct finding {
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
	struct list findings; /* struct finding */
	bool merges;          /* it is a set, and two that are written may be one that is planned */
};

struct configured {
	struct scope scope;
	struct level top;
};

int configured_new(struct configured **out, const struct scope *scope,
	const struct value *expressions, const struct planned *resource)
{
	struct arena *a = scope->arena;
	struct configured *c = arena_alloc(a, sizeof *c);
	struct planned *top = arena_alloc(a, sizeof *top);
	*out = c;
	if (!c || !top)
		return ASSAY_ENOMEM;
	c->scope = *scope;
	*top = *resource;
	/* a resource without a single argument has no expressions at all */
	if (expressions && list_add(a, &c->top.written, (void *)(uintptr_t)expressions) != ASSAY_OK)
		return ASSAY_ENOMEM;
	return list_add(a, &c->top.planned, top);
}

static size_t length(const struct value *v)
{
	return v && v->kind == DOC_ARRAY ? v->n : 0;
}

static const struct value *at(const struct value *list, size_t i)
{
	return i < length(list) ? list->items[i] : NULL;
}

/* do two blocks write an attribute with different constants? */
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

/* may two of a set's blocks be planned as one? */
static bool merge(const struct value *blocks)
{
	for (size_t i = 0; i < length(blocks); i++)
		for (size_t j = i + 1; j < length(blocks); j++)
			if (j > SET_MAX || !differ(blocks->items[i], blocks->items[j]))
				return true;
	return false;
}

static int add_written(struct arena *a, struct level *below, const struct value *v)
{
	if (v && v->kind == DOC_OBJECT)
		return list_add(a, &below->written, (void *)(uintptr_t)v);
	below->merges = below->merges || (below->field->kind == FIELD_SET && merge(v));
	for (size_t i = 0; i < length(v); i++)
		if (list_add(a, &below->written, v->items[i]) != ASSAY_OK)
			return ASSAY_ENOMEM;
	return ASSAY_OK;
}

static int add_planned(struct arena *a, struct level *below, const struct planned *around)
{
	const struct value *after = value_get_str(around->after, below->field->tf);
	const struct value *unknown = value_get_str(around->unknown, below->field->tf);
	size_t n = length(after) > length(unknown) ? length(after) : length(unknown);
	for (size_t i = 0; i < n; i++) {
		struct planned *p = arena_alloc(a, sizeof *p);
		if (!p)
			return ASSAY_ENOMEM;
		p->after = at(after, i);
		p->unknown = at(unknown, i);
		if (list_add(a, &below->planned, p) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	return ASSAY_OK;
}

static int descend(struct arena *a, struct level *level, const struct field *f, struct level **out)
{
	for (size_t i = 0; i < level->children.n; i++) {
		*out = level->children.items[i];
		if ((*out)->field == f)
			return ASSAY_OK;
	}
	struct level *below = arena_alloc(a, sizeof *below);
	*out = below;
	if (!below || list_add(a, &level->children, below) != ASSAY_OK)
		return ASSAY_ENOMEM;
	below->field = f;
	int status = ASSAY_OK;
	for (size_t i = 0; status == ASSAY_OK && i < level->written.n; i++)
		status = add_written(a, below, value_get_str(level->written.items[i], f->tf));
	for (size_t i = 0; status == ASSAY_OK && i < level->planned.n; i++)
		status = add_planned(a, below, level->planned.items[i]);
	return status;
}

static int join(struct arena *a, struct str *all, struct str more)
{
	if (more.len)
		*all = str_printf(
			a, "%.*s%s%.*s", STR_ARGS(*all), all->len ? ", " : "", STR_ARGS(more));
	return more.len && !all->ptr ? ASSAY_ENOMEM : ASSAY_OK;
}

/* of several blocks nobody can tell which is which: what any of them is made from, each once */
static int add_references(
	const struct scope *scope, struct finding *f, const struct value *v, struct list *texts)
{
	struct references more;
	struct arena *a = scope->arena;
	int status = references_find(&more, scope, v);
	if (status != ASSAY_OK || !more.text.len || texts->n > TEXTS_MAX)
		return status;
	for (size_t i = 0; i < texts->n; i++)
		if (str_eq(*(const struct str *)texts->items[i], more.text))
			return ASSAY_OK;
	struct str *text = arena_alloc(a, sizeof *text);
	if (!text || list_add(a, texts, text) != ASSAY_OK)
		return ASSAY_ENOMEM;
	*text = more.text;
	f->references.sole = more.sole;
	if (texts->n > TEXTS_MAX)
		more.text = more.waits = STR("...");
	return join(a, &f->references.text, more.text) == ASSAY_OK
		       ? join(a, &f->references.waits, more.waits)
		       : ASSAY_ENOMEM;
}

static int look(const struct scope *scope, const struct level *level, bool top, struct finding *f)
{
	/* more blocks planned than written: the others come from dynamic blocks, which leave no
	 * trace */
	bool dynamic = !top && (level->written.n == 0 || level->merges ||
				       level->planned.n > level->written.n);
	struct list texts = {0};
	f->answer = dynamic ? CONFIGURED_UNSEEN : CONFIGURED_NO;
	for (size_t i = 0; i < level->written.n; i++) {
		const struct value *v = value_get_str(level->written.items[i], f->field->tf);
		if (!v)
			continue;
		f->answer = CONFIGURED_YES;
		if (!dynamic && add_references(scope, f, v, &texts) != ASSAY_OK)
			return ASSAY_ENOMEM;
	}
	if (level->written.n > 1 || level->planned.n > 1)
		f->references.sole = STR_NONE;
	return ASSAY_OK;
}

static const struct finding *find(
	const struct scope *scope, struct level *level, bool top, const struct field *field)
{
	for (size_t i = 0; i < level->findings.n; i++) {
		const struct finding *known = level->findings.items[i];
		if (known->field == field)
			return known;
	}
	struct finding *f = arena_alloc(scope->arena, sizeof *f);
	if (!f || list_add(scope->arena, &level->findings, f) != ASSAY_OK)
		return NULL;
	f->field = field;
	return look(scope, level, top, f) == ASSAY_OK ? f : NULL;
}

int configured_find(struct configured *c, const struct field *const *path, size_t n,
	enum configured_answer *answer, struct references *references)
{
	*answer = CONFIGURED_UNSEEN;
	*references = (struct references){0};
	if (!c || n == 0)
		return ASSAY_OK;
	struct level *level = &c->top;
	for (size_t i = 0; i + 1 < n; i++)
		if (descend(c->scope.arena, level, path[i], &level) != ASSAY_OK)
			return ASSAY_ENOMEM;
	const struct finding *f = find(&c->scope, level, n == 1, path[n - 1]);
	if (!f)
		return ASSAY_ENOMEM;
	*answer = f->answer;
	*references = f->references;
	return ASSAY_OK;
}
