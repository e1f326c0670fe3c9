/*
 * hashes.h - the SHA-256 of each input, and one of all.
 */
#ifndef ASSAY_REPORT_HASHES_H
#define ASSAY_REPORT_HASHES_H

#include "report/model/report.h"

/* In the run's arena. */
struct hashes {
	char (*inputs)[65]; /* of each input; empty: it could not be read */
	char evidence[65];  /* of the lines "HASH  NAME" of all inputs */
};

void hashes_collect(const struct run *run, struct hashes *hashes);

#endif
