/*
 * sarif_notice - errors, remarks and notes as notifications.
 *
 * A notification of level error means that the run is not complete, as executionSuccessful and the
 * exit status do. Notifications follow the results, so that they can name what the log omits.
 */
#include "report/sarif/sarif.h"

enum notice {
	NOTICE_CONTROL,
	NOTICE_RUN,
	NOTICE_INPUT,
	NOTICE_NOTE,
	NOTICE_POLICY,
	NOTICE_LOG,
	NOTICE_OMITTED
};

/* notifications of one kind in the plain profile; the rest are counted */
#define NOTICES_MAX ((size_t)1000)

static const struct {
	const char *id, *name, *about, *help;
} notices[] = {
	[NOTICE_CONTROL] = {"assay-control-broke", "ControlBroke",
		"A control raised an error or exceeded a limit, and returned no verdict for a "
		"subject.",
		"Read the message. It names the rule file and line, or the limit."},
	[NOTICE_RUN] = {"assay-run-remark", "RunRemark", "A remark on the whole run.",
		"Read the message. An error means that the evaluation is not complete."},
	[NOTICE_INPUT] = {"assay-input-remark", "InputRemark", "A remark on one input.",
		"Read the message and the place it names. An error means that the input cannot be "
		"used and the evaluation is not complete."},
	[NOTICE_NOTE] = {"assay-result-note", "ResultNote",
		"A note of a control on a result that is not listed.",
		"Read the message. A note does not change a verdict."},
	[NOTICE_POLICY] = {"assay-policy-remark", "PolicyRemark",
		"A remark on a waiver, the configuration or the baseline.",
		"Read the message and correct the entry that it names."},
	[NOTICE_LOG] = {"assay-log-remark", "LogRemark", "A remark on what this log omits.",
		"Read the message. The format sarif-audit omits nothing."},
	[NOTICE_OMITTED] = {"assay-control-not-evaluated", "ControlNotEvaluated",
		"No input shows what a control of profile 'all' reads, so it has no results.",
		"Add an export of a command that the message names, or require the control."},
};

void sarif_descriptors(struct sarif *s)
{
	static const char *const keys[] = {"shortDescription", "fullDescription", "help"};
	struct json_out *j = &s->j;
	json_key(j, "notifications");
	json_array(j);
	for (size_t i = 0; i < LENGTH_OF(notices); i++) {
		const char *texts[] = {notices[i].about, notices[i].about, notices[i].help};
		json_object(j);
		json_member_text(j, "id", notices[i].id);
		json_member_text(j, "name", notices[i].name);
		for (size_t k = 0; k < LENGTH_OF(keys); k++)
			sarif_text(s, keys[k], str_of(texts[k]));
		json_object_end(j);
	}
	json_array_end(j);
}

static void reference(struct json_out *j, const char *key, struct str id, size_t index)
{
	json_key(j, key);
	json_object(j);
	json_member_str(j, "id", id);
	json_member_size(j, "index", index);
	json_object_end(j);
}

static void begin(struct sarif *s, enum notice notice, const struct control *control,
	const char *level, struct str text)
{
	struct json_out *j = &s->j;
	json_object(j);
	reference(j, "descriptor", str_of(notices[notice].id), (size_t)notice);
	if (control && sarif_rule_index(s, control) < s->run->n_controls)
		reference(j, "associatedRule", control->id, sarif_rule_index(s, control));
	json_member_text(j, "level", level);
	sarif_text(s, "message", sarif_sentence(s, text, SARIF_MESSAGE_MAX));
}

static void end(struct sarif *s, const struct where *where)
{
	if (where->uri.len > 0) {
		json_key(&s->j, "locations");
		json_array(&s->j);
		json_object(&s->j);
		sarif_physical(s, where, NULL);
		json_object_end(&s->j);
		json_array_end(&s->j);
	}
	json_object_end(&s->j);
}

static void control_broke(struct sarif *s, const struct result *r)
{
	const struct assay_error *err = &r->error;
	struct str place = STR("");
	struct arena *a = s->run->arena;
	if (err->path[0] && err->line > 0)
		place = str_printf(a, " (%s, line %zu)", err->path, err->line);
	else if (err->path[0])
		place = str_printf(a, " (%s)", err->path);
	struct str text = str_printf(a, "No verdict for '%.*s': %s%.*s.", STR_ARGS(r->subject),
		err->message, STR_ARGS(place));
	struct where where = result_place(s->run, r).where;
	begin(s, NOTICE_CONTROL, r->control, "error", text);
	end(s, &where);
}

static void note(struct sarif *s, const struct result *r, const struct evidence *e)
{
	struct where where = where_cursor(s->run, e->at);
	begin(s, NOTICE_NOTE, r->control, "note", evidence_words(s->run->arena, r, e));
	end(s, &where);
}

static const struct where nowhere = {0};

/* true if the log has room for one more notification */
static bool has_room(const struct sarif *s, size_t n)
{
	return s->audit || (n < NOTICES_MAX && s->written < SARIF_BYTES_MAX - SARIF_TAIL_MAX / 4);
}

static void omitted(struct sarif *s, size_t n, const char *what)
{
	struct str text = str_printf(s->run->arena, "Omitted from this log: %s (%zu).", what, n);
	if (n == 0)
		return;
	begin(s, NOTICE_LOG, NULL, "warning", text);
	end(s, &nowhere);
}

static void broken_controls(struct sarif *s)
{
	size_t n = 0, left = 0;
	for (size_t i = 0; i < s->run->results.n; i++) {
		const struct result *r = s->run->results.items[i];
		if (r->verdict != ASSAY_ERROR)
			continue;
		if (has_room(s, n++))
			control_broke(s, r);
		else
			left++;
	}
	omitted(s, left, "subjects without a verdict");
}

/* the notes of results that are not listed */
static void notes(struct sarif *s)
{
	size_t n = 0, left = 0;
	for (size_t i = 0; i < s->run->results.n; i++) {
		const struct result *r = s->run->results.items[i];
		for (size_t k = 0; !sarif_is_listed(s, r) && k < r->notes.n; k++) {
			if (has_room(s, n++))
				note(s, r, r->notes.items[k]);
			else
				left++;
		}
	}
	omitted(s, left, "notes on results that are not listed");
}

/* true for a remark on a waiver or the configuration */
static bool is_policy(const struct sarif *s, const struct remark *remark)
{
	return !remark->input && remark->at.doc &&
	       where_index(s->run, remark->at) == s->run->n_inputs;
}

static void of_remark(struct sarif *s, const struct remark *remark)
{
	struct where where = where_remark(s->run, remark);
	enum notice notice = is_policy(s, remark) ? NOTICE_POLICY
			     : where.uri.len > 0  ? NOTICE_INPUT
						  : NOTICE_RUN;
	begin(s, notice, NULL, remark_level_name(remark->level), remark->text);
	end(s, &where);
}

static void remarks(struct sarif *s, bool policy)
{
	static const enum remark_level order[] = {REMARK_ERROR, REMARK_WARNING, REMARK_NOTE};
	size_t n = 0, left = 0;
	for (size_t k = 0; k < LENGTH_OF(order); k++)
		for (size_t i = 0; i < s->run->remarks.n; i++) {
			const struct remark *remark = s->run->remarks.items[i];
			if (remark->level != order[k] || is_policy(s, remark) != policy)
				continue;
			if (has_room(s, n++))
				of_remark(s, remark);
			else
				left++;
		}
	omitted(s, left, "remarks");
}

static void of_run(struct sarif *s)
{
	const struct run *run = s->run;
	if (run->n_controls == 0) {
		begin(s, NOTICE_RUN, NULL, "error", STR("No control was run."));
		end(s, &nowhere);
	}
	if (run_read_nothing(run)) {
		begin(s, NOTICE_RUN, NULL, "error", STR("No input was recognised."));
		end(s, &nowhere);
	}
}

static void not_evaluated(struct sarif *s)
{
	for (size_t i = 0; i < s->run->not_evaluated.n; i++) {
		const struct control *control = s->run->not_evaluated.items[i];
		begin(s, NOTICE_OMITTED, NULL, "note",
			str_printf(s->run->arena, "'%.*s' was not evaluated: it %.*s.",
				STR_ARGS(control->id),
				STR_ARGS(needs_words(s->run->arena, control))));
		end(s, &nowhere);
	}
}

static void of_log(struct sarif *s)
{
	struct arena *a = s->run->arena;
	struct str texts[] = {
		str_printf(a,
			"Omitted from this log: the least severe of %zu results (%zu). Consumers "
			"refuse a file with more than %zu results or %zu bytes.",
			s->entries.n, s->n_omitted, SARIF_RESULTS_MAX, SARIF_BYTES_MAX),
		str_printf(a, "Omitted from this log: results that a waiver accepts (%zu).",
			s->n_waived),
		str_printf(a, "Cut to the length that consumers accept: texts (%zu).", s->n_cut)};
	const size_t counts[] = {s->n_omitted, s->n_waived, s->n_cut};
	for (size_t i = 0; i < LENGTH_OF(texts); i++) {
		if (counts[i] == 0)
			continue;
		begin(s, NOTICE_LOG, NULL, i == 0 ? "warning" : "note", texts[i]);
		end(s, &nowhere);
	}
}

void sarif_notices(struct sarif *s)
{
	json_key(&s->j, "toolConfigurationNotifications");
	json_array(&s->j);
	remarks(s, true);
	json_array_end(&s->j);
	json_key(&s->j, "toolExecutionNotifications");
	json_array(&s->j);
	of_run(s);
	broken_controls(s);
	not_evaluated(s);
	remarks(s, false);
	notes(s);
	of_log(s);
	json_array_end(&s->j);
}
