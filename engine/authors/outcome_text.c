/*
 * outcome_text - what came of the test cases, for people: each difference with the place of its
 * expectation, then the counts.
 */
#include "authors/outcome.h"
#include "base/log_lines.h"

static void write_place(struct out *o, const struct suite *suite, struct cursor at)
{
	struct place place = {0};

	if (at.doc)
		place = cursor_place(at);
	out_position(o, suite->name, place.line, place.column);
}

static void write_outcome(struct out *o, const struct outcome *outcome)
{
	out_text(o, "FAILED: ");
	out_safe_line(o, outcome->test->name);
	out_text(o, " (");
	out_text(o, outcome->way);
	out_text(o, ")\n");
	for (size_t i = 0; i < outcome->mismatches.n; i++) {
		const struct mismatch *d = outcome->mismatches.items[i];

		out_text(o, "  ");
		write_place(o, outcome->suite, d->at.doc ? d->at : outcome->test->at);
		out_text(o, ": ");
		out_safe_line(o, d->subject);
		out_text(o, d->subject.len ? ": " : "");
		out_safe_line(o, d->text);
		out_text(o, "\n");
	}
	for (size_t i = 0; i < outcome->hints.n; i++) {
		const struct str *hint = outcome->hints.items[i];

		out_text(o, "  ");
		out_safe_line(o, *hint);
		out_text(o, "\n");
	}
}

static void write_suite(struct out *o, const struct test_report *report, const struct suite *suite)
{
	size_t failed = 0, runs = 0;

	for (size_t i = 0; i < report->outcomes.n; i++) {
		const struct outcome *outcome = report->outcomes.items[i];

		if (outcome->suite != suite)
			continue;
		runs++;
		failed += outcome->mismatches.n > 0;
	}
	out_safe_line(o, suite->name);
	out_text(o, ": ");
	out_size(o, suite->cases.n);
	out_text(o, suite->cases.n == 1 ? " case, " : " cases, ");
	out_size(o, runs);
	out_text(o, runs == 1 ? " run, " : " runs, ");
	out_size(o, failed);
	out_text(o, " failed\n");
}

static void write_coverage(struct out *o, const struct test_report *report)
{
	for (size_t i = 0; i < report->coverage.n; i++) {
		const struct file_coverage *c = report->coverage.items[i];

		out_safe_line(o, c->uri);
		out_text(o, ": ");
		out_size(o, c->n_ran);
		out_text(o, " of ");
		out_size(o, c->n_code);
		out_text(o, " lines ran");
		if (c->missed.len) {
			out_text(o, "; not ");
			out_str(o, c->missed);
		}
		out_text(o, "\n");
	}
}

static void write_survivors(struct out *o, const struct test_report *report)
{
	size_t argued = 0;

	for (size_t i = 0; i < report->survivors.n; i++) {
		const struct survivor *s = report->survivors.items[i];

		argued += s->argued;
		if (s->argued)
			continue;
		out_text(o, "SURVIVED: ");
		out_position(o, s->uri, s->line, 0);
		out_text(o, ": ");
		out_safe_line(o, s->what);
		out_text(o, "\n");
	}
	if (report->mutates) {
		out_size(o, report->n_mutants);
		out_text(o, report->n_mutants == 1 ? " change, " : " changes, ");
		out_size(o, report->survivors.n - argued);
		out_text(o, " survived, ");
		out_size(o, argued);
		out_text(o, " argued\n");
	}
}

int outcome_text(struct out *out, const struct test_report *report)
{
	struct log_lines lines;
	struct out inner = log_begin(&lines, out);

	for (size_t i = 0; i < report->outcomes.n; i++) {
		const struct outcome *outcome = report->outcomes.items[i];

		if (outcome->mismatches.n)
			write_outcome(&inner, outcome);
	}
	for (size_t i = 0; i < report->suites.n; i++)
		write_suite(&inner, report, report->suites.items[i]);
	if (report->hidden) {
		out_size(&inner, report->hidden);
		out_text(&inner, " values and exports were hidden in turn\n");
	}
	write_coverage(&inner, report);
	write_survivors(&inner, report);
	log_end(&lines, &inner);
	return out->status;
}
