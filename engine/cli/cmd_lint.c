/*
 * cmd_lint - `assay lint`: what looks wrong in rules and types.
 */
#include "cli/command.h"
#include "cli/streams.h"

enum { SCHEMAS_MAX = 64 };

/* call->state */
struct lint_options {
	const char *schemas[SCHEMAS_MAX];
	size_t n;
};

static int take_schema(struct invocation *call, const char *value, struct assay_error *err)
{
	struct lint_options *lint = call->state;

	if (lint->n == SCHEMAS_MAX)
		return error_set(
			err, ASSAY_EUSAGE, "--schema was given more than %d times.", SCHEMAS_MAX);
	lint->schemas[lint->n++] = value;
	return child_may_read(&call->child, value, err);
}

static const struct option options[] = {
	{"--schema", "FILE",
		"compare types with this file: 'terraform providers schema -json', or a "
		"service-2.json of botocore; may be given again",
		take_schema, 0, NULL},
};

static int add_schemas(struct invocation *call, struct assay_error *err)
{
	const struct lint_options *lint = call->state;
	int status = ASSAY_OK;

	call->files.max_input = assay_get(call->assay, "max-input");
	for (size_t i = 0; !status && i < lint->n; i++) {
		const char *bytes;
		size_t len;

		status = files_read(&call->files, lint->schemas[i], &bytes, &len, err);
		if (!status)
			status = assay_add_schema(call->assay, lint->schemas[i], bytes, len, err);
	}
	return status;
}

static int work(struct invocation *call, struct assay_error *err)
{
	int exit_status = 0, status = ASSAY_OK;

	for (size_t i = 0; !status && i < call->arguments.n; i++)
		status = files_add_rules(
			&call->files, call->assay, call->arguments.items[i], false, err);
	if (!status)
		status = assay_add_other_builtin_rules(call->assay, err);
	if (!status)
		status = add_schemas(call, err);
	if (!status)
		status = assay_lint_write(call->assay, write_stream, stdout, &exit_status, err);
	return status ? EXIT_INCOMPLETE : exit_status;
}

const struct command command_lint = {
	.name = "lint",
	.arguments = "[PATH...]",
	.about = "find probable mistakes in controls and types",
	.details =
		"PATH is a folder of rules, with types/, controls/ or lib/; a file at the path of\n"
		"a bundled rule replaces it. Without PATH, the bundled rules are examined. assay\n"
		"reports placeholders without arguments, names that no type declares, parameters\n"
		"and fields that nothing reads, and names that the schemas do not have.\n"
		"\n"
		"  assay lint my-rules\n"
		"  terraform providers schema -json > schema.json\n"
		"  assay lint --schema schema.json --schema cloudtrail/2013-11-01/service-2.json\n"
		"\n"
		"Exit status: 0 no problem was found, 1 there are problems, 2 a rule does not\n"
		"load or a schema can't be read.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_GUARD,
	.takes = TAKES_LIMITS,
	.max_arguments = SIZE_MAX,
	.usage = "See 'assay lint --help'.",
	.reads_arguments = true,
	.state_size = sizeof(struct lint_options),
	.work = work,
};
