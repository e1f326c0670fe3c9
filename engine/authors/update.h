/*
 * update.h - a test file with the results that its cases had in place of those that they expected.
 */
#ifndef ASSAY_AUTHORS_UPDATE_H
#define ASSAY_AUTHORS_UPDATE_H

#include "authors/outcome.h"

/*
 * The value of 'expect' for the results of a run, in the arena, laid out like the present one: an
 * expectation that was met stays as it is written.
 */
struct str update_expect(const struct outcome *o, const struct run *run, struct arena *a);

/*
 * The text of a test file with o->update in place of each 'expect' that has one. ASSAY_EINPUT, with
 * the place: the file is JSON, or an 'expect' is shared with an alias.
 */
int update_file(struct str *out, const struct test_report *report, const struct suite *suite,
	struct arena *a, struct assay_error *err);

#endif
