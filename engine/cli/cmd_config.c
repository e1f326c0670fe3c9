/*
 * cmd_config - `assay config`: the settings in force, a configuration to start from, its schema.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/child.h"
#include "cli/cli.h"
#include "cli/policy.h"

#include <sys/stat.h>

static int run(int argc, char **argv);

static const struct option options[] = {
	{"--show", NULL,
		"print the settings in force and where each was said, as YAML (unless told "
		"otherwise)"},
	{"--init", NULL,
		"write .assay.yaml (or what --config names), every setting in it explained and "
		"commented out; a file that is there is left alone"},
	{"--schema", NULL, "print the JSON schema of a configuration, for editors"},
	POLICY_CONFIG_OPTIONS,
	{"--rules", "DIR", "also load the rules of a folder (types/, controls/, lib/)"},
	CHILD_OPTIONS,
};

const struct command command_config = {
	.name = "config",
	.arguments = "",
	.about = "show the settings in force, or write a configuration to start from",
	.details = "Settings are options of 'assay check' and keys of .assay.yaml in the working\n"
		   "directory, by the same names. The command line wins over the file.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.takes = TAKES_ALL,
	.run = run,
};

struct config {
	struct child child;
	struct assay *a;
	struct policy policy;
	const char *what; /* "--show", "--init", "--schema"; NULL: not said */
	const char **rules;
	size_t n_rules;
	bool help;
};

static int take_option(
	struct config *config, const char *name, const char *value, struct assay_error *err)
{
	if (child_take_option(&config->child, name) || policy_take(&config->policy, name, value))
		return ASSAY_OK;
	if (strcmp(name, "--rules") == 0) {
		config->rules[config->n_rules++] = value;
		return child_may_read(&config->child, value, err);
	}
	if (config->what && strcmp(config->what, name) != 0)
		return error_set(err, ASSAY_EUSAGE, "%s and %s are two things: one at a time",
			config->what, name);
	config->what = name;
	return ASSAY_OK;
}

static int parse(struct config *config, int argc, char **argv, struct assay_error *err)
{
	struct args args = {.command = &command_config, .argc = argc, .argv = argv, .at = 1};
	const struct option *option;
	const char *value;

	for (;;) {
		int status = ASSAY_OK;

		switch (args_next(&args, &option, &value, err)) {
		case ARG_END:
			return ASSAY_OK;
		case ARG_HELP:
			args_help(args.command, stdout);
			config->help = true;
			return ASSAY_OK;
		case ARG_ERROR:
			return ASSAY_EUSAGE;
		case ARG_PATH:
			return error_set(err, ASSAY_EUSAGE,
				"'%s' is one argument too many: a configuration is named by "
				"--config FILE",
				value);
		case ARG_OPTION:
			status = take_option(config, option->name, value, err);
			break;
		case ARG_SETTING:
			status = assay_set(config->a, option->name + 2, value, err);
			break;
		}
		if (status)
			return status;
	}
}

static bool is(const struct config *config, const char *what)
{
	return strcmp(config->what ? config->what : "--show", what) == 0;
}

/* what somebody wrote is never written over */
static int prepare_init(struct config *config, struct assay_error *err)
{
	const char *path = config->policy.config ? config->policy.config : POLICY_CONFIG_FILE;
	struct stat st;
	size_t index;

	if (lstat(path, &st) == 0)
		return error_at(err, ASSAY_EUSAGE, path, 0, 0,
			"is there already: move it away, or name another with --config FILE");
	return outputs_add(&config->child.outputs, path, &index, err);
}

static int show(struct config *config, struct assay_error *err)
{
	struct files files = {0};
	int status = policy_read_config(&config->policy, &files, config->a, err);

	if (!status)
		status = assay_add_builtin_rules(config->a, err);
	for (size_t i = 0; !status && i < config->n_rules; i++)
		status = files_add_rules(&files, config->a, config->rules[i], err);
	if (!status)
		status = assay_config_write(config->a, write_stream, stdout, err);
	files_free(&files);
	return status;
}

/* in the child */
static int work(void *payload, struct assay_error *err)
{
	struct config *config = payload;
	int status;

	if (is(config, "--init")) {
		const struct output *output = &config->child.outputs.items[0];

		status = assay_config_sample_write(write_stream, output->stream, err);
		printf("%s: each setting, with what it does, commented out\n", output->path);
	} else if (is(config, "--schema"))
		status = assay_config_schema_write(write_stream, stdout, err);
	else
		status = show(config, err);
	return status ? EXIT_INCOMPLETE : 0;
}

static int run(int argc, char **argv)
{
	const struct assay_options defaults = ASSAY_OPTIONS_INIT;
	struct config config = {0};
	struct assay_error err = {0};
	int exit_status;

	config.child = (struct child){.work = work, .payload = &config};
	config.rules = calloc((size_t)argc, sizeof *config.rules);
	if (!config.rules)
		error_nomem(&err);
	else if (!assay_new(&config.a, &defaults, &err) && !parse(&config, argc, argv, &err) &&
		 !config.help)
		(void)(is(&config, "--init")
				? prepare_init(&config, &err)
				: policy_prepare(&config.policy, &config.child, false, &err));
	if (err.status)
		exit_status = complain(&err);
	else
		exit_status = config.help ? 0 : child_run(&config.child);
	child_free(&config.child);
	assay_free(config.a);
	free(config.rules);
	return exit_status;
}
