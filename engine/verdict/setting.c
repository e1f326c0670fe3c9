/*
 * setting - the table of settings, and reading and writing their values as text.
 *
 * The only place that knows a setting's name, default and range. Must not know argv nor
 * what a setting does.
 */
#include "verdict/setting.h"

#include "base/day.h"
#include "doc/skip.h"
#include "inventory/inventory.h"
#include "verdict/result.h"

#define FIELD(field) offsetof(struct options, field)

/* a year */
#define TIMEOUT_MAX 31536000

#define LEVEL_MAX 9

static const struct setting settings_table[] = {
	{{"control", "controls", "ID", "judge this control; repeatable", "none", false, false},
		SETTING_CONTROL, 0, 0},
	{{"profile", "profiles", "NAME",
		 "judge the controls of this profile; repeatable, also beside --control; 'assay "
		 "rules' lists the profiles",
		 "default", false, false},
		SETTING_PROFILE, 0, 0},
	{{"level", "level", "N", "of profiles, judge only controls of this level or below (1 to 9)",
		 "none", false, false},
		SETTING_COUNT, FIELD(level), LEVEL_MAX},
	{{"param", "params", "ID.NAME=VALUE",
		 "set a parameter of a control; 'assay explain ID' lists them", "none", false,
		 false},
		SETTING_PARAM, 0, 0},
	{{"fail-on", "fail-on", "SEVERITY",
		 "lowest severity that affects the exit status: info, low, medium, high or "
		 "critical",
		 "info", false, false},
		SETTING_SEVERITY, FIELD(fail_on), 0},
	{{"accept-unknown", "accept-unknown", NULL,
		 "results that are unknown do not affect the exit status", "false", false, false},
		SETTING_SWITCH, FIELD(accept_unknown), 0},
	{{"show", "show", "VERDICTS",
		 "verdicts to list: fail, unknown, pass, not-applicable, "
		 "waived, separated by commas, or all",
		 "fail,unknown", false, false},
		SETTING_VERDICTS, FIELD(show), 0},
	{{"account", "account", "ID", "account of the plans that do not specify one", "none", false,
		 true},
		SETTING_ACCOUNT, 0, 0},
	{{"region", "region", "REGION",
		 "Region where a provider configuration of a plan does not specify one", "none",
		 false, true},
		SETTING_REGION, 0, 0},
	{{"name", NULL, "NAME",
		 "name of the plan in subjects and fingerprints, instead of its path", "none",
		 false, true},
		SETTING_NAME, 0, 0},
	{{NULL, "plans", NULL, "name, account and Region of plans, by their paths", "none", false,
		 true},
		SETTING_PLANS, 0, 0},
	{{"trace", NULL, NULL,
		 "list what each check read, in order and with places, and mark what decided "
		 "(text and json)",
		 "false", false, false},
		SETTING_SWITCH, FIELD(trace), 0},
	{{"remedies", "remedies", NULL, "prove a remedy for each fail, and show it in the report",
		 "false", false, false},
		SETTING_SWITCH, FIELD(remedies), 0},
	{{"new-only", "new-only", NULL,
		 "findings that the baseline already contains do not affect the exit status",
		 "false", false, false},
		SETTING_SWITCH, FIELD(new_only), 0},
	{{"strict-waivers", "strict-waivers", NULL,
		 "a waiver that covers nothing is an error (exit status 2), not a warning", "false",
		 false, false},
		SETTING_SWITCH, FIELD(strict_waivers), 0},
	{{"no-source-waivers", "no-source-waivers", NULL,
		 "ignore comments 'assay:waive' in Terraform sources", "false", false, false},
		SETTING_SWITCH, FIELD(no_source_waivers), 0},
	{{"now", NULL, "TIME",
		 "date (UTC) that decides which waivers have expired: YYYY-MM-DD or "
		 "YYYY-MM-DDThh:mm:ssZ (default: SOURCE_DATE_EPOCH, else today)",
		 "none", false, false},
		SETTING_TIME, 0, 0},
	{{"max-age", "max-age", "DAYS",
		 "exports that were collected earlier, or do not state when, show nothing: unknown",
		 "none", false, true},
		SETTING_COUNT, FIELD(max_age), 36500},
	{{"latest", NULL, NULL,
		 "of exports in folders with dates (2026-11-20/), read the newest of each account; "
		 "without it, an account with two dates is unknown",
		 "false", false, true},
		SETTING_SWITCH, FIELD(latest), 0},
	{{"skip-unrecognised", NULL, NULL,
		 "skip unrecognised files, even if named on the command line (for hooks, which "
		 "name every changed file); a broken or empty file whose name, folder or keys "
		 "are those of an export or plan is still an error",
		 "false", false, false},
		SETTING_SWITCH, FIELD(skip_unrecognised), 0},
	{{"quiet", NULL, NULL,
		 "text, lines: print only what causes a non-zero exit status or changes what a "
		 "verdict means",
		 "false", false, false},
		SETTING_SWITCH, FIELD(quiet), 0},
	{{"max-input", "max-input", "BYTES", "size of one input", "2GiB", true, true},
		SETTING_BYTES, FIELD(max_input), SIZE_MAX / 4},
	{{"max-archive", "max-archive", "BYTES", "size of all files of one archive", "2GiB", true,
		 true},
		SETTING_BYTES, FIELD(max_archive), SIZE_MAX / 4},
	{{"max-archive-entries", "max-archive-entries", "N", "files and folders of one archive",
		 "1000000", true, true},
		SETTING_COUNT, FIELD(max_archive_entries), SIZE_MAX / 4},
	{{"max-archive-ratio", "max-archive-ratio", "N",
		 "size of an archive's files, divided by the size of the archive", "1000", true,
		 true},
		SETTING_COUNT, FIELD(max_archive_ratio), SIZE_MAX / 4},
	{{"max-depth", "max-depth", "N", "nesting depth of arrays and objects in one input", "256",
		 true, true},
		SETTING_COUNT, FIELD(max_depth), JSON_MAX_DEPTH},
	{{"max-slice", "max-slice", "BYTES", "size of one value that is built in memory", "64MiB",
		 true, true},
		SETTING_BYTES, FIELD(max_slice), SIZE_MAX / 4},
	{{"max-yaml-expansion", "max-yaml-expansion", "BYTES",
		 "size of one YAML input with its aliases expanded", "32MiB", true, true},
		SETTING_BYTES, FIELD(max_yaml_expansion), UINT32_MAX},
	{{"max-findings", "max-findings", "N", "findings and notes of one control", "10000", true,
		 false},
		SETTING_COUNT, FIELD(max_findings), SIZE_MAX / 4},
	{{"max-trace", "max-trace", "N", "readings of one control that --trace records", "20000",
		 true, false},
		SETTING_COUNT, FIELD(max_trace), SIZE_MAX / 4},
	{{"rule-instructions", "rule-instructions", "N", "Lua instructions of one check",
		 "200000000", true, false},
		SETTING_COUNT64, FIELD(rule_instructions), UINT64_MAX / 4},
	{{"rule-live", "rule-live", "BYTES", "bytes that one rule may hold at once", "64MiB", true,
		 false},
		SETTING_BYTES, FIELD(rule_live), SIZE_MAX / 4},
	{{"rule-allocated", "rule-allocated", "BYTES", "bytes that one check may allocate in all",
		 "4GiB", true, false},
		SETTING_BYTES64, FIELD(rule_allocated), UINT64_MAX / 4},
	{{"timeout", "timeout", "SECONDS", "time that the command may take, by the clock", "none",
		 true, true},
		SETTING_COUNT, FIELD(timeout), TIMEOUT_MAX},
};

const struct setting *setting_at(size_t i)
{
	return i < LENGTH_OF(settings_table) ? &settings_table[i] : NULL;
}

const struct setting *setting_find(struct str name)
{
	for (size_t i = 0; i < LENGTH_OF(settings_table); i++)
		if (settings_table[i].shown.name && str_is(name, settings_table[i].shown.name))
			return &settings_table[i];
	return NULL;
}

const struct setting *setting_of_key(struct str key)
{
	for (size_t i = 0; i < LENGTH_OF(settings_table); i++)
		if (settings_table[i].shown.key && str_is(key, settings_table[i].shown.key))
			return &settings_table[i];
	return NULL;
}

/* one assignment */
struct call {
	struct settings *settings;
	const struct setting *setting;
	struct options *options; /* to set; a scratch copy if the value is overridden */
	struct origin origin;
	struct assay_error *err;
};

int setting_refuse(const struct setting *setting, struct origin origin, const char *takes,
	struct str text, struct assay_error *err)
{
	if (origin.source == SET_BY_FILE)
		return cursor_error(err, ASSAY_EINPUT, origin.at, "'%s' takes %s, not %.*s",
			setting->shown.key, takes, STR_ARGS(text));
	return error_set(err, ASSAY_EUSAGE, "--%s takes %s, not %.*s", setting->shown.name, takes,
		STR_ARGS(text));
}

static int refuse(const struct call *call, struct str text)
{
	char takes[TAKES_SIZE], quoted[200];
	setting_takes(call->setting, takes);
	snprintf(quoted, sizeof quoted, "'%.*s'", STR_ARGS(text));
	return setting_refuse(call->setting, call->origin, takes, str_of(quoted), call->err);
}

static void *field_of(const struct call *call)
{
	return (char *)call->options + call->setting->offset;
}

struct origin settings_origin(const struct settings *s, const struct setting *setting)
{
	return s->origins[setting - settings_table];
}

static bool is_overruled(const struct settings *s, const struct setting *setting, struct origin by)
{
	return by.source < settings_origin(s, setting).source;
}

static int set_switch(const struct call *call, struct str text)
{
	if (!str_is(text, "true") && !str_is(text, "false"))
		return refuse(call, text);
	*(bool *)field_of(call) = str_is(text, "true");
	return ASSAY_OK;
}

static const struct {
	const char *name;
	unsigned shift;
} units[] = {{"GiB", 30}, {"MiB", 20}, {"KiB", 10}};

static bool is_wide(enum setting_kind kind)
{
	return kind == SETTING_COUNT64 || kind == SETTING_BYTES64;
}

/* decimal digits, for bytes a unit after them; false: malformed or out of range */
static bool parse_number(const struct setting *setting, struct str text, uint64_t *out)
{
	unsigned shift = 0;
	size_t n;
	for (size_t i = 0; i < LENGTH_OF(units) && setting_is_bytes(setting->kind); i++)
		if (str_ends(text, str_of(units[i].name))) {
			shift = units[i].shift;
			text.len -= strlen(units[i].name);
			break;
		}
	if (!str_to_size(text, &n) || n == 0 || n > setting->most >> shift)
		return false;
	*out = (uint64_t)n << shift;
	return true;
}

static int set_number(const struct call *call, struct str text)
{
	uint64_t n;
	if (!parse_number(call->setting, text, &n))
		return refuse(call, text);
	if (is_wide(call->setting->kind))
		*(uint64_t *)field_of(call) = n;
	else
		*(size_t *)field_of(call) = (size_t)n;
	return ASSAY_OK;
}

static int set_severity(const struct call *call, struct str text)
{
	for (int i = ASSAY_INFO; i <= ASSAY_CRITICAL; i++)
		if (str_is(text, severity_name((enum assay_severity)i))) {
			*(enum assay_severity *)field_of(call) = (enum assay_severity)i;
			return ASSAY_OK;
		}
	return refuse(call, text);
}

/* "fail,unknown"; errors are always shown */
static int set_verdicts(const struct call *call, struct str text)
{
	bool show[ASSAY_N_VERDICTS] = {[ASSAY_ERROR] = true};
	bool all = str_is(text, "all"), waived = all;
	for (bool more = !all; more;) {
		const char *comma = memchr(text.ptr, ',', text.len);
		struct str word = {text.ptr, comma ? (size_t)(comma - text.ptr) : text.len};
		bool known = str_is(word, "waived");
		waived |= known;
		for (int i = 0; i < ASSAY_N_VERDICTS; i++)
			if (i != ASSAY_ERROR && str_is(word, verdict_name((enum assay_verdict)i)))
				show[i] = known = true;
		if (!known)
			return refuse(call, word);
		more = comma != NULL;
		text = (struct str){word.ptr + word.len + more, text.len - word.len - more};
	}
	for (int i = 0; i < ASSAY_N_VERDICTS; i++)
		call->options->show[i] = all || show[i];
	call->options->show_waived = waived;
	return ASSAY_OK;
}

static int set_text(const struct call *call, struct str text, bool valid, struct str *out)
{
	if (!valid)
		return refuse(call, text);
	if (!is_overruled(call->settings, call->setting, call->origin))
		*out = str_copy(call->settings->arena, text);
	return ASSAY_OK;
}

static int set_time(const struct call *call, struct str text)
{
	return time_parse(text, &call->settings->now) ? ASSAY_OK : refuse(call, text);
}

static int add_assigned(const struct call *call, struct list *list, struct str text)
{
	struct arena *a = call->settings->arena;
	struct assigned *assigned = arena_alloc(a, sizeof *assigned);
	*assigned = (struct assigned){str_copy(a, text), call->origin};
	(void)list_add(a, list, assigned);
	return ASSAY_OK;
}

static int set(const struct call *call, struct str text)
{
	switch (call->setting->kind) {
	case SETTING_SWITCH:
		return set_switch(call, text);
	case SETTING_COUNT:
	case SETTING_BYTES:
	case SETTING_COUNT64:
	case SETTING_BYTES64:
		return set_number(call, text);
	case SETTING_SEVERITY:
		return set_severity(call, text);
	case SETTING_VERDICTS:
		return set_verdicts(call, text);
	case SETTING_ACCOUNT:
		return set_text(call, text, is_account_id(text), &call->settings->account);
	case SETTING_REGION:
		return set_text(call, text, is_region_name(text), &call->settings->region);
	case SETTING_NAME:
		return set_text(call, text, is_plan_name(text), &call->settings->name);
	case SETTING_TIME:
		return set_time(call, text);
	case SETTING_CONTROL:
		return add_assigned(call, &call->settings->controls, text);
	case SETTING_PROFILE:
		return add_assigned(call, &call->settings->profiles, text);
	case SETTING_PARAM:
		return add_assigned(call, &call->settings->params, text);
	case SETTING_PLANS:
		break;
	}
	return error_set(call->err, ASSAY_EINTERNAL, "a setting has no kind");
}

/* a setting without a field has no default, or none that is text */
static bool has_default(const struct setting *setting)
{
	return setting->kind <= SETTING_VERDICTS && strcmp(setting->shown.preset, "none") != 0;
}

void options_init(struct options *options)
{
	*options = (struct options){0};
	for (size_t i = 0; i < LENGTH_OF(settings_table); i++) {
		const struct setting *setting = &settings_table[i];
		const struct call call = {.setting = setting, .options = options};
		if (has_default(setting))
			(void)set(&call, str_of(setting->shown.preset));
	}
}

void settings_init(struct settings *s, struct options *options, struct arena *arena)
{
	*s = (struct settings){.arena = arena, .options = options, .now = -1};
	s->origins = arena_array(arena, LENGTH_OF(settings_table), sizeof *s->origins);
	options_init(options);
}

int settings_set(struct settings *s, const struct setting *setting, struct str text,
	struct origin origin, struct assay_error *err)
{
	bool overruled = is_overruled(s, setting, origin);
	struct options scratch = *s->options;
	struct call call = {s, setting, overruled ? &scratch : s->options, origin, err};
	int status = set(&call, text);
	if (status == ASSAY_OK && !overruled)
		s->origins[setting - settings_table] = origin;
	return status;
}

enum setting_source settings_said(const struct settings *s, struct str name)
{
	const struct setting *setting = setting_find(name);
	return setting ? settings_origin(s, setting).source : SET_BY_DEFAULT;
}

bool settings_holds(
	const struct settings *s, const struct list *list, const struct assigned *assigned)
{
	enum setting_source control = settings_said(s, STR("control")),
			    profile = settings_said(s, STR("profile"));
	return (list != &s->controls && list != &s->profiles) ||
	       assigned->origin.source >= (control > profile ? control : profile);
}

static struct str number_text(struct arena *a, const struct setting *setting, uint64_t n)
{
	for (size_t i = 0; i < LENGTH_OF(units) && setting_is_bytes(setting->kind); i++)
		if (n > 0 && n % ((uint64_t)1 << units[i].shift) == 0)
			return str_printf(a, "%llu%s", (unsigned long long)n >> units[i].shift,
				units[i].name);
	return str_printf(a, "%llu", (unsigned long long)n);
}

static struct str verdicts_text(struct arena *a, const struct options *options)
{
	struct str text = STR("");
	size_t n = 0;
	for (int i = 0; i < ASSAY_N_VERDICTS; i++) {
		n += options->show[i];
		if (options->show[i] && i != ASSAY_ERROR)
			text = str_printf(a, "%.*s%s%s", STR_ARGS(text), text.len ? "," : "",
				verdict_name((enum assay_verdict)i));
	}
	if (n == ASSAY_N_VERDICTS && options->show_waived)
		return STR("all");
	return options->show_waived
		       ? str_printf(a, "%.*s%swaived", STR_ARGS(text), text.len ? "," : "")
		       : text;
}

uint64_t settings_number(const struct settings *s, const struct setting *setting)
{
	const void *field = (const char *)s->options + setting->offset;
	switch (setting->kind) {
	case SETTING_SWITCH:
		return *(const bool *)field;
	case SETTING_COUNT:
	case SETTING_BYTES:
		return *(const size_t *)field;
	case SETTING_COUNT64:
	case SETTING_BYTES64:
		return *(const uint64_t *)field;
	case SETTING_SEVERITY:
	case SETTING_VERDICTS:
	case SETTING_ACCOUNT:
	case SETTING_REGION:
	case SETTING_NAME:
	case SETTING_PLANS:
	case SETTING_TIME:
	case SETTING_CONTROL:
	case SETTING_PROFILE:
	case SETTING_PARAM:
		break;
	}
	return 0;
}

struct str settings_text(const struct settings *s, const struct setting *setting)
{
	const void *field = (const char *)s->options + setting->offset;
	switch (setting->kind) {
	case SETTING_SWITCH:
		return settings_number(s, setting) ? STR("true") : STR("false");
	case SETTING_COUNT:
	case SETTING_BYTES:
	case SETTING_COUNT64:
	case SETTING_BYTES64:
		/* a number is at least 1; 0: it is not set */
		return settings_number(s, setting)
			       ? number_text(s->arena, setting, settings_number(s, setting))
			       : STR_NONE;
	case SETTING_SEVERITY:
		return str_of(severity_name(*(const enum assay_severity *)field));
	case SETTING_VERDICTS:
		return verdicts_text(s->arena, s->options);
	case SETTING_ACCOUNT:
		return s->account.ptr ? s->account : STR("none");
	case SETTING_REGION:
		return s->region;
	case SETTING_NAME:
		return s->name;
	case SETTING_PLANS:
	case SETTING_CONTROL:
	case SETTING_PROFILE:
	case SETTING_PARAM:
	case SETTING_TIME:
		break;
	}
	return STR_NONE;
}
