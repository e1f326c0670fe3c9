/* json_remedies.h - the members of the JSON report about remedies. */
#ifndef ASSAY_REPORT_JSON_REMEDIES_H
#define ASSAY_REPORT_JSON_REMEDIES_H

#include "report/model/parts.h"

/* Write the members remedies and unremedied, if remedies were sought. */
void json_remedies(struct json_out *j, const struct run *run);

#endif
