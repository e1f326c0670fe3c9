/*
 * metered - fmod, pow, snprintf and tables with their cost, and the seed of Lua's hashes.
 *
 * None of them can raise: what they add is noticed by the next tick, 1,000 instructions later at
 * most. Outside a box they only do what the replaced function does. Knows the layout of a table in
 * Lua 5.4, which no release of 5.4 changes. Must not know what a rule does.
 */
#include "rule/box/metered.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "rule/box/budget.h"

/* instructions that take the same time: for a bit of difference between the exponents ... */
#define FMOD_BITS_FOR_AN_INSTRUCTION 12
#define POW_INSTRUCTIONS             6
/* ... for the digits of a fraction, of an integer */
#define FRACTION_INSTRUCTIONS 56
#define INTEGER_INSTRUCTIONS  8

static _Thread_local struct budget *running;

struct budget *metered_start(struct budget *b)
{
	struct budget *before = running;
	running = b;
	return before;
}

struct budget *metered_budget(void)
{
	return running;
}

void metered_add(uint64_t n)
{
	if (running)
		running->instructions += n;
}

double metered_fmod(double x, double y) __asm__("__wrap_fmod");
double plain_fmod(double x, double y) __asm__("__real_fmod");

double metered_fmod(double x, double y)
{
	int bits_x = 0, bits_y = 0;
	if (running && isfinite(x) && isfinite(y)) {
		(void)frexp(x, &bits_x);
		(void)frexp(y, &bits_y);
		metered_add(bits_x > bits_y
				    ? (uint64_t)(bits_x - bits_y) / FMOD_BITS_FOR_AN_INSTRUCTION
				    : 0);
	}
	return plain_fmod(x, y);
}

double metered_pow(double x, double y) __asm__("__wrap_pow");
double plain_pow(double x, double y) __asm__("__real_pow");

double metered_pow(double x, double y)
{
	metered_add(POW_INSTRUCTIONS);
	return plain_pow(x, y);
}

/* what Lua's concatenation makes of a number, too: a NaN has no sign there, since it is the
 * processor's */
static int print_number(char *out, size_t size, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

static int print_number(char *out, size_t size, const char *format, va_list args)
{
	bool fraction = strcmp(format, LUA_NUMBER_FMT) == 0;
	va_list copy;
	metered_add(fraction ? FRACTION_INSTRUCTIONS : INTEGER_INSTRUCTIONS);
	va_copy(copy, args);
	bool nan = running && fraction && isnan(va_arg(copy, double));
	va_end(copy);
	if (!nan || size < sizeof "nan")
		return vsnprintf(out, size, format, args);
	memcpy(out, "nan", sizeof "nan");
	return 3;
}

int metered_snprintf(char *out, size_t size, const char *format, ...) __asm__("__wrap_snprintf")
	__attribute__((format(printf, 3, 4)));

int metered_snprintf(char *out, size_t size, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = print_number(out, size, format, args);
	va_end(args);
	return n;
}

/* the same as a compiler with _FORTIFY_SOURCE calls it; room is what it knows of out */
int metered_snprintf_chk(char *out, size_t size, int flag, size_t room, const char *format,
	...) __asm__("__wrap___snprintf_chk") __attribute__((format(printf, 5, 6)));

int metered_snprintf_chk(char *out, size_t size, int flag, size_t room, const char *format, ...)
{
	va_list args;
	(void)flag;
	va_start(args, format);
	int n = print_number(out, size < room ? size : room, format, args);
	va_end(args);
	return n;
}

/*
 * Lua makes a new state's seed from addresses and the time, so a table's growth, and with it the
 * length of one with holes, differs from run to run. lstate.c calls this for nothing else, and its
 * bytes begin with the address of the state.
 */
unsigned int metered_seed(const char *bytes, size_t len, unsigned int seed) __asm__(
	"__wrap_luaS_hash");

unsigned int metered_seed(const char *bytes, size_t len, unsigned int seed)
{
	lua_State *L;
	void *payload;
	(void)len;
	(void)seed;
	memcpy(&L, bytes, sizeof L);
	bool counted = lua_getallocf(L, &payload) == budget_alloc;
	return counted ? ((const struct budget *)payload)->seed : seed;
}

/*
 * The work of tables. Lua hashes a number to its remainder by the size of the table, so keys can be
 * chosen of which all have the same place; finding one of them then means following a chain of all.
 * Only numbers are looked at: hashes of strings have a seed, and those of other values are
 * addresses, which no count may depend on.
 */
_Static_assert(LUA_VERSION_NUM == 504, "the layout of a table is that of Lua 5.4");

/* Lua's TValue */
struct table_value {
	union {
		void *pointer;
		lua_Integer integer;
		lua_Number number;
	} value;
	unsigned char type;
};

/* Lua's Node: a value, its key, and the distance to the next node of the chain (0: the last) */
struct table_node {
	void *value;
	unsigned char type, key_type;
	int next;
	void *key;
};

/* the beginning of Lua's Table */
struct table {
	void *gc_next;
	unsigned char gc_type, gc_mark, flags, log2_nodes;
	unsigned array_size;
	struct table_value *array;
	struct table_node *nodes;
};

/* so many nodes of a chain are followed in the time of an instruction */
#define NODES_FOR_AN_INSTRUCTION 8

/* tables that are this small have no long chain */
#define SMALL_LOG2 5

lua_Unsigned metered_length(struct table *t) __asm__("__wrap_luaH_getn");
lua_Unsigned plain_length(struct table *t) __asm__("__real_luaH_getn");

/* Lua finds the end of a list by halving: two reads of a table for each bit of the length. */
lua_Unsigned metered_length(struct table *t)
{
	lua_Unsigned n = plain_length(t);
	unsigned bits = 0;
	for (lua_Unsigned rest = n; rest; rest >>= 1)
		bits++;
	metered_add(1 + bits);
	return n;
}

/* The nodes in the chain of a key that was just added, or is there. */
static size_t chain_of(const struct table *t, const struct table_value *slot)
{
	uintptr_t at = (uintptr_t)slot, first = (uintptr_t)t->nodes;
	size_t size = ((size_t)1 << t->log2_nodes) * sizeof(struct table_node), n = 1;
	if (at < first || at - first >= size)
		return 0;
	/* a new node comes second */
	for (const struct table_node *node = &t->nodes[(at - first) / sizeof *node]; node->next;
		n++)
		node += node->next;
	return n;
}

void metered_set(lua_State *L, struct table *t, const struct table_value *key,
	const struct table_value *slot, struct table_value *value) __asm__("__wrap_luaH_finishset");
void plain_set(lua_State *L, struct table *t, const struct table_value *key,
	const struct table_value *slot, struct table_value *value) __asm__("__real_luaH_finishset");
const struct table_value *plain_get(struct table *t, const struct table_value *key) __asm__(
	"luaH_get");

void metered_set(lua_State *L, struct table *t, const struct table_value *key,
	const struct table_value *slot, struct table_value *value)
{
	/* key may be on the stack, which moves if memory is refused */
	const struct table_value copy = *key;
	plain_set(L, t, key, slot, value);
	struct budget *b = metered_budget();
	if (!b || (copy.type & 0x0F) != LUA_TNUMBER || t->log2_nodes <= SMALL_LOG2)
		return;
	size_t n = chain_of(t, plain_get(t, &copy));
	metered_add(n / NODES_FOR_AN_INSTRUCTION);
	if (n / NODES_FOR_AN_INSTRUCTION > b->chain)
		b->chain = n / NODES_FOR_AN_INSTRUCTION;
}
