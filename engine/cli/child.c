/*
 * child - the work of a command, in a child process that can read nothing but its inputs.
 *
 * Knows processes and signals. Must not know what the work is. The child writes one byte to its
 * parent when it is done; without this byte the parent discards the reports. The parent has the
 * clock: its alarm kills the child, whatever that does.
 */
#define _GNU_SOURCE /* pipe2 */
#include "cli/child.h"
#include "cli/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { WHOLE = 'w', FAILED = 'f', TIMED = 't', EXIT_LAST = 3 };

static const int stops[] = {SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGTERM};

/* shared with the signal handler */
static volatile sig_atomic_t stopped_by, child_pid;

/* what the child tells its parent; a page of both processes */
struct shared {
	uint64_t timeout; /* in force in the child: valid after TIMED */
	char step[400];   /* what it does; not terminated if the child was compromised */
};

static struct shared *shared;

static void stop(int signal)
{
	if (!stopped_by)
		stopped_by = signal;
	if (child_pid > 0)
		kill((pid_t)child_pid, SIGKILL);
}

/* handle signals that would leave temporary files behind; ignored ones stay ignored, except for
 * the alarm */
static void catch_stops(struct sigaction before[LENGTH_OF(stops)])
{
	struct sigaction action = {.sa_handler = stop};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < LENGTH_OF(stops); i++) {
		sigaction(stops[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN || stops[i] == SIGALRM)
			sigaction(stops[i], &action, NULL);
	}
}

/* a caller's mask must not hold the alarm back */
static void start_alarm(uint64_t seconds)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	alarm(seconds < UINT_MAX ? (unsigned)seconds : UINT_MAX);
}

static void restore_stops(const struct sigaction before[LENGTH_OF(stops)])
{
	for (size_t i = 0; i < LENGTH_OF(stops); i++)
		sigaction(stops[i], &before[i], NULL);
}

static void block_stops(sigset_t *before)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < LENGTH_OF(stops); i++)
		sigaddset(&set, stops[i]);
	sigprocmask(SIG_BLOCK, &set, before);
}

/* nobody would publish the reports of an orphan */
static void die_with_parent(pid_t parent)
{
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	if (getppid() != parent)
		_exit(EXIT_INCOMPLETE);
}

int child_may_read(struct child *child, const char *path, struct assay_error *err)
{
	char *copy, **reads;

	if (strcmp(path, "-") == 0)
		return ASSAY_OK;
	reads = realloc(child->reads, (child->n_reads + 1) * sizeof *reads);
	if (!reads)
		return error_nomem(err);
	child->reads = reads;
	copy = strdup(path);
	if (!copy)
		return error_nomem(err);
	child->reads[child->n_reads++] = copy;
	return ASSAY_OK;
}

void child_free(struct child *child)
{
	for (size_t i = 0; i < child->n_reads; i++)
		free(child->reads[i]);
	free(child->reads);
	child->reads = NULL;
	child->n_reads = 0;
}

void child_note_step(void *payload, const char *doing, const char *what)
{
	(void)payload;
	if (shared)
		snprintf(shared->step, sizeof shared->step, "%s %s", doing, what);
}

void child_limit_time(struct child *child, uint64_t seconds)
{
	char word = TIMED;

	if (!shared || seconds == 0 || child->timeout)
		return;
	shared->timeout = seconds;
	/* a parent that is gone has no use for it */
	(void)!write(child->message_pipe, &word, 1);
}

static int lock(struct child *child, struct assay_error *err)
{
	struct assay_guard *guard = &child->guard;

	if (child->mode == GUARD_OFF) {
		snprintf(guard->lacks, sizeof guard->lacks,
			"Nothing restricted the process to its inputs: --no-guard was given.");
		return ASSAY_OK;
	}
	if (assay_lock((const char *const *)child->reads, child->n_reads, guard))
		return ASSAY_OK;
	if (child->mode == GUARD_REQUIRED)
		return error_set(err, ASSAY_EIO,
			"The guard is incomplete, and --require-guard was given. %s", guard->lacks);
	print_note("The guard is incomplete. %s", guard->lacks);
	return ASSAY_OK;
}

static int work(struct child *child)
{
	struct assay_error err = {0}, late = {0};
	int exit_status = EXIT_INCOMPLETE;
	char word = FAILED;

	if (!lock(child, &err))
		exit_status = child->work(child->payload, &err);
	/* the reason is that of the stream, where only the stream failed */
	if (err.status == ASSAY_EIO && !err.path[0] && stream_fault())
		error_set(&err, ASSAY_EIO, "Standard output can't be written: %s.",
			strerror(stream_fault()));
	if (!err.status && fflush(stdout))
		error_set(
			&err, ASSAY_EIO, "Standard output can't be written: %s.", strerror(errno));
	if (outputs_close(&child->outputs, &late) && !err.status)
		err = late;
	if (err.status)
		exit_status = print_error(&err);
	else
		word = WHOLE;
	if (write(child->message_pipe, &word, 1) != 1)
		exit_status = EXIT_INCOMPLETE;
	close(child->message_pipe);
	return exit_status;
}

/* the next byte of the child; 0: it wrote no more */
static char read_word(int message_pipe)
{
	char word = 0;
	ssize_t n;

	do
		n = read(message_pipe, &word, 1);
	while (n < 0 && errno == EINTR);
	return n == 1 ? word : 0;
}

/* the byte that the child wrote last (0: none), and its wait status */
static char wait_for(struct child *child, pid_t pid, int message_pipe, int *status)
{
	siginfo_t ended;
	char word;
	pid_t reaped;

	while ((word = read_word(message_pipe)) == TIMED)
		if (!child->timeout) {
			child->timeout = shared->timeout;
			start_alarm(child->timeout);
		}
	/* the pid can't be reused until the child is reaped */
	while (waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR)
		;
	child_pid = 0;
	while ((reaped = waitpid(pid, status, 0)) < 0 && errno == EINTR)
		;
	/* without a wait status the byte proves nothing */
	return reaped == pid ? word : 0;
}

static int conclude(struct child *child, char word, int status, struct assay_error *err)
{
	int exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

	/* too late to stop what is published */
	alarm(0);
	if (stopped_by)
		return EXIT_INCOMPLETE;
	if (word == WHOLE && exit_status >= 0 && exit_status <= EXIT_LAST) {
		if (outputs_publish(&child->outputs, err))
			return EXIT_INCOMPLETE;
		return exit_status;
	}
	if (word == FAILED && exit_status == EXIT_INCOMPLETE)
		return exit_status;
	if (WIFSIGNALED(status))
		error_set(err, ASSAY_EINTERNAL,
			"The child process was ended by signal %d (%s). Its reports were "
			"discarded.%s",
			WTERMSIG(status), strsignal(WTERMSIG(status)),
			WTERMSIG(status) == SIGKILL ? " Did the machine run out of memory?" : "");
	else
		error_set(err, ASSAY_EINTERNAL,
			"The child process ended early with status %d. Its reports were "
			"discarded.",
			exit_status);
	return EXIT_INCOMPLETE;
}

/* in the child: restore the default action of signals */
static void let_stops(const sigset_t *mask)
{
	struct sigaction action = {.sa_handler = SIG_DFL}, now;

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < LENGTH_OF(stops); i++) {
		sigaction(stops[i], NULL, &now);
		if (now.sa_handler == stop)
			sigaction(stops[i], &action, NULL);
	}
	sigprocmask(SIG_SETMASK, mask, NULL);
}

/* in the child */
static int begin(struct child *child, pid_t parent, const sigset_t *mask)
{
	let_stops(mask);
	die_with_parent(parent);
	return work(child);
}

static int split(struct child *child, bool *is_child, struct assay_error *err)
{
	pid_t parent = getpid(), pid;
	int message_pipe[2], status = 0;
	sigset_t mask;
	char word;

	if (pipe2(message_pipe, O_CLOEXEC)) {
		error_set(err, ASSAY_EIO, "Can't create a pipe to the child process: %s.",
			strerror(errno));
		return EXIT_INCOMPLETE;
	}
	fflush(stdout);
	block_stops(&mask);
	pid = fork();
	if (pid == 0) {
		*is_child = true;
		close(message_pipe[0]);
		child->message_pipe = message_pipe[1];
		return begin(child, parent, &mask);
	}
	child_pid = pid > 0 ? pid : 0;
	/* stopped before the child existed */
	if (stopped_by && pid > 0)
		kill(pid, SIGKILL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	close(message_pipe[1]);
	if (pid > 0) {
		word = wait_for(child, pid, message_pipe[0], &status);
		status = conclude(child, word, status, err);
	} else {
		error_set(err, ASSAY_EIO, "Can't create the child process: %s.", strerror(errno));
		status = EXIT_INCOMPLETE;
	}
	close(message_pipe[0]);
	return status;
}

static int refuse_time(const struct child *child, struct assay_error *err)
{
	shared->step[sizeof shared->step - 1] = '\0';
	return error_set(err, ASSAY_ELIMIT,
		"The limit timeout of %llu second%s was reached%s%s (--timeout raises it). The "
		"reports were discarded.",
		(unsigned long long)child->timeout, child->timeout == 1 ? "" : "s",
		shared->step[0] ? " while " : "", shared->step);
}

static int run(struct child *child, bool *is_child, struct assay_error *err)
{
	int exit_status = EXIT_INCOMPLETE;

	shared = mmap(
		NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED) {
		shared = NULL;
		error_nomem(err);
		return exit_status;
	}
	if (child->timeout)
		start_alarm(child->timeout);
	if (!outputs_open(&child->outputs, err) && !stopped_by)
		exit_status = split(child, is_child, err);
	alarm(0);
	outputs_free(&child->outputs);
	if (stopped_by == SIGALRM && child->timeout)
		refuse_time(child, err);
	munmap(shared, sizeof *shared);
	shared = NULL;
	return exit_status;
}

int child_run(struct child *child)
{
	struct sigaction before[LENGTH_OF(stops)];
	struct assay_error err = {0};
	bool is_child = false;
	int exit_status;

	/* with SIGCHLD ignored, the kernel would discard the wait status */
	signal(SIGCHLD, SIG_DFL);
	catch_stops(before);
	exit_status = run(child, &is_child, &err);
	if (is_child)
		return exit_status;
	restore_stops(before);
	/* end by the same signal, so that a shell recognises Ctrl-C */
	if (stopped_by && !(stopped_by == SIGALRM && child->timeout))
		raise(stopped_by);
	else if (err.status)
		exit_status = print_error(&err);
	return exit_status;
}
