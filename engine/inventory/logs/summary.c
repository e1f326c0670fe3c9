/*
 * summary - what log files show, as documents of the form that exports have (logs.h), and in notes.
 *
 * Knows the names of the keys in these documents, and that types declare the others.
 */
#include "base/day.h"
#include "base/out.h"
#include "doc/json_out.h"
#include "inventory/export/source.h"
#include "inventory/logs/logs.h"

/* of the documents that are made here: as large as they must be */
static const struct doc_limits no_limits = {SIZE_MAX / 4, 100, SIZE_MAX / 4, 0};

struct writing {
	struct inventory *w;
	const struct observed_list *list;
	struct json_out json;
	struct str key_name; /* as outputs call the key of the type */
};

static void write_time(struct json_out *j, const char *key, int64_t seconds)
{
	char day[DAY_SIZE], text[DAY_SIZE + 30];
	int64_t rest = seconds % SECONDS_OF_DAY;

	day_write(day, seconds);
	snprintf(text, sizeof text, "%sT%02d:%02d:%02dZ", day, (int)(rest / 3600) % 24,
		(int)(rest / 60 % 60), (int)(rest % 60));
	json_member_text(j, key, text);
}

static int write_observed(void *payload, struct str key, void *value)
{
	struct writing *to = payload;
	const struct observed *o = value;
	const struct log_events *events = to->list->command->log_events;
	struct json_out *j = &to->json;

	json_object(j);
	json_key_str(j, to->key_name);
	json_str(j, key);
	if (o->n) {
		write_time(j, "FirstTime", o->first);
		write_time(j, "LastTime", o->last);
	}
	json_member_size(j, "RefusedEvents", o->n_refused);
	json_key(j, "Events");
	json_array(j);
	for (size_t i = 0; i < events->n_names; i++) {
		if (!o->counts[i])
			continue;
		json_object(j);
		json_member_str(j, "EventName", events->names[i]);
		json_member_size(j, "Count", o->counts[i]);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	return 0;
}

static void write_scope(struct writing *to, const struct log_scope *scope, size_t i)
{
	struct json_out *j = &to->json;

	json_object(j);
	json_key(j, "assay");
	json_object(j);
	json_member_str(j, "command", to->list->command->name);
	json_member_str(j, "account", scope->account);
	json_member_str(j, "region", scope->region);
	if (scope->delivered)
		write_time(j, "time", scope->delivered);
	json_object_end(j);
	json_key(j, "output");
	json_object(j);
	json_member_size(j, "LogFiles", scope->n_files);
	json_member_size(j, "UnreadLogFiles", scope->n_unread);
	json_key_str(j, to->list->command->at);
	json_array(j);
	(void)map_each(&scope->lists[i].by_key, write_observed, to);
	json_array_end(j);
	json_object_end(j);
	json_object_end(j);
	json_end(j);
}

static void add_document(struct inventory *w, struct str name, struct str text)
{
	struct source *s = arena_alloc(w->run, sizeof *s);
	static const struct plan_setting none;
	struct assay_error why = {0};

	if (doc_open(&s->doc, name.ptr, text.ptr, text.len, &no_limits, &why) != ASSAY_OK) {
		arena_fail(w->run);
		return;
	}
	s->input = (struct input){.name = name,
		.uri = path_uri(w->run, name),
		.doc = s->doc,
		.bytes = text,
		.state = INPUT_NOT_RECOGNISED};
	s->given = &none;
	(void)list_add(w->run, &w->sources, s);
}

static int add_scope(void *payload, struct str key, void *value)
{
	struct inventory *w = payload;
	const struct log_scope *scope = value;

	(void)key;
	for (size_t i = 0; i < w->logs->n_lists; i++) {
		const struct observed_list *list = &w->logs->lists[i];
		struct buf b;
		struct out out;
		struct writing to = {.w = w, .list = list};

		buf_init_for(&b, SIZE_MAX / 4, w->run);
		out = out_to_buf(&b);
		json_begin(&to.json, &out);
		to.key_name = field_name_in(list->type->key, &aws_cli_notation);
		write_scope(&to, scope, i);
		add_document(w, scope->folder.len ? scope->folder : STR("CloudTrail log files"),
			str_copy(w->run, (struct str){b.ptr, b.len}));
		buf_free(&b);
	}
	return 0;
}

static const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static int note_others(void *payload, struct str what, void *value)
{
	struct inventory *w = payload;
	const struct other_logs *others = value;

	remark_add(w, REMARK_NOTE, NULL, NOWHERE,
		str_printf(w->run,
			"%zu file%s named CloudTrail-%.*s %s skipped: %s no records of events.",
			others->n, plural(others->n), STR_ARGS(text_cut(w->run, what, 40)),
			others->n == 1 ? "was" : "were",
			others->n == 1 ? "it contains" : "they contain"));
	return 0;
}

static void note_read(struct inventory *w)
{
	const struct logs *logs = w->logs;

	if (logs->n_files)
		remark_add(w, REMARK_NOTE, NULL, NOWHERE,
			str_printf(w->run,
				"%zu log file%s of CloudTrail %s read. %zu of %zu records %s an "
				"event that a control reads.",
				logs->n_files, plural(logs->n_files),
				logs->n_files == 1 ? "was" : "were", logs->n_events,
				logs->n_records, logs->n_events == 1 ? "is" : "are"));
	if (logs->n_repeated)
		remark_add(w, REMARK_NOTE, NULL, NOWHERE,
			str_printf(w->run,
				"%zu log file%s of CloudTrail %s given twice, and counted once.",
				logs->n_repeated, plural(logs->n_repeated),
				logs->n_repeated == 1 ? "was" : "were"));
	if (logs->n_foreign)
		remark_add(w, REMARK_NOTE, NULL, NOWHERE,
			str_printf(w->run,
				"%zu event%s of log files %s not counted: the resource, the event "
				"and the file name different accounts or Regions.",
				logs->n_foreign, plural(logs->n_foreign),
				logs->n_foreign == 1 ? "was" : "were"));
}

void logs_finish(struct inventory *w)
{
	if (!w->logs)
		return;
	(void)map_each(&w->logs->scopes, add_scope, w);
	note_read(w);
	(void)map_each(&w->logs->others, note_others, w);
}
