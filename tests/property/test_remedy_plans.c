/*
 * Remedies of random plans: their settings, applied to the plan's values, let the fails pass; no
 * simulated event that was recorded before goes unrecorded; the settings of the backout restore the
 * values. The patch of the sources changes the same values, and reversed restores the bytes. CASES
 * cases from SEED.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "configured.h"
#include "lost.h"

struct tally {
	size_t fails, remedied, none, patches;
};

/* ---- values of a plan ---- */

static cJSON *change_at(cJSON *plan, const char *address)
{
	cJSON *r;
	cJSON_ArrayForEach(
		r, cJSON_GetObjectItemCaseSensitive(plan,
			   "resource_changes")) if (strcmp(text_of(r, "address"), address) ==
						    0) return cJSON_GetObjectItemCaseSensitive(r,
		"change");
	return NULL;
}

static void set_value(cJSON *object, const char *key, cJSON *value)
{
	cJSON_DeleteItemFromObjectCaseSensitive(object, key);
	if (value)
		cJSON_AddItemToObject(object, key, value);
}

/* one part of settings: the lines below a comment that says what to do with a block */
static bool apply_part(cJSON *after, const char *comment, const cJSON *body)
{
	char name[64] = "";
	int at = 0;
	const cJSON *v;
	if (sscanf(comment, "remove block %d of %63s", &at, name) == 2) {
		cJSON_DeleteItemFromArray(cJSON_GetObjectItemCaseSensitive(after, name), at - 1);
		return true;
	}
	if (sscanf(comment, "block %d of %63s", &at, name) == 2)
		return cJSON_ReplaceItemInArray(cJSON_GetObjectItemCaseSensitive(after, name),
			at - 1, cJSON_Duplicate(get(body, name)->child, true));
	if (sscanf(comment, "add as block %d of %63s", &at, name) == 2) {
		if (!cJSON_IsArray(get(after, name)))
			set_value(after, name, cJSON_CreateArray());
		cJSON *list = cJSON_GetObjectItemCaseSensitive(after, name);
		return cJSON_GetArraySize(list) == at - 1 &&
		       cJSON_AddItemToArray(list, cJSON_Duplicate(get(body, name)->child, true));
	}
	cJSON_ArrayForEach(v, body) set_value(after, v->string, cJSON_Duplicate(v, true));
	return true;
}

/* all settings of a list of lines; blocks are removed from the last one */
static bool apply_settings(cJSON *plan, const cJSON *lines)
{
	const cJSON *line = lines ? lines->child : NULL;
	cJSON *after = NULL;
	bool good = true;
	int removals = 0;
	while (line && good) {
		char comment[256] = "", text[65536] = "";
		const char *first = line->valuestring;
		if (strncmp(first, "# ", 2) == 0 && change_at(plan, first + 2)) {
			after = cJSON_GetObjectItemCaseSensitive(
				change_at(plan, first + 2), "after");
			line = line->next;
			continue;
		}
		if (strncmp(first, "# ", 2) == 0) {
			snprintf(comment, sizeof comment, "%s", first + 2);
			line = line->next;
		}
		for (; line && strncmp(line->valuestring, "# ", 2) != 0; line = line->next) {
			strncat(text, line->valuestring, sizeof text - strlen(text) - 2);
			strcat(text, "\n");
		}
		/* the blocks that are removed are the last ones, so each shifts the next */
		int at = 0;
		char name[64];
		if (sscanf(comment, "remove block %d of %63s", &at, name) == 2)
			snprintf(comment, sizeof comment, "remove block %d of %s", at - removals++,
				name);
		else
			removals = 0;
		cJSON *body = body_read_all(text);
		good = after && body && apply_part(after, comment, body);
		cJSON_Delete(body);
	}
	return good;
}

/* Terraform writes what is unset as null */
static void write_unset(cJSON *values, const struct declared *d)
{
	for (; values && (d->cli || d->tf); d++) {
		if (!d->tf || strcmp(d->tf, "region") == 0)
			continue;
		if (!get(values, d->tf))
			cJSON_AddNullToObject(values, d->tf);
		cJSON *o;
		if (d->kind == OBJECTS)
			cJSON_ArrayForEach(o, cJSON_GetObjectItemCaseSensitive(values, d->tf))
				write_unset(o, d->inside);
	}
}

/* what was left as it is is updated now */
static void renew_actions(cJSON *plan)
{
	cJSON *r;
	cJSON_ArrayForEach(r, cJSON_GetObjectItemCaseSensitive(plan, "resource_changes"))
	{
		cJSON *change = cJSON_GetObjectItemCaseSensitive(r, "change");
		const cJSON *before = get(change, "before"), *after;
		if (strcmp(text_of(r, "type"), "aws_cloudtrail") == 0)
			write_unset(
				cJSON_GetObjectItemCaseSensitive(change, "after"), trail_planned);
		after = get(change, "after");
		const char *action = get(change, "actions")->child->valuestring;
		if (strcmp(action, "no-op") == 0 && !cJSON_Compare(before, after, true))
			cJSON_ReplaceItemInObjectCaseSensitive(
				change, "actions", cJSON_Parse("[\"update\"]"));
	}
}

/* ---- planned values as exports, for the simulator ---- */

static cJSON *as_exported(const struct declared *d, const cJSON *value)
{
	const cJSON *o;
	if (d->kind != OBJECTS)
		return cJSON_Duplicate(value, true);
	cJSON *list = cJSON_CreateArray();
	cJSON_ArrayForEach(o, value)
	{
		cJSON *out = cJSON_CreateObject();
		for (const struct declared *i = d->inside; i->cli || i->tf; i++)
			if (i->cli && i->tf && get(o, i->tf) && !cJSON_IsNull(get(o, i->tf)))
				cJSON_AddItemToObject(out, i->cli, as_exported(i, get(o, i->tf)));
		cJSON_AddItemToArray(list, out);
	}
	return list;
}

static void export_into(cJSON *document, const struct declared *d, const cJSON *values)
{
	for (; document && (d->cli || d->tf); d++)
		if (d->cli && d->tf)
			set_value(document, d->cli,
				get(values, d->tf) && !cJSON_IsNull(get(values, d->tf))
					? as_exported(d, get(values, d->tf))
					: NULL);
}

static cJSON *document_of(cJSON *account, const char *region, const char *command, const char *name)
{
	char file[256];
	snprintf(file, sizeof file, ACCOUNT "/%s/%s%s%s.json", region, command, *name ? "." : "",
		name);
	return cJSON_GetObjectItemCaseSensitive(account, file);
}

/* the account as it is after the plan */
static cJSON *account_after(const cJSON *to, const cJSON *plan)
{
	cJSON *account = cJSON_Duplicate(to, true), *file, *trail;
	const cJSON *r;
	cJSON_ArrayForEach(r, get(plan, "resource_changes"))
	{
		const cJSON *after = get(get(r, "change"), "after");
		const char *name = text_of(after, "name");
		if (strcmp(text_of(r, "type"), "aws_cloudtrail") != 0 || !cJSON_IsObject(after))
			continue;
		cJSON_ArrayForEach(file, account) cJSON_ArrayForEach(
			trail, cJSON_GetObjectItemCaseSensitive(file, "trailList"))
		{
			const char *home = text_of(trail, "HomeRegion");
			if (strcmp(text_of(trail, "Name"), name) != 0)
				continue;
			export_into(trail, trail_list, after);
			export_into(document_of(account, home, "get-event-selectors", name),
				trail_selectors, after);
			set_value(document_of(account, home, "get-trail-status", name), "IsLogging",
				cJSON_CreateBool(!cJSON_IsFalse(get(after, "enable_logging"))));
		}
	}
	return account;
}

/* ---- plans that the API may refuse ---- */

/* selectors with any values, also illegal ones, or of both kinds */
static void spoil(cJSON *plan, struct chance *c)
{
	cJSON *r;
	cJSON_ArrayForEach(r, cJSON_GetObjectItemCaseSensitive(plan, "resource_changes"))
	{
		cJSON *change = cJSON_GetObjectItemCaseSensitive(r, "change");
		cJSON *after = cJSON_GetObjectItemCaseSensitive(change, "after");
		if (strcmp(text_of(r, "type"), "aws_cloudtrail") != 0 || !cJSON_IsObject(after) ||
			one_in(c, 3))
			continue;
		const struct declared *kind = &trail_selectors[below(c, 2)];
		set_value(after, kind->tf, random_value(kind, true, c));
		if (!one_in(c, 5))
			set_value(after,
				kind == trail_selectors ? "advanced_event_selector"
							: "event_selector",
				NULL);
		if (one_in(c, 4))
			set_value(after, "include_global_service_events", cJSON_CreateFalse());
	}
	renew_actions(plan);
}

/* ---- the law ---- */

static size_t count_fails(const cJSON *report)
{
	const cJSON *r;
	size_t n = 0;
	cJSON_ArrayForEach(r, get(report, "results")) n +=
		strcmp(text_of(r, "verdict"), "fail") == 0;
	return n;
}

/* without what means the same as absence */
static cJSON *plain(const cJSON *values)
{
	static const char *const off[] = {"include_management_events", "read_write_type",
		"enable_logging", "is_multi_region_trail", "is_organization_trail",
		"include_global_service_events", "enable_log_file_validation", "arn", "home_region",
		"provider"};
	static const char *const defaults[] = {
		"true", "\"All\"", "true", "false", "false", "true", "false", NULL, NULL, NULL};
	cJSON *copy = cJSON_Duplicate(values, true);
	for (cJSON *v = copy ? copy->child : NULL, *next; v; v = next) {
		bool drop = cJSON_IsNull(v) || (cJSON_IsArray(v) && !v->child);
		next = v->next;
		for (size_t i = 0; cJSON_IsObject(copy) && i < sizeof off / sizeof *off; i++) {
			cJSON *d = defaults[i] ? cJSON_Parse(defaults[i]) : NULL;
			if (strcmp(v->string, off[i]) == 0)
				drop = drop || !d || cJSON_Compare(v, d, true);
			cJSON_Delete(d);
		}
		if (cJSON_IsObject(copy) && drop) {
			cJSON_Delete(cJSON_DetachItemViaPointer(copy, v));
			continue;
		}
		if (cJSON_IsArray(v) || cJSON_IsObject(v)) {
			char *key = v->string ? strdup(v->string) : NULL;
			cJSON *less = plain(v);
			if (key)
				cJSON_ReplaceItemInObjectCaseSensitive(copy, key, less);
			else
				cJSON_ReplaceItemViaPointer(copy, v, less);
			free(key);
		}
	}
	return copy;
}

static bool is_equal(const cJSON *a, const cJSON *b)
{
	cJSON *x = plain(a), *y = plain(b);
	bool same = cJSON_Compare(x, y, true);
	cJSON_Delete(x);
	cJSON_Delete(y);
	return same;
}

static bool same_plans(const cJSON *a, const cJSON *b)
{
	const cJSON *r, *s = get(b, "resource_changes")->child;
	cJSON_ArrayForEach(r, get(a, "resource_changes"))
	{
		if (!is_equal(get(get(r, "change"), "after"), get(get(s, "change"), "after")))
			return false;
		s = s->next;
	}
	return true;
}

/* true if the blocks of a configuration have the values of a plan */
static bool has_values(const char *configuration, const cJSON *plan)
{
	cJSON *blocks = configuration_read(configuration);
	const cJSON *r;
	bool same = blocks != NULL;
	cJSON_ArrayForEach(r, get(plan, "resource_changes"))
	{
		const cJSON *after = get(get(r, "change"), "after");
		if (cJSON_IsObject(after) && strcmp(text_of(r, "type"), "aws_cloudtrail") == 0)
			same = same && is_equal(get(blocks, text_of(r, "address")), after);
	}
	cJSON_Delete(blocks);
	return same;
}

static const char *wrong_patch(
	const char *configuration, const struct remedies *r, const cJSON *changed, struct tally *t)
{
	const char *why = NULL;
	char *after = diff_apply(configuration, r->patch, false), *back;
	t->patches++;
	if (!after)
		return "the patch does not apply";
	back = diff_apply(after, r->patch, true);
	if (!back || strcmp(back, configuration) != 0)
		why = "the patch in reverse restores other bytes";
	else if (!strstr(r->page, "No patch for") && !has_values(after, changed))
		why = "the patch writes other values than the settings";
	free(after);
	free(back);
	return why;
}

static const char *wrong(cJSON *plan, bool spoiled, const cJSON *to, const cJSON *params,
	const char *configuration, const struct remedies *r, struct tally *t)
{
	cJSON *inventory = cJSON_CreateObject(), *changed = cJSON_Duplicate(plan, true);
	cJSON *report = cJSON_Parse(r->json);
	const cJSON *remedy;
	size_t fails = count_fails(report), left;
	const char *why = has_values(configuration, plan) ? NULL : "the test's own configuration";
	cJSON_ArrayForEach(remedy,
		get(report, "remedies")) if (!why &&
					     !apply_settings(changed, get(remedy, "settings")))
		why = "settings can't be applied";
	renew_actions(changed);
	cJSON_AddItemToObject(inventory, "plan.json", cJSON_Duplicate(changed, true));
	cJSON *judged = judge(inventory, params, NULL);
	left = count_fails(judged);
	t->fails += fails;
	t->none += r->unremedied;
	t->remedied += fails - left;
	if (!why && left != r->unremedied)
		why = "a fail with a remedy remains";
	cJSON *was = account_after(to, plan), *is = account_after(to, changed);
	if (!why && !spoiled && loses_events(was, is))
		why = "an event that was recorded is lost";
	if (!why && r->patch && *r->patch)
		why = wrong_patch(configuration, r, changed, t);
	for (int i = cJSON_GetArraySize(get(report, "remedies")) - 1; !why && i >= 0; i--) {
		remedy = cJSON_GetArrayItem(get(report, "remedies"), i);
		if (!apply_settings(changed, get(remedy, "settingsBackout")))
			why = "settings of the backout can't be applied";
	}
	if (!why && !same_plans(plan, changed))
		why = "the backout restores other values";
	cJSON_Delete(was);
	cJSON_Delete(is);
	cJSON_Delete(judged);
	cJSON_Delete(report);
	cJSON_Delete(inventory);
	cJSON_Delete(changed);
	return why;
}

static bool run_case(uint64_t seed, uint64_t i, struct tally *t)
{
	char salt[32];
	snprintf(salt, sizeof salt, "plan remedy %llu", (unsigned long long)i);
	struct chance c = chance_of(seed, salt);
	cJSON *to = random_account(&c), *from = one_in(&c, 2) ? random_account(&c) : NULL;
	cJSON *params = one_in(&c, 2) ? cJSON_CreateObject() : random_params(&c);
	cJSON_DeleteItemFromObject(params, "allow_event_data_store");
	cJSON_DeleteItemFromObject(params, "require_delivery");
	cJSON_DeleteItemFromObject(params, "closed_world");
	cJSON_AddStringToObject(params, "closed_world", "true");
	cJSON *inventory = cJSON_CreateObject(), *plan = plan_between(from, to, TOLD, &c);
	bool spoiled = one_in(&c, 3);
	if (spoiled)
		spoil(plan, &c);
	char *configuration = configuration_of(plan, &c);
	cJSON_AddItemToObject(inventory, "plan.json", plan);
	struct remedies r = judge_remedies(inventory, params, configuration);
	const char *why = wrong(plan, spoiled, to, params, configuration, &r, t);
	if (why) {
		char *p = cJSON_PrintUnformatted(params);
		printf("SEED=%llu CASE=%llu: %s\n  params: %s\n%s\n%s\n%s\n",
			(unsigned long long)seed, (unsigned long long)i, why, p, configuration,
			r.page, r.patch ? r.patch : "");
		free(p);
	}
	remedies_free(&r);
	free(configuration);
	cJSON_Delete(inventory);
	cJSON_Delete(params);
	cJSON_Delete(to);
	cJSON_Delete(from);
	return !why;
}

static void test_remedies_of_plans(void **state)
{
	size_t cases = number_of("CASES", 60), bad = 0;
	uint64_t only = number_of("CASE", UINT64_MAX), seed = number_of("SEED", 20261129);
	struct tally t = {0};
	(void)state;
	for (uint64_t i = 0; i < cases && only == UINT64_MAX; i++)
		bad += !run_case(seed, i, &t);
	if (only != UINT64_MAX)
		bad += !run_case(seed, only, &t);
	printf("%zu plans, SEED=%llu: %zu fails, %zu pass, %zu without a remedy, %zu patches\n",
		cases, (unsigned long long)seed, t.fails, t.remedied, t.none, t.patches);
	assert_int_equal(bad, 0);
	if (only == UINT64_MAX)
		assert_true(t.remedied > t.none && t.patches > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_remedies_of_plans)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
