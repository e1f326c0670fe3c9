/*
 * profile.h - a named choice of controls: plain data that rule/ fills.
 */
#ifndef ASSAY_VERDICT_PROFILE_H
#define ASSAY_VERDICT_PROFILE_H

#include "verdict/control.h"

/* What runs if nothing is chosen. */
#define PROFILE_DEFAULT "default"

/* What the inputs can decide: it requires no control. */
#define PROFILE_ALL "all"

/* One of all, framework and controls says which controls it has. */
struct profile {
	struct str name;
	struct str title;
	bool all;             /* every control */
	struct str framework; /* those that declare an id of it, not by analogy */
	const struct str *controls;
	size_t n_controls;
	const char *source_name; /* its rule file */
};

bool profile_has(const struct profile *profile, const struct control *control);

#endif
