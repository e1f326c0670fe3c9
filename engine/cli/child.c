/*
 * child - the work of a command, done by a child that can't leave its inputs.
 *
 * Knows processes and signals. Must not know what the work is. The child tells its parent
 * with one byte that it came to its end; without it nothing that it wrote is believed.
 */
#define _GNU_SOURCE /* pipe2 */
#include "cli/child.h"
#include "cli/cli.h"

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

/* a signal handler has nothing else to look at */
static volatile sig_atomic_t stopped_by, child_pid;

static void stop(int signal)
{
	stopped_by = signal;
	if (child_pid > 0)
		kill((pid_t)child_pid, SIGKILL);
}

/* catch what would end us before the temporary files are removed; what is ignored stays so */
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

/* a child whose parent is gone would write for nobody */
static void die_with_parent(pid_t parent)
{
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	if (getppid() != parent)
		_exit(EXIT_INCOMPLETE);
}

bool child_take_option(struct child *child, const char *name)
{
	if (strcmp(name, "--require-guard") == 0)
		child->mode = GUARD_REQUIRED;
	else if (strcmp(name, "--no-guard") == 0)
		child->mode = GUARD_OFF;
	else
		return false;
	return true;
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
			"Nothing held the process to its inputs: --no-guard was given.");
		return ASSAY_OK;
	}
	if (assay_lock(child->reads, child->n_reads, guard))
		return ASSAY_OK;
	if (child->mode == GUARD_REQUIRED)
		return error_set(err, ASSAY_EIO,
			"the guard is not complete, and --require-guard was given. %s",
			guard->lacks);
	fprintf(stderr, "assay: note: the guard is not complete. %s\n", guard->lacks);
	return ASSAY_OK;
}

static int work(struct child *child, int told)
{
	struct assay_error err = {0}, late = {0};
	int exit_status = EXIT_INCOMPLETE;
	char word = FAILED;

	if (!lock(child, &err))
		exit_status = child->work(child->payload, &err);
	if (!err.status && fflush(stdout))
		error_set(&err, ASSAY_EIO, "standard output can't be written: %s", strerror(errno));
	if (outputs_close(&child->outputs, &late) && !err.status)
		err = late;
	if (err.status)
		exit_status = complain(&err);
	else
		word = WHOLE;
	if (write(told, &word, 1) != 1)
		exit_status = EXIT_INCOMPLETE;
	close(told);
	return exit_status;
}

/* the child's last word, 0 where there was none, and how it ended */
static char wait_for(pid_t pid, int told, int *status)
{
	siginfo_t ended;
	char word = 0;
	pid_t reaped;
	ssize_t n;

	do
		n = read(told, &word, 1);
	while (n < 0 && errno == EINTR);
	/* until it is reaped its number is nobody else's */
	while (waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR)
		;
	child_pid = 0;
	while ((reaped = waitpid(pid, status, 0)) < 0 && errno == EINTR)
		;
	/* how it ended is known, or nothing is */
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
			"the process that judges was ended by signal %d (%s): nothing that it "
			"wrote "
			"is whole%s",
			WTERMSIG(status), strsignal(WTERMSIG(status)),
			WTERMSIG(status) == SIGKILL ? "; was there too little memory?" : "");
	else
		error_set(err, ASSAY_EINTERNAL,
			"the process that judges ended with status %d before it was done: nothing "
			"that it wrote is whole",
			exit_status);
	return EXIT_INCOMPLETE;
}

/* in the child: signals end it as they end any process */
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
	int told[2], status = 0;
	sigset_t mask;
	char word;

	if (pipe2(told, O_CLOEXEC)) {
		error_set(
			err, ASSAY_EIO, "no pipe to the process that judges: %s", strerror(errno));
		return EXIT_INCOMPLETE;
	}
	fflush(stdout);
	block_stops(&mask);
	pid = fork();
	if (pid == 0) {
		*is_child = true;
		close(told[0]);
		let_stops(&mask);
		die_with_parent(parent);
		return work(child, told[1]);
	}
	child_pid = pid > 0 ? pid : 0;
	sigprocmask(SIG_SETMASK, &mask, NULL);
	close(told[1]);
	if (pid > 0) {
		word = wait_for(pid, told[0], &status);
		status = conclude(child, word, status, err);
	} else {
		error_set(err, ASSAY_EIO, "no process to judge in: %s", strerror(errno));
		status = EXIT_INCOMPLETE;
	}
	close(told[0]);
	return status;
}

int child_run(struct child *child)
{
	struct sigaction before[LENGTH_OF(stops)];
	struct assay_error err = {0};
	int exit_status = EXIT_INCOMPLETE;
	bool is_child = false;

	/* ignored, as some callers leave it, the system would throw away how the child ended */
	signal(SIGCHLD, SIG_DFL);
	catch_stops(before);
	if (!outputs_open(&child->outputs, &err) && !stopped_by)
		exit_status = split(child, &is_child, &err);
	outputs_free(&child->outputs);
	if (is_child)
		return exit_status;
	restore_stops(before);
	/* end as the signal wants it, so that a shell sees a Ctrl-C as one */
	if (stopped_by)
		raise(stopped_by);
	else if (err.status)
		complain(&err);
	return exit_status;
}
