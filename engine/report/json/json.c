/*
 * json - the report for programs: one object with everything that a run found.
 *
 * docs/json.md documents it; "format" is its version: members may be added, existing members keep
 * their meaning. Must not know any other format.
 */
#include "report/json/json_policy.h"
#include "report/json/json_remedies.h"
#include "report/json/json_scope.h"

#define JSON_FORMAT 1

struct writer {
	struct json_out j;
	const struct run *run;
};

/* a place in Terraform sources */
static void written(struct json_out *j, const char *key, const struct where *where)
{
	if (!where->is_source)
		return;
	json_key(j, key);
	json_object(j);
	json_position(j, where);
	if (where->is_generated) {
		json_key(j, "generated");
		json_bool(j, true);
	}
	json_object_end(j);
}

/* the place of a cursor; with an evidence also its name, value and address */
static void place(struct writer *w, struct cursor at, const struct evidence *e)
{
	struct json_out *j = &w->j;
	struct where where = where_cursor(w->run, at), source, foreign;
	bool any = where.uri.len > 0;
	json_key(j, "place");
	if (!any && !e) {
		json_null(j);
		return;
	}
	json_object(j);
	if (any) {
		json_position(j, &where);
		json_member_str(j, "pointer", pointer_of(w->run->arena, at));
	}
	if (where_source(w->run, at, &source, &foreign)) {
		written(j, "source", &source);
		written(j, "thirdParty", &foreign);
	}
	if (e) {
		const struct resource *resource = e->resource;
		json_member_or_null(j, "name", e->name);
		json_member_or_null(j, "value", e->absent ? STR_NONE : e->value);
		json_member_or_null(j, "path", e->path);
		json_member_or_null(
			j, "address", resource ? resource_address(resource) : e->deleted);
	}
	json_object_end(j);
}

static void evidences(struct writer *w, const char *key, const struct result *r,
	const struct list *list, size_t from)
{
	json_key(&w->j, key);
	json_array(&w->j);
	for (size_t i = from; i < list->n; i++) {
		const struct evidence *e = list->items[i];
		json_object(&w->j);
		json_member_str(&w->j, "message", evidence_words(w->run->arena, r, e));
		place(w, e->at, e);
		json_object_end(&w->j);
	}
	json_array_end(&w->j);
}

static void reasons(struct writer *w, const struct result *r)
{
	json_key(&w->j, "reasons");
	json_array(&w->j);
	for (const struct reason *reason = r->reasons; reason; reason = reason->next) {
		json_object(&w->j);
		json_member_text(&w->j, "code", reason_name(reason->code));
		json_member_str(&w->j, "what", reason->what);
		json_member_or_null(&w->j, "resolve", reason->resolve);
		place(w, reason->at, NULL);
		json_object_end(&w->j);
	}
	json_array_end(&w->j);
}

static void reading(struct writer *w, const struct reading *r)
{
	static const char *const kinds[] = {[READING_VALUE] = "value",
		[READING_ABSENT] = "absent",
		[READING_LIST] = "list",
		[READING_UNKNOWN] = "unknown"};
	struct json_out *j = &w->j;
	json_object(j);
	json_member_str(j, "object", r->object);
	json_member_str(j, "name", r->name);
	json_member_text(j, "kind", kinds[r->kind]);
	if (r->kind == READING_VALUE)
		json_member_str(j, "value", r->value);
	if (r->kind == READING_ABSENT)
		json_member_or_null(j, "assumed", r->assumed);
	if (r->kind == READING_LIST)
		json_member_size(j, "elements", r->n);
	json_member_or_null(j, "why", r->why ? r->why->what : STR_NONE);
	json_key(j, "decided");
	json_bool(j, r->decided);
	place(w, r->at, NULL);
	json_object_end(j);
}

static void trace(struct writer *w, const struct result *r)
{
	if (!w->run->options->trace)
		return;
	json_key(&w->j, "trace");
	json_array(&w->j);
	for (size_t i = 0; i < r->trace.n; i++)
		reading(w, r->trace.items[i]);
	json_array_end(&w->j);
	json_key(&w->j, "traceCut");
	json_bool(&w->j, r->trace_cut);
}

static void rule_error(struct writer *w, const struct result *r)
{
	if (r->verdict != ASSAY_ERROR)
		return;
	json_key(&w->j, "error");
	json_object(&w->j);
	json_member_text(&w->j, "message", r->error.message);
	json_member_or_null(&w->j, "path", str_of(r->error.path));
	if (r->error.line > 0)
		json_member_size(&w->j, "line", r->error.line);
	json_object_end(&w->j);
}

static void result(struct writer *w, const struct result *r)
{
	struct json_out *j = &w->j;
	const struct evidence *first = r->evidence.n ? r->evidence.items[0] : NULL;
	json_object(j);
	json_member_str(j, "control", r->control->id);
	json_member_str(j, "subject", r->subject);
	json_member_or_null(j, "account", r->account ? r->account->id : STR_NONE);
	json_member_or_null(j, "region", r->region ? r->region->name : STR_NONE);
	json_member_text(j, "verdict", verdict_name(r->verdict));
	json_member_str(j, "message", result_message(w->run->arena, r));
	place(w, result_place(w->run, r).at, first);
	evidences(w, "related", r, &r->evidence, 1);
	json_key(j, "counterexample");
	if (r->n_counterexample > 0)
		json_counterexample(j, r);
	else
		json_null(j);
	reasons(w, r);
	evidences(w, "notes", r, &r->notes, 0);
	trace(w, r);
	rule_error(w, r);
	json_waiver(j, "waiver", w->run, result_is_waived(r) ? r->waiver : NULL);
	json_waiver(j, "lapsed", w->run, r->lapsed);
	json_member_or_null(j, "baseline", str_of(baseline_name(r->baseline)));
	json_member_text(j, "fingerprint", r->fingerprint);
	json_object_end(j);
}

static void results(struct writer *w)
{
	json_key(&w->j, "results");
	json_array(&w->j);
	/* waived results are always listed */
	for (size_t i = 0; i < w->run->results.n; i++) {
		const struct result *r = w->run->results.items[i];
		if (is_listed(w->run, r) || result_is_waived(r))
			result(w, r);
	}
	json_array_end(&w->j);
}

static void controls(struct writer *w)
{
	struct json_out *j = &w->j;
	json_key(j, "controls");
	json_array(j);
	for (size_t i = 0; i < w->run->n_controls; i++) {
		const struct control *control = w->run->controls[i];
		json_object(j);
		json_member_str(j, "id", control->id);
		json_member_str(j, "title", control->title);
		json_member_text(j, "severity", severity_name(control->severity));
		json_key(j, "params");
		json_object(j);
		for (size_t p = 0; p < control->n_params; p++) {
			json_key_str(j, control->params[p].name);
			json_param_value(j, &control->params[p]);
		}
		json_object_end(j);
		json_object_end(j);
	}
	json_array_end(j);
}

static void not_evaluated(struct writer *w)
{
	struct json_out *j = &w->j;
	json_key(j, "notEvaluated");
	json_array(j);
	for (size_t i = 0; i < w->run->not_evaluated.n; i++) {
		const struct control *control = w->run->not_evaluated.items[i];
		struct str need;
		json_object(j);
		json_member_str(j, "control", control->id);
		json_key(j, "needs");
		json_array(j);
		for (size_t n = 0; (need = control_need(control, n)).ptr; n++)
			json_str(j, need);
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
}

static void inputs(struct writer *w)
{
	static const char *const states[] = {[INPUT_READ] = "read",
		[INPUT_NOT_RECOGNISED] = "not-recognised",
		[INPUT_BROKEN] = "broken"};
	struct json_out *j = &w->j;
	json_key(j, "inputs");
	json_array(j);
	for (size_t i = 0; i < w->run->n_inputs; i++) {
		const struct input *input = w->run->inputs[i];
		const struct region *region = input->region;
		const struct account *account = region ? region->account : NULL;
		json_object(j);
		json_uri(j, input->uri);
		json_member_or_null(j, "kind", input->kind);
		json_member_text(j, "state", states[input->state]);
		json_member_or_null(j, "account", account ? account->id : STR_NONE);
		json_member_or_null(j, "region", region ? region->name : STR_NONE);
		json_object_end(j);
	}
	json_array_end(j);
}

/* only if there are any */
static void what_ifs(struct writer *w)
{
	struct json_out *j = &w->j;
	if (w->run->what_ifs.n == 0)
		return;
	json_key(j, "whatIf");
	json_what_ifs(j, w->run);
}

static void counts(struct writer *w)
{
	json_key(&w->j, "counts");
	json_object(&w->j);
	for (int v = 0; v < ASSAY_N_VERDICTS; v++)
		json_member_size(&w->j, verdict_name((enum assay_verdict)v),
			run_count_open(w->run, (enum assay_verdict)v));
	json_member_size(&w->j, "waived", run_count_waived(w->run));
	json_object_end(&w->j);
}

int report_json(struct out *out, const struct run *run)
{
	struct writer w = {.run = run};
	struct json_out *j = &w.j;
	json_begin(j, out);
	json_object(j);
	json_key(j, "assay");
	json_object(j);
	json_member_text(j, "version", ASSAY_VERSION);
	json_member_size(j, "format", JSON_FORMAT);
	json_object_end(j);
	json_stamp(j, run);
	what_ifs(&w);
	json_remedies(j, run);
	controls(&w);
	not_evaluated(&w);
	results(&w);
	json_remarks(j, run);
	inputs(&w);
	json_accounts(j, run);
	json_policy(j, run);
	counts(&w);
	json_member_size(j, "exitStatus", (size_t)run_exit_status(run));
	json_object_end(j);
	json_end(j);
	return out->status;
}
