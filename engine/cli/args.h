/*
 * args.h - option tables that parse a command line and print its --help.
 */
#ifndef ASSAY_CLI_ARGS_H
#define ASSAY_CLI_ARGS_H

#include "base/base.h"

struct option {
	const char *name;  /* "--control" */
	const char *value; /* what it takes: "ID"; NULL: nothing */
	const char *about; /* for --help, which breaks its lines */
};

/* Which of assay.h's settings a command takes. */
enum takes { TAKES_NONE, TAKES_READING, TAKES_ALL };

struct command {
	const char *name;      /* "check" */
	const char *arguments; /* "PATH..." */
	const char *about;     /* one line */
	const char *details;   /* paragraphs for --help; may be NULL */
	const struct option *options;
	size_t n_options;
	void (*more)(FILE *stream);        /* what --help prints behind the options; may be NULL */
	enum takes takes;                  /* settings that are options of it as well */
	int (*run)(int argc, char **argv); /* the exit status; argv[0] is the command's name */
};

enum arg { ARG_END, ARG_OPTION, ARG_SETTING, ARG_PATH, ARG_HELP, ARG_ERROR };

/* Where parsing stands. Start with {.command, .argc, .argv, .at = 1}. */
struct args {
	const struct command *command;
	int argc;
	char **argv;
	int at;
	bool paths_only;       /* after "--" */
	struct option setting; /* the one that was met last, and room for its name */
	char setting_name[40];
};

/*
 * The next argument: for ARG_OPTION *option and *value (NULL where it takes none), for
 * ARG_SETTING the same, the option's name being the setting's; for ARG_PATH *value.
 * ARG_ERROR sets *err.
 */
enum arg args_next(struct args *args, const struct option **option, const char **value,
	struct assay_error *err);

void args_help(const struct command *command, FILE *stream);

/* One row of a help: a name, what it takes (may be NULL), and words that flow beside them. */
void args_help_row(FILE *stream, const char *name, const char *value, const char *about);

#endif
