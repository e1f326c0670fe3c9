/*
 * result - the arithmetic of verdicts: order, counts, exit status, names.
 *
 * Knows results, remarks and the states of inputs as plain data. Must not know who
 * produced them (Lua) or how they are shown (report/).
 */
#include "verdict/result.h"

static int compare_results(const void *a, const void *b)
{
	const struct result *x = a;
	const struct result *y = b;
	int order = str_cmp(x->control->id, y->control->id);
	return order ? order : str_cmp(x->subject, y->subject);
}

int run_sort(struct run *run)
{
	for (size_t i = 0; i < run->results.n; i++) {
		struct result *r = run->results.items[i];
		if (!r->fingerprint[0])
			result_fingerprint(r);
	}
	return list_sort(run->arena, &run->results, compare_results);
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

/* an input that the user named, or that is broken, and that nothing was learned from */
static bool input_is_lost(const struct input *input)
{
	return input->state == INPUT_BROKEN ||
	       (input->state == INPUT_NOT_RECOGNISED && input->named);
}

/* a control that judged nothing is no pass */
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

/* remarks tell of lost inputs as well; the states are asked too, so that no pass rests on that */
static bool is_complete(const struct run *run)
{
	bool any_read = false;
	for (size_t i = 0; i < run->n_inputs; i++) {
		if (input_is_lost(run->inputs[i]))
			return false;
		any_read |= run->inputs[i]->state == INPUT_READ;
	}
	for (size_t i = 0; i < run->remarks.n; i++) {
		const struct remark *remark = run->remarks.items[i];
		if (remark->level == REMARK_ERROR)
			return false;
	}
	return any_read && all_judged(run) && run_count(run, ASSAY_ERROR) == 0;
}

static bool any_counts(const struct run *run, enum assay_verdict verdict)
{
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];
		if (r->verdict == verdict && r->control->severity >= run->options->fail_on)
			return true;
	}
	return false;
}

int run_exit_status(const struct run *run)
{
	if (!is_complete(run))
		return 2;
	if (any_counts(run, ASSAY_FAIL))
		return 1;
	if (!run->options->accept_unknown && any_counts(run, ASSAY_UNKNOWN))
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
