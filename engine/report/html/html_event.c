/*
 * html_event - the event of a counterexample, and the conditions of the selectors that exclude it.
 *
 * A row for each field of the event, a column for each recorder that a condition on a field keeps
 * from recording it. A rule names those fields in the arguments "excluding" or "field" of its
 * message. A selector is found from the blamed value: around it is a list of objects that have the
 * name of a field of the event as a value ({"Field": "resources.ARN", "NotEquals": [...]}).
 *
 * Knows no service: only names that the event and the resource share. Nothing is judged here.
 */
#include "report/html/html.h"
#include "report/model/places.h"

/* columns; the evidence below lists the other recorders, too */
#define RECORDERS_MAX ((size_t)4)
/* bytes of a condition */
#define CONDITION_MAX ((size_t)1200)

struct recorder {
	const struct evidence *evidence;
	struct str excluding;          /* names of fields, separated by ", " */
	bool all;                      /* no other field excludes the event */
	const struct node *conditions; /* a list around the blamed value; NULL: none */
};

static struct str argument(const struct evidence *e, const char *name)
{
	for (size_t i = 0; i < e->message.n_args; i++)
		if (str_is(e->message.args[i].name, name))
			return e->message.args[i].value;
	return STR_NONE;
}

/* true if the list "a, b" has the name */
static bool lists(struct str list, struct str name)
{
	while (list.len > 0) {
		const char *comma = memchr(list.ptr, ',', list.len);
		size_t len = comma ? (size_t)(comma - list.ptr) : list.len;

		if (str_eq((struct str){list.ptr, len}, name))
			return true;
		len += comma ? 2 : 0;
		len = len < list.len ? len : list.len;
		list = (struct str){list.ptr + len, list.len - len};
	}
	return false;
}

/* the outermost node that is written at a place */
static const struct node *find_node(const struct node *node, struct cursor at)
{
	const struct node *found = NULL;

	if (!node ||
		(node->written && node->at.doc == at.doc && node->at.at == at.at && node->within))
		return node;
	for (size_t i = 0; i < node->n && !found; i++) {
		if (node->kind == NODE_LIST)
			found = find_node(node->items[i], at);
		else if (node->kind == NODE_OBJECT || node->kind == NODE_MAP)
			found = find_node(node->members[i].node, at);
	}
	return found;
}

/* true if the object has the name as a value */
static bool is_about(const struct node *object, struct str name)
{
	if (object->kind != NODE_OBJECT || object->secret)
		return false;
	for (size_t i = 0; i < object->n; i++) {
		const struct node *value = object->members[i].node;

		if (value->kind == NODE_STRING && !value->secret && str_eq(value->text, name))
			return true;
	}
	return false;
}

/* the innermost list around a value with an object about one of the facts; NULL: none */
static const struct node *find_conditions(const struct result *r, const struct node *value)
{
	for (const struct node *list = value; list; list = list->within) {
		if (list->kind != NODE_LIST || list->secret)
			continue;
		for (size_t i = 0; i < list->n; i++)
			for (size_t f = 0; f < r->n_counterexample; f++)
				if (is_about(list->items[i], r->counterexample[f].name))
					return list;
	}
	return NULL;
}

static bool names_a_fact(const struct result *r, struct str list)
{
	for (size_t i = 0; i < r->n_counterexample; i++)
		if (lists(list, r->counterexample[i].name))
			return true;
	return false;
}

static size_t find_recorders(const struct result *r, struct recorder *out)
{
	size_t n = 0;

	for (size_t i = 0; i < r->evidence.n && n < RECORDERS_MAX; i++) {
		const struct evidence *e = r->evidence.items[i];
		struct str excluding = argument(e, "excluding");
		bool all = excluding.len > 0;

		if (!all)
			excluding = argument(e, "field");
		if (!names_a_fact(r, excluding) || !e->resource)
			continue;
		out[n++] = (struct recorder){
			e, excluding, all, find_conditions(r, find_node(e->resource->root, e->at))};
	}
	return n;
}

static void add_value(struct buf *b, const struct node *node)
{
	if (node->secret) {
		buf_text(b, REDACTED);
		return;
	}
	switch (node->kind) {
	case NODE_STRING:
		buf_str(b, node->text);
		break;
	case NODE_BOOL:
		buf_text(b, node->truth ? "true" : "false");
		break;
	case NODE_INT:
		buf_printf(b, "%lld", (long long)node->integer);
		break;
	case NODE_LIST:
		for (size_t i = 0; i < node->n; i++) {
			buf_text(b, i > 0 ? ", " : "");
			add_value(b, node->items[i]);
		}
		break;
	case NODE_MAP:
	case NODE_OBJECT:
		buf_text(b, "{...}");
		break;
	case NODE_UNKNOWN:
		buf_text(b, "(unknown)");
		break;
	}
}

/* "NotEquals arn:..., StartsWith ...": the members beside the one that has the name */
static struct str condition(const struct html *h, const struct node *object, struct str name)
{
	struct buf b;

	buf_init_for(&b, (size_t)1 << 20, h->run->arena);
	for (size_t i = 0; i < object->n; i++) {
		const struct node *value = object->members[i].node;
		bool is_name = value->kind == NODE_STRING && str_eq(value->text, name);

		if (is_name || !value->written || (value->kind == NODE_LIST && value->n == 0))
			continue;
		buf_text(&b, b.len > 0 ? "; " : "");
		buf_str(&b, value->source_name);
		buf_text(&b, " ");
		add_value(&b, value);
	}
	if (b.status)
		return STR("(too long to show)");
	struct str cut = str_cut((struct str){b.ptr, b.len}, CONDITION_MAX);
	return str_printf(h->run->arena, "%.*s%s", STR_ARGS(cut), cut.len < b.len ? "..." : "");
}

static bool has_unknown(const struct node *node)
{
	if (node->kind == NODE_UNKNOWN || (node->kind == NODE_LIST && node->why))
		return true;
	for (size_t i = 0; i < node->n; i++)
		if (node->kind == NODE_LIST
				? has_unknown(node->items[i])
				: node->kind == NODE_OBJECT && has_unknown(node->members[i].node))
			return true;
	return false;
}

/* the conditions on a field, each on a line; returns how many. *unknown: one has unknown values */
static size_t write_conditions(
	const struct html *h, const struct recorder *recorder, struct str name, bool *unknown)
{
	const struct node *list = recorder->conditions;
	size_t n = 0;

	for (size_t i = 0; list && i < list->n; i++) {
		if (!is_about(list->items[i], name))
			continue;
		html_code(h, condition(h, list->items[i], name));
		html_raw(h, "<br>");
		*unknown |= has_unknown(list->items[i]);
		n++;
	}
	return n;
}

/* the blamed value, where no condition has the name of the field */
static void write_blamed(const struct html *h, const struct evidence *e)
{
	if (e->name.len == 0 || (e->value.len == 0 && !e->absent))
		return;
	html_raw(h, "<code>");
	html_line(h, e->name);
	html_raw(h, e->absent ? " (absent)" : " ");
	html_line(h, e->absent ? STR_NONE : e->value);
	html_raw(h, "</code><br>");
}

static void write_cell(const struct html *h, const struct recorder *recorder, struct str name)
{
	bool excludes = lists(recorder->excluding, name), unknown = false;
	const char *words = "";

	html_raw(h, excludes ? "<td class=\"hit\">" : "<td>");
	size_t n = write_conditions(h, recorder, name, &unknown);
	if (excludes && n == 0)
		write_blamed(h, recorder->evidence);
	if (excludes)
		words = "<strong>✗ excludes the event</strong>";
	else if (unknown)
		words = "<span class=\"dim\">partly unknown</span>";
	else if (recorder->all)
		words = n == 0 && recorder->conditions
				? "<span class=\"dim\">no condition</span>"
				: "<span class=\"dim\">does not exclude it</span>";
	html_raw(h, words);
	html_raw(h, "</td>");
}

static void write_fact(const struct html *h, const struct fact *fact)
{
	char number[32];

	switch (fact->kind) {
	case FACT_STRING:
		html_code(h, fact->text.len ? fact->text : STR("\"\""));
		break;
	case FACT_BOOL:
		html_code(h, fact->truth ? STR("true") : STR("false"));
		break;
	case FACT_INT:
		snprintf(number, sizeof number, "%lld", (long long)fact->integer);
		html_code(h, str_of(number));
		break;
	case FACT_NULL:
		html_raw(h, "<span class=\"dim\">absent</span>");
		break;
	}
}

static void write_heads(const struct html *h, const struct recorder *recorders, size_t n)
{
	html_raw(h, "<thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Value</th>");
	for (size_t i = 0; i < n; i++) {
		const struct resource *resource = recorders[i].evidence->resource;

		html_raw(h, "<th scope=\"col\">Closest selector of ");
		html_code(h, resource->label.len ? resource->label : resource_address(resource));
		html_raw(h, "</th>");
	}
	html_raw(h, "</tr></thead>\n<tbody>\n");
}

void html_event(const struct html *h, const struct result *r)
{
	struct recorder recorders[RECORDERS_MAX];
	size_t n = r->n_counterexample > 0 ? find_recorders(r, recorders) : 0;

	if (r->n_counterexample == 0)
		return;
	html_raw(h, "<div class=\"wide\" role=\"group\" aria-label=\"Counterexample\" "
		    "tabindex=\"0\">\n<table class=\"event\"><caption>Counterexample: an event "
		    "that would not be recorded</caption>\n");
	write_heads(h, recorders, n);
	for (size_t i = 0; i < r->n_counterexample; i++) {
		const struct fact *fact = &r->counterexample[i];

		html_raw(h, "<tr><th scope=\"row\">");
		html_code(h, fact->name);
		html_raw(h, "</th><td>");
		write_fact(h, fact);
		html_raw(h, "</td>");
		for (size_t c = 0; c < n; c++)
			write_cell(h, &recorders[c], fact->name);
		html_raw(h, "</tr>\n");
	}
	html_raw(h, "</tbody></table></div>\n");
}
