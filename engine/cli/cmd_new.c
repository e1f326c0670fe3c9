/*
 * cmd_new - `assay new control ID` and `assay new type NAME`: the beginning of a rule with its
 * test.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/command.h"
#include "cli/streams.h"

#include <errno.h>
#include <limits.h>
#include <sys/stat.h>

#include "base/io.h"

#define RULES_FOLDER "rules"

/* the files of a start, in the order in which they are written */
static const char *const files[] = {"type", "control", "test"};

/* call->state */
struct new_options {
	struct assay_start start;
	char paths[LENGTH_OF(files)][PATH_MAX];
	size_t first; /* index of the first file: a control has no type file */
};

static const struct option options[] = {
	{"--type", "TYPE", "of 'new control': the type that the control reads, as AWS::SQS::Queue",
		NULL, offsetof(struct new_options, start.type), NULL},
};

static const char *folder_of(const struct invocation *call)
{
	return call->rules.n ? call->rules.items[0] : RULES_FOLDER;
}

static int make_folder(const char *path, struct assay_error *err)
{
	struct stat st;

	if (mkdir(path, 0777) == 0 || (errno == EEXIST && !stat(path, &st) && S_ISDIR(st.st_mode)))
		return ASSAY_OK;
	return error_set(err, ASSAY_EIO, "Can't make the folder %s: %s.", path, strerror(errno));
}

static int add_file(struct invocation *call, size_t i, struct assay_error *err)
{
	struct new_options *new = call->state;
	char name[ASSAY_START_PATH_MAX], *path = new->paths[i];
	size_t index;
	int status = assay_start_path(name, &new->start, files[i], err);

	if (status)
		return status;
	snprintf(path, PATH_MAX, "%s/%.*s", folder_of(call), (int)strcspn(name, "/"), name);
	status = make_folder(path, err);
	snprintf(path, PATH_MAX, "%s/%s", folder_of(call), name);
	if (!status && (io_exists(path) || io_is_link(path)))
		return error_set(
			err, ASSAY_EUSAGE, "'%s' exists already. Choose another name.", path);
	return status ? status : outputs_add(&call->child.outputs, path, &index, err);
}

static int prepare(struct invocation *call, struct assay_error *err)
{
	struct new_options *new = call->state;
	const char *kind = call->arguments.items[0], *name = call->arguments.items[1];
	bool control = strcmp(kind, "control") == 0;
	char path[ASSAY_START_PATH_MAX];
	int status;

	if (!control && strcmp(kind, "type") != 0)
		return error_set(err, ASSAY_EUSAGE, "'%s' is not control or type. %s", kind,
			call->command->usage);
	if (control && !new->start.type)
		return error_set(err, ASSAY_EUSAGE,
			"'assay new control' needs --type TYPE: the type that the control reads, "
			"as "
			"AWS::SQS::Queue.");
	if (!control && new->start.type)
		return error_set(err, ASSAY_EUSAGE, "'assay new type' takes no --type.");
	*(control ? &new->start.control : &new->start.type) = name;
	new->first = control ? 1 : 0;
	status = assay_start_path(path, &new->start, "test", err);
	if (!status)
		status = make_folder(folder_of(call), err);
	for (size_t i = new->first; !status &&i < LENGTH_OF(files); i++)
		status = add_file(call, i, err);
	return status;
}

static int work(struct invocation *call, struct assay_error *err)
{
	struct new_options *new = call->state;
	int status = assay_add_builtin_rules(call->assay, err);

	for (size_t i = 0; !status && i < call->rules.n; i++)
		status =
			files_add_rules(&call->files, call->assay, call->rules.items[i], true, err);
	for (size_t i = new->first; !status &&i < LENGTH_OF(files); i++)
		status = assay_start_write(call->assay, &new->start, files[i], write_stream,
			call->child.outputs.items[i - new->first].stream, err);
	if (status)
		return EXIT_INCOMPLETE;
	for (size_t i = new->first; i < LENGTH_OF(files); i++)
		printf("%s\n", new->paths[i]);
	const char *quote = strpbrk(folder_of(call), " \t\"\\$`*?[](){}&;|<>~#!") ? "'" : "";
	printf("To run the test: assay test --rules %s%s%s\n", quote, folder_of(call), quote);
	return 0;
}

const struct command command_new = {
	.name = "new",
	.arguments = "control ID --type TYPE | type NAME",
	.about = "write the beginning of a control or type, with its test",
	.details =
		"The files are written to the folder of --rules, or to the folder rules: a\n"
		"control, or a type and a control that reads it, and a test file. They load and\n"
		"pass as they are written; comments say how to continue.\n"
		"\n"
		"  assay new control my-trail-encrypted --type AWS::CloudTrail::Trail\n"
		"  assay new type AWS::SQS::Queue --rules my-rules\n"
		"\n"
		"Exit status: 0 the files were written, 2 they were not.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_RULES | SHARES_GUARD,
	.min_arguments = 2,
	.max_arguments = 2,
	.usage = "Use 'assay new control ID --type TYPE' or 'assay new type NAME'.",
	.state_size = sizeof(struct new_options),
	.prepare = prepare,
	.work = work,
};
