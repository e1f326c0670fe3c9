/*
 * help.h - what --help prints.
 */
#ifndef ASSAY_CLI_HELP_H
#define ASSAY_CLI_HELP_H

#include "cli/command.h"

void help_write(const struct command *command, FILE *stream);

#endif
