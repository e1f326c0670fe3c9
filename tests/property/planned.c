/*
 * planned - what one account becomes another by, as a Terraform plan.
 *
 * Each trail and function is created, changed, replaced, deleted or left as it is, with the values
 * that its exports show, under Terraform's names. Knows the shapes of documents, by declared.c;
 * judges nothing.
 */
#include "property.h"

#include <stdio.h>
#include <string.h>

/* ---- the things of an account: {ARN: {"type", "region", "values"}} ---- */

static cJSON *converted(const struct declared *d, const cJSON *value, struct chance *c);

/* what exports leave out is null or an empty list: Terraform writes every attribute */
static cJSON *nothing(const struct declared *d, struct chance *c)
{
	return d->kind >= LIST && one_in(c, 2) ? cJSON_CreateArray() : cJSON_CreateNull();
}

static void convert_into(
	cJSON *into, const struct declared *d, const cJSON *object, struct chance *c)
{
	for (; d->cli || d->tf; d++) {
		const cJSON *value = d->cli ? get(object, d->cli) : NULL;
		if (!d->tf)
			continue;
		cJSON_AddItemToObject(into, d->tf, value ? converted(d, value, c) : nothing(d, c));
	}
}

static cJSON *converted(const struct declared *d, const cJSON *value, struct chance *c)
{
	if (d->kind != OBJECTS)
		return cJSON_Duplicate(value, true);
	cJSON *list = cJSON_CreateArray();
	const cJSON *object;
	cJSON_ArrayForEach(object, value)
	{
		cJSON *o = cJSON_CreateObject();
		convert_into(o, d->inside, object, c);
		cJSON_AddItemToArray(list, o);
	}
	return list;
}

static cJSON *add_object(cJSON *things, const char *arn, const char *type, const char *region)
{
	cJSON *object = cJSON_AddObjectToObject(things, arn);
	cJSON_AddStringToObject(object, "type", type);
	cJSON_AddStringToObject(object, "region", region);
	return cJSON_AddObjectToObject(object, "values");
}

static const cJSON *about(
	const cJSON *inventory, const char *region, const char *command, const char *name)
{
	char file[256];
	snprintf(file, sizeof file, ACCOUNT "/%s/%s.%s.json", region, command, name);
	return get(inventory, file);
}

static void add_trail(cJSON *things, const cJSON *inventory, const cJSON *trail, struct chance *c)
{
	const char *name = text_of(trail, "Name"), *region = text_of(trail, "HomeRegion");
	const char *arn = text_of(trail, "TrailARN");
	cJSON *values = add_object(things, arn, "aws_cloudtrail", region);
	const cJSON *status = about(inventory, region, "get-trail-status", name);
	cJSON_AddStringToObject(values, "name", name);
	cJSON_AddStringToObject(values, "arn", arn);
	cJSON_AddStringToObject(values, "home_region", region);
	convert_into(values, trail_list, trail, c);
	convert_into(
		values, trail_selectors, about(inventory, region, "get-event-selectors", name), c);
	cJSON_AddBoolToObject(values, "enable_logging", cJSON_IsTrue(get(status, "IsLogging")));
}

static void add_function(cJSON *things, const cJSON *function)
{
	const char *arn = text_of(function, "FunctionArn");
	const char *region = strstr(arn, "us-west-2") ? "us-west-2" : "us-east-1";
	cJSON *values = add_object(things, arn, "aws_lambda_function", region);
	cJSON_AddStringToObject(values, "function_name", text_of(function, "FunctionName"));
	cJSON_AddStringToObject(values, "arn", arn);
}

static cJSON *objects_of(const cJSON *inventory, struct chance *c)
{
	cJSON *things = cJSON_CreateObject();
	const cJSON *file, *item;
	cJSON_ArrayForEach(file, inventory)
	{
		cJSON_ArrayForEach(item, get(file, "trailList"))
		{
			if (!get(things, text_of(item, "TrailARN")))
				add_trail(things, inventory, item, c);
		}
		cJSON_ArrayForEach(item, get(file, "Functions")) add_function(things, item);
	}
	return things;
}

/* ---- the plan ---- */

static void add_action(cJSON *change, const char *first, const char *second)
{
	cJSON *actions = cJSON_AddArrayToObject(change, "actions");
	cJSON_AddItemToArray(actions, cJSON_CreateString(first));
	if (second)
		cJSON_AddItemToArray(actions, cJSON_CreateString(second));
}

/* what is made anew gets its ARN from AWS */
static void pend(cJSON *change)
{
	static const char *const given[] = {"arn", "home_region"};
	cJSON *after = cJSON_GetObjectItemCaseSensitive(change, "after");
	cJSON *unknown = cJSON_GetObjectItemCaseSensitive(change, "after_unknown");
	for (size_t i = 0; i < 2; i++) {
		if (!get(after, given[i]))
			continue;
		cJSON_DeleteItemFromObjectCaseSensitive(after, given[i]);
		cJSON_AddTrueToObject(unknown, given[i]);
	}
}

static void add_values(cJSON *change, const char *name, const cJSON *object)
{
	cJSON_AddItemToObject(change, name,
		object ? cJSON_Duplicate(get(object, "values"), true) : cJSON_CreateNull());
}

static cJSON *change_between(const cJSON *before, const cJSON *after, struct chance *c)
{
	cJSON *change = cJSON_CreateObject();
	bool same = before && after && cJSON_Compare(before, after, true);
	bool anew = after && (!before || (!same && one_in(c, 3)));
	bool left = same && one_in(c, 4);
	if (same)
		add_action(change, left ? "forget" : "no-op", NULL);
	else if (!after)
		add_action(change, "delete", NULL);
	else if (!before)
		add_action(change, "create", NULL);
	else if (!anew)
		add_action(change, "update", NULL);
	else if (one_in(c, 2))
		add_action(change, "delete", "create");
	else
		add_action(change, "create", "delete");
	add_values(change, "before", before);
	add_values(change, "after", left ? NULL : after);
	cJSON_AddObjectToObject(change, "after_unknown");
	if (anew && !one_in(c, 4))
		pend(change);
	return change;
}

static void add_change(
	cJSON *plan, cJSON *configured, const cJSON *before, const cJSON *after, struct chance *c)
{
	char name[32], address[96];
	const cJSON *object = after ? after : before;
	const char *type = text_of(object, "type");
	snprintf(name, sizeof name, "r%d", cJSON_GetArraySize(plan));
	snprintf(address, sizeof address, "%s.%s", type, name);
	cJSON *entry = cJSON_CreateObject();
	cJSON_AddStringToObject(entry, "address", address);
	cJSON_AddStringToObject(entry, "mode", "managed");
	cJSON_AddStringToObject(entry, "type", type);
	cJSON_AddStringToObject(entry, "name", name);
	cJSON_AddStringToObject(entry, "provider_name", "registry.terraform.io/hashicorp/aws");
	cJSON *resource = cJSON_Duplicate(entry, true);
	cJSON_AddItemToObject(entry, "change", change_between(before, after, c));
	cJSON_AddItemToArray(plan, entry);
	bool west = strcmp(text_of(object, "region"), "us-west-2") == 0;
	cJSON_AddStringToObject(resource, "provider_config_key", west ? "aws.west" : "aws");
	cJSON_AddItemToArray(configured, resource);
}

static void add_provider(cJSON *providers, const char *key, const char *alias, const char *region,
	enum telling telling)
{
	cJSON *p = cJSON_AddObjectToObject(providers, key);
	cJSON_AddStringToObject(p, "name", "aws");
	cJSON_AddStringToObject(p, "full_name", "registry.terraform.io/hashicorp/aws");
	if (alias)
		cJSON_AddStringToObject(p, "alias", alias);
	cJSON *e = cJSON_AddObjectToObject(p, "expressions");
	cJSON_AddStringToObject(cJSON_AddObjectToObject(e, "region"), "constant_value", region);
	if (alias && telling == PERHAPS_TWO)
		cJSON_AddStringToObject(
			cJSON_AddObjectToObject(e, "profile"), "constant_value", alias);
	if (telling == TOLD)
		cJSON_AddItemToObject(cJSON_AddObjectToObject(e, "allowed_account_ids"),
			"constant_value", cJSON_Parse("[\"" ACCOUNT "\"]"));
}

cJSON *plan_between(const cJSON *from, const cJSON *to, enum telling telling, struct chance *c)
{
	/* the same chance for both: what does not differ is written in one way */
	struct chance same = *c;
	cJSON *before = from ? objects_of(from, &same) : cJSON_CreateObject();
	same = *c;
	cJSON *after = objects_of(to, &same);
	cJSON *plan = cJSON_CreateObject(), *configuration, *providers, *configured;
	cJSON_AddStringToObject(plan, "format_version", "1.2");
	cJSON *changes = cJSON_AddArrayToObject(plan, "resource_changes");
	configuration = cJSON_AddObjectToObject(plan, "configuration");
	providers = cJSON_AddObjectToObject(configuration, "provider_config");
	add_provider(providers, "aws", NULL, "us-east-1", telling);
	add_provider(providers, "aws.west", "west", "us-west-2", telling);
	configured = cJSON_AddArrayToObject(
		cJSON_AddObjectToObject(configuration, "root_module"), "resources");
	const cJSON *object;
	cJSON_ArrayForEach(object, after)
		add_change(changes, configured, get(before, object->string), object, c);
	cJSON_ArrayForEach(object, before)
	{
		if (!get(after, object->string))
			add_change(changes, configured, object, NULL, c);
	}
	cJSON *r;
	cJSON_ArrayForEach(r, changes)
	{
		cJSON *change = cJSON_GetObjectItemCaseSensitive(r, "change");
		/* ARNs would tell the account */
		if (telling == PERHAPS_TWO && cJSON_IsNull(get(change, "before")))
			pend(change);
	}
	cJSON_AddTrueToObject(plan, "complete");
	cJSON_Delete(before);
	cJSON_Delete(after);
	return plan;
}
