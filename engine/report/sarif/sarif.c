/*
 * sarif - a run as one SARIF 2.1.0 log, in one of two profiles.
 *
 * Knows the order of the parts; other files write them. Empty arrays are written, too: an upload
 * without results closes the findings of the one before.
 */
#include "report/sarif/sarif.h"

static void driver(struct sarif *s)
{
	struct json_out *j = &s->j;
	json_key(j, "tool");
	json_object(j);
	json_key(j, "driver");
	json_object(j);
	json_member_text(j, "name", SARIF_TOOL);
	json_member_text(j, "version", ASSAY_VERSION);
	json_member_text(j, "semanticVersion", ASSAY_VERSION);
	json_member_text(j, "language", "en-US");
	sarif_supported(s);
	sarif_rules(s);
	sarif_descriptors(s);
	json_object_end(j);
	json_object_end(j);
}

/* the marks in excerpts that are not in the input */
static void redaction(struct json_out *j)
{
	json_key(j, "redactionTokens");
	json_array(j);
	json_text(j, REDACTED);
	json_array_end(j);
}

static void bases(struct sarif *s)
{
	struct json_out *j = &s->j;
	if (!s->audit)
		return;
	json_key(j, "originalUriBaseIds");
	json_object(j);
	json_key(j, SARIF_BUILTIN);
	json_object(j);
	sarif_text(s, "description", STR("The rules that are built into assay."));
	json_object_end(j);
	json_object_end(j);
}

static void one_run(struct sarif *s)
{
	struct json_out *j = &s->j;
	json_object(j);
	driver(s);
	json_member_text(j, "language", "en-US");
	json_member_text(j, "columnKind", "utf16CodeUnits");
	redaction(j);
	bases(s);
	sarif_artifacts(s);
	sarif_taxonomies(s);
	sarif_results(s);
	sarif_invocation(s);
	sarif_provenance(s);
	sarif_summary(s);
	json_object_end(j);
}

static void one_log(struct sarif *s)
{
	struct json_out *j = &s->j;
	json_object(j);
	json_member_text(j, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	json_member_text(j, "version", "2.1.0");
	json_key(j, "runs");
	json_array(j);
	one_run(s);
	json_array_end(j);
	json_object_end(j);
	json_end(j);
}

/* A stream that counts the bytes on their way to the caller's. */
struct counter {
	struct out *out;
	struct sarif *sarif;
};

static int count(void *payload, const char *bytes, size_t len)
{
	struct counter *counter = payload;
	counter->sarif->written += len;
	out_bytes(counter->out, bytes, len);
	return counter->out->status;
}

static int report(struct out *out, const struct run *run, bool audit)
{
	struct sarif s = {.run = run, .audit = audit};
	struct counter counter = {out, &s};
	struct out counted = {count, &counter, ASSAY_OK};
	sarif_select(&s);
	sarif_collect(&s);
	sarif_collect_taxonomies(&s);
	json_begin(&s.j, &counted);
	s.j.compact = !audit && s.entries.n > SARIF_INDENTED_MAX;
	one_log(&s);
	return counted.status;
}

int report_sarif(struct out *out, const struct run *run)
{
	return report(out, run, false);
}

int report_sarif_audit(struct out *out, const struct run *run)
{
	return report(out, run, true);
}
