/*
 * sarif - a run as one SARIF 2.1.0 log.
 *
 * The frame: the tool, the invocation, the artifacts, the results. Arrays are written
 * even when empty (an upload without results is how findings get closed). Its parts know
 * what goes in; this file only their order.
 */
#include "report/sarif.h"

static void driver(struct sarif *s)
{
	struct json_out *j = &s->j;
	json_key(j, "tool");
	json_object(j);
	json_key(j, "driver");
	json_object(j);
	json_member_text(j, "name", "assay");
	json_member_text(j, "version", ASSAY_VERSION);
	json_member_text(j, "semanticVersion", ASSAY_VERSION);
	json_member_text(j, "informationUri", "https://assay.example/");
	json_member_text(j, "language", "en-US");
	sarif_rules(s);
	sarif_descriptors(s);
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
	sarif_invocation(s);
	sarif_artifacts(s);
	sarif_results(s);
	json_object_end(j);
}

int report_sarif(struct out *out, const struct run *run)
{
	struct sarif s = {.run = run};
	struct json_out *j = &s.j;
	int status = sarif_collect(&s);
	if (status != ASSAY_OK)
		return status;
	json_begin(j, out);
	json_object(j);
	json_member_text(j, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	json_member_text(j, "version", "2.1.0");
	json_key(j, "runs");
	json_array(j);
	one_run(&s);
	json_array_end(j);
	json_object_end(j);
	json_end(j);
	return out->status;
}
