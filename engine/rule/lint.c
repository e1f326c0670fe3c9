/*
 * lint - what looks wrong in rule files that load, found in their tokens and declarations.
 *
 * Each problem is probable, not certain: a rule can build names. Must not know any service.
 */
#include "rule/lint.h"

#include "base/map.h"
#include "base/nearest.h"
#include "rule/declared.h"
#include "rule/lua_tokens.h"
#include "rule/mentions.h"
#include "rule/placeholders.h"
#include "rule/rules.h"

struct linter {
	const struct rules *rules;
	struct list *out;
	struct arena *arena;
	struct map used; /* names and strings of controls and libraries */
};

static bool is_own(const struct rules *r, const struct lua_file *file)
{
	bool any = false;

	for (size_t i = 0; i < r->sources.list.n; i++)
		any = any || ((const struct lua_file *)r->sources.list.items[i])->root.len > 0;
	return !any || file->root.len > 0;
}

bool rules_accepts(const struct rules *r, const struct problem *problem)
{
	for (size_t i = 0; i < r->sources.list.n; i++) {
		const struct lua_file *file = r->sources.list.items[i];

		if (!str_eq(file->name, problem->uri))
			continue;
		/* a bundled type that an own file adds to */
		if (!is_own(r, file))
			return true;
		if (problem->line)
			return str_contains(
				source_line(file->text, problem->line), STR("-- lint: "));
	}
	return false;
}

void problem_add(
	struct list *out, struct arena *a, struct str uri, size_t line, const char *format, ...)
{
	struct problem *problem = arena_alloc(a, sizeof *problem);
	char text[512];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	*problem = (struct problem){uri, line, str_copy(a, str_of(text))};
	(void)list_add(a, out, problem);
}

static const struct token *token(const struct list *tokens, size_t i)
{
	return i < tokens->n ? tokens->items[i] : NULL;
}

static void lint_texts(struct linter *l, const struct lua_file *file)
{
	struct list misfits = {0};

	placeholders_check(&misfits, file, l->arena);
	for (size_t i = 0; i < misfits.n; i++) {
		const struct misfit *m = misfits.items[i];

		problem_add(l->out, l->arena, file->name, m->line, "%s", m->text);
	}
}

/* ---- names ---- */

static bool declares(const struct field *fields, size_t n, struct str name, struct nearest *nearest)
{
	for (size_t i = 0; i < n; i++) {
		const struct field *f = &fields[i];

		nearest_offer(nearest, f->name);
		if (str_eq(f->name, name))
			return true;
		while (f->of)
			f = f->of;
		if (declares(f->fields, f->n_fields, name, nearest))
			return true;
	}
	return false;
}

static bool is_upper(struct str name)
{
	return name.len > 1 && name.ptr[0] >= 'A' && name.ptr[0] <= 'Z';
}

/* "thing.Name": a field of one of the types that the control reads; of a library, of any type */
static void lint_name(struct linter *l, const struct lua_file *file, const struct control *control,
	const struct token *t)
{
	struct nearest nearest = {.word = t->text};
	size_t n;
	const struct type *const *types = rules_types(l->rules, &n);

	for (size_t i = 0; i < n; i++) {
		bool reads = !control;

		for (size_t k = 0; control && k < control->n_reads; k++)
			reads = reads || str_eq(control->reads[k], types[i]->name);
		if (reads && declares(types[i]->fields, types[i]->n_fields, t->text, &nearest))
			return;
	}
	problem_add(l->out, l->arena, file->name, t->line,
		"No type that is read here declares the field %.*s%s%.*s%s", STR_ARGS(t->text),
		nearest.name.ptr ? ". Did you mean " : ".", STR_ARGS(nearest.name),
		nearest.name.ptr ? "?" : "");
}

/* True if the parameter is read, or all of them are passed on. */
static bool reads_param(const struct list *tokens, struct str name)
{
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *next = token(tokens, i + 1), *after = token(tokens, i + 2);

		/* the names of parameters of a function read nothing */
		if (token_is(token(tokens, i), "function"))
			while (token(tokens, i) && !token_is(token(tokens, i), ")"))
				i++;
		if (!token_is(token(tokens, i), "params") || token_is(next, "="))
			continue;
		if (!token_is(next, ".") || (after && str_eq(after->text, name)))
			return true;
	}
	return false;
}

static void lint_params(struct linter *l, const struct lua_file *file,
	const struct control *control, const struct list *tokens)
{
	for (size_t k = 0; k < control->n_params; k++) {
		struct str name = control->params[k].name;

		if (!reads_param(tokens, name))
			problem_add(l->out, l->arena, file->name, lua_file_line_of_key(file, name),
				"The parameter '%.*s' is never read.", STR_ARGS(name));
	}
}

static const struct control *control_of(const struct rules *r, const struct lua_file *file)
{
	for (size_t i = 0; i < r->controls.n; i++) {
		const struct rule *rule = r->controls.items[i];

		if (rule->source == file)
			return &rule->control;
	}
	return NULL;
}

/* "Name =": a key of a table of the file itself */
static bool is_key(const struct list *tokens, struct str name)
{
	for (size_t i = 0; i + 1 < tokens->n; i++)
		if (str_eq(token(tokens, i)->text, name) && token_is(token(tokens, i + 1), "="))
			return true;
	return false;
}

static void lint_file(struct linter *l, const struct lua_file *file, const struct list *tokens)
{
	const struct control *control = control_of(l->rules, file);

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *t = token(tokens, i);
		bool member = i > 0 && token_is(token(tokens, i - 1), ".");

		if (member && t->kind == TOKEN_NAME && is_upper(t->text) &&
			!is_key(tokens, t->text))
			lint_name(l, file, control, t);
	}
	lint_texts(l, file);
	if (control)
		lint_params(l, file, control, tokens);
}

/* ---- fields ---- */

static bool is_used(const struct linter *l, struct str name)
{
	return map_get(&l->used, name) != NULL;
}

static bool is_in_arguments(const struct type *type, struct str name, struct arena *a)
{
	struct str braces = str_printf(a, "{%.*s}", STR_ARGS(name));

	for (size_t i = 0; i < type->n_commands; i++)
		if (str_contains(type->commands[i].arguments, braces) ||
			str_contains(type->commands[i].file, braces))
			return true;
	return false;
}

/* the text of another field is made of it */
static bool makes_another(const struct type *type, const struct field *f)
{
	for (size_t i = 0; i < type->n_fields; i++)
		for (size_t k = 0; k < type->fields[i].n_made; k++)
			if (type->fields[i].made[k].field == f)
				return true;
	return false;
}

static void lint_fields(
	struct linter *l, const struct type *type, const struct field *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct field *f = &fields[i], *inner = f;
		size_t line;
		struct str uri;

		while (inner->of)
			inner = inner->of;
		/* a closed object must declare all of its members, also those that no rule reads */
		if (!inner->closed)
			lint_fields(l, type, inner->fields, inner->n_fields);
		if (f == type->key || f == type->label || f == type->in_accounts ||
			f == type->in_regions || f->n_made || makes_another(type, f) ||
			is_used(l, f->name) || is_in_arguments(type, f->name, l->arena))
			continue;
		uri = rules_place_of_field(l->rules, type, f->name, &line, l->arena);
		problem_add(l->out, l->arena, uri, line,
			"No control or library reads the field %.*s.", STR_ARGS(f->name));
	}
}

bool rules_lints_type(const struct rules *r, const struct type *type)
{
	const struct lua_file *file;

	for (size_t i = 0; (file = rules_file_of_type(r, type, i)); i++)
		if (is_own(r, file))
			return true;
	return false;
}

void rules_lint(const struct rules *r, struct list *out, struct arena *a)
{
	struct linter l = {.rules = r, .out = out, .arena = a};
	size_t n;
	const struct type *const *types = rules_types(r, &n);

	for (size_t i = 0; i < r->sources.list.n; i++) {
		const struct lua_file *file = r->sources.list.items[i];
		struct list tokens = {0};

		if (file->kind == SOURCE_TYPE || file->kind == SOURCE_PROFILE)
			continue;
		lua_tokens(&tokens, file->text, a);
		words_add(&l.used, &tokens, a);
		if (is_own(r, file))
			lint_file(&l, file, &tokens);
	}
	for (size_t i = 0; i < n; i++)
		if (rules_lints_type(r, types[i]))
			lint_fields(&l, types[i], types[i]->fields, types[i]->n_fields);
}
