/*
 * hidden.h - the inputs of a case with one value or export hidden, and the law of unknowns.
 */
#ifndef ASSAY_AUTHORS_HIDDEN_H
#define ASSAY_AUTHORS_HIDDEN_H

#include "authors/outcome.h"

/* One value or export, and the input without it. */
struct hidden {
	struct str what;  /* "FILE#POINTER", "FILE" */
	struct str name;  /* of the input */
	struct str bytes; /* its text with the value hidden */
};

/*
 * Append (struct hidden, in the arena) every declared value that the resources of a run have,
 * except keys and names, and every export. In an export a hidden value has another type than
 * declared, and a hidden export is refused by AWS; in a plan a hidden attribute is known only after
 * apply.
 */
void hidden_find(struct list *out, const struct run *run, struct arena *a);

/* The same inputs, with the hidden one in place of its original. */
void hidden_inputs(
	struct list *out, const struct list *inputs, const struct hidden *hidden, struct arena *a);

/*
 * Add a mismatch for each subject whose verdict did not stay and did not become unknown, although
 * the second run only knows less.
 */
void hidden_compare(struct outcome *o, const struct run *full, const struct run *less,
	const struct hidden *hidden, struct arena *a);

#endif
