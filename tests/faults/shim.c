/*
 * shim - a library to preload that makes the n-th call of a kind fail: once, or from then on.
 *
 * FAULT=KIND:N or KIND:N+ says which; FAULT_MAP names a file of a page that is shared with forked
 * children, in which calls are counted. It is mapped before anything else runs, so that no system
 * call is made later: a process that has locked itself is disturbed by nothing. Kinds: alloc
 * malloc, calloc, realloc: no memory open   open, openat: too many files          read   read: an
 * error of the device stat   fstat, lstat, stat: an error          dir    readdir: an error write
 * whatever writes or closes a stream: the disk is full grow   the file is a byte longer when fstat
 * looks at it     touch  it was written to a nanosecond later short  every read gives a few bytes
 * only     eintr  every other read is interrupted (N counts for nothing)
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind { ALLOC, OPEN, READ, STAT, DIRECTORY, WRITE, GROW, TOUCH, SHORT, EINTR_, N_KINDS };

static const char *const names[] = {
	"alloc", "open", "read", "stat", "dir", "write", "grow", "touch", "short", "eintr"};

/* what the page holds, in this order: tests/faults/faults.sh reads it with od */
struct page {
	atomic_uint fired;
	atomic_uint calls[N_KINDS];
};

static struct page *page;
static int kind = -1;
static unsigned long number;
static int from_then_on;

/* of glibc; they take no part in preloading */
extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

__attribute__((constructor)) static void start(void)
{
	const char *fault = getenv("FAULT"), *map = getenv("FAULT_MAP");
	const char *colon = fault ? strchr(fault, ':') : NULL;
	int fd = map ? open(map, O_RDWR | O_CREAT, 0600) : -1;

	if (!colon || fd < 0 || ftruncate(fd, sizeof *page))
		return;
	struct page *shared = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (shared == MAP_FAILED)
		return;
	memset(shared, 0, sizeof *shared);
	char *end;
	number = strtoul(colon + 1, &end, 10);
	from_then_on = *end == '+';
	for (int i = 0; i < N_KINDS; i++)
		if (strncmp(fault, names[i], (size_t)(colon - fault)) == 0 &&
			!names[i][colon - fault])
			kind = i;
	page = shared;
}

/* is it this call's turn to fail? */
static int turn(enum kind of, int error)
{
	if (!page)
		return 0;
	unsigned n = atomic_fetch_add(&page->calls[of], 1) + 1;
	if ((int)of != kind || (from_then_on ? n < number : n != number))
		return 0;
	atomic_store(&page->fired, 1);
	errno = error;
	return 1;
}

static void *next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

/* the real function, looked up once */
#define REAL(type, name)                                                                           \
	static type real;                                                                          \
	if (!real)                                                                                 \
	real = (type)(uintptr_t)next(name)

void *malloc(size_t n)
{
	return turn(ALLOC, ENOMEM) ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return turn(ALLOC, ENOMEM) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	/* realloc(p, 0) is free() */
	return n && turn(ALLOC, ENOMEM) ? NULL : __libc_realloc(p, n);
}

ssize_t read(int fd, void *bytes, size_t n)
{
	typedef ssize_t type(int, void *, size_t);
	REAL(type *, "read");
	if (turn(READ, EIO))
		return -1;
	if (page && kind == EINTR_ && atomic_fetch_add(&page->calls[EINTR_], 1) % 2 == 0) {
		atomic_store(&page->fired, 1);
		errno = EINTR;
		return -1;
	}
	if (page && kind == SHORT && n > 1) {
		atomic_store(&page->fired, 1);
		n = 1 + atomic_fetch_add(&page->calls[SHORT], 1) % (n < 4096 ? n : 4096);
	}
	return real(fd, bytes, n);
}

#define OPEN_MODE(mode, flags, last)                                                               \
	mode_t mode = 0;                                                                           \
	if ((flags) & (O_CREAT | O_TMPFILE)) {                                                     \
		va_list args;                                                                      \
		va_start(args, last);                                                              \
		mode = va_arg(args, mode_t);                                                       \
		va_end(args);                                                                      \
	}

int open(const char *path, int flags, ...)
{
	typedef int type(const char *, int, ...);
	REAL(type *, "open");
	OPEN_MODE(mode, flags, flags)
	return turn(OPEN, EMFILE) ? -1 : real(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
	typedef int type(int, const char *, int, ...);
	REAL(type *, "openat");
	OPEN_MODE(mode, flags, flags)
	return turn(OPEN, EMFILE) ? -1 : real(folder, path, flags, mode);
}

int __open_2(const char *path, int flags)
{
	typedef int type(const char *, int, ...);
	REAL(type *, "open");
	return turn(OPEN, EMFILE) ? -1 : real(path, flags);
}

int fstat(int fd, struct stat *st)
{
	typedef int type(int, struct stat *);
	REAL(type *, "fstat");
	if (turn(STAT, EIO))
		return -1;
	int status = real(fd, st);
	if (status == 0 && turn(GROW, errno))
		st->st_size++;
	if (status == 0 && turn(TOUCH, errno))
		st->st_mtim.tv_nsec ^= 1;
	return status;
}

int stat(const char *path, struct stat *st)
{
	typedef int type(const char *, struct stat *);
	REAL(type *, "stat");
	return turn(STAT, EIO) ? -1 : real(path, st);
}

int lstat(const char *path, struct stat *st)
{
	typedef int type(const char *, struct stat *);
	REAL(type *, "lstat");
	return turn(STAT, EIO) ? -1 : real(path, st);
}

struct dirent *readdir(DIR *folder)
{
	typedef struct dirent *type(DIR *);
	REAL(type *, "readdir");
	return turn(DIRECTORY, EIO) ? NULL : real(folder);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
	typedef ssize_t type(int, const void *, size_t);
	REAL(type *, "write");
	return turn(WRITE, ENOSPC) ? -1 : real(fd, bytes, n);
}

size_t fwrite(const void *bytes, size_t size, size_t n, FILE *stream)
{
	typedef size_t type(const void *, size_t, size_t, FILE *);
	REAL(type *, "fwrite");
	return turn(WRITE, ENOSPC) ? 0 : real(bytes, size, n, stream);
}

int fputs(const char *text, FILE *stream)
{
	typedef int type(const char *, FILE *);
	REAL(type *, "fputs");
	return turn(WRITE, ENOSPC) ? EOF : real(text, stream);
}

int fputc(int c, FILE *stream)
{
	typedef int type(int, FILE *);
	REAL(type *, "fputc");
	return turn(WRITE, ENOSPC) ? EOF : real(c, stream);
}

int fflush(FILE *stream)
{
	typedef int type(FILE *);
	REAL(type *, "fflush");
	return turn(WRITE, ENOSPC) ? EOF : real(stream);
}

int fclose(FILE *stream)
{
	typedef int type(FILE *);
	REAL(type *, "fclose");
	int failed = turn(WRITE, ENOSPC);
	int status = real(stream);
	if (failed)
		errno = ENOSPC;
	return failed ? EOF : status;
}
