/*
 * cmd_check - `assay check`: judge inputs and write reports.
 *
 * Turns options into calls of assay.h. The child that judges is child.c's, the files that
 * reports go to are outputs.c's.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/child.h"
#include "cli/cli.h"
#include "cli/policy.h"

#include <errno.h>
#include <unistd.h>

static int run(int argc, char **argv);

static const struct option options[] = {
	{"--format", "FORMAT[=FILE]",
		"one of the formats below, to FILE or to standard output; may\n"
		"be given again (default: text)"},
	{"--color", "WHEN",
		"auto, always or never (default: auto, which is on a terminal without NO_COLOR)"},
	POLICY_CONFIG_OPTIONS,
	POLICY_WAIVERS_OPTION,
	POLICY_BASELINE_OPTION,
	{"--rules", "DIR", "also load the rules of a folder (types/, controls/, lib/)"},
	CHILD_OPTIONS,
};

static void print_formats(FILE *stream)
{
	const char *name, *about;

	fprintf(stream, "\nFormats:\n");
	for (size_t i = 0; (name = assay_format(i, &about)); i++)
		args_help_row(stream, name, NULL, about);
}

const struct command command_check = {
	.name = "check",
	.arguments = "PATH...",
	.about = "judge exports and plans",
	.details =
		"A PATH is a file, a folder (walked in sorted order), or - for standard input.\n"
		"Read are AWS CLI outputs as they fall, in JSON or YAML, and Terraform or\n"
		"OpenTofu plans made by 'terraform show -json PLAN'. An export tells its account\n"
		"and Region by lying in a folder ACCOUNT/REGION; 'assay inspect' names the\n"
		"exports to make.\n"
		"\n"
		"  assay check exports/\n"
		"  terraform show -json plan.bin | assay check -\n"
		"  assay check --format sarif=out.sarif --format text plan.json\n"
		"\n"
		"Exit status: 0 nothing failed and nothing undecided, 1 a control failed,\n"
		"2 the evaluation is not complete, 3 nothing failed but something is unknown.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.takes = TAKES_ALL,
	.more = print_formats,
	.run = run,
};

enum { MAX_FORMATS = 16, MAX_FORMAT_NAME = 64 };

/* a report that was asked for */
struct wanted {
	const char *format; /* up to its end or a '=' */
	size_t output;      /* in child.outputs */
	bool to_file;
};

struct check {
	struct child child;
	struct assay *a;
	struct files files;
	struct policy policy;
	struct wanted reports[MAX_FORMATS];
	size_t n_reports;
	const char **paths;
	size_t n_paths;
	const char **rules;
	size_t n_rules;
	const char *color; /* "auto", "always" or "never" */
	bool help;
};

/* the name in front of "=FILE" */
static void format_name(char name[MAX_FORMAT_NAME], const char *format)
{
	snprintf(name, MAX_FORMAT_NAME, "%.*s", (int)strcspn(format, "="), format);
}

static int set_format(struct check *check, const char *format, struct assay_error *err)
{
	char name[MAX_FORMAT_NAME];
	size_t len = strcspn(format, "=");
	struct wanted wanted = {.format = format};
	int status;

	wanted.to_file = format[len] == '=' && strcmp(format + len + 1, "-") != 0;
	if (check->n_reports == MAX_FORMATS)
		return error_set(err, ASSAY_EUSAGE,
			"--format was given more than %d times: run assay again for the others",
			MAX_FORMATS);
	if (format[len] == '=' && format[len + 1] == '\0')
		return error_set(err, ASSAY_EUSAGE, "--format %s names no file: --format %sFILE",
			format, format);
	format_name(name, format);
	status = assay_format_check(name, err);
	if (!status && wanted.to_file)
		status = outputs_add(&check->child.outputs, format + len + 1, &wanted.output, err);
	if (!status)
		check->reports[check->n_reports++] = wanted;
	return status;
}

static int set_color(struct check *check, const char *when, struct assay_error *err)
{
	check->color = when;
	if (strcmp(when, "auto") == 0 || strcmp(when, "always") == 0 || strcmp(when, "never") == 0)
		return ASSAY_OK;
	return error_set(err, ASSAY_EUSAGE, "--color takes auto, always or never, not '%s'", when);
}

static int take_option(
	struct check *check, const char *name, const char *value, struct assay_error *err)
{
	if (strcmp(name, "--format") == 0)
		return set_format(check, value, err);
	if (strcmp(name, "--color") == 0)
		return set_color(check, value, err);
	if (child_take_option(&check->child, name) || policy_take(&check->policy, name, value))
		return ASSAY_OK;
	check->rules[check->n_rules++] = value;
	return child_may_read(&check->child, value, err);
}

static int parse(struct check *check, int argc, char **argv, struct assay_error *err)
{
	struct args args = {.command = &command_check, .argc = argc, .argv = argv, .at = 1};
	const struct option *option;
	const char *value;

	for (;;) {
		int status = ASSAY_OK;

		switch (args_next(&args, &option, &value, err)) {
		case ARG_END:
			if (check->n_paths)
				return ASSAY_OK;
			return error_set(err, ASSAY_EUSAGE,
				"check needs a PATH: a file, a folder, or - for standard input");
		case ARG_HELP:
			args_help(&command_check, stdout);
			check->help = true;
			return ASSAY_OK;
		case ARG_ERROR:
			return ASSAY_EUSAGE;
		case ARG_PATH:
			check->paths[check->n_paths++] = value;
			status = child_may_read(&check->child, value, err);
			break;
		case ARG_OPTION:
			status = take_option(check, option->name, value, err);
			break;
		case ARG_SETTING:
			status = assay_set(check->a, option->name + 2, value, err);
			break;
		}
		if (status)
			return status;
	}
}

/* reads the configuration, which says how to read the rest: rules, waivers, inputs */
static int load(struct check *check, struct assay_error *err)
{
	int status = policy_read_config(&check->policy, &check->files, check->a, err);

	if (!status)
		status = assay_add_builtin_rules(check->a, err);
	for (size_t i = 0; !status && i < check->n_rules; i++)
		status = files_add_rules(&check->files, check->a, check->rules[i], err);
	if (!status)
		status = policy_read_accepted(&check->policy, &check->files, check->a, err);
	for (size_t i = 0; !status && i < check->n_paths; i++)
		status = files_add_path(&check->files, check->a, check->paths[i], err);
	return status;
}

/* https://no-color.org: set and not empty */
static bool wants_color(const struct check *check)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (strcmp(check->color, "auto") != 0)
		return strcmp(check->color, "always") == 0;
	return isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
	       !(term && strcmp(term, "dumb") == 0);
}

/* what the disk or the pipe says is worth more than that it failed */
static int write_report(const struct assay_result *result, const char *format, FILE *stream,
	const char *path, struct assay_error *err)
{
	int status;

	errno = 0;
	status = assay_result_write(result, format, write_stream, stream, err);
	if (status ? status != ASSAY_EIO : !fflush(stream))
		return status;
	return error_at(err, ASSAY_EIO, path, 0, 0, "can't be written: %s",
		errno ? strerror(errno) : "the report is not whole");
}

static int write_to_stdout(const struct check *check, const struct assay_result *result,
	const char *format, struct assay_error *err)
{
	bool color = strcmp(format, "text") == 0 && wants_color(check);

	return write_report(result, color ? "text-color" : format, stdout, "standard output", err);
}

static int write_reports(
	const struct check *check, const struct assay_result *result, struct assay_error *err)
{
	int status = ASSAY_OK;

	if (check->n_reports == 0)
		return write_to_stdout(check, result, "text", err);
	for (size_t i = 0; !status && i < check->n_reports; i++) {
		const struct wanted *wanted = &check->reports[i];
		const struct output *output = &check->child.outputs.items[wanted->output];
		char name[MAX_FORMAT_NAME];

		format_name(name, wanted->format);
		status = wanted->to_file
				 ? write_report(result, name, output->stream, output->path, err)
				 : write_to_stdout(check, result, name, err);
	}
	return status;
}

/* a walk says what it passed by, so that nobody takes it for judged */
static void say_passed_by(const struct files *files, bool quiet)
{
	if (quiet)
		return;
	if (files->n_links)
		fprintf(stderr, "assay: note: %zu links were not followed\n", files->n_links);
	if (files->n_hidden)
		fprintf(stderr, "assay: note: %zu hidden files and folders were passed by\n",
			files->n_hidden);
}

/* in the child */
static int judge(void *payload, struct assay_error *err)
{
	struct check *check = payload;
	struct assay_result *result = NULL;
	int exit_status = EXIT_INCOMPLETE;
	int64_t now;
	int status;

	check->files.outputs = &check->child.outputs;
	status = assay_set_guard(check->a, &check->child.guard, err);
	if (!status)
		status = load(check, err);
	if (!status)
		status = policy_now(&now, err);
	if (!status)
		status = assay_run(&result, check->a, now, err);
	if (!status) {
		say_passed_by(&check->files, assay_get_options(check->a)->quiet);
		status = write_reports(check, result, err);
	}
	if (!status)
		exit_status = assay_result_exit_status(result);
	assay_result_free(result);
	files_free(&check->files);
	return exit_status;
}

static int run(int argc, char **argv)
{
	const struct assay_options defaults = ASSAY_OPTIONS_INIT;
	struct check check = {.color = "auto"};
	struct assay_error err = {0};
	int exit_status;

	check.child = (struct child){.work = judge, .payload = &check};
	check.paths = calloc((size_t)argc, sizeof *check.paths);
	check.rules = calloc((size_t)argc, sizeof *check.rules);
	if (!check.paths || !check.rules)
		error_nomem(&err);
	else if (!assay_new(&check.a, &defaults, &err) && !parse(&check, argc, argv, &err) &&
		 !check.help)
		(void)policy_prepare(&check.policy, &check.child, true, &err);
	if (err.status)
		exit_status = complain(&err);
	else
		exit_status = check.help ? 0 : child_run(&check.child);
	child_free(&check.child);
	assay_free(check.a);
	free(check.paths);
	free(check.rules);
	return exit_status;
}
