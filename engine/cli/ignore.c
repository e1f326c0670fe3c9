/*
 * ignore - the .gitignore files of a folder that is walked.
 *
 * Patterns come from hostile inputs: a match takes at most pattern times path steps. Knows git's
 * patterns. Must not know what is walked.
 */
#include "cli/ignore.h"

#include "base/io.h"

enum { PATTERN_MAX = 256 };

struct ignore_file {
	struct ignore_file *outer;
	char *folder; /* with a slash at its end */
	char *text;
	size_t len;
};

static void drop(struct ignore *ignore)
{
	struct ignore_file *file = ignore->last;

	ignore->last = file->outer;
	free(file->folder);
	free(file->text);
	free(file);
}

void ignore_free(struct ignore *ignore)
{
	while (ignore->last)
		drop(ignore);
}

/* folder and name, with one slash between them; NULL: no memory */
static char *join(const char *folder, const char *name)
{
	size_t len = strlen(folder);
	size_t size = len + strlen(name) + 2;
	char *path = malloc(size);

	if (path)
		snprintf(path, size, "%s%s%s", folder, len && folder[len - 1] == '/' ? "" : "/",
			name);
	return path;
}

static int push(
	struct ignore *ignore, const char *folder, char *text, size_t len, struct assay_error *err)
{
	struct ignore_file *file = malloc(sizeof *file);
	char *copy = join(folder, "");

	if (!file || !copy) {
		free(file);
		free(copy);
		free(text);
		return error_nomem(err);
	}
	*file = (struct ignore_file){ignore->last, copy, text, len};
	ignore->last = file;
	return ASSAY_OK;
}

int ignore_enter(struct ignore *ignore, const char *folder, struct assay_error *err)
{
	struct assay_error why = {0};
	char *path = join(folder, ".gitignore");
	char *text = NULL;
	size_t len = 0;
	int status;

	while (ignore->last && !str_starts(str_of(folder), str_of(ignore->last->folder)))
		drop(ignore);
	if (!path)
		return error_nomem(err);
	status = io_is_link(path) ? ASSAY_EIO : io_read_file(&text, &len, path, IGNORE_MAX, &why);
	free(path);
	if (status == ASSAY_ENOMEM)
		return error_nomem(err);
	/* most folders have none */
	return status ? ASSAY_OK : push(ignore, folder, text, len, err);
}

/* "[a-z]", "[!a]" at the head of a pattern: its length, 0 if it has no end; *is whether c is in it
 */
static size_t match_set(struct str p, char c, bool *is)
{
	size_t i = 1;
	bool negated = i < p.len && (p.ptr[i] == '!' || p.ptr[i] == '^');
	bool found = false;

	i += negated;
	for (size_t first = i; i < p.len && (p.ptr[i] != ']' || i == first); i++) {
		if (p.ptr[i] == '\\' && i + 1 < p.len)
			i++;
		char low = p.ptr[i], high = low;
		if (i + 2 < p.len && p.ptr[i + 1] == '-' && p.ptr[i + 2] != ']') {
			high = p.ptr[i + 2];
			i += 2;
		}
		found = found || (c >= low && c <= high);
	}
	*is = found != negated && c != '/';
	return i < p.len ? i + 1 : 0;
}

/* "**" as a component: "**" + "/", or at the end after a slash */
static bool is_deep(struct str p, size_t i)
{
	return i + 1 < p.len && p.ptr[i] == '*' && p.ptr[i + 1] == '*' &&
	       (i == 0 || p.ptr[i - 1] == '/') && (i + 2 == p.len || p.ptr[i + 2] == '/');
}

/* The positions in the pattern that the path so far leads to, without reading a character. */
static void add_position(bool *at, struct str p, size_t i)
{
	for (;;) {
		at[i] = true;
		/* a deep "**" and its slash match no component, too */
		if (is_deep(p, i) && i + 2 < p.len)
			i += 3;
		else if (i < p.len && p.ptr[i] == '*' && !is_deep(p, i))
			i++;
		else
			return;
	}
}

/* the positions after c */
static void step(bool *next, struct str p, size_t i, char c)
{
	bool is;
	size_t set;

	if (i >= p.len)
		return;
	if (is_deep(p, i)) {
		next[i] = true;
		/* a component ends here, so the rest may begin */
		if (c == '/' && i + 2 < p.len)
			add_position(next, p, i + 3);
		if (i + 2 == p.len)
			next[p.len] = true;
	} else if (p.ptr[i] == '*') {
		if (c != '/')
			add_position(next, p, i);
	} else if (p.ptr[i] == '[' &&
		   (set = match_set((struct str){p.ptr + i, p.len - i}, c, &is))) {
		if (is)
			add_position(next, p, i + set);
	} else {
		size_t escape = p.ptr[i] == '\\' && i + 1 < p.len;
		char wanted = p.ptr[i + escape];
		if ((wanted == '?' && !escape) ? c != '/' : c == wanted)
			add_position(next, p, i + escape + 1);
	}
}

static bool matches(struct str p, struct str path)
{
	bool now[PATTERN_MAX + 1] = {false}, next[PATTERN_MAX + 1];

	add_position(now, p, 0);
	for (size_t k = 0; k < path.len; k++) {
		bool any = false;
		memset(next, 0, p.len + 1);
		for (size_t i = 0; i < p.len; i++)
			if (now[i])
				step(next, p, i, path.ptr[k]);
		for (size_t i = 0; i <= p.len; i++)
			any = any || next[i];
		if (!any)
			return false;
		memcpy(now, next, p.len + 1);
	}
	return now[p.len];
}

/* without the blanks and the line ending at its end */
static struct str trim(struct str line)
{
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	while (line.len && line.ptr[line.len - 1] == ' ' &&
		!(line.len > 1 && line.ptr[line.len - 2] == '\\'))
		line.len--;
	return line;
}

/* True if the pattern matches the path below its folder; *excludes: with or without "!". */
static bool apply(struct str p, struct str path, bool is_folder, bool *excludes)
{
	bool anchored;

	if (p.len == 0 || p.ptr[0] == '#' || p.len > PATTERN_MAX)
		return false;
	*excludes = p.ptr[0] != '!';
	p = *excludes ? p : (struct str){p.ptr + 1, p.len - 1};
	if (p.len && p.ptr[p.len - 1] == '/') {
		if (!is_folder)
			return false;
		p.len--;
	}
	anchored = p.len && memchr(p.ptr, '/', p.len);
	if (p.len && p.ptr[0] == '/')
		p = (struct str){p.ptr + 1, p.len - 1};
	/* without a slash it matches the name in every folder */
	for (size_t i = path.len; !anchored && i > 0; i--)
		if (path.ptr[i - 1] == '/') {
			path = (struct str){path.ptr + i, path.len - i};
			break;
		}
	return p.len && matches(p, path);
}

/* 1: excluded, 0: included by "!", -1: no pattern matches */
static int decide(const struct ignore_file *file, struct str path, bool is_folder)
{
	struct str rest = {file->text, file->len};
	int decision = -1;

	while (rest.len) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		size_t len = end ? (size_t)(end - rest.ptr) : rest.len;
		bool excludes;
		if (apply(trim((struct str){rest.ptr, len}), path, is_folder, &excludes))
			decision = excludes;
		len += end != NULL;
		rest = (struct str){rest.ptr + len, rest.len - len};
	}
	return decision;
}

bool ignore_has(const struct ignore *ignore, const char *path, bool is_folder)
{
	struct str whole = str_of(path);

	for (const struct ignore_file *file = ignore->last; file; file = file->outer) {
		struct str folder = str_of(file->folder);
		int decision;
		if (!str_starts(whole, folder))
			continue;
		decision = decide(file,
			(struct str){whole.ptr + folder.len, whole.len - folder.len}, is_folder);
		if (decision >= 0)
			return decision == 1;
	}
	return false;
}
