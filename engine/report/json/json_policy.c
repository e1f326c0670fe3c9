/*
 * json_policy - of the JSON report what stood beside the inputs.
 *
 * Knows waivers, baselines and the guard as plain data. Must not know how they were read.
 */
#include "report/json/json_policy.h"

static void place_or_null(struct json_out *j, const struct where *where)
{
	json_key(j, "place");
	if (where->uri.len == 0) {
		json_null(j);
		return;
	}
	json_object(j);
	json_position(j, where);
	json_object_end(j);
}

static void waiver(struct json_out *j, const struct run *run, const struct waiver *w)
{
	const struct where where = where_cursor(run, w->at);
	json_object(j);
	json_member_str(j, "control", w->control);
	json_member_str(j, "subject", w->subject);
	json_member_str(j, "reason", w->reason);
	json_member_or_null(j, "owner", w->owner);
	json_member_or_null(j, "ticket", w->ticket);
	json_member_or_null(j, "expires", w->expires);
	json_key(j, "expired");
	json_bool(j, w->expired);
	json_member_size(j, "used", w->n_used);
	place_or_null(j, &where);
	json_object_end(j);
}

void json_waiver(struct json_out *j, const char *key, const struct run *run, const struct waiver *w)
{
	json_key(j, key);
	if (w)
		waiver(j, run, w);
	else
		json_null(j);
}

/* days since 1970 as a date of the Gregorian calendar; years begin in March, so that the day that
 * some have stands at their end */
static struct str date_of(struct arena *a, int64_t days)
{
	int64_t day = days + 719468; /* since 0000-03-01 */
	int64_t era = day / 146097, of_era = day % 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;
	int64_t of_month = of_year - (153 * month + 2) / 5 + 1;
	month += month < 10 ? 3 : -9;
	year += era * 400 + (month <= 2);
	return str_printf(a, "%04d-%02d-%02d", (int)year, (int)month, (int)of_month);
}

static void files(struct json_out *j, const struct run *run)
{
	static const char *const roles[] = {[POLICY_CONFIG] = "config",
		[POLICY_WAIVERS] = "waivers",
		[POLICY_BASELINE] = "baseline"};
	json_key(j, "policy");
	json_array(j);
	for (size_t i = 0; i < run->policy.n; i++) {
		const struct policy_file *file = run->policy.items[i];
		json_object(j);
		json_member_text(j, "role", roles[file->role]);
		json_uri(j, file->uri);
		json_member_text(j, "sha256", file->sha256);
		json_object_end(j);
	}
	json_array_end(j);
}

/* as its log tells it: that uri is a reference already */
static void absent_place(struct json_out *j, const struct baseline_result *b)
{
	json_key(j, "place");
	if (b->uri.len == 0) {
		json_null(j);
		return;
	}
	json_object(j);
	json_member_str(j, "uri", b->uri);
	json_range(j, &b->place);
	json_object_end(j);
}

static void absent(struct json_out *j, const struct baseline_result *b)
{
	json_object(j);
	json_member_str(j, "control", b->control);
	json_member_or_null(j, "subject", b->subject);
	json_member_text(j, "verdict", verdict_name(b->verdict));
	json_member_str(j, "message", b->message);
	absent_place(j, b);
	json_member_str(j, "fingerprint", b->fingerprint);
	json_object_end(j);
}

static void baseline(struct json_out *j, const struct run *run)
{
	json_key(j, "baseline");
	if (!run->has_baseline) {
		json_null(j);
		return;
	}
	json_object(j);
	for (int state = BASELINE_NEW; state < BASELINE_ABSENT; state++)
		json_member_size(j, baseline_name((enum baseline_state)state),
			run_count_baseline(run, (enum baseline_state)state));
	json_key(j, baseline_name(BASELINE_ABSENT));
	json_array(j);
	for (size_t i = 0; i < run->absent.n; i++)
		absent(j, run->absent.items[i]);
	json_array_end(j);
	json_object_end(j);
}

void json_policy(struct json_out *j, const struct run *run)
{
	bool any_day = run->now >= 0;
	json_member_or_null(j, "day", any_day ? date_of(run->arena, run->now / 86400) : STR_NONE);
	files(j, run);
	json_key(j, "waivers");
	json_array(j);
	for (size_t i = 0; i < run->waivers.n; i++)
		waiver(j, run, run->waivers.items[i]);
	json_array_end(j);
	baseline(j, run);
	json_key(j, "guard");
	json_guard(j, &run->guarded);
}
