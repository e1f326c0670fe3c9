/*
 * html_place - places in files, and an evidence with its excerpt.
 *
 * An excerpt is the name and value of an evidence, redacted when they were read, and never a line
 * of the input: a plan is one line, secrets included. A place in an input links to its row in the
 * list of files, which has the complete hash.
 */
#include "report/html/html.h"
#include "report/model/places.h"

/* digits of a hash beside an excerpt */
#define HASH_SHOWN 12

static size_t index_of(const struct html *h, const struct input *input)
{
	size_t i = 0;

	while (i < h->run->n_inputs && h->run->inputs[i] != input)
		i++;
	return i;
}

static void hash_of(const struct html *h, size_t i)
{
	char shown[HASH_SHOWN + 1];

	if (!h->hashes.inputs[i][0])
		return;
	snprintf(shown, sizeof shown, "%s", h->hashes.inputs[i]);
	html_raw(h, " <a class=\"sha\" href=\"#e");
	html_size(h, i + 1);
	html_raw(h, "\">SHA-256 ");
	html_raw(h, shown);
	html_raw(h, "…</a>");
}

void html_where(const struct html *h, const struct where *where)
{
	struct str text = where->uri;

	if (where->uri.len == 0)
		return;
	if (where->place.line > 0)
		text = str_printf(h->run->arena, "%.*s:%zu:%zu", STR_ARGS(where->uri),
			where->place.line, where->place.column);
	html_raw(h, "<span class=\"at\">");
	html_code(h, text);
	html_raw(h, where->is_generated ? " (generated)" : "");
	html_raw(h, where->is_foreign ? " (third-party module)" : "");
	if (where->input)
		hash_of(h, index_of(h, where->input));
	html_raw(h, "</span>\n");
}

void html_places(const struct html *h, struct cursor at)
{
	struct where where = where_cursor(h->run, at), source, foreign;

	if (where_source(h->run, at, &source, &foreign)) {
		html_where(h, &source);
		html_where(h, &foreign);
	}
	html_where(h, &where);
}

/* "NotEquals = [...]", as the source writes it */
static void excerpt(const struct html *h, const struct evidence *e)
{
	bool has_value = !e->absent && e->value.len > 0;

	if (e->name.len == 0 || (!has_value && !e->absent))
		return;
	html_raw(h, has_value ? "<pre class=\"x\">" : "<pre class=\"x none\">");
	html_line(h, e->name);
	html_raw(h, has_value ? " = " : e->absent ? " (absent)" : "");
	if (has_value)
		html_line(h, e->value);
	html_raw(h, "</pre>\n");
}

void html_evidence(const struct html *h, const struct result *r, const struct evidence *e)
{
	struct str address =
		place_address(h->run->arena, e->resource ? e->resource : r->resource, e->path);

	html_raw(h, "<p>");
	html_line(h, e->message.text);
	html_raw(h, "</p>\n");
	if (address.len > 0) {
		html_raw(h, "<p class=\"of\">");
		html_code(h, address);
		html_raw(h, "</p>\n");
	} else if (e->deleted.len > 0) {
		html_raw(h, "<p class=\"of\">");
		html_code(h, e->deleted);
		html_raw(h, " (deleted by the plan)</p>\n");
	}
	html_places(h, e->at);
	excerpt(h, e);
}
