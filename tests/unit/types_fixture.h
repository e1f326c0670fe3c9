/*
 * types_fixture.h - resource types for tests, as rules/types/aws declares them.
 */
#ifndef ASSAY_TESTS_TYPES_FIXTURE_H
#define ASSAY_TESTS_TYPES_FIXTURE_H

#include "inventory/export/source.h"
#include "inventory/terraform/source.h"

#define S(text)                                                                                    \
	{                                                                                          \
		"" text, sizeof(text) - 1                                                          \
	}
#define KEYS(member, ...)                                                                          \
	.member = (const struct str[]){__VA_ARGS__},                                               \
	.n_##member = sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str)

/* the names of a field in each source; PLANNED_AS: with the rest of its spelling */
#define SPELLED(...)                                                                               \
	.spellings = (const struct spelling[]){__VA_ARGS__},                                       \
	.n_spellings = sizeof((const struct spelling[]){__VA_ARGS__}) / sizeof(struct spelling)
#define NAMES(...)                                                                                 \
	.names = (const struct str[]){__VA_ARGS__},                                                \
	.n = sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str)
#define CLI(...)                                                                                   \
	{                                                                                          \
		.notation = &aws_cli_notation, NAMES(__VA_ARGS__)                                  \
	}
#define PLANNED(attribute)                                                                         \
	{                                                                                          \
		.notation = &terraform_notation, NAMES(attribute)                                  \
	}
#define PLANNED_AS(attribute, ...)                                                                 \
	{                                                                                          \
		.notation = &terraform_notation, NAMES(attribute), __VA_ARGS__                     \
	}
/* the names of a type in plans */
#define TERRAFORM(type)                                                                            \
	.sources = (const struct type_names[]){{.notation = &terraform_notation,                   \
		KEYS(types, type),                                                                 \
		.provider = S("aws"),                                                              \
		.region = S("region")}},                                                           \
	.n_sources = 1

static const struct field fixture_text = {.kind = FIELD_STRING};

#define OPERATOR(upper, lower, under, is_computed)                                                 \
	{                                                                                          \
		.name = S(upper), .kind = FIELD_LIST, .of = &fixture_text,                         \
		SPELLED(CLI(S(upper), S(lower)), PLANNED_AS(S(under), .computed = is_computed))    \
	}

#define SELECTOR_FIELDS(computed)                                                                  \
	{.name = S("Field"),                                                                       \
		.kind = FIELD_STRING,                                                              \
		SPELLED(CLI(S("Field"), S("field")), PLANNED(S("field")))},                        \
		OPERATOR("Equals", "equals", "equals", computed),                                  \
		OPERATOR("StartsWith", "startsWith", "starts_with", computed),                     \
		OPERATOR("EndsWith", "endsWith", "ends_with", computed),                           \
		OPERATOR("NotEquals", "notEquals", "not_equals", computed),                        \
		OPERATOR("NotStartsWith", "notStartsWith", "not_starts_with", computed),           \
		OPERATOR("NotEndsWith", "notEndsWith", "not_ends_with", computed)

static const struct field trail_field_selector[] = {SELECTOR_FIELDS(false)};
static const struct field store_field_selector[] = {SELECTOR_FIELDS(true)};
static const struct field trail_field_selector_of = {
	.kind = FIELD_OBJECT, .fields = trail_field_selector, .n_fields = 7};
static const struct field store_field_selector_of = {
	.kind = FIELD_OBJECT, .fields = store_field_selector, .n_fields = 7};

#define ADVANCED(of_what)                                                                          \
	{.name = S("Name"),                                                                        \
		.kind = FIELD_STRING,                                                              \
		SPELLED(CLI(S("Name"), S("name")), PLANNED(S("name")))},                           \
	{                                                                                          \
		.name = S("FieldSelectors"), .kind = FIELD_SET, .of = &of_what,                    \
		SPELLED(CLI(S("FieldSelectors"), S("fieldSelectors")),                             \
			PLANNED(S("field_selector")))                                              \
	}

static const struct field trail_advanced[] = {ADVANCED(trail_field_selector_of)};
static const struct field store_advanced[] = {ADVANCED(store_field_selector_of)};
static const struct field trail_advanced_of = {
	.kind = FIELD_OBJECT, .fields = trail_advanced, .n_fields = 2};
static const struct field store_advanced_of = {
	.kind = FIELD_OBJECT, .fields = store_advanced, .n_fields = 2};

static const struct field data_resource[] = {
	{.name = S("Type"), .kind = FIELD_STRING, SPELLED(CLI(S("Type")), PLANNED(S("type")))},
	{.name = S("Values"),
		.kind = FIELD_LIST,
		.of = &fixture_text,
		SPELLED(CLI(S("Values")), PLANNED(S("values")))},
};
static const struct field data_resource_of = {
	.kind = FIELD_OBJECT, .fields = data_resource, .n_fields = 2};
static const struct field event_selector[] = {
	{.name = S("ReadWriteType"),
		.kind = FIELD_STRING,
		.has_default = true,
		.default_string = S("All"),
		SPELLED(CLI(S("ReadWriteType")), PLANNED(S("read_write_type")))},
	{.name = S("IncludeManagementEvents"),
		.kind = FIELD_BOOL,
		.has_default = true,
		.default_bool = true,
		SPELLED(CLI(S("IncludeManagementEvents")),
			PLANNED(S("include_management_events")))},
	{.name = S("ExcludeManagementEventSources"),
		.kind = FIELD_LIST,
		.of = &fixture_text,
		SPELLED(CLI(S("ExcludeManagementEventSources")),
			PLANNED(S("exclude_management_event_sources")))},
	{.name = S("DataResources"),
		.kind = FIELD_LIST,
		.of = &data_resource_of,
		SPELLED(CLI(S("DataResources")), PLANNED(S("data_resource")))},
};
static const struct field event_selector_of = {
	.kind = FIELD_OBJECT, .fields = event_selector, .n_fields = 4};

enum {
	TRAIL_ARN,
	TRAIL_NAME,
	TRAIL_HOME,
	TRAIL_MULTI,
	TRAIL_ORGANIZATION,
	TRAIL_BUCKET,
	TRAIL_KMS,
	TRAIL_CUSTOM,
	TRAIL_LOGGING,
	TRAIL_DELIVERY,
	TRAIL_SELECTORS,
	TRAIL_ADVANCED,
	TRAIL_PLANLESS,
	N_TRAIL_FIELDS
};

static const struct field trail_fields[N_TRAIL_FIELDS] = {
	[TRAIL_ARN] = {.name = S("Arn"),
		.kind = FIELD_STRING,
		SPELLED(CLI(S("TrailARN")), PLANNED(S("arn")))},
	[TRAIL_NAME] = {.name = S("TrailName"),
		.kind = FIELD_STRING,
		SPELLED(CLI(S("Name")), PLANNED(S("name")))},
	[TRAIL_HOME] = {.name = S("HomeRegion"),
		.kind = FIELD_STRING,
		SPELLED(CLI(S("HomeRegion")), PLANNED(S("home_region")))},
	[TRAIL_MULTI] = {.name = S("IsMultiRegionTrail"),
		.kind = FIELD_BOOL,
		.has_default = true,
		SPELLED(CLI(S("IsMultiRegionTrail")), PLANNED(S("is_multi_region_trail")))},
	[TRAIL_ORGANIZATION] = {.name = S("IsOrganizationTrail"),
		.kind = FIELD_BOOL,
		.has_default = true,
		SPELLED(CLI(S("IsOrganizationTrail")), PLANNED(S("is_organization_trail")))},
	[TRAIL_BUCKET] = {.name = S("S3BucketName"),
		.kind = FIELD_STRING,
		SPELLED(CLI(S("S3BucketName")), PLANNED_AS(S("s3_bucket_name"), .computed = true))},
	[TRAIL_KMS] = {.name = S("KMSKeyId"),
		.kind = FIELD_STRING,
		SPELLED(CLI(S("KmsKeyId")),
			PLANNED_AS(S("kms_key_id"), KEYS(set_by, S("aws_kms_key.arn"))))},
	[TRAIL_CUSTOM] = {.name = S("HasCustomEventSelectors"),
		.kind = FIELD_BOOL,
		SPELLED(CLI(S("HasCustomEventSelectors")))},
	[TRAIL_LOGGING] = {.name = S("IsLogging"),
		.kind = FIELD_BOOL,
		SPELLED(CLI(S("IsLogging")), PLANNED(S("enable_logging")))},
	[TRAIL_DELIVERY] = {.name = S("LatestDeliveryError"),
		.kind = FIELD_STRING,
		SPELLED(CLI(S("LatestDeliveryError")))},
	[TRAIL_SELECTORS] = {.name = S("EventSelectors"),
		.exclusive = 1,
		.kind = FIELD_LIST,
		.of = &event_selector_of,
		SPELLED(CLI(S("EventSelectors")), PLANNED(S("event_selector")))},
	[TRAIL_ADVANCED] = {.name = S("AdvancedEventSelectors"),
		.exclusive = 1,
		.kind = FIELD_LIST,
		.of = &trail_advanced_of,
		SPELLED(CLI(S("AdvancedEventSelectors"), S("advancedEventSelectors")),
			PLANNED(S("advanced_event_selector")))},
	[TRAIL_PLANLESS] = {.name = S("TemplateOnly"), .kind = FIELD_STRING},
};

static const struct field *const trail_listed[] = {&trail_fields[TRAIL_ARN],
	&trail_fields[TRAIL_NAME], &trail_fields[TRAIL_HOME], &trail_fields[TRAIL_MULTI],
	&trail_fields[TRAIL_ORGANIZATION], &trail_fields[TRAIL_BUCKET], &trail_fields[TRAIL_KMS],
	&trail_fields[TRAIL_CUSTOM]};
static const struct field *const trail_selected[] = {
	&trail_fields[TRAIL_SELECTORS], &trail_fields[TRAIL_ADVANCED]};
static const struct field *const trail_status[] = {
	&trail_fields[TRAIL_LOGGING], &trail_fields[TRAIL_DELIVERY]};

static const struct command trail_commands[] = {
	{.name = S("cloudtrail describe-trails"),
		.at = S("trailList"),
		.many = true,
		.keyed = true,
		.lists = LISTS_REGION,
		KEYS(keys, S("trailList")),
		.gives = trail_listed,
		.n_gives = 8,
		.permission = S("cloudtrail:DescribeTrails")},
	{.name = S("cloudtrail list-trails"),
		.at = S("Trails"),
		.many = true,
		.keyed = true,
		.lists = LISTS_ACCOUNT,
		.optional = true,
		KEYS(keys, S("Trails"), S("NextToken")),
		KEYS(more, S("NextToken")),
		.gives = trail_listed,
		.n_gives = 3,
		.permission = S("cloudtrail:ListTrails")},
	{.name = S("cloudtrail get-trail"),
		.at = S("Trail"),
		.keyed = true,
		.optional = true,
		KEYS(keys, S("Trail")),
		.gives = trail_listed,
		.n_gives = 8,
		.arguments = S("--name {Arn}"),
		.file = S("get-trail.{TrailName}.json"),
		.permission = S("cloudtrail:GetTrail")},
	{.name = S("cloudtrail get-event-selectors"),
		.keyed = true,
		KEYS(keys, S("TrailARN"), S("EventSelectors"), S("AdvancedEventSelectors"),
			S("advancedEventSelectors")),
		KEYS(any_of, S("EventSelectors"), S("AdvancedEventSelectors"),
			S("advancedEventSelectors")),
		.gives = trail_selected,
		.n_gives = 2,
		.arguments = S("--trail-name {Arn}"),
		.file = S("get-event-selectors.{TrailName}.json"),
		.permission = S("cloudtrail:GetEventSelectors")},
	{.name = S("cloudtrail get-trail-status"),
		KEYS(keys, S("IsLogging"), S("LatestDeliveryError"), S("LatestDeliveryTime"),
			S("StartLoggingTime"), S("StopLoggingTime")),
		KEYS(any_of, S("IsLogging")),
		.from_home = true,
		.gives = trail_status,
		.n_gives = 2,
		.arguments = S("--name {Arn}"),
		.file = S("get-trail-status.{TrailName}.json"),
		.permission = S("cloudtrail:GetTrailStatus")},
};

static const struct type trail_type = {.name = S("AWS::CloudTrail::Trail"),
	.noun = S("trail"),
	.nouns = S("trails"),
	.fields = trail_fields,
	.n_fields = N_TRAIL_FIELDS,
	.key = &trail_fields[TRAIL_ARN],
	.key_is_arn = true,
	.label = &trail_fields[TRAIL_NAME],
	.commands = trail_commands,
	.n_commands = 5,
	TERRAFORM(S("aws_cloudtrail")),
	.source_name = "trail.lua"};

enum { FUNCTION_ARN, FUNCTION_NAME, FUNCTION_RUNTIME, FUNCTION_ENVIRONMENT, N_FUNCTION_FIELDS };

static const struct field function_environment[] = {{.name = S("Variables"),
	.kind = FIELD_MAP,
	.of = &fixture_text,
	SPELLED(CLI(S("Variables")), PLANNED(S("variables"))),
	.secret = true}};
static const struct field function_fields[N_FUNCTION_FIELDS] = {
	[FUNCTION_ARN] = {.name = S("Arn"),
		.kind = FIELD_STRING,
		SPELLED(CLI(S("FunctionArn")), PLANNED(S("arn")))},
	[FUNCTION_NAME] = {.name = S("FunctionName"),
		.kind = FIELD_STRING,
		SPELLED(CLI(S("FunctionName")), PLANNED(S("function_name")))},
	[FUNCTION_RUNTIME] = {.name = S("Runtime"),
		.kind = FIELD_STRING,
		SPELLED(CLI(S("Runtime")), PLANNED(S("runtime")))},
	[FUNCTION_ENVIRONMENT] = {.name = S("Environment"),
		.kind = FIELD_OBJECT,
		.secret = true,
		.fields = function_environment,
		.n_fields = 1,
		SPELLED(CLI(S("Environment")), PLANNED_AS(S("environment"), .block = true))},
};
static const struct field *const function_listed[] = {&function_fields[FUNCTION_ARN],
	&function_fields[FUNCTION_NAME], &function_fields[FUNCTION_RUNTIME],
	&function_fields[FUNCTION_ENVIRONMENT]};
static const struct command function_commands[] = {
	{.name = S("lambda list-functions"),
		.at = S("Functions"),
		.many = true,
		.keyed = true,
		.lists = LISTS_REGION,
		KEYS(keys, S("Functions"), S("NextToken"), S("NextMarker")),
		KEYS(more, S("NextToken"), S("NextMarker")),
		.gives = function_listed,
		.n_gives = 4,
		.permission = S("lambda:ListFunctions")},
};
static const struct type function_type = {.name = S("AWS::Lambda::Function"),
	.noun = S("function"),
	.nouns = S("functions"),
	.fields = function_fields,
	.n_fields = N_FUNCTION_FIELDS,
	.key = &function_fields[FUNCTION_ARN],
	.key_is_arn = true,
	.label = &function_fields[FUNCTION_NAME],
	.regional = true,
	.commands = function_commands,
	.n_commands = 1,
	TERRAFORM(S("aws_lambda_function")),
	.source_name = "function.lua"};

static const struct field store_fields[] = {
	{.name = S("EventDataStoreArn"),
		.kind = FIELD_STRING,
		SPELLED(CLI(S("EventDataStoreArn")), PLANNED(S("arn")))},
	{.name = S("Name"), .kind = FIELD_STRING, SPELLED(CLI(S("Name")), PLANNED(S("name")))},
	{.name = S("AdvancedEventSelectors"),
		.kind = FIELD_LIST,
		.of = &store_advanced_of,
		SPELLED(CLI(S("AdvancedEventSelectors")),
			PLANNED_AS(S("advanced_event_selector"), .computed = true))},
};
static const struct type store_type = {.name = S("AWS::CloudTrail::EventDataStore"),
	.noun = S("event data store"),
	.nouns = S("event data stores"),
	.fields = store_fields,
	.n_fields = 3,
	.key = &store_fields[0],
	.key_is_arn = true,
	.label = &store_fields[1],
	.regional = true,
	TERRAFORM(S("aws_cloudtrail_event_data_store")),
	.source_name = "store.lua"};

static const struct type *const fixture_types[] = {&trail_type, &function_type, &store_type};

#endif
