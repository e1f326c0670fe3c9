/*
 * collected - when and by whom the exports were collected, as their envelopes state it.
 *
 * Evidence that is too old shows nothing about today: what it contains is unknown. Must not read
 * the clock.
 */
#include "base/day.h"
#include "inventory/export/export.h"

/* the callers that the note names */
#define CALLERS_MAX ((size_t)3)

void export_note_collected(struct inventory *w, struct source *source, const struct envelope *e)
{
	struct collection_times *times = &w->times;

	if (!e || !e->time.ptr) {
		times->n_untimed++;
		return;
	}
	if (!times->n_timed || e->seconds < times->first)
		times->first = e->seconds;
	if (!times->n_timed || e->seconds > times->last)
		times->last = e->seconds;
	times->n_timed++;
	source->input.collected_at = e->time;
	source->input.collected_by = e->caller;
	if (e->caller.ptr)
		(void)map_set(w->run, &times->callers, e->caller, w);
}

/* why an export is of the wrong time; NULL: it is not, or nobody asked */
static const char *age_fault(const struct inventory *w, const struct envelope *e)
{
	if (!w->max_age)
		return NULL;
	if (!e || !e->time.ptr)
		return "it does not state when it was collected, and --max-age asks for that";
	if (e->seconds < w->now - (int64_t)w->max_age * SECONDS_OF_DAY)
		return str_printf(w->run,
			"it was collected at %.*s, more than %zu day%s ago (--max-age)",
			STR_ARGS(e->time), w->max_age, w->max_age == 1 ? "" : "s")
			.ptr;
	if (e->seconds > w->now + SECONDS_OF_DAY)
		return str_printf(w->run, "it was collected at %.*s, which is in the future",
			STR_ARGS(e->time))
			.ptr;
	return NULL;
}

void export_judge_age(struct inventory *w, struct export *x, const struct envelope *e)
{
	const char *fault = age_fault(w, e);

	if (!fault)
		return;
	x->failed = true;
	x->absent = false;
	x->code = STR_NONE;
	x->message = str_of(fault);
}

struct callers {
	struct buf *text;
	size_t n;
};

static int add_caller(void *payload, struct str caller, void *value)
{
	struct callers *callers = payload;

	(void)value;
	if (callers->n++ < CALLERS_MAX)
		buf_printf(
			callers->text, "%s%.*s", callers->n == 1 ? " by " : ", ", STR_ARGS(caller));
	return 0;
}

/* "2026-11-20 10:02" */
static struct str minute(struct arena *a, int64_t seconds)
{
	char day[DAY_SIZE];
	int64_t rest = seconds % SECONDS_OF_DAY;

	day_write(day, seconds);
	return str_printf(a, "%s %02d:%02d", day, (int)(rest / 3600), (int)(rest / 60 % 60));
}

void exports_note_times(struct inventory *w)
{
	const struct collection_times *times = &w->times;
	struct str first, last;
	struct buf b;
	struct callers callers = {&b, 0};

	if (!times->n_timed)
		return;
	first = minute(w->run, times->first);
	last = minute(w->run, times->last);
	buf_init_for(&b, (size_t)16 << 10, w->run);
	buf_printf(&b, "The evidence was collected %.*s", STR_ARGS(first));
	if (!str_eq(first, last))
		buf_printf(&b, " to %.*s", STR_ARGS(last));
	buf_text(&b, " UTC");
	(void)map_each(&times->callers, add_caller, &callers);
	if (callers.n > CALLERS_MAX)
		buf_printf(&b, " and %zu others", callers.n - CALLERS_MAX);
	buf_text(&b, ".");
	if (times->n_untimed)
		buf_printf(&b, " %zu export%s no time.", times->n_untimed,
			times->n_untimed == 1 ? " states" : "s state");
	remark_add(w, REMARK_NOTE, NULL, NOWHERE, str_copy(w->run, (struct str){b.ptr, b.len}));
	buf_free(&b);
}
