/*
 * complete.h - what can follow the beginning of a command line.
 */
#ifndef ASSAY_CLI_COMPLETE_H
#define ASSAY_CLI_COMPLETE_H

#include "cli/command.h"

/*
 * Write what can stand for the last of n words, which is typed up to its end and may be empty:
 * lines "WORD", a tab and a description. If the last word contains "=", WORD stands for what
 * follows the last "=". The lines ":file" and ":folder" stand for the names of files and folders.
 * listing is the output of 'assay rules', or empty; complete_needs_rules says if it is read.
 */
void complete_write(FILE *stream, const struct command *const *commands, const struct words *words,
	struct str listing);
bool complete_needs_rules(const struct command *const *commands, const struct words *words);

/* The i-th folder that the words give to --rules; NULL after the last. */
const char *complete_rules_folder(const struct words *words, size_t i);

#endif
