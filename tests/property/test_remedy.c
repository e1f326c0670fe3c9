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
#include "simulate.h"

static const char *const regions[] = {"us-east-1", "us-west-2"};

struct tally {
	size_t fails, remedied, commands, none;
};

/* ---- events that were recorded and are not any more ---- */

static struct account account_of(const cJSON *inventory, const char *region)
{
	struct account a = {.inventory = inventory, .region = region};
	read_trails(&a);
	return a;
}

static bool loses_one(
	const struct account *before, const struct account *after, const struct event *e)
{
	return is_recorded(before, e) && !is_recorded(after, e);
}

static bool loses_data(const struct account *before, const struct account *after, const char *type,
	const char *arn)
{
	static const char *const names[] = {
		"Invoke", "InvokeExecution", "InvokeFunctionUrl", "LambdaESMDisabled", "GetObject"};
	static const char *const who[] = {NULL, "arn:aws:iam::" ACCOUNT ":user/alice",
		"arn:aws:sts::" ACCOUNT ":assumed-role/X/session",
		"arn:aws:iam::" ACCOUNT ":role/r"};
	static const char *const kinds[] = {"AwsApiCall", "AwsServiceEvent"};
	for (size_t i = 0; i < 5 * 4 * 2 * 2 * 2; i++) {
		const struct event e = {.category = "Data",
			.source = strstr(type, "S3") ? "s3.amazonaws.com" : "lambda.amazonaws.com",
			.kind = kinds[i % 2],
			.read_only = i / 2 % 2 ? "true" : "false",
			.console = i / 4 % 2 ? "true" : NULL,
			.name = names[i / 8 % 5],
			.who = who[i / 40],
			.type = type,
			.arn = arn};
		if (loses_one(before, after, &e))
			return true;
	}
	return false;
}

static bool loses_management(const struct account *before, const struct account *after)
{
	static const char *const sources[] = {"iam.amazonaws.com", "kms.amazonaws.com",
		"rdsdata.amazonaws.com", "lambda.amazonaws.com"};
	for (size_t i = 0; i < 8; i++) {
		const struct event e = {.category = "Management",
			.kind = "AwsApiCall",
			.name = "CreateX",
			.source = sources[i / 2],
			.read_only = i % 2 ? "true" : "false"};
		if (loses_one(before, after, &e))
			return true;
	}
	return false;
}

static bool loses_events(const cJSON *before, const cJSON *after)
{
	static const char *const functions[] = {"foo", "bar", "foobar", "f", "zzz", "new-one"};
	char arn[256];
	for (size_t r = 0; r < 2; r++) {
		struct account was = account_of(before, regions[r]);
		struct account is = account_of(after, regions[r]);
		if (loses_management(&was, &is) ||
			loses_data(&was, &is, "AWS::S3::Object", "arn:aws:s3:::b/k"))
			return true;
		for (size_t f = 0; f < sizeof functions / sizeof *functions; f++) {
			snprintf(arn, sizeof arn, "arn:aws:lambda:%s:" ACCOUNT ":function:%s",
				regions[r], functions[f]);
			if (loses_data(&was, &is, "AWS::Lambda::Function", arn))
				return true;
		}
	}
	return false;
}

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
	cJSON *params = one_in(&c, 2) ? cJSON_CreateObject() : random_params(&c);
	cJSON_DeleteItemFromObject(params, "allow_event_data_store");
	struct remedies r = judge_remedies(inventory, params);
	const char *why = wrong(inventory, params, &r, tally);
	if (why) {
		char *w = cJSON_PrintUnformatted(inventory), *p = cJSON_PrintUnformatted(params);
		printf("SEED=%llu CASE=%llu: %s\n  params: %s\n  inventory: %s\n%s\n",
			(unsigned long long)seed, (unsigned long long)i, why, p, w, r.page);
		free(w);
		free(p);
	}
	free(r.json);
	free(r.script);
	free(r.backout);
	free(r.page);
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
