/*
 * stamp - time, user and host of the process, and the commit of the Git work tree of the inputs.
 *
 * Reads .git itself: HEAD, the ref that it names (a file, or a line of packed-refs), and the URL of
 * the remote "origin" in config. Files are read up to a limit, and nothing of them is used except
 * hexadecimal digits and a checked URL. Must not know reports.
 */
#define _DEFAULT_SOURCE /* gethostname, realpath */
#include "cli/stamp.h"
#include "cli/policy.h"
#include "cli/streams.h"

#include "base/io.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

/* bytes of a file of .git, and of /etc/passwd, that are read */
#define GIT_FILE_MAX ((size_t)16 << 20)

enum { COMMIT_SIZE = 65, URL_SIZE = 512, NAME_SIZE = 256 };

struct work_tree {
	char path[PATH_MAX];   /* that contains .git; empty: none was found */
	char git[PATH_MAX];    /* the folder with HEAD */
	char common[PATH_MAX]; /* the folder with refs and config: another one in a linked tree */
	char commit[COMMIT_SIZE];
	char url[URL_SIZE];
};

/* A short file as text; NULL: it can't be read, is too large or is not a regular file. */
static char *read_text(const char *folder, const char *name)
{
	char path[PATH_MAX], *bytes = NULL;
	struct assay_error err = {0};
	size_t len;

	if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path ||
		io_read_file(&bytes, &len, path, GIT_FILE_MAX, &err))
		return NULL;
	char *text = realloc(bytes, len + 1);
	if (!text) {
		free(bytes);
		return NULL;
	}
	text[len] = '\0';
	return text;
}

/* the first line, without blanks at its end */
static char *first_line(char *text)
{
	size_t len = text ? strcspn(text, "\r\n") : 0;

	while (len > 0 && isspace((unsigned char)text[len - 1]))
		len--;
	if (text)
		text[len] = '\0';
	return text;
}

/* SHA-1 or SHA-256 in hex, ended by a blank or the end of the text */
static bool take_commit(char commit[COMMIT_SIZE], const char *text)
{
	size_t n = strspn(text, "0123456789abcdef");

	if ((n != 40 && n != 64) || (text[n] && !isspace((unsigned char)text[n])))
		return false;
	memcpy(commit, text, n);
	commit[n] = '\0';
	return true;
}

static bool find_packed(const struct work_tree *tree, const char *ref, char commit[COMMIT_SIZE])
{
	char *text = read_text(tree->common, "packed-refs");
	size_t len = strlen(ref);
	bool found = false;

	for (const char *line = text; line && *line && !found;) {
		const char *end = line + strcspn(line, "\n");
		const char *name = memchr(line, ' ', (size_t)(end - line));

		found = name && (size_t)(end - name - 1) == len &&
			memcmp(name + 1, ref, len) == 0 && take_commit(commit, line);
		line = *end ? end + 1 : end;
	}
	free(text);
	return found;
}

static void find_commit(struct work_tree *tree)
{
	char *head = first_line(read_text(tree->git, "HEAD")), *text = NULL;
	const char *ref = head ? head : "";

	if (strncmp(ref, "ref: ", 5) != 0) {
		(void)take_commit(tree->commit, ref);
	} else if (strncmp(ref + 5, "refs/", 5) == 0 && !strstr(ref, "..")) {
		text = read_text(tree->common, ref + 5);
		if (!text || !take_commit(tree->commit, text))
			(void)find_packed(tree, ref + 5, tree->commit);
	}
	free(text);
	free(head);
}

/* "git@host:path" as ssh://host/path; a URL without user, password, query and fragment */
static void take_url(char out[URL_SIZE], const char *value)
{
	const char *authority = strstr(value, "://"), *rest, *at;
	const char *scheme = "ssh";
	size_t n = 3;

	if (authority) {
		scheme = value;
		n = (size_t)(authority - value);
		authority += 3;
	} else if (strchr(value, ':') && value[0] != '/' && value[0] != '.') {
		authority = value;
	} else {
		return;
	}
	rest = authority + strcspn(authority, authority == value ? ":" : "/");
	at = rest;
	while (at > authority && at[-1] != '@')
		at--;
	if (n == 0 || rest == at || strchr("/:", *rest) == NULL)
		return;
	snprintf(out, URL_SIZE, "%.*s://%.*s/%.*s", (int)n, scheme, (int)(rest - at), at,
		*rest ? (int)strcspn(rest + 1, "?#") : 0, *rest ? rest + 1 : "");
	for (const char *c = out; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr("-._~/:%+", *c)) {
			out[0] = '\0';
			return;
		}
}

/* the key url of [remote "origin"] */
static void find_url(struct work_tree *tree)
{
	char *text = read_text(tree->common, "config");
	bool inside = false;

	for (char *line = text; line && *line && !tree->url[0];) {
		char *end = line + strcspn(line, "\n");
		char *next = *end ? end + 1 : end;

		*end = '\0';
		line += strspn(line, " \t");
		if (*line == '[')
			inside = strncmp(line, "[remote \"origin\"]", 17) == 0;
		else if (inside && strncmp(line, "url", 3) == 0) {
			line += 3 + strspn(line + 3, " \t");
			if (*line == '=') {
				line += 1 + strspn(line + 1, " \t\"");
				line[strcspn(line, "\"")] = '\0';
				take_url(tree->url, first_line(line));
			}
		}
		line = next;
	}
	free(text);
}

/* the folder that a file of .git names, relative to another */
static bool follow(char out[PATH_MAX], const char *folder, const char *name)
{
	int n = name[0] == '/' ? snprintf(out, PATH_MAX, "%s", name)
			       : snprintf(out, PATH_MAX, "%s/%s", folder, name);

	return n < PATH_MAX;
}

/* .git is a folder, or in a linked work tree and a submodule a file that names one */
static bool open_git(struct work_tree *tree)
{
	struct stat st;
	char *text;
	bool found = follow(tree->git, tree->path, ".git");

	if (!found || lstat(tree->git, &st))
		return false;
	if (S_ISREG(st.st_mode)) {
		text = first_line(read_text(tree->path, ".git"));
		found = text && strncmp(text, "gitdir: ", 8) == 0 &&
			follow(tree->git, tree->path, text + 8);
		free(text);
	}
	text = first_line(read_text(tree->git, "commondir"));
	found = found && follow(tree->common, text ? tree->git : "", text ? text : tree->git);
	free(text);
	return found;
}

/* the work tree around a path; false: there is none */
static bool find_work_tree(struct work_tree *tree, const char *path)
{
	struct stat st;
	char *end;

	if (!realpath(strcmp(path, "-") == 0 ? "." : path, tree->path))
		return false;
	if (stat(tree->path, &st) == 0 && !S_ISDIR(st.st_mode))
		*strrchr(tree->path, '/') = '\0';
	while (!open_git(tree)) {
		end = strrchr(tree->path, '/');
		if (!end)
			return false;
		*end = '\0';
	}
	return true;
}

/* the work tree of all paths; two different ones give none */
static void find_source(struct work_tree *out, const char *const *paths, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct work_tree tree = {0};

		if (!find_work_tree(&tree, paths[i]))
			continue;
		if (out->path[0] && strcmp(out->path, tree.path) != 0) {
			print_note("The inputs are in two Git work trees, %s and %s. The stamp "
				   "shows no commit.",
				out->path, tree.path);
			*out = (struct work_tree){0};
			return;
		}
		*out = tree;
	}
	if (!out->path[0])
		return;
	find_commit(out);
	find_url(out);
}

/* the name of a user in /etc/passwd; libc's function would load modules, which a static program
 * can't */
static void find_user(char out[NAME_SIZE])
{
	char *text = read_text("/etc", "passwd"), wanted[32];

	snprintf(out, NAME_SIZE, "uid %lu", (unsigned long)getuid());
	snprintf(wanted, sizeof wanted, ":%lu:", (unsigned long)getuid());
	for (char *line = text; line && *line;) {
		char *end = line + strcspn(line, "\n"), *next = *end ? end + 1 : end;
		char *name_end, *id;

		*end = '\0';
		name_end = strchr(line, ':');
		id = name_end ? strchr(name_end + 1, ':') : NULL;
		if (id && strncmp(id, wanted, strlen(wanted)) == 0 && name_end > line) {
			snprintf(out, NAME_SIZE, "%.*s", (int)(name_end - line), line);
			break;
		}
		line = next;
	}
	free(text);
}

int stamp_set(struct assay *a, const char *const *paths, size_t n, struct assay_error *err)
{
	char user[NAME_SIZE], host[NAME_SIZE] = "";
	struct work_tree tree = {0};
	struct assay_stamp stamp = {.user = user, .host = host};
	int status = policy_now(&stamp.time, err);

	if (status)
		return status;
	find_user(user);
	if (gethostname(host, sizeof host - 1))
		host[0] = '\0';
	find_source(&tree, paths, n);
	stamp.commit = tree.commit[0] ? tree.commit : NULL;
	stamp.repository = tree.url[0] ? tree.url : NULL;
	return assay_set_stamp(a, &stamp, err);
}
