/*
 * The law of unknowns: with values or exports hidden, each verdict is the same or unknown; and
 * where it is the same, every completion of what was hidden has it. Pass and not applicable are
 * one.
 *
 * CASES cases from SEED; CASE=n runs that one alone. A violation is shrunk and printed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "property.h"

#include <dirent.h>

#define COMPLETIONS 4

/* fixtures that contradict themselves (two lists that differ, too), or hold what is no input */
static const char *const outside[] = {"wrong-account", "wrong-account-proven",
	"wrong-account-trimmed", "wrong-account-list-trails", "wrong-account-functions",
	"wrong-region", "wrong-region-organization", "lake-other-account", "wrong-region-trimmed",
	"wrong-region-proven", "left-organization", "shadow-listed-once", "own-selectors-failed",
	"conflicting-exports", "list-lacks-trail", "lists-differ", "functions-differ",
	"list-trails-lacks-trail", "stated-account", "stated-account-beside",
	"stated-account-number", "stated-in-envelope", "stated-region", "stated-region-no-trail",
	"stated-status", "status-differs-elsewhere", "status-differs-nowhere",
	"status-differs-stopped", "status-differs-unlabelled",
	/* one thing under two keys */
	"functions-by-version", "T33-both-selectors", "T34-raw-state",
	/* a name that no function can have: no list that is hidden may hold it */
	"odd-function",
	/* unknown lists are taken to be within the API's quotas, with values that it accepts */
	"r3-six-selectors", "r4-resources-250", "r4-resources-251", "r5-values-500",
	"r5-values-501", "r6-wildcard-beside-all", "r6-excluded-source", "r10-bucket-without-slash",
	/* two answers to one command: a new trail is put into one of them, and they differ */
	"shadow-listed-twice",
	/* several export sets of one account: add_one_worlds takes them one by one */
	"T31-plan-and-exports", NULL};

struct fixture {
	char name[300];
	cJSON *inventory;
};

/* controls of the tests' own, and the example: subjects and questions of every kind */
#define RULES_MAX 16
static char *rules[RULES_MAX + 1];

static cJSON *judge_here(const cJSON *inventory, const cJSON *params)
{
	return judge(inventory, params, (const char *const *)rules);
}

struct bench {
	struct fixture fixtures[400];
	size_t n;
	uint64_t seed;
	size_t decided, undecided; /* verdicts of worlds with something hidden */
};

static bool is_outside(const char *name)
{
	for (size_t i = 0; outside[i]; i++)
		if (strcmp(outside[i], name) == 0)
			return true;
	return false;
}

static int visible(const struct dirent *e)
{
	return e->d_name[0] != '.' && !strchr(e->d_name, '_');
}

static int visible_rule(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static void add_fixture(struct bench *b, const char *folder)
{
	struct fixture *f = &b->fixtures[b->n];
	f->inventory = inventory_load(folder);
	if (!f->inventory)
		return;
	snprintf(f->name, sizeof f->name, "%s", folder);
	b->n++;
}

static void add_fixtures(struct bench *b, const char *folder)
{
	struct dirent **entries;
	char path[300];
	int n = scandir(folder, &entries, visible, alphasort);
	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
		if (!is_outside(entries[i]->d_name))
			add_fixture(b, path);
		free(entries[i]);
	}
	free(entries);
}

/* a plan and exports together: each export set of T31-plan-and-exports with each of these plans */
static void add_one_worlds(struct bench *b)
{
	static const char *const sets[] = {"canonical", "stopped", "none"};
	static const char *const plans[] = {"T12-delete", "T14-replace", "T16-forget",
		"T17-remove-selector", "T18-no-op", "T2-basic-all", "T25-count-half",
		"T30-no-trail", "T5-logging-off", "T6-unknown-values", "T8-unknown-not-equals"};
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		for (size_t j = 0; j < sizeof plans / sizeof *plans; j++) {
			struct fixture *f = &b->fixtures[b->n++];
			char path[300];
			snprintf(path, sizeof path, "tests/data/plans/T31-plan-and-exports/%s",
				sets[i]);
			snprintf(f->name, sizeof f->name, "%s + %s", sets[i], plans[j]);
			f->inventory = inventory_load(path);
			snprintf(path, sizeof path, "tests/data/plans/%s", plans[j]);
			assert_true(f->inventory && inventory_add(f->inventory, path, "plan.json"));
		}
}

static bool is_unknown(const cJSON *result)
{
	return strcmp(text_of(result, "verdict"), "unknown") == 0;
}

static bool is_undecided(const cJSON *report)
{
	const cJSON *r;
	cJSON_ArrayForEach(r, cJSON_GetObjectItemCaseSensitive(
				      report, "results")) if (!is_unknown(r)) return false;
	return true;
}

static bool find_violation(const cJSON *inventory, const cJSON *params, const cJSON *hidden,
	uint64_t seed, struct violation *v)
{
	cJSON *hiding = hide(inventory, hidden);
	cJSON *less = judge_here(hiding, params);
	bool found = false;
	/* what is unknown throughout binds no completion */
	int completions = is_undecided(less) ? 0 : COMPLETIONS;
	for (int i = -1; !found && i < completions; i++) {
		cJSON *whole = i < 0 ? cJSON_Duplicate(inventory, true)
				     : complete(inventory, hidden, seed + (uint64_t)i);
		cJSON *full = judge_here(whole, params);
		found = violates(less, full, v) ||
			(i < 0 && loses_region(inventory, less, full, v));
		v->completion = i;
		cJSON_Delete(full);
		cJSON_Delete(whole);
	}
	cJSON_Delete(less);
	cJSON_Delete(hiding);
	return found;
}

/* ---- shrinking ---- */

static void shrink_hidden(const cJSON *inventory, const cJSON *params, cJSON *hidden, uint64_t seed,
	struct violation *v)
{
	for (int i = cJSON_GetArraySize(hidden) - 1; i >= 0; i--) {
		struct violation other;
		cJSON *fewer = cJSON_Duplicate(hidden, true);
		cJSON_DeleteItemFromArray(fewer, i);
		if (find_violation(inventory, params, fewer, seed, &other)) {
			cJSON_DeleteItemFromArray(hidden, i);
			*v = other;
		}
		cJSON_Delete(fewer);
	}
}

static void shrink_files(cJSON *inventory, const cJSON *params, const cJSON *hidden, uint64_t seed,
	struct violation *v)
{
	for (int i = cJSON_GetArraySize(inventory) - 1; i >= 0; i--) {
		struct violation other;
		cJSON *fewer = cJSON_Duplicate(inventory, true);
		const char *file = cJSON_GetArrayItem(inventory, i)->string;
		bool used = false;
		const cJSON *h;
		cJSON_ArrayForEach(h, hidden) used = used || strcmp(text_of(h, "file"), file) == 0;
		cJSON_DeleteItemFromArray(fewer, i);
		if (!used && fewer->child && find_violation(fewer, params, hidden, seed, &other)) {
			cJSON_DeleteItemFromArray(inventory, i);
			*v = other;
		}
		cJSON_Delete(fewer);
	}
}

static void print(const char *title, const cJSON *value)
{
	char *text = cJSON_PrintUnformatted(value);
	printf("  %s: %s\n", title, text);
	free(text);
}

static void report(const char *name, cJSON *inventory, const cJSON *params, cJSON *hidden,
	uint64_t seed, struct violation *v)
{
	shrink_hidden(inventory, params, hidden, seed, v);
	shrink_files(inventory, params, hidden, seed, v);
	shrink_hidden(inventory, params, hidden, seed, v);
	printf("the law is broken: %s, %s, %s: %s with values hidden, %s %s\n", name, v->control,
		v->subject, v->before, v->after,
		v->completion < 0 ? "as it was" : "when completed");
	print("params", params);
	print("hidden", hidden);
	print("as it was", inventory);
	if (v->completion >= 0) {
		cJSON *whole = complete(inventory, hidden, seed + (uint64_t)v->completion);
		print("completed", whole);
		cJSON_Delete(whole);
	}
}

/* ---- cases ---- */

/* some of what could be hidden: mostly little, now and then a lot */
static cJSON *choose(const cJSON *inventory, struct chance *c)
{
	cJSON *all = hideable(inventory), *chosen = cJSON_CreateArray();
	size_t n = one_in(c, 8) ? 2 + below(c, 12) : 1 + below(c, 3);
	while (n-- > 0 && cJSON_GetArraySize(all) > 0) {
		cJSON *one = cJSON_DetachItemFromArray(
			all, (int)below(c, (size_t)cJSON_GetArraySize(all)));
		/* a file is replaced once */
		if (is_hidden(chosen, text_of(one, "file")) && !get(one, "path")->child)
			cJSON_Delete(one);
		else
			cJSON_AddItemToArray(chosen, one);
	}
	cJSON_Delete(all);
	return chosen;
}

static void count(struct bench *b, const cJSON *inventory, const cJSON *params, const cJSON *hidden)
{
	cJSON *less = hide(inventory, hidden), *report_ = judge_here(less, params);
	const cJSON *r;
	cJSON_ArrayForEach(r, cJSON_GetObjectItemCaseSensitive(report_, "results"))
	{
		b->decided += !is_unknown(r);
		b->undecided += is_unknown(r);
	}
	cJSON_Delete(report_);
	cJSON_Delete(less);
}

/* a fixture, as it is or with some of its values changed for others */
static cJSON *vary(const cJSON *fixture, struct chance *c)
{
	if (one_in(c, 2))
		return cJSON_Duplicate(fixture, true);
	cJSON *changed = choose(fixture, c);
	cJSON *inventory = complete(fixture, changed, c->state);
	cJSON_Delete(changed);
	return inventory;
}

/* a plan that makes another account of this one, or does not know what is there; or it alone */
static void add_plan(cJSON *inventory, struct chance *c)
{
	cJSON *other = random_account(c), *from = one_in(c, 4) ? NULL : inventory;
	cJSON *plan = plan_between(from, other, (enum telling)below(c, 3), c);
	bool alone = one_in(c, 3);
	while (alone && inventory->child)
		cJSON_Delete(cJSON_DetachItemViaPointer(inventory, inventory->child));
	cJSON_AddItemToObject(inventory, "plan.json", plan);
	cJSON_Delete(other);
}

static bool run_case(struct bench *b, uint64_t i)
{
	char salt[32];
	snprintf(salt, sizeof salt, "case %llu", (unsigned long long)i);
	struct chance c = chance_of(b->seed, salt);
	const struct fixture *f = one_in(&c, 3) ? NULL : &b->fixtures[below(&c, b->n)];
	cJSON *inventory = f ? vary(f->inventory, &c) : random_account(&c);
	if (!f)
		add_more(inventory, &c);
	if (!f && one_in(&c, 2))
		add_plan(inventory, &c);
	cJSON *params = one_in(&c, 3) ? cJSON_CreateObject() : random_params(&c);
	cJSON *hidden = choose(inventory, &c);
	uint64_t seed = c.state;
	struct violation v;
	bool bad = hidden->child && find_violation(inventory, params, hidden, seed, &v);
	if (i % 16 == 0)
		count(b, inventory, params, hidden);
	if (bad) {
		printf("SEED=%llu CASE=%llu\n", (unsigned long long)b->seed, (unsigned long long)i);
		report(f ? f->name : "an account", inventory, params, hidden, seed, &v);
	}
	cJSON_Delete(inventory);
	cJSON_Delete(params);
	cJSON_Delete(hidden);
	return !bad;
}

static void test_law(void **state)
{
	struct bench *b = *state;
	size_t cases = number_of("CASES", 150), bad = 0;
	uint64_t only = number_of("CASE", UINT64_MAX);
	for (uint64_t i = 0; i < cases && only == UINT64_MAX; i++)
		bad += !run_case(b, i);
	if (only != UINT64_MAX)
		bad += !run_case(b, only);
	printf("%zu cases from %zu fixtures and random accounts, SEED=%llu; of every 16th, %zu "
	       "verdicts decided, %zu unknown\n",
		cases, b->n, (unsigned long long)b->seed, b->decided, b->undecided);
	assert_int_equal(bad, 0);
}

static void add_rules(void)
{
	static const char folder[] = "tests/property/rules";
	struct dirent **entries;
	char path[300];
	int n = scandir(folder, &entries, visible_rule, alphasort), used = 0;
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
		if (used < RULES_MAX - 1)
			rules[used++] = read_file(path);
		free(entries[i]);
	}
	assert_true(n > 0);
	free(entries);
	rules[used] = read_file("docs/examples/rules/controls/cloudtrail_kms.lua");
	assert_non_null(rules[used]);
}

static int set_up(void **state)
{
	struct bench *b = calloc(1, sizeof *b);
	if (!b)
		return -1;
	b->seed = number_of("SEED", 20261123);
	add_rules();
	add_fixtures(b, "tests/data/rows");
	add_fixtures(b, "tests/data/plans");
	add_one_worlds(b);
	add_fixture(b, "fixtures/exports");
	add_fixture(b, "fixtures/plan");
	*state = b;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *b = *state;
	if (!b)
		return -1;
	for (size_t i = 0; i < b->n; i++)
		cJSON_Delete(b->fixtures[i].inventory);
	for (size_t i = 0; rules[i]; i++)
		free(rules[i]);
	free(b);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_law)};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
