/*
 * cmd_diff - `assay diff`: what changed between two runs.
 */
#include "cli/command.h"
#include "cli/streams.h"

/* call->state */
struct diff {
	const char *format; /* NULL: text */
};

static int take_format(struct invocation *call, const char *format, struct assay_error *err)
{
	struct diff *diff = call->state;

	diff->format = format;
	if (strcmp(format, "text") == 0 || strcmp(format, "json") == 0)
		return ASSAY_OK;
	return error_set(err, ASSAY_EUSAGE, "--format takes text or json, not '%s'.", format);
}

static const struct option options[] = {
	{"--format", "text|json", "text or json (default: text)", take_format, 0, NULL},
};

static int work(struct invocation *call, struct assay_error *err)
{
	const struct diff *diff = call->state;
	struct assay_log logs[2];
	int exit_status = EXIT_INCOMPLETE;
	int status = ASSAY_OK;

	call->files.max_input = assay_get(call->assay, "max-input");
	for (size_t i = 0; !status && i < LENGTH_OF(logs); i++) {
		logs[i].name = call->arguments.items[i];
		status = files_read(&call->files, logs[i].name, &logs[i].buf, &logs[i].len, err);
	}
	if (!status)
		status = assay_diff_write(call->assay, &logs[0], &logs[1],
			diff->format ? diff->format : "text", write_stream, stdout, &exit_status,
			err);
	return status ? EXIT_INCOMPLETE : exit_status;
}

const struct command command_diff = {
	.name = "diff",
	.arguments = "BEFORE.sarif AFTER.sarif",
	.about = "show what changed between two runs",
	.details =
		"Both arguments are SARIF logs, of either profile, that 'assay check' wrote.\n"
		"Results are matched by their fingerprints; a result that a waiver covers\n"
		"counts as accepted.\n"
		"\n"
		"Exit status: 0 nothing is new or worse, 1 a fail is new or worse, 2 a log can't\n"
		"be used, 3 no fail but an unknown is new or worse.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_GUARD,
	.takes = TAKES_LIMITS,
	.min_arguments = 2,
	.max_arguments = 2,
	.usage = "'assay diff' needs two SARIF logs. Use assay diff BEFORE.sarif AFTER.sarif.",
	.reads_arguments = true,
	.state_size = sizeof(struct diff),
	.work = work,
};
