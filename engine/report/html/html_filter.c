/*
 * html_filter - the form that filters the findings by verdict, control, account and Region.
 *
 * Rules of style filter without a script: `:has(#fr [value="r3"]:checked)` hides what does not have
 * the class. The script does the same, counts, and searches text.
 */
#include "report/html/html.h"

static const char *const classes[SUMMARY_COLUMNS] = {[ASSAY_FAIL] = "fail",
	[ASSAY_ERROR] = "error",
	[ASSAY_UNKNOWN] = "unknown",
	[ASSAY_PASS] = "pass",
	[ASSAY_NOT_APPLICABLE] = "na",
	[SUMMARY_WAIVED] = "waived"};

static void write_verdicts(const struct html *h)
{
	html_raw(h, "<fieldset><legend>Verdict</legend>\n");
	for (size_t c = 0; c < SUMMARY_COLUMNS; c++) {
		if (!h->summary.used[c])
			continue;
		html_raw(h, "<label><input type=\"checkbox\" checked id=\"v-");
		html_raw(h, classes[c]);
		html_raw(h, "\" value=\"");
		html_raw(h, classes[c]);
		html_raw(h, "\"> ");
		html_raw(h, html_verdict_words(c));
		html_raw(h, "</label>\n");
	}
	html_raw(h, "</fieldset>\n");
}

/* id is that of the choice; letter begins its values */
static void begin_choice(const struct html *h, const char *id, const char *label, size_t n)
{
	html_raw(h, n > HTML_CHOICES_MAX ? "<label class=\"script\">" : "<label>");
	html_raw(h, label);
	html_raw(h, "\n<select id=\"");
	html_raw(h, id);
	html_raw(h, "\">\n<option value=\"\">All\n");
}

static void write_option(const struct html *h, char letter, size_t number, struct str text)
{
	const char value[] = {letter, '\0'};

	html_raw(h, "<option value=\"");
	html_raw(h, value);
	html_size(h, number);
	html_raw(h, "\">");
	html_line(h, text);
	html_raw(h, "\n");
}

void html_filter(const struct html *h)
{
	const struct list *rows = &h->summary.rows, *regions = &h->scope.regions;

	html_raw(h, "<form id=\"filter\" aria-label=\"Filter the findings\" "
		    "autocomplete=\"off\">\n");
	write_verdicts(h);
	begin_choice(h, "fc", "Control", rows->n);
	for (size_t i = 0; i < rows->n; i++)
		write_option(
			h, 'c', i + 1, ((const struct summary_row *)rows->items[i])->control->id);
	html_raw(h, "</select></label>\n");
	begin_choice(h, "fa", "Account", h->scope.n_accounts);
	for (size_t i = 0; i < h->scope.n_accounts; i++)
		write_option(h, 'a', i + 1, h->scope.accounts[i]->key);
	html_raw(h, "</select></label>\n");
	begin_choice(h, "fr", "Region", regions->n);
	if (h->scope.has_own)
		write_option(h, 'r', 0, STR("no Region"));
	for (size_t i = 0; i < regions->n; i++) {
		struct str name = *(const struct str *)regions->items[i];

		write_option(h, 'r', i + 1, name.len ? name : STR("(unknown Region)"));
	}
	html_raw(h, "</select></label>\n<label class=\"script\">Text\n"
		    "<input type=\"search\" id=\"ft\" spellcheck=\"false\"></label>\n"
		    "<button type=\"reset\">Reset</button>\n"
		    "<button type=\"button\" id=\"open\" class=\"script\">Expand all</button>\n"
		    "</form>\n<p id=\"count\" class=\"script\" role=\"status\"></p>\n");
}

/* for the choices of one filter */
static void add_rules(struct buf *style, const char *id, char letter, size_t from, size_t n)
{
	for (size_t i = from; n <= HTML_CHOICES_MAX && i <= n; i++)
		buf_printf(style,
			":root:not(.js):has(#%s [value=%c%zu]:checked) %s:not(%c%c%zu)"
			"{display:none}\n",
			id, letter, i, letter == 'c' ? ".control" : ":is(.f,.s)",
			letter == 'c' ? '#' : '.', letter, i);
}

void html_filter_style(const struct html *h, struct buf *style)
{
	for (size_t c = 0; c < SUMMARY_COLUMNS; c++)
		if (h->summary.used[c])
			buf_printf(style,
				":root:not(.js):has(#v-%s:not(:checked)) .f.%s{display:none}\n",
				classes[c], classes[c]);
	add_rules(style, "fc", 'c', 1, h->summary.rows.n);
	add_rules(style, "fa", 'a', 1, h->scope.n_accounts);
	add_rules(style, "fr", 'r', h->scope.has_own ? 0 : 1, h->scope.regions.n);
}
