/*
 * cmd_test - `assay test`: the cases that authors write beside their controls.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/command.h"
#include "cli/streams.h"
#include "cli/tests.h"

#include "base/io.h"

#include <limits.h>

#define RULES_FOLDER "rules"

/* call->state */
struct test_options {
	struct assay_tests tests;
};

static int take_format(struct invocation *call, const char *value, struct assay_error *err)
{
	struct test_options *test = call->state;

	test->tests.format = value;
	if (strcmp(value, "text") == 0 || strcmp(value, "junit") == 0)
		return ASSAY_OK;
	return error_set(err, ASSAY_EUSAGE, "--format takes text or junit, not '%s'.", value);
}

static int take_hide(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	((struct test_options *)call->state)->tests.hide = true;
	return ASSAY_OK;
}

static int take_coverage(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	((struct test_options *)call->state)->tests.coverage = true;
	return ASSAY_OK;
}

static int take_mutate(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	((struct test_options *)call->state)->tests.mutate = true;
	return ASSAY_OK;
}

static int take_update(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	((struct test_options *)call->state)->tests.update = true;
	return ASSAY_OK;
}

static const struct option options[] = {
	{"--format", "text|junit", "text or junit (default: text)", take_format, 0, NULL},
	{"--hide", NULL,
		"hide each value and each export in turn: a verdict must stay or become unknown",
		take_hide, 0, NULL},
	{"--update", NULL,
		"print the differences, then replace the expected results of the given test files "
		"by the actual ones",
		take_update, 0, NULL},
	{"--coverage", NULL, "report which lines of controls and libraries no case runs",
		take_coverage, 0, NULL},
	{"--mutate", NULL,
		"change comparisons, constants and statements of each control in turn, and report "
		"the changes that no case notices; a comment '-- survives: REASON' accepts them",
		take_mutate, 0, NULL},
};

static int add_argument(struct invocation *call, const char *path, struct assay_error *err)
{
	call->arguments.items[call->arguments.n++] = path;
	return child_may_read(&call->child, path, err);
}

/* the parent must know which files to replace, and it reads no folder */
static int prepare_update(struct invocation *call, struct assay_error *err)
{
	size_t index;
	int status = ASSAY_OK;

	if (call->arguments.n == 0)
		return error_set(err, ASSAY_EUSAGE,
			"--update needs the test files to update: NAME.test.yaml.");
	for (size_t i = 0; !status && i < call->arguments.n; i++) {
		const char *path = call->arguments.items[i];

		if (!is_test_file(path) || io_is_link(path))
			return error_set(err, ASSAY_EUSAGE,
				"--update takes test files (NAME.test.yaml) that are no links, not "
				"'%s'.",
				path);
		status = outputs_add(&call->child.outputs, path, &index, err);
	}
	return status;
}

/* the files that the cases of a test file name are in its folder */
static int allow_inputs(struct invocation *call, struct assay_error *err)
{
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < call->arguments.n; i++) {
		const char *path = call->arguments.items[i], *slash = strrchr(path, '/');
		char folder[PATH_MAX] = ".";

		if (!is_test_file(path))
			continue;
		if (slash && (size_t)(slash - path) + 1 >= sizeof folder)
			return error_set(err, ASSAY_EINPUT, "%s: The path is too long.", path);
		if (slash)
			snprintf(folder, sizeof folder, "%.*s", (int)(slash - path) + 1, path);
		status = child_may_read(&call->child, folder, err);
	}
	return status;
}

/* without a PATH: the folders of --rules, else the rules of a source tree */
static int prepare(struct invocation *call, struct assay_error *err)
{
	struct test_options *test = call->state;
	struct assay_error why = {0};
	int status = allow_inputs(call, err);

	if (!test->tests.format)
		test->tests.format = "text";
	if (status)
		return status;
	if (test->tests.update)
		return prepare_update(call, err);
	if (call->arguments.n > 0)
		return ASSAY_OK;
	for (size_t i = 0; !status && i < call->rules.n; i++)
		status = add_argument(call, call->rules.items[i], err);
	if (!status && call->rules.n == 0 && io_is_folder(RULES_FOLDER, &why) > 0)
		status = add_argument(call, RULES_FOLDER, err);
	if (!status && call->arguments.n == 0)
		return error_set(err, ASSAY_EUSAGE,
			"There is no folder '" RULES_FOLDER "' here. Name a PATH, or the rules "
			"(--rules DIR).");
	return status;
}

static int work(struct invocation *call, struct assay_error *err)
{
	struct test_options *test = call->state;
	size_t n = 0;
	int exit_status = 0, status = invocation_load_rules(call, err);

	test->tests.fetch = tests_fetch;
	test->tests.payload = &call->files;
	for (size_t i = 0; !status && i < call->arguments.n; i++)
		status = tests_add_path(
			&call->files, call->assay, call->arguments.items[i], &n, err);
	if (!status && n == 0)
		return error_set(err, ASSAY_EUSAGE,
			"There is no test file here. The name of a test file ends in .test.yaml.");
	if (!status)
		status = assay_tests_write(
			call->assay, &test->tests, write_stream, stdout, &exit_status, err);
	for (size_t i = 0; !status && test->tests.update && i < call->arguments.n; i++)
		status = assay_test_update_write(call->assay, call->arguments.items[i],
			write_stream, call->child.outputs.items[i].stream, err);
	return status ? EXIT_INCOMPLETE : exit_status;
}

const struct command command_test = {
	.name = "test",
	.arguments = "[PATH...]",
	.about = "test controls with the cases beside them",
	.details =
		"PATH is a test file (NAME.test.yaml) or a folder with test files. Without PATH,\n"
		"the folders of --rules are searched, or the folder rules. A case has inputs and\n"
		"the verdicts of all subjects; a missing and an unexpected subject are failures.\n"
		"Exported resources are judged once more as a Terraform plan that creates them.\n"
		"docs/writing-rules.md describes the file.\n"
		"\n"
		"  assay test --rules my-rules\n"
		"  assay test --format junit my-rules/controls > tests.xml\n"
		"\n"
		"Exit status: 0 all cases passed, 1 a case failed, a line of a control did not\n"
		"run (--coverage) or a change of one survived (--mutate), 2 a test file can't be\n"
		"read or a case can't be judged.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_RULES | SHARES_GUARD,
	.takes = TAKES_LIMITS,
	.max_arguments = SIZE_MAX,
	.usage = "See 'assay test --help'.",
	.reads_arguments = true,
	.state_size = sizeof(struct test_options),
	.prepare = prepare,
	.work = work,
};
