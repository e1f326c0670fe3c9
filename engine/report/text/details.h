/*
 * details.h - the block of the text report for one result, inside another format.
 */
#ifndef ASSAY_REPORT_DETAILS_H
#define ASSAY_REPORT_DETAILS_H

#include "report/model/filter.h"
#include "report/text/text_out.h"

/*
 * Write the block without its first line (verdict, control, subject) and without indentation; paths
 * are URIs, and every byte goes through escape.
 */
void out_details(struct out *o, const struct run *run, const struct result *r, escape_fn *escape);

/* The same for results with one cause. */
void out_group_details(
	struct out *o, const struct run *run, const struct group *g, escape_fn *escape);

#endif
