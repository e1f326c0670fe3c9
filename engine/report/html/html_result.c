/*
 * html_result - results with one cause: verdict, subjects, message, evidence, event, reasons.
 *
 * Says what the block of the text report says, with its parts as elements. Must not know the page
 * around it.
 */
#include "report/html/html.h"
#include "report/model/places.h"
#include "report/text/text_out.h"

/* evidence after the first that is not folded */
#define OPEN_EVIDENCE ((size_t)3)

const char *html_verdict_class(const struct result *r)
{
	static const char *const names[SUMMARY_COLUMNS] = {[ASSAY_FAIL] = "fail",
		[ASSAY_ERROR] = "error",
		[ASSAY_UNKNOWN] = "unknown",
		[ASSAY_PASS] = "pass",
		[ASSAY_NOT_APPLICABLE] = "na",
		[SUMMARY_WAIVED] = "waived"};
	size_t column = html_column_of(r);

	return names[column < SUMMARY_COLUMNS ? column : ASSAY_ERROR];
}

void html_result_classes(const struct html *h, const struct result *r)
{
	size_t row = scope_row(&h->scope, r->account);
	size_t column = scope_column_of(&h->scope, r);

	if (row < h->scope.n_accounts) {
		html_raw(h, " a");
		html_size(h, row + 1);
	}
	html_raw(h, " r");
	html_size(h, column);
}

/* each class once: a group may have thousands of results in one Region */
static void group_classes(const struct html *h, const struct group *g)
{
	bool *rows = arena_array(h->run->arena, h->scope.n_accounts + 1, sizeof *rows);
	bool *columns = arena_array(h->run->arena, h->scope.regions.n + 1, sizeof *columns);

	for (size_t i = 0; i < g->results.n; i++) {
		const struct result *r = g->results.items[i];

		rows[scope_row(&h->scope, r->account)] = true;
		columns[scope_column_of(&h->scope, r)] = true;
	}
	for (size_t i = 0; i < h->scope.n_accounts; i++)
		if (rows[i]) {
			html_raw(h, " a");
			html_size(h, i + 1);
		}
	for (size_t i = 0; i <= h->scope.regions.n; i++)
		if (columns[i]) {
			html_raw(h, " r");
			html_size(h, i);
		}
}

/* "f-0123456789abcdef": the same from run to run; a number where two findings are alike */
static void write_id(struct html *h, const struct result *r)
{
	struct str id = str_printf(h->run->arena, "f-%.16s", r->fingerprint);

	for (size_t n = 2; map_get(&h->ids, id); n++)
		id = str_printf(h->run->arena, "f-%.16s-%zu", r->fingerprint, n);
	map_set(h->run->arena, &h->ids, id, h);
	html_raw(h, " id=\"");
	html_line(h, id);
	html_raw(h, "\"");
}

static void write_heading(const struct html *h, const struct group *g)
{
	const struct result *r = group_first(g);
	const char *baseline = baseline_name(r->baseline);

	html_raw(h, "<h4><b class=\"v\">");
	html_raw(h, html_verdict_words(html_column_of(r)));
	html_raw(h, "</b> ");
	html_code(h, r->subject);
	if (g->results.n > 1) {
		html_raw(h, " and ");
		html_count(h, g->results.n - 1, "more subject");
	}
	if (baseline) {
		html_raw(h, " <span class=\"tag\">");
		html_raw(h, baseline);
		html_raw(h, "</span>");
	}
	html_raw(h, "</h4>\n");
}

/* the subjects of several results; each is filtered by its own account and Region */
static void write_subjects(const struct html *h, const struct group *g)
{
	bool folded = g->results.n > 12;

	if (g->results.n == 1)
		return;
	html_raw(h,
		folded ? "<details class=\"subjects\"><summary>" : "<div class=\"subjects\"><p>");
	html_count(h, g->results.n, "subject");
	html_raw(h, " with this cause");
	html_raw(h, folded ? "</summary>\n<ul>\n" : ":</p>\n<ul>\n");
	for (size_t i = 0; i < g->results.n; i++) {
		const struct result *r = g->results.items[i];

		html_raw(h, "<li class=\"s");
		html_result_classes(h, r);
		html_raw(h, "\">");
		html_code(h, r->subject);
		html_raw(h, "\n");
	}
	html_raw(h, folded ? "</ul></details>\n" : "</ul></div>\n");
}

static void write_waiver(const struct html *h, const struct result *r)
{
	bool waived = result_is_waived(r);

	if (!waived && !r->lapsed)
		return;
	html_raw(h, "<p class=\"waiver\">");
	html_raw(h, waived ? "<strong>Waived</strong> as <span class=\"was\">"
			   : "<strong>Its waiver has expired</strong>: it was valid ");
	if (waived) {
		html_raw(h, verdict_name(r->verdict));
		html_raw(h, "</span>, ");
	}
	html_line(h, waiver_words(h->run->arena, waived ? r->waiver : r->lapsed));
	html_raw(h, "</p>\n");
}

/* evidence or notes, from the i-th on; many are folded */
static void write_more(const struct html *h, const struct result *r, const struct list *list,
	size_t from, const char *lead)
{
	size_t n = list->n > from ? list->n - from : 0;
	bool folded = n > OPEN_EVIDENCE;

	if (n == 0)
		return;
	html_raw(h, folded ? "<details><summary>" : "<p class=\"lead\">");
	html_raw(h, lead);
	if (folded) {
		html_raw(h, " (");
		html_size(h, n);
		html_raw(h, ")");
	}
	html_raw(h, folded ? "</summary>\n<ul class=\"more\">\n" : "</p>\n<ul class=\"more\">\n");
	for (size_t i = from; i < list->n; i++) {
		html_raw(h, "<li>");
		html_evidence(h, r, list->items[i]);
	}
	html_raw(h, folded ? "</ul></details>\n" : "</ul>\n");
}

/* what resolves the unknowns of all results of the group, each once */
static void write_resolutions(const struct html *h, const struct group *g)
{
	struct map seen = {0};

	for (size_t i = 0; i < g->results.n; i++) {
		const struct result *r = g->results.items[i];

		for (const struct reason *one = r->reasons; one; one = one->next) {
			if (one->resolve.len == 0 || map_get(&seen, one->resolve))
				continue;
			html_raw(
				h, seen.n == 0 ? "<p class=\"lead\">To resolve:</p>\n<pre>" : "\n");
			map_set(h->run->arena, &seen, one->resolve, &seen);
			html_keep(h, one->resolve);
		}
	}
	html_raw(h, seen.n > 0 ? "</pre>\n" : "");
}

static void write_unknown(const struct html *h, const struct group *g)
{
	const struct result *r = group_first(g);

	html_raw(h, "<ul class=\"more\">\n");
	for (const struct reason *one = r->reasons; one; one = one->next) {
		html_raw(h, "<li><p>");
		html_line(h, one->what);
		html_raw(h, "</p>\n");
		html_places(h, one->at);
	}
	html_raw(h, "</ul>\n");
	if (g->results.n > 1)
		html_raw(h, "<p>The same is unknown for each of the other subjects.</p>\n");
	write_resolutions(h, g);
}

static void write_error(const struct html *h, const struct assay_error *err)
{
	struct where where = {.uri = str_of(err->path),
		.place = {.line = err->line, .column = err->column ? err->column : 1}};

	html_raw(h, "<p>");
	html_line(h, str_of(err->message));
	html_raw(h, "</p>\n");
	html_where(h, &where);
}

/* the numbers of the proved remedies, or why there is none */
static void write_remedy(const struct html *h, const struct group *g)
{
	size_t last = 0;

	for (size_t i = 0; h->run->has_remedies && i < g->results.n; i++) {
		struct str why = STR_NONE;
		size_t n = text_remedy_of(h->run, g->results.items[i], &why);

		if (n > 0 && n != last) {
			html_raw(h, "<p class=\"fix\"><a href=\"#remedies\">Remedy ");
			html_size(h, n);
			html_raw(h, "</a> lets it pass.</p>\n");
		} else if (n == 0 && why.len > 0 && i == 0) {
			html_raw(h, "<p class=\"fix\">");
			html_line(h, why);
			html_raw(h, "</p>\n");
		}
		last = n;
	}
}

/* without evidence */
static void write_fail(const struct html *h, const struct result *r)
{
	html_raw(h, "<p>");
	html_line(h, result_message(h->run->arena, r));
	html_raw(h, "</p>\n");
}

static void write_body(const struct html *h, const struct group *g)
{
	const struct result *r = group_first(g);

	write_waiver(h, r);
	if (r->evidence.n > 0)
		html_evidence(h, r, r->evidence.items[0]);
	else if (r->verdict == ASSAY_FAIL)
		write_fail(h, r);
	if (r->verdict == ASSAY_UNKNOWN)
		write_unknown(h, g);
	if (r->verdict == ASSAY_ERROR)
		write_error(h, &r->error);
	html_event(h, r);
	write_more(h, r, &r->evidence, 1, "Other evidence");
	write_more(h, r, &r->notes, 0, "Notes");
	write_subjects(h, g);
	if (r->verdict == ASSAY_FAIL && r->control->has_remedy)
		write_remedy(h, g);
	if (h->run->options->trace)
		html_trace(h, r);
}

void html_group(struct html *h, const struct group *g)
{
	const struct result *r = group_first(g);

	html_raw(h, "<article class=\"f ");
	html_raw(h, html_verdict_class(r));
	group_classes(h, g);
	html_raw(h, "\"");
	write_id(h, r);
	html_raw(h, ">\n");
	write_heading(h, g);
	write_body(h, g);
	html_raw(h, "</article>\n");
}
