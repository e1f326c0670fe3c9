/*
 * code_lines - reads the line numbers of a compiled function and of all functions in it.
 *
 * Lua's API tells the lines of a function that exists, and a function that never ran may not exist.
 * The form is that of lua_dump in Lua 5.4 (ldump.c, lundump.c). Reads only what this process
 * dumped; every read is within the dump all the same.
 */
#include "rule/box/code_lines.h"

#include <lua.h>

#define HEADER_SIZE      31 /* signature, version, format, data, sizes and samples of numbers */
#define INSTRUCTION_SIZE 4
#define TAILCALL         69 /* opcodes; a return behind this one never runs */
#define VARARGPREP       81 /* not a line of the source */
#define DEPTH_MAX        200
#define ABSOLUTE         (-0x80) /* in the differences of lines: it is in the second table */

enum constant {
	IS_NIL = 0,
	IS_FALSE = 1,
	IS_TRUE = 17,
	IS_INTEGER = 3,
	IS_FLOAT = 19,
	IS_SHORT = 4,
	IS_LONG = 20
};

struct reader {
	struct str dump;
	size_t at;
	bool broken;
	bool *has_code;
	size_t n;
};

static const char *take(struct reader *r, size_t n)
{
	const char *p = r->dump.ptr + r->at;

	if (r->broken || n > r->dump.len - r->at) {
		r->broken = true;
		return NULL;
	}
	r->at += n;
	return p;
}

static unsigned char take_byte(struct reader *r)
{
	const char *p = take(r, 1);

	return p ? (unsigned char)*p : 0;
}

/* groups of seven bits, the most significant first; the last one has the high bit */
static size_t take_size(struct reader *r)
{
	size_t n = 0;
	unsigned char byte;

	do {
		byte = take_byte(r);
		n = n << 7 | (byte & 0x7F);
	} while (!(byte & 0x80) && !r->broken);
	return n;
}

static void skip_string(struct reader *r)
{
	size_t size = take_size(r);

	if (size > 1)
		(void)take(r, size - 1);
}

static void skip_constants(struct reader *r)
{
	for (size_t n = take_size(r); n > 0 && !r->broken; n--)
		switch (take_byte(r)) {
		case IS_INTEGER:
			(void)take(r, sizeof(lua_Integer));
			break;
		case IS_FLOAT:
			(void)take(r, sizeof(lua_Number));
			break;
		case IS_SHORT:
		case IS_LONG:
			skip_string(r);
			break;
		case IS_NIL:
		case IS_FALSE:
		case IS_TRUE:
			break;
		default:
			r->broken = true;
		}
}

static unsigned opcode_at(const char *code, size_t pc)
{
	uint32_t instruction;

	memcpy(&instruction, code + pc * INSTRUCTION_SIZE, sizeof instruction);
	return instruction & 0x7F;
}

/* False for what the compiler adds: the return at the end, and the one behind a tail call. */
static bool is_of_source(const char *code, size_t pc, size_t n)
{
	return pc + 1 < n && opcode_at(code, pc) != VARARGPREP &&
	       (pc == 0 || opcode_at(code, pc - 1) != TAILCALL);
}

static void mark(struct reader *r, const char *code, size_t n_code, size_t first,
	const signed char *differences, size_t n)
{
	size_t n_absolute = take_size(r), line = first;
	struct reader absolute = *r;

	for (size_t i = 0; i < n_absolute; i++) {
		(void)take_size(r);
		(void)take_size(r);
	}
	for (size_t pc = 0; pc < n && n == n_code && !r->broken; pc++) {
		if (differences[pc] == ABSOLUTE) {
			(void)take_size(&absolute);
			line = take_size(&absolute);
		} else {
			line += (size_t)(ptrdiff_t)differences[pc];
		}
		if (is_of_source(code, pc, n) && line <= r->n)
			r->has_code[line] = true;
	}
}

static void read_function(struct reader *r, unsigned depth)
{
	size_t n_code, n, first;
	const char *code;

	skip_string(r);
	first = take_size(r);
	(void)take_size(r);
	(void)take(r, 3);
	n_code = take_size(r);
	code = take(r, n_code <= r->dump.len ? n_code * INSTRUCTION_SIZE : SIZE_MAX);
	skip_constants(r);
	n = take_size(r);
	(void)take(r, n <= r->dump.len ? n * 3 : SIZE_MAX);
	n = take_size(r);
	r->broken = r->broken || depth == DEPTH_MAX;
	for (; n > 0 && !r->broken; n--)
		read_function(r, depth + 1);
	n = take_size(r);
	const signed char *differences = (const signed char *)take(r, n);

	if (r->broken)
		return;
	mark(r, code, n_code, first, differences, n);
	for (n = take_size(r); n > 0 && !r->broken; n--) {
		skip_string(r);
		(void)take_size(r);
		(void)take_size(r);
	}
	for (n = take_size(r); n > 0 && !r->broken; n--)
		skip_string(r);
}

bool code_lines_find(struct str dump, bool *has_code, size_t n)
{
	struct reader r = {.dump = dump, .has_code = has_code, .n = n};
	const char *header = take(&r, HEADER_SIZE + 1);

	if (!header || memcmp(header, LUA_SIGNATURE, sizeof LUA_SIGNATURE - 1) != 0 ||
		header[4] != 0x54)
		return false;
	read_function(&r, 0);
	return !r.broken;
}
