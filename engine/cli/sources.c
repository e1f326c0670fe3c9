/*
 * sources - the folders of Terraform sources: which may be read, and reading them.
 *
 * Without --source, a plan's sources are in its own folder, and the boundary is the Git work tree
 * around it. Only folders with a source file become readable. Each component below a boundary is
 * opened without following links, so no name in a source leads out of it.
 */
#define _DEFAULT_SOURCE /* realpath, fdopendir, d_type */
#include "cli/sources.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

/* entries and depth of the search for a source file in a PATH that is a folder */
enum { SEARCH_MAX = 20000, SEARCH_DEPTH = 8, NAMES_MAX = 20000 };

void sources_free(struct sources *sources)
{
	for (size_t i = 0; i < sources->n; i++) {
		free(sources->places[i].real);
		free(sources->places[i].boundary);
	}
	for (size_t i = 0; i < sources->n_kept; i++)
		free(sources->kept[i]);
	free(sources->places);
	free(sources->kept);
	*sources = (struct sources){0};
}

static bool is_source(const char *name)
{
	static const char *const suffixes[] = {".tf", ".tf.json", ".tofu", ".tofu.json"};
	bool found = false;

	for (size_t i = 0; i < LENGTH_OF(suffixes) && name[0] != '.'; i++)
		found = found || str_ends(str_of(name), str_of(suffixes[i]));
	return found;
}

/* values of variables; no folder is a source because of them */
static bool is_values(const char *name)
{
	return str_ends(str_of(name), STR(".tfvars")) ||
	       str_ends(str_of(name), STR(".tfvars.json"));
}

/*
 * Remember a failure that says nothing about the folder or file: it is lack of memory or of
 * descriptors, or a broken disk. The report of a run that had one would lack places silently.
 */
static void note_failure(struct sources *s, int error)
{
	if (error == ENOMEM || error == EMFILE || error == ENFILE || error == EIO)
		s->failure = error;
}

int sources_check(const struct sources *sources, struct assay_error *err)
{
	if (!sources->failure)
		return ASSAY_OK;
	return error_set(err, ASSAY_EIO,
		"The Terraform sources can't be read: %s. Run the command again.",
		strerror(sources->failure));
}

/* ---- The parent: which folders ---- */

/* True if a folder has a source file, or one below it does; *left: entries that are looked at. */
static bool has_source(struct sources *s, const char *path, size_t depth, size_t *left)
{
	DIR *dir = opendir(path);
	const struct dirent *entry;
	bool found = false;

	if (!dir)
		note_failure(s, errno);
	errno = 0;
	while (dir && !found && *left > 0 && (entry = readdir(dir))) {
		char below[PATH_MAX];

		--*left;
		found = is_source(entry->d_name);
		if (found || depth == 0 || entry->d_type != DT_DIR || entry->d_name[0] == '.' ||
			snprintf(below, sizeof below, "%s/%s", path, entry->d_name) >=
				(int)sizeof below)
			continue;
		found = has_source(s, below, depth - 1, left);
		errno = 0;
	}
	if (dir && !found)
		note_failure(s, errno);
	if (dir)
		closedir(dir);
	return found;
}

/* the folder of a file; the caller frees it */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return strdup(".");
	return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

/* the Git work tree around a folder, else the folder itself; the caller frees it */
static char *find_work_tree(struct sources *s, const char *real)
{
	char *path = strdup(real), git[PATH_MAX];
	struct stat st;

	for (char *end = path ? path + strlen(path) : NULL; end && end > path;
		end = strrchr(path, '/')) {
		*end = '\0';
		if (snprintf(git, sizeof git, "%s/.git", path) < (int)sizeof git &&
			lstat(git, &st) == 0)
			return path;
		note_failure(s, errno);
	}
	if (!path)
		note_failure(s, ENOMEM);
	free(path);
	return strdup(real);
}

/* true if a path is the folder, or below it */
static bool is_within(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	if (strcmp(folder, "/") == 0)
		return true;
	return strncmp(path, folder, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

/* takes ownership of real and boundary */
static int add_place(
	struct sources *s, struct child *child, struct source_place place, struct assay_error *err)
{
	struct source_place *places = realloc(s->places, (s->n + 1) * sizeof *places);

	if (!places || !place.real || !place.boundary) {
		s->places = places ? places : s->places;
		free(place.real);
		free(place.boundary);
		return error_nomem(err);
	}
	s->places = places;
	s->places[s->n++] = place;
	return child_may_read(child, place.boundary, err);
}

/* a folder that an option names, without links; NULL: *err is set */
static char *real_folder(const char *path, const char *option, struct assay_error *err)
{
	char *real = realpath(path, NULL);
	struct stat st;

	if (real && stat(real, &st) == 0 && S_ISDIR(st.st_mode))
		return real;
	error_set(err, ASSAY_EUSAGE, "%s %s is not a folder that can be opened%s%s.", option, path,
		real ? "" : ": ", real ? "" : strerror(errno));
	free(real);
	return NULL;
}

static int prepare_named(
	struct sources *s, struct child *child, char *root, struct assay_error *err)
{
	char *real = real_folder(s->source, "--source", err);

	size_t left = SEARCH_MAX;

	if (!real) {
		free(root);
		return ASSAY_EUSAGE;
	}
	if (!has_source(s, real, 0, &left)) {
		free(real);
		free(root);
		return error_set(err, ASSAY_EUSAGE,
			"--source %s contains no .tf, .tofu or .tf.json file. Name the folder of "
			"the root module.",
			s->source);
	}
	if (root && !is_within(real, root)) {
		free(real);
		free(root);
		return error_set(err, ASSAY_EUSAGE,
			"--source %s is outside of --source-root %s. Name a folder that contains "
			"both.",
			s->source, s->root);
	}
	return add_place(s, child,
		(struct source_place){
			.real = real, .boundary = root ? root : find_work_tree(s, real)},
		err);
}

/* the folder of a PATH argument, if a source file is in it; of a folder, also if it is below */
static int prepare_default(struct sources *s, struct child *child, const char *given,
	const char *root, struct assay_error *err)
{
	struct stat st;
	size_t left = SEARCH_MAX;
	bool folder = stat(given, &st) == 0 && S_ISDIR(st.st_mode);
	char *path = folder ? strdup(given) : folder_of(given);
	char *real = path ? realpath(path, NULL) : NULL;
	int status = ASSAY_OK;

	if (!real)
		note_failure(s, path ? errno : ENOMEM);
	if (real && has_source(s, real, folder ? SEARCH_DEPTH : 0, &left))
		status = add_place(s, child,
			(struct source_place){given, real,
				root && is_within(real, root) ? strdup(root)
							      : find_work_tree(s, real),
				folder},
			err);
	else
		free(real);
	free(path);
	return status;
}

int sources_prepare(struct sources *sources, struct child *child, const char *const *arguments,
	size_t n, struct assay_error *err)
{
	char *root = NULL;
	int status = ASSAY_OK;

	if (sources->root) {
		root = real_folder(sources->root, "--source-root", err);
		if (!root)
			return ASSAY_EUSAGE;
	}
	if (sources->source)
		return prepare_named(sources, child, root, err);
	for (size_t i = 0; !status && i < n; i++)
		if (strcmp(arguments[i], "-") != 0)
			status = prepare_default(sources, child, arguments[i], root, err);
	free(root);
	return status ? status : sources_check(sources, err);
}

/* ---- The child: reading ---- */

/* NULL: no memory. Takes ownership of bytes. */
static char *keep(struct sources *s, char *bytes)
{
	if (bytes && s->n_kept == s->capacity) {
		size_t capacity = s->capacity ? 2 * s->capacity : 64;
		char **kept = realloc(s->kept, capacity * sizeof *kept);

		if (!kept) {
			note_failure(s, ENOMEM);
			free(bytes);
			return NULL;
		}
		s->kept = kept;
		s->capacity = capacity;
	}
	if (bytes)
		s->kept[s->n_kept++] = bytes;
	return bytes;
}

/* open a folder below a boundary, component by component; negative: it can't be opened */
static int open_below(struct sources *s, const char *boundary, const char *folder)
{
	int flags = O_RDONLY | O_CLOEXEC | O_DIRECTORY;
	int fd = open(boundary, flags);

	if (fd < 0)
		note_failure(s, errno);
	while (fd >= 0 && *folder) {
		char name[NAME_MAX + 1];
		size_t len = strcspn(folder, "/");
		int below = -1;

		if (len <= NAME_MAX && len > 0) {
			memcpy(name, folder, len);
			name[len] = '\0';
			/* the caller has removed "..", and a link must not bring it back */
			if (strcmp(name, "..") != 0)
				below = openat(fd, name, flags | O_NOFOLLOW);
			if (below < 0)
				note_failure(s, errno);
		}
		close(fd);
		fd = below;
		folder += len;
		folder += *folder == '/';
	}
	return fd;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* the names of the source files of a folder, sorted; NULL: it can't be read */
static char **list_names(struct sources *s, int folder, size_t *n)
{
	int fd = openat(folder, ".", O_RDONLY | O_CLOEXEC | O_DIRECTORY);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	char **names = dir ? calloc(NAMES_MAX, sizeof *names) : NULL;
	const struct dirent *entry;

	*n = 0;
	if (!names)
		note_failure(s, errno);
	errno = 0;
	while (names && *n < NAMES_MAX && (entry = readdir(dir))) {
		if (!is_source(entry->d_name) && !is_values(entry->d_name) &&
			strcmp(entry->d_name, "modules.json") != 0)
			continue;
		names[*n] = strdup(entry->d_name);
		if (!names[*n])
			break;
		++*n;
		errno = 0;
	}
	note_failure(s, errno);
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
	if (names)
		qsort(names, *n, sizeof *names, compare_names);
	return names;
}

static bool read_bytes(int fd, char *bytes, size_t len)
{
	errno = 0;
	for (size_t n = 0; n < len;) {
		ssize_t got = read(fd, bytes + n, len - n);

		if (got <= 0 && errno != EINTR)
			return false;
		n += got > 0 ? (size_t)got : 0;
	}
	return true;
}

/* one file; NULL: *why is the reason */
static char *read_source(
	struct sources *s, int folder, const char *name, size_t *len, const char **why)
{
	/* O_NONBLOCK: opening a pipe without a writer must not wait */
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW);
	char *bytes = NULL;
	struct stat st;

	*len = 0;
	*why = NULL;
	if (fd < 0)
		note_failure(s, errno);
	if (fd < 0)
		*why = errno == ELOOP ? "the file is a link, and links are not followed"
				      : "the file can't be opened";
	else if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		*why = "it is not a regular file";
	else if ((uintmax_t)st.st_size > ASSAY_SOURCE_MAX)
		*why = "the file is larger than the limit of 4 MiB for a Terraform source";
	else if (!(bytes = malloc((size_t)st.st_size + 1)) ||
		 !read_bytes(fd, bytes, (size_t)st.st_size)) {
		note_failure(s, errno);
		*why = bytes ? "the file can't be read, or changed while it was read"
			     : "there is not enough memory for the file";
	}
	if (fd >= 0)
		close(fd);
	if (*why) {
		free(bytes);
		return NULL;
	}
	*len = (size_t)st.st_size;
	bytes = keep(s, bytes);
	*why = bytes ? NULL : "there is not enough memory for the file";
	return bytes;
}

/* add may not return, so the names are kept with the bytes, and nothing is open */
static void pass_files(struct sources *s, const char *boundary, const char *folder,
	char *const *names, size_t n, assay_source_fn *add, void *into)
{
	for (size_t i = 0; i < n; i++) {
		int fd = open_below(s, boundary, folder);
		size_t len = 0;
		const char *why = "the folder can't be opened";
		char *bytes = fd < 0 ? NULL : read_source(s, fd, names[i], &len, &why);

		if (fd >= 0)
			close(fd);
		add(into, names[i], bytes, len, why);
	}
}

static bool read_folder(
	void *payload, const char *boundary, const char *folder, assay_source_fn *add, void *into)
{
	struct sources *s = payload;
	int fd = open_below(s, boundary, folder);
	char **names;
	size_t n, kept = 0;

	if (fd < 0)
		return false;
	names = list_names(s, fd, &n);
	close(fd);
	while (names && kept < n && keep(s, names[kept]))
		kept++;
	/* keep has freed the one that it could not keep */
	for (size_t i = kept + 1; names && kept < n && i < n; i++)
		free(names[i]);
	if (kept < n)
		free(names);
	if (!names || kept < n || !keep(s, (char *)(void *)names))
		return false;
	pass_files(s, boundary, folder, names, n, add, into);
	return true;
}

/* the folder of a plan: below the real folder of its PATH argument, as the walk found it */
static bool find_folder(
	struct sources *s, const struct source_place *place, const char *input, const char **folder)
{
	size_t skip = strcmp(place->boundary, "/") == 0 ? 1 : strlen(place->boundary) + 1;
	const char *base = strlen(place->real) < skip ? "" : place->real + skip;
	const char *below = "";
	size_t len = 0;
	char *path;

	if (place->is_folder) {
		const char *slash = strrchr(input, '/');

		below = input + strlen(place->given);
		below += strspn(below, "/");
		len = slash && slash > below ? (size_t)(slash - below) : 0;
	}
	path = malloc(strlen(base) + len + 2);
	if (!path)
		note_failure(s, ENOMEM);
	if (!path || !keep(s, path))
		return false;
	snprintf(path, strlen(base) + len + 2, "%s%s%.*s", base, *base && len ? "/" : "", (int)len,
		below);
	*folder = path;
	return true;
}

static bool is_of(const struct source_place *place, const char *input)
{
	size_t len = place->given ? strlen(place->given) : 0;

	if (!place->given)
		return true;
	if (!place->is_folder)
		return strcmp(place->given, input) == 0;
	return strncmp(place->given, input, len) == 0 &&
	       (input[len] == '/' || (len > 0 && place->given[len - 1] == '/'));
}

static bool locate(void *payload, const char *input, const char **boundary, const char **folder)
{
	struct sources *s = payload;

	for (size_t i = 0; i < s->n; i++) {
		*boundary = s->places[i].boundary;
		if (is_of(&s->places[i], input))
			return find_folder(s, &s->places[i], input, folder);
	}
	return false;
}

void sources_set(struct sources *sources, struct assay *a)
{
	sources->reader = (struct assay_sources){locate, read_folder, sources};
	assay_set_sources(a, &sources->reader);
}
