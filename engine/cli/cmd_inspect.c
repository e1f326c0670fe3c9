/*
 * cmd_inspect - `assay inspect`: what was recognised, and what is missing.
 */
#include "cli/child.h"
#include "cli/cli.h"
#include "cli/policy.h"

static int run(int argc, char **argv);

static const struct option options[] = {
	POLICY_CONFIG_OPTIONS,
	{"--rules", "DIR", "also load the rules of a folder (types/, controls/, lib/)"},
	CHILD_OPTIONS,
};

const struct command command_inspect = {
	.name = "inspect",
	.arguments = "PATH...",
	.about = "show what inputs hold, what is missing and which commands export it",
	.details =
		"The commands are meant to be run in the folder that holds the exports, where the\n"
		"AWS CLI and credentials are; assay itself never uses the network. In an empty\n"
		"folder, inspect prints the commands to begin with.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.takes = TAKES_READING,
	.run = run,
};

struct inspect {
	struct child child;
	const char **paths;
	size_t n_paths;
	const char **rules; /* folders */
	size_t n_rules;
	struct assay *a;
	struct policy policy;
	bool help;
};

static int parse(struct inspect *inspect, int argc, char **argv, struct assay_error *err)
{
	struct args args = {.command = &command_inspect, .argc = argc, .argv = argv, .at = 1};
	const struct option *option;
	const char *value;

	for (;;) {
		int status = ASSAY_OK;

		switch (args_next(&args, &option, &value, err)) {
		case ARG_END:
			if (inspect->n_paths)
				return ASSAY_OK;
			return error_set(
				err, ASSAY_EUSAGE, "inspect needs a PATH: try 'assay inspect .'");
		case ARG_HELP:
			args_help(args.command, stdout);
			inspect->help = true;
			return ASSAY_OK;
		case ARG_ERROR:
			return ASSAY_EUSAGE;
		case ARG_OPTION:
			if (child_take_option(&inspect->child, option->name) ||
				policy_take(&inspect->policy, option->name, value))
				break;
			inspect->rules[inspect->n_rules++] = value;
			status = child_may_read(&inspect->child, value, err);
			break;
		case ARG_SETTING:
			status = assay_set(inspect->a, option->name + 2, value, err);
			break;
		case ARG_PATH:
			inspect->paths[inspect->n_paths++] = value;
			status = child_may_read(&inspect->child, value, err);
			break;
		}
		if (status)
			return status;
	}
}

static int load(const struct inspect *inspect, struct files *files, struct assay_error *err)
{
	struct assay *a = inspect->a;
	int status = policy_read_config(&inspect->policy, files, a, err);

	files->max_input = assay_get_options(a)->max_input;
	if (!status)
		status = assay_add_builtin_rules(a, err);

	for (size_t i = 0; !status && i < inspect->n_rules; i++)
		status = files_add_rules(files, a, inspect->rules[i], err);
	for (size_t i = 0; !status && i < inspect->n_paths; i++)
		status = files_add_path(files, a, inspect->paths[i], err);
	return status;
}

/* in the child */
static int show(void *payload, struct assay_error *err)
{
	struct inspect *inspect = payload;
	struct files files = {0};
	struct assay_result *result = NULL;
	int status = assay_set_guard(inspect->a, &inspect->child.guard, err);

	if (!status)
		status = load(inspect, &files, err);
	if (!status)
		status = assay_run(&result, inspect->a, -1, err);
	if (!status)
		status = assay_inspect_write(result, write_stream, stdout, err);
	assay_result_free(result);
	files_free(&files);
	return status ? EXIT_INCOMPLETE : 0;
}

static int run(int argc, char **argv)
{
	const struct assay_options defaults = ASSAY_OPTIONS_INIT;
	struct inspect inspect = {0};
	struct assay_error err = {0};
	int exit_status;

	inspect.child = (struct child){.work = show, .payload = &inspect};
	inspect.paths = calloc((size_t)argc, sizeof *inspect.paths);
	inspect.rules = calloc((size_t)argc, sizeof *inspect.rules);
	if (!inspect.paths || !inspect.rules)
		error_nomem(&err);
	else if (!assay_new(&inspect.a, &defaults, &err) && !parse(&inspect, argc, argv, &err) &&
		 !inspect.help)
		(void)policy_prepare(&inspect.policy, &inspect.child, false, &err);
	if (err.status)
		exit_status = complain(&err);
	else
		exit_status = inspect.help ? 0 : child_run(&inspect.child);
	child_free(&inspect.child);
	assay_free(inspect.a);
	free(inspect.paths);
	free(inspect.rules);
	return exit_status;
}
