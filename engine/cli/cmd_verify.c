/*
 * cmd_verify - `assay verify`: judge an archive of evidence again, and compare the reports.
 */
#include "assay_evidence.h"

#include "cli/command.h"
#include "cli/streams.h"

static int work(struct invocation *call, struct assay_error *err)
{
	const char *archive = call->arguments.items[0], *bytes = NULL;
	int exit_status = EXIT_INCOMPLETE;
	size_t len = 0;
	int status;

	call->files.max_input = assay_get(call->assay, "max-input");
	status = files_read(&call->files, archive, &bytes, &len, err);
	for (size_t i = 1; !status && i < call->arguments.n; i++)
		status = files_add_path(&call->files, call->assay, call->arguments.items[i], err);
	if (!status)
		status = assay_verify_write(
			call->assay, archive, bytes, len, write_stream, stdout, &exit_status, err);
	return status ? EXIT_INCOMPLETE : exit_status;
}

const struct command command_verify = {
	.name = "verify",
	.arguments = "ARCHIVE [PATH...]",
	.about = "judge an archive of 'assay evidence' again and compare the reports",
	.details = "Compares each file with the manifest, judges the packed inputs with the\n"
		   "packed settings, rules and waivers, and compares the reports byte for byte.\n"
		   "Settings and waivers of this machine do not count.\n"
		   "\n"
		   "An archive of --hashes-only needs the PATHs of its inputs, which are found\n"
		   "by their SHA-256. A limit that the packed run had raised must be given\n"
		   "again.\n"
		   "\n"
		   "Exit status: 0 the reports are the same, 1 something differs, 2 the archive\n"
		   "can't be verified.\n",
	.shares = SHARES_GUARD,
	.takes = TAKES_ALL_LIMITS,
	.min_arguments = 1,
	.max_arguments = SIZE_MAX,
	.usage = "'assay verify' needs an ARCHIVE that 'assay evidence' wrote.",
	.reads_arguments = true,
	.work = work,
};
