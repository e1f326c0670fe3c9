/*
 * assay_logs - what earlier runs left in SARIF logs: two of them compared.
 *
 * The fourth part of assay.h's implementation; needs no rules and no inputs.
 */
#include "assay_inside.h"

#include "report/report.h"

static int open_log(struct doc **doc, struct baseline *log, const struct assay_log *from,
	const struct assay_options *options, struct arena *arena, struct assay_error *err)
{
	const struct doc_limits limits = doc_limits_of(options);
	int status = doc_open(doc, from->name, from->buf, from->len, &limits, err);

	return status ? status : baseline_read(log, *doc, arena, err);
}

/* a log that does not tell all would make a finding look gone, or not new */
static int check_whole(
	const struct baseline *log, const struct assay_log *from, struct assay_error *err)
{
	if (log->incomplete)
		return error_at(err, ASSAY_EINPUT, from->name, 0, 0,
			"is of an evaluation that was not complete: what it did not see can't be "
			"compared");
	if (log->leaves_out)
		return error_at(err, ASSAY_EINPUT, from->name, 0, 0,
			"does not list what its run found (--show chose something else): write it "
			"with the default, or as sarif-audit");
	return ASSAY_OK;
}

int assay_diff_write(const struct assay_log *before, const struct assay_log *after,
	const struct assay_options *options, const char *format, assay_write_fn *write,
	void *payload, int *exit_status, struct assay_error *err)
{
	struct out out = {write, payload, ASSAY_OK};
	struct baseline was = {0}, is = {0};
	struct doc *docs[2] = {NULL, NULL};
	struct arena *arena = NULL;
	bool json = strcmp(format, "json") == 0;
	struct diff diff;
	int status;

	if (!json && strcmp(format, "text") != 0)
		return error_set(err, ASSAY_EUSAGE, "diff writes text or json, not '%s'", format);
	status = arena_new(&arena, 0) ? error_nomem(err) : ASSAY_OK;
	if (!status)
		status = open_log(&docs[0], &was, before, options, arena, err);
	if (!status)
		status = open_log(&docs[1], &is, after, options, arena, err);
	if (!status)
		status = check_whole(&was, before, err);
	if (!status)
		status = check_whole(&is, after, err);
	if (!status && diff_make(&diff, &was, &is, arena))
		status = error_nomem(err);
	if (!status && (json ? report_diff_json(&out, &diff) : report_diff_text(&out, &diff)))
		status = error_set(err, ASSAY_EIO, "the report can't be written");
	if (!status)
		*exit_status = diff.status;
	doc_free(docs[0]);
	doc_free(docs[1]);
	arena_free(arena);
	return status;
}
