/*
 * simulate.h - what the trails of an account record, read from raw selectors, event by event.
 *
 * Shares no code with rules/lib.
 */
#ifndef SIMULATE_H
#define SIMULATE_H

#include "property.h"

/* NULL: the event has no such attribute */
struct event {
	const char *category, *source, *kind, *name, *read_only, *type, *arn, *who, *console;
};

struct trail {
	const cJSON *listed, *selectors, *status;
};

struct rules {
	bool all, management, same_trail, multi_region, delivery, both;
};

struct account {
	const cJSON *inventory;
	const char *region;
	struct rules rules;
	struct trail trails[16];
	size_t n;
};

/* Read the trails of a->inventory as they were exported. */
void read_trails(struct account *a);

/* True if a trail, or any trail, records an event in a->region under a->rules. */
bool trail_records(const struct account *a, const struct trail *t, const struct event *e);
bool is_recorded(const struct account *a, const struct event *e);

#endif
