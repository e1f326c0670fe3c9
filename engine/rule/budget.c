/*
 * budget - what a Lua state may use, counted so that two runs count the same.
 *
 * Knows Lua's allocator and hook. No clock: instructions and bytes only. What was hit
 * is a flag, so that no rule can hide it by catching or making up a message.
 * Must not know what the state computes.
 */
#include "rule/budget.h"

#include <lauxlib.h>

/* instructions between two ticks of the hook; smaller ones cost the same */
#define TICK 1000

/* comparing a string costs its length, and no hook runs meanwhile: so long strings make ticks dear
 */
#define STRING_BYTES_FOR_A_TICK 2048

/* what a host function reads or copies in the time of an instruction */
#define BYTES_FOR_AN_INSTRUCTION 16

void budget_init(struct budget *b, const struct rule_budget *max)
{
	*b = (struct budget){.max = *max, .max_findings = SIZE_MAX};
}

void budget_reset(struct budget *b)
{
	b->instructions = b->allocated = 0;
	b->longest = 0;
	b->refused = b->hit = LIMIT_NONE;
}

/* may it grow? a new string is told by its tag, which Lua passes for the old size */
static enum limit refuses(const struct budget *b, size_t held, size_t wanted, bool new_string)
{
	if (new_string && wanted > BUDGET_STRING + 64)
		return LIMIT_STRING;
	size_t others = b->live - held;
	if (others > b->max.live || wanted > b->max.live - others)
		return LIMIT_LIVE;
	if (wanted > b->max.allocated || b->allocated > b->max.allocated - wanted)
		return LIMIT_ALLOCATED;
	return LIMIT_NONE;
}

void *budget_alloc(void *payload, void *ptr, size_t old_size, size_t new_size)
{
	struct budget *b = payload;
	/* without a block the old size is a tag */
	size_t held = ptr ? old_size : 0;
	if (new_size == 0) {
		free(ptr);
		b->live -= held;
		return NULL;
	}
	bool new_string = !ptr && old_size == LUA_TSTRING;
	if (new_size > held) {
		enum limit limit = refuses(b, held, new_size, new_string);
		if (limit != LIMIT_NONE) {
			b->refused = limit;
			return NULL;
		}
	}
	void *block = realloc(ptr, new_size);
	if (!block) {
		/* Lua relies on a shrink to succeed */
		b->refused = LIMIT_MEMORY;
		return new_size <= held ? ptr : NULL;
	}
	if (new_size > held)
		b->allocated += new_size;
	if (new_string && new_size > b->longest)
		b->longest = new_size;
	b->live = b->live - held + new_size;
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
		budget_raise(L, LIMIT_INSTRUCTIONS);
	}
	b->instructions += n;
}

void charge_bytes(lua_State *L, size_t n)
{
	charge(L, 1 + n / BYTES_FOR_AN_INSTRUCTION);
}

static void tick(lua_State *L, lua_Debug *activation)
{
	(void)activation;
	charge(L, TICK + TICK * (uint64_t)(budget_of(L)->longest / STRING_BYTES_FOR_A_TICK));
}

void budget_arm(lua_State *L)
{
	lua_sethook(L, tick, LUA_MASKCOUNT, TICK);
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
	case LIMIT_NONE:
	case LIMIT_MEMORY:
		break;
	}
	return error_nomem(err);
}
