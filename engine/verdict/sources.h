/*
 * sources.h - results and the Terraform sources of the plans that they blame.
 */
#ifndef ASSAY_VERDICT_SOURCES_H
#define ASSAY_VERDICT_SOURCES_H

#include "inventory/terraform/written.h"
#include "verdict/result.h"

/* The place in the sources of a place in a plan; NULL: there is none. In a phase of the run. */
const struct written *run_written(const struct run *run, struct cursor at);

/* The block of a resource that a plan has; NULL: the sources do not show it. */
const struct written *run_written_block(const struct run *run, const struct resource *resource);

/* Set run->with_sources. */
void run_find_sources(struct run *run);

/*
 * Look up the places of all fails and unknowns, and add remarks about sources that could not be
 * read or do not match their plan.
 */
void run_note_sources(struct run *run);

#endif
