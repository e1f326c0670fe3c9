/*
 * policy.h - files beside the inputs: a configuration, waivers, a baseline.
 *
 * Options that several commands share. The files are read by the child, like any input.
 */
#ifndef ASSAY_CLI_POLICY_H
#define ASSAY_CLI_POLICY_H

#include "cli/child.h"
#include "cli/cli.h"

/* What the command line says of them. Zero-initialised: what lies in the working directory. */
struct policy {
	const char *config;
	const char *waivers;
	const char *baseline;
	bool no_config; /* nothing of the working directory is read */
};

/* The options, for a command's table. */
#define POLICY_CONFIG_OPTIONS                                                                      \
	{"--config", "FILE",                                                                       \
		"settings to start from; the command line wins over them (default: "               \
		".assay.yaml of the working directory, where there is one)"},                      \
	{                                                                                          \
		"--no-config", NULL,                                                               \
			"read neither .assay.yaml nor .assay-waivers.yaml of the working "         \
			"directory"                                                                \
	}
#define POLICY_WAIVERS_OPTION                                                                      \
	{                                                                                          \
		"--waivers", "FILE",                                                               \
			"findings that are accepted, each with a reason and a last day (default: " \
			".assay-waivers.yaml of the working directory, where there is one)"        \
	}

#define POLICY_BASELINE_OPTION                                                                     \
	{                                                                                          \
		"--baseline", "FILE",                                                              \
			"a SARIF log of an earlier run: tells what is new, unchanged, updated "    \
			"and "                                                                     \
			"absent"                                                                   \
	}

#define POLICY_CONFIG_FILE  ".assay.yaml"
#define POLICY_WAIVERS_FILE ".assay-waivers.yaml"

/* Take an option of these; false: it is another's. */
bool policy_take(struct policy *policy, const char *name, const char *value);

/*
 * Before the lock: which files there are, and leave to read them. accepted: waivers and the
 * baseline, too.
 */
int policy_prepare(
	struct policy *policy, struct child *child, bool accepted, struct assay_error *err);

/* Read the configuration into a; before the inputs, since their limits may stand in it. */
int policy_read_config(
	const struct policy *policy, struct files *files, struct assay *a, struct assay_error *err);

/* Waivers and the baseline. */
int policy_read_accepted(
	const struct policy *policy, struct files *files, struct assay *a, struct assay_error *err);

/*
 * Seconds since 1970: SOURCE_DATE_EPOCH, else the clock. Used only where --now is not given and
 * a day is needed. https://reproducible-builds.org/specs/source-date-epoch/
 */
int policy_now(int64_t *now, struct assay_error *err);

#endif
