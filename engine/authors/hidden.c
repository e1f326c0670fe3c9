/*
 * hidden - inputs with one value or export hidden, and the law of unknowns: a verdict stays, or
 * becomes unknown.
 *
 * Finds the values where the resources of a run have them, so it works for every type. Names no
 * service.
 */
#include "authors/hidden.h"

#include "report/model/parts.h"

/* declarations nest less deeply than values may */
#define NODE_DEPTH 64

struct hiding {
	struct list *out;
	const struct run *run;
	struct arena *arena;
	struct map seen; /* by what is hidden */
};

/* a part of a text and its replacement */
struct splice {
	size_t at, len;
	struct str by;
};

static struct str spliced(struct arena *a, struct str text, const struct splice *s)
{
	return str_printf(a, "%.*s%.*s%.*s", (int)s->at, text.ptr, STR_ARGS(s->by),
		(int)(text.len - s->at - s->len), text.ptr + s->at + s->len);
}

static struct splice splice_of(struct str text, struct cursor at, struct str by)
{
	struct str part = cursor_text(at);

	return (struct splice){(size_t)(part.ptr - text.ptr), part.len, by};
}

static void add(struct hiding *h, const struct input *input, struct str pointer, struct str bytes)
{
	struct hidden *hidden = arena_alloc(h->arena, sizeof *hidden);

	hidden->name = str_copy(h->arena, input->name);
	hidden->what = str_printf(h->arena, "%.*s%s%.*s", STR_ARGS(input->name),
		pointer.len ? "#" : "", STR_ARGS(pointer));
	hidden->bytes = bytes;
	if (map_get(&h->seen, hidden->what))
		return;
	(void)map_set(h->arena, &h->seen, hidden->what, hidden);
	(void)list_add(h->arena, h->out, hidden);
}

static struct cursor member(struct cursor object, const char *key)
{
	struct lookup lookup = {.key = key};

	return object.doc && !cursor_find(object, &lookup, 1, NULL) ? lookup.value
								    : (struct cursor){NULL, 0};
}

/* ---- a value of an export ---- */

static bool is_many(const struct field *field)
{
	return field->kind == FIELD_LIST || field->kind == FIELD_SET || field->kind == FIELD_MAP ||
	       field->kind == FIELD_OBJECT;
}

/* A value of another type. One value may stand for a list of one, so it is not that of an element.
 */
static struct str wrong_value(const struct field *field)
{
	bool scalars = field->single && field->of->kind <= FIELD_STRING;

	return is_many(field) && !scalars ? STR("7") : STR("{}");
}

static void hide_exported(struct hiding *h, const struct input *input, const struct node *node)
{
	struct str text = cursor_text(doc_root(input->doc));
	struct splice splice = splice_of(text, node->at, wrong_value(node->field));

	add(h, input, pointer_of(h->arena, node->at), spliced(h->arena, text, &splice));
}

/* ---- an attribute of a plan ---- */

/* the member of an object that contains a value; its key in *key */
static struct cursor member_around(struct cursor object, struct cursor value, struct str *key)
{
	struct walk walk;

	walk_begin(&walk, object);
	while (walk_next(&walk)) {
		struct str text = cursor_text(walk.value);

		if (value.at < walk.value.at || value.at >= walk.value.at + text.len)
			continue;
		*key = walk.raw_key;
		return walk.value;
	}
	return (struct cursor){NULL, 0};
}

/* "actions" that leave the resource as it is: its values can't be pending */
static bool stays(struct cursor change)
{
	struct str actions = cursor_text(member(change, "actions"));

	return str_contains(actions, STR("\"no-op\"")) || str_contains(actions, STR("\"read\"")) ||
	       str_contains(actions, STR("\"delete\"]"));
}

/* set an attribute of after_unknown to true */
static struct splice mark(struct hiding *h, struct str text, struct cursor marks,
	struct cursor marked, struct str key)
{
	struct str object = cursor_text(marks);
	struct walk walk;
	bool any;

	if (marked.doc)
		return splice_of(text, marked, STR("true"));
	walk_begin(&walk, marks);
	any = walk_next(&walk);
	return (struct splice){(size_t)(object.ptr - text.ptr) + 1, 0,
		str_printf(h->arena, "\"%.*s\":true%s", STR_ARGS(key), any ? "," : "")};
}

static void hide_planned(struct hiding *h, const struct input *input, const struct node *node)
{
	struct str text = cursor_text(doc_root(input->doc)), key = STR_NONE;
	struct cursor changes = member(doc_root(input->doc), "resource_changes");
	struct cursor change = {NULL, 0}, attribute, marks, marked;
	struct walk walk;

	walk_begin(&walk, changes);
	while (!change.doc && walk_next(&walk))
		if (node->at.at >= walk.value.at &&
			node->at.at < walk.value.at + cursor_text(walk.value).len)
			change = member(walk.value, "change");
	if (!change.doc || stays(change))
		return;
	attribute = member_around(member(change, "after"), node->at, &key);
	marks = member(change, "after_unknown");
	if (!attribute.doc || !marks.doc || cursor_kind(marks) != DOC_OBJECT)
		return;
	marked = member(marks, str_copy(h->arena, key).ptr);
	struct splice value = splice_of(text, attribute, STR("null"));
	struct splice unknown = mark(h, text, marks, marked, key);
	bool first = value.at > unknown.at; /* the later one first: offsets before it stay */

	text = spliced(h->arena, text, first ? &value : &unknown);
	text = spliced(h->arena, text, first ? &unknown : &value);
	add(h, input, pointer_of(h->arena, attribute), text);
}

/* ---- all of a run ---- */

static const struct input *input_of(const struct hiding *h, struct cursor at)
{
	size_t i = where_index(h->run, at);

	return i < h->run->n_inputs ? h->run->inputs[i] : NULL;
}

static bool is_or_makes(const struct field *field, const struct field *name)
{
	bool makes = field == name;

	for (size_t i = 0; i < name->n_made; i++)
		makes = makes || name->made[i].field == field;
	return makes;
}

/* Keys and names say which resource it is, and a file name may contain them. */
static bool identifies(const struct node *node)
{
	const struct type *type = node->resource ? node->resource->type : NULL;

	return type &&
	       (is_or_makes(node->field, type->key) || is_or_makes(node->field, type->label));
}

static void visit(struct hiding *h, const struct node *node, unsigned depth)
{
	const struct input *input = node->written ? input_of(h, node->at) : NULL;

	if (input && input->doc && node->field && !identifies(node)) {
		if (input->command)
			hide_exported(h, input, node);
		else
			hide_planned(h, input, node);
	}
	if (depth == 0)
		return;
	for (size_t i = 0; i < node->n; i++) {
		if (node->kind == NODE_LIST)
			visit(h, node->items[i], depth - 1);
		else if (node->kind == NODE_OBJECT || node->kind == NODE_MAP)
			visit(h, node->members[i].node, depth - 1);
	}
}

/* "cloudtrail describe-trails" as AWS's error names it: "DescribeTrails" */
static struct str operation_of(struct arena *a, struct str command)
{
	char *name = arena_alloc(a, command.len + 1);
	const char *blank = memchr(command.ptr, ' ', command.len);
	size_t len = 0;
	bool upper = true;

	for (size_t i = blank ? (size_t)(blank - command.ptr) + 1 : 0; i < command.len; i++) {
		char c = command.ptr[i];

		if (c != '-')
			name[len++] = upper && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		upper = c == '-';
	}
	return (struct str){name, len};
}

/* an envelope keeps its head: it names the command and what it is about */
static void hide_export(struct hiding *h, const struct input *input)
{
	static const char refused[] = "{\"code\":\"AccessDenied\",\"message\":\"hidden\"}";
	struct cursor head =
		input->doc ? member(doc_root(input->doc), "assay") : (struct cursor){NULL, 0};
	const struct command *command = input->command;

	if (head.doc)
		add(h, input, STR_NONE,
			str_printf(h->arena, "{\"assay\":%.*s,\"error\":%s}",
				STR_ARGS(cursor_text(head)), refused));
	else if (str_is(input->told_by, "path"))
		add(h, input, STR_NONE,
			str_printf(h->arena,
				"\nAn error occurred (AccessDenied) when calling the %.*s "
				"operation: hidden\n",
				STR_ARGS(operation_of(h->arena, command->name))));
}

void hidden_find(struct list *out, const struct run *run, struct arena *a)
{
	struct hiding h = {.out = out, .run = run, .arena = a};

	for (size_t i = 0; i < run->resources.n; i++) {
		const struct resource *r = run->resources.items[i];

		if (r->root)
			visit(&h, r->root, NODE_DEPTH);
	}
	for (size_t i = 0; i < run->n_inputs; i++)
		if (run->inputs[i]->state == INPUT_READ && run->inputs[i]->command)
			hide_export(&h, run->inputs[i]);
}

void hidden_inputs(
	struct list *out, const struct list *inputs, const struct hidden *hidden, struct arena *a)
{
	for (size_t i = 0; i < inputs->n; i++) {
		const struct test_input *input = inputs->items[i];
		struct test_input *copy = arena_alloc(a, sizeof *copy);

		*copy = *input;
		if (str_eq(input->name, hidden->name))
			copy->bytes = hidden->bytes;
		(void)list_add(a, out, copy);
	}
}

/* The address of a planned resource; empty: there is none. */
static struct str planned_address(const struct result *r)
{
	return r->resource ? r->resource->address : STR("");
}

/* True if one is an exported resource, and the other the same that only a plan names. */
static bool is_named(const struct result *a, const struct result *b)
{
	if (!a->resource || !b->resource || !b->resource->label.len)
		return false;
	return str_eq(a->account->key, b->account->key) &&
	       str_eq(planned_address(a), b->resource->label);
}

/*
 * The result of the same subject. A resource that a plan changes is named by its address where no
 * export shows its key, and by what the plan calls it where no input shows it.
 */
static const struct result *find(const struct run *run, const struct result *like)
{
	struct str address = planned_address(like);
	const struct result *found = NULL;

	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];

		if (str_eq(r->subject, like->subject))
			return r;
		if ((address.len && str_eq(planned_address(r), address)) || is_named(r, like) ||
			is_named(like, r))
			found = r;
	}
	return found;
}

static bool holds(const struct result *r)
{
	return r->verdict == ASSAY_PASS || r->verdict == ASSAY_NOT_APPLICABLE;
}

/* A resource is not listed if its export is hidden; then its account is unknown. */
static bool account_is_unknown(const struct run *run, const struct account *account)
{
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];

		if (r->verdict == ASSAY_UNKNOWN && str_eq(r->subject, account->key))
			return true;
	}
	return false;
}

/* The control still holds, or the verdict stays or becomes unknown. */
static bool keeps_the_law(const struct result *was, const struct result *is, const struct run *less)
{
	if (!is)
		return was->verdict == ASSAY_NOT_APPLICABLE ||
		       (was->resource && account_is_unknown(less, was->account));
	return is->verdict == was->verdict || is->verdict == ASSAY_UNKNOWN ||
	       (holds(was) && holds(is));
}

void hidden_compare(struct outcome *o, const struct run *full, const struct run *less,
	const struct hidden *hidden, struct arena *a)
{
	for (size_t i = 0; i < full->results.n; i++) {
		const struct result *was = full->results.items[i], *is = find(less, was);

		if (keeps_the_law(was, is, less))
			continue;
		outcome_add(o, a, was->subject, o->test->at,
			"%s becomes %s if %.*s is hidden; it must stay or become unknown",
			verdict_name(was->verdict), is ? verdict_name(is->verdict) : "no verdict",
			STR_ARGS(hidden->what));
	}
	for (size_t i = 0; i < less->results.n; i++) {
		const struct result *is = less->results.items[i];

		if (find(full, is) || is->verdict == ASSAY_UNKNOWN ||
			is->verdict == ASSAY_NOT_APPLICABLE)
			continue;
		outcome_add(o, a, is->subject, o->test->at,
			"a subject with the verdict %s appears if %.*s is hidden",
			verdict_name(is->verdict), STR_ARGS(hidden->what));
	}
}
