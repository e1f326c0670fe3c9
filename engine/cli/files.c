/*
 * files - PATH arguments as inputs, --rules folders as rule files.
 *
 * Reads each file once and completely into private memory. Must not know what a file contains.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/files.h"

#include "cli/streams.h"

#include "base/io.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RULES_MAX = 64 * 1024, WALK_DEPTH = 64 };

void files_free(struct files *files)
{
	for (size_t i = 0; i < files->n; i++)
		free(files->items[i]);
	free(files->items);
	*files = (struct files){.max_input = files->max_input, .outputs = files->outputs};
}

static bool is_working_directory(const char *path)
{
	struct stat given, here;

	return path && path[0] == '/' && !stat(path, &given) && !stat(".", &here) &&
	       given.st_dev == here.st_dev && given.st_ino == here.st_ino;
}

/* without a name of the working directory, paths identify plans as they were given */
int files_add_folder(struct assay *a, struct assay_error *err)
{
	char path[PATH_MAX];
	const char *logical = getenv("PWD");
	int status = ASSAY_OK;

	if (getcwd(path, sizeof path) && path[0] == '/')
		status = assay_add_folder(a, path, err);
	if (!status && is_working_directory(logical))
		status = assay_add_folder(a, logical, err);
	return status;
}

/* takes ownership of bytes, also on failure */
static int keep(struct files *files, char *bytes, struct assay_error *err)
{
	if (files->n == files->capacity) {
		size_t capacity = files->capacity ? 2 * files->capacity : 64;
		char **items = realloc(files->items, capacity * sizeof *items);

		if (!items) {
			free(bytes);
			return error_nomem(err);
		}
		files->items = items;
		files->capacity = capacity;
	}
	files->items[files->n++] = bytes;
	return ASSAY_OK;
}

int files_read(struct files *files, const char *path, const char **bytes, size_t *len,
	struct assay_error *err)
{
	char *read = NULL;
	int status = io_read_file(&read, len, path, files->max_input, err);

	*bytes = read;
	return status ? status : keep(files, read, err);
}

static int add_file(struct files *files, struct assay *a, const char *path,
	enum assay_origin origin, struct assay_error *err)
{
	struct assay_error why = {0};
	char *bytes = NULL;
	size_t len = 0;
	int status = io_read_file(&bytes, &len, path, files->max_input, &why);

	if (status == ASSAY_ENOMEM)
		return error_nomem(err);
	if (status)
		return assay_add_unreadable(a, path, why.message, err);
	status = keep(files, bytes, err);
	return status ? status : assay_add_input(a, path, bytes, len, origin, err);
}

/* payload of a walk over inputs */
struct inputs_walk {
	struct files *files;
	struct assay *a;
	struct assay_error *err;
};

static int visit_input(void *payload, const char *path, enum io_kind kind)
{
	struct inputs_walk *walk = payload;

	/* `assay check . > report.txt` does not judge report.txt */
	if (io_is_own_output(path) || outputs_own(walk->files->outputs, path))
		return ASSAY_OK;
	switch (kind) {
	case IO_FILE:
		return add_file(walk->files, walk->a, path, ASSAY_FOUND, walk->err);
	case IO_LINK:
		walk->files->n_links++;
		return ASSAY_OK;
	case IO_HIDDEN:
		walk->files->n_hidden++;
		return ASSAY_OK;
	case IO_OTHER:
		break;
	}
	return ASSAY_OK;
}

int files_add_path(struct files *files, struct assay *a, const char *path, struct assay_error *err)
{
	struct inputs_walk walk = {files, a, err};
	struct assay_error why = {0};
	int folder = strcmp(path, "-") == 0 ? 0 : io_is_folder(path, &why);

	if (folder < 0)
		return assay_add_unreadable(a, path, why.message, err);
	if (!folder && outputs_own(files->outputs, path))
		return error_set(err, ASSAY_EUSAGE,
			"A report would overwrite the input %s. Write it to another file.", path);
	if (!folder)
		return add_file(files, a, path, ASSAY_NAMED, err);
	return io_walk(path, WALK_DEPTH, visit_input, &walk, err);
}

/* payload of a walk over a rules folder */
struct rules_walk {
	struct files *files;
	struct assay *a;
	struct assay_error *err;
	size_t n;
};

static int visit_rule(void *payload, const char *path, enum io_kind kind)
{
	struct rules_walk *walk = payload;
	size_t len = strlen(path);
	char *bytes = NULL;
	int status;

	if (kind != IO_FILE || len < 4 || strcmp(path + len - 4, ".lua") != 0)
		return ASSAY_OK;
	status = io_read_file(&bytes, &len, path, RULES_MAX, walk->err);
	if (status == ASSAY_ELIMIT)
		error_at(walk->err, ASSAY_ELIMIT, path, 0, 0,
			"The file exceeds the limit of %d bytes for a rule file.", RULES_MAX);
	if (!status)
		status = keep(walk->files, bytes, walk->err);
	if (!status)
		status = assay_add_rules(walk->a, path, bytes, len, walk->err);
	walk->n++;
	return status;
}

int files_add_rules(
	struct files *files, struct assay *a, const char *folder, struct assay_error *err)
{
	struct rules_walk walk = {files, a, err, 0};
	int status = io_is_folder(folder, err);

	if (status < 0)
		return status;
	if (status == 0)
		return error_set(err, ASSAY_EUSAGE,
			"--rules %s is not a folder. Name a folder that contains types/, controls/ "
			"or "
			"lib/.",
			folder);
	status = io_walk(folder, WALK_DEPTH, visit_rule, &walk, err);
	if (!status && walk.n == 0)
		return error_set(err, ASSAY_EUSAGE,
			"--rules %s contains no .lua file below types/, controls/ or lib/.",
			folder);
	return status;
}

void files_print_skipped(const struct files *files)
{
	if (files->n_links)
		print_note("%zu link%s not followed.", files->n_links,
			files->n_links == 1 ? " was" : "s were");
	if (files->n_hidden)
		print_note("%zu hidden file%s skipped.", files->n_hidden,
			files->n_hidden == 1 ? " or folder was" : "s and folders were");
}
