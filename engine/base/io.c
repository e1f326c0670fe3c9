/*
 * io - reads complete files, walks folders in order, writes completely.
 *
 * The only file of base that opens anything, and one of the few that call malloc.
 * Knows POSIX. Must not know what files contain.
 */
#define _DEFAULT_SOURCE /* madvise */

#include "base/io.h"
#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIPE_FIRST ((size_t)64 << 10)
#define LARGE      ((size_t)4 << 20)

static int fail(struct assay_error *err, const char *path, const char *did)
{
	int number = errno;
	if (number == ENOMEM)
		return error_nomem(err);
	return error_at(err, ASSAY_EIO, path, 0, 0, "can't %s: %s", did, strerror(number));
}

static int over_limit(struct assay_error *err, const char *path, size_t max)
{
	return error_at(err, ASSAY_ELIMIT, path, 0, 0,
		"the file is larger than the limit max_input of %zu bytes (--max-input raises it)",
		max);
}

/* map all pages of a large buffer at once: a page fault for each costs as much as copying into it
 */
static void populate(char *bytes, size_t len)
{
#ifdef MADV_POPULATE_WRITE
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t skip = (page - (size_t)((uintptr_t)bytes % page)) % page;
	/* an optimisation: failure does not matter */
	if (len >= LARGE)
		(void)madvise(bytes + skip, (len - skip) / page * page, MADV_POPULATE_WRITE);
#else
	(void)bytes;
	(void)len;
#endif
}

/* read until the end of the file; expected is a guess of its size */
static int read_all(char **out, size_t *len, int fd, const char *path, size_t expected, size_t max,
	struct assay_error *err)
{
	/* one byte more than expected, so that read() reaches the end without growing the buffer */
	size_t capacity = (expected < max ? expected : max) + 1, n = 0;
	char *bytes = malloc(capacity);
	int status = bytes ? ASSAY_OK : error_nomem(err);
	if (bytes)
		populate(bytes, capacity);
	while (status == ASSAY_OK) {
		if (n == capacity) {
			capacity = capacity > max / 2 ? max + 1 : capacity * 2;
			char *moved = realloc(bytes, capacity);
			if (!moved) {
				status = error_nomem(err);
				goto out;
			}
			bytes = moved;
		}
		ssize_t got = read(fd, bytes + n, capacity - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			break;
		if (got < 0)
			status = fail(err, path, "read");
		else if ((n += (size_t)got) > max)
			status = over_limit(err, path, max);
	}
	if (status != ASSAY_OK)
		goto out;
	*out = bytes;
	*len = n;
	bytes = NULL;
out:
	free(bytes);
	return status;
}

static bool same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* a file that was written to while it was read is neither the old file nor the new one */
static int check_unchanged(
	int fd, const struct stat *before, size_t len, const char *path, struct assay_error *err)
{
	struct stat now;
	if (fstat(fd, &now) != 0)
		return fail(err, path, "read the properties of the file");
	/* files of the kernel have size 0 whatever they contain */
	if ((before->st_size == 0 || (uintmax_t)before->st_size == len) &&
		before->st_size == now.st_size && same_time(before->st_mtim, now.st_mtim) &&
		same_time(before->st_ctim, now.st_ctim))
		return ASSAY_OK;
	return error_at(err, ASSAY_EIO, path, 0, 0,
		"the file changed while it was read. Run assay again when it is complete");
}

int io_read_file(char **out, size_t *len, const char *path, size_t max, struct assay_error *err)
{
	*out = NULL;
	*len = 0;
	if (max > SIZE_MAX / 2)
		max = SIZE_MAX / 2;
	if (strcmp(path, "-") == 0)
		return read_all(out, len, STDIN_FILENO, path, PIPE_FIRST, max, err);
	/* O_NONBLOCK: opening a pipe without a writer must not wait */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return fail(err, path, "open");
	struct stat st;
	int status;
	if (fstat(fd, &st) != 0)
		status = fail(err, path, "read the properties of the file");
	else if (S_ISDIR(st.st_mode))
		status = error_at(err, ASSAY_EIO, path, 0, 0, "can't read: it is a folder");
	else if (!S_ISREG(st.st_mode))
		status = error_at(err, ASSAY_EIO, path, 0, 0,
			"can't read: it is not a regular file. Pass its content on standard input, "
			"as the path -");
	else if (st.st_size > 0 && (uintmax_t)st.st_size > max)
		status = over_limit(err, path, max);
	else
		status = read_all(out, len, fd, path, (size_t)st.st_size, max, err);
	if (status == ASSAY_OK && check_unchanged(fd, &st, *len, path, err)) {
		status = ASSAY_EIO;
		free(*out);
		*out = NULL;
		*len = 0;
	}
	close(fd);
	return status;
}

int io_is_folder(const char *path, struct assay_error *err)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return fail(err, path, "open");
	return S_ISDIR(st.st_mode) ? 1 : 0;
}

bool io_exists(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0;
}

bool io_is_link(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

bool io_is_own_output(const char *path)
{
	struct stat file, stream;
	if (stat(path, &file) != 0)
		return false;
	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (fstat(fd, &stream) == 0 && S_ISREG(stream.st_mode) &&
			stream.st_dev == file.st_dev && stream.st_ino == file.st_ino)
			return true;
	return false;
}

int io_write_all(FILE *stream, const char *bytes, size_t len, struct assay_error *err)
{
	/* flush: a full disk must be reported now */
	if ((len > 0 && fwrite(bytes, 1, len, stream) != len) || fflush(stream) != 0)
		return error_set(err, ASSAY_EIO, "can't write: %s", strerror(errno));
	return ASSAY_OK;
}

struct folder_walk {
	int (*visit)(void *payload, const char *path, enum io_kind kind);
	void *payload;
	size_t max_depth;
	struct arena *arena;
	struct assay_error *err;
};

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* the sorted names in a folder; flags: O_NOFOLLOW for all but the folder that the user named */
static int list_names(struct folder_walk *w, const char *path, int flags, struct list *names)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY | flags);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	if (!dir) {
		int status = fail(w->err, path, "open the folder");
		if (fd >= 0)
			close(fd);
		return status;
	}
	int status = ASSAY_OK;
	while (status == ASSAY_OK) {
		errno = 0;
		const struct dirent *entry = readdir(dir);
		if (!entry)
			break;
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		struct str name = str_copy(w->arena, str_of(entry->d_name));
		if (!name.ptr || list_add(w->arena, names, (void *)(uintptr_t)name.ptr))
			status = error_nomem(w->err);
	}
	if (status == ASSAY_OK && errno != 0)
		status = fail(w->err, path, "read the folder");
	closedir(dir);
	if (status == ASSAY_OK && list_sort(w->arena, names, compare_names))
		status = error_nomem(w->err);
	return status;
}

/* the kind of an entry for visit; negative: an error */
static int kind_of(struct folder_walk *w, const char *path, const char *name)
{
	struct stat st;
	if (name[0] == '.')
		return IO_HIDDEN;
	if (lstat(path, &st) != 0) {
		(void)fail(w->err, path, "read the properties of the entry");
		return -1;
	}
	if (S_ISDIR(st.st_mode))
		return IO_FOLDER;
	return S_ISREG(st.st_mode) ? IO_FILE : S_ISLNK(st.st_mode) ? IO_LINK : IO_OTHER;
}

/* recursion is bounded by max_depth */
static int walk_folder(struct folder_walk *w, const char *path, size_t depth)
{
	if (depth > w->max_depth)
		return error_at(w->err, ASSAY_ELIMIT, path, 0, 0,
			"folders are nested deeper than the limit of %zu. Name the folders below "
			"it on the command line",
			w->max_depth);
	struct list names = {0};
	int status = list_names(w, path, depth ? O_NOFOLLOW : 0, &names);
	const char *slash = str_ends(str_of(path), STR("/")) ? "" : "/";
	for (size_t i = 0; i < names.n && status == ASSAY_OK; i++) {
		const char *name = names.items[i];
		struct str full = str_printf(w->arena, "%s%s%s", path, slash, name);
		if (!full.ptr)
			return error_nomem(w->err);
		int kind = kind_of(w, full.ptr, name);
		status = kind < 0 ? ASSAY_EIO : w->visit(w->payload, full.ptr, (enum io_kind)kind);
		if (kind == IO_FOLDER)
			status = status == IO_SKIP    ? ASSAY_OK
				 : status == ASSAY_OK ? walk_folder(w, full.ptr, depth + 1)
						      : status;
	}
	return status;
}

int io_walk(const char *path, size_t max_depth,
	int (*visit)(void *payload, const char *path, enum io_kind kind), void *payload,
	struct assay_error *err)
{
	struct folder_walk w = {
		.visit = visit, .payload = payload, .max_depth = max_depth, .err = err};
	int status = arena_new(&w.arena, 0);
	if (status != ASSAY_OK)
		return error_nomem(err);
	status = walk_folder(&w, path, 0);
	arena_free(w.arena);
	return status;
}
