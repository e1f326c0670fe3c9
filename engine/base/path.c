/*
 * path - paths as text.
 */
#include "base/path.h"

#include <string.h>

/* where the last component of out begins */
static size_t last_start(const char *out, size_t len)
{
	while (len > 0 && out[len - 1] != '/')
		len--;
	return len;
}

/* true for a path without empty components, "." and ".." */
static bool is_normal(struct str path)
{
	size_t start = str_starts(path, STR("/"));

	for (size_t at = start; at <= path.len; at++) {
		if (at < path.len && path.ptr[at] != '/')
			continue;
		struct str part = {path.ptr + start, at - start};
		if (part.len == 0 || str_is(part, ".") || str_is(part, ".."))
			return false;
		start = at + 1;
	}
	return true;
}

struct str path_normalise(struct arena *a, struct str path)
{
	if (is_normal(path))
		return path;

	char *out = arena_alloc(a, path.len + 1);
	size_t len = 0, root = str_starts(path, STR("/"));

	if (root)
		out[len++] = '/';
	for (size_t at = 0; at < path.len;) {
		const char *slash = memchr(path.ptr + at, '/', path.len - at);
		size_t end = slash ? (size_t)(slash - path.ptr) : path.len;
		struct str part = {path.ptr + at, end - at};
		size_t start = last_start(out, len);
		bool up = str_is(part, "..");

		at = end + 1;
		if (part.len == 0 || str_is(part, ".") || (up && root && len == root))
			continue;
		if (up && len > root && !str_is((struct str){out + start, len - start}, "..")) {
			len = start > root ? start - 1 : start;
			continue;
		}
		if (len > root)
			out[len++] = '/';
		memcpy(out + len, part.ptr, part.len);
		len += part.len;
	}
	return (struct str){out, len};
}

/* the length of the common folders of two normalised absolute paths, with the slash after them */
static size_t shared_length(struct str path, struct str folder)
{
	size_t shared = 0;

	for (size_t i = 0; i < path.len; i++) {
		char c = i < folder.len ? folder.ptr[i] : '/';

		if (path.ptr[i] != c)
			break;
		if (c == '/')
			shared = i + 1;
		if (i >= folder.len)
			break;
	}
	return shared;
}

struct str path_relative(struct arena *a, struct str path, struct str folder)
{
	struct buf b;
	size_t shared;

	path = path_normalise(a, path);
	if (!str_starts(path, STR("/")) && !str_is(path, "..") && !str_starts(path, STR("../")))
		return path;
	folder = path_normalise(a, folder);
	if (!str_starts(path, STR("/")))
		path = path_normalise(
			a, str_printf(a, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(path)));
	shared = shared_length(path, folder);
	if (shared <= 1 && folder.len > 1)
		return path;
	buf_init_for(&b, path.len + 3 * folder.len + 1, a);
	for (size_t i = shared; i < folder.len; i++)
		if (i == shared || folder.ptr[i] == '/')
			buf_text(&b, "../");
	buf_str(&b, (struct str){path.ptr + shared, path.len - shared});
	path = str_copy(a, (struct str){b.ptr, b.len});
	buf_free(&b);
	return path;
}

static struct str first_component(struct str path)
{
	const char *slash = path.len ? memchr(path.ptr, '/', path.len) : NULL;

	return slash ? (struct str){path.ptr, (size_t)(slash - path.ptr)} : path;
}

/* what follows the first component and its slash; ptr NULL: nothing */
static struct str rest(struct str path, struct str first)
{
	if (first.len == path.len)
		return STR_NONE;
	return (struct str){path.ptr + first.len + 1, path.len - first.len - 1};
}

/* false for ".." and for the empty component before the root, which "*" and "**" do not match */
static bool is_folder_or_file(struct str component)
{
	return component.len > 0 && !str_is(component, "..");
}

/* after a mismatch, only the last "*" is tried further: linear in practice, never exponential */
static bool component_matches(struct str pattern, struct str text)
{
	size_t p = 0, t = 0, star = SIZE_MAX, from = 0;

	if (!is_folder_or_file(text))
		return str_eq(pattern, text);
	while (t < text.len) {
		if (p < pattern.len && pattern.ptr[p] == '*') {
			star = p++;
			from = t;
		} else if (p < pattern.len && pattern.ptr[p] == text.ptr[t]) {
			p++;
			t++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			t = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.ptr[p] == '*')
		p++;
	return p == pattern.len;
}

bool path_matches(struct str pattern, struct str path)
{
	struct str retry = STR_NONE, from = STR_NONE;
	bool any = false;

	while (path.ptr) {
		struct str want = pattern.ptr ? first_component(pattern) : STR_NONE;
		struct str part = first_component(path);

		if (want.ptr && str_is(want, "**")) {
			retry = pattern = rest(pattern, want);
			from = path;
			any = true;
		} else if (want.ptr && component_matches(want, part)) {
			pattern = rest(pattern, want);
			path = rest(path, part);
		} else if (any && is_folder_or_file(first_component(from))) {
			pattern = retry;
			path = from = rest(from, first_component(from));
		} else {
			return false;
		}
	}
	return !pattern.ptr;
}
