/*
 * test_run - judges the cases of a test file: each is a run of its own with the same rules.
 *
 * Part of assay.h's implementation. Knows how a run is made; engine/authors knows what a test file
 * says, and what a case is once more: as a plan, with values hidden.
 */
#include "pipeline/test_inside.h"

#include "authors/hidden.h"
#include "authors/planned.h"
#include "authors/update.h"

/* what a case replaces of the run, and what is restored after it */
struct kept {
	struct settings settings;
	struct list inputs;
};

/* ---- one run ---- */

/* An error of a case gets the place of its cause in the test file. */
static int blame(int status, struct cursor at, struct assay_error *err)
{
	const struct assay_error why = err ? *err : (struct assay_error){0};

	if (!status || status == ASSAY_ENOMEM || !at.doc)
		return status;
	return cursor_error(err, ASSAY_EINPUT, at, "%s", why.message);
}

static int set_all(struct tester *t, const struct suite *suite, const struct test_case *test)
{
	struct assay *a = t->a;
	int status = blame(
		assay_set(a, "control", suite->control.ptr, t->err), suite->control_at, t->err);

	for (size_t i = 0; !status && i < test->settings.n; i++) {
		const struct test_value *v = test->settings.items[i];

		status = blame(assay_set(a, v->name.ptr, str_copy(a->arena, v->value).ptr, t->err),
			v->at, t->err);
	}
	for (size_t i = 0; !status && i < test->params.n; i++) {
		const struct test_value *v = test->params.items[i];

		status = blame(rules_set_param(a->rules, suite->control, v->name, v->value, t->err),
			v->at, t->err);
	}
	return status;
}

static int run_inputs(struct tester *t, const struct list *inputs, struct assay_result **out)
{
	struct assay *a = t->a;
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < inputs->n; i++) {
		const struct test_input *input = inputs->items[i];

		status = assay_add_input(a, str_copy(a->arena, input->name).ptr, input->bytes.ptr,
			input->bytes.len, input->found ? ASSAY_FOUND : ASSAY_NAMED, t->err);
	}
	return status ? status : assay_run(out, a, -1, t->err);
}

/* Judge inputs as a case says; the settings and inputs of the run are as before, afterwards. */
static int run_case(struct tester *t, const struct suite *suite, const struct test_case *test,
	const struct list *inputs, struct assay_result **out)
{
	struct assay *a = t->a;
	struct settings *s = &a->settings;
	const struct kept kept = {*s, a->inputs};
	int status;

	*out = NULL;
	s->controls = s->profiles = s->params = s->plans = a->inputs = (struct list){0};
	s->account = s->region = s->name = STR_NONE;
	s->now = -1;
	rules_reset_params(a->rules);
	status = set_all(t, suite, test);
	if (!status)
		status = run_inputs(t, inputs, out);
	*s = kept.settings;
	a->inputs = kept.inputs;
	return status;
}

/* ---- the inputs of a case ---- */

/* the path of the folder of a test file, with its slash */
static struct str folder_of(struct str name)
{
	size_t len = name.len;

	while (len > 0 && name.ptr[len - 1] != '/')
		len--;
	return (struct str){name.ptr, len};
}

/* the inputs that a fetch added, under their paths relative to the test file */
static int take_fetched(struct tester *t, const struct assay *from, size_t folder,
	const struct test_value *file, struct list *inputs)
{
	struct arena *arena = t->arena;

	for (size_t i = 0; i < from->inputs.n; i++) {
		const struct added *added = from->inputs.items[i];
		struct str name = str_of(added->name);
		struct test_input *input = arena_alloc(arena, sizeof *input);

		if (added->unreadable)
			return cursor_error(t->err, ASSAY_EINPUT, file->at, "%s can't be read: %s",
				added->name, added->unreadable);
		name = (struct str){name.ptr + folder, name.len - folder};
		*input = (struct test_input){
			str_copy(arena, name), added->bytes, added->origin == ASSAY_FOUND};
		(void)list_add(arena, inputs, input);
	}
	if (from->inputs.n == 0)
		return cursor_error(
			t->err, ASSAY_EINPUT, file->at, "there is no file at this path.");
	return ASSAY_OK;
}

static int fetch(struct tester *t, const struct suite *suite, const struct test_value *file,
	struct list *inputs)
{
	struct str folder = folder_of(suite->name);
	struct str path = str_printf(t->arena, "%.*s%.*s", STR_ARGS(folder), STR_ARGS(file->value));
	struct assay *from;
	int status;

	if (!t->how->fetch)
		return cursor_error(t->err, ASSAY_EINPUT, file->at, "files can't be read here.");
	status = assay_new(&from, t->err);
	if (status)
		return status;
	status = blame(t->how->fetch(t->how->payload, from, path.ptr, t->err), file->at, t->err);
	if (!status)
		status = take_fetched(t, from, folder.len, file, inputs);
	assay_free(from);
	return status;
}

static int gather(struct tester *t, const struct suite *suite, const struct test_case *test,
	struct list *inputs)
{
	int status = ASSAY_OK;

	for (size_t i = 0; i < test->inputs.n; i++)
		(void)list_add(t->arena, inputs, test->inputs.items[i]);
	for (size_t i = 0; !status && i < test->files.n; i++)
		status = fetch(t, suite, test->files.items[i], inputs);
	return status;
}

/* ---- a case ---- */

static struct outcome *add_outcome(
	struct tester *t, const struct suite *suite, const struct test_case *test, const char *way)
{
	struct outcome *outcome = arena_alloc(t->arena, sizeof *outcome);

	*outcome = (struct outcome){.suite = suite, .test = test, .way = way};
	(void)list_add(t->arena, &t->report.outcomes, outcome);
	return outcome;
}

static void add_hints(struct tester *t, struct outcome *outcome, const struct list *unwritten)
{
	struct arena *a = t->arena;

	for (size_t i = 0; i < unwritten->n; i++) {
		const struct str *field = unwritten->items[i];
		struct str *hint = arena_alloc(a, sizeof *hint);

		*hint = str_printf(a,
			"A plan does not contain %.*s. If the case depends on it, write 'sources: "
			"export'.",
			STR_ARGS(*field));
		(void)list_add(a, &outcome->hints, hint);
	}
}

/* each value and each export hidden in turn */
static int judge_hidden(struct tester *t, struct outcome *outcome, const struct list *inputs,
	const struct assay_result *full)
{
	struct list all = {0};
	int status = ASSAY_OK;

	if (!t->how->hide || t->until_failure || outcome->mismatches.n)
		return ASSAY_OK;
	hidden_find(&all, &full->run, t->arena);
	for (size_t i = 0; !status && i < all.n; i++) {
		const struct hidden *hidden = all.items[i];
		struct assay_result *less;
		struct list remaining = {0};

		hidden_inputs(&remaining, inputs, hidden, t->arena);
		status = run_case(t, outcome->suite, outcome->test, &remaining, &less);
		if (!status)
			hidden_compare(outcome, &full->run, &less->run, hidden, t->arena);
		assay_result_free(less);
	}
	t->report.hidden += all.n;
	return status;
}

/* the same resources once more, created by a plan; messages count if no export is judged */
static int judge_planned(struct tester *t, const struct suite *suite, const struct test_case *test,
	const struct assay_result *exported)
{
	bool exports_count =
		test->sources & TEST_EXPORT; /* what is expected besides verdicts is theirs */
	struct arena *a = t->arena;
	struct planned planned = {0};
	struct assay_result *result;
	struct outcome *outcome;
	int status;

	if (!planned_make(&planned, &exported->run, a)) {
		if (!exports_count)
			outcome_add(add_outcome(t, suite, test, "plan"), a, STR_NONE,
				(struct cursor){NULL, 0},
				"nothing was judged: 'sources: plan' needs inputs with exported "
				"resources that a plan can create");
		return ASSAY_OK;
	}
	t->a->options.remedies = test->remedies && !exports_count;
	status = run_case(t, suite, test, &planned.inputs, &result);
	t->a->options.remedies = false;
	if (status)
		return blame(status, test->at, t->err);
	outcome = add_outcome(t, suite, test, "plan");
	outcome_compare(outcome, &result->run, &planned.keys, exports_count, a);
	if (outcome->mismatches.n)
		add_hints(t, outcome, &planned.unwritten);
	status = judge_hidden(t, outcome, &planned.inputs, result);
	assay_result_free(result);
	return status;
}

static int judge_case(struct tester *t, const struct suite *suite, const struct test_case *test)
{
	struct list inputs = {0};
	struct assay_result *result = NULL;
	int status = gather(t, suite, test, &inputs);

	if (!status) {
		t->a->options.remedies = test->remedies;
		status = blame(run_case(t, suite, test, &inputs, &result), test->at, t->err);
		t->a->options.remedies = false;
	}
	if (!status && test->sources & TEST_EXPORT) {
		struct outcome *outcome = add_outcome(t, suite, test, "export");

		outcome_compare(outcome, &result->run, NULL, false, t->arena);
		if (t->how->update && outcome->mismatches.n)
			outcome->update = update_expect(outcome, &result->run, t->arena);
		status = judge_hidden(t, outcome, &inputs, result);
	}
	if (!status && test->sources & TEST_PLAN)
		status = judge_planned(t, suite, test, result);
	assay_result_free(result);
	return status;
}

int tester_judge_suite(struct tester *t, const struct suite *suite)
{
	int status = ASSAY_OK;

	if (!rules_control(t->a->rules, suite->control))
		return blame(rules_no_control(t->a->rules, suite->control, t->err),
			suite->control_at, t->err);
	for (size_t i = 0; !status && i < suite->cases.n; i++) {
		status = judge_case(t, suite, suite->cases.items[i]);
		if (t->until_failure && tester_failed(t))
			break;
	}
	return status;
}

bool tester_failed(const struct tester *t)
{
	for (size_t i = 0; i < t->report.outcomes.n; i++) {
		const struct outcome *outcome = t->report.outcomes.items[i];

		if (outcome->mismatches.n)
			return true;
	}
	return false;
}
