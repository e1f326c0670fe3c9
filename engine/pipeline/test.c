/*
 * test - test files: added, judged, reported and updated.
 *
 * Part of assay.h's implementation. test_run.c judges cases; test_change.c finds what
 * they do not see.
 */
#include "pipeline/test_inside.h"

#include "authors/update.h"

static int add_test(struct call *c)
{
	struct arena *arena = c->a->arena;
	const struct doc_limits limits = reading_limits(c->a);
	struct suite *suite = arena_alloc(arena, sizeof *suite);
	struct doc *doc;
	int status;

	suite->name = str_copy(arena, str_of(c->name));
	status = doc_open_authored(
		&doc, suite->name.ptr, c->bytes.ptr, c->bytes.len, &limits, c->err);
	if (status)
		return status;
	(void)list_add(arena, &c->a->docs, doc);
	(void)list_add(arena, &c->a->suites, suite);
	return suite_read(suite, doc, arena, c->err);
}

int assay_add_test(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err)
{
	struct call call = {.a = a, .name = name, .bytes = {buf, len}, .err = err};

	return call_run(a->arena, add_test, &call);
}

static int judge_all(struct tester *t)
{
	struct assay *a = t->a;
	int status;

	if (t->how->coverage || t->how->mutate)
		rules_record_lines(a->rules);
	status = policy_load(a, t->err);
	for (size_t i = 0; !status && i < a->suites.n; i++)
		status = tester_judge_suite(t, a->suites.items[i]);
	if (!status && t->how->coverage)
		tester_add_coverage(t);
	t->report.mutates = t->how->mutate && !tester_failed(t);
	if (!status && t->report.mutates)
		status = tester_change_rules(t);
	return status;
}

static int write_tests(struct call *c)
{
	struct tester t = {.a = c->a, .arena = c->a->arena, .how = c->tests, .err = c->err};
	bool junit = strcmp(c->tests->format, "junit") == 0;
	int status;

	if (!junit && strcmp(c->tests->format, "text") != 0)
		return error_set(c->err, ASSAY_EUSAGE,
			"tests are written as text or junit, not '%s'", c->tests->format);
	t.report = (struct test_report){.suites = c->a->suites, .arena = c->a->arena};
	status = judge_all(&t);
	if (status)
		return status;
	c->exit_status = outcome_failed(&t.report);
	c->a->tested = arena_alloc(t.arena, sizeof *c->a->tested);
	*c->a->tested = t.report;
	return (junit ? outcome_junit : outcome_text)(&c->out, &t.report)
		       ? error_set(c->err, ASSAY_EIO, "the report can't be written")
		       : ASSAY_OK;
}

static int write_update(struct call *c)
{
	const struct assay *a = c->a;
	const struct doc_limits limits = reading_limits(a);
	struct suite again = {0};
	struct doc *doc;
	struct str text;
	int status = ASSAY_EUSAGE;

	for (size_t i = 0; i < a->suites.n; i++) {
		const struct suite *suite = a->suites.items[i];

		if (str_is(suite->name, c->name) && a->tested)
			status = update_file(&text, a->tested, suite, a->arena, c->err);
	}
	if (status)
		return status == ASSAY_EUSAGE
			       ? error_set(c->err, status, "%s was not tested", c->name)
			       : status;
	/* a file that can't be read again is not written */
	status = doc_open_authored(&doc, c->name, text.ptr, text.len, &limits, c->err);
	if (status)
		return status;
	(void)list_add(a->arena, &c->a->docs, doc);
	status = suite_read(&again, doc, a->arena, c->err);
	if (status)
		return status;
	out_str(&c->out, text);
	return c->out.status ? error_set(c->err, ASSAY_EIO, "the test file can't be written")
			     : ASSAY_OK;
}

int assay_test_update_write(struct assay *a, const char *name, assay_write_fn *write, void *payload,
	struct assay_error *err)
{
	struct call call = {.a = a, .name = name, .out = {write, payload, ASSAY_OK}, .err = err};

	return call_run(a->arena, write_update, &call);
}

int assay_tests_write(struct assay *a, const struct assay_tests *tests, assay_write_fn *write,
	void *payload, int *exit_status, struct assay_error *err)
{
	struct call call = {.a = a, .tests = tests, .out = {write, payload, ASSAY_OK}, .err = err};
	int status = call_run(a->arena, write_tests, &call);

	*exit_status = call.exit_status;
	return status;
}
