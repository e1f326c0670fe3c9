/*
 * path.h - what the path and the name of an export show. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_PATH_H
#define ASSAY_INVENTORY_PATH_H

#include "inventory/model/build.h"

/* True of what separates the components of a path: "/", the "\" of Windows, and the "!" between an
 * archive and what it contains. */
bool ends_component(char c);

/* The first component of a path; *rest: what is behind it and its separator. */
struct str take_component(struct str *rest);

/* The account and Region that the folders of a path show, as AWS spells them; ptr NULL: none. */
void path_scope(struct arena *a, struct str name, struct str *account, struct str *region);

/* The account that a folder is named for, with dashes or not; ptr NULL: none. */
struct str account_of(struct arena *a, struct str component);

/* The Region that a folder is named for, in any case and with "-" or "_"; ptr NULL: none. */
struct str region_of(struct arena *a, struct str component);

/*
 * The dates in a path of folders, the innermost first, as digits: "20261120",
 * "20261120100241", "20261120 20261201"; ptr NULL: none. account: a component that is no date,
 * whatever it looks like; ptr NULL: none.
 */
struct str path_date(struct arena *a, struct str folder, struct str account);

/* The length of a date at the start of a text, "2026-11-20", "20261120", with a time behind it or
 * not; 0: there is none. */
size_t date_length(struct str text);

/* True for 12 digits that are a date and time, such as 202611201002: they may be no account. */
bool is_date_of_12_digits(struct str text);

/* What the words of a file's name show, beside those of its command. */
struct name_place {
	struct str account, region; /* ptr NULL: none */
	struct str date;            /* as path_date has it */
};

/*
 * name_place.c: the words around the command in the name of a list ("list-functions-eu-west-1",
 * "111122223333_describe-trails"); of another command only where there are no others, because they
 * may be of a resource's name. command: that the file is the output of.
 */
void name_place_read(
	struct name_place *out, struct arena *a, struct str file, const struct command *command);

/* region_word.c: the length of the name of a Region at the start of a text; 0: there is none.
 * Stricter than is_region_name, which "prod-web-1" fits, too. */
size_t region_name_length(struct str rest);

/* The length of what separates the words of a name: "-", "%2F", a byte that is not ASCII; 0: the
 * word goes on. */
size_t separator_length(struct str rest);

/* "EU_WEST_1" as AWS spells it. */
struct str spell_region(struct arena *a, struct str word);

/* place_word.c: the length of the account ID, Region or date at the start of a name; 0: another
 * word is there. */
size_t place_word_length(struct str rest);

#endif
