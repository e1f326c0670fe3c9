/*
 * budget.h - what a Lua state may use: instructions, bytes held, bytes allocated.
 *
 * A count hook does not run inside C functions, so these charge for their work. The allocator
 * enforces two limits, and one for a single string.
 */
#ifndef ASSAY_RULE_BUDGET_H
#define ASSAY_RULE_BUDGET_H

#include <lua.h>

#include "base/base.h"
#include "base/map.h"
#include "rule/box/cost.h"
#include "rule/box/pool.h"

/* The longest string that a state may hold. */
#define BUDGET_STRING ((size_t)1 << 20)

/* The most arguments beyond its parameters that a vararg function may have. */
#define BUDGET_ARGUMENTS 250

enum limit {
	LIMIT_NONE,
	LIMIT_INSTRUCTIONS,
	LIMIT_LIVE,
	LIMIT_ALLOCATED,
	LIMIT_STRING,
	LIMIT_FINDINGS,
	LIMIT_ARGUMENTS,
	LIMIT_MEMORY, /* the system is out of memory; not a limit of assay */
};

struct budget {
	struct rule_budget max;
	size_t max_findings;
	uint64_t instructions, allocated; /* used since budget_reset */
	size_t live, most_live;           /* bytes of the state now, and at most so far */
	uint32_t seed;                    /* of the hashes of strings in the state */
	size_t blocks;                    /* allocated and not freed */
	uint64_t collecting;              /* of the instructions: collecting garbage when refused */
	size_t kept;                      /* bytes of the run's arena, for good */
	struct pool pool;                 /* tables and functions */
	struct arena *arena;              /* for numbers */
	struct map numbers;               /* of handles and functions of C that were keys */
	uint64_t chain;                   /* dearer instructions: numbers as keys that collide */
	int arguments;                    /* and functions with this many variable arguments */
	int registers;                    /* the same: registers of a function */
	size_t longest;                   /* bytes of the longest string made so far */
	size_t largest;                   /* and of the largest vector: a table's part, a stack */
	size_t longest_loaded;            /* longest when budget_loaded was called */
	enum limit refused;               /* why the allocator refused last */
	/* called for each line that runs; NULL: lines are not recorded */
	void (*on_line)(lua_State *L, lua_Debug *at);
	enum limit hit; /* the limit that ended the call */
};

/* arena outlives the state. Call budget_release when the state is closed. */
void budget_init(struct budget *b, const struct rule_budget *max, struct arena *arena);

/* Release what held the state's blocks. Returns the bytes that were not freed, which is 0. */
size_t budget_release(struct budget *b);

/* Begin a new check: nothing is used yet, except the bytes that are held. */
void budget_reset(struct budget *b);

/* The file is loaded: every check pays for what it holds. */
void budget_loaded(struct budget *b);

/* True if the check made no string that would make the next check dearer. */
bool budget_is_light(const struct budget *b);

/* What was used since budget_reset. */
struct rule_cost budget_cost(const struct budget *b);

/* A lua_Alloc; payload is the struct budget. */
void *budget_alloc(void *payload, void *ptr, size_t old_size, size_t new_size);

/* Arm the count hook of a state whose allocator's payload is a struct budget. */
void budget_arm(lua_State *L);

/* Charge n instructions; raises when there are none left. */
void charge(lua_State *L, uint64_t n);

/* Charge for copying or reading n bytes. */
void charge_bytes(lua_State *L, size_t n);

/* Count n bytes of an arena, for good, and charge for them; raises at a limit. */
void budget_keep(lua_State *L, size_t n);

/* Charge for a walk over a table, of which only the number of its entries is known. */
void charge_walk(lua_State *L);

/* Charge for an error that was caught. */
void charge_catch(lua_State *L);

/* Raise for a limit. */
_Noreturn void budget_raise(lua_State *L, enum limit limit);

/* After LUA_ERRMEM: record which limit was reached. */
void budget_out_of_memory(struct budget *b);

/* Set *err to the limit that was hit. */
int budget_error(const struct budget *b, struct assay_error *err);

#endif
