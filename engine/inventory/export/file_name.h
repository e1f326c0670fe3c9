/*
 * file_name.h - the names of export files. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_FILE_NAME_H
#define ASSAY_INVENTORY_FILE_NAME_H

#include "inventory/model/build.h"

/* The command without its service: "get-trail-status". */
struct str command_word(const struct command *command);

/* The name of a file; *folder is the path before it, with its slash. */
struct str split_path(struct str path, struct str *folder);

/* Of "WORD.LABEL.json" (or .yaml, .yml) the label; of "WORD.json" empty; else ptr NULL. */
struct str file_label(struct str file, struct str word);

/* How many commands the file is named for, and the last of them. */
size_t count_named_commands(const struct inventory *w, struct str file, const struct type **type,
	const struct command **command);

#endif
