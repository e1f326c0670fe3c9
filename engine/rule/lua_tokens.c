/*
 * lua_tokens - a scanner of Lua 5.4's lexical conventions.
 *
 * For source that the loader accepted; other text gives tokens without a meaning, never an error.
 */
#include "rule/lua_tokens.h"

struct scanner {
	struct str source;
	size_t at, line;
};

static bool is_letter(char c)
{
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char peek(const struct scanner *s, size_t ahead)
{
	return s->at + ahead < s->source.len ? s->source.ptr[s->at + ahead] : '\0';
}

static void step(struct scanner *s, size_t n)
{
	for (; n > 0 && s->at < s->source.len; n--)
		s->line += s->source.ptr[s->at++] == '\n';
}

/* at "[[" or "[=*[": step behind the closing bracket. False: no long bracket is here. */
static bool step_long(struct scanner *s)
{
	size_t level = 0;

	while (peek(s, 1 + level) == '=')
		level++;
	if (peek(s, 0) != '[' || peek(s, 1 + level) != '[')
		return false;
	step(s, level + 2);
	while (s->at < s->source.len) {
		size_t equals = 0;

		if (peek(s, 0) == ']')
			while (peek(s, 1 + equals) == '=')
				equals++;
		if (peek(s, 0) == ']' && equals == level && peek(s, 1 + equals) == ']') {
			step(s, level + 2);
			return true;
		}
		step(s, 1);
	}
	return true;
}

static void step_comment(struct scanner *s)
{
	step(s, 2);
	if (step_long(s))
		return;
	while (s->at < s->source.len && peek(s, 0) != '\n')
		step(s, 1);
}

static void step_string(struct scanner *s)
{
	char quote = peek(s, 0);

	step(s, 1);
	while (s->at < s->source.len && peek(s, 0) != quote && peek(s, 0) != '\n')
		step(s, peek(s, 0) == '\\' ? 2 : 1);
	step(s, 1);
}

static size_t sign_length(const struct scanner *s)
{
	static const char *const signs[] = {
		"...", "<<", ">>", "//", "==", "~=", "<=", ">=", "::", ".."};

	for (size_t i = 0; i < LENGTH_OF(signs); i++) {
		size_t len = strlen(signs[i]);

		if (s->source.len - s->at >= len &&
			memcmp(s->source.ptr + s->at, signs[i], len) == 0)
			return len;
	}
	return 1;
}

static enum token_kind step_token(struct scanner *s)
{
	char c = peek(s, 0);

	if (is_letter(c)) {
		while (is_letter(peek(s, 0)) || is_digit(peek(s, 0)))
			step(s, 1);
		return TOKEN_NAME;
	}
	if (is_digit(c)) {
		while (is_letter(peek(s, 0)) || is_digit(peek(s, 0)) || peek(s, 0) == '.')
			step(s, 1);
		return TOKEN_NUMBER;
	}
	if (c == '"' || c == '\'') {
		step_string(s);
		return TOKEN_STRING;
	}
	if (c == '[' && step_long(s))
		return TOKEN_STRING;
	step(s, sign_length(s));
	return TOKEN_SIGN;
}

void lua_tokens(struct list *out, struct str source, struct arena *a)
{
	struct scanner s = {source, 0, 1};

	while (s.at < source.len) {
		struct token *token;
		size_t from = s.at, line = s.line;
		char c = peek(&s, 0);

		if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
			step(&s, 1);
			continue;
		}
		if (c == '-' && peek(&s, 1) == '-') {
			step_comment(&s);
			continue;
		}
		token = arena_alloc(a, sizeof *token);
		token->kind = step_token(&s);
		token->text = (struct str){source.ptr + from, s.at - from};
		token->at = from;
		token->line = line;
		(void)list_add(a, out, token);
	}
}

bool token_is(const struct token *t, const char *text)
{
	return t && t->kind != TOKEN_STRING && str_is(t->text, text);
}

bool token_is_plain_name(const struct token *t)
{
	static const char *const keywords[] = {"and", "break", "do", "else", "elseif", "end",
		"false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or",
		"repeat", "return", "then", "true", "until", "while"};

	if (!t || t->kind != TOKEN_NAME)
		return false;
	for (size_t i = 0; i < LENGTH_OF(keywords); i++)
		if (str_is(t->text, keywords[i]))
			return false;
	return true;
}

struct str source_line(struct str source, size_t line)
{
	const char *end;

	for (; line > 1; line--) {
		end = memchr(source.ptr, '\n', source.len);
		if (!end)
			return STR_NONE;
		source.len -= (size_t)(end + 1 - source.ptr);
		source.ptr = end + 1;
	}
	end = memchr(source.ptr, '\n', source.len);
	return (struct str){source.ptr, end ? (size_t)(end - source.ptr) : source.len};
}
