/*
 * json_policy - the members of the JSON report about waivers, the baseline, policy files and the
 * guard.
 *
 * Must not know how they were read.
 */
#include "report/json/json_policy.h"

#include "base/day.h"

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
	const struct where where = where_waiver(run, w);
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

/* the place as the log gives it: its uri is a reference already */
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

void json_stamp(struct json_out *j, const struct run *run)
{
	const struct stamp *stamp = run->stamp;
	if (!stamp)
		return;
	json_key(j, "stamp");
	json_object(j);
	json_member_or_null(j, "time", stamp->time);
	json_member_or_null(j, "user", stamp->user);
	json_member_or_null(j, "host", stamp->host);
	json_member_or_null(j, "commit", stamp->commit);
	json_member_or_null(j, "repository", stamp->repository);
	json_object_end(j);
}

void json_policy(struct json_out *j, const struct run *run)
{
	char day[DAY_SIZE] = "";
	if (run->now >= 0)
		day_write(day, run->now);
	json_member_or_null(j, "day", str_of(day));
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
