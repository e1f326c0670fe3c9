/*
 * main - argv to one command.
 *
 * Knows the commands by name; each lives in a file of its own.
 */
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static const struct command *const commands[] = {
	&command_check,
	&command_inspect,
	&command_rules,
	&command_explain,
	&command_version,
};

static void usage(FILE *stream)
{
	fprintf(stream, "usage: assay COMMAND [OPTION]... [ARGUMENT]...\n\n"
			"assay judges exported and planned cloud configuration, offline.\n\n");
	for (size_t i = 0; i < LENGTH_OF(commands); i++)
		fprintf(stream, "  %-9s %s\n", commands[i]->name, commands[i]->about);
	fprintf(stream,
		"\n'assay COMMAND --help' says more.\n"
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
	if (err->path[0] && err->line)
		fprintf(stderr, "%s:%zu:%zu: ", err->path, err->line, err->column);
	else if (err->path[0])
		fprintf(stderr, "%s: ", err->path);
	fprintf(stderr, "%s\n", err->message);
	return EXIT_INCOMPLETE;
}

int write_stream(void *payload, const char *bytes, size_t len)
{
	return fwrite(bytes, 1, len, payload) == len ? 0 : 1;
}

int main(int argc, char **argv)
{
	keep_standard_streams();
	signal(SIGPIPE, SIG_IGN);
	if (argc < 2) {
		usage(stderr);
		return EXIT_INCOMPLETE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
		strcmp(argv[1], "help") == 0) {
		usage(stdout);
		return 0;
	}
	if (strcmp(argv[1], "--version") == 0)
		return command_version.run(1, argv);
	for (size_t i = 0; i < LENGTH_OF(commands); i++)
		if (strcmp(argv[1], commands[i]->name) == 0)
			return commands[i]->run(argc - 1, argv + 1);
	fprintf(stderr, "assay: there is no command '%s'\n\n", argv[1]);
	usage(stderr);
	return EXIT_INCOMPLETE;
}
