/*
 * manual.h - the pages of the manual.
 */
#ifndef ASSAY_CLI_MANUAL_H
#define ASSAY_CLI_MANUAL_H

#include "cli/command.h"

/* The page of a command, written from the table that --help prints. */
void manual_write_command(FILE *stream, const struct command *command, const char *date);

/* assay(1), which lists the commands (NULL after the last), and assay.yaml(5). */
void manual_write_assay(FILE *stream, const struct command *const *commands, const char *date);
int manual_write_settings(FILE *stream, const char *date, struct assay_error *err);

/* assay-rules(5), with the functions and types of the rules that a has. */
int manual_write_rules(FILE *stream, const char *date, struct assay *a, struct assay_error *err);

#endif
