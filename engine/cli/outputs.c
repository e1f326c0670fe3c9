/*
 * outputs - report files, written under a temporary name until they are complete.
 *
 * Knows files and folders. Must not know what a report contains.
 */
#define _GNU_SOURCE /* O_PATH */
#include "cli/outputs.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

enum { NAMES_TRIED = 100 };

static int refuse(struct assay_error *err, const struct output *output, const char *why)
{
	return error_at(err, ASSAY_EIO, output->path, 0, 0, "can't be written: %s", why);
}

static int fail(struct assay_error *err, const struct output *output)
{
	if (errno == ENOMEM)
		return error_nomem(err);
	return refuse(err, output,
		errno == ENOENT ? "The folder does not exist. Create it first." : strerror(errno));
}

int outputs_add(struct outputs *outputs, const char *path, size_t *index, struct assay_error *err)
{
	if (outputs->n == OUTPUTS_MAX)
		return error_set(err, ASSAY_EUSAGE,
			"There are more than %d files to write. Run assay again for the others.",
			OUTPUTS_MAX);
	*index = outputs->n;
	outputs->items[outputs->n++] = (struct output){.path = path, .folder = -1};
	return ASSAY_OK;
}

/* the descriptor that a path like /dev/stdout names; -1: another path */
static int stream_of(const char *path)
{
	static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};
	size_t number;

	if (strcmp(path, "/dev/stdout") == 0)
		return STDOUT_FILENO;
	if (strcmp(path, "/dev/stderr") == 0)
		return STDERR_FILENO;
	for (size_t i = 0; i < LENGTH_OF(folders); i++) {
		size_t len = strlen(folders[i]);

		if (strncmp(path, folders[i], len) == 0 &&
			str_to_size(str_of(path + len), &number) && number < 1024)
			return (int)number;
	}
	return -1;
}

static int open_folder(struct output *output, struct assay_error *err)
{
	const char *slash = strrchr(output->path, '/');
	size_t len = slash ? (size_t)(slash - output->path) + 1 : 0;
	char *folder = malloc(len + 2);

	if (!folder)
		return error_nomem(err);
	output->name = output->path + len;
	memcpy(folder, output->path, len);
	memcpy(folder + len, ".", 2);
	output->folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	return output->folder < 0 ? fail(err, output) : ASSAY_OK;
}

/* create the temporary file; O_EXCL refuses an existing file or link */
static int open_part(struct output *output, struct assay_error *err)
{
	int fd = -1;

	for (int i = 0; fd < 0 && i < NAMES_TRIED; i++) {
		snprintf(
			output->part, sizeof output->part, ".assay-%ld-%d.part", (long)getpid(), i);
		fd = openat(output->folder, output->part,
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd < 0) {
		output->part[0] = '\0';
		return fail(err, output);
	}
	return fd;
}

static int open_direct(struct output *output, struct assay_error *err)
{
	struct stat st;
	int fd = openat(output->folder, output->name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY);

	close(output->folder);
	output->folder = -1;
	if (fd < 0)
		return fail(err, output);
	if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode))
		return fd;
	close(fd);
	return refuse(err, output, "The file changed while it was opened. Run assay again.");
}

/* returns a descriptor of the target, or a negative status */
static int open_target(struct output *output, struct assay_error *err)
{
	struct stat itself;
	int stream = stream_of(output->path);
	int status;

	if (stream >= 0) {
		int fd = fcntl(stream, F_DUPFD_CLOEXEC, 3);
		return fd < 0 ? fail(err, output) : fd;
	}
	status = open_folder(output, err);
	if (status)
		return status;
	output->existed = fstatat(output->folder, output->name, &output->was, 0) == 0;
	if (!output->existed)
		return output->name[0]
			       ? open_part(output, err)
			       : refuse(err, output, "This is a folder. Name a file in it.");
	if (S_ISDIR(output->was.st_mode))
		return refuse(err, output, "This is a folder. Name a file in it.");
	if (S_ISREG(output->was.st_mode))
		return open_part(output, err);
	if (fstatat(output->folder, output->name, &itself, AT_SYMLINK_NOFOLLOW) == 0 &&
		S_ISLNK(itself.st_mode))
		return refuse(err, output,
			"This is a link to something that is not a regular file. Name the target "
			"itself.");
	return open_direct(output, err);
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool same_target(const struct output *a, const struct output *b)
{
	struct stat folder_a, folder_b;

	if (a->folder < 0 || b->folder < 0)
		return false;
	return strcmp(a->name, b->name) == 0 && fstat(a->folder, &folder_a) == 0 &&
	       fstat(b->folder, &folder_b) == 0 && same_file(&folder_a, &folder_b);
}

int outputs_open(struct outputs *outputs, struct assay_error *err)
{
	for (size_t i = 0; i < outputs->n; i++) {
		struct output *output = &outputs->items[i];
		int fd = open_target(output, err);

		if (fd < 0)
			return fd;
		output->stream = fdopen(fd, "wb");
		if (!output->stream) {
			close(fd);
			return error_nomem(err);
		}
		if (output->part[0] && fstat(fd, &output->is))
			return fail(err, output);
		for (size_t j = 0; j < i; j++)
			if (same_target(output, &outputs->items[j]))
				return error_set(err, ASSAY_EUSAGE,
					"Two reports would be written to %s. Give each report its "
					"own file.",
					output->path);
	}
	return ASSAY_OK;
}

int outputs_close(struct outputs *outputs, struct assay_error *err)
{
	int status = ASSAY_OK;

	for (size_t i = 0; i < outputs->n; i++) {
		struct output *output = &outputs->items[i];
		FILE *stream = output->stream;

		output->stream = NULL;
		output->part[0] = '\0';
		if (stream && fclose(stream) && !status)
			status = fail(err, output);
	}
	return status;
}

int outputs_publish(struct outputs *outputs, struct assay_error *err)
{
	int status = ASSAY_OK;

	for (size_t i = 0; !status && i < outputs->n; i++) {
		struct output *output = &outputs->items[i];

		if (!output->part[0])
			continue;
		if (renameat(output->folder, output->part, output->folder, output->name))
			status = fail(err, output);
		else
			output->part[0] = '\0';
	}
	return status;
}

void outputs_free(struct outputs *outputs)
{
	for (size_t i = 0; i < outputs->n; i++) {
		struct output *output = &outputs->items[i];

		if (output->stream)
			fclose(output->stream);
		if (output->part[0])
			unlinkat(output->folder, output->part, 0);
		if (output->folder >= 0)
			close(output->folder);
	}
	*outputs = (struct outputs){0};
}

bool outputs_replace(const struct outputs *outputs, const char *path)
{
	struct stat st;

	if (!outputs || outputs->n == 0 || stat(path, &st))
		return false;
	for (size_t i = 0; i < outputs->n; i++) {
		const struct output *output = &outputs->items[i];

		if (output->existed && S_ISREG(output->was.st_mode) && same_file(&st, &output->was))
			return true;
	}
	return false;
}

bool outputs_own(const struct outputs *outputs, const char *path)
{
	struct stat st;

	if (!outputs || outputs->n == 0 || stat(path, &st))
		return false;
	for (size_t i = 0; i < outputs->n; i++) {
		const struct output *output = &outputs->items[i];

		if (output->part[0] && same_file(&st, &output->is))
			return true;
	}
	return outputs_replace(outputs, path);
}
