/*
 * junit - the report for CI servers: a test case for each control and subject.
 *
 * A case fails exactly if its result makes the exit status other than 0, so a gate on this file and
 * a gate on the exit status agree. All results are listed, whatever --show says, and one case
 * stands for the evaluation itself. No times unless a stamp is requested: the same inputs give the
 * same bytes.
 */
#include "base/log_lines.h"
#include "report/model/finding.h"
#include "report/text/details.h"

enum outcome { OUTCOME_PASSED, OUTCOME_SKIPPED, OUTCOME_FAILURE, OUTCOME_ERROR, N_OUTCOMES };

struct junit {
	struct out *out;
	const struct run *run;
	struct list problems; /* struct finding */
};

static enum outcome outcome_of(const struct run *run, const struct result *r)
{
	if (r->verdict == ASSAY_ERROR)
		return OUTCOME_ERROR;
	if (result_is_waived(r) || r->verdict == ASSAY_NOT_APPLICABLE)
		return OUTCOME_SKIPPED;
	if (r->verdict == ASSAY_PASS)
		return OUTCOME_PASSED;
	return result_decides(run, r) ? OUTCOME_FAILURE : OUTCOME_SKIPPED;
}

static void attribute(struct out *o, const char *name, struct str value)
{
	out_text(o, " ");
	out_text(o, name);
	out_text(o, "=\"");
	out_escaped_line(o, value, escape_xml);
	out_text(o, "\"");
}

static void size_attribute(struct out *o, const char *name, size_t n)
{
	out_text(o, " ");
	out_text(o, name);
	out_text(o, "=\"");
	out_size(o, n);
	out_text(o, "\"");
}

static void count_attributes(struct out *o, const size_t counts[N_OUTCOMES], bool skipped)
{
	size_t tests = 0;
	for (size_t i = 0; i < N_OUTCOMES; i++)
		tests += counts[i];
	size_attribute(o, "tests", tests);
	size_attribute(o, "failures", counts[OUTCOME_FAILURE]);
	size_attribute(o, "errors", counts[OUTCOME_ERROR]);
	if (skipped)
		size_attribute(o, "skipped", counts[OUTCOME_SKIPPED]);
	out_text(o, ">\n");
}

static void property(struct out *o, const char *name, struct str value)
{
	out_text(o, "      <property");
	attribute(o, "name", str_of(name));
	attribute(o, "value", value);
	out_text(o, "/>\n");
}

/* "fail, waived until ...": the reason for a skipped case */
static struct str skip_message(struct junit *j, const struct result *r)
{
	struct arena *a = j->run->arena;
	struct str message = result_message(a, r);
	if (r->verdict == ASSAY_NOT_APPLICABLE)
		return message;
	if (result_is_waived(r))
		return str_printf(a, "%s, waived %.*s", verdict_name(r->verdict),
			STR_ARGS(waiver_words(a, r->waiver)));
	return str_printf(a, "%s without effect on the exit status: %.*s", verdict_name(r->verdict),
		STR_ARGS(message));
}

static void open_case(struct out *o, struct str classname, struct str name, size_t occurrence)
{
	out_text(o, "    <testcase");
	attribute(o, "classname", classname);
	out_text(o, " name=\"");
	out_escaped_line(o, name, escape_xml);
	/* consumers keep one of several cases with the same name */
	if (occurrence > 1) {
		out_text(o, " (");
		out_size(o, occurrence);
		out_text(o, ")");
	}
	out_text(o, "\">\n");
}

static void test_case(struct junit *j, const struct result *r, size_t occurrence)
{
	static const char *const elements[N_OUTCOMES] = {[OUTCOME_PASSED] = "system-out",
		[OUTCOME_SKIPPED] = "skipped",
		[OUTCOME_FAILURE] = "failure",
		[OUTCOME_ERROR] = "error"};
	struct out *o = j->out;
	enum outcome outcome = outcome_of(j->run, r);
	bool passed = outcome == OUTCOME_PASSED;
	open_case(o, r->control->id, r->subject, occurrence);
	if (!passed || r->notes.n > 0) {
		out_text(o, "      <");
		out_text(o, elements[outcome]);
		if (!passed) {
			attribute(o, "type", str_of(verdict_name(r->verdict)));
			attribute(o, "message",
				outcome == OUTCOME_SKIPPED ? skip_message(j, r)
							   : result_message(j->run->arena, r));
		}
		out_text(o, ">");
		out_details(o, j->run, r, escape_xml);
		out_text(o, "</");
		out_text(o, elements[outcome]);
		out_text(o, ">\n");
	}
	out_text(o, "    </testcase>\n");
}

/* write the suite of the control at first; returns the index after its results, which are sorted */
static size_t suite(struct junit *j, size_t first)
{
	const struct list *results = &j->run->results;
	const struct result *r = results->items[first];
	const struct control *control = r->control;
	const struct str severity = str_of(severity_name(control->severity));
	size_t counts[N_OUTCOMES] = {0}, end = first, occurrence = 0;
	for (; end < results->n; end++) {
		const struct result *other = results->items[end];
		if (other->control != control)
			break;
		counts[outcome_of(j->run, other)]++;
	}
	out_text(j->out, "  <testsuite");
	attribute(j->out, "name", control->id);
	count_attributes(j->out, counts, true);
	out_text(j->out, "    <properties>\n");
	property(j->out, "title", control->title);
	property(j->out, "severity", severity);
	out_text(j->out, "    </properties>\n");
	for (size_t i = first; i < end; i++) {
		const struct result *last = i > first ? results->items[i - 1] : NULL;
		r = results->items[i];
		occurrence = last && str_eq(last->subject, r->subject) ? occurrence + 1 : 1;
		test_case(j, r, occurrence);
	}
	out_text(j->out, "  </testsuite>\n");
	return end;
}

/* a suite with one skipped case */
static void not_evaluated(struct junit *j, const struct control *control)
{
	const size_t counts[N_OUTCOMES] = {[OUTCOME_SKIPPED] = 1};
	out_text(j->out, "  <testsuite");
	attribute(j->out, "name", control->id);
	count_attributes(j->out, counts, true);
	open_case(j->out, control->id, STR("not evaluated"), 1);
	out_text(j->out, "      <skipped type=\"not-evaluated\"");
	attribute(j->out, "message", needs_words(j->run->arena, control));
	out_text(j->out, "/>\n    </testcase>\n  </testsuite>\n");
}

static void problems(struct junit *j, const struct text *t)
{
	for (size_t i = 0; i < j->problems.n; i++) {
		const struct finding *problem = j->problems.items[i];
		if (problem->control) {
			out_safe(t->out, problem->control->id);
			out_text(t->out, ": ");
		}
		out_safe(t->out, problem->text);
		out_text(t->out, "\n");
		out_place(t, 2, &problem->where);
	}
}

/* warnings, notes, and the judged accounts and Regions */
static void remarks(struct junit *j)
{
	struct filter f;
	struct log_lines l;
	struct wrap w;
	if (j->run->n_accounts == 0 && j->run->remarks.n == 0)
		return;
	out_text(j->out, "      <system-out>");
	struct out outer = filter_begin(&f, j->out, escape_xml), inner = log_begin(&l, &outer);
	const struct text t = {.out = &inner, .run = j->run, .relative = true};
	for (size_t i = 0; i < j->run->remarks.n; i++) {
		const struct remark *remark = j->run->remarks.items[i];
		if (remark->level != REMARK_ERROR)
			text_remark(&t, remark);
	}
	if (j->run->n_accounts > 0) {
		wrap_begin(&w, &inner, 0, "Judged: ");
		wrap_judged(&w, j->run);
		wrap_end(&w);
	}
	log_end(&l, &inner);
	filter_end(&f, &outer);
	out_text(j->out, "</system-out>\n");
}

/* properties of the first suite, one for each part of a stamp */
static void stamp(const struct junit *j)
{
	const struct stamp *stamp = j->run->stamp;
	if (!stamp)
		return;
	const struct {
		const char *name;
		struct str value;
	} parts[] = {{"time", stamp->time}, {"user", stamp->user}, {"host", stamp->host},
		{"commit", stamp->commit}, {"repository", stamp->repository}};
	out_text(j->out, "    <properties>\n");
	for (size_t i = 0; i < LENGTH_OF(parts); i++)
		if (parts[i].value.len > 0)
			property(j->out, parts[i].name, parts[i].value);
	out_text(j->out, "    </properties>\n");
}

/* a suite with one case, in every report: consumers take a file without a case for a success */
static void evaluation(struct junit *j)
{
	size_t counts[N_OUTCOMES] = {0};
	const struct finding *first = j->problems.n ? j->problems.items[0] : NULL;
	struct out *o = j->out;
	counts[first ? OUTCOME_ERROR : OUTCOME_PASSED] = 1;
	out_text(o, "  <testsuite name=\"assay\"");
	count_attributes(o, counts, true);
	stamp(j);
	open_case(o, STR("assay"), STR("evaluation"), 1);
	if (first) {
		struct filter f;
		struct log_lines l;
		out_text(o, "      <error type=\"error\"");
		attribute(o, "message", first->text);
		out_text(o, ">");
		struct out outer = filter_begin(&f, o, escape_xml);
		struct out inner = log_begin(&l, &outer);
		const struct text t = {.out = &inner, .run = j->run, .relative = true};
		problems(j, &t);
		log_end(&l, &inner);
		filter_end(&f, &outer);
		out_text(o, "</error>\n");
	}
	remarks(j);
	out_text(o, "    </testcase>\n  </testsuite>\n");
}

int report_junit(struct out *out, const struct run *run)
{
	struct junit j = {.out = out, .run = run};
	size_t counts[N_OUTCOMES] = {0};
	findings_problems(run, &j.problems);
	counts[j.problems.n ? OUTCOME_ERROR : OUTCOME_PASSED]++;
	counts[OUTCOME_SKIPPED] += run->not_evaluated.n;
	for (size_t i = 0; i < run->results.n; i++)
		counts[outcome_of(run, run->results.items[i])]++;
	out_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"assay\"");
	count_attributes(out, counts, false);
	evaluation(&j);
	for (size_t i = 0; i < run->results.n;)
		i = suite(&j, i);
	for (size_t i = 0; i < run->not_evaluated.n; i++)
		not_evaluated(&j, run->not_evaluated.items[i]);
	out_text(out, "</testsuites>\n");
	return out->status;
}
