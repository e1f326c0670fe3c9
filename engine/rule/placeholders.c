/*
 * placeholders - compares the constant texts of a rule file with their arguments.
 *
 * Reads tokens, so it decides only what a call writes out: another text or another table of
 * arguments is skipped. Knows fail, note and ambiguous. Must not know any service.
 */
#include "rule/placeholders.h"

#include "base/map.h"
#include "base/nearest.h"
#include "rule/lua_tokens.h"
#include "verdict/result.h"

struct checker {
	const struct lua_file *file;
	struct list tokens;
	struct list *out;
	struct arena *arena;
};

/* tokens from..to-1 */
struct range {
	size_t from, to;
};

/* the names in a text or a table; open: there may be others */
struct names {
	struct map map; /* struct token */
	bool open;
};

static const struct token *token(const struct checker *c, size_t i)
{
	return i < c->tokens.n ? c->tokens.items[i] : NULL;
}

static bool is_string(const struct token *t)
{
	return t && t->kind == TOKEN_STRING;
}

/* a string whose source is its text between two quotes */
static bool is_plain_string(const struct token *t)
{
	return is_string(t) && t->text.len > 2 && t->text.ptr[0] != '[' &&
	       !memchr(t->text.ptr, '\\', t->text.len);
}

static bool opens(const struct token *t)
{
	return token_is(t, "(") || token_is(t, "{") || token_is(t, "[") ||
	       token_is(t, "function") || token_is(t, "if") || token_is(t, "do");
}

static bool closes(const struct token *t)
{
	return token_is(t, ")") || token_is(t, "}") || token_is(t, "]") || token_is(t, "end");
}

/* The next argument of a call: *at is its opening bracket or a comma, then the sign behind the
 * argument. Empty: there is none. */
static struct range next_argument(const struct checker *c, size_t *at)
{
	struct range r = {*at + 1, *at + 1};
	size_t depth = 0;

	if (!token_is(token(c, *at), "(") && !token_is(token(c, *at), ","))
		return r;
	for (const struct token *t; (t = token(c, r.to)); r.to++) {
		if (depth == 0 && (token_is(t, ",") || token_is(t, ")")))
			break;
		depth += opens(t);
		depth -= depth > 0 && closes(t);
	}
	*at = r.to;
	return r;
}

/* True if the file gives another meaning to the name of a function of the engine. */
static bool is_redefined(const struct checker *c, const char *name)
{
	bool declares = false;

	for (size_t i = 0; i < c->tokens.n; i++) {
		const struct token *t = token(c, i);

		/* "local note = note" does not */
		if (declares && token_is(t, name) && token(c, i + 2) &&
			!(token_is(token(c, i + 1), "=") && token_is(token(c, i + 2), name)))
			return true;
		if (token_is(t, "local") || token_is(t, "function") || token_is(t, "for"))
			declares = true;
		else if (!token_is(t, ",") && !token_is(t, "(") && !token_is_plain_name(t))
			declares = false;
	}
	return false;
}

/* ---- the two sides ---- */

/* { name = value, ["name"] = value } */
static void read_table(const struct checker *c, struct range r, struct names *arguments)
{
	size_t depth = 0;

	for (size_t i = r.from; i < r.to; i++) {
		const struct token *t = token(c, i), *next = token(c, i + 1);

		if (depth == 1 && token_is_plain_name(t) && token_is(next, "="))
			(void)map_set(c->arena, &arguments->map, t->text, c->tokens.items[i]);
		if (depth == 1 && token_is(t, "[") && is_plain_string(next))
			(void)map_set(c->arena, &arguments->map,
				(struct str){next->text.ptr + 1, next->text.len - 2},
				c->tokens.items[i + 1]);
		else if (depth == 1 && token_is(t, "["))
			arguments->open = true;
		depth += opens(t);
		depth -= depth > 0 && closes(t);
		/* there is more than the table */
		arguments->open = arguments->open || (depth == 0 && i + 1 < r.to);
	}
}

static struct names read_arguments(const struct checker *c, struct range r)
{
	struct names arguments = {0};

	if (token_is(token(c, r.from), "{") && r.to > r.from)
		read_table(c, r, &arguments);
	else
		arguments.open =
			r.to > r.from && !(r.to == r.from + 1 && token_is(token(c, r.from), "nil"));
	return arguments;
}

static bool joins(const struct token *t)
{
	return token_is(t, "..") || token_is(t, "and") || token_is(t, "or") || token_is(t, "(");
}

static void add_misfit(const struct checker *c, size_t at, bool unused, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static void add_misfit(const struct checker *c, size_t at, bool unused, const char *format, ...)
{
	struct misfit *misfit = arena_alloc(c->arena, sizeof *misfit);
	struct str source = c->file->text;
	size_t begin = at;
	va_list args;

	misfit->unused = unused;
	misfit->line = 1;
	while (begin > 0 && source.ptr[begin - 1] != '\n')
		begin--;
	for (size_t i = 0; i < begin; i++)
		misfit->line += source.ptr[i] == '\n';
	misfit->column = 1 + utf8_utf16_units(source.ptr + begin, at - begin);
	va_start(args, format);
	(void)vsnprintf(misfit->text, sizeof misfit->text, format, args);
	va_end(args);
	(void)list_add(c->arena, c->out, misfit);
}

static int offer(void *payload, struct str key, void *value)
{
	(void)value;
	nearest_offer(payload, key);
	return 0;
}

static void check_string(const struct checker *c, const struct token *text,
	const struct names *arguments, struct names *placeholders)
{
	struct str name;

	for (size_t at = 0; placeholder_next(text->text, &at, &name);) {
		struct nearest nearest = {.word = name};

		(void)map_set(c->arena, &placeholders->map, name, (void *)(uintptr_t)text);
		if (arguments->open || map_get(&arguments->map, name))
			continue;
		(void)map_each(&arguments->map, offer, &nearest);
		add_misfit(c, (size_t)(name.ptr - 1 - c->file->text.ptr), false,
			"The text has the placeholder {%.*s}, but no argument of this name. "
			"%s%.*s%s",
			STR_ARGS(name), nearest.name.ptr ? "Did you mean {" : "Add '",
			STR_ARGS(nearest.name.ptr ? nearest.name : name),
			nearest.name.ptr ? "}?" : "' to the arguments.");
	}
}

/* the strings of an expression that can be a part of its value */
static void check_text(const struct checker *c, struct range r, const struct names *arguments,
	struct names *placeholders)
{
	size_t depth = 0, groups = 0;

	for (size_t i = r.from; i < r.to; i++) {
		const struct token *t = token(c, i), *next = token(c, i + 1);
		bool begins = i == r.from || joins(token(c, i - 1));

		placeholders->open |= !is_string(t) && !token_is(t, "..");
		if (depth == 0 && begins && token_is(t, "("))
			groups++;
		else if (depth == 0 && groups && token_is(t, ")"))
			groups--;
		else if (depth == 0 && begins && is_string(t) && !token_is(next, "==") &&
			 !token_is(next, "~="))
			check_string(c, t, arguments, placeholders);
		else if (closes(t))
			depth -= depth > 0;
		else
			depth += opens(t);
	}
}

struct unused {
	const struct checker *checker;
	const struct names *placeholders;
};

static int check_use(void *payload, struct str key, void *value)
{
	const struct unused *u = payload;
	const struct token *t = value;

	if (!map_get(&u->placeholders->map, key))
		add_misfit(u->checker, t->at, true,
			"The text has no placeholder for the argument '%.*s'.", STR_ARGS(key));
	return 0;
}

/* (handle, field, "text", { name = value }, ...) */
static void check_call(const struct checker *c, size_t at)
{
	struct names arguments, placeholders = {0};
	struct range text;

	(void)next_argument(c, &at);
	(void)next_argument(c, &at);
	text = next_argument(c, &at);
	arguments = read_arguments(c, next_argument(c, &at));
	check_text(c, text, &arguments, &placeholders);
	if (!placeholders.open)
		(void)map_each(&arguments.map, check_use, &(struct unused){c, &placeholders});
}

void placeholders_check(struct list *out, const struct lua_file *file, struct arena *a)
{
	static const char *const calls[] = {"fail", "note", "ambiguous"};
	struct checker c = {.file = file, .out = out, .arena = a};
	bool redefined[LENGTH_OF(calls)];

	lua_tokens(&c.tokens, file->text, a);
	for (size_t k = 0; k < LENGTH_OF(calls); k++)
		redefined[k] = is_redefined(&c, calls[k]);
	for (size_t i = 0; i < c.tokens.n; i++) {
		const struct token *before = i > 0 ? token(&c, i - 1) : NULL;

		for (size_t k = 0; k < LENGTH_OF(calls); k++)
			if (!redefined[k] && token_is(token(&c, i), calls[k]) &&
				token_is(token(&c, i + 1), "(") && !token_is(before, ".") &&
				!token_is(before, ":"))
				check_call(&c, i + 1);
	}
}
