/*
 * diff - what changed between two runs, for people and for programs.
 *
 * Texts come from logs, so they are as safe as any input: not at all.
 */
#include "report/text/diff.h"

#include "report/json/json_out.h"
#include "report/text/text_out.h"
#include "report/where.h"

static const char *const names[DIFF_KINDS] = {
	[DIFF_NEW] = "new",
	[DIFF_WORSE] = "worse",
	[DIFF_BETTER] = "better",
	[DIFF_GONE] = "gone",
};

static const char *word(const struct baseline_result *r)
{
	return r->waived ? "waived" : verdict_name(r->verdict);
}

/* a URI's percent escapes stay: it is a name here, not a path to open */
static void place(struct out *o, const struct baseline_result *r)
{
	if (r->uri.len == 0)
		return;
	out_text(o, "    ");
	out_safe_line(o, r->uri);
	if (r->place.line > 0) {
		out_text(o, ":");
		out_size(o, r->place.line);
		out_text(o, ":");
		out_size(o, r->place.column);
	}
	out_text(o, "\n");
}

static void difference(struct out *o, const struct difference *d)
{
	const struct baseline_result *r = d->is ? d->is : d->was;
	out_text(o, names[d->kind]);
	out_blanks(o, 8 - strlen(names[d->kind]));
	if (d->was && d->is) {
		out_text(o, word(d->was));
		out_text(o, " -> ");
	}
	out_text(o, word(r));
	out_text(o, "  ");
	out_safe_line(o, r->control);
	out_text(o, "  ");
	out_safe_line(o, r->subject);
	out_text(o, "\n");
	if (d->kind == DIFF_NEW || d->kind == DIFF_WORSE) {
		out_wrapped(o, 4, "", r->message);
		place(o, r);
	}
}

int report_diff_text(struct out *o, const struct diff *diff)
{
	for (size_t i = 0; i < diff->differences.n; i++)
		difference(o, diff->differences.items[i]);
	out_text(o, diff->differences.n > 0 ? "\n" : "");
	for (int kind = 0; kind < DIFF_KINDS; kind++) {
		out_size(o, diff->counts[kind]);
		out_text(o, " ");
		out_text(o, names[kind]);
		out_text(o, ", ");
	}
	out_size(o, diff->n_same);
	out_text(o, " unchanged\n");
	return o->status;
}

static void json_result(struct json_out *j, const struct difference *d)
{
	const struct baseline_result *r = d->is ? d->is : d->was;
	json_object(j);
	json_member_text(j, "difference", names[d->kind]);
	json_member_str(j, "control", r->control);
	json_member_str(j, "subject", r->subject);
	json_member_str(j, "fingerprint", r->fingerprint);
	if (d->was)
		json_member_text(j, "before", word(d->was));
	if (d->is)
		json_member_text(j, "after", word(d->is));
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
		json_member_size(&j, names[kind], diff->counts[kind]);
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
