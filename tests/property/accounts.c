/*
 * accounts - a random account of two Regions, as the AWS CLI would have exported it.
 *
 * Trails of both Regions, shadow trails where they would be listed, selectors of every shape
 * that the API takes and some that it would not. Knows CLI output; judges nothing.
 */
#include "property.h"

#include <stdio.h>
#include <string.h>

static const char *const regions[] = {"us-east-1", "us-west-2"};

#define FUNCTION(name) "arn:aws:lambda:us-east-1:" ACCOUNT ":function:" name

static const char *const arns[] = {FUNCTION("foo"), FUNCTION("bar"), FUNCTION("foobar"),
	FUNCTION(""), FUNCTION("f"), "arn:aws:lambda", "arn:aws:lambda",
	"arn:aws:lambda:us-east-1:", FUNCTION("foo:1"), "arn:aws:s3",
	"arn:aws:lambda:us-west-2:", "arn:aws:lambda:us-west-2:" ACCOUNT ":function:foo", NULL};
static const char *const arn_ends[] = {":foo", "foo", "o", "bar", "", ":bar", "r", NULL};
static const char *const names[] = {
	"Invoke", "InvokeExecution", "InvokeFunctionUrl", "LambdaESMDisabled", "I", NULL};
static const char *const name_ends[] = {"Url", "e", "Execution", NULL};
static const char *const people[] = {"arn:aws:sts::" ACCOUNT ":assumed-role/X",
	"arn:aws:iam::" ACCOUNT ":role/",
	"arn:aws:sts::", "arn:aws:iam::", "arn:aws:iam::" ACCOUNT ":user/alice", NULL};
static const char *const people_ends[] = {"alice", "X", "session", NULL};
static const char *const sources[] = {"lambda.amazonaws.com", "s3.amazonaws.com", NULL};
static const char *const source_ends[] = {"amazonaws.com", "lambda", NULL};
static const char *const kinds[] = {"AwsApiCall", "AwsServiceEvent", NULL};
static const char *const kind_ends[] = {"Call", NULL};
static const char *const truths[] = {"true", "false", NULL};
static const char *const only_true[] = {"true", NULL};
static const char *const types[] = {"AWS::Lambda::Function", "AWS::Lambda::Function",
	"AWS::Lambda::Function", "AWS::S3::Object", NULL};
static const char *const excluded[] = {"kms.amazonaws.com", "rdsdata.amazonaws.com", NULL};
static const char *const operators[] = {
	"Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith", NULL};

struct field {
	const char *name;
	const char *const *words, *const *ends;
};

static const struct field fields[] = {{"resources.ARN", arns, arn_ends},
	{"resources.ARN", arns, arn_ends}, {"eventName", names, name_ends},
	{"userIdentity.arn", people, people_ends}, {"eventSource", sources, source_ends},
	{"eventType", kinds, kind_ends}, {"readOnly", truths, NULL},
	{"sessionCredentialFromConsole", only_true, NULL}};

static cJSON *some(struct chance *c, const char *const *words, size_t most)
{
	cJSON *list = cJSON_CreateArray();
	for (size_t n = 1 + below(c, most); n > 0; n--)
		cJSON_AddItemToArray(list, cJSON_CreateString(pick(c, words)));
	return list;
}

static void add_field(cJSON *list, const char *name, const char *operator, cJSON * values)
{
	cJSON *f = cJSON_CreateObject();
	cJSON_AddStringToObject(f, "Field", name);
	cJSON_AddItemToObject(f, operator, values);
	cJSON_AddItemToArray(list, f);
}

static void add_only(cJSON *list, const char *name, const char *value)
{
	const char *const words[] = {value, NULL};
	struct chance none = {0};
	add_field(list, name, "Equals", some(&none, words, 1));
}

static void add_random_field(cJSON *list, struct chance *c)
{
	const struct field *f = &fields[below(c, sizeof fields / sizeof *fields)];
	if (f->words == truths) {
		add_field(list, f->name, "Equals", some(c, truths, 2));
		return;
	}
	if (f->words == only_true) {
		add_field(list, f->name, one_in(c, 2) ? "Equals" : "NotEquals",
			some(c, only_true, 1));
		return;
	}
	cJSON *o = cJSON_CreateObject();
	cJSON_AddStringToObject(o, "Field", f->name);
	for (size_t n = 1 + below(c, 2); n > 0; n--) {
		const char *operator= pick(c, operators);
		if (!cJSON_GetObjectItemCaseSensitive(o, operator))
			cJSON_AddItemToObject(o, operator,
				some(c, strstr(operator, "Ends") ? f->ends : f->words, 3));
	}
	cJSON_AddItemToArray(list, o);
}

static cJSON *advanced(struct chance *c)
{
	cJSON *selectors = cJSON_CreateArray();
	for (size_t n = 1 + below(c, 4); n > 0; n--) {
		cJSON *s = cJSON_CreateObject(),
		      *list = cJSON_AddArrayToObject(s, "FieldSelectors");
		cJSON_AddItemToArray(selectors, s);
		if (one_in(c, 4)) {
			add_only(list, "eventCategory", "Management");
			if (one_in(c, 3))
				add_field(list, "readOnly", "Equals", some(c, truths, 2));
			if (one_in(c, 4))
				add_field(list, "eventSource", "NotEquals", some(c, excluded, 1));
			continue;
		}
		add_only(list, "resources.type", pick(c, types));
		add_only(list, "eventCategory", "Data");
		for (size_t more = below(c, 3); more > 0; more--)
			add_random_field(list, c);
	}
	return selectors;
}

static cJSON *basic(struct chance *c)
{
	static const char *const read_write[] = {"All", "ReadOnly", "WriteOnly", NULL};
	cJSON *selectors = cJSON_CreateArray();
	for (size_t n = 1 + below(c, 3); n > 0; n--) {
		cJSON *s = cJSON_CreateObject(), *r = cJSON_CreateObject();
		cJSON_AddItemToArray(selectors, s);
		cJSON_AddStringToObject(s, "ReadWriteType", pick(c, read_write));
		cJSON_AddBoolToObject(s, "IncludeManagementEvents", one_in(c, 2));
		cJSON_AddItemToObject(s, "ExcludeManagementEventSources",
			one_in(c, 2) ? some(c, excluded, 2) : cJSON_CreateArray());
		cJSON_AddItemToArray(cJSON_AddArrayToObject(s, "DataResources"), r);
		cJSON_AddStringToObject(r, "Type", pick(c, types));
		cJSON_AddItemToObject(r, "Values", some(c, arns, 3));
	}
	return selectors;
}

static void add_file(cJSON *inventory, const char *region, const char *command, const char *trail,
	cJSON *document)
{
	char name[256];
	snprintf(name, sizeof name, ACCOUNT "/%s/%s%s%s.json", region, command, *trail ? "." : "",
		trail);
	cJSON_AddItemToObject(inventory, name, document);
}

/* what AWS prints of every trail */
void add_constants(cJSON *trail)
{
	cJSON_AddBoolToObject(trail, "IsOrganizationTrail", false);
	cJSON_AddBoolToObject(trail, "IncludeGlobalServiceEvents", true);
	cJSON_AddBoolToObject(trail, "LogFileValidationEnabled", false);
	cJSON_AddStringToObject(trail, "S3BucketName", "logs");
}

static void add_trail(cJSON *inventory, cJSON *const lists[2], size_t i, struct chance *c)
{
	char name[16], arn[128];
	bool many = !one_in(c, 3), shadow = !one_in(c, 5);
	size_t home = one_in(c, 3);
	snprintf(name, sizeof name, "t%zu", i);
	snprintf(
		arn, sizeof arn, "arn:aws:cloudtrail:%s:" ACCOUNT ":trail/%s", regions[home], name);
	cJSON *trail = cJSON_CreateObject(), *selectors = cJSON_CreateObject();
	cJSON_AddStringToObject(trail, "Name", name);
	cJSON_AddStringToObject(trail, "TrailARN", arn);
	cJSON_AddStringToObject(trail, "HomeRegion", regions[home]);
	cJSON_AddBoolToObject(trail, "IsMultiRegionTrail", many);
	add_constants(trail);
	cJSON_AddItemToArray(lists[home], trail);
	if (many && shadow)
		cJSON_AddItemToArray(lists[1 - home], cJSON_Duplicate(trail, true));
	cJSON_AddStringToObject(selectors, "TrailARN", arn);
	size_t kind = below(c, 8);
	cJSON_AddItemToObject(selectors, "EventSelectors",
		kind >= 5 && kind < 7 ? basic(c) : cJSON_CreateArray());
	if (kind < 5)
		cJSON_AddItemToObject(selectors, "AdvancedEventSelectors", advanced(c));
	add_file(inventory, regions[home], "get-event-selectors", name, selectors);
	add_file(inventory, regions[home], "get-trail-status", name, random_status(c));
}

cJSON *random_account(struct chance *c)
{
	cJSON *inventory = cJSON_CreateObject(), *lists[2];
	for (size_t r = 0; r < 2; r++) {
		cJSON *document = cJSON_CreateObject();
		lists[r] = cJSON_AddArrayToObject(document, "trailList");
		add_file(inventory, regions[r], "describe-trails", "", document);
		cJSON *functions = random_functions(ACCOUNT, regions[r], c);
		cJSON_DeleteItemFromObject(functions, "NextToken");
		add_file(inventory, regions[r], "list-functions", "", functions);
	}
	for (size_t i = 0, n = 1 + below(c, 4); i < n; i++)
		add_trail(inventory, lists, i, c);
	return inventory;
}

static void list_trail(cJSON *listed, const cJSON *trail)
{
	static const char *const told[] = {"TrailARN", "Name", "HomeRegion"};
	cJSON *entry = cJSON_CreateObject();
	for (size_t i = 0; i < 3; i++)
		cJSON_AddStringToObject(entry, told[i], text_of(trail, told[i]));
	cJSON_AddItemToArray(listed, entry);
}

/* the account's own list of trails, and what get-trail says of some */
static void add_trails_again(cJSON *inventory, struct chance *c)
{
	cJSON *document = cJSON_CreateObject();
	cJSON *listed = cJSON_AddArrayToObject(document, "Trails");
	bool all = one_in(c, 2);
	for (size_t r = 0; r < 2; r++) {
		char name[64];
		snprintf(name, sizeof name, ACCOUNT "/%s/describe-trails.json", regions[r]);
		const cJSON *trail;
		cJSON_ArrayForEach(trail, get(get(inventory, name), "trailList"))
		{
			/* a shadow is the same trail */
			if (strcmp(text_of(trail, "HomeRegion"), regions[r]) != 0)
				continue;
			list_trail(listed, trail);
			if (!one_in(c, 3))
				continue;
			cJSON *one = cJSON_CreateObject();
			cJSON_AddItemToObject(one, "Trail", cJSON_Duplicate(trail, true));
			add_file(inventory, regions[r], "get-trail", text_of(trail, "Name"), one);
		}
	}
	if (all)
		add_file(inventory, regions[one_in(c, 2)], "list-trails", "", document);
	else
		cJSON_Delete(document);
}

void add_store(
	cJSON *inventory, cJSON *listed, const char *region, const char *name, struct chance *c)
{
	char arn[128];
	snprintf(arn, sizeof arn, "arn:aws:cloudtrail:%s:" ACCOUNT ":eventdatastore/%s", region,
		name);
	cJSON *entry = cJSON_CreateObject(), *store = random_store(c);
	cJSON_AddStringToObject(entry, "EventDataStoreArn", arn);
	cJSON_AddStringToObject(entry, "Name", name);
	cJSON_AddItemToArray(listed, entry);
	cJSON_AddStringToObject(store, "EventDataStoreArn", arn);
	cJSON_AddStringToObject(store, "Name", name);
	add_file(inventory, region, "get-event-data-store", name, store);
}

static void add_stores(cJSON *inventory, struct chance *c)
{
	for (size_t r = 0; r < 2; r++) {
		cJSON *document = cJSON_CreateObject();
		cJSON *listed = cJSON_AddArrayToObject(document, "EventDataStores");
		for (size_t n = below(c, 3); n > 0; n--)
			add_store(inventory, listed, regions[r], n == 2 ? "lake" : "pond", c);
		add_file(inventory, regions[r], "list-event-data-stores", "", document);
	}
}

void add_more(cJSON *inventory, struct chance *c)
{
	if (one_in(c, 2))
		add_trails_again(inventory, c);
	if (one_in(c, 3))
		add_stores(inventory, c);
}
