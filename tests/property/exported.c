/*
 * exported - which file of a inventory is the output of which command, and where in it, or in a
 * plan, what is declared stands.
 *
 * Knows the shapes of documents. Written apart from rules/types.
 */
#include "property.h"

#include <stdlib.h>
#include <string.h>

static const struct command commands[] = {
	{"describe-trails", "cloudtrail describe-trails", "trailList", true, trail_list, NULL},
	{"list-trails", "cloudtrail list-trails", "Trails", true, NULL, NULL},
	{"get-trail-status", "cloudtrail get-trail-status", NULL, false, trail_status, "Name"},
	{"get-trail", "cloudtrail get-trail", "Trail", false, trail_list, "Name"},
	{"get-event-selectors", "cloudtrail get-event-selectors", NULL, false, trail_selectors,
		"TrailName"},
	{"list-functions", "lambda list-functions", "Functions", true, function_values, NULL},
	{"list-event-data-stores", "cloudtrail list-event-data-stores", "EventDataStores", true,
		NULL, NULL},
	{"get-event-data-store", "cloudtrail get-event-data-store", NULL, false, store_values,
		"EventDataStore"},
};

static const char *base_of(const char *file)
{
	const char *slash = strrchr(file, '/');
	return slash ? slash + 1 : file;
}

const struct command *command_of(const char *file)
{
	const char *base = base_of(file);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		size_t len = strlen(commands[i].word);
		if (strncmp(base, commands[i].word, len) == 0 && base[len] == '.')
			return &commands[i];
	}
	return NULL;
}

bool is_plan(const cJSON *document)
{
	return get(document, "format_version") != NULL;
}

/* an export in its envelope, or as it fell */
const cJSON *output_of(const cJSON *document)
{
	const cJSON *output = get(document, "assay") ? get(document, "output") : NULL;
	return output ? output : document;
}

const struct declared *declared_type(const char *type)
{
	if (strcmp(type, "aws_cloudtrail") == 0)
		return trail_planned;
	if (strcmp(type, "aws_lambda_function") == 0)
		return function_values;
	return strcmp(type, "aws_cloudtrail_event_data_store") == 0 ? store_planned : NULL;
}

/* the ARN that an export is about: its own, or that of the trail it is named after */
const char *arn_of(const cJSON *inventory, const cJSON *document)
{
	const cJSON *output = output_of(document), *trail = get(output, "Trail");
	const char *arn = text_of(trail ? trail : output, "TrailARN");
	const char *label = strchr(base_of(document->string), '.');
	const char *found = "";
	const cJSON *file;
	if (!*arn)
		arn = text_of(output, "EventDataStoreArn");
	if (*arn || !label)
		return arn;
	size_t len = strlen(label + 1) >= 5 ? strlen(label + 1) - 5 : 0;
	char *account = world_part(document->string, 0), *region = world_part(document->string, 1);
	cJSON_ArrayForEach(file, inventory)
	{
		cJSON_ArrayForEach(trail, get(output_of(file), "trailList"))
		{
			const char *name = text_of(trail, "Name");
			bool here = strstr(file->string, account) && strstr(file->string, region);
			if (len && strlen(name) == len && strncmp(name, label + 1, len) == 0 &&
				(here || !*found))
				found = text_of(trail, "TrailARN");
		}
	}
	free(account);
	free(region);
	return found;
}

size_t count_of(const cJSON *inventory, const char *word)
{
	const cJSON *file;
	size_t n = 0;
	cJSON_ArrayForEach(file, inventory)
	{
		const struct command *c = command_of(file->string);
		n += c && strcmp(c->word, word) == 0;
	}
	return n;
}

static const struct declared *root_of(const cJSON *document, const cJSON *path, int *from)
{
	if (is_plan(document)) {
		const cJSON *r = cJSON_GetArrayItem(
			get(document, "resource_changes"), cJSON_GetArrayItem(path, 1)->valueint);
		*from = 4;
		return declared_type(text_of(r, "type"));
	}
	const struct command *c = command_of(document->string);
	*from = (get(document, "assay") != NULL) + (c->at != NULL) + (c->many ? 1 : 0);
	return c->gives;
}

const struct declared *declared_at(const cJSON *inventory, const cJSON *hidden)
{
	const cJSON *document = get(inventory, text_of(hidden, "file")),
		    *path = get(hidden, "path");
	int from;
	const struct declared *inside = root_of(document, path, &from), *d = NULL;
	for (const cJSON *s = cJSON_GetArrayItem(path, from); s; s = s->next) {
		if (cJSON_IsNumber(s))
			continue;
		for (d = inside; d->cli || d->tf; d++) {
			const char *name = declared_name(d, is_plan(document));
			if (name && strcmp(name, s->valuestring) == 0)
				break;
		}
		inside = d->inside;
	}
	return d;
}
