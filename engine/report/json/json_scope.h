/*
 * json_scope.h - accounts and remarks, as all JSON documents about a run write them.
 */
#ifndef ASSAY_REPORT_JSON_SCOPE_H
#define ASSAY_REPORT_JSON_SCOPE_H

#include "report/model/parts.h"

/* Write the members "accounts" and "remarks". */
void json_accounts(struct json_out *j, const struct run *run);
void json_remarks(struct json_out *j, const struct run *run);

#endif
