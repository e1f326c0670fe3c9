/*
 * sarif_invocation - the invocation: exit status, overrides, notifications, guard; and the counts.
 *
 * No machine, no command line, and no time except the one that waivers were judged by, unless
 * --stamp asks for them: the same inputs give the same bytes.
 */
#include "base/day.h"
#include "report/model/finding.h"
#include "report/sarif/sarif.h"

static void properties(struct sarif *s)
{
	char now[TIME_SIZE];
	if (!s->audit)
		return;
	json_key(&s->j, "properties");
	json_object(&s->j);
	if (s->run->now >= 0 && s->run->now <= TIME_LAST) {
		time_write(now, s->run->now);
		json_member_text(&s->j, "expiryJudgedUtc", now);
	}
	json_key(&s->j, "guard");
	json_guard(&s->j, &s->run->guarded);
	json_object_end(&s->j);
}

static void stamp(struct sarif *s)
{
	const struct stamp *stamp = s->run->stamp;
	if (!stamp)
		return;
	json_member_str(&s->j, "startTimeUtc", stamp->time);
	if (stamp->user.len > 0)
		json_member_str(&s->j, "account", stamp->user);
	if (stamp->host.len > 0)
		json_member_str(&s->j, "machine", stamp->host);
}

/* SARIF requires the URI of the repository; without it, the property "commit" is all there is */
void sarif_provenance(struct sarif *s)
{
	const struct stamp *stamp = s->run->stamp;
	struct json_out *j = &s->j;
	if (!stamp || stamp->commit.len == 0 || stamp->repository.len == 0)
		return;
	json_key(j, "versionControlProvenance");
	json_array(j);
	json_object(j);
	json_member_str(j, "repositoryUri", stamp->repository);
	json_member_str(j, "revisionId", stamp->commit);
	json_object_end(j);
	json_array_end(j);
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
	stamp(s);
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
	if (s->run->stamp && s->run->stamp->commit.len > 0)
		json_member_str(j, "commit", s->run->stamp->commit);
	if (s->run->what_ifs.n > 0) {
		json_key(j, "whatIf");
		json_what_ifs(j, s->run);
	}
	json_object_end(j);
}
