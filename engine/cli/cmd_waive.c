/*
 * cmd_waive - `assay waive`: accept findings until an expiry date, as entries of a waivers file.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/command.h"
#include "cli/streams.h"

#include <sys/stat.h>

/* call->state */
struct waive {
	struct assay_waive request;
	const char *file; /* NULL: the default */
	const char *from;
	bool exists;
};

static int take_from(struct invocation *call, const char *value, struct assay_error *err)
{
	((struct waive *)call->state)->from = value;
	return child_may_read(&call->child, value, err);
}

static int take_now(struct invocation *call, const char *value, struct assay_error *err)
{
	return assay_set(call->assay, "now", value, err);
}

static const struct option options[] = {
	{"--control", "ID", "the control whose finding is accepted", NULL,
		offsetof(struct waive, request.waiver.control), NULL},
	{"--subject", "KEY", "the subject as reports print it; '*' matches any characters", NULL,
		offsetof(struct waive, request.waiver.subject), NULL},
	{"--from", "FILE",
		"a SARIF log; the arguments are fingerprints of findings in it (8 digits or more)",
		take_from, 0, NULL},
	{"--reason", "TEXT", "why the findings are accepted", NULL,
		offsetof(struct waive, request.waiver.reason), NULL},
	{"--expires", "DATE", "the last day (UTC) on which the waiver applies, YYYY-MM-DD", NULL,
		offsetof(struct waive, request.waiver.expires), NULL},
	{"--owner", "TEXT", "who is responsible for the waiver", NULL,
		offsetof(struct waive, request.waiver.owner), NULL},
	{"--ticket", "TEXT", "where the work is tracked", NULL,
		offsetof(struct waive, request.waiver.ticket), NULL},
	{"--file", "FILE", "the waivers file (default: .assay-waivers.yaml)", NULL,
		offsetof(struct waive, file), NULL},
	{"--now", "TIME",
		"YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ: the day of the run (default: "
		"SOURCE_DATE_EPOCH, else today)",
		take_now, 0, NULL},
};

static int check_request(const struct waive *waive, size_t n_fingerprints, const char *first,
	struct assay_error *err)
{
	const struct assay_waiver *w = &waive->request.waiver;

	bool named = w->control || w->subject;

	if (waive->from && named)
		return error_set(err, ASSAY_EUSAGE,
			"--from takes the findings from a log, so --control and --subject do not "
			"apply. "
			"Give either --from FILE and fingerprints, or --control ID and --subject "
			"KEY.");
	if (waive->from && n_fingerprints == 0)
		return error_set(err, ASSAY_EUSAGE,
			"--from FILE needs the fingerprints of findings in that log. Give them as "
			"arguments.");
	if (!waive->from && n_fingerprints > 0)
		return error_set(err, ASSAY_EUSAGE,
			named ? "'%s' is no option: with --control and --subject there are no "
				"arguments. "
				"Remove it, or take findings from a log (--from FILE "
				"FINGERPRINT...)."
			      : "'%s' is a fingerprint only with --from FILE. Name the log that "
				"contains "
				"the finding, or give --control ID and --subject KEY.",
			first);
	if (!waive->from && (!w->control || !w->subject))
		return error_set(err, ASSAY_EUSAGE, "%s",
			w->control   ? "'assay waive' needs --subject KEY beside --control ID."
			: w->subject ? "'assay waive' needs --control ID beside --subject KEY."
				     : "'assay waive' needs --control ID and --subject KEY, or "
				       "--from FILE "
				       "and the "
				       "fingerprints of findings in it. See 'assay waive --help'.");
	if (!w->reason)
		return error_set(err, ASSAY_EUSAGE,
			"'assay waive' needs --reason TEXT: the reason why the finding is "
			"accepted.");
	if (!w->expires)
		return error_set(err, ASSAY_EUSAGE,
			"'assay waive' needs --expires DATE: the last day on which the waiver "
			"applies.");
	return ASSAY_OK;
}

/* the file is replaced, so a link or a device is refused */
static int prepare(struct invocation *call, struct assay_error *err)
{
	struct waive *waive = call->state;
	struct stat st;
	size_t index;
	int status = check_request(
		waive, call->arguments.n, call->arguments.n ? call->arguments.items[0] : "", err);

	if (status)
		return status;
	waive->file = waive->file ? waive->file : POLICY_WAIVERS_FILE;
	waive->exists = lstat(waive->file, &st) == 0;
	if (waive->exists && !S_ISREG(st.st_mode))
		return error_at(err, ASSAY_EUSAGE, waive->file, 0, 0,
			"This is not a regular file. Name the waivers file itself (--file FILE).");
	if (waive->exists)
		status = child_may_read(&call->child, waive->file, err);
	return status ? status : outputs_add(&call->child.outputs, waive->file, &index, err);
}

static int read_logs(struct invocation *call, struct assay_log *file, struct assay_log *from,
	struct assay_error *err)
{
	struct waive *waive = call->state;
	int status = ASSAY_OK;

	*file = (struct assay_log){waive->file, "", 0};
	*from = (struct assay_log){waive->from, "", 0};
	call->files.max_input = assay_get(call->assay, "max-input");
	if (waive->exists)
		status = files_read(&call->files, waive->file, &file->buf, &file->len, err);
	if (!status && waive->from)
		status = files_read(&call->files, waive->from, &from->buf, &from->len, err);
	waive->request.file = file;
	waive->request.from = waive->from ? from : NULL;
	return status;
}

/* the file with the new entries, and the entries alone on standard output */
static int write_entries(struct invocation *call, struct assay_error *err)
{
	struct waive *waive = call->state;
	int status = assay_waive_write(call->assay, &waive->request, write_stream,
		call->child.outputs.items[0].stream, err);

	if (status)
		return status;
	printf("%s:\n", waive->file);
	waive->request.entries_only = true;
	return assay_waive_write(call->assay, &waive->request, write_stream, stdout, err);
}

static int work(struct invocation *call, struct assay_error *err)
{
	struct waive *waive = call->state;
	struct assay_log file, from;
	int status = policy_now(&waive->request.now, err);

	waive->request.fingerprints = call->arguments.items;
	waive->request.n_fingerprints = call->arguments.n;
	if (!status)
		status = invocation_load_rules(call, err);
	if (!status)
		status = read_logs(call, &file, &from, err);
	if (!status)
		status = write_entries(call, err);
	return status ? EXIT_INCOMPLETE : 0;
}

const struct command command_waive = {
	.name = "waive",
	.arguments = "[FINGERPRINT...]",
	.about = "accept findings until an expiry date: add them to the waivers file",
	.details =
		"  assay waive --control ID --subject KEY --reason TEXT --expires DATE\n"
		"  assay waive --from report.sarif --reason TEXT --expires DATE FINGERPRINT...\n"
		"\n"
		"The existing text of the file is not changed; the new entries are appended and\n"
		"printed. A finding that the file already waives until that date is refused.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_RULES | SHARES_GUARD,
	.takes = TAKES_LIMITS,
	.max_arguments = SIZE_MAX,
	.usage = "See 'assay waive --help'.",
	.state_size = sizeof(struct waive),
	.prepare = prepare,
	.work = work,
};
