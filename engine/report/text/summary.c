/*
 * summary - the table of controls and verdicts at the end of the report for people.
 */
#include "report/model/summary.h"

#include "report/text/text_out.h"

static size_t digits(size_t n)
{
	return n < 10 ? 1 : 1 + digits(n / 10);
}

static size_t widest(const struct summary *summary, size_t column)
{
	size_t width = strlen(summary_column(column));
	for (size_t i = 0; i < summary->rows.n; i++) {
		size_t n = digits(((const struct summary_row *)summary->rows.items[i])->n[column]);
		width = n > width ? n : width;
	}
	return width;
}

static size_t widest_control(const struct summary *summary)
{
	size_t width = strlen("control");
	for (size_t i = 0; i < summary->rows.n; i++) {
		const struct summary_row *row = summary->rows.items[i];
		size_t n = safe_width(row->control->id);
		width = n > width ? n : width;
	}
	return width;
}

static void header(struct out *o, const struct summary *summary, size_t first)
{
	out_text(o, "control");
	out_blanks(o, first - strlen("control"));
	for (size_t c = 0; c < SUMMARY_COLUMNS; c++) {
		if (!summary->used[c])
			continue;
		out_blanks(o, 2 + widest(summary, c) - strlen(summary_column(c)));
		out_text(o, summary_column(c));
	}
	out_text(o, "\n");
}

void text_summary(const struct text *t)
{
	struct out *o = t->out;
	struct summary summary;
	summary_collect(t->run, &summary);
	size_t first = widest_control(&summary);
	if (summary.n_results == 0)
		return;
	header(o, &summary, first);
	for (size_t i = 0; i < summary.rows.n; i++) {
		const struct summary_row *row = summary.rows.items[i];
		out_safe(o, row->control->id);
		out_blanks(o, first - safe_width(row->control->id));
		for (size_t c = 0; c < SUMMARY_COLUMNS; c++) {
			if (!summary.used[c])
				continue;
			out_blanks(o, 2 + widest(&summary, c) - digits(row->n[c]));
			out_size(o, row->n[c]);
		}
		out_text(o, "\n");
	}
}
