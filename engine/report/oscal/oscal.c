/*
 * oscal - a run as OSCAL assessment results: JSON of OSCAL 1.1.3.
 *
 * The document is written twice: first without UUIDs into a hash, from which its UUIDs are made, so
 * that the same bytes have the same UUIDs and other bytes have others. Must not know files.
 */
#include "report/oscal/oscal.h"

static bool is_trusted(const struct run *run)
{
	if (run->what_ifs.n > 0 || !run_inputs_are_read(run) || run_read_nothing(run))
		return false;
	/* an error of a control concerns its own objective */
	return run_exit_status(run) != 2 || run_count(run, ASSAY_ERROR) > 0;
}

static void stamp_props(struct oscal *o)
{
	const struct stamp *stamp = o->run->stamp;

	if (!stamp)
		return;
	oscal_prop_class(o, "stamp", STR("time"), stamp->time);
	oscal_prop_class(o, "stamp", STR("user"), stamp->user);
	oscal_prop_class(o, "stamp", STR("host"), stamp->host);
	oscal_prop_class(o, "stamp", STR("commit"), stamp->commit);
	oscal_prop_class(o, "stamp", STR("repository"), stamp->repository);
}

static void metadata(struct oscal *o)
{
	struct json_out *j = &o->j;

	json_key(j, "metadata");
	json_object(j);
	json_member_text(j, "title", "Assessment of cloud configuration by assay");
	json_member_text(j, "last-modified", o->modified.text);
	json_member_str(
		j, "version", str_printf(o->run->arena, "evidence-%.16s", o->hashes.evidence));
	json_member_text(j, "oscal-version", OSCAL_VERSION);
	json_key(j, "props");
	json_array(j);
	oscal_prop(o, "last-modified-from", str_of(oscal_clock_name(o->modified.clock)));
	stamp_props(o);
	json_array_end(j);
	if (o->modified.clock == CLOCK_NONE)
		json_member_text(j, "remarks",
			"No input states when it was collected, and --stamp was not given. Each "
			"time "
			"in this document stands for an unknown one.");
	json_object_end(j);
}

static void import(struct oscal *o)
{
	struct json_out *j = &o->j;

	json_key(j, "import-ap");
	json_object(j);
	oscal_reference(o, "plan", 0);
	json_member_text(j, "remarks",
		"No OSCAL assessment plan was given: the reference is to a resource of this "
		"document.");
	json_object_end(j);
}

static void result_props(struct oscal *o)
{
	struct json_out *j = &o->j;

	json_key(j, "props");
	json_array(j);
	oscal_prop_size(o, "exit-status", (size_t)run_exit_status(o->run));
	oscal_prop(o, "complete", run_exit_status(o->run) == 2 ? STR("false") : STR("true"));
	oscal_prop(o, "evidence-sha256", str_of(o->hashes.evidence));
	oscal_prop(o, "start-from", str_of(oscal_clock_name(o->start.clock)));
	for (size_t i = 0; i < o->run->what_ifs.n; i++) {
		const struct what_if *w = o->run->what_ifs.items[i];

		oscal_prop(o, "what-if",
			str_printf(o->run->arena, "%.*s %.*s = %.*s", STR_ARGS(w->subject),
				STR_ARGS(w->field), STR_ARGS(w->value)));
	}
	json_array_end(j);
}

static void description(struct oscal *o)
{
	struct oscal_markup m;
	struct out text = oscal_markup_begin(o, "description", &m);

	out_text(&text, "Results: ");
	out_counts(&text, o->run);
	out_text(&text, ". ");
	out_text(&text, exit_status_words(run_exit_status(o->run)));
	if (o->run->what_ifs.n > 0)
		out_text(&text,
			" The verdicts are not of the inputs as they are: values were assumed.");
	out_text(&text, " " JUDGED_CAVEAT);
	oscal_markup_end(o, &m);
}

static void one_result(struct oscal *o)
{
	struct json_out *j = &o->j;

	json_object(j);
	oscal_uuid_of(o, "uuid", "result", 0);
	json_member_text(j, "title", "Results of assay");
	description(o);
	json_member_text(j, "start", o->start.text);
	json_member_text(j, "end", o->end.text);
	result_props(o);
	oscal_local(o);
	oscal_reviewed(o);
	oscal_log(o);
	oscal_observations(o);
	oscal_risks(o);
	oscal_findings(o);
	json_object_end(j);
}

static int write_document(struct oscal *o, struct out *out, const char *basis)
{
	struct json_out *j = &o->j;

	o->basis = basis;
	json_begin(j, out);
	j->compact = o->run->results.n > OSCAL_INDENTED_MAX;
	json_object(j);
	json_key(j, "assessment-results");
	json_object(j);
	oscal_uuid_of(o, "uuid", "document", 0);
	metadata(o);
	import(o);
	oscal_definitions(o);
	json_key(j, "results");
	json_array(j);
	one_result(o);
	json_array_end(j);
	oscal_resources(o);
	json_object_end(j);
	json_object_end(j);
	json_end(j);
	return out->status;
}

static int hash_bytes(void *payload, const char *bytes, size_t len)
{
	digest_add(payload, (struct str){bytes, len});
	return ASSAY_OK;
}

int report_oscal(struct out *out, const struct run *run)
{
	struct oscal o = {.run = run, .is_trusted = is_trusted(run)};
	struct digest *digest = digest_begin(run->arena);
	struct out hashed = {hash_bytes, digest, ASSAY_OK};
	char basis[65];

	hashes_collect(run, &o.hashes);
	oscal_times(&o);
	oscal_collect(&o);
	int status = write_document(&o, &hashed, "");
	if (status)
		return status;
	digest_end(digest, basis);
	return write_document(&o, out, basis);
}
