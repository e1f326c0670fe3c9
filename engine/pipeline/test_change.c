/*
 * test_change - what test cases do not see: lines that none runs, changes that none notices.
 *
 * Part of assay.h's implementation. Each change of a control is judged with the cases of that
 * control until one fails.
 */
#include "pipeline/test_inside.h"

#include "rule/lua_tokens.h"
#include "rule/mutants.h"

/* a survivor on a line with this comment is argued there */
#define ARGUED "-- survives: "

static bool has_suite(const struct tester *t, size_t file)
{
	for (size_t i = 0; i < t->report.suites.n; i++) {
		const struct suite *suite = t->report.suites.items[i];

		if (rules_file_of(t->a->rules, suite->control) == file)
			return true;
	}
	return false;
}

/* what stands before a folder of a rule's path: the rules folder */
static struct str root_before(struct str uri, const char *folder)
{
	size_t len = strlen(folder);

	for (size_t i = 0; i + len <= uri.len; i++)
		if ((i == 0 || uri.ptr[i - 1] == '/') && memcmp(uri.ptr + i, folder, len) == 0)
			return (struct str){uri.ptr, i};
	return STR_NONE;
}

/* True for a library in the rules folder of a tested control. */
static bool is_beside_tested(
	const struct tester *t, const struct list *files, const struct rule_file *library)
{
	struct str root = root_before(library->uri, "lib/");

	for (size_t i = 0; root.ptr && i < files->n; i++) {
		const struct rule_file *file = files->items[i];
		struct str other = root_before(file->uri, "controls/");

		if (other.ptr && file->is_builtin == library->is_builtin && str_eq(other, root) &&
			has_suite(t, i))
			return true;
	}
	return false;
}

/* "3, 17-20": the lines with code that did not run */
static struct str missed_lines(struct arena *a, const struct rule_lines *lines)
{
	struct buf text;

	buf_init_for(&text, (size_t)1 << 20, a);
	for (size_t i = 1; i <= lines->n; i++) {
		size_t first = i;

		if (!lines->has_code[i] || lines->ran[i])
			continue;
		while (i < lines->n && (!lines->has_code[i + 1] || !lines->ran[i + 1]))
			i++;
		while (!lines->has_code[i])
			i--;
		buf_printf(&text, "%s%zu", text.len ? ", " : "", first);
		if (i > first)
			buf_printf(&text, "-%zu", i);
	}
	return (struct str){text.ptr, text.len};
}

void tester_add_coverage(struct tester *t)
{
	struct list files = {0};

	rules_files(t->a->rules, t->arena, &files);
	for (size_t i = 0; i < files.n; i++) {
		const struct rule_file *file = files.items[i];
		bool counts = has_suite(t, i);
		struct rule_lines lines;
		struct file_coverage *coverage;

		if ((!counts && !is_beside_tested(t, &files, file)) ||
			!rules_lines(t->a->rules, i, t->arena, &lines))
			continue;
		coverage = arena_alloc(t->arena, sizeof *coverage);
		coverage->uri = file->uri;
		coverage->counts = counts;
		for (size_t line = 1; line <= lines.n; line++) {
			coverage->n_code += lines.has_code[line];
			coverage->n_ran += lines.has_code[line] && lines.ran[line];
		}
		coverage->missed = missed_lines(t->arena, &lines);
		(void)list_add(t->arena, &t->report.coverage, coverage);
	}
}

/* judge the cases with one change of their control; *noticed: a case failed */
static int judge_change(struct tester *t, const struct suite *suite, bool *noticed)
{
	struct tester changed = {.a = t->a, .how = t->how, .until_failure = true, .err = t->err};
	int status;

	(void)arena_new_below(&changed.arena, t->a->arena);
	changed.report.arena = changed.arena;
	status = tester_judge_suite(&changed, suite);
	*noticed = *noticed || tester_failed(&changed);
	arena_free(changed.arena);
	return status;
}

static void add_survivor(struct tester *t, const struct rule_file *rule,
	const struct mutant *mutant, struct str what)
{
	struct survivor *survivor = arena_alloc(t->arena, sizeof *survivor);

	*survivor = (struct survivor){rule->uri, mutant->line, what,
		str_contains(source_line(rule->text, mutant->line), STR(ARGUED))};
	(void)list_add(t->arena, &t->report.survivors, survivor);
}

static int judge_mutant(
	struct tester *t, size_t file, const struct rule_file *rule, const struct mutant *mutant)
{
	bool noticed = false;
	int status = ASSAY_OK;

	rules_replace_text(t->a->rules, file, mutant_text(mutant, rule->text, t->arena));
	for (size_t i = 0; !status && !noticed && i < t->report.suites.n; i++) {
		const struct suite *suite = t->report.suites.items[i];

		if (rules_file_of(t->a->rules, suite->control) == file)
			status = judge_change(t, suite, &noticed);
	}
	rules_replace_text(t->a->rules, file, rule->text);
	t->report.n_mutants++;
	if (!status && !noticed)
		add_survivor(t, rule, mutant, mutant->what);
	return status;
}

/* No case can notice a change of a line that no case runs. The coverage reports such lines. */
static void skip_mutant(struct tester *t, const struct rule_file *rule, const struct mutant *mutant)
{
	if (t->how->coverage)
		return;
	t->report.n_mutants++;
	add_survivor(t, rule, mutant,
		str_printf(t->arena, "%.*s (no case runs this line)", STR_ARGS(mutant->what)));
}

static int change_file(struct tester *t, size_t file, const struct rule_file *rule)
{
	struct list mutants = {0};
	struct rule_lines lines;
	int status = ASSAY_OK;

	if (!rules_lines(t->a->rules, file, t->arena, &lines))
		return ASSAY_OK;
	mutants_find(&mutants, rule->text, t->arena);
	for (size_t i = 0; !status && i < mutants.n; i++) {
		const struct mutant *mutant = mutants.items[i];

		if (mutant->line > lines.n || !lines.has_code[mutant->line] ||
			lines.ran[mutant->line])
			status = judge_mutant(t, file, rule, mutant);
		else
			skip_mutant(t, rule, mutant);
	}
	return status;
}

int tester_change_rules(struct tester *t)
{
	struct list files = {0};
	int status = ASSAY_OK;

	rules_files(t->a->rules, t->arena, &files);
	for (size_t i = 0; !status && i < files.n; i++)
		if (has_suite(t, i))
			status = change_file(t, i, files.items[i]);
	return status;
}
