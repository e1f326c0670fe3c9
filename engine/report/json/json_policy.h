/*
 * json_policy.h - the members of the JSON report about waivers, the baseline, policy files and the
 * guard.
 */
#ifndef ASSAY_REPORT_JSON_POLICY_H
#define ASSAY_REPORT_JSON_POLICY_H

#include "report/model/finding.h"

/* Write a member: the waiver, or null if w is NULL. */
void json_waiver(
	struct json_out *j, const char *key, const struct run *run, const struct waiver *w);

/* Write the member stamp, if one was requested. */
void json_stamp(struct json_out *j, const struct run *run);

/* Write the members day, policy, waivers, baseline and guard. */
void json_policy(struct json_out *j, const struct run *run);

#endif
