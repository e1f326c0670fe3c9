/*
 * details - the block of the text report for one result, inside another format.
 *
 * Readers of every format find the same words. Must not know the other format.
 */
#include "report/text/details.h"

#include "base/log_lines.h"

void out_details(struct out *o, const struct run *run, const struct result *r, escape_fn *escape)
{
	struct group alone = {{0}};
	list_add(run->arena, &alone.results, (void *)(uintptr_t)r);
	out_group_details(o, run, &alone, escape);
}

void out_group_details(
	struct out *o, const struct run *run, const struct group *g, escape_fn *escape)
{
	struct filter filter;
	struct log_lines lines;
	struct out outer = filter_begin(&filter, o, escape);
	struct out inner = log_begin(&lines, &outer);
	const struct text t = {.out = &inner, .run = run, .relative = true};
	filter.outdent = TEXT_INDENT;
	text_group_body(&t, g, true);
	log_end(&lines, &inner);
	filter_end(&filter, &outer);
}
