/*
 * reason_text - the sentences of reasons: why something is unknown, and what resolves it.
 *
 * "%1" stands for the first argument, up to "%9". A sentence has no period: reports put it into
 * others. Must not know where a reason comes from.
 */
#include "inventory/model/reason_text.h"

#include "base/base.h"

#define SHOW         "the plan as terraform show -json prints it"
#define DEFERRED     "a plan without deferred changes, made after this one is applied"
#define EXPORTS      "the account's exports in the same run"
#define APPLIED      "exports of the account, made after the plan is applied"
#define REGION       "--region REGION, or a data source aws_region of the same provider configuration"
#define REFRESH      "a plan made without -refresh=false"
#define ONE_WAY      "plans that do not conflict"
#define EXPORT_AGAIN "export both again, or delete the older one"

static const struct {
	enum reason_code code;
	const char *what, *resolve;
} texts[N_REASON_TEXTS] = {
	[WHY_FIELD_NOT_EXPORTED] = {REASON_NOT_EXPORTED, "%1 of %2 was not exported", "%3"},
	[WHY_FIELD_NOT_FROM_HOME] = {REASON_NOT_EXPORTED,
		"%1 of %2 was not exported from its home Region", "%3"},
	[WHY_FIELD_NOT_FROM_OWNER] = {REASON_NOT_EXPORTED,
		"%1 of %2 was not exported%4; account %5, which owns it, can run the command",
		"%3"},
	[WHY_FIELD_NOT_LISTED] = {REASON_CONFLICT,
		"%1 of %2 is unknown: a plan expects it, but the exports list all %3 of %4 "
		"without it",
		"make the plan again, or export the list again"},
	[WHY_FIELD_TRIMMED] = {REASON_TRUNCATED,
		"%1 of %2 is missing in its export, but AWS always prints it: the output was "
		"trimmed",
		"%3"},
	[WHY_FIELD_IN_NO_EXPORT] = {REASON_NOT_IN_SOURCE, "no export contains %1 of %2", ""},
	[WHY_FIELD_FAILED] = {REASON_EXPORT_FAILED, "%1 of %2: %3 failed in %4: %5", "%6"},
	[WHY_FIELD_REFUSED] = {REASON_EXPORT_FAILED, "%1 of %2: AWS refused %3 in %4: %5", "%6"},
	[WHY_FIELD_OF_OTHERS] = {REASON_EXPORT_FAILED,
		"%1 of %2: %3 failed in %4: %5; account %7, which owns it, can run it", "%6"},
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
	[WHY_LIST_REFUSED] = {REASON_EXPORT_FAILED, "the %1 of %2: AWS refused %4 in %5: %6", "%3"},
	[WHY_LIST_LACKS_KEY] = {REASON_EXPORT_FAILED,
		"the %1 of %2: %4 failed in %5: an entry has no key", "%3"},
	[WHY_LIST_MISFILED] = {REASON_CONFLICT,
		"the %1 of %2: %4 shows %5, which cannot be listed there", "%3"},
	[WHY_LIST_BESIDE_MISFILED] = {REASON_CONFLICT,
		"the %1 of %2: %4 may be of another account or Region, as %5 is", "%3"},
	[WHY_MISFILED] = {REASON_CONFLICT, "%1 shows %2, which cannot be listed in %3", "%4"},
	[WHY_LIST_BESIDE_FAILED] = {REASON_CONFLICT,
		"the %1 of %2: %4 may be of another account, as the failure in %5 suggests", "%3"},
	[WHY_OWN_FAILED] = {REASON_CONFLICT,
		"%1 contains no answer about %2, which account %5 owns: the credentials may have "
		"been those of another account",
		"%4"},
	[WHY_LIST_STATES_OTHER] = {REASON_CONFLICT,
		"the %1 of %2: %4 may be of another account or Region, because its key \"%5\" is "
		"%6",
		"%3"},
	[WHY_STATES_OTHER] = {REASON_CONFLICT, "the key \"%2\" in %1 is %3", "%4"},
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
	[WHY_UNKNOWN_MEMBER] = {REASON_AMBIGUOUS, "assay does not know %1 in %2 of %3",
		"a release of assay that knows it, or the input without it"},
	[WHY_NOT_JSON] = {REASON_CONFLICT, "%1 of %2 is not a JSON document",
		"the input as the tool prints it"},
	[WHY_AFTER_APPLY] = {REASON_AFTER_APPLY, "%1 of %2 is known only after apply",
		"a plan made when it is known"},
	[WHY_AFTER_APPLY_OF] = {REASON_AFTER_APPLY, "%1 of %2 is known only after apply, from %3",
		"a plan made when %4 is known"},
	[WHY_AFTER_APPLY_OF_SEVERAL] = {REASON_AFTER_APPLY,
		"%1 of %2 is known only after apply, from %3", "a plan made when %4 are known"},
	[WHY_NOT_IN_PLANNED_VALUES] = {REASON_AFTER_APPLY,
		"%1 of %2 is not in the planned values, which omit values that are known only "
		"after apply",
		"the plan with its resource_changes: terraform show -json PLAN"},
	[WHY_FIELD_IN_NO_PLAN] = {REASON_NOT_IN_SOURCE, "plans do not contain %1 of %2", ""},
	[WHY_ACTION_UNKNOWN] = {REASON_PLAN_INCOMPLETE,
		"assay does not know the action of the plan on %1", SHOW},
	[WHY_VALUES_MISSING] = {REASON_PLAN_INCOMPLETE,
		"the plan does not contain the values of %1", SHOW},
	[WHY_CHANGE_DEFERRED] = {REASON_PLAN_INCOMPLETE, "the plan defers a change of %1", SHOW},
	[WHY_NUMBER_UNKNOWN] = {REASON_PLAN_INCOMPLETE,
		"the number of %1 is not known yet (index_unknown)",
		"a plan made when their count or for_each is known"},
	[WHY_ENTRY_WITHOUT_TYPE] = {REASON_PLAN_INCOMPLETE, "an entry of the plan has no type",
		SHOW},
	[WHY_PLAN_DEFERS] = {REASON_PLAN_INCOMPLETE, "the plan defers changes", DEFERRED},
	[WHY_MAY_CONTAIN] = {REASON_PLAN_INCOMPLETE,
		"%1 may contain %2, which the plan does not show", APPLIED},
	[WHY_WILL_BE_SHARED] = {REASON_PLAN_INCOMPLETE,
		"%1 in %2 sets %3, so this account may list it after apply", APPLIED},
	[WHY_IN_TWO_PLANS] = {REASON_CONFLICT,
		"%1 and %2 may be the same resource: both are named %3", ONE_WAY},
	[WHY_PLAN_PARTIAL] = {REASON_PLAN_INCOMPLETE,
		"%1 is not complete (made with -target, or with changes deferred)",
		"a plan without -target"},
	[WHY_PLAN_UNREADABLE] = {REASON_EXPORT_FAILED, "%1 can't be read: %2",
		"terraform show -json PLAN"},
	[WHY_PLAN_ERRORED] = {REASON_PLAN_ERRORED, "planning failed: %1 is only a part of a plan",
		"a plan that ends without an error"},
	[WHY_DATES_MIXED] = {REASON_EXPORT_FAILED,
		"exports of two dates show account %1: %2 and %3",
		"give the folder of one date, or --latest for the newest"},
	[WHY_ACCOUNT_UNKNOWN] = {REASON_UNRESOLVED, "the account of %1 is unknown",
		"--account ID, or allowed_account_ids in its provider block"},
	[WHY_REGION_NOT_SHOWN] = {REASON_UNRESOLVED, "the Region of %1 is unknown", REGION},
	[WHY_REGION_NOT_SPECIFIED] = {REASON_UNRESOLVED,
		"the Region of provider configuration %2 in %1 is unknown: it has no region "
		"argument",
		REGION},
	[WHY_REGION_EXPRESSION] = {REASON_UNRESOLVED,
		"the Region of provider configuration %2 in %1 is unknown: a plan does not show "
		"the value of its region expression",
		REGION},
	[WHY_REGION_VARIABLE] = {REASON_UNRESOLVED,
		"the Region of provider configuration %2 in %1 is unknown: its region may be any "
		"expression around a variable, and another configuration has the variable's value",
		REGION},
	[WHY_REGION_MERGED] = {REASON_UNRESOLVED,
		"the Region of provider configuration %2 in %1 is unknown: its region may be any "
		"expression around a variable, so it is not taken to be a Region of the exports",
		REGION},
	[WHY_REGION_CONTRADICTED] = {REASON_CONFLICT,
		"the Region of provider configuration %2 in %1 is unknown: its resources and its "
		"region argument show different Regions",
		REFRESH},
	[WHY_REGION_OF_EACH] = {REASON_UNRESOLVED,
		"the Regions of provider configuration %2 in %1 are unknown: it has for_each",
		"the plan after apply, which shows ARNs, or a region on each resource"},
	[WHY_REGION_ATTRIBUTE] = {REASON_UNRESOLVED, "the Region of %2 in %1 is unknown",
		"a constant region on the resource"},
	[WHY_REGION_CONFLICT] = {REASON_CONFLICT,
		"the Region of %2 in %1 is unknown: its ARN, home_region or import block "
		"shows %3, and its provider configuration or region shows %4",
		REFRESH},
	[WHY_PROVIDERS_NOT_SHOWN] = {REASON_UNRESOLVED,
		"%1 does not show which provider configuration each resource has, so accounts and "
		"Regions are unknown",
		"the plan's Terraform sources (--source DIR), the plan with its configuration, as "
		"terraform show -json prints it, or --account ID and --region REGION"},
	[WHY_REGION_OF_SOME_UNKNOWN] = {REASON_UNRESOLVED, "the plan has %1 in an unknown Region",
		REGION},
	[WHY_LISTED_REGIONS_UNKNOWN] = {REASON_NOT_IN_SOURCE,
		"a plan does not show in which Regions %1 are listed", ""},
	[WHY_NONE_IN_PLAN] = {REASON_OTHER_STATE,
		"%1 has no %2: another state or plan may have one", EXPORTS},
	[WHY_MORE_IN_OTHER_STATE] = {REASON_OTHER_STATE,
		"%1 may have more %2 than the plan shows: another state may have them", EXPORTS},
	[WHY_OTHER_ACCOUNT] = {REASON_UNRESOLVED, "%1 of %2 may also apply to %3",
		"exports of account %3 in the same run"},
	[WHY_SAME_ACCOUNT] = {REASON_UNRESOLVED,
		"%1 of %2 may also count here: it may be the same account as %3",
		"allowed_account_ids in both provider blocks"},
	[WHY_CUT_FROM_PLAN] = {REASON_TRUNCATED,
		"%1 of %2 is missing in the plan, which Terraform writes with every attribute", ""},
	[WHY_NAMED_ONLY] = {REASON_OTHER_STATE,
		"no input shows %1 itself, only what a plan changes of it", EXPORTS},
	[WHY_PART_NOT_IN_PLAN] = {REASON_OTHER_STATE,
		"%1 of %2 is specified by %3, and the plan does not contain one for it: another "
		"state may",
		EXPORTS},
	[WHY_PART_UNRESOLVED] = {REASON_UNRESOLVED,
		"%3 may specify %1 of %2: the plan does not show which resource it completes",
		"a plan made when %4 of %3 is known, or a reference to one resource"},
	[WHY_PART_OF_VERSION] = {REASON_UNRESOLVED,
		"%3 may specify %1 of %2: its %4 names a version or alias of it",
		"a plan whose %3 names only the resource in %4, and the version or alias in an "
		"attribute of its own"},
	[WHY_PARTS_DIFFER] = {REASON_CONFLICT, "%3 and %4 specify %1 of %2 differently", ONE_WAY},
	[WHY_IN_PARTS_OF_PLANS] = {REASON_CONFLICT,
		"several plans specify %1 of %2, and nothing shows which is applied last", ONE_WAY},
	[WHY_ELEMENT_MAY_GO] = {REASON_CONFLICT, "%3 may remove this element of %1 of %2",
		"a plan that shows which element it removes"},
	[WHY_PART_MAY_BE_LOST] = {REASON_CONFLICT,
		"%3 specifies %1 of %2, and another change of the plan may remove that", ONE_WAY},
	[WHY_ELEMENT_CONDITION] = {REASON_AFTER_APPLY,
		"%3 may add to %1 of %2: its %4 is known only after apply", APPLIED},
	[WHY_IN_NO_EXPORT] = {REASON_NOT_EXPORTED, "no export shows %1", EXPORTS},
	[WHY_CHANGES_SOME] = {REASON_CONFLICT,
		"%1 in %2 changes or deletes one of the %3 and does not show which",
		"a plan that shows the name or ARN of the resource"},
	[WHY_CHANGED_TWICE] = {REASON_CONFLICT, "%1 and %2 change %3 of %4 to different values",
		ONE_WAY},
	[WHY_MAY_BE_RESET] = {REASON_AFTER_APPLY,
		"%3 resets %1 of %2 if it changes %4, which is known only after apply", APPLIED},
	[WHY_DELETED_AND_CHANGED] = {REASON_CONFLICT,
		"one change deletes %1 and another creates or changes it: %2 and %3", ONE_WAY},
	[WHY_MAY_BE_CREATED] = {REASON_UNRESOLVED,
		"%1 may be the resource that %2 creates: its Region is unknown", REGION},
	[WHY_MAY_BE_ONE_MORE] = {REASON_UNRESOLVED,
		"%1 may be an existing resource or a new one: its Region is unknown", REGION},
	[WHY_MAY_BE_CONTAINED] = {REASON_PLAN_INCOMPLETE, "%1, which %2 changes, may contain %3",
		APPLIED},
	[WHY_MAY_BE_DEFERRED] = {REASON_PLAN_INCOMPLETE,
		"%1, which %2 defers, may change or delete %3", DEFERRED},
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
