/*
 * options.h - limits and thresholds of a run, as plain data.
 *
 * setting.c sets them by name. Must not know who reads them.
 */
#ifndef ASSAY_VERDICT_OPTIONS_H
#define ASSAY_VERDICT_OPTIONS_H

#include "base/base.h"

/* Start from options_init (verdict/setting.h); assay_set sets them by name. */
struct options {
	size_t max_input;            /* bytes of one input */
	size_t max_archive;          /* bytes of all files of one archive */
	size_t max_archive_entries;  /* entries of one archive */
	size_t max_archive_ratio;    /* bytes of its files for each byte of the archive */
	size_t max_depth;            /* nesting of one input */
	size_t max_slice;            /* bytes of one value that is built in memory */
	size_t max_yaml_expansion;   /* bytes of one YAML input, its aliases written out */
	size_t max_findings;         /* findings of one control */
	uint64_t rule_instructions;  /* Lua instructions of one check */
	size_t rule_live;            /* bytes that one rule may hold at once */
	uint64_t rule_allocated;     /* bytes that one rule may allocate in all */
	enum assay_severity fail_on; /* below it neither fail nor unknown counts */
	bool accept_unknown;         /* unknown alone leaves the exit status 0 */
	bool skip_unrecognised;      /* inputs that are nothing that is read are no error */
	bool new_only;               /* with a baseline: what it has already does not count */
	bool strict_waivers;         /* a waiver that covers nothing is an error */
	bool no_source_waivers;      /* comments in Terraform sources waive nothing */
	bool quiet;                  /* text: only what makes the exit status other than 0 */
	bool show[ASSAY_N_VERDICTS]; /* verdicts that a report lists */
	bool show_waived;            /* list what a waiver covers like the rest */
	bool remedies;               /* find and prove a remedy for each fail */
	bool trace;                  /* record what each check reads */
	size_t max_trace;            /* readings of one control that are recorded */
	size_t level;                /* of the controls of profiles, at most; 0: any */
	size_t max_age;              /* days of an export; 0: no limit */
	bool latest;                 /* of exports with dates, the newest of an account count */
	size_t timeout;              /* seconds of a command; 0: no limit */
};

#endif
