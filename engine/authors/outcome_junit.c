/*
 * outcome_junit - what came of the test cases, for CI servers: a test suite for each file.
 */
#include "authors/outcome.h"
#include "report/model/filter.h"

static void attribute(struct out *o, const char *name, struct str value)
{
	out_text(o, " ");
	out_text(o, name);
	out_text(o, "=\"");
	out_escaped_line(o, value, escape_xml);
	out_text(o, "\"");
}

static void counts(struct out *o, size_t tests, size_t failures)
{
	out_text(o, " tests=\"");
	out_size(o, tests);
	out_text(o, "\" failures=\"");
	out_size(o, failures);
	out_text(o, "\" errors=\"0\">\n");
}

static void write_differences(struct out *o, const struct outcome *outcome, struct arena *a)
{
	for (size_t i = 0; i < outcome->mismatches.n; i++) {
		const struct mismatch *d = outcome->mismatches.items[i];
		struct place place = cursor_place(d->at.doc ? d->at : outcome->test->at);

		out_escaped_line(o,
			str_printf(a, "%.*s:%zu:%zu: %.*s%s%.*s", STR_ARGS(outcome->suite->name),
				place.line, place.column, STR_ARGS(d->subject),
				d->subject.len ? ": " : "", STR_ARGS(d->text)),
			escape_xml);
		out_text(o, "\n");
	}
	for (size_t i = 0; i < outcome->hints.n; i++) {
		const struct str *hint = outcome->hints.items[i];

		out_escaped_line(o, *hint, escape_xml);
		out_text(o, "\n");
	}
}

static void write_case(struct out *o, const struct outcome *outcome, struct arena *a)
{
	out_text(o, "    <testcase");
	attribute(o, "classname", outcome->suite->control);
	attribute(
		o, "name", str_printf(a, "%.*s (%s)", STR_ARGS(outcome->test->name), outcome->way));
	if (outcome->mismatches.n == 0) {
		out_text(o, "/>\n");
		return;
	}
	const struct mismatch *first = outcome->mismatches.items[0];

	out_text(o, ">\n      <failure type=\"difference\"");
	attribute(o, "message",
		str_printf(a, "%.*s%s%.*s", STR_ARGS(first->subject),
			first->subject.len ? ": " : "", STR_ARGS(first->text)));
	out_text(o, ">");
	write_differences(o, outcome, a);
	out_text(o, "</failure>\n    </testcase>\n");
}

static void count(const struct test_report *report, const struct suite *suite, size_t *tests,
	size_t *failures)
{
	*tests = *failures = 0;
	for (size_t i = 0; i < report->outcomes.n; i++) {
		const struct outcome *outcome = report->outcomes.items[i];

		if (suite && outcome->suite != suite)
			continue;
		++*tests;
		*failures += outcome->mismatches.n > 0;
	}
}

int outcome_junit(struct out *out, const struct test_report *report)
{
	size_t tests, failures;

	count(report, NULL, &tests, &failures);
	out_text(
		out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"assay test\"");
	counts(out, tests, failures);
	for (size_t i = 0; i < report->suites.n; i++) {
		const struct suite *suite = report->suites.items[i];

		count(report, suite, &tests, &failures);
		out_text(out, "  <testsuite");
		attribute(out, "name", suite->name);
		counts(out, tests, failures);
		for (size_t k = 0; k < report->outcomes.n; k++) {
			const struct outcome *outcome = report->outcomes.items[k];

			if (outcome->suite == suite)
				write_case(out, outcome, report->arena);
		}
		out_text(out, "  </testsuite>\n");
	}
	out_text(out, "</testsuites>\n");
	return out->status;
}
