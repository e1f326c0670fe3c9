/*
 * logs - what earlier runs left in SARIF logs: two of them compared.
 *
 * The fourth part of assay.h's implementation; needs no rules and no inputs.
 */
#include "pipeline/inside.h"

#include "report/model/report.h"

static int open_log(struct doc **doc, struct baseline *log, const struct assay_log *from,
	const struct assay *a, struct arena *arena, struct assay_error *err)
{
	const struct doc_limits limits = reading_limits(a);
	int status = doc_open(doc, from->name, from->buf, from->len, &limits, err);

	return status ? status : baseline_read(log, *doc, arena, err);
}

/* with a log that omits results, a finding would look gone, or not new */
static int check_complete(
	const struct baseline *log, const struct assay_log *from, struct assay_error *err)
{
	if (log->incomplete)
		return error_at(err, ASSAY_EINPUT, from->name, 0, 0,
			"this log is of a run that was not complete, and what it missed cannot be "
			"compared. Write the log of a complete run");
	if (log->leaves_out)
		return error_at(err, ASSAY_EINPUT, from->name, 0, 0,
			"this log omits results of its run (--show). Write it again "
			"with the default, or as sarif-audit");
	return ASSAY_OK;
}

/* two logs on the way to their comparison */
struct comparison {
	const struct assay_log *before, *after;
	const struct assay *a;
	struct arena *arena;
	struct doc *docs[2];
	struct baseline was, is;
	struct diff diff;
	struct out out;
	bool json;
	struct assay_error *err;
};

static int compare(void *payload)
{
	struct comparison *c = payload;
	int status = open_log(&c->docs[0], &c->was, c->before, c->a, c->arena, c->err);

	if (!status)
		status = open_log(&c->docs[1], &c->is, c->after, c->a, c->arena, c->err);
	if (!status)
		status = check_complete(&c->was, c->before, c->err);
	if (!status)
		status = check_complete(&c->is, c->after, c->err);
	if (!status)
		diff_make(&c->diff, &c->was, &c->is, c->arena);
	if (!status && (c->json ? report_diff_json(&c->out, &c->diff)
				: report_diff_text(&c->out, &c->diff)))
		status = error_set(c->err, ASSAY_EIO, "the report can't be written");
	return status;
}

int assay_diff_write(const struct assay *a, const struct assay_log *before,
	const struct assay_log *after, const char *format, assay_write_fn *write, void *payload,
	int *exit_status, struct assay_error *err)
{
	struct comparison c = {.before = before,
		.after = after,
		.a = a,
		.out = {write, payload, ASSAY_OK},
		.json = strcmp(format, "json") == 0,
		.err = err};
	int status;

	if (!c.json && strcmp(format, "text") != 0)
		return error_set(
			err, ASSAY_EUSAGE, "'assay diff' writes text or json, not '%s'", format);
	status = arena_new(&c.arena, 0) ? ASSAY_ENOMEM : arena_run(c.arena, compare, &c);
	if (status == ASSAY_ENOMEM)
		status = error_nomem(err);
	if (!status)
		*exit_status = c.diff.status;
	doc_free(c.docs[0]);
	doc_free(c.docs[1]);
	arena_free(c.arena);
	return status;
}
