/*
 * assay_evidence.h - reports that say who judged, and archives that can be judged again. Part of
 * the library of assay.h, which says what holds for all functions.
 */
#ifndef ASSAY_EVIDENCE_H
#define ASSAY_EVIDENCE_H

#include "assay.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Who judges, when and where. A text that is NULL is not known. */
struct assay_stamp {
	int64_t time; /* seconds since 1970, UTC; -1: not known */
	const char *user, *host;
	const char *commit;     /* of the sources of the inputs, in hex */
	const char *repository; /* its URL, without credentials */
};

/*
 * Let the reports show a stamp (docs/evidence.md). Without one, reports have no time, user or host,
 * and the same inputs give the same bytes. Call it before assay_run.
 */
int assay_set_stamp(struct assay *a, const struct assay_stamp *stamp, struct assay_error *err);

/*
 * Write an archive (.tar.gz) with everything that the run was given and its reports, so that
 * assay_verify_write can judge again; docs/evidence.md describes it. The same run gives the same
 * bytes. hashes_only: the SHA-256 of inputs and Terraform sources in place of the files.
 * ASSAY_EUSAGE: a name that is not UTF-8.
 */
int assay_evidence_write(const struct assay_result *r, bool hashes_only, assay_write_fn *write,
	void *payload, struct assay_error *err);

/*
 * Judge again what an archive contains, and compare the reports; write what was found as text. a
 * has the limits of reading and judging, beyond which nothing of the archive goes, and the inputs
 * of an archive of hashes; it is not run. *exit_status: 0 the reports are the same, 1 something
 * differs, 2 it can't be said. ASSAY_EINPUT: not an archive of assay_evidence_write.
 */
int assay_verify_write(struct assay *a, const char *name, const char *buf, size_t len,
	assay_write_fn *write, void *payload, int *exit_status, struct assay_error *err);

#ifdef __cplusplus
}
#endif

#endif
