/*
 * collect.h - the script of `assay collect`, which exports what controls need.
 */
#ifndef ASSAY_REPORT_COLLECT_H
#define ASSAY_REPORT_COLLECT_H

#include "base/out.h"
#include "inventory/model/input.h"

/* What the script is about; the texts are checked: no line ends, and names and ids of AWS's form.
 */
struct collect_settings {
	const struct str *controls; /* ids */
	size_t n_controls;
	const struct str
		*accounts; /* "ID PROFILE" or "ID ROLE-ARN"; none: those of the credentials */
	size_t n_accounts;
	const struct str *regions; /* none: the enabled ones, by command */
	size_t n_regions;
	struct str
		organization;   /* name of the role in each account of the organization, or empty */
	struct str from, until; /* of calls that need a time; both or none empty */
};

/* The functions of the script (engine/report/text/collect.sh). */
extern const char collect_script[];

/* Write the script for sh, dash, bash or zsh. Returns the status of out. */
int report_collect(struct out *out, const struct collect_settings *settings,
	const struct collected *const *calls, size_t n);

/* Write the IAM policy with the actions that the script needs, as JSON. */
int report_collect_policy(struct out *out, struct arena *a, const struct collect_settings *settings,
	const struct collected *const *calls, size_t n);

#endif
