/*
 * summary - the numbers of a run: a row for each control, a column for each verdict.
 *
 * Must not know any format.
 */
#include "report/model/summary.h"

#include "base/map.h"

void summary_collect(const struct run *run, struct summary *summary)
{
	struct map by_id = {0};
	*summary = (struct summary){.n_results = run->results.n};
	for (size_t i = 0; i < run->n_controls; i++) {
		struct summary_row *row = arena_alloc(run->arena, sizeof *row);
		*row = (struct summary_row){.control = run->controls[i]};
		list_add(run->arena, &summary->rows, row);
		map_set(run->arena, &by_id, row->control->id, row);
	}
	for (size_t i = 0; i < run->results.n; i++) {
		const struct result *r = run->results.items[i];
		struct summary_row *row = map_get(&by_id, r->control->id);
		size_t column = result_is_waived(r) ? SUMMARY_WAIVED : (size_t)r->verdict;
		if (!row || column >= SUMMARY_COLUMNS)
			continue;
		row->n[column]++;
		summary->used[column] = true;
	}
}

const char *summary_column(size_t i)
{
	static const char *const names[SUMMARY_COLUMNS] = {[ASSAY_FAIL] = "fail",
		[ASSAY_ERROR] = "error",
		[ASSAY_UNKNOWN] = "unknown",
		[ASSAY_PASS] = "pass",
		[ASSAY_NOT_APPLICABLE] = "n/a",
		[SUMMARY_WAIVED] = "waived"};
	return names[i];
}
