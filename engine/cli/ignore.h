/*
 * ignore.h - the .gitignore files of a folder that is walked.
 *
 * Git's patterns: comments, "!", "/" at the beginning, in the middle and at the end, "*", "?",
 * "[...]", "**" and "\". Not read: .git/info/exclude, the user's own file, a .gitignore above the
 * walked folder or larger than IGNORE_MAX.
 */
#ifndef ASSAY_CLI_IGNORE_H
#define ASSAY_CLI_IGNORE_H

#include "base/base.h"

enum { IGNORE_MAX = 64 * 1024 };

struct ignore_file;

/* Zero-initialised: empty. */
struct ignore {
	struct ignore_file *last; /* of the innermost folder */
};

/* Enter a folder: drop the patterns of folders that it is not in, and read its own .gitignore. */
int ignore_enter(struct ignore *ignore, const char *folder, struct assay_error *err);

/* True if the last pattern that matches the entry of a folder that was entered excludes it. */
bool ignore_has(const struct ignore *ignore, const char *path, bool is_folder);

void ignore_free(struct ignore *ignore);

#endif
