/*
 * Remedies of random accounts: their commands, applied to the exports, let the fails pass; no
 * simulated event that was recorded before goes unrecorded; the backout restores the values that
 * were read. CASES cases from SEED.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "commands.h"
#include "lost.h"

static const char *const regions[] = {"us-east-1", "us-west-2", "eu-west-1"};

struct tally {
	size_t fails, remedied, commands, none;
};

/* ---- values before and after the backout ---- */

/* without empty lists, which mean the same as none */
static void drop_empty(cJSON *object)
{
	for (cJSON *item = object->child, *next; item; item = next) {
		next = item->next;
		drop_empty(item);
		if (cJSON_IsArray(item) && !item->child && cJSON_IsObject(object))
			cJSON_Delete(cJSON_DetachItemViaPointer(object, item));
	}
}

static cJSON *values_of(const cJSON *document)
{
	cJSON *copy = cJSON_Duplicate(document, true);
	drop_empty(copy);
	/* a trail without selectors comes back with the default selector */
	if (strstr(document->string, "get-event-selectors") && !get(copy, "EventSelectors") &&
		!get(copy, "AdvancedEventSelectors"))
		cJSON_AddItemToObject(copy, "EventSelectors",
			cJSON_Parse(
				"[{\"ReadWriteType\":\"All\",\"IncludeManagementEvents\":true}]"));
	return copy;
}

/* lists of trails are compared by their members */
static bool same_trails(const cJSON *a, const cJSON *b)
{
	const cJSON *trail, *other;
	cJSON_ArrayForEach(trail, a)
	{
		bool found = false;
		cJSON_ArrayForEach(other, b) found = found || cJSON_Compare(trail, other, true);
		if (!found)
			return false;
	}
	return cJSON_GetArraySize(a) == cJSON_GetArraySize(b);
}

static bool same_values(const cJSON *before, const cJSON *after)
{
	const cJSON *file;
	bool same = true;
	cJSON_ArrayForEach(file, before)
	{
		cJSON *was = values_of(file), *is = values_of(get(after, file->string));
		same = same && (get(was, "trailList") ? same_trails(get(was, "trailList"),
								get(is, "trailList"))
						      : cJSON_Compare(was, is, true));
		cJSON_Delete(was);
		cJSON_Delete(is);
	}
	return same;
}

/* ---- accounts that are near a quota of CloudTrail ---- */

static void fill(cJSON *list, size_t n, const char *head)
{
	char text[96];
	for (size_t i = 0; i < n; i++) {
		snprintf(text, sizeof text, "%s%zu", head, i);
		cJSON_AddItemToArray(list, cJSON_CreateString(text));
	}
}

static cJSON *item(cJSON *object, const char *key, int i)
{
	return cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(object, key), i);
}

/* more selectors, or many values in the first one */
static void crowd_selectors(cJSON *document, struct chance *c)
{
	cJSON *basic = cJSON_GetObjectItemCaseSensitive(document, "EventSelectors");
	cJSON *advanced = cJSON_GetObjectItemCaseSensitive(document, "AdvancedEventSelectors");
	cJSON *first = item(item(document, "EventSelectors", 0), "DataResources", 0);
	if (first && one_in(c, 2)) {
		while (cJSON_GetArraySize(basic) < 5)
			cJSON_AddItemToArray(
				basic, cJSON_Duplicate(cJSON_GetArrayItem(basic, 0), true));
	} else if (first) {
		fill(cJSON_GetObjectItemCaseSensitive(first, "Values"), 225 + below(c, 12),
			strcmp(text_of(first, "Type"), "AWS::S3::Object") == 0
				? "arn:aws:s3:::b/"
				: "arn:aws:lambda:us-east-1:" ACCOUNT ":function:q");
	} else if (advanced) {
		cJSON *s = cJSON_CreateObject(), *f = cJSON_CreateObject();
		cJSON_AddItemToArray(advanced, s);
		cJSON *list = cJSON_AddArrayToObject(s, "FieldSelectors");
		cJSON_AddItemToArray(
			list, cJSON_Parse("{\"Field\":\"eventCategory\",\"Equals\":[\"Data\"]}"));
		cJSON_AddItemToArray(list,
			cJSON_Parse(
				"{\"Field\":\"resources.type\",\"Equals\":[\"AWS::S3::Object\"]}"));
		cJSON_AddStringToObject(f, "Field", "resources.ARN");
		cJSON_AddItemToArray(list, f);
		fill(cJSON_AddArrayToObject(f, "StartsWith"), 430 + below(c, 40),
			"arn:aws:s3:::b/");
	}
}

static void add_trails(cJSON *inventory, const char *region, size_t n, struct chance *c)
{
	char file[256], arn[128];
	snprintf(file, sizeof file, ACCOUNT "/%s/describe-trails.json", region);
	cJSON *list = cJSON_GetObjectItemCaseSensitive(
		cJSON_GetObjectItemCaseSensitive(inventory, file), "trailList");
	for (size_t i = 0; i < n; i++) {
		char name[32];
		cJSON *trail = cJSON_CreateObject(), *s = cJSON_CreateObject();
		snprintf(name, sizeof name, "more%zu", i);
		snprintf(arn, sizeof arn, "arn:aws:cloudtrail:%s:" ACCOUNT ":trail/%s", region,
			name);
		cJSON_AddStringToObject(trail, "Name", name);
		cJSON_AddStringToObject(trail, "TrailARN", arn);
		cJSON_AddStringToObject(trail, "HomeRegion", region);
		cJSON_AddBoolToObject(trail, "IsMultiRegionTrail", false);
		add_constants(trail);
		cJSON_AddItemToArray(list, trail);
		cJSON_AddStringToObject(s, "TrailARN", arn);
		cJSON_AddArrayToObject(s, "EventSelectors");
		snprintf(
			file, sizeof file, ACCOUNT "/%s/get-event-selectors.%s.json", region, name);
		cJSON_AddItemToObject(inventory, file, s);
		snprintf(file, sizeof file, ACCOUNT "/%s/get-trail-status.%s.json", region, name);
		cJSON_AddItemToObject(inventory, file, random_status(c));
	}
}

static void crowd(cJSON *inventory, struct chance *c)
{
	const char *region = one_in(c, 3) ? "eu-west-1" : regions[below(c, 2)];
	cJSON *file, *trail;
	if (strcmp(region, "eu-west-1") == 0) {
		cJSON *document = cJSON_AddObjectToObject(
			inventory, ACCOUNT "/eu-west-1/describe-trails.json");
		cJSON *list = cJSON_AddArrayToObject(document, "trailList"), *functions;
		functions = cJSON_AddObjectToObject(
			inventory, ACCOUNT "/eu-west-1/list-functions.json");
		cJSON_AddArrayToObject(functions, "Functions");
		cJSON_ArrayForEach(trail,
			get(get(inventory, ACCOUNT "/us-east-1/describe-trails.json"),
				"trailList")) if (cJSON_IsTrue(get(trail, "IsMultiRegionTrail")))
			cJSON_AddItemToArray(list, cJSON_Duplicate(trail, true));
	}
	if (one_in(c, 2))
		add_trails(inventory, region, 3 + below(c, 3), c);
	cJSON_ArrayForEach(file, inventory)
	{
		if (strstr(file->string, "get-event-selectors") && one_in(c, 2))
			crowd_selectors(file, c);
		cJSON_ArrayForEach(trail,
			cJSON_GetObjectItemCaseSensitive(file,
				"trailList")) if (cJSON_IsFalse(get(trail, "IsMultiRegionTrail")) &&
						  one_in(c, 2))
			cJSON_ReplaceItemInObjectCaseSensitive(
				trail, "IncludeGlobalServiceEvents", cJSON_CreateFalse());
	}
}

/* ---- one account ---- */

static size_t count_fails(const cJSON *report)
{
	const cJSON *r;
	size_t n = 0;
	cJSON_ArrayForEach(r, get(report, "results")) n +=
		strcmp(text_of(r, "verdict"), "fail") == 0;
	return n;
}

static const char *wrong(
	const cJSON *inventory, const cJSON *params, const struct remedies *r, struct tally *tally)
{
	cJSON *changed = cJSON_Duplicate(inventory, true), *report = cJSON_Parse(r->json);
	size_t fails = count_fails(report), left = 0, backed = 0;
	const char *why = NULL;
	tally->fails += fails;
	tally->none += r->unremedied;
	if (!run_commands(changed, r->script, &tally->commands))
		why = "a command of the remedy fails";
	cJSON *after = judge(changed, params, NULL);
	left = count_fails(after);
	tally->remedied += fails - left;
	if (!why && left != r->unremedied)
		why = "a fail with a remedy remains";
	if (!why && loses_events(inventory, changed))
		why = "an event that was recorded is lost";
	if (!why && !run_commands(changed, r->backout, &backed))
		why = "a command of the backout fails";
	if (!why && !same_values(inventory, changed))
		why = "the backout restores other values";
	cJSON_Delete(after);
	cJSON_Delete(report);
	cJSON_Delete(changed);
	return why;
}

static bool run_case(uint64_t seed, uint64_t i, struct tally *tally)
{
	char salt[32];
	snprintf(salt, sizeof salt, "remedy %llu", (unsigned long long)i);
	struct chance c = chance_of(seed, salt);
	cJSON *inventory = random_account(&c);
	if (one_in(&c, 2))
		crowd(inventory, &c);
	cJSON *params = one_in(&c, 2) ? cJSON_CreateObject() : random_params(&c);
	cJSON_DeleteItemFromObject(params, "allow_event_data_store");
	struct remedies r = judge_remedies(inventory, params, NULL);
	const char *why = wrong(inventory, params, &r, tally);
	if (why) {
		char *w = cJSON_PrintUnformatted(inventory), *p = cJSON_PrintUnformatted(params);
		printf("SEED=%llu CASE=%llu: %s\n  params: %s\n  inventory: %s\n%s\n",
			(unsigned long long)seed, (unsigned long long)i, why, p, w, r.page);
		free(w);
		free(p);
	}
	remedies_free(&r);
	cJSON_Delete(inventory);
	cJSON_Delete(params);
	return !why;
}

static void test_remedies(void **state)
{
	size_t cases = number_of("CASES", 100), bad = 0;
	uint64_t only = number_of("CASE", UINT64_MAX), seed = number_of("SEED", 20261128);
	struct tally t = {0};
	(void)state;
	for (uint64_t i = 0; i < cases && only == UINT64_MAX; i++)
		bad += !run_case(seed, i, &t);
	if (only != UINT64_MAX)
		bad += !run_case(seed, only, &t);
	printf("%zu accounts, SEED=%llu: %zu fails, %zu pass after %zu commands, %zu without a "
	       "remedy\n",
		cases, (unsigned long long)seed, t.fails, t.remedied, t.commands, t.none);
	assert_int_equal(bad, 0);
	if (only == UINT64_MAX)
		assert_true(t.remedied > t.none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_remedies)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
