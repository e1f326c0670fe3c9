/*
 * command_line.h - the shell line that exports the output of a command. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_COMMAND_LINE_H
#define ASSAY_INVENTORY_COMMAND_LINE_H

#include "inventory/export/entity.h"

/*
 * "aws ... --region us-east-1 > ACCOUNT/REGION/FILE"; e may be NULL. Only "aws SERVICE COMMAND"
 * where a name does not belong on a shell line.
 */
struct str command_line(struct inventory *w, const struct command *command, struct str account,
	struct str region, const struct type *type, const struct entity *e);

#endif
