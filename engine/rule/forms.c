/*
 * forms - compares the commands of all types: form of the output, names of files.
 *
 * Knows declared commands. Must not know any service.
 */
#include "rule/forms.h"

#include "inventory/export/file_name.h"
#include "rule/declared.h"
#include "rule/rules.h"

static int refuse(const struct rules *r, const struct type *type, const struct command *c,
	const struct command *other, struct arena *a, struct assay_error *err)
{
	size_t line;
	struct str uri = rules_place_of_text(r, type, c->name, &line, a);
	const char *space = memchr(c->name.ptr, ' ', c->name.len);

	return error_at(err, ASSAY_ERULE, uri.ptr, line, 0,
		"commands.%.*s: nothing but an envelope tells its output from that of '%.*s': the "
		"form and the file name are the same. Add file = \"%.*s-%s%s%.*s%s.json\"",
		STR_ARGS(c->name), STR_ARGS(other->name), (int)(space - c->name.ptr), c->name.ptr,
		space + 1, type->singleton ? "" : ".{",
		STR_ARGS(type->singleton ? STR("") : type->label->name),
		type->singleton ? "" : "}");
}

/* the first command of other types, and of this one before it, that is ambiguous with c */
static const struct command *find_other(
	const struct rules *r, size_t type, size_t command, const struct command *c)
{
	for (size_t t = 0; t <= type; t++) {
		const struct type *other = r->types.items[t];
		size_t n = t == type ? command : other->n_commands;

		for (size_t i = 0; i < n; i++)
			if (commands_are_ambiguous(c, &other->commands[i]))
				return &other->commands[i];
	}
	return NULL;
}

int forms_check(const struct rules *r, struct arena *a, struct assay_error *err)
{
	for (size_t t = 0; t < r->types.n; t++) {
		const struct type *type = r->types.items[t];

		for (size_t i = 0; i < type->n_commands; i++) {
			const struct command *c = &type->commands[i],
					     *other = find_other(r, t, i, c);

			if (other)
				return refuse(r, type, c, other, a, err);
		}
	}
	return ASSAY_OK;
}
