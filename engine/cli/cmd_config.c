/*
 * cmd_config - `assay config`: the settings in force, a configuration to start from, its schema.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/command.h"
#include "cli/streams.h"

#include <sys/stat.h>

/* call->state: at most one of them */
struct config {
	bool init, schema;
};

static int check_one(const struct config *config, struct assay_error *err)
{
	if (config->init && config->schema)
		return error_set(
			err, ASSAY_EUSAGE, "--init and --schema exclude each other. Use one.");
	return ASSAY_OK;
}

static int take_init(struct invocation *call, const char *value, struct assay_error *err)
{
	struct config *config = call->state;

	(void)value;
	config->init = true;
	return check_one(config, err);
}

static int take_schema(struct invocation *call, const char *value, struct assay_error *err)
{
	struct config *config = call->state;

	(void)value;
	config->schema = true;
	return check_one(config, err);
}

static const struct option options[] = {
	{"--init", NULL,
		"write .assay.yaml (or the file of --config) with every setting explained and "
		"commented out; an existing file is not changed",
		take_init, 0, NULL},
	{"--schema", NULL, "print the JSON schema of a configuration, for editors", take_schema, 0,
		NULL},
};

/* an existing file is never overwritten */
static int prepare(struct invocation *call, struct assay_error *err)
{
	const struct config *config = call->state;
	const char *path = call->policy.config ? call->policy.config : POLICY_CONFIG_FILE;
	struct stat st;
	size_t index;

	if (!config->init)
		return policy_prepare(&call->policy, &call->child, false, err);
	if (lstat(path, &st) == 0)
		return error_at(err, ASSAY_EUSAGE, path, 0, 0,
			"The file exists already. Move it away, or name another with --config "
			"FILE.");
	return outputs_add(&call->child.outputs, path, &index, err);
}

static int write_settings(struct invocation *call, struct assay_error *err)
{
	int status = invocation_load_rules(call, err);

	return status ? status : assay_config_write(call->assay, write_stream, stdout, err);
}

static int work(struct invocation *call, struct assay_error *err)
{
	const struct config *config = call->state;
	int status;

	if (config->init) {
		const struct output *output = &call->child.outputs.items[0];

		status = assay_config_sample_write(write_stream, output->stream, err);
		printf("%s: every setting, explained and commented out\n", output->path);
	} else if (config->schema) {
		status = assay_config_schema_write(write_stream, stdout, err);
	} else {
		status = write_settings(call, err);
	}
	return status ? EXIT_INCOMPLETE : 0;
}

const struct command command_config = {
	.name = "config",
	.arguments = "",
	.about = "show the settings in force, or write a configuration to start from",
	.details = "Settings are options of 'assay check' and keys of .assay.yaml in the working\n"
		   "directory, with the same names. The command line overrides the file. Without\n"
		   "--init or --schema, config prints the settings in force and the source of\n"
		   "each, as YAML.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_CONFIG | SHARES_RULES | SHARES_GUARD,
	.takes = TAKES_ALL_SETTINGS,
	.usage = "A configuration is named by --config FILE.",
	.state_size = sizeof(struct config),
	.prepare = prepare,
	.work = work,
};
