/*
 * yaml_scalar - the value of a plain scalar, as all versions of YAML read it.
 *
 * A scalar that YAML 1.1 (its type repository) and the core schema of 1.2 both read as the same
 * null, boolean or number has that value; any other scalar is a string. Knows scalars, and how JSON
 * writes them; must not know libyaml.
 */
#include "doc/yaml_scalar.h"

/* digits of a hexadecimal number that 64 bits hold */
#define HEX_DIGITS 16

static bool is_one_of(struct str s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(s, words[i]))
			return true;
	return false;
}

static size_t count_digits(struct str s, size_t at)
{
	size_t n = 0;
	while (at + n < s.len && s.ptr[at + n] >= '0' && s.ptr[at + n] <= '9')
		n++;
	return n;
}

static bool is_hex(struct str s)
{
	if (s.len < 3 || s.ptr[0] != '0' || s.ptr[1] != 'x')
		return false;
	for (size_t i = 2; i < s.len; i++) {
		char c = s.ptr[i], letter = (char)(c | 0x20);
		if (!(c >= '0' && c <= '9') && !(letter >= 'a' && letter <= 'f'))
			return false;
	}
	return true;
}

/* the parts of a decimal number */
struct decimal {
	bool negative;
	struct str whole, fraction, exponent; /* the exponent with its sign, without its e */
	bool point;
};

static bool split_decimal(struct str s, struct decimal *out)
{
	*out = (struct decimal){0};
	size_t at = 0;
	if (s.len && (s.ptr[0] == '-' || s.ptr[0] == '+')) {
		out->negative = s.ptr[0] == '-';
		at++;
	}
	out->whole = (struct str){s.ptr + at, count_digits(s, at)};
	at += out->whole.len;
	out->fraction = (struct str){s.ptr + at, 0};
	if (at < s.len && s.ptr[at] == '.') {
		out->point = true;
		out->fraction = (struct str){s.ptr + at + 1, count_digits(s, at + 1)};
		at += 1 + out->fraction.len;
	}
	if (out->whole.len + out->fraction.len == 0)
		return false;
	if (at < s.len && (s.ptr[at] | 0x20) == 'e') {
		size_t sign = at + 1 < s.len && (s.ptr[at + 1] == '+' || s.ptr[at + 1] == '-');
		size_t digits = count_digits(s, at + 1 + sign);
		/* without a sign it is a number in 1.2 only */
		if (!sign || digits == 0)
			return false;
		out->exponent = (struct str){s.ptr + at + 1, 1 + digits};
		at += 2 + digits;
	}
	return at == s.len;
}

static enum yaml_scalar resolve_decimal(struct str s)
{
	struct decimal d;
	if (!split_decimal(s, &d))
		return YAML_TEXT;
	if (d.point)
		return YAML_FLOAT;
	/* 1e+3 is a number in 1.2 only, and 0123 is octal in 1.1 */
	if (d.exponent.len || (d.whole.len > 1 && d.whole.ptr[0] == '0'))
		return YAML_TEXT;
	return YAML_INTEGER;
}

static bool is_no_number(struct str s)
{
	static const char *const words[] = {".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF",
		"-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN"};
	return is_one_of(s, words, LENGTH_OF(words));
}

enum yaml_scalar yaml_resolve(struct str s)
{
	static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};
	static const char *const trues[] = {"true", "True", "TRUE"};
	static const char *const falses[] = {"false", "False", "FALSE"};
	if (is_one_of(s, nulls, LENGTH_OF(nulls)))
		return YAML_NULL;
	if (is_one_of(s, trues, LENGTH_OF(trues)))
		return YAML_TRUE;
	if (is_one_of(s, falses, LENGTH_OF(falses)))
		return YAML_FALSE;
	if (is_hex(s))
		return s.len <= 2 + HEX_DIGITS ? YAML_INTEGER : YAML_NO_JSON;
	return is_no_number(s) ? YAML_NO_JSON : resolve_decimal(s);
}

static void add_hex(struct buf *out, struct str s)
{
	uint64_t value = 0;
	for (size_t i = 2; i < s.len; i++) {
		uint64_t c = (unsigned char)s.ptr[i];
		value = value << 4 | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	buf_printf(out, "%llu", (unsigned long long)value);
}

static void add_number(struct buf *out, struct str s)
{
	struct decimal d;
	if (is_hex(s)) {
		add_hex(out, s);
		return;
	}
	if (!split_decimal(s, &d))
		return;
	while (d.whole.len > 1 && d.whole.ptr[0] == '0') {
		d.whole.ptr++;
		d.whole.len--;
	}
	buf_text(out, d.negative ? "-" : "");
	buf_str(out, d.whole.len ? d.whole : STR("0"));
	if (d.fraction.len) {
		buf_text(out, ".");
		buf_str(out, d.fraction);
	}
	if (d.exponent.len) {
		buf_text(out, "e");
		buf_str(out, d.exponent);
	}
}

static void add_string(struct buf *json, struct str s)
{
	buf_text(json, "\"");
	size_t done = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c >= ' ' && c != '"' && c != '\\')
			continue;
		buf_add(json, s.ptr + done, i - done);
		done = i + 1;
		if (c < ' ')
			buf_printf(json, c == '\n' ? "\\n" : "\\u%04x", (unsigned)c);
		else
			buf_printf(json, "\\%c", c);
	}
	buf_add(json, s.ptr + done, s.len - done);
	buf_text(json, "\"");
}

void yaml_write(struct buf *json, enum yaml_scalar kind, struct str text)
{
	switch (kind) {
	case YAML_NULL:
		buf_text(json, "null");
		break;
	case YAML_TRUE:
		buf_text(json, "true");
		break;
	case YAML_FALSE:
		buf_text(json, "false");
		break;
	case YAML_INTEGER:
	case YAML_FLOAT:
		add_number(json, text);
		break;
	case YAML_TEXT:
	case YAML_NO_JSON:
		add_string(json, text);
		break;
	}
}
