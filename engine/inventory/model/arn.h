/*
 * arn.h - Amazon Resource Names, account ids and names of Regions.
 */
#ifndef ASSAY_INVENTORY_ARN_H
#define ASSAY_INVENTORY_ARN_H

#include "base/base.h"

/* Twelve digits. */
bool is_account_id(struct str s);

/* True if the text has the form of a Region's name; it may not exist. */
bool is_region_name(struct str s);

/*
 * The parts of an ARN; false if the text is not an ARN. `resource` is all that follows the account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
struct arn {
	struct str partition, service, region, account, resource;
};
bool arn_parse(struct arn *out, struct str text);

/* An account, Region or partition of which several inputs or parts of one show the value. */
struct shown_by_all {
	struct str value; /* one of the values; ptr NULL: nothing shows it */
	bool contradicts; /* two values differ */
};

/* Add a value; an empty one shows nothing. */
void shown_add(struct shown_by_all *shown, struct str value);

/* The value on which all agree; STR_NONE if two differ or nothing shows it. */
struct str shown_value(const struct shown_by_all *shown);

#endif
