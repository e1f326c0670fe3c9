/*
 * sarif_notice - what is to be known beside the results, as notifications.
 *
 * A notification of level error says that the run is not complete, so executionSuccessful
 * and the exit status are told from the same answer. No time, no machine, no command
 * line: the same inputs give the same bytes.
 */
#include "report/sarif.h"

enum notice { NOTICE_CONTROL, NOTICE_RUN, NOTICE_INPUT, NOTICE_NOTE };

static const struct {
	const char *id, *name, *about, *help;
} notices[] = {
	[NOTICE_CONTROL] = {"assay-control-broke", "ControlBroke",
		"A control broke or hit a limit, so it gave no verdict for a subject.",
		"Read the message: it names the rule file and its line, or the limit."},
	[NOTICE_RUN] = {"assay-run-remark", "RunRemark", "A remark on the run as a whole.",
		"Read the message. An error means that the evaluation is not complete."},
	[NOTICE_INPUT] = {"assay-input-remark", "InputRemark", "A remark on one input.",
		"Read the message and the place it names. An error means that the input could not "
		"be used, so the evaluation is not complete."},
	[NOTICE_NOTE] = {"assay-result-note", "ResultNote",
		"A control's remark on a subject whose verdict is not listed.",
		"Read the message: it changes no verdict."},
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
		for (size_t k = 0; k < LENGTH_OF(keys); k++) {
			json_key(j, keys[k]);
			json_object(j);
			json_member_text(j, "text", texts[k]);
			json_object_end(j);
		}
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
	json_key(j, "message");
	json_object(j);
	json_member_str(j, "text", sarif_sentence(s->run->arena, text, SARIF_MESSAGE_MAX));
	json_object_end(j);
}

static void end(struct sarif *s, const struct where *where)
{
	if (where->uri.len > 0) {
		json_key(&s->j, "locations");
		json_array(&s->j);
		json_object(&s->j);
		sarif_physical(s, where);
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
	struct where where = where_cursor(s->run, where_result(r));
	begin(s, NOTICE_CONTROL, r->control, "error",
		text.ptr ? text : STR("A control gave no verdict."));
	end(s, &where);
}

static void note(struct sarif *s, const struct result *r, const struct evidence *e)
{
	struct where where = where_cursor(s->run, e->at);
	begin(s, NOTICE_NOTE, r->control, "note", e->message.text);
	end(s, &where);
}

static void of_result(struct sarif *s, const struct result *r)
{
	if (r->verdict == ASSAY_ERROR)
		control_broke(s, r);
	if (is_listed(s->run, r) && r->verdict != ASSAY_ERROR)
		return;
	for (size_t i = 0; i < r->notes.n; i++)
		note(s, r, r->notes.items[i]);
}

static void of_remark(struct sarif *s, const struct remark *remark)
{
	static const char *const levels[] = {
		[REMARK_NOTE] = "note", [REMARK_WARNING] = "warning", [REMARK_ERROR] = "error"};
	struct where where = where_remark(s->run, remark);
	begin(s, where.uri.len > 0 ? NOTICE_INPUT : NOTICE_RUN, NULL, levels[remark->level],
		remark->text);
	end(s, &where);
}

static void of_run(struct sarif *s)
{
	const struct run *run = s->run;
	const struct where nowhere = {0};
	if (run->n_controls == 0) {
		begin(s, NOTICE_RUN, NULL, "error", STR("No control was run."));
		end(s, &nowhere);
	}
	if (run_read_nothing(run)) {
		begin(s, NOTICE_RUN, NULL, "error", STR("No input was recognised."));
		end(s, &nowhere);
	}
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
	json_key(j, "toolExecutionNotifications");
	json_array(j);
	of_run(s);
	for (size_t i = 0; i < s->run->results.n; i++)
		of_result(s, s->run->results.items[i]);
	for (size_t i = 0; i < s->run->remarks.n; i++)
		of_remark(s, s->run->remarks.items[i]);
	json_array_end(j);
	json_object_end(j);
	json_array_end(j);
}
