/*
 * limits - what any Unix can do: no core dump, no new process.
 *
 * A last resort, where the kernel has nothing better. Knows setrlimit; the superuser is
 * above the second limit. The size of files is not limited: standard output may be appended
 * to a long log.
 */
#define _DEFAULT_SOURCE /* RLIMIT_NPROC */
#include "guard/guard.h"

#include <sys/resource.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

bool guard_limits(const char **why)
{
	const struct rlimit none = {0, 0};
	bool held = setrlimit(RLIMIT_CORE, &none) == 0;

#ifdef RLIMIT_NPROC
	held = setrlimit(RLIMIT_NPROC, &none) == 0 && held;
#endif
#ifdef __linux__
	/* a core that is piped to a program heeds no limit */
	held = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && held;
#endif
	if (!held)
		*why = "the limits of the process could not be lowered";
	return held;
}
