/*
 * source.h - the kinds of document that contain AWS CLI output. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_EXPORT_SOURCE_H
#define ASSAY_INVENTORY_EXPORT_SOURCE_H

#include "inventory/model/source_kind.h"

extern const struct notation aws_cli_notation; /* node_cli.c */

/* The names of a field in CLI output; n 0: no command prints it. */
const struct spelling *printed_names(const struct field *field);

/* The same in the output of one command. */
const struct spelling *names_in_output(const struct command *c, const struct field *field);

extern const struct source_kind aws_caller_identity, aws_config_items;
extern const struct source_kind aws_cli_export;
extern const struct source_kind aws_cli_envelope; /* an export with a record of its command */

#endif
