/*
 * help.h - what --help prints.
 */
#ifndef ASSAY_CLI_HELP_H
#define ASSAY_CLI_HELP_H

#include "cli/command.h"

void help_write(const struct command *command, FILE *stream);

/* One row: a name, the value that it takes (may be NULL), and text that wraps beside them. */
void help_write_row(FILE *stream, const char *name, const char *value, const char *about);

#endif
