/*
 * budget - what a Lua state may use, counted so that two runs count the same.
 *
 * Knows Lua's allocator and hook. Instructions and bytes only: no clock. A flag records the
 * limit that was reached, so that no rule can hide it. Must not know what the state computes.
 */
#include "rule/box/budget.h"

#include <lauxlib.h>
#include <stdlib.h>

/* instructions between two ticks of the hook; smaller ones cost the same */
#define TICK 1000

/*
 * Comparing strings costs their length, and no hook runs meanwhile. So long strings make all
 * instructions dearer.
 */
#define STRING_BYTES_FOR_A_TICK 512

/* a state with a longer one is not used for another subject */
#define LIGHT_STRING 2048

/* what a host function reads or copies in the time of an instruction */
#define BYTES_FOR_AN_INSTRUCTION 16

/* skipping the empty slots of a table, whose number is unknown */
#define VECTOR_BYTES_FOR_AN_INSTRUCTION 128

/* collecting garbage, which Lua does whenever it is refused memory */
#define LIVE_BYTES_FOR_AN_INSTRUCTION 4

/* allocating and freeing a block */
#define BLOCK_INSTRUCTIONS 16

/* making a part of a table, to which the entries of the smaller one move; a large one is beyond
 * the caches of the processor */
#define NEW_VECTOR_BYTES_FOR_AN_INSTRUCTION   32
#define LARGE_VECTOR                          ((size_t)64 << 10)
#define LARGE_VECTOR_BYTES_FOR_AN_INSTRUCTION 3

/* catching an error: Lua visits all running calls, whose registers are in the stack */
#define STACK_BYTES_FOR_AN_INSTRUCTION 128

/* a call, besides its instruction */
#define CALL_INSTRUCTIONS 3

/* copying variable arguments: with so many more all instructions are dearer */
#define ARGUMENTS_FOR_A_TICK 64
#define FEW_ARGUMENTS        16

/* the same for registers, which one instruction can clear */
#define REGISTERS_FOR_A_TICK 64
#define FEW_REGISTERS        48

/* memory beyond the caches of the processor is slow: so many bytes make an instruction dearer */
#define LIVE_BYTES_FOR_ACCESS ((size_t)4 << 20)

void budget_init(struct budget *b, const struct rule_budget *max, struct arena *arena)
{
	*b = (struct budget){.max = *max,
		.arena = arena,
		.max_findings = SIZE_MAX,
		.arguments = FEW_ARGUMENTS,
		.registers = FEW_REGISTERS};
	(void)pool_open(&b->pool, max->live);
}

size_t budget_release(struct budget *b)
{
	pool_close(&b->pool);
	return b->live;
}

void budget_reset(struct budget *b)
{
	b->instructions = b->allocated = b->collecting = 0;
	b->most_live = b->live;
	b->refused = b->hit = LIMIT_NONE;
}

void budget_loaded(struct budget *b)
{
	b->longest_loaded = b->longest;
}

bool budget_is_light(const struct budget *b)
{
	return b->longest < LIGHT_STRING || b->longest == b->longest_loaded;
}

struct rule_cost budget_cost(const struct budget *b)
{
	uint64_t instructions =
		b->instructions < b->max.instructions ? b->instructions : b->max.instructions;
	return (struct rule_cost){instructions, b->most_live, b->allocated};
}

/* The limit to report for the instructions: garbage collection counts as rule_live. */
static enum limit exhausted(const struct budget *b)
{
	return b->collecting > b->max.instructions / 2 ? LIMIT_LIVE : LIMIT_INSTRUCTIONS;
}

/* LIMIT_NONE if a block may grow. For a new string Lua passes a tag as the old size. */
static enum limit refuses(const struct budget *b, size_t held, size_t wanted, bool new_string)
{
	if (new_string && wanted > BUDGET_STRING + 64)
		return LIMIT_STRING;
	size_t others = b->live - held;
	if (others > b->max.live || wanted > b->max.live - others)
		return LIMIT_LIVE;
	if (wanted > b->max.allocated || b->allocated > b->max.allocated - wanted)
		return LIMIT_ALLOCATED;
	/* refused allocations used them up, which no hook sees */
	return b->instructions > b->max.instructions ? exhausted(b) : LIMIT_NONE;
}

/* True for a part of a table or a stack: blocks without a tag. */
static bool is_vector(const void *ptr, size_t old_size)
{
	return ptr || old_size == 0;
}

/*
 * A new block costs its allocation, its release, and its part of the collections that it brings
 * nearer: each of those walks all blocks, and one is made for about as many bytes as are held.
 */
static void charge_block(struct budget *b, size_t size)
{
	uint64_t walked = b->live ? (uint64_t)size * b->blocks / b->live : 0;
	b->instructions += BLOCK_INSTRUCTIONS + walked * (1 + b->live / LIVE_BYTES_FOR_ACCESS);
}

/* Count the bytes, and what makes instructions dearer. */
static void count(struct budget *b, size_t held, size_t size, bool new_string, bool vector)
{
	b->live = b->live - held + size;
	if (b->live > b->most_live)
		b->most_live = b->live;
	/* resizing a vector walks it, even if its size stays the same */
	if (size > held || vector)
		b->allocated += size;
	if (new_string && size > b->longest)
		b->longest = size;
	if (vector)
		b->instructions +=
			size / (size > LARGE_VECTOR ? LARGE_VECTOR_BYTES_FOR_AN_INSTRUCTION
						    : NEW_VECTOR_BYTES_FOR_AN_INSTRUCTION);
	if (vector && size > b->largest)
		b->largest = size;
}

static void release(struct budget *b, void *block, size_t held)
{
	if (pool_has(&b->pool, block))
		pool_release(&b->pool, block, held);
	else
		free(block);
	b->live -= held;
	b->blocks -= block != NULL;
}

/* tag: what Lua passes as the old size of a new block */
static void *allocate(struct budget *b, void *block, size_t tag, size_t size)
{
	bool is_key = !block && (tag == LUA_TTABLE || tag == LUA_TFUNCTION);
	void *pooled = is_key ? pool_take(&b->pool, size) : NULL;
	return pooled ? pooled : realloc(block, size);
}

void *budget_alloc(void *payload, void *ptr, size_t old_size, size_t new_size)
{
	struct budget *b = payload;
	/* without a block the old size is a tag */
	size_t held = ptr ? old_size : 0;
	if (new_size == 0) {
		release(b, ptr, held);
		return NULL;
	}
	bool new_string = !ptr && old_size == LUA_TSTRING;
	if (!ptr)
		charge_block(b, new_size);
	if (new_size > held) {
		enum limit limit = refuses(b, held, new_size, new_string);
		if (limit != LIMIT_NONE) {
			b->refused = limit;
			/* collections after a limit of bytes was reached are due to it */
			if (limit == LIMIT_LIVE || b->collecting > 0)
				b->collecting += b->live / LIVE_BYTES_FOR_AN_INSTRUCTION;
			b->instructions += b->live / LIVE_BYTES_FOR_AN_INSTRUCTION;
			return NULL;
		}
	}
	bool vector = is_vector(ptr, old_size);
	void *block = allocate(b, ptr, old_size, new_size);
	if (!block) {
		/* Lua relies on a shrink to succeed */
		b->refused = LIMIT_MEMORY;
		return new_size <= held ? ptr : NULL;
	}
	b->blocks += ptr == NULL;
	count(b, held, new_size, new_string, vector);
	return block;
}

static struct budget *budget_of(lua_State *L)
{
	void *payload;
	(void)lua_getallocf(L, &payload);
	return payload;
}

_Noreturn void budget_raise(lua_State *L, enum limit limit)
{
	struct budget *b = budget_of(L);
	if (b->hit == LIMIT_NONE)
		b->hit = limit;
	luaL_error(L, "limit");
	__builtin_unreachable();
}

void charge(lua_State *L, uint64_t n)
{
	struct budget *b = budget_of(L);
	if (b->instructions > b->max.instructions || n > b->max.instructions - b->instructions) {
		b->instructions = b->max.instructions;
		budget_raise(L, exhausted(b));
	}
	b->instructions += n;
}

void charge_bytes(lua_State *L, size_t n)
{
	charge(L, 1 + n / BYTES_FOR_AN_INSTRUCTION);
}

void budget_keep(lua_State *L, size_t n)
{
	struct budget *b = budget_of(L);
	if (b->kept > b->max.live || n > b->max.live - b->kept)
		budget_raise(L, LIMIT_LIVE);
	b->kept += n;
	charge_bytes(L, n);
}

void charge_walk(lua_State *L)
{
	charge(L, 1 + budget_of(L)->largest / VECTOR_BYTES_FOR_AN_INSTRUCTION);
}

void charge_catch(lua_State *L)
{
	charge(L, 1 + budget_of(L)->largest / STACK_BYTES_FOR_AN_INSTRUCTION);
}

static void tick(lua_State *L)
{
	const struct budget *b = budget_of(L);
	uint64_t factor = 1 + b->longest / STRING_BYTES_FOR_A_TICK +
			  b->live / LIVE_BYTES_FOR_ACCESS + b->chain +
			  (uint64_t)(b->arguments / ARGUMENTS_FOR_A_TICK +
				     b->registers / REGISTERS_FOR_A_TICK);
	charge(L, TICK * factor);
}

/* True if the function that is entered has a register n. */
static bool has_register(lua_State *L, const lua_Debug *activation, int n)
{
	const char *name = lua_getlocal(L, activation, n);
	if (!name)
		return false;
	lua_pop(L, 1);
	/* of a C function these are its arguments */
	return strncmp(name, "(C ", 3) != 0;
}

/* One instruction can copy all variable arguments, so their number has a limit, and a cost. */
static void enter(lua_State *L, const lua_Debug *activation)
{
	struct budget *b = budget_of(L);
	b->instructions += CALL_INSTRUCTIONS;
	while (lua_getlocal(L, activation, -(b->arguments + 1))) {
		lua_pop(L, 1);
		if (lua_getlocal(L, activation, -(BUDGET_ARGUMENTS + 1)))
			budget_raise(L, LIMIT_ARGUMENTS);
		b->arguments *= 2;
	}
	while (has_register(L, activation, b->registers + 1))
		b->registers *= 2;
}

static void hook(lua_State *L, lua_Debug *activation)
{
	if (activation->event == LUA_HOOKCOUNT)
		tick(L);
	else if (activation->event == LUA_HOOKLINE)
		budget_of(L)->on_line(L, activation);
	else
		enter(L, activation);
}

void budget_arm(lua_State *L)
{
	int lines = budget_of(L)->on_line ? LUA_MASKLINE : 0;
	lua_sethook(L, hook, LUA_MASKCOUNT | LUA_MASKCALL | lines, TICK);
}

void budget_out_of_memory(struct budget *b)
{
	if (b->hit == LIMIT_NONE)
		b->hit = b->refused != LIMIT_NONE ? b->refused : LIMIT_MEMORY;
}

int budget_error(const struct budget *b, struct assay_error *err)
{
	switch (b->hit) {
	case LIMIT_INSTRUCTIONS:
		return error_set(err, ASSAY_ELIMIT,
			"the limit rule_instructions of %llu was reached (--rule-instructions "
			"raises "
			"it)",
			(unsigned long long)b->max.instructions);
	case LIMIT_LIVE:
		return error_set(err, ASSAY_ELIMIT,
			"the limit rule_live of %zu bytes held at once was reached (--rule-live "
			"raises it)",
			b->max.live);
	case LIMIT_ALLOCATED:
		return error_set(err, ASSAY_ELIMIT,
			"the limit rule_allocated of %llu bytes in all was reached "
			"(--rule-allocated "
			"raises it)",
			(unsigned long long)b->max.allocated);
	case LIMIT_STRING:
		return error_set(err, ASSAY_ELIMIT,
			"the limit of %zu bytes for one string was reached", BUDGET_STRING);
	case LIMIT_FINDINGS:
		return error_set(err, ASSAY_ELIMIT,
			"the limit max_findings of %zu was reached (--max-findings raises it)",
			b->max_findings);
	case LIMIT_ARGUMENTS:
		return error_set(err, ASSAY_ELIMIT,
			"the limit of %d variable arguments of a function was reached",
			BUDGET_ARGUMENTS);
	case LIMIT_NONE:
	case LIMIT_MEMORY:
		break;
	}
	return error_nomem(err);
}
