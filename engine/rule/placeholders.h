/*
 * placeholders.h - {name} in the texts of fail, note and ambiguous, and the arguments beside it.
 */
#ifndef ASSAY_RULE_PLACEHOLDERS_H
#define ASSAY_RULE_PLACEHOLDERS_H

#include "rule/box/lua_file.h"

enum { PLACEHOLDER_TEXT_SIZE = 384 };

/* A placeholder without its argument, or an argument without its placeholder. */
struct misfit {
	bool unused; /* the argument */
	size_t line, column;
	char text[PLACEHOLDER_TEXT_SIZE]; /* a sentence, and a remedy of a missing argument */
};

/*
 * Append the misfits (struct misfit, in the arena) of a file that the loader accepted, in
 * order. Checks what a call writes out: strings, their concatenation or choice, and
 * a table of arguments. A text or a table in a variable is not checked.
 */
void placeholders_check(struct list *out, const struct lua_file *file, struct arena *a);

#endif
