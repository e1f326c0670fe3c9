/*
 * mentions - the words of a control's file and of the libraries that it requires.
 *
 * Knows tokens. Must not know what is a field.
 */
#include "rule/mentions.h"

#include "rule/lua_tokens.h"

/* The text of a string without its quotes, or a name. */
static struct str word_of(const struct token *t)
{
	bool quoted = t->kind == TOKEN_STRING && t->text.len >= 2;
	return quoted ? (struct str){t->text.ptr + 1, t->text.len - 2} : t->text;
}

void words_add(struct map *words, const struct list *tokens, struct arena *a)
{
	for (size_t i = 0; i < tokens->n; i++) {
		struct token *t = tokens->items[i];
		(void)map_set(a, words, word_of(t), t);
	}
}

/* require "name", require("name") */
static struct str required_by(const struct list *tokens, size_t i)
{
	if (!token_is(tokens->items[i], "require"))
		return STR_NONE;
	for (size_t k = i + 1; k < tokens->n && k <= i + 2; k++) {
		const struct token *t = tokens->items[k];
		if (t->kind == TOKEN_STRING)
			return word_of(t);
	}
	return STR_NONE;
}

void rule_words(struct map *words, const struct lua_files *files, const struct lua_file *file,
	struct arena *a)
{
	struct list queue = {0};
	(void)list_add(a, &queue, (void *)(uintptr_t)file);
	for (size_t q = 0; q < queue.n; q++) {
		const struct lua_file *from = queue.items[q];
		struct list tokens = {0};
		lua_tokens(&tokens, from->text, a);
		words_add(words, &tokens, a);
		for (size_t i = 0; i < tokens.n; i++) {
			bool twice, known = false;
			struct str name = required_by(&tokens, i);
			const struct lua_file *library =
				name.len ? lua_file_library(files, from, name, &twice) : NULL;
			for (size_t k = 0; k < queue.n; k++)
				known = known || queue.items[k] == library;
			if (library && !known)
				(void)list_add(a, &queue, (void *)(uintptr_t)library);
		}
	}
}
