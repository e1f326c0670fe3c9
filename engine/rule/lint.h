/*
 * lint.h - what looks wrong in rule files that load.
 */
#ifndef ASSAY_RULE_LINT_H
#define ASSAY_RULE_LINT_H

#include "rule/rule.h"

/* One problem. */
struct problem {
	struct str uri; /* of the rule file */
	size_t line;    /* 0: unknown */
	struct str text;
};

/* Append a problem (struct problem, in the arena). */
void problem_add(struct list *out, struct arena *a, struct str uri, size_t line, const char *format,
	...) __attribute__((format(printf, 5, 6)));

/*
 * Append what the files themselves show: placeholders without arguments, names that no type
 * declares, parameters and fields that nothing reads. Files outside of the bundled rules, if there
 * are any; else the bundled ones.
 */
void rules_lint(const struct rules *r, struct list *out, struct arena *a);

/* True if rules_lint checks the file that declares a type. */
bool rules_lints_type(const struct rules *r, const struct type *type);

/* True if a comment "-- lint: REASON" on the line of a problem accepts it. */
bool rules_accepts(const struct rules *r, const struct problem *problem);

#endif
