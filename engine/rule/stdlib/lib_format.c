/*
 * lib_format - string.format for a rule: %s %d %i %x %X %c %f %e %g and %%.
 *
 * Flags '-', '0', '+' and ' ', a width and a precision of at most two digits. No %p, which would
 * show an address, no %q. libc formats the digits, this file pads.
 */
#include <lauxlib.h>
#include <math.h>

#include "rule/box/stack.h"
#include "rule/stdlib/lib.h"

/* the longest number: %.99f of the largest double */
#define NUMBER_MAX 512

/* the time that its digits take, in instructions */
#define NUMBER_TEXT 1000

struct spec {
	bool left, zero, plus, space;
	int width;
	int precision; /* -1: none */
	char conversion;
};

static int two_digits(const char **p, const char *end)
{
	int n = 0;
	for (int i = 0; i < 2 && *p < end && **p >= '0' && **p <= '9'; i++)
		n = n * 10 + (*(*p)++ - '0');
	return n;
}

static bool take_flag(struct spec *spec, char c)
{
	bool *flag = c == '-'   ? &spec->left
		     : c == '0' ? &spec->zero
		     : c == '+' ? &spec->plus
		     : c == ' ' ? &spec->space
				: NULL;
	if (flag)
		*flag = true;
	return flag != NULL;
}

static struct spec parse(const char **p, const char *end)
{
	struct spec spec = {.precision = -1};
	while (*p < end && take_flag(&spec, **p))
		(*p)++;
	spec.width = two_digits(p, end);
	if (*p < end && **p == '.') {
		(*p)++;
		spec.precision = two_digits(p, end);
	}
	spec.conversion = *p < end ? *(*p)++ : '\0';
	return spec;
}

/* the digits of an absolute value, without a sign */
static int digits(char *out, const struct spec *spec, lua_Number n)
{
	int precision = spec->precision < 0 ? 6 : spec->precision;
	if (spec->conversion == 'f')
		return snprintf(out, NUMBER_MAX, "%.*f", precision, n);
	if (spec->conversion == 'e')
		return snprintf(out, NUMBER_MAX, "%.*e", precision, n);
	return snprintf(out, NUMBER_MAX, "%.*g", precision, n);
}

/* an integer's digits, without a sign, at least as many as the precision says */
static int integer_digits(char *out, const struct spec *spec, unsigned long long n)
{
	int precision = spec->precision < 0 ? 1 : spec->precision;
	if (spec->conversion == 'x')
		return snprintf(out, NUMBER_MAX, "%.*llx", precision, n);
	if (spec->conversion == 'X')
		return snprintf(out, NUMBER_MAX, "%.*llX", precision, n);
	return snprintf(out, NUMBER_MAX, "%.*llu", precision, n);
}

/* pieces are strings on Lua's stack, which an error frees */
static void put(lua_State *L, const struct spec *spec, struct str sign, struct str body, bool zeros)
{
	char pad[100];
	size_t len = sign.len + body.len, width = (size_t)spec->width;
	size_t n = width > len ? width - len : 0;
	zeros = zeros && !spec->left;
	memset(pad, zeros ? '0' : ' ', sizeof pad);
	lua_pushlstring(L, pad, spec->left || zeros ? 0 : n);
	lua_pushlstring(L, sign.ptr, sign.len);
	lua_pushlstring(L, pad, zeros ? n : 0);
	lua_pushlstring(L, body.ptr, body.len);
	lua_pushlstring(L, pad, spec->left ? n : 0);
	lua_concat(L, 5);
}

static struct str sign_of(const struct spec *spec, bool negative)
{
	return negative ? STR("-") : spec->plus ? STR("+") : spec->space ? STR(" ") : STR("");
}

static void put_number(lua_State *L, const struct spec *spec, int arg)
{
	char out[NUMBER_MAX];
	lua_Number n = stack_check_number(L, arg);
	charge(L, NUMBER_TEXT);
	int len = digits(out, spec, fabs(n));
	put(L, spec, sign_of(spec, n < 0), (struct str){out, (size_t)len},
		spec->zero && isfinite(n));
}

static void put_integer(lua_State *L, const struct spec *spec, int arg)
{
	char out[NUMBER_MAX];
	lua_Integer n = stack_check_integer(L, arg);
	bool hex = spec->conversion == 'x' || spec->conversion == 'X';
	bool negative = n < 0 && !hex;
	unsigned long long magnitude = (unsigned long long)n;
	int len = integer_digits(out, spec, negative ? 0 - magnitude : magnitude);
	put(L, spec, hex ? STR("") : sign_of(spec, negative), (struct str){out, (size_t)len},
		spec->zero && spec->precision < 0);
}

static void put_string(lua_State *L, const struct spec *spec, int arg)
{
	lua_pushvalue(L, arg);
	struct str s;
	switch (lua_type(L, -1)) {
	case LUA_TSTRING:
		s = stack_check_str(L, -1);
		break;
	case LUA_TNUMBER:
		s = stack_number_text(L);
		break;
	case LUA_TBOOLEAN:
		s = lua_toboolean(L, -1) ? STR("true") : STR("false");
		break;
	default:
		s = str_of(stack_type_name(L, -1));
	}
	if (spec->precision >= 0 && s.len > (size_t)spec->precision)
		s.len = (size_t)spec->precision;
	put(L, spec, STR(""), s, false);
	lua_remove(L, -2);
}

static void put_char(lua_State *L, const struct spec *spec, int arg)
{
	lua_Integer c = stack_check_integer(L, arg);
	luaL_argcheck(L, c >= 1 && c <= 255, arg, "a byte from 1 to 255 expected");
	char byte = (char)(unsigned char)c;
	put(L, spec, STR(""), (struct str){&byte, 1}, false);
}

static void put_argument(lua_State *L, const struct spec *spec, int arg, int n_args)
{
	/* the pieces are above the arguments on the stack */
	luaL_argcheck(L, arg <= n_args, arg, "no value");
	switch (spec->conversion) {
	case 'd':
	case 'i':
	case 'x':
	case 'X':
		put_integer(L, spec, arg);
		return;
	case 'f':
	case 'e':
	case 'g':
		put_number(L, spec, arg);
		return;
	case 's':
		put_string(L, spec, arg);
		return;
	case 'c':
		put_char(L, spec, arg);
		return;
	default:
		rule_error(L, "string.format: there is no conversion '%%%c'",
			spec->conversion >= ' ' && spec->conversion < 0x7F ? spec->conversion
									   : '?');
	}
}

/* make one of the pieces above the arguments */
static int join(lua_State *L, int from)
{
	lua_concat(L, lua_gettop(L) - from + 1);
	charge_bytes(L, lua_rawlen(L, -1));
	return 1;
}

int lib_string_format(lua_State *L)
{
	struct str format = stack_check_str(L, 1);
	const char *p = format.ptr, *end = format.ptr + format.len;
	int n_args = lua_gettop(L), arg = 1;
	luaL_checkstack(L, LUA_MINSTACK, "string.format");
	lua_pushliteral(L, "");
	while (p < end) {
		const char *percent = memchr(p, '%', (size_t)(end - p));
		lua_pushlstring(L, p, (size_t)((percent ? percent : end) - p));
		p = percent ? percent + 1 : end;
		if (percent && p < end && *p == '%') {
			lua_pushliteral(L, "%");
			p++;
		} else if (percent) {
			struct spec spec = parse(&p, end);
			put_argument(L, &spec, ++arg, n_args);
		}
		if (lua_gettop(L) - n_args > 6)
			(void)join(L, n_args + 1);
	}
	return join(L, n_args + 1);
}
