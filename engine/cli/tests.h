/*
 * tests.h - test files (NAME.test.yaml) below a PATH, and the inputs that their cases name.
 */
#ifndef ASSAY_CLI_TESTS_H
#define ASSAY_CLI_TESTS_H

#include "cli/files.h"

/* True if a path ends in .test.yaml or .test.yml. */
bool is_test_file(const char *path);

/*
 * Add the test file at a path, or all below a folder, in sorted order; links are not followed. *n
 * counts them.
 */
int tests_add_path(
	struct files *files, struct assay *a, const char *path, size_t *n, struct assay_error *err);

/* A struct assay_tests' fetch; payload is the struct files. A link on the path is refused. */
int tests_fetch(void *payload, struct assay *run, const char *path, struct assay_error *err);

#endif
