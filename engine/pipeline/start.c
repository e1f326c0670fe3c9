/*
 * start - the beginning of a control or type, with a test file that passes.
 *
 * Part of assay.h's implementation. The expected results are those that the control has, so the
 * files pass as they are written.
 */
#include "pipeline/test_inside.h"

#include "authors/start.h"
#include "authors/update.h"

static struct str control_of(const struct assay_start *start, struct arena *a)
{
	return start->control ? str_of(start->control)
			      : start_control_of_type(str_of(start->type), a);
}

static int check_names(const struct assay_start *start, struct assay_error *err)
{
	if (start->control && !is_control_id(str_of(start->control)))
		return error_set(err, ASSAY_EUSAGE,
			"'%s' can't be the id of a control. Use lower-case words and digits, "
			"joined "
			"by '-'.",
			start->control);
	if (!start->type || !is_type_name(str_of(start->type)))
		return error_set(err, ASSAY_EUSAGE,
			"'%s' can't be the name of a type. Use CloudFormation's name of the "
			"resource type: PROVIDER::SERVICE::RESOURCE.",
			start->type ? start->type : "");
	return ASSAY_OK;
}

int assay_start_path(char out[ASSAY_START_PATH_MAX], const struct assay_start *start,
	const char *file, struct assay_error *err)
{
	bool type = strcmp(file, "type") == 0, test = strcmp(file, "test") == 0;
	struct arena *a;
	struct str name;
	int status = check_names(start, err);

	if (status)
		return status;
	if (arena_new(&a, 0))
		return error_nomem(err);
	name = start_file_name(type ? str_of(start->type) : control_of(start, a), a);
	snprintf(out, ASSAY_START_PATH_MAX, "%s/%.*s%s", type ? "types" : "controls",
		STR_ARGS(name), test ? ".test.yaml" : ".lua");
	arena_free(a);
	return ASSAY_OK;
}

/* ---- the texts ---- */

static int add_rule(struct call *c, const char *file, struct str text)
{
	char path[ASSAY_START_PATH_MAX];
	int status = assay_start_path(path, c->start, file, c->err);

	if (status)
		return status;
	c->a->loaded = false;
	return rules_add(
		c->a->rules, str_copy(c->a->arena, str_of(path)).ptr, text.ptr, text.len, c->err);
}

static int no_type(struct call *c)
{
	char names[560] = "", more[40] = "";
	size_t n, len = 0, i = 0;
	const struct type *const *types = rules_types(c->a->rules, &n);

	/* complete names only */
	for (; i < n && len + 2 + types[i]->name.len < sizeof names; i++)
		len += (size_t)snprintf(names + len, sizeof names - len, "%s%.*s", i ? ", " : "",
			STR_ARGS(types[i]->name));
	if (i < n)
		snprintf(more, sizeof more, " and %zu more", n - i);
	return error_set(c->err, ASSAY_EUSAGE,
		"no type is named %.60s. Declare it ('assay new type'), or use one of: %s%s.",
		c->start->type, names, more);
}

static int make_rules(struct call *c, struct start_texts *texts)
{
	struct arena *arena = c->a->arena;
	struct str name = str_of(c->start->type), id = control_of(c->start, arena);
	const struct type *type = rules_type(c->a->rules, name);
	struct buf text;
	struct out out;
	int status = ASSAY_OK;

	if (rules_control(c->a->rules, id))
		return error_set(
			c->err, ASSAY_EUSAGE, "there is already a control '%.*s'.", STR_ARGS(id));
	if (!c->start->control && type)
		return error_set(c->err, ASSAY_EUSAGE, "the type %s is already declared in %s.",
			c->start->type, type->source_name);
	if (!c->start->control) {
		buf_init_for(&text, ASSAY_START_TEXT_MAX, arena);
		out = out_to_buf(&text);
		start_type(&out, name, arena);
		texts->type = (struct str){text.ptr, text.len};
		status = add_rule(c, "type", texts->type);
		if (!status)
			status = policy_load(c->a, c->err);
		type = status ? NULL : rules_type(c->a->rules, name);
	}
	if (!status && !type)
		status = no_type(c);
	if (status)
		return status;
	buf_init_for(&text, ASSAY_START_TEXT_MAX, arena);
	out = out_to_buf(&text);
	start_control(&out, id, type);
	texts->control = (struct str){text.ptr, text.len};
	status = add_rule(c, "control", texts->control);
	return status ? status : policy_load(c->a, c->err);
}

/* Judge the case of a test file. *passes: as written; *expect: what it must expect to pass. */
static int judge(struct call *c, struct str text, bool *passes, struct str *expect)
{
	static const struct assay_tests how = {.format = "text", .update = true};
	struct arena *arena = c->a->arena;
	const struct doc_limits limits = reading_limits(c->a);
	struct tester t = {.a = c->a, .arena = arena, .how = &how, .err = c->err};
	struct suite suite = {.name = STR("new.test.yaml")};
	struct doc *doc;
	int status = doc_open_authored(&doc, suite.name.ptr, text.ptr, text.len, &limits, c->err);

	if (status)
		return status;
	(void)list_add(arena, &c->a->docs, doc);
	status = suite_read(&suite, doc, arena, c->err);
	if (!status)
		status = tester_judge_suite(&t, &suite);
	*passes = !status && !tester_failed(&t);
	for (size_t i = 0; !status && i < t.report.outcomes.n; i++) {
		const struct outcome *outcome = t.report.outcomes.items[i];

		if (outcome->update.ptr)
			*expect = outcome->update;
	}
	return status;
}

static struct str write_test(
	struct call *c, const struct type *type, bool only_exports, struct str expect)
{
	struct arena *arena = c->a->arena;
	struct buf text;
	struct out out;

	buf_init_for(&text, ASSAY_START_TEXT_MAX, arena);
	out = out_to_buf(&text);
	start_test(&out, control_of(c->start, arena), type, only_exports, expect, arena);
	return (struct str){text.ptr, text.len};
}

static int make_test(struct call *c, struct start_texts *texts)
{
	const struct type *type = rules_type(c->a->rules, str_of(c->start->type));
	struct str expect = STR_NONE;
	bool passes;
	int status = judge(c, write_test(c, type, true, STR_NONE), &passes, &expect);

	texts->test = write_test(c, type, false, expect);
	if (!status)
		status = judge(c, texts->test, &passes, &expect);
	if (!status && !passes)
		texts->test = write_test(c, type, true, expect);
	return status;
}

static int write_start(struct call *c)
{
	struct start_texts *texts = c->a->start;
	int status = check_names(c->start, c->err);

	if (!status && !texts) {
		texts = c->a->start = arena_alloc(c->a->arena, sizeof *texts);
		status = policy_load(c->a, c->err);
		if (!status)
			status = make_rules(c, texts);
		if (!status)
			status = make_test(c, texts);
	}
	if (status)
		return status;
	out_str(&c->out, strcmp(c->name, "type") == 0      ? texts->type
			 : strcmp(c->name, "control") == 0 ? texts->control
							   : texts->test);
	return c->out.status ? error_set(c->err, ASSAY_EIO, "the file can't be written") : ASSAY_OK;
}

int assay_start_write(struct assay *a, const struct assay_start *start, const char *file,
	assay_write_fn *write, void *payload, struct assay_error *err)
{
	struct call call = {.a = a,
		.start = start,
		.name = file,
		.out = {write, payload, ASSAY_OK},
		.err = err};

	return call_run(a->arena, write_start, &call);
}
