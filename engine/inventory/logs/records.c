/*
 * records - the records of a log file: which of them are events of a resource that a type
 * declares.
 *
 * "CloudTrail record contents":
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 * An event counts for the account and Region that recorded it (recipientAccountId, awsRegion), if
 * the resource is theirs: a trail of a caller also records calls to functions of other accounts,
 * and says nothing about the trails of these.
 */
#include "base/day.h"
#include "inventory/logs/logs.h"

/* CloudTrail began in November 2013: "What is CloudTrail", document history */
#define TIME_FIRST INT64_C(1383264000) /* 2013-11-01 */

/* clocks of the hosts that write events may differ from that of the delivery */
#define CLOCK_SKEW INT64_C(3600)

enum { SOURCE, NAME, TIME, RESOURCES, RECIPIENT, REGION, ERROR_CODE, CATEGORY, MANAGEMENT, N_KEYS };

struct reading {
	struct inventory *w;
	struct logs *logs;
	const struct log_name *name;
	struct arena *scratch;
	struct lookup keys[N_KEYS];
	bool data; /* a record is a data event */
	struct assay_error *err;
};

static const char *const key_names[N_KEYS] = {"eventSource", "eventName", "eventTime", "resources",
	"recipientAccountId", "awsRegion", "errorCode", "eventCategory", "managementEvent"};

static int read_text(struct reading *r, int key, struct str *out)
{
	struct cursor value = r->keys[key].value;

	*out = STR_NONE;
	if (!value.doc || cursor_kind(value) == DOC_NULL)
		return ASSAY_OK;
	return cursor_borrow(value, r->scratch, out, r->err);
}

/* the name of the event among those of the command, or -1 */
static int find_name(const struct reading *r, const struct log_events *events)
{
	if (!cursor_is(r->keys[SOURCE].value, events->source.ptr))
		return -1;
	for (size_t i = 0; i < events->n_names; i++)
		if (cursor_is(r->keys[NAME].value, events->names[i].ptr))
			return (int)i;
	return -1;
}

static int read_time(struct reading *r, int64_t *seconds)
{
	struct str text;
	int status = read_text(r, TIME, &text);
	bool late;

	if (status != ASSAY_OK)
		return status;
	if (!time_parse(text, seconds) || text.len < 20)
		return cursor_error(r->err, ASSAY_EINPUT,
			text.ptr ? r->keys[TIME].value : r->keys[SOURCE].value,
			"\"eventTime\" is missing, or is not a time such as "
			"2026-11-20T10:02:41Z. Copy the file again");
	late = r->name->kind == LOG_EVENTS && *seconds > r->name->delivered + CLOCK_SKEW;
	if (late || *seconds < TIME_FIRST)
		return cursor_error(r->err, ASSAY_EINPUT, r->keys[TIME].value,
			"\"eventTime\" is %s. Copy the file again",
			late ? "later than the delivery that the name of the file states"
			     : "earlier than CloudTrail");
	return ASSAY_OK;
}

/* no character that JSON or a terminal reads as something else */
static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] <= ' ' || s.ptr[i] >= 0x7F || s.ptr[i] == '"' || s.ptr[i] == '\\')
			return false;
	return s.len > 0 && s.len <= KEY_MAX;
}

/* Without a version or alias: "function:f:7" is an event of "function:f". */
static struct str without_version(struct str key, const struct arn *arn)
{
	struct str rest = arn->resource;

	for (size_t colons = 0, i = 0; i < rest.len; i++)
		if (rest.ptr[i] == ':' && ++colons == 2)
			return (struct str){key.ptr, key.len - rest.len + i};
	return key;
}

static struct observed *find_observed(
	struct reading *r, struct observed_list *list, struct str key, size_t n_names)
{
	struct observed *o = map_get(&list->by_key, key);

	if (o || list->by_key.n >= OBSERVED_MAX)
		return o;
	o = arena_alloc(r->w->run, sizeof *o);
	o->key = str_copy(r->w->run, key);
	o->counts = arena_array(r->w->run, n_names, sizeof *o->counts);
	(void)map_set(r->w->run, &list->by_key, o->key, o);
	return o;
}

static void count(struct observed *o, size_t name, int64_t time)
{
	o->first = o->n == 0 || time < o->first ? time : o->first;
	o->last = o->n == 0 || time > o->last ? time : o->last;
	o->counts[name]++;
	o->n++;
}

/*
 * Of a request that was refused, nothing was invoked: errorCode is "the AWS service error if the
 * request returns an error" (record contents), and an error of the function's own code is none
 * (Lambda API reference, Invoke: StatusCode 200 with FunctionError).
 */
static bool is_refused(const struct reading *r)
{
	struct cursor code = r->keys[ERROR_CODE].value;

	return code.doc && cursor_kind(code) != DOC_NULL && !cursor_is(code, "");
}

/* Where the event was recorded; false: its file is of another account or Region. */
static bool find_place(struct reading *r, struct str *account, struct str *region)
{
	const struct log_name *name = r->name;
	bool named = name->kind == LOG_EVENTS;

	if (!account->len && named)
		*account = name->account;
	if (!region->len && named)
		*region = name->region;
	return is_account_id(*account) && is_region_name(*region) &&
	       (!named || (str_eq(*account, name->account) && str_eq(*region, name->region)));
}

static int add_event(struct reading *r, size_t i, size_t name, struct str arn_text)
{
	struct observed_list *list;
	struct observed *o;
	struct log_scope *scope;
	struct str account, region;
	struct arn arn;
	int64_t time;
	int status = read_time(r, &time);

	if (status == ASSAY_OK)
		status = read_text(r, RECIPIENT, &account);
	if (status == ASSAY_OK)
		status = read_text(r, REGION, &region);
	if (status != ASSAY_OK)
		return status;
	if (!is_plain(arn_text) || !arn_parse(&arn, arn_text) ||
		!find_place(r, &account, &region) || !str_eq(arn.account, account) ||
		!str_eq(arn.region, region)) {
		r->logs->n_foreign++;
		return ASSAY_OK;
	}
	scope = logs_scope(r->w, account, region, r->name->folder);
	list = &scope->lists[i];
	o = find_observed(r, list, without_version(arn_text, &arn),
		r->logs->lists[i].command->log_events->n_names);
	if (!o)
		return cursor_error(r->err, ASSAY_ELIMIT, r->keys[SOURCE].value,
			"the log files show more than %zu resources of one account and Region",
			OBSERVED_MAX);
	r->logs->n_events++;
	if (is_refused(r))
		o->n_refused++;
	else
		count(o, name, time);
	if (r->name->kind != LOG_EVENTS && time > scope->delivered)
		scope->delivered = time;
	return ASSAY_OK;
}

/* the resources of an event that the command is about */
static int add_resources(struct reading *r, size_t i, size_t name)
{
	const struct log_events *events = r->logs->lists[i].command->log_events;
	struct walk walk;
	int status = ASSAY_OK;

	walk_begin(&walk, r->keys[RESOURCES].value);
	while (status == ASSAY_OK && walk_next(&walk)) {
		struct lookup keys[] = {{"type", NOWHERE}, {"ARN", NOWHERE}};
		struct str arn;

		status = walk_find(&walk, keys, LENGTH_OF(keys), r->err);
		if (status != ASSAY_OK || !cursor_is(keys[0].value, events->resource.ptr))
			continue;
		status = cursor_borrow(keys[1].value, r->scratch, &arn, r->err);
		if (status == ASSAY_OK)
			status = add_event(r, i, name, arn);
	}
	return status;
}

/*
 * False: the record says that it is an event of another category. A network activity event shows a
 * request that passed a VPC endpoint, and not that the trail records data events. Records before
 * eventVersion 1.07 have no category.
 */
static bool may_be_data(const struct reading *r)
{
	struct cursor category = r->keys[CATEGORY].value, management = r->keys[MANAGEMENT].value;

	return (!category.doc || cursor_kind(category) == DOC_NULL ||
		       cursor_is(category, "Data")) &&
	       !(management.doc && cursor_kind(management) == DOC_BOOL &&
		       str_is(cursor_text(management), "true"));
}

static int add_record(struct reading *r, struct walk *walk)
{
	int status = walk_find(walk, r->keys, N_KEYS, r->err);

	r->logs->n_records++;
	if (status != ASSAY_OK)
		return status;
	if (cursor_kind(walk->value) != DOC_OBJECT || !r->keys[SOURCE].value.doc ||
		!r->keys[NAME].value.doc)
		return cursor_error(r->err, ASSAY_EINPUT, walk->value,
			"\"eventSource\" or \"eventName\" of this record is missing. Copy the "
			"file again");
	r->data = r->data || cursor_is(r->keys[CATEGORY].value, "Data") ||
		  (r->keys[MANAGEMENT].value.doc &&
			  cursor_kind(r->keys[MANAGEMENT].value) == DOC_BOOL &&
			  str_is(cursor_text(r->keys[MANAGEMENT].value), "false"));
	for (size_t i = 0; status == ASSAY_OK && i < r->logs->n_lists; i++) {
		int name = find_name(r, r->logs->lists[i].command->log_events);

		if (name >= 0 && may_be_data(r))
			status = add_resources(r, i, (size_t)name);
	}
	return status;
}

static int read_records(struct reading *r, struct cursor records)
{
	struct walk walk;
	int status = ASSAY_OK;

	for (size_t i = 0; i < N_KEYS; i++)
		r->keys[i].key = key_names[i];
	walk_begin(&walk, records);
	while (status == ASSAY_OK && walk_next(&walk))
		status = add_record(r, &walk);
	return status;
}

static void note_file(struct reading *r)
{
	struct log_scope *scope;

	r->logs->n_files++;
	if (r->name->kind != LOG_EVENTS)
		return;
	scope = logs_scope(r->w, r->name->account, r->name->region, r->name->folder);
	scope->n_files++;
	if (r->name->delivered > scope->delivered)
		scope->delivered = r->name->delivered;
}

int logs_add_records(struct inventory *w, const struct log_name *name, const struct doc *doc,
	bool *data, struct assay_error *err)
{
	struct lookup records = {"Records", NOWHERE};
	struct reading r = {.w = w, .logs = inventory_logs(w), .name = name, .err = err};
	int status = cursor_find(doc_root(doc), &records, 1, err);

	if (status == ASSAY_OK && (!records.value.doc || cursor_kind(records.value) != DOC_ARRAY))
		status = cursor_error(err, ASSAY_EINPUT, doc_root(doc),
			"\"Records\" is missing, or is not a list. Copy the file again");
	if (status != ASSAY_OK)
		return status;
	(void)arena_new_below(&r.scratch, w->run);
	status = read_records(&r, records.value);
	arena_free(r.scratch);
	if (status == ASSAY_OK)
		note_file(&r);
	*data = r.data;
	return status;
}
