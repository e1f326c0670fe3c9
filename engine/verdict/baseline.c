/*
 * baseline - reads results from a SARIF log, and matches them with results of this run.
 *
 * Knows the few properties of SARIF that contain a result's control, verdict and fingerprint.
 * Must not know which file the log is.
 */
#include "verdict/baseline.h"

#include "doc/value.h"

/* as digest.c versions it */
#define FINGERPRINT "assay/v1"

static int refuse_log(struct cursor at, const char *what, struct assay_error *err)
{
	return cursor_error(err, ASSAY_EINPUT, at,
		"%s. Give a SARIF log that 'assay check --format sarif' wrote.", what);
}

static struct str text_of(const struct value *object, const char *key)
{
	const struct value *v = value_get(object, key);
	return v && v->kind == DOC_STRING ? v->text : STR_NONE;
}

static const struct value *first_of(const struct value *object, const char *key)
{
	const struct value *v = value_get(object, key);
	return v && v->kind == DOC_ARRAY && v->n > 0 ? v->items[0] : NULL;
}

/* SARIF 3.27.9: without a kind it is "fail" */
static int read_verdict(
	struct baseline_result *r, const struct value *result, struct assay_error *err)
{
	static const struct {
		const char *kind;
		enum assay_verdict verdict;
	} kinds[] = {
		{"fail", ASSAY_FAIL},
		{"open", ASSAY_UNKNOWN},
		{"pass", ASSAY_PASS},
		{"notApplicable", ASSAY_NOT_APPLICABLE},
	};
	const struct value *kind = value_get(result, "kind");
	r->verdict = ASSAY_FAIL;
	if (!kind)
		return ASSAY_OK;
	for (size_t i = 0; i < LENGTH_OF(kinds); i++)
		if (kind->kind == DOC_STRING && str_is(kind->text, kinds[i].kind)) {
			r->verdict = kinds[i].verdict;
			return ASSAY_OK;
		}
	return refuse_log(kind->at, "this kind of result is not one of assay", err);
}

static bool is_hex(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!strchr("0123456789abcdef", s.ptr[i]))
			return false;
	return s.len == 64;
}

static size_t number_of(const struct value *object, const char *key)
{
	int64_t n;
	const struct value *v = value_get(object, key);
	return v && value_integer(v, &n) && n > 0 ? (size_t)n : 0;
}

static void read_place(struct baseline_result *r, const struct value *result)
{
	const struct value *physical = value_get(first_of(result, "locations"), "physicalLocation");
	const struct value *region = value_get(physical, "region");
	r->uri = text_of(value_get(physical, "artifactLocation"), "uri");
	r->place = (struct place){number_of(region, "startLine"), number_of(region, "startColumn"),
		number_of(region, "endLine"), number_of(region, "endColumn")};
}

/* links to related places (" [text](1)") come last; without the places they lead nowhere */
static struct str without_links(struct str text)
{
	for (size_t i = 0; i + 1 < text.len; i++)
		if (text.ptr[i] == ' ' && text.ptr[i + 1] == '[')
			return (struct str){text.ptr, i};
	return text;
}

static int read_result(
	struct baseline_result *r, const struct value *result, struct assay_error *err)
{
	struct str rule = text_of(result, "ruleId");
	r->fingerprint = text_of(value_get(result, "partialFingerprints"), FINGERPRINT);
	if (result->kind != DOC_OBJECT || !rule.ptr)
		return refuse_log(result->at, "this is not a result of a control", err);
	if (!is_hex(r->fingerprint))
		return cursor_error(err, ASSAY_EINPUT, result->at,
			"this result has no fingerprint %s: another version of assay, or another "
			"tool, wrote or changed the log. Create the baseline again",
			FINGERPRINT);
	r->control = rule;
	r->subject = text_of(value_get(result, "properties"), "subject");
	r->message = without_links(text_of(value_get(result, "message"), "text"));
	r->waived = first_of(result, "suppressions") != NULL;
	read_place(r, result);
	return read_verdict(r, result, err);
}

static void keep(struct baseline *b, struct arena *a, struct baseline_result *r)
{
	struct list *group = map_get(&b->groups, r->fingerprint);
	if (!group) {
		group = arena_alloc(a, sizeof *group);
		(void)map_set(a, &b->groups, r->fingerprint, group);
	}
	(void)list_add(a, group, r);
	(void)list_add(a, &b->results, r);
}

/* results are built one by one: a log may be large */
static int read_results(
	struct baseline *b, struct cursor results, struct arena *a, struct assay_error *err)
{
	struct walk walk;
	int status = ASSAY_OK;
	walk_begin(&walk, results);
	while (status == ASSAY_OK && walk_next(&walk)) {
		const struct value *result;
		struct baseline_result *r = arena_alloc(a, sizeof *r);
		status = value_build(&result, walk.value, a, err);
		if (status == ASSAY_OK)
			status = read_result(r, result, err);
		/* an absent result was in an earlier baseline; the run of this log did not find it
		 */
		if (status == ASSAY_OK && !str_is(text_of(result, "baselineState"), "absent"))
			keep(b, a, r);
	}
	return status;
}

static int check_tool(
	struct cursor tool, struct cursor run, struct arena *a, struct assay_error *err)
{
	struct lookup driver = {.key = "driver"}, name = {.key = "name"};
	struct str text = STR_NONE;
	int status = tool.doc ? cursor_find(tool, &driver, 1, err) : ASSAY_OK;
	if (status == ASSAY_OK && driver.value.doc)
		status = cursor_find(driver.value, &name, 1, err);
	if (status == ASSAY_OK && name.value.doc && cursor_kind(name.value) == DOC_STRING)
		status = cursor_string(name.value, a, &text, err);
	if (status || str_is(text, "assay"))
		return status;
	if (!text.ptr)
		return refuse_log(run, "this run does not name its tool", err);
	return cursor_error(err, ASSAY_EINPUT, name.value,
		"this is a log of '%.*s'. A baseline is a log that 'assay check --format sarif' "
		"wrote",
		STR_ARGS(text));
}

/* the verdicts of --what-if are not those of any inputs */
static int check_inputs(struct cursor properties, struct assay_error *err)
{
	struct lookup key = {.key = "whatIf"};
	int status = properties.doc ? cursor_find(properties, &key, 1, err) : ASSAY_OK;
	if (status || !key.value.doc)
		return status;
	return cursor_error(err, ASSAY_EINPUT, key.value,
		"This log is of a run with --what-if, so its verdicts are not those of its inputs. "
		"Write the log again without --what-if.");
}

static int read_invocations(
	struct baseline *b, struct cursor invocations, int *exit_code, struct assay_error *err)
{
	struct walk walk;
	int status = ASSAY_OK;
	walk_begin(&walk, invocations);
	while (status == ASSAY_OK && walk_next(&walk)) {
		struct lookup keys[] = {{.key = "executionSuccessful"}, {.key = "exitCode"}};
		bool truth = true;
		status = cursor_find(walk.value, keys, LENGTH_OF(keys), err);
		if (status == ASSAY_OK && keys[0].value.doc)
			status = cursor_bool(keys[0].value, &truth, err);
		b->incomplete |= !truth;
		for (int code = 1; code <= 3; code += 2)
			if (str_is(cursor_text(keys[1].value), code == 1 ? "1" : "3"))
				*exit_code = code;
	}
	return status;
}

static bool lists(const struct baseline *b, size_t from, enum assay_verdict verdict)
{
	for (; from < b->results.n; from++) {
		const struct baseline_result *r = b->results.items[from];
		if (r->verdict == verdict && !r->waived)
			return true;
	}
	return false;
}

static int read_run(struct baseline *b, struct cursor run, struct arena *a, struct assay_error *err)
{
	struct lookup keys[] = {
		{.key = "tool"}, {.key = "results"}, {.key = "invocations"}, {.key = "properties"}};
	size_t from = b->results.n;
	int exit_code = 0;
	int status = cursor_find(run, keys, LENGTH_OF(keys), err);
	if (status == ASSAY_OK)
		status = check_tool(keys[0].value, run, a, err);
	if (status)
		return status;
	status = check_inputs(keys[3].value, err);
	if (status)
		return status;
	/* SARIF 3.14.23: a run without results was no scan */
	if (!keys[1].value.doc || cursor_kind(keys[1].value) != DOC_ARRAY)
		return refuse_log(run, "this run has no results", err);
	status = read_invocations(b, keys[2].value, &exit_code, err);
	if (status == ASSAY_OK)
		status = read_results(b, keys[1].value, a, err);
	b->leaves_out |= exit_code && !lists(b, from, exit_code == 1 ? ASSAY_FAIL : ASSAY_UNKNOWN);
	return status;
}

int baseline_read(
	struct baseline *out, const struct doc *d, struct arena *a, struct assay_error *err)
{
	struct lookup keys[] = {{.key = "version"}, {.key = "runs"}};
	struct cursor root = doc_root(d);
	struct walk walk;
	size_t n = 0;
	int status = cursor_find(root, keys, LENGTH_OF(keys), err);
	if (status)
		return status;
	if (!keys[0].value.doc || !cursor_is(keys[0].value, "2.1.0") || !keys[1].value.doc)
		return refuse_log(root, "this is not a SARIF 2.1.0 log", err);
	walk_begin(&walk, keys[1].value);
	for (; status == ASSAY_OK && walk_next(&walk); n++)
		status = read_run(out, walk.value, a, err);
	if (status == ASSAY_OK && n == 0)
		return refuse_log(keys[1].value, "this log contains no run", err);
	return status;
}

int badness(enum assay_verdict v)
{
	return v == ASSAY_FAIL ? 2 : v == ASSAY_UNKNOWN ? 1 : 0;
}

enum baseline_state baseline_match(struct baseline *b, struct str fingerprint,
	enum assay_verdict verdict, bool waived, const struct baseline_result **was)
{
	const struct list *group = map_get(&b->groups, fingerprint);
	struct baseline_result *best = NULL;
	for (size_t i = 0; group && i < group->n; i++) {
		struct baseline_result *r = group->items[i];
		if (!r->matched && (!best || (best->verdict != verdict && r->verdict == verdict)))
			best = r;
	}
	if (was)
		*was = best;
	if (!best)
		return badness(verdict) > 0 ? BASELINE_NEW : BASELINE_NONE;
	best->matched = true;
	if (badness(verdict) > badness(best->verdict))
		return BASELINE_NEW;
	/* without its waiver the result is no longer accepted */
	if (best->waived && badness(verdict) > 0 && !waived)
		return BASELINE_NEW;
	return best->verdict == verdict ? BASELINE_UNCHANGED : BASELINE_UPDATED;
}
