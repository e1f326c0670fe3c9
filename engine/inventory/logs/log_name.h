/*
 * log_name.h - the names of the files that CloudTrail delivers to a bucket. Private to inventory.
 *
 * "CloudTrail log file name format", "Digest file location", "Insights events" of the CloudTrail
 * user guide:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
#ifndef ASSAY_INVENTORY_LOG_NAME_H
#define ASSAY_INVENTORY_LOG_NAME_H

#include "base/base.h"

enum log_kind {
	LOG_NONE,   /* another file */
	LOG_EVENTS, /* ACCOUNT_CloudTrail_REGION_YYYYMMDDTHHmmZ_UNIQUE.json.gz */
	LOG_OTHER, /* ACCOUNT_CloudTrail-Digest_REGION_…, ACCOUNT_CloudTrail-Insight_REGION_… */
};

struct log_name {
	enum log_kind kind;
	struct str account, region;
	struct str base;   /* without folders */
	struct str folder; /* up to the one of the Region; may be empty */
	struct str what;   /* LOG_OTHER: "Digest" */
	int64_t delivered; /* LOG_EVENTS: seconds since 1970 */
};

/* Everything in out is part of name. */
void log_name_read(struct log_name *out, struct str name);

#endif
