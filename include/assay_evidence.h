/*
 * assay_evidence.h - reports that say who judged. Part of the library of assay.h, which says what
 * holds for all functions.
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

#ifdef __cplusplus
}
#endif

#endif
