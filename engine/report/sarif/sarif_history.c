/*
 * sarif_history - waivers and the baseline as suppressions and baselineState.
 *
 * Only a valid waiver is written as a suppression, because consumers differ in what any other
 * status means. Results that only the baseline has are listed in an audit only: some consumers take
 * them for open findings.
 */
#include "report/sarif/sarif.h"

static const struct policy_file *waivers_file(const struct run *run)
{
	for (size_t i = 0; i < run->policy.n; i++) {
		const struct policy_file *f = run->policy.items[i];
		if (f->role == POLICY_WAIVERS)
			return f;
	}
	return NULL;
}

static void member_if(struct sarif *s, const char *key, struct str text)
{
	if (text.len > 0)
		json_member_str(&s->j, key, sarif_cut(s, text, SARIF_MESSAGE_MAX));
}

/* the last second of the day, for queries of the SARIF Multitool */
static void expiry(struct sarif *s, const struct waiver *w)
{
	struct str end = str_printf(s->run->arena, "%.*sT23:59:59Z", STR_ARGS(w->expires));
	if (w->expires.len == strlen("2026-12-31"))
		json_member_str(&s->j, "expiryUtc", end);
}

static void suppression(struct sarif *s, const struct waiver *w)
{
	struct json_out *j = &s->j;
	const struct policy_file *file = waivers_file(s->run);
	struct where where = where_waiver(s->run, w);
	if (file && !w->file)
		where.uri = file->uri;
	json_object(j);
	json_member_text(j, "kind", w->file ? "inSource" : "external");
	json_member_text(j, "status", "accepted");
	json_member_str(j, "justification", sarif_sentence(s, w->reason, SARIF_MESSAGE_MAX));
	if (where.uri.len > 0) {
		json_key(j, "location");
		json_object(j);
		sarif_physical(s, &where, NULL);
		json_object_end(j);
	}
	json_key(j, "properties");
	json_object(j);
	member_if(s, "alias", w->owner);
	member_if(s, "control", w->control);
	member_if(s, "expires", w->expires);
	expiry(s, w);
	member_if(s, "owner", w->owner);
	member_if(s, "reason", w->reason);
	member_if(s, "subject", w->subject);
	member_if(s, "ticket", w->ticket);
	json_object_end(j);
	json_object_end(j);
}

void sarif_history(struct sarif *s, const struct result *r)
{
	struct json_out *j = &s->j;
	const char *state = baseline_name(r->baseline);
	if (s->run->has_baseline)
		json_member_text(j, "baselineState", state ? state : "new");
	if (!s->audit && !s->run->options->show_waived)
		return;
	json_key(j, "suppressions");
	json_array(j);
	if (result_is_waived(r))
		suppression(s, r->waiver);
	json_array_end(j);
}

static void absent_place(struct sarif *s, const struct baseline_result *b)
{
	struct json_out *j = &s->j;
	json_key(j, "locations");
	json_array(j);
	json_object(j);
	json_key(j, "physicalLocation");
	json_object(j);
	json_key(j, "artifactLocation");
	json_object(j);
	sarif_foreign_uri(s, b->uri.len ? b->uri : STR("baseline"));
	json_object_end(j);
	sarif_region(s, "region", b->place, STR_NONE);
	json_object_end(j);
	if (b->subject.len > 0) {
		json_key(j, "logicalLocations");
		json_array(j);
		json_object(j);
		member_if(s, "name", b->subject);
		member_if(s, "fullyQualifiedName", b->subject);
		json_object_end(j);
		json_array_end(j);
	}
	json_object_end(j);
	json_array_end(j);
}

static void absent(struct sarif *s, const struct baseline_result *b)
{
	struct json_out *j = &s->j;
	const struct control *control = sarif_rule_named(s, b->control);
	bool fails = b->verdict == ASSAY_FAIL;
	json_object(j);
	json_member_str(j, "ruleId", sarif_cut(s, b->control, SARIF_NAME_MAX));
	if (control)
		json_member_size(j, "ruleIndex", sarif_rule_index(s, control));
	json_member_text(j, "kind", sarif_kind(b->verdict));
	json_member_text(j, "level",
		!fails    ? "none"
		: control ? sarif_level(control->severity)
			  : "warning");
	json_key(j, "message");
	json_object(j);
	json_member_str(j, "text", sarif_sentence(s, b->message, SARIF_MESSAGE_MAX));
	json_object_end(j);
	absent_place(s, b);
	sarif_fingerprints(s, b->fingerprint, sarif_count_fingerprint(s, b->fingerprint));
	json_member_text(j, "baselineState", baseline_name(BASELINE_ABSENT));
	json_key(j, "suppressions");
	json_array(j);
	json_array_end(j);
	json_key(j, "properties");
	json_object(j);
	member_if(s, "subject", b->subject);
	json_object_end(j);
	json_object_end(j);
}

void sarif_absent(struct sarif *s)
{
	for (size_t i = 0; s->audit && s->run->has_baseline && i < s->run->absent.n; i++)
		absent(s, s->run->absent.items[i]);
}
