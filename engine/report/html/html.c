/*
 * html - the page for auditors: one self-contained file, for a browser and for print.
 *
 * It lists every result whatever --show says. Results with one cause are one block, as in the text
 * report. No script, style, font or image comes from elsewhere, and the page works without its
 * script. Must not know files or Lua.
 */
#include "report/html/html.h"
#include "verdict/result.h"

static void index_controls(struct html *h)
{
	for (size_t i = 0; i < h->summary.rows.n; i++) {
		struct summary_row *row = h->summary.rows.items[i];

		map_set(h->run->arena, &h->controls, row->control->id, row);
	}
}

int report_html(struct out *out, const struct run *run)
{
	struct html h = {.out = out, .run = run};

	scope_collect(run, &h.scope);
	summary_collect(run, &h.summary);
	index_controls(&h);
	hashes_collect(run, &h.hashes);
	html_begin(&h);
	html_facts(&h);
	html_scope(&h);
	html_summary(&h);
	html_remarks(&h);
	html_findings(&h);
	html_remedies(&h);
	html_waivers(&h);
	html_baseline(&h);
	html_inputs(&h);
	html_rules(&h);
	html_sign(&h);
	html_raw(&h, "</main>\n<script>");
	html_raw(&h, html_script);
	html_raw(&h, "</script>\n</body>\n</html>\n");
	return out->status;
}
