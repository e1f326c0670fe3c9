/*
 * identity - the data sources that show what a provider configuration is about.
 *
 * Knows that their types are PROVIDER_region and the like. Must not know any other type.
 */
#include "inventory/terraform/plan.h"
#include "inventory/terraform/source.h"

struct str plan_name_in_provider(const struct plan *p, struct str type)
{
	for (size_t t = 0; t < p->w->n_wanted; t++) {
		struct str provider = planned_type_names(p->w->wanted[t])->provider;
		if (type.len > provider.len + 1 && str_starts(type, provider) &&
			type.ptr[provider.len] == '_')
			return (struct str){
				type.ptr + provider.len + 1, type.len - provider.len - 1};
	}
	return STR_NONE;
}

bool plan_shows_identity(const struct plan *p, struct str type)
{
	struct str name = plan_name_in_provider(p, type);
	return str_is(name, "region") || str_is(name, "caller_identity") ||
	       str_is(name, "partition");
}
