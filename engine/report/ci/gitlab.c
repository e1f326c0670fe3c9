/*
 * gitlab - findings as a GitLab code quality report: a JSON array of Code Climate issues.
 *
 * GitLab's parser stops at the first issue without a required member, and it identifies issues by
 * their fingerprints, so each issue has a unique and stable one. Unknowns and errors are issues,
 * too, and so is what a walk did not read: an empty array means that nothing was found.
 */
#include "report/model/filter.h"
#include "report/model/finding.h"

static const char *severity_of(const struct finding *f)
{
	if (!f->result || f->result->verdict == ASSAY_ERROR)
		return f->level == FINDING_ERROR ? "blocker" : "info";
	switch (f->result->control->severity) {
	case ASSAY_INFO:
		return "info";
	case ASSAY_LOW:
		return "minor";
	case ASSAY_MEDIUM:
		return "major";
	case ASSAY_HIGH:
		return "critical";
	case ASSAY_CRITICAL:
		break;
	}
	return "blocker";
}

/* on one line: the message and the subject */
static void description(struct json_out *j, const struct finding *f)
{
	json_key(j, "description");
	struct out text = json_string(j);
	if (!f->result ? f->level == FINDING_ERROR : f->result->verdict == ASSAY_ERROR)
		out_text(&text, "Error: ");
	out_escaped_line(&text, f->text, escape_nothing);
	if (f->result && f->result->verdict != ASSAY_UNKNOWN) {
		out_text(&text, " (");
		out_escaped_line(&text, f->result->subject, escape_nothing);
		out_text(&text, ")");
	}
	json_string_end(j, &text);
}

static void fingerprint(struct json_out *j, const struct finding *f)
{
	json_key(j, "fingerprint");
	struct out text = json_string(j);
	out_text(&text, f->fingerprint);
	if (f->occurrence > 1) {
		out_text(&text, "-");
		out_size(&text, f->occurrence);
	}
	json_string_end(j, &text);
}

/* a required member: without a place, the first input or the folder */
static void location(struct json_out *j, const struct run *run, const struct finding *f)
{
	struct str path = f->where.uri;
	if (path.len == 0 && run->n_inputs > 0)
		path = run->inputs[0]->uri;
	json_key(j, "location");
	json_object(j);
	json_member_str(j, "path", path.len ? path : STR("."));
	json_key(j, "lines");
	json_object(j);
	json_member_size(j, "begin", f->where.place.line ? f->where.place.line : 1);
	json_object_end(j);
	json_object_end(j);
}

static void issue(struct json_out *j, const struct run *run, const struct finding *f)
{
	json_object(j);
	json_member_text(j, "type", "issue");
	json_member_str(j, "check_name", f->control ? f->control->id : STR("assay"));
	description(j, f);
	json_key(j, "categories");
	json_array(j);
	json_text(j, "Security");
	json_array_end(j);
	json_member_text(j, "severity", severity_of(f));
	fingerprint(j, f);
	location(j, run, f);
	json_object_end(j);
}

/* passes and remarks of a complete run are not issues, except what a walk did not read and the mark
 * of --what-if */
static bool is_issue(const struct run *run, const struct finding *f)
{
	if (!f->result)
		return f->level == FINDING_ERROR || f->skips ||
		       (f->level == FINDING_WARNING && run->what_ifs.n > 0);
	return f->result->verdict != ASSAY_PASS && f->result->verdict != ASSAY_NOT_APPLICABLE;
}

int report_gitlab(struct out *out, const struct run *run)
{
	struct json_out j;
	struct list findings = {0};
	findings_collect(run, &findings);
	json_begin(&j, out);
	json_array(&j);
	for (size_t i = 0; i < findings.n; i++)
		if (is_issue(run, findings.items[i]))
			issue(&j, run, findings.items[i]);
	json_array_end(&j);
	json_end(&j);
	return out->status;
}
