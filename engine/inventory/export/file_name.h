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

/* True if files of this name contain data: not source code, not a text about something. */
bool is_data_file(struct str file);

struct named_command {
	const struct type *type; /* NULL: several commands have this name */
	const struct command *command;
	struct str label; /* of "COMMAND.LABEL.json"; of "COMMAND.json" empty; else ptr NULL */
};

/*
 * The command that a data file is named for: its name begins with the command's, with or without
 * its service, in any case, with "_" or "-". False: it is named for none.
 */
bool find_named_command(struct named_command *out, const struct inventory *w, struct str file);

#endif
