/*
 * What is secret reaches no output: canaries are planted where plans and exports keep secrets,
 * whatever the verdict they lead to, and looked for in every format and in inspect. CASES=1000
 * plants them everywhere, else in one place of six, chosen by SEED.
 *
 * Knows where secrets stand; the reports are searched as bytes.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "property.h"

#define CANARY "canary"
#define DIGITS "987654321098" /* of an account */

/* every secret that a rule can get at, said in every way that it can be said */
static const char loud_rule[] =
	"return control {\n"
	"  id = 'loud', title = 'Says all that it reads', severity = 'low', subject = 'region',\n"
	"  reads = { 'AWS::CloudTrail::Trail', 'AWS::Lambda::Function' },\n"
	"  check = function(region)\n"
	"    for f in each(region:all('AWS::Lambda::Function')) do\n"
	"      note(f, 'Role', 'role {r} of {l}', { r = f.Role, l = label(f) })\n"
	"      if f.Environment then\n"
	"        for k, v in each(f.Environment.Variables) do\n"
	"          fail(f.Environment, 'Variables', 'variable {k} is {v}', { k = k, v = v },\n"
	"            { counterexample = { value = v, longer = 'x' .. v }, detail = v })\n"
	"        end\n"
	"      end\n"
	"    end\n"
	"    for t in each(region:all('AWS::CloudTrail::Trail')) do\n"
	"      fail(t, 'S3BucketName', 'bucket {b} of {l}', { b = t.S3BucketName, l = label(t) })\n"
	"      fail(t, 'KMSKeyId', 'key {k}', { k = t.KMSKeyId })\n"
	"      fail(t, 'TrailName', 'name {k}', { k = t.TrailName })\n"
	"      for s in each(t.EventSelectors) do\n"
	"        for d in each(s.DataResources) do\n"
	"          fail(d, 'Values', 'values of {t}', { t = d.Type })\n"
	"          for v in each(d.Values) do fail(d, 'Values', 'value {v}', { v = v }) end\n"
	"        end\n"
	"      end\n"
	"    end\n"
	"    pass()\n"
	"  end,\n"
	"}\n";

struct tally {
	struct chance chance;
	bool expected; /* the canaries are no secrets: they are told */
	size_t one_of, runs, fail, unknown, pass, leaks;
};

/* in any letter case: a report may turn letters */
static const char *find_canary(const char *text)
{
	size_t len = strlen(CANARY);
	for (; text && *text; text++) {
		size_t i = 0;
		while (i < len && tolower((unsigned char)text[i]) == CANARY[i])
			i++;
		if (i == len || strncmp(text, DIGITS, 12) == 0)
			return text;
	}
	return NULL;
}

static void count(struct tally *t, const char *json)
{
	cJSON *report = cJSON_Parse(json);
	const cJSON *r;
	cJSON_ArrayForEach(r, get(report, "results"))
	{
		const char *verdict = text_of(r, "verdict");
		if (strcmp(text_of(r, "control"), LAMBDA_CONTROL) != 0)
			continue;
		t->fail += verdict[0] == 'f';
		t->unknown += verdict[0] == 'u';
		t->pass += verdict[0] == 'p';
	}
	cJSON_Delete(report);
}

static void look(const cJSON *inventory, const cJSON *params, struct tally *t, const char *where)
{
	struct reports r =
		judge_all(inventory, params, (const char *const[]){loud_rule, NULL}, true);
	const char *texts[] = {r.json, r.others};
	t->runs++;
	count(t, r.json);
	for (size_t i = 0; i < 2; i++) {
		const char *at = find_canary(texts[i]);
		if (!at)
			continue;
		size_t before = (size_t)(at - texts[i]) < 200 ? (size_t)(at - texts[i]) : 200;
		t->leaks++;
		if (t->expected)
			continue;
		printf("a secret is told: %s: %.*s\n", where, (int)before + 60, at - before);
	}
	reports_free(&r);
}

static void look_both(const cJSON *inventory, struct tally *t, const char *where)
{
	cJSON *params = cJSON_CreateObject();
	look(inventory, params, t, where);
	cJSON_AddStringToObject(params, "coverage", "current");
	cJSON_AddStringToObject(params, "closed_world", "true");
	cJSON_AddStringToObject(params, "management", "false");
	look(inventory, params, t, where);
	cJSON_Delete(params);
}

/* ---- sensitive values of a plan ---- */

static const char *const canaries[] = {CANARY "7",
	"arn:aws:lambda:us-east-1:123456789012:function:" CANARY "7",
	"arn:aws:lambda:us-east-1:123456789012:function:" CANARY "7:1", "arn:aws:lambda:" CANARY,
	"arn:aws:lambda:us-east-1:" DIGITS ":function:x", "us-" CANARY "-1", NULL};

/* the keys are secret as well, where a plan says so */
static void add_keys(cJSON *places, const cJSON *inventory)
{
	static const char *const keys[] = {
		"name", "arn", "home_region", "function_name", "environment", "region", NULL};
	const cJSON *plan, *r;
	cJSON_ArrayForEach(plan, inventory)
	{
		int i = 0;
		cJSON_ArrayForEach(r, get(plan, "resource_changes"))
		{
			for (size_t k = 0; keys[k]; k++) {
				cJSON *place = cJSON_CreateObject();
				cJSON *path = cJSON_AddArrayToObject(place, "path");
				cJSON_AddStringToObject(place, "file", plan->string);
				cJSON_AddItemToArray(path, cJSON_CreateString("resource_changes"));
				cJSON_AddItemToArray(path, cJSON_CreateNumber(i));
				cJSON_AddItemToArray(path, cJSON_CreateString("change"));
				cJSON_AddItemToArray(path, cJSON_CreateString("after"));
				cJSON_AddItemToArray(path, cJSON_CreateString(keys[k]));
				cJSON_AddItemToArray(places, place);
			}
			i++;
		}
	}
}

/* a canary of the shape that stood there */
static cJSON *canary_for(const cJSON *inventory, const cJSON *place, const char *canary)
{
	const cJSON *value = get(inventory, text_of(place, "file")), *s;
	cJSON *list;
	cJSON_ArrayForEach(s, get(place, "path")) value =
		cJSON_IsNumber(s) ? cJSON_GetArrayItem(value, s->valueint)
				  : get(value, s->valuestring);
	if (!cJSON_IsArray(value))
		return cJSON_CreateString(canary);
	list = cJSON_CreateArray();
	if (!cJSON_IsObject(value->child)) {
		cJSON_AddItemToArray(list, cJSON_CreateString(canary));
		return list;
	}
	cJSON_Delete(list);
	list = cJSON_Duplicate(value, true);
	cJSON_AddStringToObject(list->child, "name", canary);
	return list;
}

static void plant_everywhere(
	struct tally *t, const char *folder, const char *values, const char *marks)
{
	cJSON *inventory = inventory_load(folder);
	assert_non_null(inventory);
	cJSON *places = hideable(inventory);
	const cJSON *place;
	add_keys(places, inventory);
	cJSON_ArrayForEach(place, places)
	{
		char *where = cJSON_PrintUnformatted(place);
		for (size_t i = 0; canaries[i]; i++) {
			if (!one_in(&t->chance, t->one_of))
				continue;
			cJSON *with = cJSON_Duplicate(inventory, true);
			plant(with, place, values, marks,
				canary_for(inventory, place, canaries[i]));
			look_both(with, t, where);
			cJSON_Delete(with);
		}
		free(where);
	}
	cJSON_Delete(places);
	cJSON_Delete(inventory);
}

static void expect_silence(const struct tally *t)
{
	printf("%zu runs: %zu fail, %zu unknown, %zu pass\n", t->runs, t->fail, t->unknown,
		t->pass);
	assert_int_equal(t->leaks, 0);
}

static void test_sensitive_values(void **state)
{
	/* a part of them, unless asked for many cases */
	struct tally t = {.chance = chance_of(number_of("SEED", 20261123), "secrets"),
		.one_of = number_of("CASES", 0) >= 1000 ? 1 : 6};
	(void)state;
	plant_everywhere(&t, "tests/data/plans/T2-basic-all", "after", "after_sensitive");
	plant_everywhere(&t, "tests/data/plans/T4-adv-order", "after", "after_sensitive");
	plant_everywhere(&t, "tests/data/plans/T8-unknown-operator", "after", "after_sensitive");
	plant_everywhere(&t, "tests/data/plans/T16-forget", "before", "before_sensitive");
	plant_everywhere(&t, "tests/data/plans/T17-remove-selector", "before", "before_sensitive");
	expect_silence(&t);
	assert_true(t.fail > 0 && t.unknown > 0 && t.pass > 0);
}

/* the same values are told where nothing marks them: the test can see what it looks for */
static void test_what_is_no_secret_is_told(void **state)
{
	struct tally t = {.chance = chance_of(1, "told"), .expected = true, .one_of = 10};
	(void)state;
	plant_everywhere(&t, "tests/data/plans/T2-basic-all", "after", "not_sensitive");
	plant_everywhere(&t, "tests/data/plans/T4-adv-order", "after", "not_sensitive");
	printf("%zu runs, %zu outputs tell the canary\n", t.runs, t.leaks);
	assert_true(t.leaks > t.runs / 10);
}

/* ---- the rest of a plan ---- */

static void test_configuration(void **state)
{
	static const char *const keys[] = {
		"access_key", "secret_key", "token", "profile", "shared_credentials_files", NULL};
	struct tally t = {0};
	(void)state;
	cJSON *inventory = inventory_load("fixtures/plan");
	assert_non_null(inventory);
	cJSON *plan = inventory->child;
	cJSON *config = cJSON_GetObjectItem(plan, "configuration"), *provider, *constant;
	cJSON_ArrayForEach(provider, cJSON_GetObjectItem(config, "provider_config"))
	{
		cJSON *e = cJSON_GetObjectItem(provider, "expressions");
		for (size_t i = 0; keys[i]; i++) {
			cJSON_DeleteItemFromObject(e, keys[i]);
			constant = cJSON_AddObjectToObject(e, keys[i]);
			cJSON_AddStringToObject(constant, "constant_value", CANARY "-key");
		}
	}
	cJSON *root = cJSON_GetObjectItem(config, "root_module");
	cJSON *declared = cJSON_GetObjectItem(root, "variables");
	cJSON *set = cJSON_GetObjectItem(plan, "variables");
	declared = declared ? declared : cJSON_AddObjectToObject(root, "variables");
	set = set ? set : cJSON_AddObjectToObject(plan, "variables");
	cJSON_AddTrueToObject(cJSON_AddObjectToObject(declared, "secret"), "sensitive");
	cJSON_AddStringToObject(
		cJSON_AddObjectToObject(set, "secret"), "value", CANARY "-variable");
	cJSON_AddStringToObject(
		cJSON_AddObjectToObject(cJSON_AddObjectToObject(plan, "output_changes"), "o"),
		"after", CANARY "-output");
	look_both(inventory, &t, "configuration, variables and outputs");
	cJSON_Delete(inventory);
	expect_silence(&t);
}

/* a Region that a sensitive variable names is not told; it stays unknown */
static void test_sensitive_region(void **state)
{
	struct tally t = {0};
	(void)state;
	cJSON *inventory = inventory_load("tests/data/plans/T2-basic-all");
	assert_non_null(inventory);
	cJSON *plan = inventory->child, *config = cJSON_GetObjectItem(plan, "configuration"),
	      *provider;
	cJSON *root = cJSON_GetObjectItem(config, "root_module");
	cJSON_DeleteItemFromObject(root, "variables");
	cJSON_AddTrueToObject(
		cJSON_AddObjectToObject(cJSON_AddObjectToObject(root, "variables"), "secret"),
		"sensitive");
	cJSON_DeleteItemFromObject(plan, "variables");
	cJSON_AddStringToObject(
		cJSON_AddObjectToObject(cJSON_AddObjectToObject(plan, "variables"), "secret"),
		"value", "us-" CANARY "-1");
	cJSON_ArrayForEach(provider, cJSON_GetObjectItem(config, "provider_config"))
	{
		cJSON *e = cJSON_GetObjectItem(provider, "expressions");
		cJSON_DeleteItemFromObject(e, "region");
		cJSON_AddItemToObject(
			e, "region", cJSON_Parse("{\"references\":[\"var.secret\"]}"));
	}
	look_both(inventory, &t, "a Region from a sensitive variable");
	cJSON_Delete(inventory);
	expect_silence(&t);
}

/* ---- Lambda environments ---- */

#define VARIABLES "{\"Variables\":{\"TOKEN\":\"" CANARY "\",\"" CANARY "_KEY\":\"1\"}}"

static void add_environment(cJSON *inventory, const char *environment)
{
	cJSON *file, *f;
	cJSON_ArrayForEach(file, inventory)
		cJSON_ArrayForEach(f, cJSON_GetObjectItem(file, "Functions"))
	{
		cJSON_DeleteItemFromObject(f, "Environment");
		cJSON_AddItemToObject(f, "Environment", cJSON_Parse(environment));
	}
}

static void test_environments(void **state)
{
	static const char *const environments[] = {VARIABLES, "\"" CANARY "\"", "[\"" CANARY "\"]",
		"{\"Variables\":\"" CANARY "\"}", "{\"Variables\":{\"K\":[\"" CANARY "\"]}}",
		"{\"Variables\":{\"K\":{\"" CANARY "\":1}}}", "{\"Variables\":{\"" CANARY "\":1}}",
		"{\"Variables\":{\"" CANARY "\":null}}",
		"{\"Variables\":{\"" CANARY "\":{\"" CANARY "\":[]}}}",
		"{\"Error\":{\"ErrorCode\":\"x\",\"Message\":\"" CANARY "\"}}", NULL};
	static const char *const folders[] = {"fixtures/exports",
		"tests/data/rows/specific-missing-one", "tests/data/rows/basic-all",
		"tests/data/rows/truncated-list-enumerated", NULL};
	struct tally t = {0};
	(void)state;
	for (size_t f = 0; folders[f]; f++)
		for (size_t i = 0; environments[i]; i++) {
			cJSON *inventory = inventory_load(folders[f]);
			assert_non_null(inventory);
			add_environment(inventory, environments[i]);
			look_both(inventory, &t, environments[i]);
			cJSON_Delete(inventory);
		}
	expect_silence(&t);
	assert_true(t.fail > 0 && t.unknown > 0 && t.pass > 0);
}

/* the names of variables are secret, too: also of those that are known after apply, or of no text
 */
static void test_planned_environments(void **state)
{
	static const char *const environments[][2] = {
		{"[{\"variables\":{\"" CANARY "\":\"1\"}}]", "[{\"variables\":{}}]"},
		{"[{\"variables\":{}}]", "[{\"variables\":{\"" CANARY "\":true}}]"},
		{"[{\"variables\":{\"K\":\"" CANARY "\"}}]", "[{\"variables\":{\"L\":true}}]"},
		{"[{\"variables\":{\"" CANARY "\":[{\"" CANARY "\":0}]}}]", "[]"},
		{"[{\"variables\":\"" CANARY "\"}]", "[]"}, {NULL}};
	struct tally t = {0};
	(void)state;
	for (size_t i = 0; environments[i][0]; i++) {
		cJSON *inventory = inventory_load("tests/data/plans/T1-bare"), *plan, *r;
		assert_non_null(inventory);
		plan = cJSON_GetObjectItemCaseSensitive(inventory, "plan.json");
		cJSON_ArrayForEach(r, cJSON_GetObjectItemCaseSensitive(plan, "resource_changes"))
		{
			cJSON *change = cJSON_GetObjectItemCaseSensitive(r, "change");
			if (strcmp(text_of(r, "type"), "aws_lambda_function") != 0)
				continue;
			cJSON_ReplaceItemInObjectCaseSensitive(
				cJSON_GetObjectItemCaseSensitive(change, "after"), "environment",
				cJSON_Parse(environments[i][0]));
			cJSON_ReplaceItemInObjectCaseSensitive(
				cJSON_GetObjectItemCaseSensitive(change, "after_unknown"),
				"environment", cJSON_Parse(environments[i][1]));
		}
		look_both(inventory, &t, environments[i][1]);
		cJSON_Delete(inventory);
	}
	expect_silence(&t);
	assert_int_equal(t.fail, t.runs);
}

/* an export that is broken inside its secret, and one whose secrets differ in a second export */
static void test_broken_environments(void **state)
{
	static const char *const endings[] = {"", "\"}}}]}", "\\u0000\"}}}]}", "\n\"}}}]}",
		"\\q\"}}}]}", "\xff\"}}}]}", "\" " CANARY "}}}]}",
		"\",\"TOKEN\":\"" CANARY "\"}}}]}", "\",\"\\ud800" CANARY "\":1}}}]}",
		"\":\"" CANARY, NULL};
	struct tally t = {0};
	char text[512];
	(void)state;
	for (size_t i = 0; endings[i]; i++) {
		cJSON *inventory = inventory_load("tests/data/rows/basic-all");
		assert_non_null(inventory);
		snprintf(text, sizeof text,
			"{\"Functions\":[{\"FunctionName\":\"foo\",\"FunctionArn\":"
			"\"arn:aws:lambda:us-east-1:123456789012:function:foo\","
			"\"Environment\":{\"Variables\":{\"TOKEN\":\"" CANARY "%s",
			endings[i]);
		cJSON_AddStringToObject(
			inventory, ACCOUNT "/us-east-1/again/list-functions.json", text);
		look_both(inventory, &t, text);
		cJSON_Delete(inventory);
	}
	expect_silence(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sensitive_values),
		cmocka_unit_test(test_what_is_no_secret_is_told),
		cmocka_unit_test(test_configuration), cmocka_unit_test(test_sensitive_region),
		cmocka_unit_test(test_environments), cmocka_unit_test(test_planned_environments),
		cmocka_unit_test(test_broken_environments)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
