/*
 * cmd_diff - `assay diff`: what changed between two runs.
 */
#include "cli/child.h"
#include "cli/cli.h"

static int run(int argc, char **argv);

static const struct option options[] = {
	{"--format", "FORMAT", "text or json (default: text)"},
	CHILD_OPTIONS,
};

const struct command command_diff = {
	.name = "diff",
	.arguments = "BEFORE.sarif AFTER.sarif",
	.about = "tell what changed between two runs",
	.details = "Both are SARIF logs, of either profile, that 'assay check' wrote. Results are\n"
		   "told apart by their fingerprints; what a waiver accepts counts as accepted.\n"
		   "\n"
		   "Exit status: 0 nothing is new or worse, 1 a fail is, 2 a log can't be used,\n"
		   "3 no fail but an unknown is.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.takes = TAKES_READING,
	.run = run,
};

struct diff_call {
	struct child child;
	struct assay *a; /* holds the limits */
	const char *paths[2];
	size_t n_paths;
	const char *format;
	bool help;
};

static int take_path(struct diff_call *call, const char *path, struct assay_error *err)
{
	if (call->n_paths == LENGTH_OF(call->paths))
		return error_set(err, ASSAY_EUSAGE, "'%s' is one argument too many", path);
	call->paths[call->n_paths++] = path;
	return child_may_read(&call->child, path, err);
}

static int parse(struct diff_call *call, int argc, char **argv, struct assay_error *err)
{
	struct args args = {.command = &command_diff, .argc = argc, .argv = argv, .at = 1};
	const struct option *option;
	const char *value;

	for (;;) {
		int status = ASSAY_OK;

		switch (args_next(&args, &option, &value, err)) {
		case ARG_END:
			if (call->n_paths == LENGTH_OF(call->paths))
				return ASSAY_OK;
			return error_set(err, ASSAY_EUSAGE,
				"diff needs two SARIF logs: assay diff BEFORE.sarif AFTER.sarif");
		case ARG_HELP:
			args_help(args.command, stdout);
			call->help = true;
			return ASSAY_OK;
		case ARG_ERROR:
			return ASSAY_EUSAGE;
		case ARG_PATH:
			status = take_path(call, value, err);
			break;
		case ARG_OPTION:
			if (child_take_option(&call->child, option->name))
				break;
			call->format = value;
			if (strcmp(value, "text") != 0 && strcmp(value, "json") != 0)
				status = error_set(err, ASSAY_EUSAGE,
					"--format takes text or json, not '%s'", value);
			break;
		case ARG_SETTING:
			status = assay_set(call->a, option->name + 2, value, err);
			break;
		}
		if (status)
			return status;
	}
}

/* in the child */
static int work(void *payload, struct assay_error *err)
{
	struct diff_call *call = payload;
	struct files files = {.max_input = assay_get_options(call->a)->max_input};
	struct assay_log logs[2];
	int exit_status = EXIT_INCOMPLETE;
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < LENGTH_OF(logs); i++) {
		logs[i].name = call->paths[i];
		status = files_read(&files, call->paths[i], &logs[i].buf, &logs[i].len, err);
	}
	if (!status)
		status = assay_diff_write(&logs[0], &logs[1], assay_get_options(call->a),
			call->format, write_stream, stdout, &exit_status, err);
	files_free(&files);
	return status ? EXIT_INCOMPLETE : exit_status;
}

static int run(int argc, char **argv)
{
	const struct assay_options defaults = ASSAY_OPTIONS_INIT;
	struct diff_call call = {.format = "text"};
	struct assay_error err = {0};
	int exit_status;

	call.child = (struct child){.work = work, .payload = &call};
	if (!assay_new(&call.a, &defaults, &err))
		(void)parse(&call, argc, argv, &err);
	if (err.status)
		exit_status = complain(&err);
	else
		exit_status = call.help ? 0 : child_run(&call.child);
	child_free(&call.child);
	assay_free(call.a);
	return exit_status;
}
