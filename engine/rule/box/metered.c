/*
 * metered - functions below Lua with their cost, and strings that do not depend on addresses.
 *
 * None of them can raise for the cost: what they add is noticed by the next tick, 1,000
 * instructions later at most. Outside a box they only do what the replaced function does. Must not
 * know what a rule does.
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
/* ... for reading a number from text, besides its bytes */
#define READ_INSTRUCTIONS       24
#define TEXT_FOR_AN_INSTRUCTION 2
/* ... for a part of the variables that closures share, and of the results that a function returns
 */
#define SHARED_FOR_AN_INSTRUCTION  8
#define RESULTS_FOR_AN_INSTRUCTION 8

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

size_t metered_read(const char *text, void *number) __asm__("__wrap_luaO_str2num");
size_t plain_read(const char *text, void *number) __asm__("__real_luaO_str2num");

/* Lua reads the number in a text for tonumber, and where the bound of a loop is a text. */
size_t metered_read(const char *text, void *number)
{
	if (running)
		metered_add(READ_INSTRUCTIONS + strlen(text) / TEXT_FOR_AN_INSTRUCTION);
	return plain_read(text, number);
}

void *metered_shared(lua_State *L, void *variable) __asm__("__wrap_luaF_findupval");
void *plain_shared(lua_State *L, void *variable) __asm__("__real_luaF_findupval");

/* A new closure finds a variable of the running function in a list of those that closures use. */
void *metered_shared(lua_State *L, void *variable)
{
	if (running)
		metered_add((uint64_t)running->registers / SHARED_FOR_AN_INSTRUCTION);
	return plain_shared(L, variable);
}

void metered_return(lua_State *L, void *call, int n) __asm__("__wrap_luaD_poscall");
void plain_return(lua_State *L, void *call, int n) __asm__("__real_luaD_poscall");

/* A function in Lua returns n results, of which each is copied. */
void metered_return(lua_State *L, void *call, int n)
{
	metered_add((uint64_t)n / RESULTS_FOR_AN_INSTRUCTION);
	plain_return(L, call, n);
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
 * Lua remembers strings of C by their addresses, so the next use of one makes a new string or does
 * not, from run to run. This function remembers none.
 */
void *metered_string(lua_State *L, const char *text) __asm__("__wrap_luaS_new");
void *plain_string(lua_State *L, const char *text, size_t len) __asm__("luaS_newlstr");

void *metered_string(lua_State *L, const char *text)
{
	return plain_string(L, text, strlen(text));
}
