/*
 * oscal_finding - each objective as a finding, its fails and waivers as risks.
 *
 * OSCAL has two states, satisfied and not-satisfied. An objective is satisfied only if each of its
 * subjects passed or is not applicable, one passed, and the run is complete and about the inputs as
 * they are. All else is not-satisfied: with the reason "fail" if a subject fails, with "other" if
 * that is unknown. A waiver accepts a risk and satisfies nothing. An objective without a subject
 * that it applies to has no finding. Must not know places.
 */
#include "report/oscal/oscal.h"

#include "report/model/lines.h"

static size_t count_bad(const struct objective *objective)
{
	return objective->open[ASSAY_FAIL] + objective->open[ASSAY_ERROR] +
	       objective->open[ASSAY_UNKNOWN] + objective->n_waived;
}

static bool is_satisfied(const struct oscal *o, const struct objective *objective)
{
	return o->is_trusted && objective->open[ASSAY_PASS] > 0 && count_bad(objective) == 0;
}

static const char *reason_of(const struct oscal *o, const struct objective *objective)
{
	if (is_satisfied(o, objective))
		return "pass";
	return objective->open[ASSAY_FAIL] + objective->n_waived_fails > 0 ? "fail" : "other";
}

static void counts(struct out *text, const struct objective *objective)
{
	bool any = false;

	for (int v = 0; v < ASSAY_N_VERDICTS; v++) {
		if (objective->open[v] == 0)
			continue;
		out_text(text, any ? ", " : "");
		out_size(text, objective->open[v]);
		out_text(text, verdict_counted((enum assay_verdict)v));
		any = true;
	}
	if (objective->n_waived > 0) {
		out_text(text, any ? ", " : "");
		out_size(text, objective->n_waived);
		out_text(text, " waived");
	}
}

static void status_remarks(struct oscal *o, const struct objective *objective)
{
	struct oscal_markup m;
	struct out text = oscal_markup_begin(o, "remarks", &m);

	out_text(&text, "Subjects: ");
	counts(&text, objective);
	out_text(&text, ".");
	if (is_satisfied(o, objective))
		out_text(&text, " " JUDGED_CAVEAT);
	else if (strcmp(reason_of(o, objective), "other") == 0)
		out_text(&text, " It is not known whether the objective is satisfied.");
	if (!o->is_trusted && o->run->what_ifs.n > 0)
		out_text(&text,
			" The verdicts are not of the inputs as they are: values were assumed.");
	else if (!o->is_trusted)
		out_text(&text, " The evaluation is not complete.");
	if (objective->n_waived > 0)
		out_text(&text, " A waiver accepts a risk and does not satisfy the objective.");
	oscal_markup_end(o, &m);
}

static void target(struct oscal *o, const struct objective *objective)
{
	struct json_out *j = &o->j;
	const struct control *c = objective->control;

	json_key(j, "target");
	json_object(j);
	json_member_text(j, "type", "objective-id");
	json_member_str(j, "target-id", oscal_token(o->run->arena, c->id));
	oscal_line(o, "title", c->title);
	json_key(j, "status");
	json_object(j);
	json_member_text(j, "state", is_satisfied(o, objective) ? "satisfied" : "not-satisfied");
	json_member_text(j, "reason", reason_of(o, objective));
	status_remarks(o, objective);
	json_object_end(j);
	json_object_end(j);
}

/* the results of the objective that w accepts, or (w NULL) its open fails */
static bool is_of_risk(const struct result *r, const struct waiver *w)
{
	return w ? result_is_waived(r) && r->waiver == w
		 : r->verdict == ASSAY_FAIL && !result_is_waived(r);
}

static void related(
	struct oscal *o, const struct objective *objective, bool of_risk, const struct waiver *w)
{
	struct json_out *j = &o->j;

	json_key(j, "related-observations");
	json_array(j);
	for (size_t i = objective->first; i < objective->first + objective->n; i++) {
		if (of_risk && !is_of_risk(o->run->results.items[i], w))
			continue;
		json_object(j);
		oscal_uuid_of(o, "observation-uuid", "observation", i);
		json_object_end(j);
	}
	json_array_end(j);
}

static void risk_uuid(
	struct oscal *o, const char *key, const struct objective *objective, const struct waiver *w)
{
	struct str id = objective->control->id;
	size_t i = 0;

	while (w && i < o->run->waivers.n && o->run->waivers.items[i] != w)
		i++;
	if (w)
		oscal_uuid(o, key, IN_DOCUMENT, "waiver",
			str_printf(o->run->arena, "%.*s\n%zu", STR_ARGS(id), i));
	else
		oscal_uuid(o, key, IN_EVERY_DOCUMENT, "risk", id);
}

static void related_risk(struct oscal *o, const struct objective *objective, const struct waiver *w)
{
	json_object(&o->j);
	risk_uuid(o, "risk-uuid", objective, w);
	json_object_end(&o->j);
}

static bool has_risk(const struct objective *objective)
{
	return objective->open[ASSAY_FAIL] > 0 || objective->waivers.n > 0;
}

static void related_risks(struct oscal *o, const struct objective *objective)
{
	if (!has_risk(objective))
		return;
	json_key(&o->j, "related-risks");
	json_array(&o->j);
	if (objective->open[ASSAY_FAIL] > 0)
		related_risk(o, objective, NULL);
	for (size_t i = 0; i < objective->waivers.n; i++)
		related_risk(o, objective, objective->waivers.items[i]);
	json_array_end(&o->j);
}

static struct str text_or_title(const struct control *c, struct str text)
{
	return is_blank_text(text) ? c->title : text;
}

static bool is_found(const struct objective *objective)
{
	return objective->n > objective->open[ASSAY_NOT_APPLICABLE];
}

static void finding(struct oscal *o, const struct objective *objective)
{
	struct json_out *j = &o->j;
	const struct control *c = objective->control;

	json_object(j);
	oscal_uuid(o, "uuid", IN_DOCUMENT, "finding", c->id);
	oscal_line(o, "title", c->title);
	oscal_prose(o, "description", text_or_title(c, c->description));
	json_key(j, "props");
	json_array(j);
	oscal_prop(o, "control", c->id);
	oscal_prop(o, "severity", str_of(severity_name(c->severity)));
	for (int v = 0; v < ASSAY_N_VERDICTS; v++)
		oscal_prop_class(o, "subjects", str_of(verdict_name((enum assay_verdict)v)),
			str_printf(o->run->arena, "%zu", objective->open[v]));
	oscal_prop_class(o, "subjects", STR("waived"),
		str_printf(o->run->arena, "%zu", objective->n_waived));
	json_array_end(j);
	oscal_origins(o);
	target(o, objective);
	related(o, objective, false, NULL);
	related_risks(o, objective);
	json_object_end(j);
}

void oscal_findings(struct oscal *o)
{
	bool any = false;

	for (size_t i = 0; i < o->objectives.n; i++) {
		const struct objective *objective = o->objectives.items[i];

		if (!is_found(objective))
			continue;
		if (!any) {
			json_key(&o->j, "findings");
			json_array(&o->j);
		}
		any = true;
		finding(o, objective);
	}
	if (any)
		json_array_end(&o->j);
}

static void severity(struct oscal *o, const struct control *c)
{
	struct json_out *j = &o->j;

	json_key(j, "characterizations");
	json_array(j);
	json_object(j);
	json_key(j, "origin");
	oscal_origin(o);
	json_key(j, "facets");
	json_array(j);
	json_object(j);
	json_member_text(j, "name", "severity");
	json_member_text(j, "system", "http://csrc.nist.gov/ns/oscal");
	json_member_text(j, "value", severity_name(c->severity));
	json_object_end(j);
	json_array_end(j);
	json_object_end(j);
	json_array_end(j);
}

static void remediation(struct oscal *o, const struct control *c)
{
	struct json_out *j = &o->j;

	if (is_blank_text(c->remediation))
		return;
	json_key(j, "remediations");
	json_array(j);
	json_object(j);
	oscal_uuid(o, "uuid", IN_EVERY_DOCUMENT, "remediation", c->id);
	json_member_text(j, "lifecycle", "recommendation");
	json_member_text(j, "title", "Remediation");
	oscal_prose(o, "description", c->remediation);
	oscal_origins(o);
	json_object_end(j);
	json_array_end(j);
}

static void waiver_props(struct oscal *o, const struct waiver *w)
{
	struct json_out *j = &o->j;

	json_key(j, "props");
	json_array(j);
	oscal_prop(o, "waiver-subject", w->subject);
	oscal_prop(o, "waiver-reason", w->reason);
	oscal_prop(o, "waiver-expires", w->expires);
	oscal_prop(o, "waiver-owner", w->owner);
	oscal_prop(o, "waiver-ticket", w->ticket);
	json_array_end(j);
}

/* the last second on which the waiver counts */
static void deadline(struct oscal *o, const struct waiver *w)
{
	char time[TIME_SIZE];

	if (w->last < 0)
		return;
	time_write(time, (w->last + 1) * SECONDS_OF_DAY - 1);
	if (time[0] == '2')
		json_member_text(&o->j, "deadline", time);
}

static void risk(struct oscal *o, const struct objective *objective, const struct waiver *w)
{
	struct json_out *j = &o->j;
	const struct control *c = objective->control;

	json_object(j);
	risk_uuid(o, "uuid", objective, w);
	oscal_line(o, "title",
		str_printf(o->run->arena, "%s%.*s",
			w ? "Accepted: not satisfied: " : "Not satisfied: ", STR_ARGS(c->title)));
	if (w)
		oscal_line(o, "description",
			str_printf(o->run->arena, "Accepted by a waiver %.*s",
				STR_ARGS(waiver_words(o->run->arena, w))));
	else
		oscal_prose(o, "description", text_or_title(c, c->description));
	oscal_prose(o, "statement", text_or_title(c, c->rationale));
	if (w)
		waiver_props(o, w);
	json_member_text(j, "status", w ? "deviation-approved" : "open");
	oscal_origins(o);
	severity(o, c);
	if (w)
		deadline(o, w);
	else
		remediation(o, c);
	related(o, objective, true, w);
	json_object_end(j);
}

void oscal_risks(struct oscal *o)
{
	bool any = false;

	for (size_t i = 0; i < o->objectives.n; i++) {
		const struct objective *objective = o->objectives.items[i];

		if (!has_risk(objective))
			continue;
		if (!any) {
			json_key(&o->j, "risks");
			json_array(&o->j);
		}
		any = true;
		if (objective->open[ASSAY_FAIL] > 0)
			risk(o, objective, NULL);
		for (size_t k = 0; k < objective->waivers.n; k++)
			risk(o, objective, objective->waivers.items[k]);
	}
	if (any)
		json_array_end(&o->j);
}
