/*
 * oscal_time - the times that OSCAL requires, without a clock.
 *
 * The same inputs give the same bytes, so a time is one that an input or --stamp states. Where
 * nothing states one, it is the first second of 1970, and a property says so. Must not know
 * verdicts.
 */
#include "report/oscal/oscal.h"

/* a time that OSCAL's schema accepts: it lists no year before 1900 and not each leap year */
#define TIME_MIN INT64_C(946684800)   /* 2000-01-01T00:00:00Z */
#define TIME_MAX INT64_C(32503679999) /* 2999-12-31T23:59:59Z */

static struct oscal_time time_from(struct str text, enum oscal_clock clock)
{
	struct oscal_time t = {.text = "1970-01-01T00:00:00Z", .clock = CLOCK_NONE};
	int64_t seconds;

	if (!time_parse(text, &seconds) || seconds < TIME_MIN || seconds > TIME_MAX)
		return t;
	time_write(t.text, seconds);
	t.clock = clock;
	return t;
}

static bool is_before(const struct oscal_time *x, const struct oscal_time *y)
{
	return strcmp(x->text, y->text) < 0;
}

void oscal_times(struct oscal *o)
{
	struct oscal_time first = {.clock = CLOCK_NONE}, last = first;
	struct str stamped = o->run->stamp ? o->run->stamp->time : STR_NONE;

	for (size_t i = 0; i < o->run->n_inputs; i++) {
		struct oscal_time t = time_from(o->run->inputs[i]->collected_at, CLOCK_EVIDENCE);

		if (t.clock == CLOCK_NONE)
			continue;
		if (first.clock == CLOCK_NONE || is_before(&t, &first))
			first = t;
		if (last.clock == CLOCK_NONE || is_before(&last, &t))
			last = t;
	}
	o->modified = time_from(stamped, CLOCK_STAMP);
	if (first.clock == CLOCK_NONE)
		first = last = o->modified;
	if (o->modified.clock == CLOCK_NONE)
		o->modified = last;
	o->start = first;
	o->end = last;
}

struct oscal_time oscal_time_of(const struct oscal *o, const struct input *input)
{
	struct oscal_time t = time_from(input ? input->collected_at : STR_NONE, CLOCK_INPUT);

	return t.clock == CLOCK_NONE ? o->end : t;
}

const char *oscal_clock_name(enum oscal_clock clock)
{
	static const char *const names[] = {[CLOCK_NONE] = "unknown",
		[CLOCK_STAMP] = "stamp",
		[CLOCK_EVIDENCE] = "evidence",
		[CLOCK_INPUT] = "input"};

	return names[clock];
}
