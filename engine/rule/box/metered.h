/*
 * metered.h - functions below Lua that cost much more than one instruction, counted.
 *
 * Lua's count hook sees one instruction, whether it divides two numbers or compares two texts. The
 * linker replaces what Lua calls for them (Makefile, LUA_WRAP): the replacements add to the budget
 * of the state that runs. Without the linker's option nothing is added.
 */
#ifndef ASSAY_RULE_METERED_H
#define ASSAY_RULE_METERED_H

#include <stdint.h>

struct budget;

/* From now on calls count for b (NULL: for nobody). Returns the budget that they counted for. */
struct budget *metered_start(struct budget *b);

/* The budget that calls count for; NULL: none. */
struct budget *metered_budget(void);

/* Count n instructions for that budget. Never raises. */
void metered_add(uint64_t n);

#endif
