/*
 * details - the text report's words for one result, inside another format.
 *
 * A reader of any format finds the same words. Knows the streams that they pass, not the format.
 */
#include "report/text/details.h"

#include "base/log_lines.h"

void out_details(struct out *o, const struct run *run, const struct result *r, escape_fn *escape)
{
	struct filter filter;
	struct log_lines lines;
	struct out outer = filter_begin(&filter, o, escape);
	struct out inner = log_begin(&lines, &outer);
	const struct text t = {.out = &inner, .run = run, .unlisted = true};
	filter.outdent = TEXT_INDENT;
	text_body(&t, r, true);
	log_end(&lines, &inner);
	filter_end(&filter, &outer);
}
