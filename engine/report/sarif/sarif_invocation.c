/*
 * sarif_invocation - how the run ended, what it was held to, and what it came to.
 *
 * No machine, no command line, and no time but the one that expiry was judged by, which was
 * given: the same inputs give the same bytes.
 */
#include "report/model/finding.h"
#include "report/sarif/sarif.h"

#define DAY        86400
#define YEAR_AFTER 10000

static bool is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* seconds since 1970 as SARIF writes a time; empty outside the years 1970 to 9999 */
static struct str time_text(struct arena *a, int64_t now)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int64_t days = now / DAY, seconds = now % DAY, year = 1970;
	int month = 0;
	if (now < 0)
		return STR_NONE;
	for (; year < YEAR_AFTER && days >= 365 + is_leap(year); year++)
		days -= 365 + is_leap(year);
	if (year == YEAR_AFTER)
		return STR_NONE;
	for (int length; (length = lengths[month] + (month == 1 && is_leap(year))) <= days; month++)
		days -= length;
	return str_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)year, month + 1, (int)days + 1,
		(int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
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
	static const char *const words[] = {
		"Nothing that counts failed or is undecided.",
		"A control failed.",
		"The evaluation is not complete.",
		"Nothing failed, but something is unknown.",
	};
	struct json_out *j = &s->j;
	int status = run_exit_status(s->run);
	json_key(j, "invocations");
	json_array(j);
	json_object(j);
	json_key(j, "executionSuccessful");
	json_bool(j, status != 2);
	json_member_size(j, "exitCode", (size_t)status);
	json_member_text(j, "exitCodeDescription", words[status]);
	sarif_overrides(s);
	sarif_notices(s);
	properties(s);
	json_object_end(j);
	json_array_end(j);
}

/* of all results, listed or not */
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
	json_object_end(j);
}
