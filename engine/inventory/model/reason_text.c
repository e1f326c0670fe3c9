/*
 * reason_text - the sentences of reasons: why something is unknown, and what resolves it.
 *
 * "%1" stands for the first argument, up to "%9". A sentence has no period: reports put it into
 * others. Must not know where a reason comes from.
 */
#include "inventory/model/reason_text.h"

#include "base/base.h"

#define EXPORT_AGAIN "export both again, or delete the older one"

static const struct {
	enum reason_code code;
	const char *what, *resolve;
} texts[N_REASON_TEXTS] = {
	[WHY_FIELD_NOT_EXPORTED] = {REASON_NOT_EXPORTED, "%1 of %2 was not exported", "%3"},
	[WHY_FIELD_NOT_FROM_HOME] = {REASON_NOT_EXPORTED,
		"%1 of %2 was not exported from its home Region", "%3"},
	[WHY_FIELD_IN_NO_EXPORT] = {REASON_NOT_IN_SOURCE, "no export contains %1 of %2", ""},
	[WHY_FIELD_FAILED] = {REASON_EXPORT_FAILED, "%1 of %2: %3 failed in %4: %5", "%6"},
	[WHY_FIELD_DIFFERS] = {REASON_CONFLICT, "%1 of %2 differs between %3 and %4", EXPORT_AGAIN},
	[WHY_FIELD_DIFFERS_FROM] = {REASON_CONFLICT, "%3 has another value of %1 of %2 than %4",
		EXPORT_AGAIN},
	[WHY_EXPORT_UNBOUND] = {REASON_UNBOUND, "1 %1 export cannot be matched with a %2",
		"name it %1.NAME.json, beside the list that contains the %2"},
	[WHY_EXPORTS_UNBOUND] = {REASON_UNBOUND, "%3 %1 exports cannot be matched with a %2",
		"name it %1.NAME.json, beside the list that contains the %2"},
	[WHY_TWO_SPELLINGS] = {REASON_CONFLICT, "%1 has both %2 and %3",
		"the export as the command prints it"},
	[WHY_LISTED_BY_ONE] = {REASON_CONFLICT,
		"%2 contains %1, but %3 lists all %4 of %5 without it", EXPORT_AGAIN},
	[WHY_OMITTED_BY_ONE] = {REASON_CONFLICT,
		"%3 lists all %4 of %5 without %1, which %2 contains", EXPORT_AGAIN},
	[WHY_LIST_FAILED] = {REASON_EXPORT_FAILED, "the %1 of %2: %4 failed in %5: %6", "%3"},
	[WHY_LIST_LACKS_KEY] = {REASON_EXPORT_FAILED,
		"the %1 of %2: %4 failed in %5: an entry has no key", "%3"},
	[WHY_LIST_OF_OTHERS] = {REASON_CONFLICT,
		"the %1 of %2: %4 lists resources of another account or Region", "%3"},
	[WHY_LIST_NARROWED] = {REASON_TRUNCATED,
		"the %1 of %2: %4 was exported with %5, which may omit some", "%3"},
	[WHY_LIST_TRUNCATED] = {REASON_TRUNCATED, "the %1 of %2: %4 is truncated", "%3"},
	[WHY_NOT_LISTED] = {REASON_NOT_EXPORTED, "the %1 of %2 were not listed", "%3"},
	[WHY_UNLISTED_REGIONS] = {REASON_NOT_EXPORTED,
		"%1 may have %2 in Regions that no input names: %3", "%4"},
	[WHY_WRONG_KIND] = {REASON_CONFLICT, "%1 of %2 is %3, not %4",
		"the input as the tool prints it"},
	[WHY_UNKNOWN_MEMBER] = {REASON_DOUBT, "assay does not know %1 in %2 of %3",
		"a release of assay that knows it, or the input without it"},
	[WHY_REGION_OF_SOME_UNKNOWN] = {REASON_UNRESOLVED,
		"the plan has %1 whose Region is not known",
		"a constant region in the provider block, or on the resource"},
	[WHY_LISTED_REGIONS_UNKNOWN] = {REASON_NOT_IN_SOURCE,
		"a plan does not say in which Regions %1 are listed", ""},
};

/* the argument that a place in a text stands for; NULL: it is plain text */
static const struct str *argument(const char *at, const struct str *args)
{
	return at[0] == '%' && at[1] >= '1' && at[1] <= '9' ? &args[at[1] - '1'] : NULL;
}

static struct str render(struct arena *a, const char *text, const struct str *args)
{
	size_t len = 0;
	for (const char *c = text; *c; c += argument(c, args) ? 2 : 1)
		len += argument(c, args) ? argument(c, args)->len : 1;
	if (!len)
		return STR_NONE;
	char *out = arena_alloc(a, len + 1), *end = out;
	for (const char *c = text; out && *c; c += argument(c, args) ? 2 : 1) {
		const struct str *arg = argument(c, args);
		if (arg && arg->len)
			memcpy(end, arg->ptr, arg->len);
		else if (!arg)
			*end = *c;
		end += arg ? arg->len : 1;
	}
	return (struct str){out, len};
}

struct reason *reason_make(
	struct arena *a, enum reason_text text, struct cursor at, const struct str *args)
{
	struct reason *r = arena_alloc(a, sizeof *r);
	*r = (struct reason){.code = texts[text].code, .at = at};
	r->what = render(a, texts[text].what, args);
	r->resolve = render(a, texts[text].resolve, args);
	return r;
}

void reasons_make(struct arena *a, const struct reason **list, enum reason_text text,
	struct cursor at, const struct str *args)
{
	reasons_add(a, list, reason_make(a, text, at, args));
}
