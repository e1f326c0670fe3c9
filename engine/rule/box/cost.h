/*
 * cost.h - what loading a file or one check may use, and what it has used.
 */
#ifndef ASSAY_RULE_COST_H
#define ASSAY_RULE_COST_H

#include <stddef.h>
#include <stdint.h>

struct rule_budget {
	uint64_t instructions; /* for loading a file, and for each check */
	size_t live;           /* bytes held at once */
	uint64_t allocated;    /* bytes allocated in all */
};

/* What loading a file, or one check, has used. */
struct rule_cost {
	uint64_t instructions;
	size_t live;        /* bytes held at most */
	uint64_t allocated; /* bytes allocated in all */
};

#endif
