/*
 * file_name.h - the names of export files, for inventory and the loader of types.
 */
#ifndef ASSAY_INVENTORY_FILE_NAME_H
#define ASSAY_INVENTORY_FILE_NAME_H

#include "inventory/model/build.h"

/* The command without its service: "get-trail-status". */
struct str command_word(const struct command *command);

/* The name of a file; *folder is the path before it, with its slash. */
struct str split_path(struct str path, struct str *folder);

/* "a/b/" of "a/b/c/"; *component: "c", empty if there is none. */
struct str parent_folder(struct str folder, struct str *component);

/* True if files of this name contain data: not source code, not a text about something. */
bool is_data_file(struct str file);

/* True if files of the command are named for its service, too: "lambda-get-policy.NAME.json". */
bool has_service_in_file(const struct command *c);

struct named_command {
	const struct type *type; /* NULL: several commands have this name */
	const struct command *command;
	struct str label; /* of "COMMAND.LABEL.json"; of "COMMAND.json" empty; else ptr NULL */
};

/*
 * The command that a data file is named for: its name begins with the command's, with or without
 * its service, in any case, with "_" or "-"; before it may be an account ID, a Region and a date.
 * False: it is named for none.
 */
bool find_named_command(struct named_command *out, const struct inventory *w, struct str file);

/* True if the name of a file begins as one that is named for a command, whatever its ending is,
 * except that of source code. */
bool is_named_like_export(const struct inventory *w, struct str file);

/* "eu-west-1" of "eu-west-1.tar.gz.gpg": what was packed or encrypted; ptr NULL: nothing was. */
struct str packed_name(struct str file);

/* True of source code and of texts about something, by the ending of the name. */
bool is_written_by_hand(struct str file);

/* True if a file is named for this command, perhaps among others. *label as above. */
bool is_named_for(const struct inventory *w, struct str file, const struct command *command,
	struct str *label);

/*
 * The command of a detail that the folder of a file is named for: "lambda-get-policy/NAME", as
 * CloudMapper writes it. label: the name of the file, without percent-encoding and ".json".
 * Evidence only for a file that is recognised by its content.
 */
bool find_folder_command(struct named_command *out, const struct inventory *w, struct str path);

/* True if a folder of this name holds exports of one account: those of a Region, date, service or
 * command. */
bool is_folder_of_exports(const struct inventory *w, struct str component);

/* True if a file with the declared name is found by it: it is named for the command, and its only
 * field is the label of the type or a key that is an ARN. */
bool command_finds_file(const struct command *c, const struct type *type);

/* True if neither form nor file name tells the outputs of two commands apart. */
bool commands_are_ambiguous(const struct command *a, const struct command *b);

/* The words of a name before its command and behind it; without the command, all are before. */
struct name_parts {
	bool named;
	struct str before, behind; /* without the label of a resource */
};
struct name_parts split_name(struct str file, const struct command *command);

#endif
