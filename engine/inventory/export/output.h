/*
 * output.h - the output of one command in each form in which files contain it. Private to
 * inventory.
 */
#ifndef ASSAY_INVENTORY_OUTPUT_H
#define ASSAY_INVENTORY_OUTPUT_H

#include "inventory/export/stated.h"
#include "inventory/model/build.h"

struct output {
	const struct type *type;
	const struct command *command; /* NULL: it is not the output of one command */
	struct cursor root;
	struct cursor *pages; /* the objects that the command printed */
	size_t n_pages;
	bool absent; /* nothing is printed, because nothing is set: there is no page */
	bool bare;   /* --query printed the list alone: the only page is the list */
	struct cursor
		unknown; /* the value of the first undeclared key at the top; doc NULL: none */
	struct str unknown_key;
	struct stated stated; /* by undeclared keys */
	bool goes_on;         /* an undeclared key may say that the list continues */
	size_t n_found;       /* commands whose output the document contains; of pages 0 or 1 */
	/* two of them whose output has one form; NULL: none */
	const struct command *alike[2];
};

/*
 * Recognise a document as the output of one command: as the command prints it; with more keys at
 * the top; as a list of pages (yaml-stream, jq -s, one JSON text on each line); as the list alone,
 * where its name or its entries identify it. name: the file's. A known key that appears twice is
 * ASSAY_EINPUT.
 */
int output_find(struct output *out, const struct inventory *w, struct str name, struct cursor root,
	struct assay_error *err);

/* True if it lists the keys alone: strings in place of objects. */
bool command_lists_keys(const struct command *c, const struct type *type);

/* The same where an envelope names the command. */
int output_read(struct output *out, const struct inventory *w, const struct type *type,
	const struct command *command, struct cursor root, struct assay_error *err);

#endif
