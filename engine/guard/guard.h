/*
 * guard.h - what the kernel can hold this process to: its inputs, and nothing else.
 *
 * Three layers, each of use without the others. A layer that the kernel can't give is no
 * error: it returns false, *why says so as a clause, and the caller decides.
 */
#ifndef ASSAY_GUARD_GUARD_H
#define ASSAY_GUARD_GUARD_H

#include "base/base.h"

/* Landlock: no file can be opened but to read what lies at or beneath these paths. */
bool guard_files(const char *const *readable, size_t n, const char **why);

/* seccomp: only the system calls that reading, judging and writing take. The last lock. */
bool guard_syscalls(const char **why);

/* No core dump that would keep what was read, and no new process. */
bool guard_limits(const char **why);

/* What the first two would say here; nothing is locked. */
bool guard_can_files(const char **why);
bool guard_can_syscalls(const char **why);

#endif
