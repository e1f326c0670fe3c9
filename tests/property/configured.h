/* configured.h - planned trails as a Terraform configuration, and back; unified diffs. */
#ifndef CONFIGURED_H
#define CONFIGURED_H

#include "property.h"

/* The text of main.tf for the trails of a plan, which gets the expressions of their blocks; the
 * caller's. */
char *configuration_of(cJSON *plan, struct chance *c);

/* {"TYPE.NAME": {argument: value, block: [{…}]}}: the blocks of a configuration of constants; NULL:
 * it can't be read. */
cJSON *configuration_read(const char *text);

/* The arguments and blocks of a text without a resource block around them; NULL: it can't be read.
 */
cJSON *body_read_all(const char *text);

/* The text after a unified diff of it (or before it: back), the caller's; NULL: it does not apply.
 */
char *diff_apply(const char *text, const char *diff, bool back);

#endif
