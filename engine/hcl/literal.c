/*
 * literal - values: constants of literals, and expressions as text.
 *
 * Knows strings, numbers, lists and objects of HCL's native syntax. A value with anything else in
 * it is an expression. Recursion is bounded by HCL_DEPTH_MAX.
 */
#include "hcl/lex.h"

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static uint32_t hex_of(char c)
{
	return (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

/* decode "\uXXXX" or "\UXXXXXXXX" at *at; false: not one */
static bool decode_code(struct str in, size_t *at, size_t digits, char *out, size_t *len)
{
	uint32_t code = 0;

	if (in.len - *at < 2 + digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		char c = in.ptr[*at + 2 + i];

		if (!is_hex(c))
			return false;
		code = code << 4 | hex_of(c);
	}
	if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
		return false;
	*len += utf8_put(out + *len, code);
	*at += 2 + digits;
	return true;
}

/* the escape at *at; false: invalid */
static bool decode_escape(struct str in, size_t *at, char *out, size_t *len)
{
	static const char from[] = "nrt\"\\", to[] = "\n\r\t\"\\";
	char c = *at + 1 < in.len ? in.ptr[*at + 1] : '\0';
	const char *found = c ? strchr(from, c) : NULL;

	if (c == 'u' || c == 'U')
		return decode_code(in, at, c == 'u' ? 4 : 8, out, len);
	if (!found)
		return false;
	out[(*len)++] = to[found - from];
	*at += 2;
	return true;
}

int lex_decode(struct lex *l, struct hcl_range content, struct str *out)
{
	struct str in = {l->text.ptr + content.from, content.to - content.from};
	/* no escape is shorter than what it stands for */
	char *text = arena_alloc(l->arena, in.len + 1);
	size_t len = 0;

	for (size_t at = 0; at < in.len;) {
		char c = in.ptr[at];
		bool doubled = (c == '$' || c == '%') && at + 2 < in.len && in.ptr[at + 1] == c &&
			       in.ptr[at + 2] == '{';

		if (c == '\\') {
			if (!decode_escape(in, &at, text, &len))
				return lex_error(l, ASSAY_EINPUT, content.from + at,
					"the escape is invalid");
			continue;
		}
		at += doubled;
		text[len++] = in.ptr[at++];
	}
	*out = (struct str){text, len};
	return ASSAY_OK;
}

static size_t skip_digits(const struct lex *l, size_t n)
{
	while (lex_peek(l, n) >= '0' && lex_peek(l, n) <= '9')
		n++;
	return n;
}

/* the length of the number at the offset; 0: there is none */
static size_t number_length(const struct lex *l)
{
	size_t begin = lex_peek(l, 0) == '-', n = skip_digits(l, begin), more;

	if (n == begin)
		return 0;
	if (lex_peek(l, n) == '.') {
		more = skip_digits(l, n + 1);
		n = more > n + 1 ? more : n;
	}
	if (lex_peek(l, n) == 'e' || lex_peek(l, n) == 'E') {
		size_t sign = lex_peek(l, n + 1) == '-' || lex_peek(l, n + 1) == '+';

		more = skip_digits(l, n + 1 + sign);
		n = more > n + 1 + sign ? more : n;
	}
	return n;
}

static int read_text(struct lex *l, struct hcl_value *v)
{
	bool heredoc = lex_peek(l, 0) == '<', indented = heredoc && lex_peek(l, 2) == '-', plain;
	struct hcl_range content;
	int status = lex_template(l, &plain, &content);

	/* the indentation that "<<-" removes is not computed: such a text is an expression */
	if (status || !plain || indented)
		return status;
	v->kind = HCL_STRING;
	if (!heredoc)
		return lex_decode(l, content, &v->text);
	v->text = (struct str){l->text.ptr + content.from, content.to - content.from};
	if (memchr(v->text.ptr, '\r', v->text.len) || str_contains(v->text, STR("$${")) ||
		str_contains(v->text, STR("%%{")))
		v->kind = HCL_EXPRESSION;
	return ASSAY_OK;
}

static bool is_for(const struct lex *l)
{
	struct lex at = *l;

	at.at++;
	return lex_skip(&at, true) == ASSAY_OK && lex_word(&at) == 3 &&
	       memcmp(at.text.ptr + at.at, "for", 3) == 0;
}

static int close_bracket(struct lex *l, char bracket, bool *closed)
{
	*closed = lex_peek(l, 0) == bracket;
	l->at += *closed;
	return ASSAY_OK;
}

static int read_list(struct lex *l, struct hcl_value *v, size_t depth)
{
	bool closed = false;

	v->kind = HCL_LIST;
	for (l->at++; !closed;) {
		struct hcl_value *item;
		int status = lex_skip(l, true);

		if (!status)
			status = close_bracket(l, ']', &closed);
		if (status || closed)
			return status;
		status = lex_value(&item, l, ENDS_ELEMENT, depth + 1);
		if (!status)
			status = lex_skip(l, true);
		if (status)
			return status;
		list_add(l->arena, &v->items, item);
		if (lex_peek(l, 0) == ',')
			l->at++;
		else if (lex_peek(l, 0) != ']')
			return lex_error(l, ASSAY_EINPUT, l->at, "a list is not closed");
	}
	return ASSAY_OK;
}

/* skip a key that is an expression, to its '=' or ':' */
static int skip_key(struct lex *l)
{
	size_t depth = 0;
	struct hcl_range content;
	bool plain;

	while (l->at < l->text.len) {
		char c = lex_peek(l, 0);

		if (depth == 0 && (lex_is_end(l, ENDS_MEMBER) || c == '=' || c == ':'))
			break;
		if (c == '"' || lex_is_heredoc(l)) {
			int status = lex_template(l, &plain, &content);

			if (status)
				return status;
			continue;
		}
		depth += c == '(' || c == '[' || c == '{';
		depth -= c == ')' || c == ']' || c == '}';
		l->at++;
	}
	return ASSAY_OK;
}

/* the length of the text up to the offset, without blanks at its end */
static size_t trimmed(const struct lex *l, size_t from)
{
	size_t to = l->at;

	while (to > from && (l->text.ptr[to - 1] == ' ' || l->text.ptr[to - 1] == '\t'))
		to--;
	return to - from;
}

/* "aws.west", a key of the argument providers */
static bool is_dotted(const struct lex *l, size_t from)
{
	struct lex at = *l;
	size_t end = from + trimmed(l, from), n = 1;

	for (at.at = from; n > 0 && at.at < end; at.at += lex_peek(&at, 0) == '.') {
		n = lex_word(&at);
		at.at += n;
	}
	return n > 0 && at.at == end && end > from;
}

/* a key: a name, a string, or an expression (ptr NULL) */
static int read_key(struct lex *l, struct str *key)
{
	size_t from = l->at, n = lex_word(l);
	struct hcl_range content;
	bool plain = true;
	int status = ASSAY_OK;

	*key = STR_NONE;
	if (n) {
		*key = (struct str){l->text.ptr + from, n};
		l->at += n;
	} else if (lex_peek(l, 0) == '"') {
		status = lex_template(l, &plain, &content);
		if (!status && plain)
			status = lex_decode(l, content, key);
	}
	if (!status)
		status = lex_skip(l, false);
	if (status || lex_peek(l, 0) == '=' || lex_peek(l, 0) == ':')
		return status;
	*key = STR_NONE;
	status = skip_key(l);
	if (!status && is_dotted(l, from))
		*key = (struct str){l->text.ptr + from, trimmed(l, from)};
	return status;
}

static int read_member(struct lex *l, struct hcl_value *v, size_t depth)
{
	size_t from = l->at;
	struct hcl_value *value;
	struct str key;
	int status = read_key(l, &key);

	if (status)
		return status;
	if (lex_peek(l, 0) != '=' && lex_peek(l, 0) != ':')
		return lex_error(l, ASSAY_EINPUT, l->at, "a member of an object has no value");
	l->at++;
	status = lex_value(&value, l, ENDS_MEMBER, depth + 1);
	if (!status)
		status = lex_count(l);
	if (status)
		return status;
	if (!key.ptr) {
		v->open = true;
		return ASSAY_OK;
	}
	struct hcl_attribute *member = arena_alloc(l->arena, sizeof *member);
	*member = (struct hcl_attribute){l->file, key, {from, value->range.to}, value};
	list_add(l->arena, &v->members, member);
	return ASSAY_OK;
}

static int read_object(struct lex *l, struct hcl_value *v, size_t depth)
{
	bool closed = false;

	v->kind = HCL_OBJECT;
	for (l->at++; !closed;) {
		int status = lex_skip(l, true);

		if (!status)
			status = close_bracket(l, '}', &closed);
		if (status || closed)
			return status;
		status = read_member(l, v, depth);
		if (!status)
			status = lex_skip(l, false);
		if (status)
			return status;
		if (lex_peek(l, 0) == ',' || lex_peek(l, 0) == '\n')
			l->at++;
		else if (lex_peek(l, 0) != '}')
			return lex_error(l, ASSAY_EINPUT, l->at, "an object is not closed");
	}
	return ASSAY_OK;
}

static void read_word(struct lex *l, struct hcl_value *v)
{
	struct str word = {l->text.ptr + l->at, lex_word(l)};

	v->truth = str_is(word, "true");
	if (v->truth || str_is(word, "false"))
		v->kind = HCL_BOOL;
	else if (str_is(word, "null"))
		v->kind = HCL_NULL;
	l->at += word.len;
}

/* the literal at the offset; the kind stays HCL_EXPRESSION if it does not begin with one */
static int read_literal(struct lex *l, struct hcl_value *v, size_t depth)
{
	char c = lex_peek(l, 0);
	size_t number = number_length(l);

	if (c == '"' || lex_is_heredoc(l))
		return read_text(l, v);
	if (c == '[' && !is_for(l))
		return read_list(l, v, depth);
	if (c == '{' && !is_for(l))
		return read_object(l, v, depth);
	if (number) {
		v->kind = HCL_NUMBER;
		v->text = (struct str){l->text.ptr + l->at, number};
		l->at += number;
	} else {
		read_word(l, v);
	}
	return ASSAY_OK;
}

int lex_value(struct hcl_value **out, struct lex *l, enum lex_ends ends, size_t depth)
{
	struct hcl_value *v = arena_alloc(l->arena, sizeof *v);
	int status = lex_count(l);

	if (!status && depth > HCL_DEPTH_MAX)
		status = lex_error(
			l, ASSAY_ELIMIT, l->at, "lists and objects are nested more than 64 deep");
	if (!status)
		status = lex_skip(l, ends == ENDS_ELEMENT);
	if (status)
		return status;
	size_t from = l->at;
	if (lex_is_end(l, ends))
		return lex_error(l, ASSAY_EINPUT, from, "a value is missing");
	status = read_literal(l, v, depth);
	v->range = (struct hcl_range){from, l->at};
	if (!status)
		status = lex_skip(l, ends == ENDS_ELEMENT);
	if (status)
		return status;
	if (v->kind != HCL_EXPRESSION && lex_is_end(l, ends)) {
		l->at = v->range.to;
		*out = v;
		return ASSAY_OK;
	}
	*v = (struct hcl_value){.kind = HCL_EXPRESSION};
	l->at = from;
	v->range.from = from;
	status = lex_expression(l, ends, &v->range.to);
	v->text = (struct str){l->text.ptr + from, v->range.to - from};
	*out = v;
	return status;
}
