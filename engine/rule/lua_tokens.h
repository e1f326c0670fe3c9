/*
 * lua_tokens.h - Lua source as tokens, for tools that change or check it.
 */
#ifndef ASSAY_RULE_LUA_TOKENS_H
#define ASSAY_RULE_LUA_TOKENS_H

#include "base/base.h"

enum token_kind { TOKEN_NAME, TOKEN_NUMBER, TOKEN_STRING, TOKEN_SIGN };

/* A keyword is a TOKEN_NAME. */
struct token {
	enum token_kind kind;
	struct str text;
	size_t at, line;
};

/* All tokens (struct token, in the arena), without comments. What is not Lua becomes signs. */
void lua_tokens(struct list *out, struct str source, struct arena *a);

/* True if it is this keyword, name or sign. */
bool token_is(const struct token *t, const char *text);

/* A name that is not a keyword. */
bool token_is_plain_name(const struct token *t);

/* A line of source, from 1, without its end; ptr NULL: there are fewer. */
struct str source_line(struct str source, size_t line);

#endif
