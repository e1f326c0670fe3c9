/*
 * oscal_observation - each result as an observation, and its subject as an inventory item.
 *
 * The method is EXAMINE: assay reads what a service or a plan states and exercises no mechanism.
 * All results are listed, whatever --show says. Must not know findings.
 */
#include "report/oscal/oscal.h"

/* reasons whose remedy is listed; the remarks count the rest */
#define RESOLVES_MAX ((size_t)20)

static struct str subject_kind_of(const struct result *r)
{
	if (r->resource && r->resource->type)
		return r->resource->type->name;
	return r->region ? STR("region") : STR("account");
}

/* the account and Region of a result, as far as they are known */
static void place_props(struct oscal *o, const struct result *r)
{
	if (r->account)
		oscal_prop(o, "account", r->account->id);
	if (r->region)
		oscal_prop(o, "region", r->region->name);
}

static void item(struct oscal *o, const struct result *r)
{
	struct json_out *j = &o->j;

	json_object(j);
	oscal_uuid(o, "uuid", IN_EVERY_DOCUMENT, "subject", r->subject);
	oscal_line(o, "description", r->subject);
	json_key(j, "props");
	json_array(j);
	oscal_prop_of_nist(o, "asset-type", subject_kind_of(r));
	oscal_prop_of_nist(o, "asset-id", r->subject);
	place_props(o, r);
	json_array_end(j);
	json_object_end(j);
}

static void tool(struct oscal *o)
{
	struct json_out *j = &o->j;
	char rules[65] = "";

	if (o->run->digest_rules)
		o->run->digest_rules(rules);
	json_object(j);
	oscal_uuid(o, "uuid", IN_EVERY_DOCUMENT, "tool", STR("assay"));
	json_member_text(j, "type", "software");
	json_member_text(j, "title", "assay");
	json_member_text(j, "description",
		"Offline policy evaluator of cloud configuration. It reads exports and plans, and "
		"has no access to the system.");
	json_key(j, "props");
	json_array(j);
	oscal_prop_of_nist(o, "version", STR(ASSAY_VERSION));
	oscal_prop(o, "rules-sha256", str_of(rules));
	json_array_end(j);
	json_key(j, "status");
	json_object(j);
	json_member_text(j, "state", "operational");
	json_object_end(j);
	json_object_end(j);
}

static void assets(struct oscal *o)
{
	struct json_out *j = &o->j;

	json_key(j, "assessment-assets");
	json_object(j);
	json_key(j, "components");
	json_array(j);
	tool(o);
	json_array_end(j);
	json_key(j, "assessment-platforms");
	json_array(j);
	json_object(j);
	oscal_uuid(o, "uuid", IN_EVERY_DOCUMENT, "platform", STR("assay"));
	json_member_text(j, "title", "assay");
	json_key(j, "uses-components");
	json_array(j);
	json_object(j);
	oscal_uuid(o, "component-uuid", IN_EVERY_DOCUMENT, "tool", STR("assay"));
	json_object_end(j);
	json_array_end(j);
	json_object_end(j);
	json_array_end(j);
	json_object_end(j);
}

void oscal_local(struct oscal *o)
{
	struct json_out *j = &o->j;

	json_key(j, "local-definitions");
	json_object(j);
	if (o->subjects.n > 0) {
		json_key(j, "inventory-items");
		json_array(j);
		for (size_t i = 0; i < o->subjects.n; i++)
			item(o, o->subjects.items[i]);
		json_array_end(j);
	}
	assets(o);
	json_object_end(j);
}

static void facts(struct oscal *o, const struct result *r)
{
	static const char *const truths[] = {"false", "true"};

	for (size_t i = 0; i < r->n_counterexample; i++) {
		const struct fact *f = &r->counterexample[i];
		struct str value = f->text;

		if (f->kind == FACT_BOOL)
			value = str_of(truths[f->truth]);
		else if (f->kind == FACT_INT)
			value = str_printf(o->run->arena, "%lld", (long long)f->integer);
		else if (f->kind == FACT_NULL)
			value = STR("null");
		oscal_prop_class(o, "counterexample", f->name, value);
	}
}

static void props(struct oscal *o, const struct result *r, const struct oscal_time *t)
{
	struct json_out *j = &o->j;
	const char *baseline = baseline_name(r->baseline);

	json_key(j, "props");
	json_array(j);
	oscal_prop(o, "verdict", str_of(verdict_name(r->verdict)));
	oscal_prop(o, "control", r->control->id);
	oscal_prop(o, "severity", str_of(severity_name(r->control->severity)));
	place_props(o, r);
	if (result_is_waived(r))
		oscal_prop(o, "waived", STR("true"));
	if (o->run->has_baseline)
		oscal_prop(o, "baseline", str_of(baseline ? baseline : "new"));
	facts(o, r);
	oscal_prop(o, "collected-from", str_of(oscal_clock_name(t->clock)));
	oscal_prop(o, "fingerprint", str_of(r->fingerprint));
	json_array_end(j);
}

static void one_subject(struct oscal *o, const struct result *r)
{
	struct json_out *j = &o->j;

	json_key(j, "subjects");
	json_array(j);
	json_object(j);
	oscal_uuid(o, "subject-uuid", IN_EVERY_DOCUMENT, "subject", r->subject);
	json_member_text(j, "type", "inventory-item");
	oscal_line(o, "title", r->subject);
	json_object_end(j);
	json_array_end(j);
}

static void evidence_props(struct oscal *o, const struct finding_place *place)
{
	struct json_out *j = &o->j;
	static const char *const roles[] = {[PLACE_EVIDENCE] = "evidence",
		[PLACE_NOTE] = "note",
		[PLACE_REASON] = "reason",
		[PLACE_SUBJECT] = "subject",
		[PLACE_INPUT] = "input"};
	const struct place *at = &place->where.place;

	json_key(j, "props");
	json_array(j);
	oscal_prop(o, "role", str_of(roles[place->role]));
	oscal_prop(o, "file", place->where.uri);
	if (at->line > 0) {
		oscal_prop_size(o, "line", at->line);
		oscal_prop_size(o, "column", at->column);
	}
	if (!place->where.is_source)
		oscal_prop(o, "pointer", pointer_of(o->run->arena, place->at));
	if (place->resource)
		oscal_prop(o, "address", resource_address(place->resource));
	oscal_prop(o, "path", place->path);
	if (place->evidence && !place->evidence->absent)
		oscal_prop(o, "value", place->evidence->value);
	json_array_end(j);
}

static struct str words_of(struct oscal *o, const struct result *r, const struct finding_place *p)
{
	struct arena *a = o->run->arena;

	if (p->role == PLACE_NOTE)
		return str_printf(a, "Note: %.*s", STR_ARGS(evidence_words(a, r, p->evidence)));
	if (p->role == PLACE_EVIDENCE)
		return evidence_words(a, r, p->evidence);
	if (p->text.len > 0)
		return p->text;
	return p->role == PLACE_INPUT ? STR("The same place in the input.")
				      : STR("The place of the subject.");
}

static void one_evidence(struct oscal *o, const struct result *r, const struct finding_place *p)
{
	struct json_out *j = &o->j;
	size_t input = o->run->n_inputs;

	if (p->where.uri.len == 0)
		return;
	for (size_t i = 0; p->where.input && i < o->run->n_inputs; i++)
		if (o->run->inputs[i] == p->where.input)
			input = i;
	json_object(j);
	if (input < o->run->n_inputs) {
		oscal_reference(o, "input", input);
	} else {
		json_key(j, "href");
		struct out text = json_string(j);
		out_uri(&text, p->where.uri);
		json_string_end(j, &text);
	}
	oscal_line(o, "description", words_of(o, r, p));
	evidence_props(o, p);
	json_object_end(j);
}

static bool has_file(const struct finding_place *first, const struct list *others)
{
	bool any = first->where.uri.len > 0;

	for (size_t i = 0; i < others->n; i++)
		any |= ((const struct finding_place *)others->items[i])->where.uri.len > 0;
	return any;
}

static void evidences(struct oscal *o, const struct result *r, const struct finding_place *first)
{
	struct json_out *j = &o->j;
	struct list others = {0};

	result_other_places(o->run, r, &others);
	if (!has_file(first, &others))
		return;
	json_key(j, "relevant-evidence");
	json_array(j);
	one_evidence(o, r, first);
	for (size_t i = 0; i < others.n; i++)
		one_evidence(o, r, others.items[i]);
	json_array_end(j);
}

static size_t count_resolves(const struct result *r)
{
	size_t n = 0;

	for (const struct reason *reason = r->reasons; reason; reason = reason->next)
		n += reason->resolve.len > 0;
	return n;
}

/* what resolves an unknown, and a waiver that does not count any more */
static void remarks(struct oscal *o, const struct result *r)
{
	struct oscal_markup m;
	size_t n = count_resolves(r), written = 0;

	if (n == 0 && !r->lapsed)
		return;
	struct out text = oscal_markup_begin(o, "remarks", &m);
	if (r->lapsed) {
		out_text(&text, "A waiver of this result has expired: ");
		out_safe_line(&text, waiver_words(o->run->arena, r->lapsed));
		out_text(&text, n > 0 ? ". " : ".");
	}
	for (const struct reason *reason = r->reasons; reason; reason = reason->next) {
		if (reason->resolve.len == 0 || written == RESOLVES_MAX)
			continue;
		out_text(&text, written++ == 0 ? "To resolve: " : "; ");
		out_safe_line(&text, reason->resolve);
	}
	if (n > written)
		out_printf(&text, "; and %zu more", n - written);
	oscal_markup_end(o, &m);
}

static void observation(struct oscal *o, size_t i)
{
	struct json_out *j = &o->j;
	const struct result *r = o->run->results.items[i];
	struct finding_place first = result_place(o->run, r);
	const struct oscal_time collected = oscal_time_of(o, first.where.input);

	json_object(j);
	oscal_uuid_of(o, "uuid", "observation", i);
	oscal_line(o, "title",
		str_printf(o->run->arena, "%.*s: %.*s", STR_ARGS(r->control->id),
			STR_ARGS(r->subject)));
	oscal_line(o, "description", result_message(o->run->arena, r));
	props(o, r, &collected);
	json_key(j, "methods");
	json_array(j);
	json_text(j, "EXAMINE");
	json_array_end(j);
	json_key(j, "types");
	json_array(j);
	json_text(j, "control-objective");
	if (r->verdict == ASSAY_FAIL)
		json_text(j, "finding");
	json_array_end(j);
	oscal_origins(o);
	one_subject(o, r);
	evidences(o, r, &first);
	json_member_text(j, "collected", collected.text);
	remarks(o, r);
	json_object_end(j);
}

void oscal_observations(struct oscal *o)
{
	if (o->run->results.n == 0)
		return;
	json_key(&o->j, "observations");
	json_array(&o->j);
	for (size_t i = 0; i < o->run->results.n; i++)
		observation(o, i);
	json_array_end(&o->j);
}
