/*
 * lint - problems of rules that load: what they show themselves, and against schemas.
 *
 * Part of assay.h's implementation.
 */
#include "pipeline/inside.h"

#include "authors/schema.h"
#include "base/log_lines.h"
#include "rule/embedded.h"

static int add_schema(struct call *c)
{
	struct arena *arena = c->a->arena;
	const struct doc_limits limits = reading_limits(c->a);
	struct doc *doc;
	int status = doc_open(&doc, str_copy(arena, str_of(c->name)).ptr, c->bytes.ptr,
		c->bytes.len, &limits, c->err);

	if (status)
		return status;
	(void)list_add(arena, &c->a->docs, doc);
	(void)list_add(arena, &c->a->schemas, doc);
	return ASSAY_OK;
}

int assay_add_schema(
	struct assay *a, const char *name, const char *buf, size_t len, struct assay_error *err)
{
	struct call call = {.a = a, .name = name, .bytes = {buf, len}, .err = err};

	return call_run(a->arena, add_schema, &call);
}

static int add_others(struct call *c)
{
	struct list files = {0};
	int status = ASSAY_OK;

	rules_files(c->a->rules, c->a->arena, &files);
	for (const struct embedded_file *f = embedded_files; !status && f->name; f++) {
		struct str path = str_printf(c->a->arena, "/%s", f->name);
		bool replaced = false;

		for (size_t i = 0; i < files.n; i++) {
			const struct rule_file *file = files.items[i];

			replaced =
				replaced || str_is(file->uri, f->name) || str_ends(file->uri, path);
		}
		c->a->loaded = false;
		if (!replaced)
			status = rules_add(c->a->rules, f->name, f->bytes, f->len, c->err);
	}
	return status;
}

int assay_add_other_builtin_rules(struct assay *a, struct assay_error *err)
{
	struct call call = {.a = a, .err = err};

	return call_run(a->arena, add_others, &call);
}

static int compare_problems(const void *a, const void *b)
{
	const struct problem *x = a, *y = b;
	int order = str_cmp(x->uri, y->uri);

	if (!order)
		order = x->line < y->line ? -1 : x->line > y->line;
	return order ? order : str_cmp(x->text, y->text);
}

static void write_problems(struct call *c, const struct list *problems)
{
	struct log_lines lines;
	struct out out = log_begin(&lines, &c->out);

	for (size_t i = 0; i < problems->n; i++) {
		const struct problem *p = problems->items[i];

		if (i > 0 && compare_problems(problems->items[i - 1], p) == 0)
			continue;
		out_position(&out, p->uri, p->line, 0);
		out_text(&out, ": ");
		out_safe_line(&out, p->text);
		out_text(&out, "\n");
	}
	log_end(&lines, &out);
}

static int write_lint(struct call *c)
{
	struct arena *arena = c->a->arena;
	struct list problems = {0}, open = {0};
	int status = policy_load(c->a, c->err);

	if (status)
		return status;
	rules_lint(c->a->rules, &problems, arena);
	for (size_t i = 0; !status && i < c->a->schemas.n; i++)
		status = schema_lint(&problems, c->a->rules, c->a->schemas.items[i], arena, c->err);
	if (status)
		return status;
	for (size_t i = 0; i < problems.n; i++)
		if (!rules_accepts(c->a->rules, problems.items[i]))
			(void)list_add(arena, &open, problems.items[i]);
	(void)list_sort(arena, &open, compare_problems);
	write_problems(c, &open);
	c->exit_status = open.n > 0;
	return c->out.status ? error_set(c->err, ASSAY_EIO, "the problems can't be written")
			     : ASSAY_OK;
}

int assay_lint_write(struct assay *a, assay_write_fn *write, void *payload, int *exit_status,
	struct assay_error *err)
{
	struct call call = {.a = a, .out = {write, payload, ASSAY_OK}, .err = err};
	int status = call_run(a->arena, write_lint, &call);

	*exit_status = call.exit_status;
	return status;
}
