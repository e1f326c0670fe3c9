/*
 * setting_takes - the values that a setting takes, in words.
 */
#include "verdict/setting.h"

bool setting_is_bytes(enum setting_kind kind)
{
	return kind == SETTING_BYTES || kind == SETTING_BYTES64;
}

void setting_takes(const struct setting *setting, char out[TAKES_SIZE])
{
	const char *takes = "";
	switch (setting->kind) {
	case SETTING_SWITCH:
		takes = "true or false";
		break;
	case SETTING_COUNT:
	case SETTING_BYTES:
	case SETTING_COUNT64:
	case SETTING_BYTES64:
		snprintf(out, TAKES_SIZE, "a whole number from 1 to %llu%s",
			(unsigned long long)setting->most,
			setting_is_bytes(setting->kind) ? " (KiB, MiB or GiB may follow it)" : "");
		return;
	case SETTING_SEVERITY:
		takes = "info, low, medium, high or critical";
		break;
	case SETTING_VERDICTS:
		takes = "fail, unknown, pass, not-applicable, waived or all";
		break;
	case SETTING_ACCOUNT:
		takes = "the 12 digits of an account's id";
		break;
	case SETTING_REGION:
		takes = "the name of a Region (eu-west-1)";
		break;
	case SETTING_NAME:
		takes = PLAN_NAME_TAKES;
		break;
	case SETTING_PLANS:
		takes = "a list of entries with path, and name, account or region";
		break;
	case SETTING_TIME:
		takes = "YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ";
		break;
	case SETTING_CONTROL:
		takes = "the ids of controls";
		break;
	case SETTING_PROFILE:
		takes = "the names of profiles";
		break;
	case SETTING_PARAM:
		takes = "controls, and below each its parameters with their values";
		break;
	}
	snprintf(out, TAKES_SIZE, "%s", takes);
}
