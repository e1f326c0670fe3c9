/*
 * html_control - the findings: a section for each control, the worst first, and in it its causes.
 *
 * What passed or does not apply is folded, and so are many causes of one control.
 */
#include "report/html/html.h"
#include "report/model/page.h"

/* causes of a control that are not folded */
#define OPEN_CAUSES ((size_t)20)

static bool every(const struct run *run, const struct result *r)
{
	(void)run;
	(void)r;
	return true;
}

size_t html_control_number(const struct html *h, const struct control *control)
{
	const struct summary_row *row = map_get(&h->controls, control->id);

	for (size_t i = 0; row && i < h->summary.rows.n; i++)
		if (h->summary.rows.items[i] == row)
			return i + 1;
	return 0;
}

static void write_frameworks(const struct html *h, const struct control *control)
{
	if (control->n_frameworks == 0)
		return;
	html_raw(h, "<h4>Frameworks</h4>\n<ul>\n");
	for (size_t i = 0; i < control->n_frameworks; i++) {
		const struct framework *f = &control->frameworks[i];

		html_raw(h, "<li>");
		html_line(h, f->name);
		html_raw(h, f->by_analogy ? " (by analogy)" : "");
		for (size_t n = 0; n < f->n_ids; n++) {
			html_raw(h, n > 0 ? ", " : ": ");
			html_line(h, f->ids[n]);
		}
		html_raw(h, "\n");
	}
	html_raw(h, "</ul>\n");
}

static void write_params(const struct html *h, const struct control *control)
{
	struct buf b;
	struct out text;

	if (control->n_params == 0)
		return;
	html_raw(h, "<h4>Parameters</h4>\n<ul>\n");
	for (size_t i = 0; i < control->n_params; i++) {
		buf_init_for(&b, (size_t)64 << 10, h->run->arena);
		text = out_to_buf(&b);
		out_param_value(&text, &control->params[i], false);
		html_raw(h, "<li>");
		html_code(h, control->params[i].name);
		html_raw(h, " = ");
		html_code(h, (struct str){b.ptr, b.len});
		html_raw(h, control->params[i].set ? " (set for this run)\n" : "\n");
		buf_free(&b);
	}
	html_raw(h, "</ul>\n");
}

static void write_text(const struct html *h, const char *heading, struct str text)
{
	if (text.len == 0)
		return;
	html_raw(h, "<h4>");
	html_raw(h, heading);
	html_raw(h, "</h4>\n");
	html_prose(h, text);
}

static void write_about(const struct html *h, const struct control *control)
{
	if (control->description.len + control->rationale.len + control->n_frameworks +
			control->n_params + control->n_references ==
		0)
		return;
	html_raw(h, "<details class=\"about\"><summary>About this control</summary>\n");
	write_text(h, "Description", control->description);
	write_text(h, "Rationale", control->rationale);
	write_text(h, "Impact", control->impact);
	write_text(h, "Default", control->default_value);
	write_frameworks(h, control);
	write_params(h, control);
	if (control->n_references > 0)
		html_raw(h, "<h4>References</h4>\n<ul>\n");
	for (size_t i = 0; i < control->n_references; i++) {
		html_raw(h, "<li>");
		html_link(h, control->references[i]);
		html_raw(h, "\n");
	}
	html_raw(h, control->n_references > 0 ? "</ul>\n</details>\n" : "</details>\n");
}

/* how to make a failed control pass */
static void write_remediation(const struct html *h, const struct summary_row *row)
{
	const struct control *control = row->control;

	if (row->n[ASSAY_FAIL] == 0 || (control->remediation.len == 0 && !control->has_remedy))
		return;
	html_raw(h, "<details class=\"remedy\"><summary>Remediation</summary>\n");
	html_prose(h, control->remediation);
	if (control->has_remedy && !h->run->has_remedies)
		html_raw(h, "<p>Proved changes: <code>assay remedy PATH...</code></p>\n");
	if (control->backout.len > 0) {
		html_raw(h, "<h4>To back out</h4>\n");
		html_prose(h, control->backout);
	}
	html_raw(h, "</details>\n");
}

/* "1 fail, 2 unknown" of a control */
static void write_counts(const struct html *h, const struct summary_row *row)
{
	bool any = false;

	for (size_t c = 0; c < SUMMARY_COLUMNS; c++) {
		if (row->n[c] == 0)
			continue;
		html_raw(h, any ? ", " : "");
		html_size(h, row->n[c]);
		html_raw(h, " ");
		html_raw(h, summary_column(c));
		any = true;
	}
	html_raw(h, any ? "" : "no subject");
}

static void write_head(const struct html *h, const struct summary_row *row, size_t number)
{
	const struct control *control = row->control;

	html_raw(h, "<section class=\"control\" id=\"c");
	html_size(h, number);
	html_raw(h, "\">\n<h3>");
	html_line(h, control->title);
	html_raw(h, "</h3>\n<p class=\"meta\">");
	html_code(h, control->id);
	html_raw(h, " · severity ");
	html_raw(h, severity_name(control->severity));
	html_raw(h, " · ");
	write_counts(h, row);
	html_raw(h, "</p>\n");
	write_about(h, control);
	write_remediation(h, row);
}

static bool is_quiet(const struct group *g)
{
	size_t column = html_column_of(group_first(g));

	return column == ASSAY_PASS || column == ASSAY_NOT_APPLICABLE;
}

/* true if the group goes into the last, folded part: what passed or does not apply */
static void write_groups(struct html *h, const struct summary_row *row, const struct list *groups)
{
	size_t n = 0, loud = 0, quiet = row->n[ASSAY_PASS] + row->n[ASSAY_NOT_APPLICABLE];

	for (size_t i = 0; i < groups->n; i++)
		loud += !is_quiet(groups->items[i]);
	for (size_t i = 0; i < groups->n; i++) {
		if (is_quiet(groups->items[i]))
			continue;
		if (n++ == OPEN_CAUSES) {
			html_raw(h, "<details class=\"fold\"><summary>");
			html_count(h, loud - OPEN_CAUSES, "more finding");
			html_raw(h, " of this control</summary>\n");
		}
		html_group(h, groups->items[i]);
	}
	html_raw(h, loud > OPEN_CAUSES ? "</details>\n" : "");
	if (quiet == 0)
		return;
	html_raw(h, "<details class=\"fold\"><summary>");
	html_size(h, row->n[ASSAY_PASS]);
	html_raw(h, " passed, ");
	html_size(h, row->n[ASSAY_NOT_APPLICABLE]);
	html_raw(h, " not applicable</summary>\n");
	for (size_t i = 0; i < groups->n; i++)
		if (is_quiet(groups->items[i]))
			html_group(h, groups->items[i]);
	html_raw(h, "</details>\n");
}

/* the groups of each control, in the order of groups; and the controls, the worst first */
static void sort_out(
	struct html *h, const struct list *groups, struct list *order, struct list *of_control)
{
	for (size_t i = 0; i < groups->n; i++) {
		const struct group *g = groups->items[i];
		size_t number = html_control_number(h, group_first(g)->control);

		if (number == 0)
			continue;
		if (of_control[number - 1].n == 0)
			list_add(h->run->arena, order, h->summary.rows.items[number - 1]);
		list_add(h->run->arena, &of_control[number - 1], groups->items[i]);
	}
}

void html_findings(struct html *h)
{
	struct list groups = {0}, order = {0};
	struct list *of_control =
		arena_array(h->run->arena, h->summary.rows.n + 1, sizeof *of_control);

	groups_collect(h->run, every, &groups);
	sort_out(h, &groups, &order, of_control);
	html_raw(h, "<section id=\"findings\" aria-labelledby=\"findings-h\">\n"
		    "<h2 id=\"findings-h\" tabindex=\"-1\">Findings</h2>\n");
	if (groups.n == 0)
		html_raw(h, "<p>No subject was judged.</p>\n");
	else
		html_filter(h);
	for (size_t i = 0; i < order.n; i++) {
		const struct summary_row *row = order.items[i];
		size_t number = html_control_number(h, row->control);

		write_head(h, row, number);
		write_groups(h, row, &of_control[number - 1]);
		html_raw(h, "</section>\n");
	}
	html_raw(h, "</section>\n");
}
