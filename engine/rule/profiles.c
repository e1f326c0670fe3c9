/*
 * profiles - errors about names of profiles.
 */
#include "base/nearest.h"
#include "rule/rules.h"

int rules_no_profile(const struct rules *r, struct str name, struct assay_error *err)
{
	struct nearest nearest = {.word = name};
	for (size_t i = 0; i < r->profiles.n; i++)
		nearest_offer(&nearest, ((const struct profile *)r->profiles.items[i])->name);
	if (nearest.name.ptr)
		return error_set(err, ASSAY_EUSAGE,
			"there is no profile '%.*s'. Did you mean '%.*s'?", STR_ARGS(name),
			STR_ARGS(nearest.name));
	return error_set(err, ASSAY_EUSAGE,
		"there is no profile '%.*s'. 'assay rules' lists the profiles", STR_ARGS(name));
}
