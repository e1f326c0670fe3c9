/*
 * json_policy.h - of the JSON report what stood beside the inputs: waivers, a baseline, files of
 * policy, the guard.
 */
#ifndef ASSAY_REPORT_JSON_POLICY_H
#define ASSAY_REPORT_JSON_POLICY_H

#include "report/model/finding.h"

/* A member: the waiver, or null. */
void json_waiver(
	struct json_out *j, const char *key, const struct run *run, const struct waiver *w);

/* Members of the report: day, policy, waivers, baseline, guard. */
void json_policy(struct json_out *j, const struct run *run);

#endif
