/*
 * files - PATH arguments as inputs, --rules folders as rule files.
 *
 * Reads each file once and completely into private memory. Must not know what a file contains.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/files.h"

#include "cli/child.h"
#include "cli/streams.h"

#include "base/io.h"
#include "base/own_report.h"
#include "cli/ignore.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RULES_MAX = 64 * 1024, WALK_DEPTH = 64, LINK_TARGET_MAX = 1024 };

void files_free(struct files *files)
{
	for (size_t i = 0; i < files->n; i++)
		free(files->items[i]);
	free(files->items);
	free(files->log);
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

static int refuse_output(const char *path, struct assay_error *err)
{
	return error_set(err, ASSAY_EUSAGE,
		"A report would overwrite the input %s, which is not a report of assay. Write it "
		"to "
		"another file, or delete that one.",
		path);
}

static void note_reading(const char *path)
{
	child_note_step(NULL, "reading", strcmp(path, "-") == 0 ? "standard input" : path);
}

int files_read(struct files *files, const char *path, const char **bytes, size_t *len,
	struct assay_error *err)
{
	char *read = NULL;
	int status;

	note_reading(path);
	status = io_read_file(&read, len, path, files->max_input, err);

	*bytes = read;
	if (!status && outputs_replace(files->outputs, path) &&
		!is_own_report((struct str){read, *len})) {
		free(read);
		return refuse_output(path, err);
	}
	return status ? status : keep(files, read, err);
}

/*
 * True for a link that a checkout wrote as a file (git without core.symlinks): its only content is
 * the path of something that exists.
 */
static bool is_checked_out_link(const char *path, const char *bytes, size_t len)
{
	static const char blanks[] = " \t\r\n\"{}[]";
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	char target[2 * LINK_TARGET_MAX];

	if (len == 0 || len >= LINK_TARGET_MAX || folder >= LINK_TARGET_MAX ||
		!memchr(bytes, '/', len) || memchr(bytes, '\0', len))
		return false;
	for (size_t i = 0; i < len; i++)
		if (strchr(blanks, bytes[i]))
			return false;
	snprintf(target, sizeof target, "%.*s%.*s", bytes[0] == '/' ? 0 : (int)folder, path,
		(int)len, bytes);
	return io_exists(target);
}

static int add_file(struct files *files, struct assay *a, const char *path,
	enum assay_origin origin, struct assay_error *err)
{
	struct assay_error why = {0};
	char *bytes = NULL;
	size_t len = 0;
	bool taken;
	int status;

	status = assay_add_log(a, path, files_read_log, files, &taken, err);
	if (status || taken) {
		files->n_logs += taken && strstr(path, "_CloudTrail_");
		return status;
	}
	note_reading(path);
	status = io_read_file(&bytes, &len, path, files->max_input, &why);
	if (status == ASSAY_ENOMEM)
		return error_nomem(err);
	if (status)
		return assay_add_unreadable(a, path, why.message, err);
	if (origin == ASSAY_FOUND && is_checked_out_link(path, bytes, len)) {
		free(bytes);
		return assay_add_skipped(a, path, ASSAY_SKIPPED_LINK, err);
	}
	status = keep(files, bytes, err);
	return status ? status : assay_add_input(a, path, bytes, len, origin, err);
}

/*
 * An existing file that a report of this run replaces: an earlier report is no input, and another
 * file would be lost.
 */
static int check_replaced(const struct files *files, const char *path, struct assay_error *err)
{
	char *bytes = NULL;
	size_t len = 0;
	bool lost;

	if (!outputs_replace(files->outputs, path))
		return ASSAY_OK;
	/* what can't be read here can't be an input either */
	if (io_read_file(&bytes, &len, path, files->max_input, err) == ASSAY_ENOMEM)
		return ASSAY_ENOMEM;
	lost = bytes && !is_maybe_report((struct str){bytes, len});
	free(bytes);
	return lost ? refuse_output(path, err) : ASSAY_OK;
}

/* payload of a walk over inputs */
struct inputs_walk {
	struct files *files;
	struct assay *a;
	struct ignore ignore;
	struct assay_error *err;
};

static bool is_modules(const char *path)
{
	return str_ends(str_of(path), STR("/node_modules"));
}

static int visit_folder(struct inputs_walk *walk, const char *path)
{
	bool modules = is_modules(path);
	int status;

	if (!modules && !ignore_has(&walk->ignore, path, true))
		return ignore_enter(&walk->ignore, path, walk->err);
	status = assay_add_skipped(
		walk->a, path, modules ? ASSAY_SKIPPED_MODULES : ASSAY_SKIPPED_IGNORED, walk->err);
	return status ? status : IO_SKIP;
}

static int visit_input(void *payload, const char *path, enum io_kind kind)
{
	struct inputs_walk *walk = payload;

	/* `assay check . > report.txt` does not judge report.txt */
	if (kind != IO_FOLDER && io_is_own_output(path))
		return ASSAY_OK;
	if (kind != IO_FOLDER && outputs_own(walk->files->outputs, path))
		return check_replaced(walk->files, path, walk->err);
	switch (kind) {
	case IO_FILE:
		if (ignore_has(&walk->ignore, path, false))
			break;
		return add_file(walk->files, walk->a, path, ASSAY_FOUND, walk->err);
	case IO_FOLDER:
		return visit_folder(walk, path);
	case IO_LINK:
		return assay_add_skipped(walk->a, path, ASSAY_SKIPPED_LINK, walk->err);
	case IO_HIDDEN:
		return assay_add_skipped(walk->a, path, ASSAY_SKIPPED_HIDDEN, walk->err);
	case IO_OTHER:
		return assay_add_skipped(walk->a, path, ASSAY_SKIPPED_SPECIAL, walk->err);
	}
	return assay_add_skipped(walk->a, path, ASSAY_SKIPPED_IGNORED, walk->err);
}

static int walk_inputs(
	struct files *files, struct assay *a, const char *path, struct assay_error *err)
{
	struct inputs_walk walk = {.files = files, .a = a, .err = err};
	int status = ignore_enter(&walk.ignore, path, err);

	if (!status)
		status = io_walk(path, WALK_DEPTH, visit_input, &walk, err);
	ignore_free(&walk.ignore);
	return status;
}

int files_add_path(struct files *files, struct assay *a, const char *path, struct assay_error *err)
{
	struct assay_error why = {0};
	if (!*path)
		return error_set(err, ASSAY_EUSAGE,
			"A PATH is empty. Check the variable that should contain it.");
	int folder = strcmp(path, "-") == 0 ? 0 : io_is_folder(path, &why);

	if (folder < 0)
		return assay_add_unreadable(a, path, why.message, err);
	if (!folder && outputs_own(files->outputs, path))
		return refuse_output(path, err);
	if (!folder)
		return add_file(files, a, path, ASSAY_NAMED, err);
	return walk_inputs(files, a, path, err);
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
	size_t len;
	char *bytes = NULL;
	int status;

	/* x.d.lua: declarations for editors */
	if (kind != IO_FILE || !str_ends(str_of(path), STR(".lua")) ||
		str_ends(str_of(path), STR(".d.lua")))
		return ASSAY_OK;
	if (outputs_replace(walk->files->outputs, path))
		return refuse_output(path, walk->err);
	note_reading(path);
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

int files_add_rules(struct files *files, struct assay *a, const char *folder, bool may_be_empty,
	struct assay_error *err)
{
	struct rules_walk walk = {files, a, err, 0};
	int status = io_is_folder(folder, err);

	if (status < 0)
		return status;
	if (status == 0)
		return error_set(err, ASSAY_EUSAGE,
			"--rules %s is not a folder. Name a folder that contains types/, "
			"controls/, "
			"lib/ or profiles/.",
			folder);
	status = io_walk(folder, WALK_DEPTH, visit_rule, &walk, err);
	if (!status && walk.n == 0 && !may_be_empty)
		return error_set(err, ASSAY_EUSAGE,
			"--rules %s contains no .lua file below types/, controls/, lib/ or "
			"profiles/.",
			folder);
	return status;
}
