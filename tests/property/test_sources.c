/*
 * One rule, every source: an account has one verdict, whether exports show it, a plan creates it,
 * or a plan makes it of another one.
 *
 * CASES cases from SEED; CASE=n runs that one alone. Knows the JSON report; judges nothing itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "property.h"

/* a control of the tests' own, of accounts */
static char *rules[2];

#define NEIGHBOUR "210987654321"

enum way {
	ALONE,
	UNSAID,
	APART,
	OVER_NOTHING,
	CHANGED,
	CHANGED_ALONE,
	BY_TWO_PLANS,
	BESIDE,
	LEFT,
	STARTED,
	WAYS
};

static const char *const ways[WAYS] = {
	[ALONE] = "created by a plan alone",
	[UNSAID] = "created, by nobody knows whose plan",
	[APART] = "created in what may be two accounts",
	[OVER_NOTHING] = "created over an empty account",
	[CHANGED] = "made of another account",
	[CHANGED_ALONE] = "made of another, by a plan alone",
	[BY_TWO_PLANS] = "made of another, by two plans",
	[BESIDE] = "made of another, beside the exports of a third",
	[LEFT] = "left as it is by a plan that is stale",
	[STARTED] = "started or stopped by a plan that is stale",
};

static bool is_undecided(const cJSON *r)
{
	return strcmp(text_of(r, "verdict"), "unknown") == 0;
}

static const cJSON *find(const cJSON *report, const cJSON *like)
{
	const cJSON *r;
	cJSON_ArrayForEach(r, get(report, "results"))
	{
		if (same_text(r, like, "control") && same_text(r, like, "region") &&
			strcmp(text_of(r, "account"), NEIGHBOUR) != 0)
			return r;
	}
	return NULL;
}

/*
 * A plan alone has no Region that holds nothing, and what depends on an account that it does not
 * tell is unknown.
 */
static bool agrees(enum way way, const cJSON *planned, const cJSON *exported)
{
	bool unsaid = way == UNSAID || way == APART;
	bool alone = unsaid || way == ALONE || way == CHANGED_ALONE;
	/* two accounts, and which of them is meant? */
	if (way == APART && !*text_of(exported, "region"))
		return true;
	if (!planned)
		return alone && holds(exported);
	return same_text(planned, exported, "verdict") || (unsaid && is_undecided(planned));
}

/* an account that holds nothing, and shows that it does */
static cJSON *emptied(const cJSON *inventory)
{
	cJSON *empty = cJSON_CreateObject();
	const cJSON *file;
	cJSON_ArrayForEach(file, inventory)
	{
		const char *list = get(file, "trailList") ? "trailList" : "Functions";
		if (get(file, list))
			cJSON_AddArrayToObject(cJSON_AddObjectToObject(empty, file->string), list);
	}
	return empty;
}

/* what a Region holds by itself: the account, if the other Region is one of another account */
static cJSON *region_of(const cJSON *account, const char *region)
{
	cJSON *inventory = cJSON_CreateObject();
	const cJSON *file;
	cJSON_ArrayForEach(file, account)
	{
		if (!strstr(file->string, region))
			continue;
		cJSON *here = cJSON_Duplicate(file, true);
		cJSON *trails = cJSON_GetObjectItemCaseSensitive(here, "trailList");
		for (int i = cJSON_GetArraySize(trails) - 1; i >= 0; i--) {
			const cJSON *trail = cJSON_GetArrayItem(trails, i);
			if (strcmp(text_of(trail, "HomeRegion"), region) != 0)
				cJSON_DeleteItemFromArray(trails, i);
		}
		cJSON_AddItemToObject(inventory, file->string, here);
	}
	return inventory;
}

/* the same once more, of another account */
static void add_neighbour(cJSON *inventory)
{
	char *text = cJSON_PrintUnformatted(inventory), *at = text;
	while ((at = strstr(at, ACCOUNT)))
		memcpy(at, NEIGHBOUR, strlen(NEIGHBOUR));
	cJSON *other = cJSON_Parse(text);
	free(text);
	while (other->child) {
		cJSON *file = cJSON_DetachItemViaPointer(other, other->child);
		cJSON_AddItemToObject(inventory, file->string, file);
	}
	cJSON_Delete(other);
}

/* some of the changes in a plan of their own, as of another state */
static void split(cJSON *inventory, cJSON *plan, struct chance *c)
{
	cJSON *second = cJSON_Duplicate(plan, true);
	cJSON *changes = cJSON_GetObjectItemCaseSensitive(plan, "resource_changes");
	cJSON *others = cJSON_GetObjectItemCaseSensitive(second, "resource_changes");
	for (int i = cJSON_GetArraySize(changes) - 1; i >= 0; i--)
		cJSON_DeleteItemFromArray(one_in(c, 2) ? changes : others, i);
	cJSON_AddItemToObject(inventory, "other.json", second);
}

static const char *arn_in(const cJSON *change)
{
	return text_of(get(get(change, "change"), "before"), "arn");
}

static bool is_there(const cJSON *plan, const char *arn)
{
	const cJSON *r;
	cJSON_ArrayForEach(r, get(plan, "resource_changes"))
	{
		if (strcmp(arn_in(r), arn) == 0)
			return true;
	}
	return false;
}

/* a plan that changes nothing of what both accounts hold, and knows it as its state does */
static cJSON *stale(const cJSON *live, const cJSON *known, struct chance *c)
{
	cJSON *there = plan_between(live, live, TOLD, c);
	cJSON *plan = plan_between(known, known, TOLD, c);
	cJSON *changes = cJSON_GetObjectItemCaseSensitive(plan, "resource_changes");
	for (int i = cJSON_GetArraySize(changes) - 1; i >= 0; i--) {
		if (!is_there(there, arn_in(cJSON_GetArrayItem(changes, i))))
			cJSON_DeleteItemFromArray(changes, i);
	}
	cJSON_Delete(there);
	return plan;
}

static void set(cJSON *object, const char *name, bool value)
{
	cJSON_DeleteItemFromObjectCaseSensitive(object, name);
	cJSON_AddBoolToObject(object, name, value);
}

/* what the plan leaves is now changed by it, from what it is not to what it is, in this alone */
static void start(cJSON *inventory, cJSON *plan)
{
	cJSON *r;
	cJSON_ArrayForEach(r, cJSON_GetObjectItemCaseSensitive(plan, "resource_changes"))
	{
		cJSON *change = cJSON_GetObjectItemCaseSensitive(r, "change");
		cJSON *before = cJSON_GetObjectItemCaseSensitive(change, "before");
		char file[256];
		snprintf(file, sizeof file, ACCOUNT "/%s/get-trail-status.%s.json",
			text_of(before, "home_region"), text_of(before, "name"));
		cJSON *status = cJSON_GetObjectItemCaseSensitive(inventory, file);
		if (!status)
			continue;
		bool logging = cJSON_IsTrue(get(status, "IsLogging"));
		cJSON *after = cJSON_Duplicate(before, true);
		set(status, "IsLogging", !logging);
		set(before, "enable_logging", !logging);
		set(after, "enable_logging", logging);
		cJSON_ReplaceItemInObjectCaseSensitive(change, "after", after);
		cJSON_ReplaceItemInObjectCaseSensitive(
			change, "actions", cJSON_Parse("[\"update\"]"));
	}
}

static cJSON *inventory_of(enum way way, const cJSON *account, const cJSON *other, struct chance *c)
{
	cJSON *inventory, *plan;
	bool changed = way == CHANGED || way == BY_TWO_PLANS || way == BESIDE;
	enum telling telling = way == UNSAID ? UNTOLD : way == APART ? PERHAPS_TWO : TOLD;
	if (way == OVER_NOTHING)
		inventory = emptied(account);
	else if (changed || way == LEFT || way == STARTED)
		inventory = cJSON_Duplicate(changed ? other : account, true);
	else
		inventory = cJSON_CreateObject();
	if (way == BESIDE)
		add_neighbour(inventory);
	if (way == LEFT || way == STARTED)
		plan = stale(account, other, c);
	else
		plan = plan_between(
			changed || way == CHANGED_ALONE ? other : NULL, account, telling, c);
	if (way == STARTED)
		start(inventory, plan);
	if (way == BY_TWO_PLANS)
		split(inventory, plan, c);
	cJSON_AddItemToObject(inventory, "plan.json", plan);
	return inventory;
}

static void tell(const char *title, const cJSON *value)
{
	char *text = cJSON_PrintUnformatted(value);
	printf("  %s: %s\n", title, text);
	free(text);
}

static size_t compare(
	enum way way, const cJSON *account, const cJSON *inventory, const cJSON *params)
{
	const char *const *own = (const char *const *)rules;
	cJSON *exported = judge(account, params, own), *planned = judge(inventory, params, own);
	const cJSON *r;
	size_t bad = 0;
	cJSON_ArrayForEach(r, get(exported, "results"))
	{
		const cJSON *there = find(planned, r);
		if (agrees(way, there, r))
			continue;
		bad++;
		printf("%s: %s of %s is %s, and %s\n", text_of(r, "control"), ways[way],
			text_of(r, "subject"), there ? text_of(there, "verdict") : "nothing",
			text_of(r, "verdict"));
		if (there)
			tell("the plan's", there);
		tell("the exports'", r);
	}
	if (bad) {
		tell("params", params);
		tell("account", account);
		tell("world", inventory);
	}
	cJSON_Delete(exported);
	cJSON_Delete(planned);
	return bad;
}

static size_t compare_apart(const cJSON *account, const cJSON *inventory, const cJSON *params)
{
	static const char *const regions[] = {"us-east-1", "us-west-2"};
	size_t bad = 0;
	for (size_t i = 0; i < 2; i++) {
		cJSON *part = region_of(account, regions[i]);
		bad += compare(APART, part, inventory, params);
		cJSON_Delete(part);
	}
	return bad;
}

/* the order in which inputs are given is nobody's business */
static bool is_the_same_backwards(const cJSON *inventory, const cJSON *params)
{
	cJSON *backwards = cJSON_CreateObject();
	for (int i = cJSON_GetArraySize(inventory) - 1; i >= 0; i--) {
		const cJSON *file = cJSON_GetArrayItem(inventory, i);
		cJSON_AddItemToObject(backwards, file->string, cJSON_Duplicate(file, true));
	}
	struct reports a = judge_all(inventory, params, NULL, true);
	struct reports b = judge_all(backwards, params, NULL, true);
	bool same = strcmp(a.json, b.json) == 0 && strcmp(a.others, b.others) == 0;
	if (!same)
		printf("another order makes another report:\n%s\n%s\n", a.json, b.json);
	reports_free(&a);
	reports_free(&b);
	cJSON_Delete(backwards);
	return same;
}

static bool run_case(uint64_t seed, uint64_t i)
{
	char salt[32];
	snprintf(salt, sizeof salt, "sources %llu", (unsigned long long)i);
	struct chance c = chance_of(seed, salt);
	enum way way = (enum way)below(&c, WAYS);
	cJSON *account = random_account(&c), *other = random_account(&c);
	cJSON *params = one_in(&c, 2) ? cJSON_CreateObject() : random_params(&c);
	/* what no plan tells: whether records are delivered, and stores that it does not manage */
	cJSON_DeleteItemFromObject(params, "require_delivery");
	cJSON_DeleteItemFromObject(params, "allow_event_data_store");
	cJSON *inventory = inventory_of(way, account, other, &c);
	size_t bad = compare(way, account, inventory, params);
	if (way == APART)
		bad += compare_apart(account, inventory, params);
	if (one_in(&c, 4))
		bad += !is_the_same_backwards(inventory, params);
	if (bad)
		printf("SEED=%llu CASE=%llu\n", (unsigned long long)seed, (unsigned long long)i);
	cJSON_Delete(account);
	cJSON_Delete(other);
	cJSON_Delete(params);
	cJSON_Delete(inventory);
	return bad == 0;
}

static void test_sources(void **state)
{
	size_t cases = number_of("CASES", 200), bad = 0;
	uint64_t only = number_of("CASE", UINT64_MAX), seed = number_of("SEED", 20261123);
	(void)state;
	for (uint64_t i = 0; i < cases && only == UINT64_MAX; i++)
		bad += !run_case(seed, i);
	if (only != UINT64_MAX)
		bad += !run_case(seed, only);
	printf("%zu accounts by %d ways, SEED=%llu\n", cases, WAYS, (unsigned long long)seed);
	assert_int_equal(bad, 0);
}

static int set_up(void **state)
{
	(void)state;
	rules[0] = read_file("tests/property/rules/account_trails.lua");
	return rules[0] ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	free(rules[0]);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sources)};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
