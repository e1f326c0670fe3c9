/*
 * json_diff - what changed between two runs, for programs (docs/json.md).
 *
 * The texts come from SARIF logs and are as untrusted as any input.
 */
#include "doc/json_out.h"
#include "report/model/report.h"

static void json_result(struct json_out *j, const struct difference *d)
{
	const struct baseline_result *r = d->is ? d->is : d->was;
	json_object(j);
	json_member_text(j, "difference", diff_kind_name(d->kind));
	json_member_str(j, "control", r->control);
	json_member_str(j, "subject", r->subject);
	json_member_str(j, "fingerprint", r->fingerprint);
	if (d->was)
		json_member_text(j, "before", baseline_word(d->was));
	if (d->is)
		json_member_text(j, "after", baseline_word(d->is));
	json_member_str(j, "message", r->message);
	if (r->uri.len > 0) {
		json_member_str(j, "uri", r->uri);
		json_member_size(j, "line", r->place.line);
		json_member_size(j, "column", r->place.column);
	}
	json_object_end(j);
}

int report_diff_json(struct out *out, const struct diff *diff)
{
	struct json_out j;
	json_begin(&j, out);
	json_object(&j);
	json_member_size(&j, "format", 1);
	json_member_size(&j, "exitStatus", (size_t)diff->status);
	json_key(&j, "counts");
	json_object(&j);
	for (int kind = 0; kind < DIFF_KINDS; kind++)
		json_member_size(&j, diff_kind_name((enum diff_kind)kind), diff->counts[kind]);
	json_member_size(&j, "unchanged", diff->n_same);
	json_object_end(&j);
	json_key(&j, "differences");
	json_array(&j);
	for (size_t i = 0; i < diff->differences.n; i++)
		json_result(&j, diff->differences.items[i]);
	json_array_end(&j);
	json_object_end(&j);
	json_end(&j);
	return out->status;
}
