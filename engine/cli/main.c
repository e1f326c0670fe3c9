/*
 * main - argv to one command.
 *
 * Knows the commands by name; each has a file of its own.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/command.h"
#include "cli/help.h"
#include "cli/streams.h"

#include "base/nearest.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static const struct command *const commands[] = {
	&command_check,
	&command_remedy,
	&command_collect,
	&command_inspect,
	&command_rules,
	&command_explain,
	&command_test,
	&command_new,
	&command_lint,
	&command_config,
	&command_evidence,
	&command_verify,
	&command_waive,
	&command_diff,
	&command_manual,
	&command_completion,
	&command_version,
	NULL,
};

static void usage(FILE *stream)
{
	const struct command *command;

	fprintf(stream, "usage: assay COMMAND [OPTION]... [ARGUMENT]...\n\n"
			"assay judges exported and planned cloud configuration, offline.\n\n");
	for (size_t i = 0; (command = commands[i]); i++)
		fprintf(stream, "  %-10s  %s\n", command->name, command->about);
	fprintf(stream,
		"\n'assay help COMMAND' prints the options of a command. To begin, in the folder "
		"of\n"
		"the exports or of the plan: 'assay inspect .', then 'assay check .'\n\n"
		"Exit status: 0 nothing failed and nothing is undecided, 1 a control failed,\n"
		"2 the evaluation is incomplete, 3 nothing failed but something is unknown.\n");
}

/* No file opened later may become standard input, output or error. A report for a closed stream
 * can't be written, and that is an error. */
static void keep_standard_streams(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY);
	while (fd >= 0 && fd <= 2);
	if (fd > 2)
		close(fd);
}

static int no_such_command(const char *name)
{
	struct nearest nearest = {.word = str_of(name)};
	const struct command *command;
	struct assay_error err = {0};

	for (size_t i = 0; (command = commands[i]); i++)
		nearest_offer(&nearest, str_of(command->name));
	if (nearest.name.ptr)
		error_set(&err, ASSAY_EUSAGE, "There is no command '%s'. Did you mean '%s'?", name,
			nearest.name.ptr);
	else if (access(name, F_OK) == 0)
		error_set(&err, ASSAY_EUSAGE,
			"There is no command '%s'. To judge this path, run 'assay check %s'.", name,
			name);
	else
		error_set(&err, ASSAY_EUSAGE,
			"There is no command '%s'. 'assay help' lists the commands.", name);
	return print_error(&err);
}

/* The exit status of a command, after what it printed; EXIT_INCOMPLETE if that can't be written. */
static int finish(int exit_status)
{
	struct assay_error err = {0};

	if (!fflush(stdout))
		return exit_status;
	error_set(&err, ASSAY_EIO, "Standard output can't be written: %s.", strerror(errno));
	return print_error(&err);
}

/* `assay help` and `assay help COMMAND` */
static int help(int argc, char **argv)
{
	const struct command *command = argc > 1 ? command_find(commands, argv[1]) : NULL;

	if (argc > 1 && !command)
		return no_such_command(argv[1]);
	if (command)
		help_write(command, stdout);
	else
		usage(stdout);
	return finish(0);
}

int main(int argc, char **argv)
{
	const struct command *command;

	keep_standard_streams();
	signal(SIGPIPE, SIG_IGN);
	if (argc < 2) {
		usage(stderr);
		return EXIT_INCOMPLETE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
		strcmp(argv[1], "help") == 0)
		return help(argc - 1, argv + 1);
	if (strcmp(argv[1], "--version") == 0)
		return finish(invocation_run(commands, &command_version, 1, argv));
	command = command_find(commands, argv[1]);
	return command ? finish(invocation_run(commands, command, argc - 1, argv + 1))
		       : no_such_command(argv[1]);
}
