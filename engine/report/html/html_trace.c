/*
 * html_trace - what a check read, with --trace: a row for each value, in the order of reading.
 */
#include "report/html/html.h"
#include "report/model/where.h"

static void write_reading(const struct html *h, const struct reading *r)
{
	html_code(h, r->name);
	switch (r->kind) {
	case READING_VALUE:
		html_raw(h, " = ");
		html_code(h, r->value);
		break;
	case READING_ABSENT:
		html_raw(h, " (absent");
		html_raw(h, r->assumed.len ? ", counts as " : "");
		html_line(h, r->assumed);
		html_raw(h, ")");
		break;
	case READING_LIST:
		html_raw(h, ": ");
		html_count(h, r->n, "element");
		html_raw(h, r->why ? ", may be incomplete" : "");
		break;
	case READING_UNKNOWN:
		html_raw(h, ": unknown");
		break;
	}
	if (!r->why)
		return;
	html_raw(h, ": ");
	html_line(h, r->why->what);
	html_raw(h, r->why->next ? ", and other reasons" : "");
}

void html_trace(const struct html *h, const struct result *r)
{
	html_raw(h, "<details class=\"trace\"><summary>Trace: ");
	html_count(h, r->trace.n, "value");
	html_raw(h, " read");
	html_raw(h, r->trace_cut ? ", cut at the limit max_trace" : "");
	html_raw(h, "</summary>\n<ul>\n");
	for (size_t i = 0; i < r->trace.n; i++) {
		const struct reading *one = r->trace.items[i];
		struct where where = where_cursor(h->run, one->at);

		html_raw(h,
			one->decided ? "<li class=\"decided\"><strong>decided</strong> " : "<li>");
		html_code(h, one->object);
		html_raw(h, " ");
		write_reading(h, one);
		html_raw(h, " ");
		html_where(h, &where);
	}
	html_raw(h, "</ul></details>\n");
}
