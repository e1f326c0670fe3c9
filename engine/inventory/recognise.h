/*
 * recognise.h - what a document is, told by its content. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_RECOGNISE_H
#define ASSAY_INVENTORY_RECOGNISE_H

#include "inventory/export/export.h"

enum document {
	DOCUMENT_OTHER,
	DOCUMENT_PLAN,
	DOCUMENT_STATE,   /* terraform show -json of a state */
	DOCUMENT_TFSTATE, /* the raw state file */
	DOCUMENT_EXPORT,
	DOCUMENT_ENVELOPE,
};

struct recogniser {
	const struct inventory *inventory;
	struct map keys; /* every top-level key that tells something */
};

struct recognised {
	enum document document;
	const struct type *type; /* DOCUMENT_EXPORT */
	const struct command *command;
};

int recogniser_init(struct recogniser *r, const struct inventory *w);

/* What an object is. A key that stands twice where it tells something is an error. */
int recognise(const struct recogniser *r, struct recognised *out, struct cursor root,
	struct assay_error *err);

/* Does this output look like the command's? */
int recognise_output(const struct recogniser *r, bool *out, const struct command *command,
	struct cursor output, struct assay_error *err);

/* The command of that name ("cloudtrail describe-trails"), and its type. */
const struct command *find_command(
	const struct inventory *w, struct str name, const struct type **type);

#endif
