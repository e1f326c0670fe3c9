/*
 * child - the work of a command, in a child process that can read nothing but its inputs.
 *
 * Knows processes and signals. Must not know what the work is. The child writes one byte to its
 * parent when it is done; without this byte the parent discards the reports.
 */
#define _GNU_SOURCE /* pipe2 */
#include "cli/child.h"
#include "cli/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { WHOLE = 'w', FAILED = 'f', EXIT_LAST = 3 };

static const int stops[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

/* shared with the signal handler */
static volatile sig_atomic_t stopped_by, child_pid;

static void stop(int signal)
{
	stopped_by = signal;
	if (child_pid > 0)
		kill((pid_t)child_pid, SIGKILL);
}

/* handle signals that would leave temporary files behind; ignored signals stay ignored */
static void catch_stops(struct sigaction before[LENGTH_OF(stops)])
{
	struct sigaction action = {.sa_handler = stop};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < LENGTH_OF(stops); i++) {
		sigaction(stops[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(stops[i], &action, NULL);
	}
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
	const char **reads;

	if (strcmp(path, "-") == 0)
		return ASSAY_OK;
	reads = realloc(child->reads, (child->n_reads + 1) * sizeof *reads);
	if (!reads)
		return error_nomem(err);
	child->reads = reads;
	child->reads[child->n_reads++] = path;
	return ASSAY_OK;
}

void child_free(struct child *child)
{
	free(child->reads);
	child->reads = NULL;
	child->n_reads = 0;
}

static int lock(struct child *child, struct assay_error *err)
{
	struct assay_guard *guard = &child->guard;

	if (child->mode == GUARD_OFF) {
		snprintf(guard->lacks, sizeof guard->lacks,
			"Nothing restricted the process to its inputs: --no-guard was given.");
		return ASSAY_OK;
	}
	if (assay_lock(child->reads, child->n_reads, guard))
		return ASSAY_OK;
	if (child->mode == GUARD_REQUIRED)
		return error_set(err, ASSAY_EIO,
			"The guard is incomplete, and --require-guard was given. %s", guard->lacks);
	print_note("The guard is incomplete. %s", guard->lacks);
	return ASSAY_OK;
}

static int work(struct child *child, int message_pipe)
{
	struct assay_error err = {0}, late = {0};
	int exit_status = EXIT_INCOMPLETE;
	char word = FAILED;

	if (!lock(child, &err))
		exit_status = child->work(child->payload, &err);
	if (!err.status && fflush(stdout))
		error_set(
			&err, ASSAY_EIO, "Standard output can't be written: %s.", strerror(errno));
	if (outputs_close(&child->outputs, &late) && !err.status)
		err = late;
	if (err.status)
		exit_status = print_error(&err);
	else
		word = WHOLE;
	if (write(message_pipe, &word, 1) != 1)
		exit_status = EXIT_INCOMPLETE;
	close(message_pipe);
	return exit_status;
}

/* the byte that the child wrote last (0: none), and its wait status */
static char wait_for(pid_t pid, int message_pipe, int *status)
{
	siginfo_t ended;
	char word = 0;
	pid_t reaped;
	ssize_t n;

	do
		n = read(message_pipe, &word, 1);
	while (n < 0 && errno == EINTR);
	/* the pid can't be reused until the child is reaped */
	while (waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR)
		;
	child_pid = 0;
	while ((reaped = waitpid(pid, status, 0)) < 0 && errno == EINTR)
		;
	/* without a wait status the byte proves nothing */
	return n == 1 && reaped == pid ? word : 0;
}

static int conclude(struct child *child, char word, int status, struct assay_error *err)
{
	int exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

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
		let_stops(&mask);
		die_with_parent(parent);
		return work(child, message_pipe[1]);
	}
	child_pid = pid > 0 ? pid : 0;
	sigprocmask(SIG_SETMASK, &mask, NULL);
	close(message_pipe[1]);
	if (pid > 0) {
		word = wait_for(pid, message_pipe[0], &status);
		status = conclude(child, word, status, err);
	} else {
		error_set(err, ASSAY_EIO, "Can't create the child process: %s.", strerror(errno));
		status = EXIT_INCOMPLETE;
	}
	close(message_pipe[0]);
	return status;
}

int child_run(struct child *child)
{
	struct sigaction before[LENGTH_OF(stops)];
	struct assay_error err = {0};
	int exit_status = EXIT_INCOMPLETE;
	bool is_child = false;

	/* with SIGCHLD ignored, the kernel would discard the wait status */
	signal(SIGCHLD, SIG_DFL);
	catch_stops(before);
	if (!outputs_open(&child->outputs, &err) && !stopped_by)
		exit_status = split(child, &is_child, &err);
	outputs_free(&child->outputs);
	if (is_child)
		return exit_status;
	restore_stops(before);
	/* end by the same signal, so that a shell recognises Ctrl-C */
	if (stopped_by)
		raise(stopped_by);
	else if (err.status)
		print_error(&err);
	return exit_status;
}
