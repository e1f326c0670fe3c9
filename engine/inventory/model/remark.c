/*
 * remark - notes, warnings and errors of a run that are no verdicts, and broken inputs.
 *
 * Knows the inventory's list of remarks only.
 */
#include "inventory/model/build.h"

void remark_add(struct inventory *w, enum remark_level level, const struct source *source,
	struct cursor at, struct str text)
{
	struct remark *r = arena_alloc(w->run, sizeof *r);
	*r = (struct remark){.level = level,
		.text = text,
		.at = at,
		.input = source ? &source->input : NULL,
		.always = level == REMARK_WARNING};
	list_add(w->run, &w->remarks, r);
}

const struct input_error *error_keep(struct arena *a, const struct assay_error *error)
{
	struct input_error *copy = arena_alloc(a, sizeof *copy);
	*copy = (struct input_error){
		error->line, error->column, str_copy(a, str_of(error->message))};
	return copy;
}

void source_break(struct inventory *w, struct source *source, const struct assay_error *why)
{
	source->input.state = INPUT_BROKEN;
	if (why)
		source->input.error = error_keep(w->run, why);
	struct str message = source->input.error->message;
	bool ended = str_ends(message, STR("."));
	/* a remark is a sentence */
	char first = message.len ? message.ptr[0] : '?';
	if (first >= 'a' && first <= 'z')
		first ^= 0x20;
	remark_add(w, REMARK_ERROR, source, NOWHERE,
		str_printf(w->run, "%c%s%s", first, message.len ? message.ptr + 1 : "",
			ended ? "" : "."));
}
