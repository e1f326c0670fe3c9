/*
 * suite_read - reads a test file as the cases of one control.
 *
 * Knows the shape of the file. Must not know if the control exists, or how a case is judged.
 */
#include "authors/keys.h"
#include "authors/suite.h"
#include "verdict/result.h"

/* what is being read: a file, then each case and each expectation in it */
struct reading_suite {
	struct suite *suite;
	struct list shared; /* struct test_input: of all cases */
	struct test_case *one;
	struct expectation *expected;
};

/* ---- expect ---- */

static int read_verdict(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;

	(void)a;
	for (int i = 0; i < ASSAY_N_VERDICTS; i++)
		if (v->kind == DOC_STRING && str_is(v->text, verdict_name((enum assay_verdict)i))) {
			r->expected->verdict = (enum assay_verdict)i;
			return ASSAY_OK;
		}
	return cursor_error(err, ASSAY_EINPUT, v->at,
		"this is not a verdict. Write pass, fail, unknown, not-applicable or error.");
}

static int read_at(void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;

	(void)a;
	return keys_text(&r->expected->place, v, "a place", err);
}

static int read_message(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;

	return keys_texts(&r->expected->messages, v, "a part of a message", a, err);
}

static int read_notes(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;

	return keys_texts(&r->expected->notes, v, "a part of a note", a, err);
}

static int read_reasons(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;

	return keys_texts(&r->expected->reasons, v, "a reason", a, err);
}

static int expect_remedy(struct reading_suite *r, enum expected_remedy expected,
	const struct value *v, struct assay_error *err)
{
	if (r->expected->remedy != REMEDY_ANY)
		return cursor_error(err, ASSAY_EINPUT, v->at,
			"'remedy' and 'no_remedy' exclude each other. Remove one.");
	r->one->remedies = true;
	r->expected->remedy = expected;
	return ASSAY_OK;
}

static int read_remedy(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;
	bool none = v->kind == DOC_BOOL && !v->truth;
	int status = expect_remedy(r, none ? REMEDY_NONE : REMEDY_PROVED, v, err);

	if (status || v->kind == DOC_BOOL)
		return status;
	if (v->kind == DOC_NULL || v->kind == DOC_OBJECT)
		return cursor_error(err, ASSAY_EINPUT, v->at,
			"'remedy' has no value that can be compared. Write true, false, a part of "
			"the remedy, or a list of parts.");
	return keys_texts(&r->expected->remedy_parts, v, "a part of a remedy", a, err);
}

static int read_no_remedy(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;
	int status = expect_remedy(r, REMEDY_NONE, v, err);

	return status ? status
		      : keys_texts(&r->expected->remedy_parts, v,
				"a part of the sentence why there is no remedy", a, err);
}

static int read_expectation(
	struct reading_suite *r, const struct value *v, struct arena *a, struct assay_error *err)
{
	static const struct key keys[] = {
		{"verdict", read_verdict, true},
		{"at", read_at, false},
		{"message", read_message, false},
		{"notes", read_notes, false},
		{"reasons", read_reasons, false},
		{"remedy", read_remedy, false},
		{"no_remedy", read_no_remedy, false},
	};

	int status = v->kind == DOC_OBJECT
			     ? keys_read(v, "an expected result", keys, LENGTH_OF(keys), r, a, err)
			     : read_verdict(r, v, a, err);

	if (!status && r->expected->remedy != REMEDY_ANY && r->expected->verdict != ASSAY_FAIL)
		status = cursor_error(err, ASSAY_EINPUT, v->at,
			"only a fail has a remedy. Remove 'remedy' or 'no_remedy', or write "
			"'verdict: fail'.");
	return status;
}

static int read_expect(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;
	int status = ASSAY_OK;

	r->one->expect_at = v->at;
	if (v->kind != DOC_OBJECT)
		return cursor_error(err, ASSAY_EINPUT, v->at,
			"'expect' must contain each subject with its verdict, as "
			"'123456789012/us-east-1: pass'. Write {} if there is no subject.");
	for (size_t i = 0; !status && i < v->n; i++) {
		r->expected = arena_alloc(a, sizeof *r->expected);
		r->expected->subject = v->members[i].key;
		r->expected->at = keys_place(v, i);
		r->expected->value_at = v->members[i].value->at;
		(void)list_add(a, &r->one->expected, r->expected);
		status = read_expectation(r, v->members[i].value, a, err);
	}
	return status;
}

/* ---- a case ---- */

static int read_name(void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;

	(void)a;
	return keys_text(&r->one->name, v, "the name of a case", err);
}

/* Replace the input of this name, or add it; bytes NULL removes it. False: there is none to remove.
 */
static bool put_input(
	struct list *inputs, struct str name, const struct str *bytes, struct arena *a)
{
	size_t kept = 0, before = inputs->n;

	for (size_t i = 0; i < inputs->n; i++) {
		struct test_input *input = inputs->items[i];

		if (!str_eq(input->name, name))
			inputs->items[kept++] = input;
	}
	inputs->n = kept;
	if (bytes) {
		struct test_input *input = arena_alloc(a, sizeof *input);

		*input = (struct test_input){.name = name, .bytes = *bytes};
		(void)list_add(a, inputs, input);
	}
	return bytes || kept < before;
}

static int read_inputs_into(
	struct list *inputs, const struct value *v, struct arena *a, struct assay_error *err)
{
	if (v->kind != DOC_OBJECT)
		return cursor_error(err, ASSAY_EINPUT, v->at,
			"'inputs' must contain each input under its name, as "
			"'123456789012/us-east-1/list-functions.json: {...}'.");
	for (size_t i = 0; i < v->n; i++) {
		const struct value *input = v->members[i].value;
		struct str bytes = input->kind == DOC_STRING ? input->text : cursor_text(input->at);

		if (v->members[i].key.len == 0)
			return cursor_error(
				err, ASSAY_EINPUT, keys_place(v, i), "an input has no name.");
		if (!put_input(
			    inputs, v->members[i].key, input->kind == DOC_NULL ? NULL : &bytes, a))
			return cursor_error(err, ASSAY_EINPUT, keys_place(v, i),
				"null removes a shared input, and none has this name.");
	}
	return ASSAY_OK;
}

static int read_inputs(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;

	return read_inputs_into(r->one ? &r->one->inputs : &r->shared, v, a, err);
}

/* ".." or an absolute path would lead out of the folder of the test file */
static bool leads_out(struct str path)
{
	if (path.ptr[0] == '/' || str_is(path, ".."))
		return true;
	return str_starts(path, STR("../")) || str_ends(path, STR("/..")) ||
	       str_contains(path, STR("/../"));
}

static int read_files(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;

	if (v->kind != DOC_ARRAY)
		return cursor_error(err, ASSAY_EINPUT, v->at, "'files' must be a list of paths.");
	for (size_t i = 0; i < v->n; i++) {
		struct test_value *file = arena_alloc(a, sizeof *file);
		int status = keys_text(&file->value, v->items[i], "a path", err);

		if (status)
			return status;
		file->at = v->items[i]->at;
		if (leads_out(file->value))
			return cursor_error(err, ASSAY_EINPUT, file->at,
				"this path leads out of the folder of the test file. Move the "
				"inputs into that folder.");
		(void)list_add(a, &r->one->files, file);
	}
	return ASSAY_OK;
}

static int read_params(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;
	int status = ASSAY_OK;

	if (v->kind != DOC_OBJECT)
		return cursor_error(
			err, ASSAY_EINPUT, v->at, "'params' must contain names and values.");
	for (size_t i = 0; !status && i < v->n; i++) {
		struct test_value *param = arena_alloc(a, sizeof *param);

		param->name = v->members[i].key;
		param->at = keys_place(v, i);
		(void)list_add(a, &r->one->params, param);
		if (v->members[i].value->kind == DOC_STRING) /* it may be empty */
			param->value = v->members[i].value->text;
		else
			status = keys_text(&param->value, v->members[i].value, "a parameter", err);
	}
	return status;
}

static int add_setting(struct reading_suite *r, const char *name, const struct value *v,
	struct arena *a, struct assay_error *err)
{
	struct test_value *setting = arena_alloc(a, sizeof *setting);

	setting->name = str_of(name);
	setting->at = v->at;
	(void)list_add(a, &r->one->settings, setting);
	return keys_text(&setting->value, v, name, err);
}

static int read_account(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	return add_setting(payload, "account", v, a, err);
}

static int read_region(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	return add_setting(payload, "region", v, a, err);
}

static int read_now(void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	return add_setting(payload, "now", v, a, err);
}

static int read_sources(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;
	struct list names = {0};
	int status = keys_texts(&names, v, "a source", a, err);

	r->one->sources = 0;
	for (size_t i = 0; !status && i < names.n; i++) {
		const struct str *name = names.items[i];

		if (str_is(*name, "export"))
			r->one->sources |= TEST_EXPORT;
		else if (str_is(*name, "plan"))
			r->one->sources |= TEST_PLAN;
		else
			status = cursor_error(err, ASSAY_EINPUT, v->at,
				"unknown source '%.*s'. Write export, plan or both.",
				STR_ARGS(*name));
	}
	if (!status && !r->one->sources)
		status = cursor_error(err, ASSAY_EINPUT, v->at, "'sources' is empty.");
	return status;
}

static int read_incomplete(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;

	(void)a;
	return cursor_bool(v->at, &r->one->incomplete, err);
}

static int read_case(
	struct reading_suite *r, const struct value *v, struct arena *a, struct assay_error *err)
{
	static const struct key keys[] = {
		{"name", read_name, true},
		{"inputs", read_inputs, false},
		{"files", read_files, false},
		{"params", read_params, false},
		{"account", read_account, false},
		{"region", read_region, false},
		{"now", read_now, false},
		{"sources", read_sources, false},
		{"incomplete", read_incomplete, false},
		{"expect", read_expect, true},
	};

	r->one = arena_alloc(a, sizeof *r->one);
	r->one->at = v->at;
	r->one->sources = TEST_EXPORT | TEST_PLAN;
	for (size_t i = 0; i < r->shared.n; i++)
		(void)list_add(a, &r->one->inputs, r->shared.items[i]);
	return keys_read(v, "a case", keys, LENGTH_OF(keys), r, a, err);
}

/* ---- the file ---- */

static int check_name(
	const struct test_case *one, struct map *names, struct arena *a, struct assay_error *err)
{
	if (map_get(names, one->name))
		return cursor_error(err, ASSAY_EINPUT, one->at,
			"two cases have the name '%.*s'. Reports identify a case by its name.",
			STR_ARGS(one->name));
	(void)map_set(a, names, one->name, names);
	return ASSAY_OK;
}

static int read_cases(
	struct reading_suite *r, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct map names = {0};
	int status = ASSAY_OK;

	if (v->kind != DOC_ARRAY || v->n == 0)
		return cursor_error(err, ASSAY_EINPUT, v->at, "'cases' must be a list of cases.");
	if (v->n > SUITE_CASES_MAX)
		return cursor_error(err, ASSAY_ELIMIT, v->at,
			"there are %zu cases, more than the limit of %zu. Use several files.", v->n,
			SUITE_CASES_MAX);
	for (size_t i = 0; !status && i < v->n; i++) {
		status = read_case(r, v->items[i], a, err);
		if (!status)
			status = check_name(r->one, &names, a, err);
		(void)list_add(a, &r->suite->cases, r->one);
	}
	return status;
}

static int read_control(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	struct reading_suite *r = payload;

	(void)a;
	r->suite->control_at = v->at;
	return keys_text(&r->suite->control, v, "the id of a control", err);
}

/* read after the shared inputs, wherever they are in the file */
static int skip_cases(
	void *payload, const struct value *v, struct arena *a, struct assay_error *err)
{
	(void)payload, (void)v, (void)a, (void)err;
	return ASSAY_OK;
}

int suite_read(struct suite *out, const struct doc *d, struct arena *a, struct assay_error *err)
{
	static const struct key keys[] = {
		{"control", read_control, true},
		{"inputs", read_inputs, false},
		{"cases", skip_cases, true},
	};
	struct reading_suite r = {.suite = out};
	const struct value *root;
	int status = value_build(&root, doc_root(d), a, err);

	if (!status)
		status = keys_read(root, "a test file", keys, LENGTH_OF(keys), &r, a, err);
	return status ? status : read_cases(&r, value_get(root, "cases"), a, err);
}
