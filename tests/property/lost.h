/* lost.h - events that one account records and another one does not. */
#ifndef LOST_H
#define LOST_H

#include "property.h"

/* True if an event that the first account records goes unrecorded in the second one. */
bool loses_events(const cJSON *before, const cJSON *after);

#endif
