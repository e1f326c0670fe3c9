/*
 * settings_schema - the JSON schema of a configuration, for editors.
 *
 * Written from the table of settings. Must not know what a setting does.
 */
#include "doc/json_out.h"
#include "verdict/result.h"
#include "verdict/settings_page.h"

/* the largest integer that every JSON reader keeps exactly */
#define EXACT_MOST ((uint64_t)1 << 53)

static void type(struct json_out *j, const char *name)
{
	json_member_text(j, "type", name);
}

static void integer(struct json_out *j, const struct setting *setting)
{
	type(j, "integer");
	json_member_size(j, "minimum", 1);
	if (setting->most <= EXACT_MOST)
		json_member_size(j, "maximum", (size_t)setting->most);
}

static void pattern(struct json_out *j, const char *text)
{
	type(j, "string");
	json_member_text(j, "pattern", text);
}

static void bytes(struct json_out *j, const struct setting *setting)
{
	json_key(j, "oneOf");
	json_array(j);
	json_object(j);
	integer(j, setting);
	json_object_end(j);
	json_object(j);
	pattern(j, "^[1-9][0-9]*(KiB|MiB|GiB)?$");
	json_object_end(j);
	json_array_end(j);
}

static void account(struct json_out *j)
{
	json_key(j, "oneOf");
	json_array(j);
	json_object(j);
	pattern(j, "^[0-9]{12}$");
	json_object_end(j);
	json_object(j);
	type(j, "integer");
	json_object_end(j);
	json_array_end(j);
}

static void severities(struct json_out *j)
{
	json_key(j, "enum");
	json_array(j);
	for (int i = ASSAY_INFO; i <= ASSAY_CRITICAL; i++)
		json_text(j, severity_name((enum assay_severity)i));
	json_array_end(j);
}

static void words(struct json_out *j, bool all)
{
	json_key(j, "enum");
	json_array(j);
	for (int i = 0; i < ASSAY_N_VERDICTS; i++)
		if (i != ASSAY_ERROR)
			json_text(j, verdict_name((enum assay_verdict)i));
	json_text(j, "waived");
	if (all)
		json_text(j, "all");
	json_array_end(j);
}

static void verdicts(struct json_out *j)
{
	json_key(j, "oneOf");
	json_array(j);
	json_object(j);
	words(j, true);
	json_object_end(j);
	json_object(j);
	type(j, "array");
	json_member_size(j, "minItems", 1);
	json_key(j, "items");
	json_object(j);
	words(j, false);
	json_object_end(j);
	json_object_end(j);
	json_array_end(j);
}

static void names(struct json_out *j)
{
	type(j, "array");
	json_member_size(j, "minItems", 1);
	json_key(j, "items");
	json_object(j);
	type(j, "string");
	json_object_end(j);
}

static void params(struct json_out *j)
{
	type(j, "object");
	json_key(j, "additionalProperties");
	json_object(j);
	type(j, "object");
	json_key(j, "additionalProperties");
	json_object(j);
	json_key(j, "type");
	json_array(j);
	json_text(j, "string");
	json_text(j, "integer");
	json_text(j, "boolean");
	json_array_end(j);
	json_object_end(j);
	json_object_end(j);
}

static void text(struct json_out *j, const char *key, const char *description)
{
	json_key(j, key);
	json_object(j);
	json_member_text(j, "description", description);
	type(j, "string");
	json_object_end(j);
}

static void plans(struct json_out *j)
{
	type(j, "array");
	json_member_size(j, "minItems", 1);
	json_key(j, "items");
	json_object(j);
	type(j, "object");
	json_key(j, "additionalProperties");
	json_bool(j, false);
	json_key(j, "required");
	json_array(j);
	json_text(j, "path");
	json_array_end(j);
	json_member_size(j, "minProperties", 2);
	json_key(j, "properties");
	json_object(j);
	text(j, "path",
		"path of plans, relative to the working directory: * within one component, ** for "
		"any number of components; - for standard input");
	text(j, "name", "name of the plan in subjects and fingerprints, instead of its path");
	json_key(j, "account");
	json_object(j);
	json_member_text(j, "description", "account of the plan if it does not specify one");
	account(j);
	json_object_end(j);
	text(j, "region", "Region where a provider configuration does not specify one");
	json_object_end(j);
	json_object_end(j);
}

static void value(struct json_out *j, const struct setting *setting)
{
	switch (setting->kind) {
	case SETTING_SWITCH:
		type(j, "boolean");
		break;
	case SETTING_COUNT:
	case SETTING_COUNT64:
		integer(j, setting);
		break;
	case SETTING_BYTES:
	case SETTING_BYTES64:
		bytes(j, setting);
		break;
	case SETTING_SEVERITY:
		severities(j);
		break;
	case SETTING_VERDICTS:
		verdicts(j);
		break;
	case SETTING_ACCOUNT:
		account(j);
		break;
	case SETTING_REGION:
	case SETTING_NAME:
	case SETTING_TIME:
		type(j, "string");
		break;
	case SETTING_PLANS:
		plans(j);
		break;
	case SETTING_CONTROL:
	case SETTING_PROFILE:
		names(j);
		break;
	case SETTING_PARAM:
		params(j);
		break;
	}
}

int settings_schema(struct out *out)
{
	struct json_out j;
	json_begin(&j, out);
	json_object(&j);
	json_member_text(&j, "$schema", "https://json-schema.org/draft/2020-12/schema");
	json_member_text(&j, "title", "Configuration of assay (.assay.yaml)");
	type(&j, "object");
	json_key(&j, "additionalProperties");
	json_bool(&j, false);
	json_key(&j, "properties");
	json_object(&j);
	const struct setting *setting;
	for (size_t i = 0; (setting = setting_at(i)) != NULL; i++) {
		if (!setting->shown.key)
			continue;
		json_key(&j, setting->shown.key);
		json_object(&j);
		json_member_text(&j, "description", setting->shown.about);
		value(&j, setting);
		json_object_end(&j);
	}
	json_object_end(&j);
	json_object_end(&j);
	json_end(&j);
	return out->status;
}
