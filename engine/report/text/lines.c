/*
 * lines - a line for each finding, as compilers print errors: for hooks, editors and short logs.
 *
 * With --quiet only what decides the exit status, and warnings. No text of an input reaches a
 * terminal unescaped, or ends a line.
 */
#include "base/log_lines.h"
#include "report/model/finding.h"
#include "report/text/text_out.h"

static bool is_shown(const struct run *run, const struct finding *f)
{
	if (!run->options->quiet)
		return true;
	return f->result ? result_decides(run, f->result) : f->level != FINDING_NOTICE;
}

/* "FAIL control subject: " or "error: " */
static void lead(const struct text *t, const struct finding *f)
{
	static const char *const levels[] = {[FINDING_ERROR] = "error: ",
		[FINDING_WARNING] = "warning: ",
		[FINDING_NOTICE] = "note: "};
	if (!f->result) {
		out_text(t->out, levels[f->level]);
		return;
	}
	out_text(t->out, verdict_word(f->result->verdict));
	out_text(t->out, " ");
	out_safe_line(t->out, f->control->id);
	out_text(t->out, " ");
	out_safe_line(t->out, f->result->subject);
	out_text(t->out, ": ");
}

static void line(const struct text *t, const struct finding *f)
{
	if (f->where.uri.len > 0) {
		out_where(t, &f->where);
		out_text(t->out, ": ");
	}
	lead(t, f);
	out_safe_line(t->out, f->text);
	out_text(t->out, "\n");
}

static bool has_remedy(const struct finding *f)
{
	return f->result && f->result->verdict == ASSAY_FAIL && f->control->has_remedy;
}

int report_lines(struct out *out, const struct run *run)
{
	struct log_lines lines;
	struct out inner = log_begin(&lines, out);
	const struct text t = {.out = &inner, .run = run};
	struct list findings = {0};
	bool remedy = false;
	findings_collect(run, &findings);
	for (size_t i = 0; i < findings.n; i++) {
		const struct finding *f = findings.items[i];
		if (!is_shown(run, f))
			continue;
		line(&t, f);
		remedy = remedy || has_remedy(f);
	}
	if (remedy) {
		out_text(&inner, "Remedy: assay remedy ");
		out_path_argument(&t);
		out_text(&inner, "\n");
	}
	if (!run->options->quiet || run_exit_status(run) != 0) {
		out_text(&inner, "assay: ");
		out_counts(&inner, run);
		out_text(&inner, ". ");
		out_text(&inner, exit_status_words(run_exit_status(run)));
		out_text(&inner, "\n");
	}
	log_end(&lines, &inner);
	return out->status;
}
