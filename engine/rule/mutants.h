/*
 * mutants.h - small changes of a rule that its tests should notice.
 */
#ifndef ASSAY_RULE_MUTANTS_H
#define ASSAY_RULE_MUTANTS_H

#include "base/base.h"

/* A change: bytes of the text and their replacement. */
struct mutant {
	size_t at, len;
	struct str by;
	size_t line;
	struct str what; /* "'==' becomes '~='" */
};

/*
 * Append (struct mutant, in the arena) the changes of Lua source inside of functions: comparisons,
 * and, or, not, numbers, booleans, compared strings, conditions, dropped statements and results.
 */
void mutants_find(struct list *out, struct str text, struct arena *a);

/* The text with the change. */
struct str mutant_text(const struct mutant *m, struct str text, struct arena *a);

#endif
