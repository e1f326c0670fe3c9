/*
 * complete - what was hidden from a inventory, put back as something else.
 *
 * A completion puts a value of the declared kind, or another output of the same command, in its
 * place, and never one that what is still there contradicts. Knows the shapes of documents and
 * what the API would never print; judges nothing.
 */
#include "property.h"

#include <stdlib.h>
#include <string.h>

static void complete_whole(cJSON *into, const cJSON *inventory, const cJSON *hidden,
	const cJSON *document, uint64_t seed)
{
	cJSON *output = another_output(into, inventory, hidden, document, seed);
	if (!get(document, "assay")) {
		cJSON_ReplaceItemInObjectCaseSensitive(into, document->string, output);
		return;
	}
	cJSON *wrapped = cJSON_Duplicate(document, true);
	cJSON_ReplaceItemInObjectCaseSensitive(wrapped, "output", output);
	cJSON_ReplaceItemInObjectCaseSensitive(into, document->string, wrapped);
}

/* the API keeps one kind of selectors: both filled would contradict each other */
static bool is_other_kind_filled(const cJSON *in, const char *name)
{
	static const char *const pairs[][2] = {{"EventSelectors", "AdvancedEventSelectors"},
		{"event_selector", "advanced_event_selector"}};
	for (size_t i = 0; i < 2; i++)
		for (size_t j = 0; j < 2; j++)
			if (strcmp(pairs[i][j], name) == 0)
				return cJSON_GetArraySize(get(in, pairs[i][1 - j])) > 0;
	return false;
}

/* a value that another export tells, too, or that the lists of other Regions rest on */
static bool is_fixed(const cJSON *inventory, const cJSON *hidden, const cJSON *document,
	const cJSON *in, const struct declared *d)
{
	const struct command *c = command_of(document->string);
	if (c->gives == trail_selectors)
		return known_elsewhere(inventory, hidden, document, arn_of(inventory, document));
	if (c->gives != trail_list)
		return false;
	if (strcmp(d->cli, "IsMultiRegionTrail") == 0 && count_of(inventory, "describe-trails") > 1)
		return true;
	return known_elsewhere(inventory, hidden, document, text_of(in, "TrailARN"));
}

static const char *label_of(const cJSON *values)
{
	const char *name = text_of(values, "function_name");
	return *name ? name : text_of(values, "name");
}

static bool has_namesake(const cJSON *plan, const cJSON *in)
{
	const cJSON *r;
	size_t n = 0;
	cJSON_ArrayForEach(r, get(plan, "resource_changes"))
	{
		const cJSON *change = get(r, "change"), *after = get(change, "after");
		n += strcmp(label_of(cJSON_IsObject(after) ? after : get(change, "before")),
			     label_of(in)) == 0;
	}
	return n > 1;
}

/* True if a provider configuration of the plan takes its Region from a variable. */
static bool has_variable_region(const cJSON *plan)
{
	const cJSON *provider;
	cJSON_ArrayForEach(provider, get(get(plan, "configuration"), "provider_config"))
	{
		const cJSON *region = get(get(provider, "expressions"), "region");
		if (get(region, "references"))
			return true;
	}
	return false;
}

/*
 * A Region that the ARN tells as well stays as the provider has it, and so does that of one of two
 * things with one name, which would be the same thing twice. The Region of a resource is evidence
 * of its provider's Region: another one than the variable's would conflict.
 */
static bool is_settled(const cJSON *plan, const cJSON *in, const struct declared *d)
{
	return d->tf && strcmp(d->tf, "region") == 0 &&
	       (*text_of(in, "arn") || has_namesake(plan, in) || has_variable_region(plan));
}

/* True if an unknown list of a plan is taken not to have the value: docs/cloudtrail.md, r1 to r8 */
static bool is_assumed_absent(const char *key, const char *text)
{
	if (strcmp(key, "exclude_management_event_sources") == 0)
		return strcmp(text, "kms.amazonaws.com") != 0 &&
		       strcmp(text, "rdsdata.amazonaws.com") != 0;
	return strchr(text, '*') != NULL;
}

/* Remove such values of a list, and of the lists in its elements. */
static void drop_assumed(cJSON *list, const char *key)
{
	cJSON *next;
	for (cJSON *at = list->child; at; at = next) {
		next = at->next;
		if (cJSON_IsString(at) && is_assumed_absent(key, at->valuestring))
			cJSON_Delete(cJSON_DetachItemViaPointer(list, at));
		for (cJSON *in = cJSON_IsObject(at) ? at->child : NULL; in; in = in->next)
			if (cJSON_IsArray(in))
				drop_assumed(in, in->string);
	}
}

/* The last name in a path: of the list that an index is in. */
static const char *name_in(const cJSON *path)
{
	const cJSON *s = last_of(path);
	return cJSON_IsNumber(s) ? s->prev->valuestring : s->valuestring;
}

static void complete_one(
	cJSON *into, const cJSON *inventory, const cJSON *hidden, const cJSON *h, uint64_t seed)
{
	const char *file = text_of(h, "file");
	const cJSON *path = get(h, "path"), *original = get(inventory, file);
	if (!path->child) {
		complete_whole(into, inventory, hidden, original, seed);
		return;
	}
	if (is_hidden(hidden, file))
		return;
	cJSON *document = cJSON_GetObjectItemCaseSensitive(into, file);
	cJSON *in = holder(document, path);
	const cJSON *s = last_of(path);
	bool planned = is_plan(original);
	if (!in || (cJSON_IsNumber(s) && !at_step(in, s)))
		return;
	const struct declared *d = declared_at(inventory, h);
	char *salt = cJSON_PrintUnformatted(h);
	struct chance c = chance_of(seed, salt);
	free(salt);
	if (planned ? is_settled(document, in, d) : is_fixed(inventory, hidden, original, in, d))
		return;
	cJSON *value = cJSON_IsNumber(s) ? cJSON_CreateString(pick(&c, d->pool))
					 : random_value(d, planned, &c);
	if (!cJSON_IsNumber(s) && is_other_kind_filled(in, s->valuestring)) {
		cJSON_Delete(value);
		value = cJSON_CreateArray();
	}
	if (planned && cJSON_IsArray(value))
		drop_assumed(value, name_in(path));
	if (planned && cJSON_IsNumber(s) && is_assumed_absent(name_in(path), value->valuestring)) {
		cJSON_Delete(value);
		return;
	}
	put(in, s, value);
	if (planned) {
		put_mark(change_of(document, path), "after_unknown", path, false);
		put_mark(change_of(document, path), "after_sensitive", path, false);
	}
}

cJSON *complete(const cJSON *inventory, const cJSON *hidden, uint64_t seed)
{
	cJSON *into = cJSON_Duplicate(inventory, true);
	const cJSON *h;
	for (int depth = deepest(hidden); depth >= 0; depth--)
		cJSON_ArrayForEach(h, hidden) if (cJSON_GetArraySize(get(h, "path")) == depth)
			complete_one(into, inventory, hidden, h, seed);
	return into;
}
