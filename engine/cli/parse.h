/*
 * parse.h - a command line, parsed by the table of its command.
 */
#ifndef ASSAY_CLI_PARSE_H
#define ASSAY_CLI_PARSE_H

#include "cli/command.h"

/*
 * Parse argv[1] to argv[argc - 1] into *call: --name VALUE and --name=VALUE, "--" ends the
 * options. *help is set by --help and -h, and ends parsing. call->arguments.items and
 * call->rules.items have room for argc entries.
 */
int parse_arguments(
	struct invocation *call, int argc, char **argv, bool *help, struct assay_error *err);

/* The i-th option of a command: its own, then those that it shares; NULL after the last. */
const struct option *command_option(const struct command *command, size_t i);

/* True if the setting is an option of the command. */
bool command_takes(const struct command *command, const struct assay_setting *setting);

#endif
