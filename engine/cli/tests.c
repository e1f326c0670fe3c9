/*
 * tests - test files below a PATH, and the inputs that their cases name.
 *
 * Must not know what a test file contains.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/tests.h"

#include "base/io.h"

#include <limits.h>

enum { WALK_DEPTH = 64 };

/* payload of a walk */
struct tests_walk {
	struct files *files;
	struct assay *a;
	size_t *n;
	struct assay_error *err;
};

bool is_test_file(const char *path)
{
	struct str name = str_of(path);

	return str_ends(name, STR(".test.yaml")) || str_ends(name, STR(".test.yml"));
}

static int add_file(struct tests_walk *walk, const char *path)
{
	const char *bytes;
	size_t len;
	int status = files_read(walk->files, path, &bytes, &len, walk->err);

	if (status)
		return status;
	++*walk->n;
	return assay_add_test(walk->a, path, bytes, len, walk->err);
}

static int visit(void *payload, const char *path, enum io_kind kind)
{
	return kind == IO_FILE && is_test_file(path) ? add_file(payload, path) : ASSAY_OK;
}

int tests_add_path(
	struct files *files, struct assay *a, const char *path, size_t *n, struct assay_error *err)
{
	struct tests_walk walk = {files, a, n, err};
	int folder = strcmp(path, "-") == 0 ? 0 : io_is_folder(path, err);

	if (folder < 0)
		return folder;
	return folder ? io_walk(path, WALK_DEPTH, visit, &walk, err) : add_file(&walk, path);
}

/* the folders of a path are those of the test file, which the user named or a walk found */
int tests_fetch(void *payload, struct assay *run, const char *path, struct assay_error *err)
{
	struct files *files = payload;
	char part[PATH_MAX];

	for (size_t i = 1; path[i - 1]; i++) {
		if (path[i] && path[i] != '/')
			continue;
		if (i >= sizeof part)
			return error_set(err, ASSAY_EINPUT, "the path is too long.");
		snprintf(part, sizeof part, "%.*s", (int)i, path);
		if (io_is_link(part))
			return error_set(err, ASSAY_EINPUT,
				"%s is a link, and links are not followed. Use the file itself.",
				part);
	}
	return files_add_path(files, run, path, err);
}
