/*
 * sarif_invocation - the invocation: exit status, overrides, notifications, guard; and the counts.
 *
 * No machine, no command line, and no time except the one that waivers were judged by: the same
 * inputs give the same bytes.
 */
#include "base/day.h"
#include "report/model/finding.h"
#include "report/sarif/sarif.h"

/* seconds since 1970 as SARIF writes a time; empty outside the years 1970 to 9999 */
static struct str time_text(struct arena *a, int64_t now)
{
	char day[DAY_SIZE];
	int64_t seconds = now % SECONDS_OF_DAY;
	if (now < 0 || now > TIME_LAST)
		return STR_NONE;
	day_write(day, now);
	return str_printf(a, "%sT%02d:%02d:%02dZ", day, (int)(seconds / 3600),
		(int)(seconds / 60 % 60), (int)(seconds % 60));
}

static void properties(struct sarif *s)
{
	struct str now = time_text(s->run->arena, s->run->now);
	if (!s->audit)
		return;
	json_key(&s->j, "properties");
	json_object(&s->j);
	if (now.len > 0)
		json_member_str(&s->j, "expiryJudgedUtc", now);
	json_key(&s->j, "guard");
	json_guard(&s->j, &s->run->guarded);
	json_object_end(&s->j);
}

void sarif_invocation(struct sarif *s)
{
	struct json_out *j = &s->j;
	int status = run_exit_status(s->run);
	json_key(j, "invocations");
	json_array(j);
	json_object(j);
	json_key(j, "executionSuccessful");
	json_bool(j, status != 2);
	json_member_size(j, "exitCode", (size_t)status);
	json_member_text(j, "exitCodeDescription", exit_status_words(status));
	sarif_overrides(s);
	sarif_notices(s);
	properties(s);
	json_object_end(j);
	json_array_end(j);
}

/* counts of all results, listed or not */
void sarif_summary(struct sarif *s)
{
	static const struct {
		const char *key;
		enum assay_verdict verdict;
	} counts[] = {{"error", ASSAY_ERROR}, {"fail", ASSAY_FAIL},
		{"notApplicable", ASSAY_NOT_APPLICABLE}, {"pass", ASSAY_PASS},
		{"unknown", ASSAY_UNKNOWN}};
	struct json_out *j = &s->j;
	json_key(j, "properties");
	json_object(j);
	json_key(j, "summary");
	json_object(j);
	for (size_t i = 0; i < LENGTH_OF(counts); i++)
		json_member_size(j, counts[i].key, run_count(s->run, counts[i].verdict));
	json_member_size(j, "waived", run_count_waived(s->run));
	json_object_end(j);
	if (s->run->what_ifs.n > 0) {
		json_key(j, "whatIf");
		json_what_ifs(j, s->run);
	}
	json_object_end(j);
}
