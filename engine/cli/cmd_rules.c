/*
 * cmd_rules - `assay rules` and `assay explain ID`: what the controls say of themselves.
 */
#include "cli/cli.h"

static int run_rules(int argc, char **argv);
static int run_explain(int argc, char **argv);

static const struct option options[] = {
	{"--rules", "DIR", "also load the rules of a folder (types/, controls/, lib/)"},
};

const struct command command_rules = {
	.name = "rules",
	.arguments = "",
	.about = "list the controls",
	.options = options,
	.n_options = LENGTH_OF(options),
	.run = run_rules,
};

const struct command command_explain = {
	.name = "explain",
	.arguments = "ID",
	.about = "print the page of one control",
	.details = "The page says what is judged and why, which exports it needs and which IAM\n"
		   "permissions those take, its parameters, and how to mend what fails.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.run = run_explain,
};

/* Reads the arguments and loads the rules; *done where there is nothing left to do. */
static int prepare(struct args *args, struct files *files, struct assay *a, const char **id,
	bool *done, struct assay_error *err)
{
	const struct option *option;
	const char *value;

	for (;;) {
		int status = ASSAY_OK;

		switch (args_next(args, &option, &value, err)) {
		case ARG_END:
			return assay_add_builtin_rules(a, err);
		case ARG_HELP:
			args_help(args->command, stdout);
			*done = true;
			return ASSAY_OK;
		case ARG_ERROR:
			return ASSAY_EUSAGE;
		case ARG_OPTION:
			status = files_add_rules(files, a, value, err);
			break;
		case ARG_PATH:
			if (!id || *id)
				status = error_set(
					err, ASSAY_EUSAGE, "'%s' is one argument too many", value);
			else
				*id = value;
			break;
		}
		if (status)
			return status;
	}
}

static int show(const struct command *command, int argc, char **argv, bool explain)
{
	struct args args = {command, argc, argv, 1, false};
	struct assay_options defaults = ASSAY_OPTIONS_INIT;
	struct files files = {.max_input = defaults.max_input};
	struct assay_error err = {0};
	struct assay *a = NULL;
	const char *id = NULL;
	bool done = false;
	int status = assay_new(&a, &defaults, &err);

	if (!status)
		status = prepare(&args, &files, a, explain ? &id : NULL, &done, &err);
	if (!status && !done && explain && !id)
		status = error_set(&err, ASSAY_EUSAGE,
			"explain needs the id of a control: 'assay rules' lists them");
	if (!status && !done)
		status = explain ? assay_explain_write(a, id, write_stream, stdout, &err)
				 : assay_rules_write(a, write_stream, stdout, &err);
	if (!status && fflush(stdout))
		status = error_set(&err, ASSAY_EIO, "standard output can't be written");
	assay_free(a);
	files_free(&files);
	return status ? complain(&err) : 0;
}

static int run_rules(int argc, char **argv)
{
	return show(&command_rules, argc, argv, false);
}

static int run_explain(int argc, char **argv)
{
	return show(&command_explain, argc, argv, true);
}
