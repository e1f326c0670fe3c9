/*
 * logs - log files of CloudTrail, each read when the run asks for it, and the progress on a
 * terminal.
 *
 * Must not know what a log file contains.
 */
#include "cli/files.h"

#include "cli/child.h"
#include "cli/streams.h"

#include "base/io.h"

#include <unistd.h>

/* log files between two updates of the progress */
enum { UPDATE = 16 };

/* one line that the next update and the end replace */
static void show_progress(const struct files *files)
{
	bool last = files->n_logs_read >= files->n_logs;

	if (!isatty(STDERR_FILENO) || (files->n_logs_read % UPDATE != 1 && !last))
		return;
	if (last)
		fprintf(stderr, "\r\033[K");
	else
		fprintf(stderr, "\r\033[Kassay: reading log files: %zu of %zu, %zu MB",
			files->n_logs_read, files->n_logs, files->n_log_bytes >> 20);
	fflush(stderr);
}

int files_read_log(
	void *payload, const char *name, const char **bytes, size_t *len, struct assay_error *err)
{
	struct files *files = payload;
	int status;

	child_note_step(NULL, "reading", name);
	free(files->log);
	files->log = NULL;
	status = io_read_file(&files->log, len, name, files->max_input, err);
	*bytes = files->log;
	files->n_logs_read++;
	files->n_log_bytes += status ? 0 : *len;
	show_progress(files);
	return status;
}
