/*
 * script.h - the missing exports as blocks for a shell.
 */
#ifndef ASSAY_REPORT_MODEL_SCRIPT_H
#define ASSAY_REPORT_MODEL_SCRIPT_H

#include "base/map.h"
#include "report/model/report.h"

/* Write the missing exports: a block for each account. */
void out_missing_script(
	struct out *o, struct arena *a, const struct missing *const *missing, size_t n);

/* Write the commands to begin with, for an account that has no exports among the inputs. */
void out_starter_script(
	struct out *o, const struct run *run, const struct missing *const *starter, size_t n);

/* Add the ids of the accounts of which exports were read, as keys. */
void exported_accounts(struct map *accounts, const struct run *run);

#endif
