/*
 * details.h - the text report's words for one result, inside another format.
 */
#ifndef ASSAY_REPORT_DETAILS_H
#define ASSAY_REPORT_DETAILS_H

#include "report/model/filter.h"
#include "report/text/text_out.h"

/*
 * All lines but the first, which names the verdict, the control and the subject; without blank
 * lines or blanks around them, paths as reports write them, escaped.
 */
void out_details(struct out *o, const struct run *run, const struct result *r, escape_fn *escape);

#endif
