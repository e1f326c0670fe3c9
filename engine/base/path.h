/*
 * path.h - paths as text: normalised, relative to a folder, matched with a pattern.
 *
 * Must not touch the file system: a link is a component like any other.
 */
#ifndef ASSAY_BASE_PATH_H
#define ASSAY_BASE_PATH_H

#include "base/str.h"

/* The path without ".", empty components and "x/..". ".." stays only at the start. In the arena, or
 * the path itself. */
struct str path_normalise(struct arena *a, struct str path);

/*
 * The path relative to a folder (absolute): "sub/plan.json", "../other/plan.json". A relative path
 * is already relative to that folder. An absolute path that shares only the root with it stays
 * absolute.
 */
struct str path_relative(struct arena *a, struct str path, struct str folder);

/*
 * True if the pattern matches the complete path: "*" matches any characters within one component,
 * the component "**" any number of components. No other character is special.
 */
bool path_matches(struct str pattern, struct str path);

#endif
