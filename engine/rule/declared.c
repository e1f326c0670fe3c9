/*
 * declared - the places in rule files where types declare fields and commands.
 *
 * Found in the tokens of the files. Must not know what they mean.
 */
#include "rule/declared.h"

#include "rule/lua_tokens.h"
#include "rule/rules.h"

static const struct token *token(const struct list *tokens, size_t i)
{
	return i < tokens->n ? tokens->items[i] : NULL;
}

static const struct lua_file *file_named(const struct rules *r, const char *name)
{
	for (size_t i = 0; i < r->sources.list.n; i++) {
		const struct lua_file *file = r->sources.list.items[i];

		if (file->kind == SOURCE_TYPE && str_is(file->name, name))
			return file;
	}
	return NULL;
}

const struct lua_file *rules_file_of_type(const struct rules *r, const struct type *type, size_t i)
{
	if (i == 0)
		return file_named(r, type->source_name);
	return i <= type->n_added_by ? file_named(r, type->added_by[i - 1]) : NULL;
}

/* The line of a token, before another one if next is not NULL. 0: the file has none. */
static size_t line_of(
	const struct lua_file *file, struct str text, const char *next, struct arena *a)
{
	struct list tokens = {0};

	lua_tokens(&tokens, file->text, a);
	for (size_t i = 0; i < tokens.n; i++)
		if (str_eq(token(&tokens, i)->text, text) &&
			(!next || (i + 1 < tokens.n && token_is(token(&tokens, i + 1), next))))
			return token(&tokens, i)->line;
	return 0;
}

static struct str place_of(const struct rules *r, const struct type *type, struct str text,
	const char *next, size_t *line, struct arena *a)
{
	const struct lua_file *file;

	*line = 0;
	for (size_t i = 0; (file = rules_file_of_type(r, type, i)); i++) {
		*line = line_of(file, text, next, a);
		if (*line)
			return file->name;
	}
	return str_of(type->source_name);
}

struct str rules_place_of_field(const struct rules *r, const struct type *type, struct str field,
	size_t *line, struct arena *a)
{
	return place_of(r, type, field, "=", line, a);
}

struct str rules_place_of_text(const struct rules *r, const struct type *type, struct str text,
	size_t *line, struct arena *a)
{
	struct str uri =
		place_of(r, type, str_printf(a, "\"%.*s\"", STR_ARGS(text)), NULL, line, a);

	return *line ? uri
		     : place_of(r, type, str_printf(a, "'%.*s'", STR_ARGS(text)), NULL, line, a);
}
