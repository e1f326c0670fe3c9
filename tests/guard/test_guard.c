/*
 * test_guard - the effect of the guard, from inside: each attempt with no lock, with each
 * lock alone and with all of them. A lock that silently never locked fails here.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assay.h"
#include "attempts.h"
#include "guard/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const inputs[] = {"in"};
static const char *const mode_names[N_MODES] = {
	"no lock", "Landlock alone", "seccomp alone", "all locks"};
static bool has[N_MODES];
static long landlock_version;

static bool lock(enum mode mode, const char *const *readable, size_t n)
{
	struct assay_guard guard;
	const char *why;

	switch (mode) {
	case MODE_FILES:
		return guard_files(readable, n, &why);
	case MODE_SYSCALLS:
		return guard_syscalls(&why);
	case MODE_ALL:
		return assay_lock(readable, n, &guard) && guard.filesystem && guard.syscalls &&
		       guard.limits && !guard.lacks[0];
	case MODE_NONE:
	case N_MODES:
		break;
	}
	return true;
}

enum { NOT_LOCKED = 254 };

/* the attempt in a process of its own: an errno, or a signal */
static int run(int (*try)(void), enum mode mode, const char *const *readable, size_t n)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		struct rlimit core;

		/* no litter; the limit itself stays for the guard to lower */
		if (getrlimit(RLIMIT_CORE, &core) == 0) {
			core.rlim_cur = 0;
			setrlimit(RLIMIT_CORE, &core);
		}
		for (int i = 1; i < NSIG; i++)
			signal(i, SIG_DFL);
		_exit(stage_enter() && lock(mode, readable, n) ? try() : NOT_LOCKED);
	}
	assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
	return WIFSIGNALED(status) ? SIGNAL(WTERMSIG(status)) : WEXITSTATUS(status);
}

static const char *describe(int result)
{
	if (result == NOT_LOCKED)
		return "the lock failed";
	if (result >= SIGNAL(0))
		return strsignal(result - SIGNAL(0));
	return result ? strerror(result) : "success";
}

static void test_attempt(void **state)
{
	const struct attempt *attempt = *state;

	bool possible = true;

	for (int mode = 0; mode < N_MODES; mode++) {
		int want = attempt->want[mode], got;

		if (!has[mode] || (mode == MODE_FILES && landlock_version < attempt->since))
			continue;
		got = run(attempt->try, (enum mode)mode, inputs, 1);
		stage_clear();
		if (mode == MODE_NONE && got != want && attempt->may_fail) {
			print_message(
				"%s: skipped: without a lock: %s\n", attempt->name, describe(got));
			possible = false;
		}
		/* what can't be done anyhow must still be stopped where it has to be */
		if (!possible && want == 0)
			continue;
		if (got != want)
			fail_msg("%s, %s: %s, wanted: %s", attempt->name, mode_names[mode],
				describe(got), describe(want));
	}
}

/* numbers that get through, with some arguments at least; all others are tried */
static bool is_listed(long number)
{
	static const long listed[] = {
		SYS_read,
		SYS_readv,
		SYS_write,
		SYS_writev,
		SYS_close,
		SYS_lseek,
		SYS_fstat,
		SYS_newfstatat,
		SYS_statx,
		SYS_getdents64,
		SYS_brk,
		SYS_munmap,
		SYS_mremap,
		SYS_madvise,
		SYS_futex,
		SYS_getrandom,
		SYS_clock_gettime,
		SYS_gettimeofday,
		SYS_getpid,
		SYS_gettid,
		SYS_rt_sigprocmask,
		SYS_rt_sigaction,
		SYS_rt_sigreturn,
		SYS_restart_syscall,
		SYS_exit,
		SYS_exit_group,
		SYS_sysinfo,
		SYS_openat,
		SYS_mmap,
		SYS_mprotect,
		SYS_ioctl,
		SYS_fcntl,
		SYS_tgkill,
		SYS_tkill,
#ifdef __x86_64__
		SYS_stat,
		SYS_lstat,
		SYS_time,
		SYS_open,
		/* uretprobe and uprobe: no filter sees them; a call that is not from the kernel's
		   own trampoline is an illegal instruction */
		335,
		336,
#endif
	};

	for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
		if (listed[i] == number)
			return true;
	return false;
}

/* 0, or the first number that is not refused as it should be */
static int try_all_calls(void)
{
	for (long number = 0; number < 1000; number++) {
		int want = number < 424 ? EPERM : ENOSYS;

		if (is_listed(number))
			continue;
		errno = 0;
		if (syscall(number, 0L, 0L, 0L, 0L, 0L, 0L) != -1 || errno != want) {
			fprintf(stderr, "system call %ld: %s\n", number, strerror(errno));
			return 1;
		}
	}
	return 0;
}

static void test_no_other_call(void **state)
{
	(void)state;
	if (!has[MODE_SYSCALLS])
		skip();
	assert_int_equal(run(try_all_calls, MODE_SYSCALLS, NULL, 0), 0);
}

static int read_first(const char *path)
{
	char byte;
	int fd = open(path, O_RDONLY);

	return fd < 0 || read(fd, &byte, 1) != 1 ? errno : 0;
}
static int read_input(void)
{
	return read_first("in/input");
}
static int read_victim(void)
{
	return read_first("in/victim");
}
static int read_secret(void)
{
	return read_first("secret");
}

static void test_what_may_be_read(void **state)
{
	static const char *const file[] = {"in/input"}, *const linked[] = {"to-in"},
				 *const broken[] = {"not-there", "in/input/below", "in/input"};
	(void)state;
	if (!has[MODE_FILES])
		skip();
	/* nothing */
	assert_int_equal(run(read_input, MODE_FILES, NULL, 0), EACCES);
	/* one file, and not the one beside it */
	assert_int_equal(run(read_input, MODE_FILES, file, 1), 0);
	assert_int_equal(run(read_victim, MODE_FILES, file, 1), EACCES);
	/* a link leads to a folder, which is then read under any of its names */
	assert_int_equal(symlink("in", "to-in"), 0);
	assert_int_equal(run(read_input, MODE_FILES, linked, 1), 0);
	assert_int_equal(run(read_secret, MODE_FILES, linked, 1), EACCES);
	assert_int_equal(unlink("to-in"), 0);
	/* what is not there opens nothing else */
	assert_int_equal(run(read_input, MODE_FILES, broken, 3), 0);
	assert_int_equal(run(read_secret, MODE_FILES, broken, 3), EACCES);
}

static int limits_hold(void)
{
	const char *why;
	struct rlimit core, processes;
	pid_t pid;

	if (!guard_limits(&why) || getrlimit(RLIMIT_CORE, &core) ||
		getrlimit(RLIMIT_NPROC, &processes))
		return 1;
	if (core.rlim_max || processes.rlim_max || prctl(PR_GET_DUMPABLE))
		return 2;
	/* the superuser is above the second */
	if (getuid() == 0 && (setgid(65534) || setuid(65534)))
		return 3;
	pid = fork();
	if (pid == 0)
		_exit(0);
	return pid < 0 ? errno : 4;
}

static void test_limits(void **state)
{
	(void)state;
	assert_int_equal(run(limits_hold, MODE_NONE, NULL, 0), EAGAIN);
}

static void *wait_for_ever(void *payload)
{
	pause();
	return payload;
}

/* a second thread would go on unlocked: nothing is, and that is told */
static int two_threads(void)
{
	struct assay_guard guard;
	pthread_t thread;

	if (pthread_create(&thread, NULL, wait_for_ever, NULL))
		return 1;
	if (assay_lock(inputs, 1, &guard) || guard.filesystem || guard.syscalls || guard.limits)
		return 2;
	return strstr(guard.lacks, "more than one thread") ? read_secret() : 3;
}

static void test_threads(void **state)
{
	(void)state;
	assert_int_equal(run(two_threads, MODE_NONE, NULL, 0), 0);
}

int main(void)
{
	struct CMUnitTest *tests = calloc(n_attempts + 4, sizeof *tests);
	char folder[] = "/tmp/assay-guard-XXXXXX";
	struct assay_guard guard;
	size_t n = 0;
	int status;

	(void)assay_lock_probe(&guard);
	has[MODE_NONE] = true;
	has[MODE_FILES] = guard.filesystem;
	has[MODE_SYSCALLS] = guard.syscalls;
	has[MODE_ALL] = guard.filesystem && guard.syscalls;
	landlock_version = syscall(444, NULL, 0, 1);
	if (!has[MODE_ALL])
		print_message("guard: skipped in part: %s\n", guard.lacks);
	if (!guard.limits) {
		free(tests);
		return 0;
	}
	if (!tests || !mkdtemp(folder) || chdir(folder) || !stage_set()) {
		perror("the stage could not be set");
		return 1;
	}
	for (; n < n_attempts; n++)
		tests[n] = (struct CMUnitTest){.name = attempts[n].name,
			.test_func = test_attempt,
			.initial_state = (void *)(uintptr_t)&attempts[n]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(test_no_other_call);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(test_what_may_be_read);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(test_limits);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(test_threads);
	status = _cmocka_run_group_tests("guard", tests, n, NULL, NULL);
	stage_remove(folder);
	free(tests);
	return status;
}
