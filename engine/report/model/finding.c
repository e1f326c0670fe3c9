/*
 * finding - the problems, results and remarks of a run in one list, worst first.
 *
 * verdict/ says what decides the exit status, so a report that a gate reads agrees with it. Must
 * not know any format.
 */
#include "report/model/finding.h"

#include <limits.h>

#include "base/map.h"

static void add(const struct run *run, struct list *list, struct finding finding)
{
	struct finding *copy = arena_alloc(run->arena, sizeof *copy);
	*copy = finding;
	list_add(run->arena, list, copy);
}

static void add_problem(const struct run *run, struct list *list, const struct control *control,
	struct str text, struct where where)
{
	add(run, list,
		(struct finding){
			.level = FINDING_ERROR, .control = control, .text = text, .where = where});
}

static bool has_error(const struct run *run, const struct input *input)
{
	for (size_t i = 0; i < run->remarks.n; i++) {
		const struct remark *remark = run->remarks.items[i];
		if (remark->level == REMARK_ERROR && remark->input == input)
			return true;
	}
	return false;
}

/* an unusable input that no error remark names */
static void lost_input(const struct run *run, struct list *list, const struct input *input)
{
	bool lost = input->state == INPUT_BROKEN ||
		    (input->state == INPUT_NOT_RECOGNISED && input->named);
	if (!lost || has_error(run, input))
		return;
	const struct remark remark = {.level = REMARK_ERROR, .input = input};
	struct str text = input->error ? str_printf(run->arena, "The input cannot be used: %.*s",
						 STR_ARGS(input->error->message))
				       : STR("The input was not recognised.");
	add_problem(run, list, NULL, text, where_remark(run, &remark));
}

static bool judged_nothing(const struct run *run, const struct control *control)
{
	for (size_t i = 0; i < run->results.n; i++)
		if (((const struct result *)run->results.items[i])->control == control)
			return false;
	return true;
}

static void problems_of_run(const struct run *run, struct list *list)
{
	const struct where nowhere = {0};
	if (run->n_controls == 0)
		add_problem(run, list, NULL, STR("No control was run."), nowhere);
	if (run_read_nothing(run))
		add_problem(run, list, NULL, STR("No input was recognised."), nowhere);
	for (size_t i = 0; i < run->n_controls && run_reads_any(run); i++)
		if (judged_nothing(run, run->controls[i]))
			add_problem(run, list, run->controls[i],
				STR("The control judged no subject."), nowhere);
}

void findings_problems(const struct run *run, struct list *list)
{
	const struct where nowhere = {0};
	size_t before = list->n;
	if (run_exit_status(run) != 2)
		return;
	for (size_t i = 0; i < run->remarks.n; i++) {
		const struct remark *remark = run->remarks.items[i];
		if (remark->level == REMARK_ERROR)
			add_problem(run, list, NULL, remark->text, where_remark(run, remark));
	}
	for (size_t i = 0; i < run->n_inputs; i++)
		lost_input(run, list, run->inputs[i]);
	problems_of_run(run, list);
	if (list->n == before && run_count(run, ASSAY_ERROR) == 0)
		add_problem(run, list, NULL, STR("The evaluation is not complete."), nowhere);
}

static enum finding_level level_of(const struct run *run, const struct result *r)
{
	switch (r->verdict) {
	case ASSAY_FAIL:
		return result_decides(run, r) ? FINDING_ERROR : FINDING_WARNING;
	case ASSAY_UNKNOWN:
		return FINDING_WARNING;
	case ASSAY_PASS:
	case ASSAY_NOT_APPLICABLE:
		return FINDING_NOTICE;
	case ASSAY_ERROR:
	case ASSAY_N_VERDICTS:
		break;
	}
	return FINDING_ERROR;
}

static void add_results(const struct run *run, struct list *list)
{
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];
		if (result_is_waived(r) || (!is_listed(run, r) && !result_decides(run, r)))
			continue;
		struct finding finding = {.level = level_of(run, r),
			.result = r,
			.control = r->control,
			.text = result_message(run->arena, r),
			.where = result_place_or_input(run, r).where};
		add(run, list, finding);
	}
}

/* remarks of level error are problems already */
static void add_remarks(const struct run *run, struct list *list)
{
	for (size_t i = 0; i < run->remarks.n; i++) {
		const struct remark *remark = run->remarks.items[i];
		struct finding finding = {
			.level = remark->level == REMARK_WARNING ? FINDING_WARNING : FINDING_NOTICE,
			.text = remark->text,
			.skips = remark->skips,
			.where = where_remark(run, remark)};
		if (remark->level != REMARK_ERROR)
			add(run, list, finding);
	}
}

/* problems of the run first, then errors, fails and the rest by severity; remarks come after the
 * results of their level */
static int rank_of(const struct finding *f)
{
	if (!f->result)
		return f->level == FINDING_ERROR ? -1 : INT_MAX;
	return (1 + (int)f->result->verdict) * 8 +
	       (ASSAY_CRITICAL - (int)f->result->control->severity);
}

static int compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	if (x->level != y->level)
		return x->level < y->level ? -1 : 1;
	int left = rank_of(x), right = rank_of(y);
	return (left > right) - (left < right);
}

static void set_fingerprint(struct arena *a, struct finding *f)
{
	struct str control = f->control ? f->control->id : STR_NONE;
	if (f->result)
		memcpy(f->fingerprint, f->result->fingerprint, sizeof f->fingerprint);
	else
		digest_hex(f->fingerprint,
			str_printf(a, "assay/v1\n%.*s\n%.*s\n%.*s", STR_ARGS(control),
				STR_ARGS(f->where.uri), STR_ARGS(f->text)));
}

/* called before sorting: the numbers follow the order of the results */
static void set_fingerprints(struct arena *a, const struct list *list)
{
	struct map last = {0};
	for (size_t i = 0; i < list->n; i++) {
		struct finding *f = list->items[i];
		set_fingerprint(a, f);
		const struct finding *other = map_get(&last, str_of(f->fingerprint));
		f->occurrence = other ? other->occurrence + 1 : 1;
		map_set(a, &last, str_of(f->fingerprint), f);
	}
}

void findings_collect(const struct run *run, struct list *list)
{
	findings_problems(run, list);
	add_results(run, list);
	add_remarks(run, list);
	set_fingerprints(run->arena, list);
	list_sort(run->arena, list, compare);
}

size_t run_count_waived(const struct run *run)
{
	size_t n = 0;
	for (size_t i = 0; i < run->results.n; i++)
		n += result_is_waived(run->results.items[i]);
	return n;
}

size_t run_count_open(const struct run *run, enum assay_verdict verdict)
{
	size_t n = 0;
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];
		n += r->verdict == verdict && !result_is_waived(r);
	}
	return n;
}

const char *verdict_counted(enum assay_verdict verdict)
{
	static const char *const words[ASSAY_N_VERDICTS] = {[ASSAY_FAIL] = " failed",
		[ASSAY_ERROR] = " in error",
		[ASSAY_UNKNOWN] = " unknown",
		[ASSAY_PASS] = " passed",
		[ASSAY_NOT_APPLICABLE] = " not applicable"};
	return words[verdict];
}

void out_counts(struct out *o, const struct run *run)
{
	size_t waived = run_count_waived(run);
	bool any = false;
	for (int v = 0; v < ASSAY_N_VERDICTS; v++) {
		size_t n = run_count_open(run, (enum assay_verdict)v);
		if (n == 0)
			continue;
		out_text(o, any ? ", " : "");
		out_size(o, n);
		out_text(o, verdict_counted((enum assay_verdict)v));
		any = true;
	}
	if (waived > 0) {
		out_text(o, any ? ", " : "");
		out_size(o, waived);
		out_text(o, " waived");
	}
	if (!any && waived == 0)
		out_text(o, "no subject was judged");
}

size_t run_count_baseline(const struct run *run, enum baseline_state state)
{
	size_t n = 0;
	if (state == BASELINE_ABSENT)
		return run->absent.n;
	for (size_t i = 0; i < run->results.n; i++)
		n += ((const struct result *)run->results.items[i])->baseline == state;
	return n;
}

void out_baseline_counts(struct out *o, const struct run *run)
{
	for (int i = BASELINE_NEW; i <= BASELINE_ABSENT; i++) {
		enum baseline_state state = (enum baseline_state)i;
		out_text(o, state == BASELINE_NEW ? "" : ", ");
		out_size(o, run_count_baseline(run, state));
		out_text(o, " ");
		out_text(o, baseline_name(state));
	}
}

const char *exit_status_words(int status)
{
	static const char *const words[] = {
		"No failed or unknown result affects the exit status.",
		"A control failed.",
		"The evaluation is not complete.",
		"No failed result affects the exit status, but an unknown one does.",
	};
	return words[status >= 0 && status < 4 ? status : 2];
}
