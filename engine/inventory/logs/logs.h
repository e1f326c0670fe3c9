/*
 * logs.h - what the log files of a trail show, summed up. Private to inventory.
 *
 * The records of millions of events become one document for each account and Region: an envelope
 * with the output of the command that types declare with log_events. So the memory does not depend
 * on the number of events, and everything behind it (joining, accounts, rules, reports) knows no
 * logs.
 *
 * {"assay": {"command": "cloudtrail log-files", "account", "region", "time"}, "output":
 *  {"LogFiles": 12, "UnreadLogFiles": 0, "ObservedInvocations": [
 *   {"FunctionArn", "FirstTime", "LastTime", "RefusedEvents": 0, "Events": [{"EventName",
 * "Count"}]}]}}
 */
#ifndef ASSAY_INVENTORY_LOGS_H
#define ASSAY_INVENTORY_LOGS_H

#include "inventory/logs/log_name.h"
#include "inventory/model/build.h"

/* resources that the logs of one account and Region may show */
#define OBSERVED_MAX ((size_t)100000)

/* One resource that events name. */
struct observed {
	struct str key;
	int64_t first, last; /* seconds since 1970; of the events that were not refused */
	size_t n;            /* their number */
	size_t n_refused;    /* events with an errorCode: nothing was done */
	size_t *counts;      /* one for each name of an event */
};

/* What was seen by one command's events. */
struct observed_list {
	const struct type *type;
	const struct command *command;
	struct map by_key; /* struct observed */
};

/* The logs of one account and Region. */
struct log_scope {
	struct str account, region;
	struct str folder; /* the least; names the document */
	size_t n_files, n_unread;
	int64_t delivered;           /* the last delivery, or the last event */
	struct observed_list *lists; /* one for each command with log_events */
};

struct logs {
	struct map scopes;           /* struct log_scope, by "ACCOUNT/REGION" */
	struct map seen;             /* names of log files, with their length */
	struct map others;           /* struct other_logs, by "Digest" */
	struct observed_list *lists; /* empty: the commands */
	size_t n_lists;
	size_t n_files, n_records, n_events, n_repeated, n_foreign, n_unread;
};

/* Files of a trail that contain no records. */
struct other_logs {
	size_t n;
};

/* The logs of the inventory, made when they are new. */
struct logs *inventory_logs(struct inventory *w);

/* The scope of an account and Region, made when it is new. */
struct log_scope *logs_scope(
	struct inventory *w, struct str account, struct str region, struct str folder);

/* True if the text at the top of a document is a list of records. */
bool is_log(const struct shape *shape);

/*
 * records.c: add the records of a document. name: what its name says; kind LOG_NONE: nothing. Of a
 * document with an error, the records before it count. *data: it has data events.
 */
int logs_add_records(struct inventory *w, const struct log_name *name, const struct doc *doc,
	bool *data, struct assay_error *err);

/* A log file that can't be read: it may have contained any event of its account and Region. */
void logs_lose(struct inventory *w, const struct log_name *name, const struct assay_error *why);

/* summary.c: add a document for each scope as a source, and say what was read. */
void logs_finish(struct inventory *w);

#endif
