/*
 * verify_inside.h - shared by verify*.c: one verification of an archive of evidence.
 */
#ifndef ASSAY_PIPELINE_VERIFY_INSIDE_H
#define ASSAY_PIPELINE_VERIFY_INSIDE_H

#include "assay_evidence.h"
#include "pipeline/inside.h"

#include "base/map.h"

/* one verification */
struct verify {
	const struct assay *by; /* limits, and the inputs of an archive of hashes */
	struct assay *a;        /* judges again */
	struct assay_result *result;
	struct arena *arena;
	const char *name;
	struct map files;     /* struct unpacked_file, by path */
	struct map by_digest; /* struct added of by, by SHA-256 */
	const struct value *record;
	struct assay_sources sources;
	bool hashes_only, differs, is_unknown;
	struct out *out;
	struct assay_error *err;
};

/* Write a line of the report; what is made safe to show. */
void verify_say(struct verify *v, const char *lead, struct str what, const char *words);

/* verify_files.c: index the files of an archive in v->files and check its manifest. */
struct unpacked;
int verify_files(struct verify *v, const struct unpacked *archive);

/* verify_files.c: each file is part of the run, and run.json has its SHA-256. */
void verify_claims(struct verify *v);

/*
 * verify_reports.c: compare the reports and the exit status of v->result with
 * those of the archive.
 */
int verify_compare(struct verify *v);

#endif
