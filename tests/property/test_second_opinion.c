/*
 * A second opinion on coverage: random accounts through the whole library, against a simulator that
 * reads the raw selectors itself and tries events one by one.
 *
 * A pass (and what is unknown only for undocumented names) means that no simulated event goes
 * unrecorded; a fail's counterexample is indeed recorded by no trail. CASES cases from SEED.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "property.h"
#include "simulate.h"

#define NAME_MAX_LEN 64

static const cJSON *functions_of(const struct account *a)
{
	char name[256];
	snprintf(name, sizeof name, ACCOUNT "/%s/list-functions.json", a->region);
	return get(get(a->inventory, name), "Functions");
}

/* ---- the events that are tried ---- */

/* the first event that no trail records, of one trail alone where t is given */
static bool loses(const struct account *a, const struct trail *t, const struct event *e)
{
	return t ? !trail_records(a, t, e) : !is_recorded(a, e);
}

static bool loses_calls(const struct account *a, const struct trail *t, const char *arn)
{
	static const char *const names[] = {"Invoke", "InvokeExecution", "InvokeFunctionUrl", NULL};
	static const char *const who[] = {NULL, "arn:aws:iam::" ACCOUNT ":user/alice",
		"arn:aws:iam::" ACCOUNT ":user/bob",
		"arn:aws:sts::" ACCOUNT ":assumed-role/X/session",
		"arn:aws:sts::" ACCOUNT ":assumed-role/Y/s", "arn:aws:iam::" ACCOUNT ":role/r",
		"arn:aws:iam::999999999999:root"};
	struct event e = {.category = "Data",
		.source = "lambda.amazonaws.com",
		.kind = "AwsApiCall",
		.type = "AWS::Lambda::Function",
		.arn = arn};
	for (size_t n = 0; names[n]; n++)
		for (size_t w = 0; w < sizeof who / sizeof *who; w++)
			for (int more = a->rules.both ? 0 : 2; more < 4; more++) {
				e.name = names[n];
				e.who = who[w];
				e.read_only = more < 2 ? "true" : "false";
				e.console = more % 2 ? "true" : NULL;
				if (loses(a, t, &e))
					return true;
			}
	return false;
}

static bool loses_management(const struct account *a, const struct trail *t)
{
	static const char *const sources[] = {
		"iam.amazonaws.com", "s3.amazonaws.com", "lambda.amazonaws.com", NULL};
	struct event e = {.category = "Management", .kind = "AwsApiCall", .name = "CreateX"};
	for (size_t s = 0; sources[s]; s++)
		for (int w = a->rules.both ? 0 : 1; w < 2; w++) {
			e.source = sources[s];
			e.read_only = w ? "false" : "true";
			if (loses(a, t, &e))
				return true;
		}
	return false;
}

/* a function's name from a constant of the selectors: what it may go on with, or begin with */
static bool loses_like(
	const struct account *a, const struct trail *t, const char *region, const char *constant)
{
	char head[128], arn[512];
	static const char *const rests[] = {"", "x", "Zz-9_", NULL};
	int n = snprintf(head, sizeof head, "arn:aws:lambda:%s:" ACCOUNT ":function:", region);
	const char *rest = strncmp(constant, head, (size_t)n) == 0 ? constant + n : constant;
	if (strlen(rest) > NAME_MAX_LEN - 5 || strchr(rest, ':') || strchr(rest, '*'))
		return false;
	for (size_t i = 0; rests[i]; i++)
		for (int before = 0; before < 2; before++) {
			if (!*rest && !*rests[i])
				continue;
			snprintf(arn, sizeof arn, "%s%s%s", head, before ? rests[i] : rest,
				before ? rest : rests[i]);
			if (loses_calls(a, t, arn))
				return true;
		}
	return false;
}

static bool loses_future(const struct account *a, const struct trail *t, const char *region)
{
	static const char *const names[] = {"foo", "bar", "zzz", "xo", "qr", "a-b_c",
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxo", NULL};
	const cJSON *s, *f, *list, *constant;
	for (size_t i = 0; names[i]; i++)
		if (loses_like(a, t, region, names[i]))
			return true;
	for (size_t i = 0; i < a->n; i++)
		cJSON_ArrayForEach(s, get(a->trails[i].selectors, "AdvancedEventSelectors"))
			cJSON_ArrayForEach(f, get(s, "FieldSelectors")) cJSON_ArrayForEach(
				list, f) cJSON_ArrayForEach(constant,
				list) if (strcmp(text_of(f, "Field"), "resources.ARN") == 0 &&
					  loses_like(
						  a, t, region, constant->valuestring)) return true;
	return false;
}

static bool loses_something(const struct account *a, const struct trail *t)
{
	const cJSON *f;
	if (a->rules.management && loses_management(a, t))
		return true;
	cJSON_ArrayForEach(
		f, functions_of(a)) if (loses_calls(a, t, text_of(f, "FunctionArn"))) return true;
	if (!a->rules.all)
		return false;
	return loses_future(a, t, a->region) ||
	       (a->rules.multi_region && loses_future(a, t, "eu-west-1"));
}

/* ---- verdicts ---- */

static const char *fact(const cJSON *facts, const char *field, const char *otherwise)
{
	const cJSON *v = get(facts, field);
	return v ? cJSON_GetStringValue(v) : otherwise;
}

static bool is_a_hole(const struct account *a, const cJSON *facts)
{
	bool management = strcmp(text_of(facts, "eventCategory"), "Management") == 0;
	struct event e = {.category = text_of(facts, "eventCategory"), .kind = "AwsApiCall"};
	e.source = fact(facts, "eventSource", "lambda.amazonaws.com");
	e.kind = fact(facts, "eventType", "AwsApiCall");
	e.name = fact(facts, "eventName", management ? "CreateX" : "Invoke");
	e.read_only = cJSON_IsTrue(get(facts, "readOnly")) ? "true" : "false";
	e.who = fact(facts, "userIdentity.arn", NULL);
	e.console = fact(facts, "sessionCredentialFromConsole", NULL);
	if (!management) {
		e.type = fact(facts, "resources.type", "AWS::Lambda::Function");
		e.arn = fact(facts, "resources.ARN", NULL);
	}
	if (!a->rules.same_trail)
		return !is_recorded(a, &e);
	for (size_t i = 0; i < a->n; i++)
		if (!trail_records(a, &a->trails[i], &e))
			return true;
	return a->n == 0;
}

static bool is_covered(const struct account *a)
{
	if (!a->rules.same_trail)
		return !loses_something(a, NULL);
	for (size_t i = 0; i < a->n; i++)
		if (!loses_something(a, &a->trails[i]))
			return true;
	return false;
}

static bool is_on(const cJSON *params, const char *name, bool otherwise)
{
	return get(params, name) ? strcmp(text_of(params, name), "true") == 0 : otherwise;
}

static const char *wrong(struct account *a, const cJSON *result)
{
	const char *verdict = text_of(result, "verdict");
	bool empty = cJSON_GetArraySize(functions_of(a)) == 0;
	if (strcmp(verdict, "not-applicable") == 0)
		return empty ? NULL : "there are functions";
	if (empty)
		return "there is no function";
	if (strcmp(verdict, "fail") == 0)
		return is_a_hole(a, get(result, "counterexample"))
			       ? NULL
			       : "the counterexample is recorded";
	if (strcmp(verdict, "pass") == 0 || strcmp(verdict, "unknown") == 0)
		return is_covered(a) ? NULL : "an event is not recorded";
	return "no such verdict";
}

struct tally {
	size_t pass, fail, unknown, none;
};

static void tell(const cJSON *inventory, const cJSON *params, const cJSON *result, const char *why)
{
	char *w = cJSON_PrintUnformatted(inventory), *p = cJSON_PrintUnformatted(params);
	char *r = cJSON_PrintUnformatted(result);
	printf("%s\n  params: %s\n  world: %s\n  result: %s\n", why, p, w, r);
	free(w);
	free(p);
	free(r);
}

static size_t judge_one(const cJSON *inventory, const cJSON *params, struct tally *tally)
{
	const cJSON *r;
	cJSON *report = judge(inventory, params, NULL);
	size_t bad = 0;
	cJSON_ArrayForEach(r, get(report, "results"))
	{
		struct account a = {.inventory = inventory, .region = text_of(r, "region")};
		const char *verdict = text_of(r, "verdict");
		a.rules = (struct rules){.all = strcmp(text_of(params, "coverage"), "current") != 0,
			.both = strcmp(text_of(params, "read_write"), "write") != 0,
			.management = is_on(params, "management", true),
			.same_trail = is_on(params, "same_trail", false),
			.multi_region = is_on(params, "require_multi_region", false),
			.delivery = is_on(params, "require_delivery", false)};
		read_trails(&a);
		const char *why = wrong(&a, r);
		tally->pass += verdict[0] == 'p';
		tally->fail += verdict[0] == 'f';
		tally->unknown += verdict[0] == 'u';
		tally->none += verdict[0] == 'n';
		if (why)
			tell(inventory, params, r, why);
		bad += why != NULL;
	}
	bad += cJSON_GetArraySize(get(report, "results")) != 2;
	cJSON_Delete(report);
	return bad;
}

static bool run_case(uint64_t seed, uint64_t i, struct tally *tally)
{
	char salt[32];
	snprintf(salt, sizeof salt, "opinion %llu", (unsigned long long)i);
	struct chance c = chance_of(seed, salt);
	cJSON *inventory = random_account(&c);
	cJSON *params = one_in(&c, 2) ? cJSON_CreateObject() : random_params(&c);
	/* no store is exported, which would leave all unknown */
	cJSON_DeleteItemFromObject(params, "allow_event_data_store");
	bool bad = judge_one(inventory, params, tally) != 0;
	if (bad)
		printf("SEED=%llu CASE=%llu\n", (unsigned long long)seed, (unsigned long long)i);
	cJSON_Delete(inventory);
	cJSON_Delete(params);
	return !bad;
}

static void test_second_opinion(void **state)
{
	size_t cases = number_of("CASES", 300), bad = 0;
	uint64_t only = number_of("CASE", UINT64_MAX), seed = number_of("SEED", 20261123);
	struct tally t = {0};
	(void)state;
	for (uint64_t i = 0; i < cases && only == UINT64_MAX; i++)
		bad += !run_case(seed, i, &t);
	if (only != UINT64_MAX)
		bad += !run_case(seed, only, &t);
	printf("%zu accounts, SEED=%llu: %zu passes, %zu fails, %zu unknown, %zu not applicable\n",
		cases, (unsigned long long)seed, t.pass, t.fail, t.unknown, t.none);
	assert_int_equal(bad, 0);
	if (only == UINT64_MAX)
		assert_true(t.pass > cases / 50 && t.fail > cases / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_second_opinion)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
