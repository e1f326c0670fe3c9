/*
 * mutants - small changes of Lua source, found in its tokens.
 *
 * A change that does not compile, or that every test notices at once, does no harm. Must not know
 * what a rule is about.
 */
#include "rule/mutants.h"

#include "rule/lua_tokens.h"

struct finder {
	struct list *out;
	struct list tokens; /* struct token */
	struct str text;
	struct arena *arena;
};

static const struct token *token(const struct finder *f, size_t i)
{
	return i < f->tokens.n ? f->tokens.items[i] : NULL;
}

static void add(
	struct finder *f, const struct token *from, size_t len, struct str by, const char *what)
{
	struct mutant *m = arena_alloc(f->arena, sizeof *m);

	*m = (struct mutant){from->at, len, by, from->line, str_copy(f->arena, str_of(what))};
	(void)list_add(f->arena, f->out, m);
}

/* replace one token */
static void replace(struct finder *f, const struct token *t, const char *by)
{
	char what[100];

	snprintf(what, sizeof what, "'%.*s' becomes '%s'",
		(int)(t->text.len < 40 ? t->text.len : 40), t->text.ptr, by);
	add(f, t, t->text.len, str_copy(f->arena, str_of(by)), what);
}

static void replace_sign(struct finder *f, const struct token *t)
{
	static const char *const pairs[][2] = {{"==", "~="}, {"~=", "=="}, {"<", "<="}, {"<=", "<"},
		{">", ">="}, {">=", ">"}, {"and", "or"}, {"or", "and"}, {"true", "false"},
		{"false", "true"}};

	for (size_t i = 0; i < LENGTH_OF(pairs); i++)
		if (token_is(t, pairs[i][0]))
			replace(f, t, pairs[i][1]);
	if (token_is(t, "not"))
		add(f, t, t->text.len, STR("   "), "'not' is dropped");
}

static void replace_constant(struct finder *f, size_t i)
{
	const struct token *t = token(f, i), *before = i ? token(f, i - 1) : NULL;
	const struct token *after = token(f, i + 1);
	char by[64];

	if (t->kind == TOKEN_NUMBER && t->text.len < 20) {
		snprintf(by, sizeof by, "(%.*s + 1)", STR_ARGS(t->text));
		replace(f, t, by);
	} else if (t->kind == TOKEN_STRING &&
		   (token_is(before, "==") || token_is(before, "~=") || token_is(after, "==") ||
			   token_is(after, "~="))) {
		replace(f, t, "\"another text\"");
	}
}

static bool opens(const struct token *t)
{
	return token_is(t, "(") || token_is(t, "{") || token_is(t, "[");
}

static bool closes(const struct token *t)
{
	return token_is(t, ")") || token_is(t, "}") || token_is(t, "]");
}

/* ---- conditions ---- */

/* "if CONDITION then" without a comparison, which other changes cover */
static void negate(struct finder *f, size_t i)
{
	const struct token *first = token(f, i + 1), *last;
	size_t depth = 0, end = i + 1;

	if (!first || token_is(first, "not"))
		return;
	for (; token(f, end) && (depth > 0 || !token_is(token(f, end), "then")); end++) {
		const struct token *t = token(f, end);

		depth += opens(t) || token_is(t, "function");
		depth -= depth > 0 && (closes(t) || token_is(t, "end"));
		if (depth == 0 &&
			(token_is(t, "==") || token_is(t, "~=") || token_is(t, "<") ||
				token_is(t, ">") || token_is(t, "<=") || token_is(t, ">=")))
			return;
	}
	last = token(f, end - 1);
	if (!token(f, end) || end == i + 1)
		return;
	struct str condition = {first->text.ptr, last->at + last->text.len - first->at};

	add(f, first, condition.len, str_printf(f->arena, "not (%.*s)", STR_ARGS(condition)),
		"the condition is negated");
}

/* ---- statements ---- */

/* True if a statement may begin behind this token. */
static bool ends_statement(const struct token *t, const struct token *next)
{
	static const char *const before[] = {"then", "do", "else", "repeat", ";", "end", ")"};
	static const char *const inside[] = {"and", "or", "not", "return", "in", "local",
		"function", "if", "elseif", "while", "until", "for", "goto"};

	for (size_t i = 0; i < LENGTH_OF(before); i++)
		if (token_is(t, before[i]))
			return true;
	for (size_t i = 0; i < LENGTH_OF(inside); i++)
		if (token_is(t, inside[i]))
			return false;
	return t->line < next->line && (t->kind != TOKEN_SIGN || closes(t));
}

/* the index behind the brackets that open at i */
static size_t skip_brackets(const struct finder *f, size_t i)
{
	size_t depth = 0;

	for (; token(f, i); i++) {
		depth += opens(token(f, i));
		depth -= closes(token(f, i)) && depth > 0;
		if (depth == 0)
			return i + 1;
	}
	return i;
}

/* the index behind the call that is a statement at i; i: there is none */
static size_t skip_call(const struct finder *f, size_t i)
{
	size_t at = i + 1;
	bool called = false;

	for (const struct token *t = token(f, at); t; t = token(f, at)) {
		if (token_is(t, ".") || token_is(t, ":")) {
			at += 2;
			called = false;
		} else if (token_is(t, "(") || token_is(t, "{") || token_is(t, "[")) {
			called = !token_is(t, "[");
			at = skip_brackets(f, at);
		} else if (t->kind == TOKEN_STRING) {
			called = true;
			at++;
		} else {
			break;
		}
	}
	if (!called || token_is(token(f, at), "=") || token_is(token(f, at), ","))
		return i;
	return at;
}

/* the index behind "NAME... = EXPRESSION" that ends with its line; i: there is none */
static size_t skip_assignment(const struct finder *f, size_t i)
{
	size_t depth = 0, at = i;
	bool assigns = false;
	const struct token *t;

	for (; (t = token(f, at)) && (depth > 0 || t->line == token(f, i)->line); at++) {
		depth += opens(t) || token_is(t, "function");
		if ((closes(t) || token_is(t, "end")) && depth == 0)
			break;
		depth -= closes(t) || token_is(t, "end");
		assigns = assigns || (depth == 0 && token_is(t, "="));
		if (depth == 0 && (token_is(t, "if") || token_is(t, "do") || token_is(t, ",")))
			return i;
	}
	return assigns && ends_statement(token(f, at - 1), t ? t : token(f, at - 1)) ? at : i;
}

static void drop(struct finder *f, size_t i)
{
	const struct token *first = token(f, i), *last;
	size_t end = skip_call(f, i);

	if (end == i)
		end = skip_assignment(f, i);
	if (end == i)
		return;
	last = token(f, end - 1);
	add(f, first, last->at + last->text.len - first->at, STR("do end"),
		"the statement is dropped");
}

/* "return EXPRESSION" on one line becomes "return nil" */
static void drop_result(struct finder *f, size_t i)
{
	const struct token *first = token(f, i + 1), *last = NULL;
	size_t depth = 0;

	for (size_t at = i + 1; token(f, at) && token(f, at)->line == token(f, i)->line; at++) {
		const struct token *t = token(f, at);

		if (depth == 0 && (token_is(t, "end") || token_is(t, "else") || closes(t)))
			break;
		depth += opens(t) || token_is(t, "function");
		depth -= depth > 0 && (closes(t) || token_is(t, "end"));
		last = t;
	}
	if (last && depth == 0 && !token_is(first, "nil"))
		add(f, first, last->at + last->text.len - first->at, STR("nil"),
			"the result is dropped");
}

/* ---- all ---- */

static void visit(struct finder *f, size_t i)
{
	const struct token *t = token(f, i), *before = i ? token(f, i - 1) : NULL;

	replace_sign(f, t);
	replace_constant(f, i);
	if (token_is(t, "if") || token_is(t, "elseif"))
		negate(f, i);
	if (token_is(t, "return"))
		drop_result(f, i);
	if (token_is_plain_name(t) && before && ends_statement(before, t))
		drop(f, i);
}

void mutants_find(struct list *out, struct str text, struct arena *a)
{
	struct finder f = {.out = out, .text = text, .arena = a};
	struct list open = {0}; /* the keywords of the blocks around */
	size_t functions = 0;

	lua_tokens(&f.tokens, text, a);
	for (size_t i = 0; i < f.tokens.n; i++) {
		struct token *t = f.tokens.items[i];

		if (token_is(t, "function") || token_is(t, "do") || token_is(t, "if")) {
			(void)list_add(a, &open, t);
			functions += token_is(t, "function");
		}
		if (functions > 0)
			visit(&f, i);
		if (token_is(t, "end") && open.n > 0)
			functions -= token_is(open.items[--open.n], "function");
	}
}

struct str mutant_text(const struct mutant *m, struct str text, struct arena *a)
{
	return str_printf(a, "%.*s%.*s%.*s", (int)m->at, text.ptr, STR_ARGS(m->by),
		(int)(text.len - m->at - m->len), text.ptr + m->at + m->len);
}
