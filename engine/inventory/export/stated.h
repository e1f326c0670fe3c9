/*
 * stated.h - the account and Region that undeclared keys of a file state. Private to inventory.
 *
 * Tools add such keys to what a command prints. They place no export, but an export whose folder or
 * envelope they contradict may be of either account, so it completes no list.
 */
#ifndef ASSAY_INVENTORY_STATED_H
#define ASSAY_INVENTORY_STATED_H

#include "doc/doc.h"

struct stated_value {
	struct str text;  /* the first one; ptr NULL: none */
	struct str key;   /* of it, as written */
	struct cursor at; /* its place */
	bool several;     /* others differ from it */
};

struct stated {
	struct stated_value account, region;
};

/* True if a key contains a word of lower case letters, in any case. */
bool key_contains(struct str key, const char *word);

/* Add what a member of an object states: under a key with "account", "owner" or "region". */
void stated_add(struct stated *s, struct str key, struct cursor value, struct arena *a);

/* Add all members of an object, except those whose keys are in the list (the last is NULL). */
void stated_add_others(
	struct stated *s, struct cursor object, const char *const *keys, struct arena *a);

void stated_join(struct stated *s, const struct stated *other);

/* The value that contradicts the account (or Region) of an export; NULL: none. */
const struct stated_value *stated_other(
	const struct stated *s, struct str account, struct str region);

#endif
