/*
 * result - the arithmetic of verdicts: order, counts, exit status, names.
 *
 * Knows results, remarks and the states of inputs as plain data. Must not know who
 * produced them (Lua) or how they are shown (report/).
 */
#include "verdict/result.h"
#include "base/day.h"

static int compare_results(const void *a, const void *b)
{
	const struct result *x = a;
	const struct result *y = b;
	int order = str_cmp(x->control->id, y->control->id);
	return order ? order : str_cmp(x->subject, y->subject);
}

void run_sort(struct run *run)
{
	for (size_t i = 0; i < run->results.n; i++) {
		struct result *r = run->results.items[i];
		if (!r->fingerprint[0])
			result_fingerprint(r);
	}
	(void)list_sort(run->arena, &run->results, compare_results);
}

void run_set_guarded(struct run *run, const struct guarded *guarded)
{
	run->guarded = *guarded;
	if (guarded->lacks.len == 0)
		return;
	struct remark *remark = arena_alloc(run->arena, sizeof *remark);
	remark->level = REMARK_WARNING;
	remark->text = guarded->lacks;
	(void)list_add(run->arena, &run->remarks, remark);
}

void run_note_day(struct run *run)
{
	if (!run->reads_day || !*run->reads_day)
		return;
	struct remark *remark = arena_alloc(run->arena, sizeof *remark);
	char day[DAY_SIZE];
	day_write(day, run->today);
	remark->level = REMARK_NOTE;
	remark->always = true;
	remark->text = str_printf(run->arena,
		"Dates were compared with the day of the run, %s. --now sets another day.", day);
	(void)list_add(run->arena, &run->remarks, remark);
}

size_t run_count(const struct run *run, enum assay_verdict verdict)
{
	size_t count = 0;
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];
		count += r->verdict == verdict;
	}
	return count;
}

/* true for a broken input, and for an unrecognised one that the user named */
static bool input_is_lost(const struct input *input)
{
	return input->state == INPUT_BROKEN ||
	       (input->state == INPUT_NOT_RECOGNISED && input->named);
}

/* true if every control has a result: a control without one must not look like a pass */
static bool all_judged(const struct run *run)
{
	for (size_t i = 0; i < run->n_controls; i++) {
		bool any = false;
		for (size_t j = 0; !any && j < run->results.n; j++)
			any = ((const struct result *)run->results.items[j])->control ==
			      run->controls[i];
		if (!any)
			return false;
	}
	return run->n_controls > 0;
}

bool run_reads_any(const struct run *run)
{
	for (size_t i = 0; i < run->n_inputs; i++)
		if (run->inputs[i]->state == INPUT_READ)
			return true;
	return false;
}

bool run_read_nothing(const struct run *run)
{
	return !run->options->skip_unrecognised && !run_reads_any(run);
}

/* a lost input is an error remark as well; its state is checked too, to be safe */
bool run_inputs_are_read(const struct run *run)
{
	for (size_t i = 0; i < run->n_inputs; i++) {
		if (input_is_lost(run->inputs[i]))
			return false;
	}
	for (size_t i = 0; i < run->remarks.n; i++) {
		const struct remark *remark = run->remarks.items[i];
		if (remark->level == REMARK_ERROR)
			return false;
	}
	return true;
}

static bool is_complete(const struct run *run)
{
	if (!run_inputs_are_read(run))
		return false;
	if (run->n_controls == 0 || run_read_nothing(run) || run_count(run, ASSAY_ERROR) > 0)
		return false;
	return all_judged(run) || !run_reads_any(run);
}

bool result_is_waived(const struct result *r)
{
	return (r->verdict == ASSAY_FAIL || r->verdict == ASSAY_UNKNOWN) && r->waiver &&
	       !r->waiver->expired;
}

bool result_decides(const struct run *run, const struct result *r)
{
	if (r->verdict == ASSAY_ERROR)
		return true;
	if (result_is_waived(r))
		return false;
	if (run->options->new_only &&
		(r->baseline == BASELINE_UNCHANGED || r->baseline == BASELINE_UPDATED))
		return false;
	return (r->verdict == ASSAY_FAIL ||
		       (r->verdict == ASSAY_UNKNOWN && !run->options->accept_unknown)) &&
	       r->control->severity >= run->options->fail_on;
}

static bool any_decides(const struct run *run, enum assay_verdict verdict)
{
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];
		if (r->verdict == verdict && result_decides(run, r))
			return true;
	}
	return false;
}

int run_exit_status(const struct run *run)
{
	if (!is_complete(run))
		return 2;
	if (any_decides(run, ASSAY_FAIL))
		return 1;
	if (any_decides(run, ASSAY_UNKNOWN))
		return 3;
	return 0;
}

const char *verdict_name(enum assay_verdict v)
{
	switch (v) {
	case ASSAY_FAIL:
		return "fail";
	case ASSAY_ERROR:
		return "error";
	case ASSAY_UNKNOWN:
		return "unknown";
	case ASSAY_PASS:
		return "pass";
	case ASSAY_NOT_APPLICABLE:
		return "not-applicable";
	case ASSAY_N_VERDICTS:
		break;
	}
	return "error";
}

const char *severity_name(enum assay_severity s)
{
	switch (s) {
	case ASSAY_INFO:
		return "info";
	case ASSAY_LOW:
		return "low";
	case ASSAY_MEDIUM:
		return "medium";
	case ASSAY_HIGH:
		return "high";
	case ASSAY_CRITICAL:
		return "critical";
	}
	return "critical";
}
