/*
 * simulate - a simulator of trails that reads the raw selectors itself.
 */
#include "simulate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool contains(const cJSON *list, const char *text)
{
	const cJSON *item;
	cJSON_ArrayForEach(
		item, list) if (text && strcmp(item->valuestring, text) == 0) return true;
	return false;
}

/* how: 0 the whole, 1 the head, 2 the tail */
static bool matches(const cJSON *list, int how, const char *value)
{
	const cJSON *item;
	cJSON_ArrayForEach(item, list)
	{
		const char *constant = item->valuestring;
		size_t len = value ? strlen(value) : 0, n = strlen(constant);
		if (!value || n > len || (how == 0 && n != len))
			continue;
		if (memcmp(how == 2 ? value + len - n : value, constant, n) == 0)
			return true;
	}
	return false;
}

static const char *value_of(const struct event *e, const char *field)
{
	const struct {
		const char *field, *value;
	} all[] = {{"eventCategory", e->category}, {"eventSource", e->source},
		{"eventType", e->kind}, {"eventName", e->name}, {"readOnly", e->read_only},
		{"resources.type", e->type}, {"resources.ARN", e->arn},
		{"userIdentity.arn", e->who}, {"sessionCredentialFromConsole", e->console}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (strcmp(all[i].field, field) == 0)
			return all[i].value;
	abort();
}

static bool field_lets_through(const cJSON *f, const struct event *e)
{
	static const char *const select[] = {"Equals", "StartsWith", "EndsWith"};
	static const char *const deselect[] = {"NotEquals", "NotStartsWith", "NotEndsWith"};
	const char *value = value_of(e, text_of(f, "Field"));
	bool wanted = false, selected = false;
	for (int how = 0; how < 3; how++) {
		const cJSON *list = get(f, select[how]);
		wanted = wanted || cJSON_GetArraySize(list) > 0;
		selected = selected || matches(list, how, value);
		if (matches(get(f, deselect[how]), how, value))
			return false;
	}
	return selected || !wanted;
}

static bool basic_records(const cJSON *s, const struct event *e)
{
	const char *kind = text_of(s, "ReadWriteType");
	const cJSON *r;
	if (strcmp(kind, "ReadOnly") == 0 && strcmp(e->read_only, "true") != 0)
		return false;
	if (strcmp(kind, "WriteOnly") == 0 && strcmp(e->read_only, "false") != 0)
		return false;
	if (strcmp(e->category, "Management") == 0)
		return !cJSON_IsFalse(get(s, "IncludeManagementEvents")) &&
		       !contains(get(s, "ExcludeManagementEventSources"), e->source);
	cJSON_ArrayForEach(r, get(s, "DataResources"))
	{
		const cJSON *values = get(r, "Values");
		if (strcmp(text_of(r, "Type"), e->type) == 0 &&
			(contains(values, "arn:aws:lambda") || contains(values, e->arn)))
			return true;
	}
	return false;
}

bool trail_records(const struct account *a, const struct trail *t, const struct event *e)
{
	const cJSON *s, *f;
	const cJSON *basic = get(t->selectors, "EventSelectors");
	const cJSON *advanced = get(t->selectors, "AdvancedEventSelectors");
	bool many = cJSON_IsTrue(get(t->listed, "IsMultiRegionTrail"));
	if (!cJSON_IsTrue(get(t->status, "IsLogging")))
		return false;
	if (a->rules.delivery && *text_of(t->status, "LatestDeliveryError"))
		return false;
	if (!many &&
		(a->rules.multi_region || strcmp(text_of(t->listed, "HomeRegion"), a->region) != 0))
		return false;
	cJSON_ArrayForEach(s, basic) if (basic_records(s, e)) return true;
	cJSON_ArrayForEach(s, advanced)
	{
		bool all = true;
		cJSON_ArrayForEach(f, get(s, "FieldSelectors")) all =
			all && field_lets_through(f, e);
		if (all)
			return true;
	}
	return cJSON_GetArraySize(basic) == 0 && cJSON_GetArraySize(advanced) == 0 &&
	       strcmp(e->category, "Management") == 0;
}

bool is_recorded(const struct account *a, const struct event *e)
{
	for (size_t i = 0; i < a->n; i++)
		if (trail_records(a, &a->trails[i], e))
			return true;
	return false;
}

/* ---- the account, read as it was written ---- */

void read_trails(struct account *a)
{
	const cJSON *file, *trail;
	char name[256];
	cJSON_ArrayForEach(file, a->inventory) cJSON_ArrayForEach(trail, get(file, "trailList"))
	{
		const char *home = text_of(trail, "HomeRegion");
		if (!strstr(file->string, home))
			continue;
		struct trail *t = &a->trails[a->n++];
		t->listed = trail;
		snprintf(name, sizeof name, ACCOUNT "/%s/get-event-selectors.%s.json", home,
			text_of(trail, "Name"));
		t->selectors = get(a->inventory, name);
		snprintf(name, sizeof name, ACCOUNT "/%s/get-trail-status.%s.json", home,
			text_of(trail, "Name"));
		t->status = get(a->inventory, name);
	}
}
