/*
 * followers.h - what the loops over a list have in common, whoever prints them.
 */
#ifndef ASSAY_INVENTORY_FOLLOWERS_H
#define ASSAY_INVENTORY_FOLLOWERS_H

#include "inventory/export/export.h"

/* The fields of a list that its followers need. */
struct loop_fields {
	const struct field *items[8];
	bool is_argument[8];
	size_t n;
};

/* True for a needed command about one resource. */
bool is_follower(const struct inventory *w, const struct command *command);

/* Append ITEM_HOME_REGION for HomeRegion: no variable that a shell or the AWS CLI reads itself. */
void add_variable(struct buf *b, struct str name);

/* True if the list prints the field; it is then one of the loop's. */
bool use_field(
	struct loop_fields *fields, const struct command *list, struct str name, bool is_argument);

#endif
