/*
 * envelope.h - the record that `assay collect` writes around an export. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_ENVELOPE_H
#define ASSAY_INVENTORY_ENVELOPE_H

#include "doc/value.h"
#include "inventory/export/stated.h"
#include "inventory/model/build.h"

struct envelope {
	struct str command;         /* without "aws " */
	struct str account, region; /* ptr NULL: not there */
	struct str time;   /* when it was collected, "2026-12-31T23:59:59Z"; ptr NULL: not there */
	int64_t seconds;   /* the same, since 1970 */
	struct str caller; /* ARN of who collected it; ptr NULL: not there */
	const struct value *parameters;
	struct cursor output; /* doc NULL: an error */
	struct cursor error;
	struct str code, message;
	struct stated stated; /* by keys that an envelope does not have */
};

/* True if the value of "assay" has a key of an envelope. */
bool envelope_is_head(struct cursor head);

int envelope_read(
	struct envelope *out, struct cursor root, struct arena *a, struct assay_error *err);

/* parameters.c: true if both are one option, in the spelling of the CLI or of the API. */
bool same_option(struct str a, struct str b);

/* The first parameter that may have left something out of a list; ptr NULL: none. */
struct str parameters_narrow(const struct command *command, const struct value *parameters);

#endif
