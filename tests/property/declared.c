/*
 * declared - what exports and plans of trails, functions and stores may hold.
 *
 * Written apart from rules/types, so that a mistake there is not repeated here. Knows names
 * and kinds, and values that are plausible or hostile; must not know what they mean.
 */
#include "property.h"

#include <stdio.h>
#include <string.h>

static const char *const free_words[] = {"", "true", "x", "arn:aws:lambda", "audit",
	"arn:aws:kms:us-east-1:123456789012:key/1", "arn:aws:s3:::b", NULL};
static const char *const read_write[] = {"All", "ReadOnly", "WriteOnly", "All", "all", NULL};
static const char *const sources[] = {
	"kms.amazonaws.com", "rdsdata.amazonaws.com", "lambda.amazonaws.com", "", NULL};
static const char *const types[] = {"AWS::Lambda::Function", "AWS::Lambda::Function",
	"AWS::S3::Object", "AWS::DynamoDB::Table", "aws::lambda::function", NULL};
static const char *const arns[] = {"arn:aws:lambda", "arn:aws:lambda",
	"arn:aws:lambda:us-east-1:123456789012:function:foo",
	"arn:aws:lambda:us-east-1:123456789012:function:bar",
	"arn:aws:lambda:us-east-1:123456789012:function:f",
	"arn:aws:lambda:us-east-1:", "arn:aws:lambda:us-east-1:123456789012:function:foo:1",
	"arn:aws:s3", "arn:aws:lambda:*", "arn:aws:lambda:us-west-2:123456789012:function:foo",
	"arn:aws-us-gov:lambda", "", NULL};
static const char *const fields[] = {"eventCategory", "resources.type", "readOnly", "resources.ARN",
	"eventName", "eventSource", "eventType", "userIdentity.arn", "sessionCredentialFromConsole",
	"errorCode", "eventFoo", NULL};
static const char *const constants[] = {"Data", "Management", "AWS::Lambda::Function",
	"AWS::S3::Object", "true", "false", "arn:aws:lambda",
	"arn:aws:lambda:us-east-1:", "arn:aws:lambda:us-east-1:123456789012:function:foo", "foo",
	"Invoke", "InvokeExecution", "lambda.amazonaws.com", "kms.amazonaws.com", "AwsApiCall",
	"arn:aws:sts::", "", "*", NULL};
static const char *const regions[] = {"us-east-1", "us-west-2", "eu-west-1", NULL};
static const char *const statuses[] = {
	"ENABLED", "ENABLED", "STOPPED_INGESTION", "PENDING_DELETION", "odd", NULL};

#define OPERATORS(name)                                                                            \
	static const struct declared name[] = {{"Field", "field", TEXT, fields, NULL},             \
		{"Equals", "equals", LIST, constants, NULL},                                       \
		{"StartsWith", "starts_with", LIST, constants, NULL},                              \
		{"EndsWith", "ends_with", LIST, constants, NULL},                                  \
		{"NotEquals", "not_equals", LIST, constants, NULL},                                \
		{"NotStartsWith", "not_starts_with", LIST, constants, NULL},                       \
		{"NotEndsWith", "not_ends_with", LIST, constants, NULL}, {0}}

OPERATORS(field_selectors);

static const struct declared advanced[] = {{"Name", "name", TEXT, free_words, NULL},
	{"FieldSelectors", "field_selector", OBJECTS, NULL, field_selectors}, {0}};
static const struct declared resources[] = {
	{"Type", "type", TEXT, types, NULL}, {"Values", "values", LIST, arns, NULL}, {0}};
static const struct declared basic[] = {
	{"ReadWriteType", "read_write_type", TEXT, read_write, NULL},
	{"IncludeManagementEvents", "include_management_events", BOOL, NULL, NULL},
	{"ExcludeManagementEventSources", "exclude_management_event_sources", LIST, sources, NULL},
	{"DataResources", "data_resource", OBJECTS, NULL, resources}, {0}};

#define FLAGS                                                                                      \
	{"IsMultiRegionTrail", "is_multi_region_trail", BOOL, NULL, NULL},                         \
		{"IsOrganizationTrail", "is_organization_trail", BOOL, NULL, NULL},                \
		{"IncludeGlobalServiceEvents", "include_global_service_events", BOOL, NULL, NULL}, \
		{"LogFileValidationEnabled", "enable_log_file_validation", BOOL, NULL, NULL},      \
		{"S3BucketName", "s3_bucket_name", TEXT, free_words, NULL},                        \
		{"KmsKeyId", "kms_key_id", TEXT, free_words, NULL},                                \
	{                                                                                          \
		"CloudWatchLogsLogGroupArn", "cloud_watch_logs_group_arn", TEXT, free_words, NULL  \
	}
#define SELECTORS                                                                                  \
	{"EventSelectors", "event_selector", OBJECTS, NULL, basic},                                \
	{                                                                                          \
		"AdvancedEventSelectors", "advanced_event_selector", OBJECTS, NULL, advanced       \
	}

const struct declared trail_list[] = {
	FLAGS, {"HasCustomEventSelectors", NULL, BOOL, NULL, NULL}, {0}};
const struct declared trail_status[] = {{"IsLogging", NULL, BOOL, NULL, NULL},
	{"LatestDeliveryError", NULL, TEXT, free_words, NULL}, {0}};
const struct declared trail_selectors[] = {SELECTORS, {0}};
#define REGION                                                                                     \
	{                                                                                          \
		NULL, "region", TEXT, regions, NULL                                                \
	}
const struct declared trail_planned[] = {
	REGION, FLAGS, {"IsLogging", "enable_logging", BOOL, NULL, NULL}, SELECTORS, {0}};
const struct declared function_values[] = {REGION, {"Runtime", "runtime", TEXT, free_words, NULL},
	{"Role", "role", TEXT, free_words, NULL}, {0}};
/* an operator that a store's configuration does not write is no unknown: row T11 */
const struct declared store_planned[] = {REGION, {NULL, "multi_region_enabled", BOOL, NULL, NULL},
	{NULL, "organization_enabled", BOOL, NULL, NULL},
	{NULL, "advanced_event_selector", OBJECTS, NULL, advanced}, {0}};
const struct declared store_values[] = {{"Status", NULL, TEXT, statuses, NULL},
	{"MultiRegionEnabled", NULL, BOOL, NULL, NULL},
	{"AdvancedEventSelectors", NULL, OBJECTS, NULL, advanced}, {0}};

const char *declared_name(const struct declared *d, bool planned)
{
	return planned ? d->tf : d->cli;
}

static bool is_end(const struct declared *d)
{
	return !d->cli && !d->tf;
}

static cJSON *texts(const char *const *pool, struct chance *c)
{
	cJSON *list = cJSON_CreateArray();
	for (size_t n = below(c, 4); n > 0; n--)
		cJSON_AddItemToArray(list, cJSON_CreateString(pick(c, pool)));
	return list;
}

/* a field selector that the API would take, more or less */
static void add_field(cJSON *list, const struct declared *inside, bool planned, const char *field,
	size_t operator, const char * value)
{
	cJSON *f = cJSON_CreateObject(), *values = cJSON_CreateArray();
	cJSON_AddStringToObject(f, declared_name(&inside[0], planned), field);
	cJSON_AddItemToArray(values, cJSON_CreateString(value));
	cJSON_AddItemToObject(f, declared_name(&inside[operator], planned), values);
	cJSON_AddItemToArray(list, f);
}

static cJSON *plausible(const struct declared *d, bool planned, struct chance *c)
{
	static const char *const names[] = {"Invoke", "LambdaESMDisabled", NULL};
	cJSON *o = cJSON_CreateObject();
	cJSON *list = cJSON_AddArrayToObject(o, declared_name(&d[1], planned));
	bool data = !one_in(c, 3);
	const struct declared *f = d[1].inside;
	add_field(list, f, planned, "eventCategory", 1, data ? "Data" : "Management");
	if (data)
		add_field(list, f, planned, "resources.type", 1, pick(c, types));
	if (one_in(c, 4))
		add_field(list, f, planned, "readOnly", 1, one_in(c, 2) ? "true" : "false");
	if (data && one_in(c, 4))
		add_field(list, f, planned, "resources.ARN", 1 + below(c, 6), pick(c, arns));
	if (data && one_in(c, 4))
		add_field(list, f, planned, "eventName", 1 + below(c, 6), pick(c, names));
	return o;
}

static cJSON *random_object(const struct declared *d, bool planned, struct chance *c)
{
	if (d == advanced && !one_in(c, 4))
		return plausible(d, planned, c);
	cJSON *o = cJSON_CreateObject();
	for (; !is_end(d); d++) {
		const char *name = declared_name(d, planned);
		/* most operators of a field selector are not written */
		bool rare = d->kind == LIST && d->pool == constants;
		if (name && (rare ? one_in(c, 3) : !one_in(c, 5)))
			cJSON_AddItemToObject(o, name, random_value(d, planned, c));
		else if (name && planned)
			cJSON_AddNullToObject(o, name);
	}
	return o;
}

cJSON *random_value(const struct declared *d, bool planned, struct chance *c)
{
	cJSON *list;
	switch (d->kind) {
	case BOOL:
		return cJSON_CreateBool(one_in(c, 2));
	case TEXT:
		return cJSON_CreateString(pick(c, d->pool));
	case LIST:
		return texts(d->pool, c);
	case OBJECTS:
		break;
	}
	list = cJSON_CreateArray();
	for (size_t n = below(c, 4); n > 0; n--)
		cJSON_AddItemToArray(list, random_object(d->inside, planned, c));
	return list;
}

/* one kind of selectors, or none */
cJSON *random_selectors(struct chance *c)
{
	cJSON *o = cJSON_CreateObject();
	const struct declared *d = &trail_selectors[below(c, 2)];
	cJSON_AddItemToObject(o, d->cli, random_value(d, false, c));
	return o;
}

cJSON *random_status(struct chance *c)
{
	cJSON *o = cJSON_CreateObject();
	cJSON_AddBoolToObject(o, "IsLogging", !one_in(c, 4));
	if (one_in(c, 4))
		cJSON_AddStringToObject(o, "LatestDeliveryError", "NoSuchBucket");
	return o;
}

cJSON *random_store(struct chance *c)
{
	return random_object(store_values, false, c);
}

cJSON *random_functions(const char *account, const char *region, struct chance *c)
{
	static const char *const names[] = {"foo", "bar", "zzz", "f", "foobar"};
	cJSON *o = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(o, "Functions");
	const char *partition = strncmp(region, "us-gov-", 7) == 0 ? "aws-us-gov" : "aws";
	char arn[256];
	for (size_t i = below(c, 3), n = below(c, 3); n > 0; n--, i++) {
		cJSON *f = cJSON_CreateObject();
		snprintf(arn, sizeof arn, "arn:%s:lambda:%s:%s:function:%s", partition, region,
			account, names[i]);
		cJSON_AddStringToObject(f, "FunctionName", names[i]);
		cJSON_AddStringToObject(f, "FunctionArn", arn);
		cJSON_AddItemToArray(list, f);
	}
	if (one_in(c, 6))
		cJSON_AddStringToObject(o, "NextToken", "t");
	return o;
}
