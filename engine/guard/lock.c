/*
 * lock - all layers, in order, and a sentence about each that is lacking: assay_lock of
 * assay.h.
 *
 * A build with a sanitizer can't be locked: its runtime opens files, maps and, at the end,
 * starts a process.
 */
#include "guard/guard.h"

#include <sys/stat.h>

#ifdef __has_feature
#define HAS_FEATURE(feature) __has_feature(feature)
#else
#define HAS_FEATURE(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) ||                               \
	HAS_FEATURE(address_sanitizer) || HAS_FEATURE(memory_sanitizer) ||                         \
	HAS_FEATURE(thread_sanitizer)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static void lacks(struct assay_guard *guard, const char *what, const char *why)
{
	size_t len = strlen(guard->lacks);

	snprintf(guard->lacks + len, sizeof guard->lacks - len, "%s%s: %s.", len ? " " : "", what,
		why);
}

/* locks are a thread's own: one beside it would go on unheld */
static bool is_alone(void)
{
	struct stat st;

	/* . and .. and one for each thread; without /proc nobody can tell */
	return stat("/proc/self/task", &st) != 0 || st.st_nlink <= 3;
}

static bool is_lockable(struct assay_guard *guard)
{
	const char *why = NULL;

	*guard = (struct assay_guard){0};
	if (SANITIZED)
		why = "this build has a sanitizer in it, which could not work locked";
	else if (!is_alone())
		why = "the process has more than one thread, and only one could be locked";
	if (why)
		lacks(guard, "Nothing holds the process to its inputs", why);
	return !why;
}

static const char files_lack[] = "Files that are no inputs could be read";
static const char syscalls_lack[] = "System calls are not restricted";
static const char limits_lack[] = "A crash could leave a core dump";

bool assay_lock(const char *const *readable, size_t n, struct assay_guard *guard)
{
	const char *why = NULL;

	if (!is_lockable(guard))
		return false;
	guard->filesystem = guard_files(readable, n, &why);
	if (!guard->filesystem)
		lacks(guard, files_lack, why);
	guard->limits = guard_limits(&why);
	if (!guard->limits)
		lacks(guard, limits_lack, why);
	guard->syscalls = guard_syscalls(&why);
	if (!guard->syscalls)
		lacks(guard, syscalls_lack, why);
	return guard->filesystem && guard->limits && guard->syscalls;
}

bool assay_lock_probe(struct assay_guard *guard)
{
	const char *why = NULL;

	if (!is_lockable(guard))
		return false;
	guard->limits = true;
	guard->filesystem = guard_can_files(&why);
	if (!guard->filesystem)
		lacks(guard, files_lack, why);
	guard->syscalls = guard_can_syscalls(&why);
	if (!guard->syscalls)
		lacks(guard, syscalls_lack, why);
	return guard->filesystem && guard->syscalls;
}
