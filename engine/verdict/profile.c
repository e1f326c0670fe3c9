/*
 * profile - which controls a profile has.
 */
#include "verdict/profile.h"

static bool has_framework(const struct control *control, struct str name)
{
	for (size_t i = 0; i < control->n_frameworks; i++) {
		const struct framework *f = &control->frameworks[i];
		if (!f->by_analogy && str_eq(f->name, name))
			return true;
	}
	return false;
}

bool profile_has(const struct profile *profile, const struct control *control)
{
	if (profile->all)
		return true;
	if (profile->framework.ptr)
		return has_framework(control, profile->framework);
	for (size_t i = 0; i < profile->n_controls; i++) {
		if (str_eq(profile->controls[i], control->id))
			return true;
	}
	return false;
}
