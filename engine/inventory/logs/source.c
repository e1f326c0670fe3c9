/*
 * source - records of CloudTrail in a document that is not named as a log file, and the output of
 * lookup-events, which is recognised and not read.
 *
 * Files that are named as log files never become documents of the inventory: inventory_add_log.
 */
#include "inventory/logs/source.h"

#include "inventory/export/source.h"
#include "inventory/logs/logs.h"

static const char *const log_keys[] = {"Records", NULL};
static const char *const history_keys[] = {"Events", NULL};

/* true if the first element of a list under the key has both members */
static bool has_first(const struct shape *shape, const char *key, const char *a, const char *b)
{
	const struct cursor *list = map_get(&shape->found, str_of(key));
	struct lookup keys[] = {{a, NOWHERE}, {b, NOWHERE}};
	struct assay_error why = {0};
	struct walk walk;

	if (!list || cursor_kind(*list) != DOC_ARRAY)
		return false;
	walk_begin(&walk, *list);
	return walk_next(&walk) &&
	       cursor_find(walk.value, keys, LENGTH_OF(keys), &why) == ASSAY_OK &&
	       keys[0].value.doc && keys[1].value.doc;
}

static bool is_records(const struct inventory *w, const struct shape *shape)
{
	(void)w;
	return has_first(shape, "Records", "eventVersion", "eventSource");
}

static bool is_history(const struct inventory *w, const struct shape *shape)
{
	(void)w;
	return has_first(shape, "Events", "EventId", "CloudTrailEvent");
}

static int add_records(
	struct inventory *w, struct source *s, const struct shape *shape, struct assay_error *err)
{
	struct log_name none = {0};
	struct assay_error why = {0};
	bool data;
	int status = logs_add_records(w, &none, s->doc, &data, &why);

	(void)shape;
	(void)err;
	s->input.state = INPUT_READ;
	if (status != ASSAY_OK)
		logs_lose(w, &none, &why);
	else if (!data)
		remark_add(w, REMARK_NOTE, s, NOWHERE,
			STR("These records are management events only, as a download of "
			    "CloudTrail's "
			    "Event history has them. Data events, such as invocations of "
			    "functions, "
			    "never appear there: give log files from the bucket of a trail."));
	return ASSAY_OK;
}

const struct source_kind cloudtrail_log = {.name = "CloudTrail log file",
	.keys = log_keys,
	.recognise = is_records,
	.read = add_records,
	.notation = &aws_cli_notation};

/* "Event history … records of the past 90 days of management events": view-cloudtrail-events */
const struct source_kind cloudtrail_event_history = {.name = "output of cloudtrail lookup-events",
	.remedy = "This is the output of aws cloudtrail lookup-events. It shows management events "
		  "of the last 90 days: data events, such as invocations of functions, never "
		  "appear there. Give log files from the bucket of a trail.",
	.keys = history_keys,
	.recognise = is_history,
	.notation = &aws_cli_notation};

static const char *const statistics_keys[] = {"Datapoints", "Label", NULL};

static bool is_statistics(const struct inventory *w, const struct shape *shape)
{
	(void)w;
	return shape_has_kind(shape, STR("Datapoints"), DOC_ARRAY) &&
	       shape_has_kind(shape, STR("Label"), DOC_STRING);
}

const struct source_kind cloudwatch_statistics = {
	.name = "output of cloudwatch get-metric-statistics",
	.remedy =
		"Not read: the output of aws cloudwatch get-metric-statistics does not show which "
		"resource it is about. Export the metric with aws cloudwatch get-metric-data: "
		"assay collect with --logs-from and --logs-until does so for each function.",
	.warns = true,
	.keys = statistics_keys,
	.recognise = is_statistics,
	.notation = &aws_cli_notation};
