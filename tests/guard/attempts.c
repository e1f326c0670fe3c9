/*
 * attempts - what a process that was taken over would try, one by one.
 *
 * Knows the stage and system calls. Each attempt succeeds without a lock, so that its failure
 * under one says something.
 */
#define _GNU_SOURCE
#include "attempts.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* numbers that headers of 2022 may lack */
enum { IO_URING_SETUP = 425, CLONE3 = 435, OPENAT2 = 437 };

static struct {
	int tcp, udp, local, abstract;
	int folder; /* the working folder */
	int pipe[2];
	struct sockaddr_in tcp_name, udp_name;
	struct sockaddr_un local_name, abstract_name;
	socklen_t abstract_len;
	pid_t parent;
} stage;

static int result(long returned)
{
	return returned < 0 ? errno : 0;
}

static int opened(int fd)
{
	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

/* reads a byte, so that open alone is no success */
static int read_at(int folder, const char *path)
{
	char byte;
	int fd = openat(folder, path, O_RDONLY | O_CLOEXEC);
	int failed = fd < 0 || read(fd, &byte, 1) != 1 ? errno : 0;

	if (fd >= 0)
		close(fd);
	return failed;
}

static int listed(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	if (!dir)
		return errno;
	errno = 0;
	entry = readdir(dir);
	closedir(dir);
	return entry ? 0 : errno;
}

/* what must go on working */
static int read_input(void)
{
	return read_at(AT_FDCWD, "in/input");
}
static int list_inputs(void)
{
	return listed("in");
}
static int write_open_pipe(void)
{
	return result(write(stage.pipe[1], "x", 1));
}
static int use_memory(void)
{
	size_t size = (size_t)64 << 20;
	char *bytes = malloc(size);
	char *more = bytes ? realloc(bytes, 2 * size) : NULL;

	if (!more)
		return ENOMEM;
	memset(more, 1, 2 * size);
	free(more);
	return 0;
}
static int tell_time(void)
{
	struct timespec now;
	return result(clock_gettime(CLOCK_REALTIME, &now));
}
static int abort_itself(void)
{
	abort();
}

/* reading */
static int read_other(void)
{
	return read_at(AT_FDCWD, "secret");
}
static int read_up(void)
{
	return read_at(AT_FDCWD, "in/../secret");
}
static int read_link(void)
{
	return read_at(AT_FDCWD, "in/link");
}
static int read_through_proc(void)
{
	return read_at(AT_FDCWD, "/proc/self/cwd/secret");
}
static int read_from_open_folder(void)
{
	return read_at(stage.folder, "secret");
}
static int read_own_environment(void)
{
	return read_at(AT_FDCWD, "/proc/self/environ");
}
static int read_passwords(void)
{
	return read_at(AT_FDCWD, "/etc/passwd");
}
static int list_other(void)
{
	return listed(".");
}
static int open_newer(void)
{
	uint64_t how[3] = {O_RDONLY, 0, 0};
	return opened((int)syscall(OPENAT2, AT_FDCWD, "secret", how, sizeof how));
}

/* writing */
static int write_input(void)
{
	return opened(open("in/input", O_WRONLY));
}
static int update_input(void)
{
	return opened(open("in/input", O_RDWR));
}
static int cut_by_open(void)
{
	return opened(open("in/input", O_RDONLY | O_TRUNC));
}
static int cut(void)
{
	return result(truncate("in/input", 3));
}
static int make_file(void)
{
	return opened(open("in/new", O_WRONLY | O_CREAT, 0600));
}
static int make_nameless(void)
{
	return opened(open("in", O_WRONLY | O_TMPFILE, 0600));
}
static int make_folder(void)
{
	return result(mkdir("in/new-folder", 0700));
}
static int make_pipe(void)
{
	return result(mkfifo("in/new-pipe", 0600));
}
static int make_link(void)
{
	return result(symlink("input", "in/new-link"));
}
static int make_second_name(void)
{
	return result(link("in/input", "in/new-name"));
}
static int change_name(void)
{
	return result(rename("in/renamed", "in/renamed-again"));
}
static int take_away(void)
{
	return result(unlink("in/victim"));
}
static int change_bits(void)
{
	return result(chmod("in/input", 0600));
}
static int change_times(void)
{
	return result(utimensat(AT_FDCWD, "in/input", NULL, 0));
}
static int write_own_memory(void)
{
	return opened(open("/proc/self/mem", O_RDWR));
}

/* talking */
static int make_socket(void)
{
	return opened(socket(AF_INET, SOCK_STREAM, 0));
}
static int make_pair(void)
{
	int pair[2];
	return result(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
}
static int connect_tcp(void)
{
	return result(
		connect(stage.tcp, (struct sockaddr *)&stage.tcp_name, sizeof stage.tcp_name));
}
static int bind_tcp(void)
{
	struct sockaddr_in any = {.sin_family = AF_INET};
	return result(bind(stage.tcp, (struct sockaddr *)&any, sizeof any));
}
static int send_udp(void)
{
	return result(sendto(
		stage.udp, "x", 1, 0, (struct sockaddr *)&stage.udp_name, sizeof stage.udp_name));
}
static int connect_local(void)
{
	return result(connect(
		stage.local, (struct sockaddr *)&stage.local_name, sizeof stage.local_name));
}
static int connect_abstract(void)
{
	return result(connect(
		stage.abstract, (struct sockaddr *)&stage.abstract_name, stage.abstract_len));
}
static int make_uring(void)
{
	char params[120] = {0};
	return opened((int)syscall(IO_URING_SETUP, 1, params));
}

/* other programs and processes */
static int run_program(void)
{
	char *arguments[] = {(char *)(uintptr_t) "true", NULL}, *environment[] = {NULL};
	execve("/bin/true", arguments, environment);
	return errno;
}
static int make_memory_file(void)
{
	return opened(memfd_create("x", 0));
}
static int make_process(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid < 0 ? errno : result(waitpid(pid, NULL, 0));
}
static int make_process_newer(void)
{
	uint64_t args[8] = {[4] = SIGCHLD}; /* exit_signal */
	long pid = syscall(CLONE3, args, sizeof args);

	if (pid == 0)
		_exit(0);
	return pid < 0 ? errno : result(waitpid((pid_t)pid, NULL, 0));
}
static int be_traced(void)
{
	return result(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}
static int read_memory(void)
{
	char from[4] = "abc", to[4];
	struct iovec here = {to, sizeof to}, there = {from, sizeof from};
	return result(process_vm_readv(getpid(), &here, 1, &there, 1, 0));
}
static int write_memory(void)
{
	char from[4] = "abc", to[4];
	struct iovec here = {from, sizeof from}, there = {to, sizeof to};
	return result(process_vm_writev(getpid(), &here, 1, &there, 1, 0));
}
static int signal_parent(void)
{
	return result(kill(stage.parent, 0));
}
static int signal_thread_of_parent(void)
{
	return result(syscall(SYS_tgkill, stage.parent, stage.parent, 0));
}
static int signal_all(void)
{
	return result(kill(0, 0));
}

/* code, and the process itself */
static int map_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return page == MAP_FAILED ? errno : 0;
}
static int make_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return page == MAP_FAILED ? errno : result(mprotect(page, 4096, PROT_READ | PROT_EXEC));
}
static int read_is_execute(void)
{
	return result(personality(READ_IMPLIES_EXEC));
}
static int be_dumpable(void)
{
	return result(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
}
static int change_limit(void)
{
	struct rlimit limit = {0, 0};
	return result(setrlimit(RLIMIT_CORE, &limit));
}
static int share_memory(void)
{
	int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);

	if (id < 0)
		return errno;
	return result(shmctl(id, IPC_RMID, NULL));
}
static int replace_output(void)
{
	return result(dup2(stage.pipe[1], STDOUT_FILENO));
}
static int ask_pipe(void)
{
	int n;
	return result(ioctl(stage.pipe[0], FIONREAD, &n));
}
static int new_root(void)
{
	return result(chroot("in"));
}
static int mount_something(void)
{
	return result(mount("none", "in", "tmpfs", 0, NULL));
}
static int own_namespace(void)
{
	return result(unshare(CLONE_NEWUSER));
}
static int load_bpf(void)
{
	uint32_t attributes[32] = {2, 4, 4, 1}; /* an array of one */
	return opened((int)syscall(SYS_bpf, 0, attributes, sizeof attributes));
}
static int fault_by_hand(void)
{
	return opened((int)syscall(SYS_userfaultfd, O_CLOEXEC));
}
#ifdef __x86_64__
static int getpid_of_i386(void)
{
	long pid = 20;
	__asm__ volatile("int $0x80" : "+a"(pid) : : "memory");
	return pid > 0 ? 0 : (int)-pid;
}
static int getpid_of_x32(void)
{
	return result(syscall(0x40000000 | SYS_getpid));
}
#endif

#define ALWAYS(try)                                                                                \
	{                                                                                          \
#try, try, {0, 0, 0, 0 }, 1, false                                                 \
	}
/* the first answer counts without a lock, then with Landlock, with seccomp, with all */
#define FILES(try, since)                                                                          \
	{                                                                                          \
#try, try, {0, EACCES, 0, EACCES }, since, false                                   \
	}
#define BOTH(try, since)                                                                           \
	{                                                                                          \
#try, try, {0, EACCES, EPERM, EPERM }, since, false                                \
	}
#define SYSCALLS(try)                                                                              \
	{                                                                                          \
#try, try, {0, 0, EPERM, EPERM }, 1, false                                         \
	}
#define RARE(try)                                                                                  \
	{                                                                                          \
#try, try, {0, 0, EPERM, EPERM }, 1, true                                          \
	}

const struct attempt attempts[] = {
	ALWAYS(read_input),
	ALWAYS(list_inputs),
	ALWAYS(write_open_pipe),
	ALWAYS(use_memory),
	ALWAYS(tell_time),
	{"abort_itself", abort_itself,
		{SIGNAL(SIGABRT), SIGNAL(SIGABRT), SIGNAL(SIGABRT), SIGNAL(SIGABRT)}, 1, false},

	FILES(read_other, 1),
	FILES(read_up, 1),
	FILES(read_link, 1),
	FILES(read_through_proc, 1),
	FILES(read_from_open_folder, 1),
	FILES(read_own_environment, 1),
	FILES(read_passwords, 1),
	FILES(list_other, 1),
	{"open_newer", open_newer, {0, EACCES, ENOSYS, ENOSYS}, 1, true},

	BOTH(write_input, 1),
	BOTH(update_input, 1),
	BOTH(cut_by_open, 3),
	BOTH(cut, 3),
	BOTH(make_file, 1),
	{"make_nameless", make_nameless, {0, EACCES, EPERM, EPERM}, 1, true},
	BOTH(make_folder, 1),
	BOTH(make_pipe, 1),
	BOTH(make_link, 1),
	BOTH(make_second_name, 1),
	BOTH(change_name, 1),
	BOTH(take_away, 1),
	BOTH(write_own_memory, 1),
	SYSCALLS(change_bits),
	SYSCALLS(change_times),

	SYSCALLS(make_socket),
	SYSCALLS(make_pair),
	BOTH(connect_tcp, 4),
	BOTH(bind_tcp, 4),
	SYSCALLS(send_udp),
	{"connect_abstract", connect_abstract, {0, EPERM, EPERM, EPERM}, 6, false},
	{"connect_local", connect_local, {0, EACCES, EPERM, EPERM}, 9, false},
	{"make_uring", make_uring, {0, 0, ENOSYS, ENOSYS}, 1, true},

	BOTH(run_program, 1),
	SYSCALLS(make_memory_file),
	SYSCALLS(make_process),
	{"make_process_newer", make_process_newer, {0, 0, ENOSYS, ENOSYS}, 1, true},
	RARE(be_traced),
	RARE(read_memory),
	RARE(write_memory),
	{"signal_parent", signal_parent, {0, EPERM, EPERM, EPERM}, 6, false},
	{"signal_thread_of_parent", signal_thread_of_parent, {0, EPERM, EPERM, EPERM}, 6, false},
	SYSCALLS(signal_all),

	SYSCALLS(map_code),
	SYSCALLS(make_code),
	SYSCALLS(read_is_execute),
	SYSCALLS(be_dumpable),
	SYSCALLS(change_limit),
	RARE(share_memory),
	SYSCALLS(replace_output),
	SYSCALLS(ask_pipe),
	RARE(new_root),
	{"mount_something", mount_something, {0, EPERM, EPERM, EPERM}, 1, true},
	RARE(own_namespace),
	RARE(load_bpf),
	RARE(fault_by_hand),
#ifdef __x86_64__
	{"getpid_of_i386", getpid_of_i386, {0, 0, SIGNAL(SIGSYS), SIGNAL(SIGSYS)}, 1, true},
	{"getpid_of_x32", getpid_of_x32, {0, 0, SIGNAL(SIGSYS), SIGNAL(SIGSYS)}, 1, true},
#endif
};
const size_t n_attempts = sizeof attempts / sizeof *attempts;

static bool put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	bool done = file && fputs(text, file) >= 0;

	return file && fclose(file) == 0 && done;
}

/* binds to the first len bytes of *name, of size *whole, which then is what it became */
static int listening(int type, struct sockaddr *name, socklen_t len, socklen_t *whole)
{
	int fd = socket(name->sa_family, type | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, name, len) || getsockname(fd, name, whole) ||
		(type != SOCK_DGRAM && listen(fd, 64)))
		return -1;
	return fd;
}

bool stage_set(void)
{
	socklen_t tcp_len = sizeof stage.tcp_name, udp_len = sizeof stage.udp_name,
		  local_len = sizeof stage.local_name;

	stage.abstract_len = sizeof stage.abstract_name;
	stage.parent = getpid();
	stage.tcp_name = (struct sockaddr_in){.sin_family = AF_INET};
	stage.tcp_name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	stage.udp_name = stage.tcp_name;
	stage.local_name.sun_family = stage.abstract_name.sun_family = AF_UNIX;
	snprintf(stage.local_name.sun_path, sizeof stage.local_name.sun_path, "local");
	if (mkdir("in", 0700) || !put("in/input", "input\n") || !put("in/victim", "x\n") ||
		!put("in/renamed", "x\n") || !put("secret", "secret\n") ||
		symlink("../secret", "in/link") || pipe2(stage.pipe, O_CLOEXEC))
		return false;
	stage.folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* the last has no name of ours: the kernel gives one that is free */
	return stage.folder >= 0 &&
	       listening(SOCK_STREAM, (struct sockaddr *)&stage.tcp_name, tcp_len, &tcp_len) >= 0 &&
	       listening(SOCK_DGRAM, (struct sockaddr *)&stage.udp_name, udp_len, &udp_len) >= 0 &&
	       listening(SOCK_STREAM, (struct sockaddr *)&stage.local_name, local_len,
		       &local_len) >= 0 &&
	       listening(SOCK_STREAM, (struct sockaddr *)&stage.abstract_name, sizeof(sa_family_t),
		       &stage.abstract_len) >= 0;
}

bool stage_enter(void)
{
	stage.tcp = socket(AF_INET, SOCK_STREAM, 0);
	stage.udp = socket(AF_INET, SOCK_DGRAM, 0);
	stage.local = socket(AF_UNIX, SOCK_STREAM, 0);
	stage.abstract = socket(AF_UNIX, SOCK_STREAM, 0);
	return stage.tcp >= 0 && stage.udp >= 0 && stage.local >= 0 && stage.abstract >= 0;
}

/* what an attempt made is there only if a lock let it through, or there was none */
void stage_clear(void)
{
	static const char *const made[] = {
		"in/new", "in/new-pipe", "in/new-link", "in/new-name", "in/renamed-again"};

	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		(void)unlink(made[i]);
	(void)rmdir("in/new-folder");
	(void)umount("in");
	(void)(put("in/input", "input\n") && put("in/victim", "x\n") && put("in/renamed", "x\n"));
}

void stage_remove(const char *folder)
{
	static const char *const files[] = {
		"in/input", "in/victim", "in/renamed", "in/link", "secret", "local"};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		(void)unlink(files[i]);
	(void)rmdir("in");
	(void)rmdir(folder);
}
