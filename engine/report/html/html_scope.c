/*
 * html_scope - the two tables at the start: accounts and Regions, and controls and verdicts.
 */
#include "report/html/html.h"
#include "report/model/finding.h"

/* columns of a table that needs small print */
#define MANY_REGIONS ((size_t)8)

static void write_cell(const struct html *h, const struct scope_cell *cell)
{
	bool any = false;

	html_raw(h, "<td>");
	for (size_t c = 0; c < SUMMARY_COLUMNS; c++) {
		if (cell->n[c] == 0)
			continue;
		html_raw(h, any ? "<br>" : "");
		html_raw(h, "<span class=\"n ");
		html_raw(h, c == ASSAY_NOT_APPLICABLE ? "na" : summary_column(c));
		html_raw(h, "\">");
		html_size(h, cell->n[c]);
		html_raw(h, " ");
		html_raw(h, summary_column(c));
		html_raw(h, "</span>");
		any = true;
	}
	if (!any)
		html_raw(h, cell->exists ? "no result" : "<span class=\"dim\">–</span>");
	html_raw(h, "</td>");
}

static void write_columns(const struct html *h)
{
	html_raw(h, "<thead><tr><th scope=\"col\">Account</th>");
	if (h->scope.has_own)
		html_raw(h, "<th scope=\"col\">no Region</th>");
	for (size_t i = 0; i < h->scope.regions.n; i++) {
		struct str name = *(const struct str *)h->scope.regions.items[i];

		html_raw(h, "<th scope=\"col\">");
		html_line(h, name.len ? name : STR("(unknown Region)"));
		html_raw(h, "</th>");
	}
	html_raw(h, "</tr></thead>\n<tbody>\n");
}

static void write_row(const struct html *h, size_t row)
{
	const struct account *account = h->scope.accounts[row];

	html_raw(h, "<tr><th scope=\"row\">");
	html_code(h, account->key);
	html_raw(h, account->planned ? " (as planned)" : "");
	html_raw(h, "</th>");
	for (size_t i = h->scope.has_own ? 0 : 1; i <= h->scope.regions.n; i++)
		write_cell(h, scope_at(&h->scope, row, i));
	html_raw(h, "</tr>\n");
}

void html_scope(const struct html *h)
{
	html_raw(h, "<section id=\"scope\" aria-labelledby=\"scope-h\">\n"
		    "<h2 id=\"scope-h\">Accounts and Regions</h2>\n");
	if (h->scope.n_accounts == 0) {
		html_raw(h, "<p>The inputs show no account.</p>\n</section>\n");
		return;
	}
	html_raw(h, "<div class=\"wide\" role=\"group\" aria-label=\"Accounts and Regions\" "
		    "tabindex=\"0\">\n<table class=\"grid");
	html_raw(h, h->scope.regions.n > MANY_REGIONS ? " many" : "");
	html_raw(h,
		"\"><caption>Results by account and Region. –: no input is about it.</caption>\n");
	write_columns(h);
	for (size_t i = 0; i < h->scope.n_accounts; i++)
		write_row(h, i);
	html_raw(h, "</tbody></table></div>\n<p class=\"dim\">" JUDGED_CAVEAT "</p>\n"
		    "</section>\n");
}

static void write_summary_row(const struct html *h, const struct summary_row *row, size_t number)
{
	size_t n = 0;

	html_raw(h, "<tr><th scope=\"row\">");
	for (size_t c = 0; c < SUMMARY_COLUMNS; c++)
		n += row->n[c];
	if (n > 0) {
		html_raw(h, "<a href=\"#c");
		html_size(h, number);
		html_raw(h, "\">");
	}
	html_line(h, row->control->id);
	html_raw(h, n > 0 ? "</a><br>" : "<br>");
	html_raw(h, "<span class=\"title\">");
	html_line(h, row->control->title);
	html_raw(h, "</span></th><td>");
	html_raw(h, severity_name(row->control->severity));
	html_raw(h, "</td>");
	for (size_t c = 0; c < SUMMARY_COLUMNS; c++) {
		if (!h->summary.used[c])
			continue;
		html_raw(h, row->n[c] ? "<td class=\"num n " : "<td class=\"num zero ");
		html_raw(h, c == ASSAY_NOT_APPLICABLE ? "na" : summary_column(c));
		html_raw(h, "\">");
		html_size(h, row->n[c]);
		html_raw(h, "</td>");
	}
	html_raw(h, "</tr>\n");
}

static void write_totals(const struct html *h)
{
	html_raw(h, "</tbody>\n<tfoot><tr><th scope=\"row\">All controls</th><td></td>");
	for (size_t c = 0; c < SUMMARY_COLUMNS; c++) {
		size_t n = 0;

		if (!h->summary.used[c])
			continue;
		for (size_t i = 0; i < h->summary.rows.n; i++)
			n += ((const struct summary_row *)h->summary.rows.items[i])->n[c];
		html_raw(h, "<td class=\"num\">");
		html_size(h, n);
		html_raw(h, "</td>");
	}
	html_raw(h, "</tr></tfoot>\n</table></div>\n</section>\n");
}

void html_summary(const struct html *h)
{
	html_raw(h, "<section id=\"summary\" aria-labelledby=\"summary-h\">\n"
		    "<h2 id=\"summary-h\">Summary by control</h2>\n");
	if (h->summary.rows.n == 0) {
		html_raw(h, "<p>No control was run.</p>\n</section>\n");
		return;
	}
	html_raw(h, "<div class=\"wide\" role=\"group\" aria-label=\"Summary by control\" "
		    "tabindex=\"0\">\n<table class=\"sum\"><caption>Results of each control by "
		    "verdict</caption>\n<thead><tr><th scope=\"col\">Control</th>"
		    "<th scope=\"col\">Severity</th>");
	for (size_t c = 0; c < SUMMARY_COLUMNS; c++) {
		if (!h->summary.used[c])
			continue;
		html_raw(h, "<th scope=\"col\" class=\"num\">");
		html_raw(h, html_verdict_words(c));
		html_raw(h, "</th>");
	}
	html_raw(h, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < h->summary.rows.n; i++)
		write_summary_row(h, h->summary.rows.items[i], i + 1);
	write_totals(h);
}
