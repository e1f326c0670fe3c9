/*
 * lost - events that one account records and another one does not, tried one by one.
 */
#include "lost.h"

#include <stdio.h>
#include <string.h>

#include "simulate.h"

static const char *const regions[] = {"us-east-1", "us-west-2", "eu-west-1"};

static struct account account_of(const cJSON *inventory, const char *region)
{
	struct account a = {.inventory = inventory, .region = region};
	read_trails(&a);
	return a;
}

static bool loses_one(
	const struct account *before, const struct account *after, const struct event *e)
{
	return is_recorded(before, e) && !is_recorded(after, e);
}

static bool loses_data(const struct account *before, const struct account *after, const char *type,
	const char *arn)
{
	static const char *const names[] = {
		"Invoke", "InvokeExecution", "InvokeFunctionUrl", "LambdaESMDisabled", "GetObject"};
	static const char *const who[] = {NULL, "arn:aws:iam::" ACCOUNT ":user/alice",
		"arn:aws:sts::" ACCOUNT ":assumed-role/X/session",
		"arn:aws:iam::" ACCOUNT ":role/r"};
	static const char *const kinds[] = {"AwsApiCall", "AwsServiceEvent"};
	for (size_t i = 0; i < 5 * 4 * 2 * 2 * 2; i++) {
		const struct event e = {.category = "Data",
			.source = strstr(type, "S3") ? "s3.amazonaws.com" : "lambda.amazonaws.com",
			.kind = kinds[i % 2],
			.read_only = i / 2 % 2 ? "true" : "false",
			.console = i / 4 % 2 ? "true" : NULL,
			.name = names[i / 8 % 5],
			.who = who[i / 40],
			.type = type,
			.arn = arn};
		if (loses_one(before, after, &e))
			return true;
	}
	return false;
}

static bool loses_management(const struct account *before, const struct account *after)
{
	static const char *const sources[] = {"iam.amazonaws.com", "kms.amazonaws.com",
		"rdsdata.amazonaws.com", "lambda.amazonaws.com"};
	for (size_t i = 0; i < 8; i++) {
		const struct event e = {.category = "Management",
			.kind = "AwsApiCall",
			.name = "CreateX",
			.source = sources[i / 2],
			.read_only = i % 2 ? "true" : "false"};
		if (loses_one(before, after, &e))
			return true;
	}
	return false;
}

bool loses_events(const cJSON *before, const cJSON *after)
{
	static const char *const functions[] = {"foo", "bar", "foobar", "f", "zzz", "new-one"};
	char arn[256];
	for (size_t r = 0; r < sizeof regions / sizeof *regions; r++) {
		struct account was = account_of(before, regions[r]);
		struct account is = account_of(after, regions[r]);
		if (loses_management(&was, &is) ||
			loses_data(&was, &is, "AWS::S3::Object", "arn:aws:s3:::b/k"))
			return true;
		for (size_t f = 0; f < sizeof functions / sizeof *functions; f++) {
			snprintf(arn, sizeof arn, "arn:aws:lambda:%s:" ACCOUNT ":function:%s",
				regions[r], functions[f]);
			if (loses_data(&was, &is, "AWS::Lambda::Function", arn))
				return true;
		}
	}
	return false;
}
