/*
 * another - another output of a command, as the same account might have printed it.
 *
 * There is one truth for each trail, whichever export tells it, and what another export still
 * tells stays. Knows what each command prints; judges nothing.
 */
#include "property.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool is_hidden(const cJSON *hidden, const char *file)
{
	const cJSON *h;
	cJSON_ArrayForEach(h, hidden) if (!get(h, "path")->child &&
					  strcmp(text_of(h, "file"), file) == 0) return true;
	return false;
}

static bool mentions(const cJSON *document, const char *text)
{
	char *printed = cJSON_PrintUnformatted(document);
	bool found = strstr(printed, text) != NULL;
	free(printed);
	return found;
}

/* does another export, one that is still there, tell of the same? */
bool known_elsewhere(
	const cJSON *inventory, const cJSON *hidden, const cJSON *document, const char *arn)
{
	const cJSON *file;
	bool selectors = command_of(document->string)->gives == trail_selectors;
	cJSON_ArrayForEach(file, inventory)
	{
		const struct command *c = command_of(file->string);
		if (file == document || !c || is_hidden(hidden, file->string))
			continue;
		/* list-trails and list-event-data-stores only name things */
		bool same = c->gives == (selectors ? trail_selectors : trail_list);
		if (same && *arn && mentions(file, arn))
			return true;
	}
	return false;
}

/* one truth for each trail, whichever export tells it; NULL: it is not listed here */
static cJSON *another_trail(
	const cJSON *inventory, const cJSON *trail, const char *region, uint64_t seed)
{
	struct chance c = chance_of(seed, text_of(trail, "TrailARN"));
	cJSON *other = cJSON_Duplicate(trail, true);
	bool many = cJSON_IsTrue(get(trail, "IsMultiRegionTrail")), becomes = many;
	for (const struct declared *d = trail_list; d->cli; d++) {
		if (strcmp(d->cli, "IsOrganizationTrail") == 0)
			continue;
		cJSON_DeleteItemFromObjectCaseSensitive(other, d->cli);
		cJSON *value = random_value(d, false, &c);
		if (strcmp(d->cli, "IsMultiRegionTrail") == 0) {
			/* a multi-Region trail is listed in every Region */
			if (!many && count_of(inventory, "describe-trails") > 1)
				value->type = cJSON_False;
			becomes = cJSON_IsTrue(value);
		}
		cJSON_AddItemToObject(other, d->cli, value);
	}
	if (many && !becomes && !strstr(text_of(trail, "TrailARN"), region)) {
		cJSON_Delete(other);
		return NULL;
	}
	return other;
}

static void add_new_trail(
	cJSON *inventory, cJSON *trails, const char *file, bool alone, struct chance *c)
{
	char *account = world_part(file, 0), *region = world_part(file, 1);
	char arn[256], name[512];
	snprintf(arn, sizeof arn, "arn:aws:cloudtrail:%s:%s:trail/new", region, account);
	if (mentions(inventory, arn)) {
		free(account);
		free(region);
		return;
	}
	cJSON *trail = cJSON_CreateObject(), *selectors = random_selectors(c);
	cJSON_AddStringToObject(trail, "Name", "new");
	cJSON_AddStringToObject(trail, "TrailARN", arn);
	cJSON_AddStringToObject(trail, "HomeRegion", region);
	cJSON_AddBoolToObject(trail, "IsMultiRegionTrail", alone && one_in(c, 2));
	add_constants(trail);
	cJSON_AddItemToArray(trails, trail);
	cJSON_AddStringToObject(selectors, "TrailARN", arn);
	snprintf(name, sizeof name, "%s/%s/get-event-selectors.new.json", account, region);
	cJSON_AddItemToObject(inventory, name, selectors);
	snprintf(name, sizeof name, "%s/%s/get-trail-status.new.json", account, region);
	cJSON_AddItemToObject(inventory, name, random_status(c));
	free(account);
	free(region);
}

static cJSON *other_trails(cJSON *into, const cJSON *inventory, const cJSON *hidden,
	const cJSON *document, uint64_t seed, struct chance *c)
{
	cJSON *output = cJSON_Duplicate(output_of(document), true);
	cJSON *trails = cJSON_CreateArray();
	char *region = world_part(document->string, 1);
	const cJSON *trail;
	cJSON_ArrayForEach(trail, get(output_of(document), "trailList"))
	{
		bool fixed =
			known_elsewhere(inventory, hidden, document, text_of(trail, "TrailARN"));
		cJSON *other = fixed ? cJSON_Duplicate(trail, true)
				     : another_trail(inventory, trail, region, seed);
		if (other)
			cJSON_AddItemToArray(trails, other);
	}
	free(region);
	if (one_in(c, 2) && count_of(inventory, "list-trails") == 0)
		add_new_trail(into, trails, document->string,
			count_of(inventory, "describe-trails") == 1, c);
	cJSON_ReplaceItemInObjectCaseSensitive(output, "trailList", trails);
	return output;
}

/* a Region that no export was asked of has a trail of its own */
static void add_listed_trail(cJSON *into, cJSON *output, const char *file, struct chance *c)
{
	char *account = world_part(file, 0), name[256], arn[256];
	cJSON *trails = cJSON_GetObjectItemCaseSensitive(output, "Trails");
	snprintf(name, sizeof name, "%s/eu-west-1/", account);
	snprintf(arn, sizeof arn, "arn:aws:cloudtrail:eu-west-1:%s:trail/far", account);
	if (!mentions(into, "eu-west-1")) {
		cJSON *entry = cJSON_CreateObject(), *selectors = random_selectors(c);
		cJSON_AddStringToObject(entry, "TrailARN", arn);
		cJSON_AddStringToObject(entry, "Name", "far");
		cJSON_AddStringToObject(entry, "HomeRegion", "eu-west-1");
		cJSON_AddItemToArray(trails, entry);
		cJSON_AddStringToObject(selectors, "TrailARN", arn);
		snprintf(name, sizeof name, "%s/eu-west-1/get-event-selectors.far.json", account);
		cJSON_AddItemToObject(into, name, selectors);
		snprintf(name, sizeof name, "%s/eu-west-1/get-trail-status.far.json", account);
		cJSON_AddItemToObject(into, name, random_status(c));
	}
	free(account);
}

static cJSON *other_list(cJSON *into, const cJSON *document, struct chance *c)
{
	cJSON *output = cJSON_Duplicate(output_of(document), true);
	if (one_in(c, 2))
		add_listed_trail(into, output, document->string, c);
	if (one_in(c, 6))
		cJSON_AddStringToObject(output, "NextToken", "t");
	return output;
}

/* without what a plan makes: it would not be there yet */
static void drop_planned(const cJSON *inventory, const cJSON *before, cJSON *output)
{
	cJSON *list = cJSON_GetObjectItemCaseSensitive(output, "Functions");
	for (int i = cJSON_GetArraySize(list) - 1; i >= 0; i--) {
		char name[80];
		const cJSON *file;
		bool planned = false;
		snprintf(name, sizeof name, "\"%s\"",
			text_of(cJSON_GetArrayItem(list, i), "FunctionName"));
		cJSON_ArrayForEach(file, inventory) planned =
			planned || (is_plan(file) && mentions(file, name));
		if (planned && !mentions(before, name))
			cJSON_DeleteItemFromArray(list, i);
	}
}

static cJSON *other_functions(const cJSON *inventory, const cJSON *document, struct chance *c)
{
	char *account = world_part(document->string, 0), *region = world_part(document->string, 1);
	cJSON *other = random_functions(account, region, c);
	drop_planned(inventory, output_of(document), other);
	free(account);
	free(region);
	return other;
}

static cJSON *other_stores(cJSON *into, const cJSON *document, struct chance *c)
{
	cJSON *output = cJSON_Duplicate(output_of(document), true);
	char *region = world_part(document->string, 1);
	if (one_in(c, 2) && !mentions(into, "sea"))
		add_store(into, cJSON_GetObjectItemCaseSensitive(output, "EventDataStores"), region,
			"sea", c);
	free(region);
	return output;
}

static cJSON *other_store(const cJSON *document, struct chance *c)
{
	const cJSON *output = output_of(document);
	cJSON *other = random_store(c);
	cJSON_AddStringToObject(other, "EventDataStoreArn", text_of(output, "EventDataStoreArn"));
	cJSON_AddStringToObject(other, "Name", text_of(output, "Name"));
	return other;
}

static cJSON *other_selectors(const cJSON *inventory, const cJSON *document, uint64_t seed)
{
	struct chance same = chance_of(seed, arn_of(inventory, document));
	cJSON *other = random_selectors(&same);
	const char *arn = text_of(output_of(document), "TrailARN");
	if (*arn)
		cJSON_AddStringToObject(other, "TrailARN", arn);
	return other;
}

static cJSON *other_trail(const cJSON *inventory, const cJSON *document, uint64_t seed)
{
	const cJSON *trail = get(output_of(document), "Trail");
	cJSON *output = cJSON_Duplicate(output_of(document), true);
	cJSON *other = another_trail(inventory, trail, text_of(trail, "HomeRegion"), seed);
	if (other)
		cJSON_ReplaceItemInObjectCaseSensitive(output, "Trail", other);
	return output;
}

/* is the same list asked for once more? two of them that differ contradict each other */
static bool asked_twice(const cJSON *inventory, const cJSON *document)
{
	const char *name = document->string, *slash = strrchr(name, '/');
	size_t folder = slash ? (size_t)(slash - name) + 1 : 0;
	const cJSON *file;
	/* the account's list is the same from each of its Regions */
	bool account = strcmp(command_of(name)->word, "list-trails") == 0;
	if (account)
		folder = strcspn(name, "/");
	cJSON_ArrayForEach(file, inventory)
	{
		bool here = strncmp(file->string, name, folder) == 0 &&
			    (account || !strchr(file->string + folder, '/'));
		if (file != document && here && command_of(file->string) == command_of(name))
			return true;
	}
	return false;
}

cJSON *another_output(cJSON *into, const cJSON *inventory, const cJSON *hidden,
	const cJSON *document, uint64_t seed)
{
	const struct command *k = command_of(document->string);
	struct chance c = chance_of(seed, document->string);
	if (k->at && k->many && asked_twice(inventory, document))
		return cJSON_Duplicate(output_of(document), true);
	if (k->gives == trail_status)
		return random_status(&c);
	if (k->gives == store_values)
		return other_store(document, &c);
	if (k->gives == function_values)
		return other_functions(inventory, document, &c);
	if (strcmp(k->word, "describe-trails") == 0)
		return other_trails(into, inventory, hidden, document, seed, &c);
	if (strcmp(k->word, "list-trails") == 0)
		return other_list(into, document, &c);
	if (strcmp(k->word, "list-event-data-stores") == 0)
		return other_stores(into, document, &c);
	/* another export of the same trail still says it */
	if (known_elsewhere(inventory, hidden, document, arn_of(inventory, document)))
		return cJSON_Duplicate(output_of(document), true);
	return k->gives == trail_selectors ? other_selectors(inventory, document, seed)
					   : other_trail(inventory, document, seed);
}
