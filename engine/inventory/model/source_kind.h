/*
 * source_kind.h - what the engine needs of a kind of source, as one table of functions.
 *
 * Each folder of a source defines its tables; inventory/source_kinds.c lists them all.
 */
#ifndef ASSAY_INVENTORY_SOURCE_KIND_H
#define ASSAY_INVENTORY_SOURCE_KIND_H

#include "inventory/model/shape.h"
#include "inventory/model/type.h"

struct inventory;
struct source;

struct source_kind {
	const char *name;   /* "Terraform plan" */
	const char *remedy; /* said of a document that is not read; NULL: each is read */

	bool warns; /* one that a walk finds is named in a warning: it shows resources */

	/* The top-level keys that recognise reads, NULL at the end, beside those of all commands.
	 */
	const char *const *keys;

	/* True if a document with this top level is of this kind. */
	bool (*recognise)(const struct inventory *w, const struct shape *shape);

	/*
	 * Add a recognised document to the inventory. An error is of this input alone; a document
	 * that stays INPUT_NOT_RECOGNISED is refused with the remedy. NULL: each is.
	 */
	int (*read)(struct inventory *w, struct source *s, const struct shape *shape,
		struct assay_error *err);

	/* How it names fields and resource types; kinds of one family share it. */
	const struct notation *notation;
};

#endif
