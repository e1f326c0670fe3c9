/*
 * load_find - a declared field by its name, for the parts of a type that name fields.
 */
#include "base/nearest.h"
#include "rule/load/load.h"

const struct field *load_find_field(
	struct loader *ld, const char *key, const struct type *t, struct str name)
{
	struct nearest nearest = {.word = name};
	const struct field *f = field_find(t->fields, t->n_fields, name);
	for (size_t i = 0; !f && i < t->n_fields; i++)
		nearest_offer(&nearest, t->fields[i].name);
	bool near = nearest.name.ptr != NULL;
	if (!f)
		load_error(ld, key, "'%.*s' is not a declared field%s%.*s%s", STR_ARGS(name),
			near ? ". Did you mean '" : "", STR_ARGS(near ? nearest.name : STR("")),
			near ? "'?" : "");
	return f;
}
