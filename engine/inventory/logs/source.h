/*
 * source.h - log files of CloudTrail under another name, and what looks like them.
 */
#ifndef ASSAY_INVENTORY_LOGS_SOURCE_H
#define ASSAY_INVENTORY_LOGS_SOURCE_H

#include "inventory/model/source_kind.h"

extern const struct source_kind cloudtrail_log;
extern const struct source_kind cloudtrail_event_history;
extern const struct source_kind cloudwatch_statistics;

#endif
