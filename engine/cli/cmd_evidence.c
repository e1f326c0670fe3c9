/*
 * cmd_evidence - `assay evidence`: judge, and pack what was judged with the reports.
 */
#include "assay_evidence.h"

#include "cli/command.h"
#include "cli/streams.h"

#include <errno.h>

/* call->state */
struct evidence {
	size_t output; /* index in child.outputs */
	const char *path;
	bool hashes_only;
};

static int take_output(struct invocation *call, const char *path, struct assay_error *err)
{
	struct evidence *evidence = call->state;

	if (evidence->path)
		return error_set(err, ASSAY_EUSAGE, "--output was given twice. Give one file.");
	/* standard output has the counts */
	if (strcmp(path, "-") == 0)
		return error_set(err, ASSAY_EUSAGE,
			"--output takes the name of a file, not -. Use --output evidence.tar.gz.");
	evidence->path = path;
	return outputs_add(&call->child.outputs, path, &evidence->output, err);
}

static int take_hashes_only(struct invocation *call, const char *value, struct assay_error *err)
{
	(void)value, (void)err;
	((struct evidence *)call->state)->hashes_only = true;
	return ASSAY_OK;
}

static const struct option options[] = {
	{"--output", "FILE", "write the archive to FILE (.tar.gz)", take_output, 0, NULL},
	{"--hashes-only", NULL,
		"pack the SHA-256 of inputs and Terraform sources in place of the files",
		take_hashes_only, 0, NULL},
};

static int prepare(struct invocation *call, struct assay_error *err)
{
	const struct evidence *evidence = call->state;

	return evidence->path ? ASSAY_OK
			      : error_set(err, ASSAY_EUSAGE,
					"'assay evidence' needs --output FILE, for example "
					"--output evidence.tar.gz.");
}

static int write_archive(
	const struct invocation *call, const struct assay_result *result, struct assay_error *err)
{
	const struct evidence *evidence = call->state;
	FILE *stream = call->child.outputs.items[evidence->output].stream;
	int status;

	errno = 0;
	status = assay_evidence_write(result, evidence->hashes_only, write_stream, stream, err);
	if (status ? !ferror(stream) : !fflush(stream))
		return status;
	return error_at(err, ASSAY_EIO, evidence->path, 0, 0, "can't be written: %s",
		errno ? strerror(errno) : "the archive is incomplete");
}

static int work(struct invocation *call, struct assay_error *err)
{
	const struct evidence *evidence = call->state;
	struct assay_result *result = NULL;
	int exit_status = EXIT_INCOMPLETE;
	int status = invocation_judge(call, &result, err);

	if (!status)
		status = write_archive(call, result, err);
	if (!status) {
		exit_status = assay_result_exit_status(result);
		printf("%s: %zu failed, %zu unknown, %zu passed; exit status %d\n", evidence->path,
			assay_result_count(result, ASSAY_FAIL),
			assay_result_count(result, ASSAY_UNKNOWN),
			assay_result_count(result, ASSAY_PASS), exit_status);
	}
	assay_result_free(result);
	return exit_status;
}

const struct command command_evidence = {
	.name = "evidence",
	.arguments = "PATH...",
	.about = "judge, and pack the run into one archive",
	.details =
		"The archive has everything that 'assay verify' needs to judge again: inputs,\n"
		"Terraform sources, .assay.yaml, waivers, baseline, rules of --rules, options,\n"
		"the reports (json, text, sarif, oscal) and a manifest. The same run gives the\n"
		"same bytes.\n"
		"\n"
		"Inputs are packed as they are, with any secret in them. Keep the archive as you\n"
		"keep the inputs, or use --hashes-only.\n"
		"\n"
		"  assay evidence --output evidence.tar.gz --stamp exports/\n"
		"  assay verify evidence.tar.gz\n"
		"\n"
		"Exit status: that of 'assay check'. With 2, an archive is written if the\n"
		"reports could be, and each log file of a trail could be read.\n",
	.options = options,
	.n_options = LENGTH_OF(options),
	.shares = SHARES_CONFIG | SHARES_ACCEPTED | SHARES_RULES | SHARES_WHAT_IF | SHARES_GUARD |
		  SHARES_SOURCES | SHARES_STAMP,
	.takes = TAKES_ALL_SETTINGS,
	.min_arguments = 1,
	.max_arguments = SIZE_MAX,
	.usage = "'assay evidence' needs a PATH: a file, a folder, or - for standard input.",
	.reads_arguments = true,
	.state_size = sizeof(struct evidence),
	.prepare = prepare,
	.work = work,
};
