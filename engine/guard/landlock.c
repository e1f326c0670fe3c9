/*
 * landlock - the file system as if only the inputs were there.
 *
 * Knows Linux' Landlock by its numbers: headers are older than kernels, so constants and the
 * struct are our own, and what a kernel does not know yet is masked out of the question.
 * Every right is handled: one that is left out would be allowed.
 */
#define _GNU_SOURCE /* O_PATH, syscall */
#include "guard/guard.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* the same on every architecture */
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
enum { VERSION_FLAG = 1, PATH_BENEATH = 1, NEWEST = 9 };

#define READ_FILE ((uint64_t)1 << 2)
#define READ_DIR  ((uint64_t)1 << 3)

struct ruleset {
	uint64_t files;
	uint64_t network; /* from version 4 */
	uint64_t scoped;  /* from version 6 */
};

/* what each version handles: bits from 0 on, and how much of the struct it takes */
static const struct {
	unsigned char files, network, scoped, size;
} versions[NEWEST + 1] = {
	[1] = {13, 0, 0, 8},  /* execute, write, read, remove and make of each kind */
	[2] = {14, 0, 0, 8},  /* refer: links and renames between folders */
	[3] = {15, 0, 0, 8},  /* truncate */
	[4] = {15, 2, 0, 16}, /* TCP: bind, connect */
	[5] = {16, 2, 0, 16}, /* ioctl of devices */
	[6] = {16, 2, 2, 24}, /* abstract Unix sockets and signals of others */
	[7] = {16, 2, 2, 24},
	[8] = {16, 2, 2, 24},
	[9] = {17, 2, 2, 24}, /* named Unix sockets of others */
};

static uint64_t bits(unsigned n)
{
	return ((uint64_t)1 << n) - 1;
}

static long version(void)
{
	return syscall(CREATE_RULESET, NULL, (size_t)0, VERSION_FLAG);
}

/* a kernel with a part of a version left out is asked for the one before */
static long create(void)
{
	long newest = version(), fd = -1;

	for (long v = newest < NEWEST ? newest : NEWEST; v > 0; v--) {
		struct ruleset ruleset = {bits(versions[v].files), bits(versions[v].network),
			bits(versions[v].scoped)};

		fd = syscall(CREATE_RULESET, &ruleset, (size_t)versions[v].size, 0);
		if (fd >= 0 || errno != EINVAL)
			break;
	}
	return fd;
}

/* False if the kernel refuses the rule. A path that can't be opened is reported when it is read. */
static bool allow(long ruleset, const char *path)
{
	struct {
		uint64_t rights;
		int32_t fd;
	} __attribute__((packed)) beneath = {READ_FILE, open(path, O_PATH | O_CLOEXEC)};
	struct stat st;

	bool allowed = true;

	if (beneath.fd < 0)
		return true;
	if (fstat(beneath.fd, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			beneath.rights |= READ_DIR;
		allowed = syscall(ADD_RULE, ruleset, PATH_BENEATH, &beneath, 0) == 0;
	}
	int number = errno;
	close(beneath.fd);
	errno = number;
	return allowed;
}

static const char *explain(int number)
{
	switch (number) {
	case ENOSYS:
		return "this kernel has no Landlock";
	case EOPNOTSUPP:
		return "Landlock is turned off in this kernel";
	case EPERM:
		return "Landlock may not be used here";
	default:
		return "Landlock could not be set up";
	}
}

bool guard_can_files(const char **why)
{
	if (version() > 0)
		return true;
	*why = explain(errno);
	return false;
}

bool guard_files(const char *const *readable, size_t n, const char **why)
{
	long ruleset = create();
	bool held = true;

	if (ruleset < 0) {
		*why = explain(errno);
		return false;
	}
	/* without its rule an input could not be read, so nothing is restricted then */
	for (size_t i = 0; held && i < n; i++)
		held = allow(ruleset, readable[i]);
	held = held && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       syscall(RESTRICT_SELF, ruleset, 0) == 0;
	if (!held)
		*why = explain(errno);
	close((int)ruleset);
	return held;
}

#else

bool guard_can_files(const char **why)
{
	*why = "only Linux has Landlock";
	return false;
}

bool guard_files(const char *const *readable, size_t n, const char **why)
{
	(void)readable;
	(void)n;
	return guard_can_files(why);
}

#endif
