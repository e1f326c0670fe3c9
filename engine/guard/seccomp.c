/*
 * seccomp - the system calls that reading, judging and writing take, and no other.
 *
 * An allow-list as a filter for the kernel's own small machine. Knows the two architectures
 * that it was written for; elsewhere there is no filter, and the guard reports that. What is
 * refused fails with EPERM; what is newer than this list with ENOSYS, so that a C library takes the
 * older way. Calls of another architecture end the process: their numbers mean other things.
 */
#define _GNU_SOURCE /* syscall */
#include "guard/guard.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifndef SECCOMP_RET_KILL_PROCESS /* headers older than Linux 4.14 */
#define SECCOMP_RET_KILL_PROCESS 0x80000000U
#endif

enum {
	FILTER_MAX = 256,
	X32_BIT = 0x40000000,
	NEWER = 424, /* from here on the numbers are the same on every architecture */
};

#define REFUSED (SECCOMP_RET_ERRNO | EPERM)
#define MISSING (SECCOMP_RET_ERRNO | ENOSYS)

/* whatever their arguments */
static const int plain[] = {
	__NR_read,
	__NR_readv,
	__NR_write,
	__NR_writev,
	__NR_close,
	__NR_lseek,
	__NR_fstat,
	__NR_newfstatat,
	__NR_statx,
	__NR_getdents64,
	__NR_brk,
	__NR_munmap,
	__NR_mremap,
	__NR_madvise,
	__NR_futex,
	__NR_getrandom,
	__NR_clock_gettime,
	__NR_gettimeofday,
	__NR_getpid,
	__NR_gettid,
	__NR_rt_sigprocmask, /* with sigaction and tgkill: abort() dies as SIGABRT */
	__NR_rt_sigaction,
	__NR_rt_sigreturn,
	__NR_restart_syscall,
	__NR_exit,
	__NR_exit_group,
	__NR_sysinfo, /* glibc's qsort asks how much memory there is */
#ifdef __x86_64__
	__NR_stat,
	__NR_lstat,
	__NR_time,
#endif
};

/* flags of open that write, create or cut; a file without a name (O_TMPFILE) needs one of them */
#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)

struct filter {
	struct sock_filter code[FILTER_MAX];
	size_t n;
};

/* jumps are counted from the next instruction; the list is fixed and far from FILTER_MAX */
static void put(struct filter *f, unsigned code, unsigned k, size_t if_true, size_t if_false)
{
	if (f->n < FILTER_MAX)
		f->code[f->n++] = (struct sock_filter){
			(uint16_t)code, (uint8_t)if_true, (uint8_t)if_false, k};
}

static void load(struct filter *f, size_t offset)
{
	put(f, BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0);
}

static void give(struct filter *f, unsigned what)
{
	put(f, BPF_RET | BPF_K, what, 0, 0);
}

/* the half that the kernel reads of an int argument; both architectures are little-endian */
static size_t argument(size_t i)
{
	return offsetof(struct seccomp_data, args) + i * sizeof(uint64_t);
}

static void allow(struct filter *f, int number)
{
	put(f, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1);
	give(f, SECCOMP_RET_ALLOW);
}

/* where none of these bits is set in an argument */
static void allow_without(struct filter *f, int number, size_t i, unsigned refused)
{
	put(f, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 4);
	load(f, argument(i));
	put(f, BPF_JMP | BPF_JSET | BPF_K, refused, 0, 1);
	give(f, REFUSED);
	give(f, SECCOMP_RET_ALLOW);
}

/* where an argument is one of these */
static void allow_with(struct filter *f, int number, size_t i, const unsigned *values, size_t n)
{
	put(f, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, n + 3);
	load(f, argument(i));
	for (size_t v = 0; v < n; v++)
		put(f, BPF_JMP | BPF_JEQ | BPF_K, values[v], n - v, 0);
	give(f, REFUSED);
	give(f, SECCOMP_RET_ALLOW);
}

static void build(struct filter *f)
{
	/* TCGETS of two generations and the size of a terminal: what isatty and stdio ask */
	static const unsigned asks[] = {0x5401, 0x802C542A, TIOCGWINSZ};
	static const unsigned looks[] = {F_GETFD, F_SETFD, F_GETFL}; /* fdopendir */
	unsigned pid = (unsigned)getpid(), tid = (unsigned)syscall(__NR_gettid);

	load(f, offsetof(struct seccomp_data, arch));
	put(f, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
	give(f, SECCOMP_RET_KILL_PROCESS);
	load(f, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
	put(f, BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1);
	give(f, SECCOMP_RET_KILL_PROCESS);
#endif
	for (size_t i = 0; i < LENGTH_OF(plain); i++)
		allow(f, plain[i]);
	allow_without(f, __NR_openat, 2, WRITING);
#ifdef __x86_64__
	allow_without(f, __NR_open, 1, WRITING);
#endif
	allow_without(f, __NR_mmap, 2, PROT_EXEC);
	allow_without(f, __NR_mprotect, 2, PROT_EXEC);
	allow_with(f, __NR_ioctl, 1, asks, LENGTH_OF(asks));
	allow_with(f, __NR_fcntl, 1, looks, LENGTH_OF(looks));
	allow_with(f, __NR_tgkill, 0, &pid, 1);
	allow_with(f, __NR_tkill, 0, &tid, 1);
	put(f, BPF_JMP | BPF_JGE | BPF_K, NEWER, 0, 1);
	give(f, MISSING);
	give(f, REFUSED);
}

static const char *explain(int number)
{
	return number == ENOSYS || number == EINVAL ? "this kernel has no seccomp filters"
						    : "seccomp may not be used here";
}

bool guard_can_syscalls(const char **why)
{
	/* a kernel that has filters looks for this one before it refuses */
	if (syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, NULL) == 0 || errno == EFAULT)
		return true;
	*why = explain(errno);
	return false;
}

bool guard_syscalls(const char **why)
{
	struct filter filter = {.n = 0};
	struct sock_fprog program = {.filter = filter.code};

	build(&filter);
	program.len = (unsigned short)filter.n;
	/* not by prctl: an emulator that does not know the call would hold itself to the filter */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0)
		return true;
	*why = explain(errno);
	return false;
}

#else

bool guard_can_syscalls(const char **why)
{
	*why = "there is no seccomp filter for this system or architecture";
	return false;
}

bool guard_syscalls(const char **why)
{
	return guard_can_syscalls(why);
}

#endif
