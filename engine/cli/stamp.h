/*
 * stamp.h - time, user and host of the process, and the commit of a Git work tree.
 */
#ifndef ASSAY_CLI_STAMP_H
#define ASSAY_CLI_STAMP_H

#include "assay_evidence.h"

#include <stddef.h>

/*
 * Let the reports of a run show a stamp. The paths are those of the inputs; "-" stands for the
 * working directory. Runs in the parent, before the guard, and starts no program.
 */
int stamp_set(struct assay *a, const char *const *paths, size_t n, struct assay_error *err);

#endif
