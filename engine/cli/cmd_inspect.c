/*
 * cmd_inspect - `assay inspect`: what was recognised, and what is missing.
 */
#include "cli/command.h"
#include "cli/streams.h"

/* call->state */
struct inspect {
	bool script;
	bool list;
	const char *resource; /* NULL: all inputs */
	const char *format;   /* NULL: text */
};

static int take_script(struct invocation *call, const char *value, struct assay_error *err)
{
	struct inspect *inspect = call->state;

	(void)value;
	(void)err;
	inspect->script = true;
	return ASSAY_OK;
}

static int take_list(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value;
	(void)err;
	((struct inspect *)call->state)->list = true;
	return ASSAY_OK;
}

static int take_format(struct invocation *call, const char *value, struct assay_error *err)
{
	((struct inspect *)call->state)->format = value;
	if (strcmp(value, "text") == 0 || strcmp(value, "json") == 0)
		return ASSAY_OK;
	return error_set(err, ASSAY_EUSAGE, "--format takes text or json, not '%s'.", value);
}

static const struct option options[] = {
	{"--resource", "KEY",
		"print one resource as a rule sees it: each field with its value and place, or the "
		"reason why it is unknown; KEY is a key, a Terraform address or a name",
		NULL, offsetof(struct inspect, resource), NULL},
	{"--list", NULL, "also list each file that was read, and each resource, with places",
		take_list, 0, NULL},
	{"--format", "text|json", "text, or json for programs (default: text)", take_format, 0,
		NULL},
	{"--script", NULL, "print only the commands, as a script for sh, bash or zsh", take_script,
		0, NULL},
};

static int prepare(struct invocation *call, struct assay_error *err)
{
	const struct inspect *inspect = call->state;

	if (inspect->list && (inspect->format || inspect->script || inspect->resource))
		return error_set(
			err, ASSAY_EUSAGE, "Use --list without --script, --format and --resource.");
	if (inspect->format && inspect->script)
		return error_set(err, ASSAY_EUSAGE, "Use either --script or --format, not both.");
	if (inspect->script && inspect->resource)
		return error_set(
			err, ASSAY_EUSAGE, "Use either --script or --resource KEY, not both.");
	return ASSAY_OK;
}

static int write_inspection(
	const struct inspect *inspect, const struct assay_result *result, struct assay_error *err)
{
	const char *format = inspect->format ? inspect->format : "text";

	if (inspect->resource)
		return assay_resource_write(
			result, inspect->resource, format, write_stream, stdout, err);
	return assay_result_write(result,
		inspect->script               ? "inspect-script"
		: inspect->list               ? "inspect-list"
		: strcmp(format, "json") == 0 ? "inspect-json"
					      : "inspect",
		write_stream, stdout, err);
}

static int work(struct invocation *call, struct assay_error *err)
{
	const struct inspect *inspect = call->state;
	struct assay_result *result = NULL;
	bool read = true;
	int status = assay_set_guard(call->assay, &call->child.guard, err);

	assay_allow_no_input(call->assay);
	if (inspect->resource)
		assay_read_all_types(call->assay);
	if (!status)
		status = invocation_load_rules(call, err);
	for (size_t i = 0; !status && i < call->arguments.n; i++)
		status = files_add_path(&call->files, call->assay, call->arguments.items[i], err);
	if (!status)
		status = assay_run(&result, call->assay, -1, err);
	if (!status)
		status = write_inspection(inspect, result, err);
	if (!status)
		read = assay_result_inputs_read(result);
	if (!read && (inspect->script || inspect->resource))
		print_note("Some inputs could not be read. Run assay inspect without %s.",
			inspect->script ? "--script" : "--resource");
	assay_result_free(result);
	return status || !read ? EXIT_INCOMPLETE : 0;
}

const struct command command_inspect = {
	.name = "inspect",
	.arguments = "PATH...",
	.about = "show what inputs contain, and the commands that export the rest",
	.details =
		"Shows a tree: each account and its Regions with the resources by type, the files\n"
		"with the dates on which they were collected, and the exports that the chosen\n"
		"controls need and that are missing. Equal Regions and accounts are one line.\n"
		"Files that were not recognised, are broken or were skipped follow.\n"
		"\n"
		"Run the printed commands in the folder for the exports, where the AWS CLI and\n"
		"credentials are; assay itself never uses the network. There is one block for\n"
		"each account, which ends if the credentials are of another account. In an\n"
		"empty folder, inspect prints the commands to begin with.\n"
		"\n"
		"  assay inspect --script exports > collect.sh\n"
		"  cd exports && sh ../collect.sh\n"
		"\n"
		"--format json writes the same for programs (docs/formats.md); its member\n"
		"\"script\" is what --script prints. --resource shows what rules read of one\n"
		"resource, for authors of rules.\n"
		"\n"
		"Exit status: 0 the inputs were read, whether or not something is missing;\n"
		"2 the call is wrong, or an input can't be read.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_CONFIG | SHARES_RULES | SHARES_GUARD | SHARES_SOURCES,
	.takes = TAKES_INPUTS,
	.min_arguments = 1,
	.max_arguments = SIZE_MAX,
	.usage = "'assay inspect' needs a PATH. Try 'assay inspect .'.",
	.reads_arguments = true,
	.state_size = sizeof(struct inspect),
	.prepare = prepare,
	.work = work,
};
