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

#endif
