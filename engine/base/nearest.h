/*
 * nearest.h - the known name that a mistyped one probably means.
 */
#ifndef ASSAY_BASE_NEAREST_H
#define ASSAY_BASE_NEAREST_H

#include "base/str.h"

/* Start with {.word = what was typed}, offer every name; then name.ptr is NULL if no name is near.
 */
struct nearest {
	struct str word;
	struct str name; /* the nearest one so far; of equally near ones the first */
	size_t edits;    /* from word to name */
};

/*
 * An edit adds, removes or replaces a letter, or swaps two neighbours; the beginning of a name
 * (three letters or more) is one edit away from it. Near is one edit for each three letters of
 * the longer word.
 */
void nearest_offer(struct nearest *nearest, struct str name);

#endif
