/*
 * policy.h - configuration, waivers and baseline files.
 *
 * The child reads these files, like any input.
 */
#ifndef ASSAY_CLI_POLICY_H
#define ASSAY_CLI_POLICY_H

#include "cli/child.h"
#include "cli/files.h"

/* The files of a run. Zero-initialised: the defaults in the working directory. */
struct policy {
	const char *config;
	const char *waivers;
	const char *baseline;
	bool no_config; /* ignore the defaults */
};

#define POLICY_CONFIG_FILE  ".assay.yaml"
#define POLICY_WAIVERS_FILE ".assay-waivers.yaml"

/*
 * Before the child is restricted: find the default files and let the child read them. accepted:
 * including waivers and baseline.
 */
int policy_prepare(
	struct policy *policy, struct child *child, bool accepted, struct assay_error *err);

/* Read the configuration. Call it before reading inputs: it may set their limits. */
int policy_read_config(
	const struct policy *policy, struct files *files, struct assay *a, struct assay_error *err);

/* Read waivers and baseline. */
int policy_read_accepted(
	const struct policy *policy, struct files *files, struct assay *a, struct assay_error *err);

/*
 * Seconds since 1970: SOURCE_DATE_EPOCH, else the clock. Applies where --now is not given.
 * https://reproducible-builds.org/specs/source-date-epoch/
 */
int policy_now(int64_t *now, struct assay_error *err);

#endif
