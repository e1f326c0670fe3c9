/*
 * cmd_check - `assay check`: judge inputs and write reports.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/command.h"
#include "cli/streams.h"

#include <errno.h>
#include <unistd.h>

enum { MAX_FORMATS = 16, MAX_FORMAT_NAME = 64 };

/* a report that --format requests */
struct report {
	const char *format; /* ends at its end or at '=' */
	size_t output;      /* index in child.outputs */
	bool to_file;
};

/* call->state */
struct check_options {
	struct report reports[MAX_FORMATS];
	size_t n_reports;
	const char *color; /* "auto", "always" or "never"; NULL: auto */
};

/* the name before "=FILE" */
static void format_name(char name[MAX_FORMAT_NAME], const char *format)
{
	snprintf(name, MAX_FORMAT_NAME, "%.*s", (int)strcspn(format, "="), format);
}

static int take_format(struct invocation *call, const char *format, struct assay_error *err)
{
	struct check_options *check = call->state;
	struct report report = {.format = format};
	char name[MAX_FORMAT_NAME];
	size_t len = strcspn(format, "=");
	int status;

	report.to_file = format[len] == '=' && strcmp(format + len + 1, "-") != 0;
	if (check->n_reports == MAX_FORMATS)
		return error_set(err, ASSAY_EUSAGE,
			"--format was given more than %d times. Run assay again for the others.",
			MAX_FORMATS);
	if (format[len] == '=' && format[len + 1] == '\0')
		return error_set(err, ASSAY_EUSAGE,
			"--format %s names no file. Use --format %sFILE.", format, format);
	format_name(name, format);
	status = assay_format_check(name, err);
	if (!status && report.to_file)
		status = outputs_add(&call->child.outputs, format + len + 1, &report.output, err);
	if (!status)
		check->reports[check->n_reports++] = report;
	return status;
}

static int take_color(struct invocation *call, const char *when, struct assay_error *err)
{
	struct check_options *check = call->state;

	check->color = when;
	if (strcmp(when, "auto") == 0 || strcmp(when, "always") == 0 || strcmp(when, "never") == 0)
		return ASSAY_OK;
	return error_set(err, ASSAY_EUSAGE, "--color takes auto, always or never, not '%s'.", when);
}

static const struct option options[] = {
	{"--format", "FORMAT[=FILE]",
		"write one of the formats below, to FILE or to standard output; may be given "
		"again (default: text)",
		take_format, 0, NULL},
	{"--color", "auto|always|never",
		"colours of the text format (default: auto, which is on for a terminal without "
		"NO_COLOR)",
		take_color, 0, NULL},
};

/* https://no-color.org: set and not empty */
static bool wants_color(const struct check_options *check)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (check->color && strcmp(check->color, "auto") != 0)
		return strcmp(check->color, "always") == 0;
	return isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
	       !(term && strcmp(term, "dumb") == 0);
}

/* errno tells why the write failed */
static int write_report(const struct assay_result *result, const char *format, FILE *stream,
	const char *path, struct assay_error *err)
{
	int status;

	errno = 0;
	status = assay_result_write(result, format, write_stream, stream, err);
	if (status ? status != ASSAY_EIO : !fflush(stream))
		return status;
	return error_at(err, ASSAY_EIO, path, 0, 0, "can't be written: %s",
		errno ? strerror(errno) : "the report is incomplete");
}

static int write_to_stdout(const struct check_options *check, const struct assay_result *result,
	const char *format, struct assay_error *err)
{
	bool color = strcmp(format, "text") == 0 && wants_color(check);

	return write_report(result, color ? "text-color" : format, stdout, "standard output", err);
}

static int write_reports(
	const struct invocation *call, const struct assay_result *result, struct assay_error *err)
{
	const struct check_options *check = call->state;
	int status = ASSAY_OK;

	if (check->n_reports == 0)
		return write_to_stdout(check, result, "text", err);
	for (size_t i = 0; !status && i < check->n_reports; i++) {
		const struct report *report = &check->reports[i];
		const struct output *output = &call->child.outputs.items[report->output];
		char name[MAX_FORMAT_NAME];

		format_name(name, report->format);
		status = report->to_file
				 ? write_report(result, name, output->stream, output->path, err)
				 : write_to_stdout(check, result, name, err);
	}
	return status;
}

static int work(struct invocation *call, struct assay_error *err)
{
	struct assay_result *result = NULL;
	int exit_status = EXIT_INCOMPLETE;
	int status = invocation_judge(call, &result, err);

	if (!status)
		status = write_reports(call, result, err);
	if (!status)
		exit_status = assay_result_exit_status(result);
	assay_result_free(result);
	return exit_status;
}

const struct command command_check = {
	.name = "check",
	.arguments = "PATH...",
	.about = "judge exports and plans",
	.details =
		"PATH is a file, a folder (read recursively, in sorted order), or - for standard\n"
		"input. assay reads unmodified AWS CLI output in JSON or YAML, and Terraform or\n"
		"OpenTofu plans made by 'terraform show -json PLAN'. The folder ACCOUNT/REGION of\n"
		"an export specifies its account and Region; 'assay inspect' lists the exports to\n"
		"make.\n"
		"\n"
		"  assay check exports/\n"
		"  terraform show -json plan.bin | assay check -\n"
		"  assay check --format sarif=out.sarif --format text plan.json\n"
		"\n"
		"Exit status: 0 nothing failed and nothing is undecided, 1 a control failed,\n"
		"2 the evaluation is incomplete, 3 nothing failed but something is unknown.\n",
	.rows_title = "Formats",
	.row = assay_format,
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_CONFIG | SHARES_ACCEPTED | SHARES_RULES | SHARES_WHAT_IF | SHARES_GUARD |
		  SHARES_SOURCES | SHARES_STAMP,
	.takes = TAKES_ALL_SETTINGS,
	.min_arguments = 1,
	.max_arguments = SIZE_MAX,
	.usage = "'assay check' needs a PATH: a file, a folder, or - for standard input.",
	.reads_arguments = true,
	.state_size = sizeof(struct check_options),
	.work = work,
};
