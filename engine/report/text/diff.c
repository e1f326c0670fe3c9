/*
 * diff - what changed between two runs, for people.
 *
 * The texts come from SARIF logs and are as untrusted as any input.
 */
#include "base/log_lines.h"
#include "report/text/text_out.h"

/* a log gives a URI: its percent escapes stay */
static void place(struct out *o, const struct baseline_result *r)
{
	if (r->uri.len == 0)
		return;
	out_text(o, "    ");
	out_position(o, r->uri, r->place.line, r->place.column);
	out_text(o, "\n");
}

static void difference(struct out *o, const struct difference *d)
{
	const struct baseline_result *r = d->is ? d->is : d->was;
	out_text(o, diff_kind_name(d->kind));
	out_blanks(o, 8 - strlen(diff_kind_name(d->kind)));
	if (d->was && d->is) {
		out_text(o, baseline_word(d->was));
		out_text(o, " -> ");
	}
	out_text(o, baseline_word(r));
	out_text(o, "  ");
	out_safe_line(o, r->control);
	out_text(o, "  ");
	out_safe_line(o, r->subject);
	out_text(o, "\n");
	if (d->kind == DIFF_NEW || d->kind == DIFF_WORSE) {
		out_wrapped(o, 4, "", r->message);
		place(o, r);
	}
}

int report_diff_text(struct out *out, const struct diff *diff)
{
	struct log_lines lines;
	struct out inner = log_begin(&lines, out), *o = &inner;
	for (size_t i = 0; i < diff->differences.n; i++)
		difference(o, diff->differences.items[i]);
	out_text(o, diff->differences.n > 0 ? "\n" : "");
	for (int kind = 0; kind < DIFF_KINDS; kind++) {
		out_size(o, diff->counts[kind]);
		out_text(o, " ");
		out_text(o, diff_kind_name((enum diff_kind)kind));
		out_text(o, ", ");
	}
	out_size(o, diff->n_same);
	out_text(o, " unchanged\n");
	log_end(&lines, &inner);
	return out->status;
}
