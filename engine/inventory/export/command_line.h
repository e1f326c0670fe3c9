/*
 * command_line.h - the shell line that exports the output of a command. Also what any
 * command line may contain.
 */
#ifndef ASSAY_INVENTORY_COMMAND_LINE_H
#define ASSAY_INVENTORY_COMMAND_LINE_H

#include "inventory/export/entity.h"

/* True for an ARN, or a name that the AWS CLI passes on unchanged: "file://x" and "@x" are neither.
 */
bool is_command_argument(struct str s);

/* True if it is not empty and consists of letters, digits and the given characters. */
bool consists_of(struct str s, struct str more);

/* Append s as one word of a POSIX shell. */
void command_quote(struct buf *b, struct str s);

/*
 * "aws ... --region us-east-1 --output json > ACCOUNT/REGION/FILE", for a list of an account
 * "> ACCOUNT/FILE"; e may be NULL. Only "aws SERVICE COMMAND" if a name is neither an ARN nor
 * plain.
 */
struct str command_line(struct inventory *w, const struct command *command, struct str account,
	struct str region, const struct type *type, const struct entity *e);

/* The same, with its folder as a word of a shell; empty if a name is neither an ARN nor plain. */
struct str command_line_in(struct str *folder, struct inventory *w, const struct command *command,
	struct str account, struct str region, const struct type *type, const struct entity *e);

#endif
