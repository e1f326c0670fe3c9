/*
 * command.h - a command as data, and one call of it.
 *
 * A command is a table (name, options, help) and up to three functions. invocation_run parses the
 * command line by the table, asks the command to prepare, and runs its work in a locked child.
 */
#ifndef ASSAY_CLI_COMMAND_H
#define ASSAY_CLI_COMMAND_H

#include "cli/child.h"
#include "cli/files.h"
#include "cli/policy.h"
#include "cli/sources.h"

struct invocation;

/* An option of one command, beside those that it shares with others. */
struct option {
	const char *name;  /* "--color" */
	const char *value; /* what it takes: "WHEN"; NULL: nothing */
	const char *about; /* for --help, which breaks its lines */
	/* Store it; value is NULL where the option takes none. NULL: store the text at offset. */
	int (*take)(struct invocation *call, const char *value, struct assay_error *err);
	size_t offset; /* of a const char * in the command's state */
	/* Store an option that takes two arguments; NULL for all others. */
	int (*take_pair)(struct invocation *call, const char *first, const char *second,
		struct assay_error *err);
};

/* Which settings of assay.h are options of a command. */
enum settings_taken {
	TAKES_NO_SETTINGS,
	TAKES_LIMITS, /* limits of reading files */
	TAKES_ALL_LIMITS,
	TAKES_CHOICE, /* the choice of controls */
	TAKES_INPUTS, /* what concerns inputs, and the choice of controls */
	TAKES_ALL_SETTINGS,
};

/* Options that several commands share; a set of bits. */
enum {
	SHARES_RULES = 1,    /* --rules */
	SHARES_CONFIG = 2,   /* --config, --no-config */
	SHARES_ACCEPTED = 4, /* --waivers, --baseline */
	SHARES_GUARD = 8,    /* --require-guard, --no-guard */
	SHARES_WHAT_IF = 16, /* --what-if */
	SHARES_SOURCES = 32, /* --source, --source-root */
	SHARES_STAMP = 64,   /* --stamp */
};

struct command {
	const char *name;      /* "check" */
	const char *arguments; /* "PATH..." */
	const char *about;     /* one line */
	const char *details;   /* paragraphs for --help; may be NULL */
	/* a table for --help after the options, its heading and its i-th row; NULL: none */
	const char *rows_title;
	const char *(*row)(size_t i, const char **about);
	const struct option *options;
	size_t n_options;
	unsigned shares;
	enum settings_taken takes;
	size_t min_arguments, max_arguments; /* max 0: takes none */
	const char *usage;    /* the error for too few or too many: what to call instead */
	bool reads_arguments; /* arguments are paths that the child reads */
	size_t state_size;    /* bytes of call->state, zeroed */
	/* In the parent, after parsing, before any input is read; may be NULL. */
	int (*prepare)(struct invocation *call, struct assay_error *err);
	/* In the child, or in the parent without SHARES_GUARD. Returns the exit status; an error in
	 * *err makes it EXIT_INCOMPLETE. */
	int (*work)(struct invocation *call, struct assay_error *err);
};

/* Strings of argv, in order. */
struct words {
	const char **items;
	size_t n;
};

struct invocation {
	const struct command *const *commands; /* all, NULL after the last */
	const struct command *command;
	struct assay *assay; /* holds the settings */
	struct words arguments;
	struct words rules; /* folders of --rules */
	struct policy policy;
	struct sources sources;
	bool stamp; /* --stamp */
	struct child child;
	struct files files; /* for the child */
	void *state;        /* the command's own */
};

extern const struct command command_check, command_rules, command_explain, command_inspect,
	command_evidence, command_verify, command_collect, command_test, command_new, command_lint,
	command_config, command_remedy, command_waive, command_diff, command_manual,
	command_completion, command_version;

/* By its name in a list that ends with NULL; NULL: there is none. */
const struct command *command_find(const struct command *const *commands, const char *name);

/* Run one of the commands; argv[0] is its name. Returns the exit status. */
int invocation_run(const struct command *const *commands, const struct command *command, int argc,
	char **argv);

/*
 * For the child: read the configuration, the bundled rules and the folders of --rules, in this
 * order, since the configuration sets the limits for what follows.
 */
int invocation_load_rules(struct invocation *call, struct assay_error *err);

/* For the child: read all that the command line names, and judge the arguments. */
int invocation_judge(
	struct invocation *call, struct assay_result **result, struct assay_error *err);

#endif
