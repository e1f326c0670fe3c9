/*
 * main - argv to one command.
 *
 * Knows the commands by name; each lives in a file of its own.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include "base/nearest.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static const struct command *const commands[] = {
	&command_check,
	&command_inspect,
	&command_rules,
	&command_explain,
	&command_config,
	&command_waive,
	&command_diff,
	&command_version,
};

static void usage(FILE *stream)
{
	fprintf(stream, "usage: assay COMMAND [OPTION]... [ARGUMENT]...\n\n"
			"assay judges exported and planned cloud configuration, offline.\n\n");
	for (size_t i = 0; i < LENGTH_OF(commands); i++)
		fprintf(stream, "  %-9s %s\n", commands[i]->name, commands[i]->about);
	fprintf(stream,
		"\n'assay help COMMAND' says more. To begin with, in the folder of the exports or\n"
		"of the plan: 'assay inspect .', then 'assay check .'\n\n"
		"Exit status: 0 nothing failed and nothing undecided, 1 a control failed,\n"
		"2 the evaluation is not complete, 3 nothing failed but something is unknown.\n");
}

/* a file that is opened later must never become standard input, output or error */
static void keep_standard_streams(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= 2);
	if (fd > 2)
		close(fd);
}

int complain(const struct assay_error *err)
{
	fprintf(stderr, "assay: ");
	if (err->path[0] && err->line && err->column)
		fprintf(stderr, "%s:%zu:%zu: ", err->path, err->line, err->column);
	else if (err->path[0] && err->line)
		fprintf(stderr, "%s:%zu: ", err->path, err->line);
	else if (err->path[0])
		fprintf(stderr, "%s: ", err->path);
	fprintf(stderr, "%s\n", err->message);
	return EXIT_INCOMPLETE;
}

int write_stream(void *payload, const char *bytes, size_t len)
{
	return fwrite(bytes, 1, len, payload) == len ? 0 : 1;
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < LENGTH_OF(commands); i++)
		if (strcmp(name, commands[i]->name) == 0)
			return commands[i];
	return NULL;
}

static int no_such_command(const char *name)
{
	struct nearest nearest = {.word = str_of(name)};
	struct assay_error err = {0};

	for (size_t i = 0; i < LENGTH_OF(commands); i++)
		nearest_offer(&nearest, str_of(commands[i]->name));
	if (nearest.name.ptr)
		error_set(&err, ASSAY_EUSAGE, "there is no command '%s': did you mean '%s'?", name,
			nearest.name.ptr);
	else if (access(name, F_OK) == 0)
		error_set(&err, ASSAY_EUSAGE,
			"there is no command '%s': to judge it, 'assay check %s'", name, name);
	else
		error_set(&err, ASSAY_EUSAGE, "there is no command '%s': 'assay help' lists them",
			name);
	return complain(&err);
}

/* 'assay help' and 'assay help COMMAND' */
static int help(int argc, char **argv)
{
	const struct command *command = argc > 1 ? find_command(argv[1]) : NULL;

	if (argc > 1 && !command)
		return no_such_command(argv[1]);
	if (command)
		args_help(command, stdout);
	else
		usage(stdout);
	return fflush(stdout) ? EXIT_INCOMPLETE : 0;
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
		return command_version.run(1, argv);
	command = find_command(argv[1]);
	return command ? command->run(argc - 1, argv + 1) : no_such_command(argv[1]);
}
