/*
 * commands - applies the AWS CLI commands of a script to exports, as CloudTrail would.
 *
 * Understands the four commands that a remedy of the bundled control can have, and words of a shell
 * with single quotes. Anything else is an error.
 */
#include "commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 16

/* split a line into words; the text is changed */
static size_t split(char *line, char **words)
{
	size_t n = 0;
	char *out = line;
	while (*line && n < WORDS_MAX) {
		bool quoted = false;
		while (*line == ' ')
			line++;
		if (!*line)
			break;
		words[n++] = out;
		for (; *line && (quoted || *line != ' '); line++) {
			if (*line == '\'')
				quoted = !quoted;
			else if (*line == '\\' && !quoted)
				*out++ = *++line;
			else
				*out++ = *line;
		}
		if (*line)
			line++;
		*out++ = 0;
	}
	return n;
}

static const char *option(char **words, size_t n, const char *name)
{
	for (size_t i = 0; i + 1 < n; i++)
		if (strcmp(words[i], name) == 0)
			return words[i + 1];
	return NULL;
}

static bool has(char **words, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], name) == 0)
			return true;
	return false;
}

static void set_bool(cJSON *object, const char *key, bool value)
{
	cJSON_DeleteItemFromObjectCaseSensitive(object, key);
	cJSON_AddBoolToObject(object, key, value);
}

static cJSON *find_listed(cJSON *list, const char *arn)
{
	cJSON *trail;
	cJSON_ArrayForEach(
		trail, list) if (strcmp(text_of(trail, "TrailARN"), arn) == 0) return trail;
	return NULL;
}

/* the trail in the list of its home Region */
static cJSON *find_trail(cJSON *inventory, const char *arn)
{
	cJSON *file;
	cJSON_ArrayForEach(file, inventory)
	{
		cJSON *trail =
			find_listed(cJSON_GetObjectItemCaseSensitive(file, "trailList"), arn);
		if (trail && strstr(file->string, text_of(trail, "HomeRegion")))
			return trail;
	}
	return NULL;
}

static cJSON *document_of(cJSON *inventory, const cJSON *trail, const char *command)
{
	char name[256];
	snprintf(name, sizeof name, ACCOUNT "/%s/%s.%s.json", text_of(trail, "HomeRegion"), command,
		text_of(trail, "Name"));
	return cJSON_GetObjectItemCaseSensitive(inventory, name);
}

/* true if a Region lists five other trails: a sixth one is refused */
static bool is_full(cJSON *inventory, const char *region, const char *arn)
{
	const char *seen[16];
	size_t n = 0;
	cJSON *file, *trail;
	cJSON_ArrayForEach(file, inventory)
	{
		cJSON_ArrayForEach(trail, cJSON_GetObjectItemCaseSensitive(file, "trailList"))
		{
			const char *other = text_of(trail, "TrailARN");
			bool counts = strcmp(other, arn) != 0 &&
				      (cJSON_IsTrue(get(trail, "IsMultiRegionTrail")) ||
					      strcmp(text_of(trail, "HomeRegion"), region) == 0);
			for (size_t i = 0; i < n; i++)
				counts = counts && strcmp(seen[i], other) != 0;
			if (counts && n < 16)
				seen[n++] = other;
		}
	}
	return n >= 5;
}

static bool reaches_full_region(cJSON *inventory, const cJSON *trail)
{
	cJSON *file;
	cJSON_ArrayForEach(file, inventory)
	{
		char region[32] = "";
		sscanf(file->string, ACCOUNT "/%31[^/]", region);
		if (get(file, "trailList") && strcmp(region, text_of(trail, "HomeRegion")) != 0 &&
			is_full(inventory, region, text_of(trail, "TrailARN")))
			return true;
	}
	return false;
}

/* a multi-Region trail is listed in every Region */
static void list_everywhere(cJSON *inventory, const cJSON *trail, const char *arn)
{
	bool many = cJSON_IsTrue(get(trail, "IsMultiRegionTrail"));
	cJSON *file;
	cJSON_ArrayForEach(file, inventory)
	{
		cJSON *list = cJSON_GetObjectItemCaseSensitive(file, "trailList");
		cJSON *shadow = find_listed(list, arn);
		if (!list || shadow == trail)
			continue;
		if (shadow)
			cJSON_Delete(cJSON_DetachItemViaPointer(list, shadow));
		if (many)
			cJSON_AddItemToArray(list, cJSON_Duplicate(trail, true));
	}
}

static bool update_trail(cJSON *inventory, char **words, size_t n, const char *arn)
{
	cJSON *trail = find_trail(inventory, arn);
	if (!trail)
		return false;
	if (has(words, n, "--is-multi-region-trail") && reaches_full_region(inventory, trail))
		return false;
	if (has(words, n, "--is-multi-region-trail") || has(words, n, "--no-is-multi-region-trail"))
		set_bool(trail, "IsMultiRegionTrail", has(words, n, "--is-multi-region-trail"));
	if (has(words, n, "--include-global-service-events") ||
		has(words, n, "--no-include-global-service-events"))
		set_bool(trail, "IncludeGlobalServiceEvents",
			has(words, n, "--include-global-service-events"));
	/* the API refuses it */
	if (cJSON_IsTrue(get(trail, "IsMultiRegionTrail")) &&
		cJSON_IsFalse(get(trail, "IncludeGlobalServiceEvents")))
		return false;
	list_everywhere(inventory, trail, arn);
	return true;
}

/* how many values of basic selectors count towards the quota; -1: one is refused */
static int count_resources(const cJSON *list)
{
	const cJSON *s, *r, *v;
	int n = 0;
	cJSON_ArrayForEach(s, list)
	{
		if (cJSON_IsFalse(get(s, "IncludeManagementEvents")) &&
			cJSON_GetArraySize(get(s, "DataResources")) == 0)
			return -1;
		cJSON_ArrayForEach(r, get(s, "DataResources"))
			cJSON_ArrayForEach(v, get(r, "Values"))
		{
			if (strchr(v->valuestring, '*'))
				return -1;
			n += strcmp(v->valuestring, "arn:aws:lambda") != 0 &&
			     strcmp(v->valuestring, "arn:aws:s3") != 0;
		}
	}
	return n;
}

/* how many values advanced selectors have; -1: an operator or a selector is empty */
static int count_values(const cJSON *list)
{
	const cJSON *s, *f, *operator;
	int n = 0;
	cJSON_ArrayForEach(s, list)
	{
		if (cJSON_GetArraySize(get(s, "FieldSelectors")) == 0)
			return -1;
		cJSON_ArrayForEach(f, get(s, "FieldSelectors")) cJSON_ArrayForEach(operator, f)
		{
			if (!cJSON_IsArray(operator))
				continue;
			if (cJSON_GetArraySize(operator) == 0)
				return -1;
			n += cJSON_GetArraySize(operator);
		}
	}
	return n;
}

/* true if the API takes the selectors */
static bool are_legal(const cJSON *list, bool basic)
{
	int n = cJSON_GetArraySize(list),
	    values = basic ? count_resources(list) : count_values(list);
	return n > 0 && values >= 0 && (basic ? n <= 5 && values <= 250 : values <= 500);
}

static bool put_event_selectors(cJSON *inventory, char **words, size_t n, const char *arn)
{
	const char *basic = option(words, n, "--event-selectors");
	const char *advanced = option(words, n, "--advanced-event-selectors");
	cJSON *trail = find_trail(inventory, arn);
	cJSON *document = trail ? document_of(inventory, trail, "get-event-selectors") : NULL;
	cJSON *list = cJSON_Parse(basic ? basic : advanced ? advanced : "");
	bool legal = document && !basic != !advanced && are_legal(list, basic != NULL);
	if (!legal) {
		cJSON_Delete(list);
		return false;
	}
	cJSON_DeleteItemFromObjectCaseSensitive(document, "EventSelectors");
	cJSON_DeleteItemFromObjectCaseSensitive(document, "AdvancedEventSelectors");
	cJSON_AddItemToObject(document, basic ? "EventSelectors" : "AdvancedEventSelectors", list);
	cJSON *s;
	cJSON_ArrayForEach(s, list)
	{
		/* AWS prints them */
		if (basic && !get(s, "DataResources"))
			cJSON_AddArrayToObject(s, "DataResources");
		if (basic && !get(s, "ExcludeManagementEventSources"))
			cJSON_AddArrayToObject(s, "ExcludeManagementEventSources");
	}
	return true;
}

static bool set_logging(cJSON *inventory, const char *arn, bool logging)
{
	cJSON *trail = find_trail(inventory, arn);
	cJSON *status = trail ? document_of(inventory, trail, "get-trail-status") : NULL;
	if (status)
		set_bool(status, "IsLogging", logging);
	return status != NULL;
}

static bool run_line(cJSON *inventory, char *line)
{
	char *words[WORDS_MAX];
	char *end = strstr(line, " || exit 1");
	if (!end)
		return false;
	*end = 0;
	size_t n = split(line, words);
	if (n < 5 || strcmp(words[1], "cloudtrail") != 0 || !option(words, n, "--region"))
		return false;
	const char *name = option(words, n, "--name");
	const char *trail_name = option(words, n, "--trail-name");
	if (strcmp(words[2], "put-event-selectors") == 0)
		return trail_name && put_event_selectors(inventory, words, n, trail_name);
	if (strcmp(words[2], "update-trail") == 0)
		return name && update_trail(inventory, words, n, name);
	if (strcmp(words[2], "start-logging") == 0 || strcmp(words[2], "stop-logging") == 0)
		return name && set_logging(inventory, name, words[2][2] == 'a');
	return false;
}

bool run_commands(cJSON *inventory, const char *script, size_t *n)
{
	char *text = strdup(script), *line = text;
	bool good = text != NULL;
	while (good && line) {
		char *next = strchr(line, '\n');
		if (next)
			*next++ = 0;
		if (strncmp(line, "aws ", 4) == 0) {
			good = run_line(inventory, line);
			(*n)++;
		}
		line = next;
	}
	free(text);
	return good;
}
