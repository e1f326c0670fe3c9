/*
 * oscal_back - remarks as entries of the assessment log, and files as resources with their hashes.
 *
 * Must not know verdicts.
 */
#include "report/oscal/oscal.h"

static void log_begin_entry(struct oscal *o, size_t *n, const char *title, struct str text)
{
	struct json_out *j = &o->j;

	if (*n == 0) {
		json_key(j, "assessment-log");
		json_object(j);
		json_key(j, "entries");
		json_array(j);
	}
	json_object(j);
	oscal_uuid_of(o, "uuid", "entry", (*n)++);
	json_member_text(j, "title", title);
	oscal_line(o, "description", text);
	json_member_text(j, "start", o->end.text);
}

static void entry(
	struct oscal *o, size_t *n, const char *level, struct str text, const struct where *where)
{
	struct json_out *j = &o->j;

	log_begin_entry(o, n, "Remark of assay", text);
	json_key(j, "props");
	json_array(j);
	oscal_prop(o, "level", str_of(level));
	if (where && where->uri.len > 0) {
		oscal_prop(o, "file", where->uri);
		if (where->place.line > 0)
			oscal_prop_size(o, "line", where->place.line);
	}
	json_array_end(j);
	json_object_end(j);
}

static void remarks(struct oscal *o, size_t *n)
{
	static const enum remark_level order[] = {REMARK_ERROR, REMARK_WARNING, REMARK_NOTE};

	for (size_t k = 0; k < LENGTH_OF(order); k++)
		for (size_t i = 0; i < o->run->remarks.n; i++) {
			const struct remark *remark = o->run->remarks.items[i];
			struct where where = where_remark(o->run, remark);

			if (remark->level == order[k])
				entry(o, n, remark_level_name(remark->level), remark->text, &where);
		}
}

void oscal_log(struct oscal *o)
{
	const struct run *run = o->run;
	size_t n = 0;

	if (run->n_controls == 0)
		entry(o, &n, "error", STR("No control was run."), NULL);
	if (run_read_nothing(run))
		entry(o, &n, "error", STR("No input was recognised."), NULL);
	remarks(o, &n);
	for (size_t i = 0; i < run->not_evaluated.n; i++) {
		const struct control *c = run->not_evaluated.items[i];

		entry(o, &n, "note",
			str_printf(run->arena, "'%.*s' was not evaluated: it %.*s.",
				STR_ARGS(c->id), STR_ARGS(needs_words(run->arena, c))),
			NULL);
	}
	for (size_t i = 0; run->has_baseline && i < run->absent.n; i++) {
		const struct baseline_result *b = run->absent.items[i];

		entry(o, &n, "note",
			str_printf(run->arena, "No longer found: %.*s: %.*s: %.*s",
				STR_ARGS(b->control), STR_ARGS(b->subject), STR_ARGS(b->message)),
			NULL);
	}
	if (n > 0) {
		json_array_end(&o->j);
		json_object_end(&o->j);
	}
}

/* a resource up to its properties */
static void begin(struct oscal *o, const char *kind, size_t i, struct str title)
{
	json_object(&o->j);
	oscal_uuid_of(o, "uuid", kind, i);
	oscal_line(o, "title", title);
}

/* a relative link, unless the file could not be read: its hash is that of the bytes that were
 * judged */
static void link(struct oscal *o, struct str uri, const char *media_type, const char *sha256)
{
	struct json_out *j = &o->j;

	json_key(j, "rlinks");
	json_array(j);
	json_object(j);
	json_key(j, "href");
	struct out text = json_string(j);
	out_uri(&text, uri);
	json_string_end(j, &text);
	if (media_type)
		json_member_text(j, "media-type", media_type);
	if (sha256[0]) {
		json_key(j, "hashes");
		json_array(j);
		json_object(j);
		json_member_text(j, "algorithm", "SHA-256");
		json_member_text(j, "value", sha256);
		json_object_end(j);
		json_array_end(j);
	}
	json_object_end(j);
	json_array_end(j);
}

static void plan(struct oscal *o)
{
	begin(o, "plan", 0, STR("Plan of this assessment"));
	json_member_text(&o->j, "description",
		"No OSCAL assessment plan was given. The objectives of this document are the "
		"controls "
		"of assay that were run. To refer to a plan, replace the href of import-ap.");
	json_object_end(&o->j);
}

static void input(struct oscal *o, size_t i)
{
	static const char *const states[] = {[INPUT_READ] = "read",
		[INPUT_NOT_RECOGNISED] = "not-recognised",
		[INPUT_BROKEN] = "broken"};
	struct json_out *j = &o->j;
	const struct input *in = o->run->inputs[i];
	const char *media_type = NULL;

	if (in->doc)
		media_type = doc_is_yaml(in->doc) ? "application/yaml" : "application/json";
	begin(o, "input", i, in->uri);
	json_key(j, "props");
	json_array(j);
	oscal_prop_of_nist(o, "type", STR("evidence"));
	oscal_prop(o, "state", str_of(states[in->state]));
	oscal_prop(o, "kind", in->kind);
	oscal_prop(o, "collected-at", in->collected_at);
	oscal_prop(o, "collected-by", in->collected_by);
	if (in->account)
		oscal_prop(o, "account", in->account->id);
	if (in->region)
		oscal_prop(o, "region", in->region->name);
	json_array_end(j);
	link(o, in->uri, media_type, o->hashes.inputs[i]);
	json_object_end(j);
}

static void policy_file(struct oscal *o, size_t i)
{
	static const char *const roles[] = {[POLICY_CONFIG] = "configuration",
		[POLICY_WAIVERS] = "waivers",
		[POLICY_BASELINE] = "baseline"};
	struct json_out *j = &o->j;
	const struct policy_file *f = o->run->policy.items[i];

	begin(o, "policy", i, f->uri);
	json_key(j, "props");
	json_array(j);
	oscal_prop(o, "role", str_of(roles[f->role]));
	json_array_end(j);
	link(o, f->uri, NULL, f->sha256);
	json_object_end(j);
}

/* the bundled rules are identified by their common hash, a property of the tool */
static void rule_file(struct oscal *o, size_t i)
{
	struct json_out *j = &o->j;
	const struct rule_file *f = o->run->rule_files.items[i];
	char hash[65];

	if (f->is_builtin)
		return;
	digest_hex(hash, f->text);
	begin(o, "rule", i, f->uri);
	json_key(j, "props");
	json_array(j);
	oscal_prop(o, "role", STR("rule"));
	json_array_end(j);
	link(o, f->uri, "text/x-lua", hash);
	json_object_end(j);
}

void oscal_resources(struct oscal *o)
{
	struct json_out *j = &o->j;

	json_key(j, "back-matter");
	json_object(j);
	json_key(j, "resources");
	json_array(j);
	plan(o);
	for (size_t i = 0; i < o->run->n_inputs; i++)
		input(o, i);
	for (size_t i = 0; i < o->run->policy.n; i++)
		policy_file(o, i);
	for (size_t i = 0; i < o->run->rule_files.n; i++)
		rule_file(o, i);
	json_array_end(j);
	json_object_end(j);
}
